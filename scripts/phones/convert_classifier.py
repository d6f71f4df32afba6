#!/usr/bin/env python3
"""Writes the weights of the classifier for alignment as `crates/speech-onnx/data/phone-classifier-alignment.bin`.

    python3 scripts/phones/convert_classifier.py PATH/phone-classifier-whisper-tiny.npz

Needs numpy. File, little endian: b"VPHN0001"; u32 inputs (1152), u32 hidden units (192), u32 classes (40); then f32:
feature mean and standard deviation (inputs each), w1 (hidden x inputs, row by row), b1, w2 (classes x hidden), b2,
prior (classes), mean and standard deviation of the logarithm of each phone's length in 10 ms (classes - 1 each).
"""
import struct
import sys
from pathlib import Path

import numpy as np

PHONES = ("AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH SIL").split()


def main():
    weights = np.load(sys.argv[1])
    assert list(weights["phones"]) == PHONES, "the classes are not in the order of domain::Phone::ALL"
    hidden, inputs = weights["w1"].shape
    out = b"VPHN0001" + struct.pack("<3I", inputs, hidden, len(PHONES))
    for name in ("feature_mean", "feature_std", "w1", "b1", "w2", "b2", "prior", "log_duration_mean", "log_duration_std"):
        out += weights[name].astype("<f4").tobytes()
    path = Path(__file__).parents[2] / "crates/speech-onnx/data/phone-classifier-alignment.bin"
    path.write_bytes(out)
    print(path, len(out), "bytes")


if __name__ == "__main__":
    main()

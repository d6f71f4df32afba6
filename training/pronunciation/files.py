"""The files that Vivavoce reads: little endian, a word that names the form, sizes, then 32-bit floats."""
import struct
from pathlib import Path

import numpy as np

from .corpus import CLASSES

CLASSIFIER = b"VPHN0001"
SCORER = b"VPRN0001"
CLASSIFIER_PARTS = ("mean", "deviation", "w1", "b1", "w2", "b2", "prior")


def floats(*arrays):
    """The numbers of arrays, one after another, row by row."""
    return b"".join(np.ascontiguousarray(array, "<f4").tobytes() for array in arrays)


def write_classifier(path, weights, durations):
    """As `scripts/phones/convert_classifier.py` describes the form."""
    hidden, inputs = weights["w1"].shape
    head = CLASSIFIER + struct.pack("<3I", inputs, hidden, CLASSES)
    Path(path).write_bytes(head + floats(*(weights[part] for part in CLASSIFIER_PARTS), durations.mean, durations.deviation))


def linear(module):
    """The weights of a linear layer or a normalisation."""
    return module.weight.detach().numpy(), module.bias.detach().numpy()


def write_scorer(path, limits, tables, voice, heads):
    """The scorer's file: SCORER; u32 values of a phone, values of an utterance, components of the voice, heads, knots of a
    table; then `limits`; for each table the knots, the ends below, the ends above; the voice's mean, deviation and
    directions (components x features); and for each head the scale of its inputs and its weights, in the order below."""
    net, scale = heads[0]
    sizes = len(scale.mean), len(scale.whole_mean), len(voice[2]), len(heads), len(tables[0][0])
    out = SCORER + struct.pack("<5I", *sizes) + floats(limits)
    out += b"".join(floats(*table) for table in tables) + floats(*voice)
    for net, scale in heads:
        block = net.block
        out += floats(scale.mean, scale.deviation, scale.whole_mean, scale.whole_deviation)
        out += floats(*linear(net.inp), *(part.weight.detach().numpy() for part in (net.gate, net.emb, net.place)), *linear(net.near))
        for part in (block.n1, block.qkv, block.o, block.n2, block.f1, block.f2, net.norm, net.phone, net.word1, net.word2,
                     net.att, net.whole, net.un, net.u1, net.u2):
            out += floats(*linear(part))
    Path(path).write_bytes(out)


def read_classifier(path):
    """The weights of such a file."""
    data = Path(path).read_bytes()
    if data[:8] != CLASSIFIER:
        raise SystemExit(f"{path} is not a phone classifier")
    inputs, hidden, classes = struct.unpack("<3I", data[8:20])
    shapes = ((inputs,), (inputs,), (hidden, inputs), (hidden,), (classes, hidden), (classes,), (classes,))
    values, at, weights = np.frombuffer(data[20:], "<f4").copy(), 0, {}
    for part, shape in zip(CLASSIFIER_PARTS, shapes):
        size = int(np.prod(shape))
        weights[part] = values[at:at + size].reshape(shape)
        at += size
    return weights

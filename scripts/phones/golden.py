#!/usr/bin/env python3
"""Makes the golden files that hold our port of the phone model and its aligner to the method as it was studied.

    pip install numpy onnx onnxruntime soundfile        (made with onnxruntime 1.31.1, onnx 1.23.2, numpy 2.4.6)
    python3 scripts/phones/golden.py PATH/whisper-tiny/onnx/encoder_model_quantized.onnx PATH/mel_filters.npz

`mel_filters.npz` lies in the PyPI package openai-whisper 20250625 (`whisper/assets`). For each clip in CLIPS this writes
to `crates/speech-onnx/tests/fixtures/phones/`: NAME.posteriors.f32 (frames x 40 log-probabilities, little endian) and
NAME.json (the phones asked for, silence being 39; and which of them each frame belongs to).
"""
import json
import math
import struct
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import soundfile
from onnx import TensorProto, helper, numpy_helper

ROOT = Path(__file__).parents[2]
OUT = ROOT / "crates/speech-onnx/tests/fixtures/phones"
SILENCE = 39
PHONES = ("AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH").split()
CLIPS = {
    "sense_and_sensibility_01_austen_64kb-0880":
        "HH IY|W AA Z|N AA T|AE N|IH L|D IH S P OW Z D|Y AH NG|M AE N",
    "sense_and_sensibility_01_austen_64kb-0930":
        "HH IY|M AY T|IY V IH N|HH AE V|B IH N|M EY D|EY M IY AH B AH L|HH IH M S EH L F",
}


def edited_encoder(path):
    """The position table sliced to the input's length; the outputs after layers 1 and 2 beside the last."""
    model = onnx.load(path)
    graph = model.graph
    place, node = next((i, n) for i, n in enumerate(graph.node) if "embed_positions.weight" in n.input)
    sound = next(name for name in node.input if name != "embed_positions.weight")
    for index, name in enumerate(node.input):
        if name == "embed_positions.weight":
            node.input[index] = "positions"
    for name, value in (("zero", 0), ("one", 1)):
        graph.initializer.append(numpy_helper.from_array(np.array([value], np.int64), "slice_" + name))
    graph.node.insert(place, helper.make_node("Shape", [sound], ["sound_shape"]))
    graph.node.insert(place + 1, helper.make_node("Gather", ["sound_shape", "slice_one"], ["sound_frames"], axis=0))
    graph.node.insert(place + 2, helper.make_node(
        "Slice", ["embed_positions.weight", "slice_zero", "sound_frames", "slice_zero"], ["positions"]))
    inner = []
    for layer in (2, 3):
        prefix = f"/layers.{layer}/self_attn_layer_norm/"
        inner.append(next(n.input[0] for n in graph.node if n.name.startswith(prefix) and n.op_type == "ReduceMean"))
    last = next(output for output in graph.output if output.name == "last_hidden_state")
    del graph.output[:]
    graph.output.append(last)
    for name in inner:
        graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return session, ["last_hidden_state", *inner]


def log_mel(samples, filters):
    padded = np.pad(samples, 200, mode="reflect")
    window = np.hanning(401)[:400].astype(np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(padded, 400)[::160][:len(samples) // 160]
    power = np.abs(np.fft.rfft(frames * window, axis=1).astype(np.complex64)) ** 2
    mel = np.log10(np.maximum(power @ filters.T, 1e-10))
    mel = np.maximum(mel, mel.max() - 8)
    return ((mel + 4) / 4).T.astype(np.float32)


def classifier():
    data = (ROOT / "crates/speech-onnx/data/phone-classifier-whisper-tiny.bin").read_bytes()
    inputs, hidden, classes = struct.unpack("<3I", data[8:20])
    values, at, parts = np.frombuffer(data[20:], "<f4"), 0, []
    for size in (inputs, inputs, hidden * inputs, hidden, classes * hidden, classes, classes):
        parts.append(values[at:at + size])
        at += size
    mean, deviation, w1, b1, w2, b2, prior = parts
    return mean, deviation, w1.reshape(hidden, inputs), b1, w2.reshape(classes, hidden), b2, prior


def posteriors(samples, session, names, filters, weights):
    length = int(np.ceil((len(samples) + 6400) / 320) * 320)
    sound = np.pad(samples, (0, length - len(samples)))[:480000]
    outputs = session.run(names, {"input_features": log_mel(sound, filters)[None]})
    frames = int(np.ceil(len(samples) / 16000 * 50)) + 1
    features = np.concatenate([output[0, :frames] for output in outputs], 1)
    mean, deviation, w1, b1, w2, b2, _ = weights
    hidden = ((features - mean) / deviation) @ w1.T + b1
    hidden = hidden * 0.5 * (1 + np.vectorize(math.erf)(hidden / math.sqrt(2)))
    scores = hidden @ w2.T + b2
    top = scores.max(1, keepdims=True)
    return (scores - top - np.log(np.exp(scores - top).sum(1, keepdims=True))).astype(np.float32)


def viterbi(emission, units, least):
    """Which unit each frame belongs to. Silences may be skipped; each phone lasts `least` frames or more."""
    states = np.repeat(units, least)
    frames, count = len(emission), len(states)
    score = emission[:, states]
    never = -1e30
    best = np.full(count, never)
    best[0] = score[0, 0]
    if units[0] == SILENCE:
        best[least] = score[0, least]
    stay = np.where(np.arange(count) % least == least - 1, 0.0, never)
    skip_from, skip = np.zeros(count, int), np.full(count, never)
    for unit in range(2, len(units)):
        if units[unit - 1] == SILENCE:
            skip_from[unit * least], skip[unit * least] = (unit - 1) * least - 1, 0.0
    back = np.zeros((frames, count), np.int8)
    for frame in range(1, frames):
        options = np.stack([best + stay, np.r_[never, best[:-1]], best[skip_from] + skip])
        back[frame] = options.argmax(0)
        best = options.max(0) + score[frame]
    state = count - 1
    if units[-1] == SILENCE and best[count - 1 - least] > best[count - 1]:
        state = count - 1 - least
    path = np.zeros(frames, int)
    for frame in range(frames - 1, -1, -1):
        path[frame] = state
        move = back[frame, state]
        state = state if move == 0 else state - 1 if move == 1 else skip_from[state]
    return path // least


def main():
    session, names = edited_encoder(sys.argv[1])
    filters = np.load(sys.argv[2])["mel_80"].astype(np.float32)
    weights = classifier()
    OUT.mkdir(parents=True, exist_ok=True)
    for name, text in CLIPS.items():
        samples, rate = soundfile.read(ROOT / f"fixtures/librivox/{name}.wav", dtype="float32")
        assert rate == 16000
        found = posteriors(samples, session, names, filters, weights)
        units = [SILENCE]
        for word in text.split("|"):
            units += [PHONES.index(phone) for phone in word.split()] + [SILENCE]
        emission = np.maximum(found, -12) - 0.6 * np.log(weights[-1] + 1e-4)
        path = viterbi(emission, np.array(units), 2)
        found.astype("<f4").tofile(OUT / f"{name}.posteriors.f32")
        (OUT / f"{name}.json").write_text(json.dumps({"words": text, "units": units, "path": path.tolist()}) + "\n")
        print(name, found.shape)


if __name__ == "__main__":
    main()

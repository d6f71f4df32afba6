"""Whisper-tiny's encoder, edited as `crates/speech-onnx/src/phones/edit.rs` edits it, over the same spectrogram.

The features of every copy of every utterance are computed once and kept as 16-bit floats in one file for each copy.
"""
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from . import sound

WIDTH = 3 * 384
FRAME = 320
TAIL = 6_400
LONGEST = 480_000
WINDOW, HOP, BANDS = 400, 160, 80


def session(path):
    """The encoder with its position table cut to the input's length and the outputs after layers 1 and 2 beside the last."""
    model = onnx.load(path)
    graph = model.graph
    place, node = next((i, n) for i, n in enumerate(graph.node) if "embed_positions.weight" in n.input)
    heard = next(name for name in node.input if name != "embed_positions.weight")
    for index, name in enumerate(node.input):
        if name == "embed_positions.weight":
            node.input[index] = "positions"
    for name, value in (("zero", 0), ("one", 1)):
        graph.initializer.append(numpy_helper.from_array(np.array([value], np.int64), "slice_" + name))
    graph.node.insert(place, helper.make_node("Shape", [heard], ["sound_shape"]))
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
    made = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return made, ["last_hidden_state", *inner]


def mel_filters():
    """Slaney's triangles of unit area, `BANDS × bins`, as in `crates/speech-onnx/src/mel.rs`."""
    def to_hertz(mel):
        return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))
    top = 15 + np.log(sound.RATE / 2 / 1000) * 27 / np.log(6.4)
    edges = to_hertz(np.linspace(0, top, BANDS + 2))
    hertz = np.arange(WINDOW // 2 + 1) * sound.RATE / WINDOW
    rising = (hertz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - hertz) / (edges[2:] - edges[1:-1])[:, None]
    return (np.maximum(np.minimum(rising, falling), 0) * 2 / (edges[2:] - edges[:-2])[:, None]).astype(np.float32)


FILTERS = mel_filters()
HANN = np.hanning(WINDOW + 1)[:WINDOW].astype(np.float32)


def log_mel(samples, stretch=1.0):
    """Whisper's spectrogram, `BANDS × frames`. `stretch` moves what is at one frequency to that many times it."""
    padded = np.pad(samples, WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][:len(samples) // HOP]
    power = np.abs(np.fft.rfft(frames * HANN, axis=1).astype(np.complex64)) ** 2
    if stretch != 1.0:
        place = np.arange(power.shape[1]) / stretch
        low = np.minimum(place.astype(int), power.shape[1] - 2)
        part = np.minimum(place - low, 1.0).astype(np.float32)
        power = power[:, low] * (1 - part) + power[:, low + 1] * part
    mel = np.log10(np.maximum(power @ FILTERS.T, 1e-10))
    mel = np.maximum(mel, mel.max() - 8)
    return ((mel + 4) / 4).T.astype(np.float32)


def frames_of(samples):
    """Frames of 20 ms that are kept of a sound of so many samples."""
    padded = min(-(-(samples + TAIL) // FRAME) * FRAME, LONGEST)
    return min(-(-samples // FRAME) + 1, padded // FRAME)


def encode(encoder, samples, stretch=1.0):
    """The three layers side by side, `frames × 1152`."""
    run, names = encoder
    length = min(-(-(len(samples) + TAIL) // FRAME) * FRAME, LONGEST)
    padded = np.zeros(length, np.float32)
    padded[:min(len(samples), length)] = samples[:length]
    outputs = run.run(names, {"input_features": log_mel(padded, stretch)[None]})
    return np.concatenate([output[0, :frames_of(len(samples))] for output in outputs], 1)


def cache(folder, model, utterances, copies, say):
    """Makes the files that are not there yet. A file appears under its name when it is whole."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    encoder = None
    offsets = np.r_[0, np.cumsum([frames_of(len(sound.read(utterance))) for utterance in utterances])]
    np.save(folder / "offsets.npy", offsets)
    for name in copies:
        path = folder / f"{name}.f16"
        if path.exists():
            continue
        encoder = encoder or session(model)
        part, start = folder / f"{name}.part", time.time()
        with part.open("wb") as file:
            for index, utterance in enumerate(utterances):
                features = encode(encoder, *sound.copy(name, utterance, utterances))
                assert len(features) == offsets[index + 1] - offsets[index]
                file.write(features.astype("<f2").tobytes())
                if index % 250 == 249:
                    say(f"features, {name}: {index + 1} of {len(utterances)}, {time.time() - start:.0f} s")
        part.rename(path)


def open_copy(folder, name):
    """The features of one copy, all frames one after another; and where each utterance begins."""
    offsets = np.load(Path(folder) / "offsets.npy")
    return np.memmap(Path(folder) / f"{name}.f16", "<f2", "r", shape=(offsets[-1], WIDTH)), offsets

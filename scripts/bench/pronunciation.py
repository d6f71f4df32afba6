"""Scores a five-second sentence once and 21 times and takes the difference, so that loading is left out: processor seconds a
second of sound, and the time from a sentence's end to its scores with a warm model. Peak memory is that of the whole process.
The phones are given (`viva eval pronunciation`); finding speech and looking words up is not in it."""

import json
import os
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path

VIVA, SENTENCE = sys.argv[1], "fixtures/librivox/sense_and_sensibility_01_austen_64kb-0880.wav"
SECONDS, MANY = 5, 20
WORDS = "HH IY|W AH Z|N AA T|AE N|IH L|D IH S P OW Z D|Y AH NG|M AE N|HH IY|W AH Z|N AA T|AE N|IH L|D IH S P OW Z D|Y AH NG|M AE N"


def corpus(folder, count):
    """`count` copies of the sentence, with scores that nobody looks at."""
    (folder / "audio").mkdir()
    with wave.open(SENTENCE) as clip:
        sound, rate = clip.readframes(1 << 30), clip.getframerate()
    with wave.open(str(folder / "sentence.wav"), "wb") as out:
        out.setparams((1, 2, rate, 0, "NONE", ""))
        out.writeframes((sound * 8)[: SECONDS * rate * 2])
    words = [{"phones": word.split(), "phone_scores": [2] * len(word.split()), "accuracy": 10} for word in WORDS.split("|")]
    with open(folder / "labels.jsonl", "w", encoding="utf-8") as labels:
        for index in range(count):
            (folder / f"audio/{index}.flac").write_bytes((folder / "sentence.wav").read_bytes())
            label = {"id": str(index), "speaker": "s", "words": words}
            labels.write(json.dumps(label | dict.fromkeys(("accuracy", "fluency", "prosodic", "total"), 10)) + "\n")


def run(count):
    """Wall seconds, processor seconds and peak megabytes of scoring `count` sentences."""
    with tempfile.TemporaryDirectory() as folder:
        corpus(Path(folder), count)
        command = [VIVA, "eval", "pronunciation", "--corpus", folder, "--json", "--yes"]
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"viva failed with status {status}")
        return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


one, many = run(1), run(1 + MANY)
wall, cpu = ((b - a) / MANY for a, b in zip(one[:2], many[:2]))
print(
    f"{cpu / SECONDS:.4f} processor seconds a second of sound  "
    f"{1000 * wall:.0f} ms for a sentence of {SECONDS} s, model warm  peak memory {many[2]:.0f} MB"
)

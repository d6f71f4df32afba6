"""Times our measures and Praat's on the same recordings and prints how far they differ. Called by bench.sh:

    bench.py FOLDER_OF_EXAMPLES [FILE.wav...]
"""

import json
import pathlib
import statistics
import subprocess
import sys
import time
import wave

import parselmouth

import reference

RUNS = 5
COPIES = 3
CACHE = pathlib.Path(".cache/bench-prosody")
CLIPS = ("fixtures/librivox", "crates/prosody/tests/fixtures")
MEASURES = ("pitch", "intensity", "voice", "harmonicity")


def main():
    programs = pathlib.Path(sys.argv[1])
    CACHE.mkdir(parents=True, exist_ok=True)
    files = [pathlib.Path(name) for name in sys.argv[2:]]
    if files:
        timed = files
    else:
        files = sorted(file for folder in CLIPS for file in pathlib.Path(folder).glob("*.wav"))
        timed = [joined(files)]
        files += timed
    for file in timed:
        print_times(file, programs / "time")
    print_differences(files, programs / "compare")


def joined(files):
    """All files COPIES times in a row: the clips are too short to be timed well."""
    target = CACHE / "joined.wav"
    with wave.open(str(target), "wb") as out:
        for index, file in enumerate(files * COPIES):
            with wave.open(str(file), "rb") as sound:
                if index == 0:
                    out.setparams(sound.getparams())
                out.writeframes(sound.readframes(sound.getnframes()))
    return target


def print_times(file, program):
    sound = parselmouth.Sound(str(file))
    ours, theirs = [], []
    # In turns, so that whatever else the machine does falls on both.
    for _ in range(RUNS):
        theirs.append(praat(sound))
        done = subprocess.run([program, "1", str(file)], check=True, capture_output=True, text=True)
        ours.append(json.loads(done.stdout)["laps"])
    print(f"{file}: {sound.duration:.1f} s of sound, median of {RUNS} runs, seconds")
    print(f"  {'':12} {'Praat CPU':>10} {'ours CPU':>10} {'ratio':>7} {'Praat wall':>11} {'ours wall':>10} {'ratio':>7}")
    totals = {}
    for measure in (*MEASURES, "together"):
        row = f"  {measure:12}"
        for kind, width in (("cpu", 10), ("wall", 11)):
            medians = [median(runs, measure, kind) for runs in (theirs, ours)]
            totals[kind] = medians
            row += f" {medians[0]:{width}.3f} {medians[1]:10.4f} {medians[0] / medians[1]:6.1f}x"
        print(row)
    everything = median(ours, "everything", "cpu")
    minute = 60 / sound.duration
    print(f"  a minute of sound: Praat {totals['cpu'][0] * minute:.2f} CPU s, ours {totals['cpu'][1] * minute:.3f};")
    print(f"  prosody::measure, which also adapts the range and finds syllables: {everything * minute:.3f}")


def median(runs, measure, kind):
    names = MEASURES if measure == "together" else (measure,)
    return statistics.median(sum(run[name][kind] for name in names) for run in runs)


def praat(sound):
    """Wall and CPU seconds of each measure."""
    laps = {}

    def lap(name, action):
        wall, cpu = time.perf_counter(), time.process_time()
        result = action()
        laps[name] = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        return result

    pitch = lap("pitch", lambda: reference.track_pitch(sound, 75.0, 500.0))
    lap("intensity", lambda: sound.to_intensity(75.0, 0.01, True))
    lap("voice", lambda: reference.voice(sound, pitch))
    lap("harmonicity", lambda: reference.harmonicity(sound))
    return laps


def print_differences(files, program):
    """The largest differences over all files."""
    arguments = []
    for file in files:
        target = CACHE / f"{file.stem}.praat.json"
        target.write_text(json.dumps(reference.reference(parselmouth.Sound(str(file)), 75.0, 500.0)))
        arguments += [str(file), str(target)]
    print(f"Largest differences over {len(files)} files, both at Praat's standard settings")
    sys.stdout.flush()
    subprocess.run([program, "--largest", *arguments], check=True)


if __name__ == "__main__":
    main()

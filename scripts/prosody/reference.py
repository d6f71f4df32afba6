#!/usr/bin/env python3
"""Write Praat's values for recordings: NAME.praat.json for each NAME.wav, to hold crates/prosody to.

    pip install praat-parselmouth==0.4.7
    scripts/prosody/reference.py [--floor HZ] [--ceiling HZ] [--out DIR] FILE.wav...

The layout is described in crates/prosody/README.md.
"""

import argparse
import json
import math
import pathlib

import parselmouth
from parselmouth.praat import call

STEP = 0.01
MINIMUM_PITCH = 75.0


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--floor", type=float, default=75.0, help="pitch floor, Hz")
    arguments.add_argument("--ceiling", type=float, default=500.0, help="pitch ceiling, Hz")
    arguments.add_argument("--out", type=pathlib.Path, help="folder to write to; beside each file if not given")
    arguments.add_argument("files", nargs="+", type=pathlib.Path)
    options = arguments.parse_args()
    for file in options.files:
        values = reference(parselmouth.Sound(str(file)), options.floor, options.ceiling)
        target = (options.out or file.parent) / f"{file.stem}.praat.json"
        target.write_text(json.dumps(values, separators=(",", ":")) + "\n")


def reference(sound, floor, ceiling):
    """Everything Praat says about one sound that crates/prosody also says."""
    pitch = track_pitch(sound, floor, ceiling)
    intensity = sound.to_intensity(MINIMUM_PITCH, STEP, True)
    return {
        "program": f"Praat {parselmouth.PRAAT_VERSION}, praat-parselmouth {parselmouth.__version__}",
        "settings": {
            "floor_hz": floor,
            "ceiling_hz": ceiling,
            "step": STEP,
            "minimum_pitch_hz": MINIMUM_PITCH,
        },
        "pitch": {
            "start": pitch.x1,
            "step": pitch.dx,
            "f0_hz": [rounded(hz, 6) for hz in pitch.selected_array["frequency"]],
        },
        "intensity": {
            "start": intensity.x1,
            "step": intensity.dx,
            "db": [rounded(db, 6) for db in intensity.values[0]],
        },
        "measures": {name: defined(value) for name, value in measures(sound, pitch).items()},
        "sounding": sounding(sound),
    }


def track_pitch(sound, floor, ceiling):
    return sound.to_pitch_ac(
        time_step=STEP,
        pitch_floor=floor,
        max_number_of_candidates=15,
        very_accurate=False,
        silence_threshold=0.03,
        voicing_threshold=0.45,
        octave_cost=0.01,
        octave_jump_cost=0.35,
        voiced_unvoiced_cost=0.14,
        pitch_ceiling=ceiling,
    )


def measures(sound, pitch):
    return {**voice(sound, pitch), **harmonicity(sound)}


def voice(sound, pitch):
    """Jitter and shimmer, fractions."""
    points = call([sound, pitch], "To PointProcess (cc)")
    periods = (0, 0, 1e-4, 0.02, 1.3)
    return {
        **{f"jitter_{name}": call(points, f"Get jitter ({name})", *periods) for name in ("local", "rap", "ppq5")},
        **{
            f"shimmer_{name}": call([sound, points], f"Get shimmer ({name})", *periods, 1.6)
            for name in ("local", "apq3", "apq5")
        },
    }


def harmonicity(sound):
    """Harmonics-to-noise ratio, dB; Praat leaves the silent frames out of both."""
    track = sound.to_harmonicity_cc(STEP, MINIMUM_PITCH, 0.1, 1.0)
    return {
        "harmonicity_mean": call(track, "Get mean", 0, 0),
        "harmonicity_sd": call(track, "Get standard deviation", 0, 0),
    }


def sounding(sound):
    """Sounding stretches by Praat's standard settings: 100 Hz, automatic step, -25 dB, 0.1 s, 0.1 s.

    From the intensity: the command of the same name for sounds first filters from 80 to 8000 Hz.
    """
    intensity = sound.to_intensity(100, None, True)
    grid = call(intensity, "To TextGrid (silences)", -25, 0.1, 0.1, "silent", "sounding")
    intervals = range(1, int(call(grid, "Get number of intervals", 1)) + 1)
    return [
        [
            rounded(call(grid, "Get starting point", 1, index), 6),
            rounded(call(grid, "Get end point", 1, index), 6),
        ]
        for index in intervals
        if call(grid, "Get label of interval", 1, index) == "sounding"
    ]


def rounded(value, digits):
    value = round(float(value), digits)
    return int(value) if value == int(value) else value


def defined(value):
    return None if math.isnan(value) else value


if __name__ == "__main__":
    main()

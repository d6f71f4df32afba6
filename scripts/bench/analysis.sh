#!/usr/bin/env bash
# The whole analysis of a ten-minute recording, every format written: time as a share of its length, seconds to the first
# words, peak memory. The recording is the fixtures' speech, repeated to ten minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
cache=.cache/bench
mkdir -p "$cache"
cargo build --release --locked --quiet --package viva
python3 - "$cache/ten-minutes.wav" <<'PY'
import glob, sys, wave
clips = [wave.open(name).readframes(1 << 30) for name in sorted(glob.glob("fixtures/librivox/*.wav"))]
speech = b"".join(clip + bytes(2 * 16000) for clip in clips)
with wave.open(sys.argv[1], "wb") as out:
    out.setparams((1, 2, 16000, 0, "NONE", ""))
    out.writeframes((speech * 30)[: 600 * 16000 * 2])
PY
rounds=${ROUNDS:-3}
for ((round = 1; round <= rounds; round++)); do
  python3 scripts/bench/watch.py "$cache/ten-minutes.wav" 600 "$cache/out"
done

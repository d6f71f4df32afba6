#!/usr/bin/env bash
# Prosody against Praat (PyPI praat-parselmouth) over the same files in the same run: speed and the largest differences.
# Give WAV files to use those; without any, the clips in the repository are used, and all of them joined.
set -euo pipefail
cd "$(dirname "$0")/../.."

venv=.cache/bench-venv
if ! "$venv/bin/python" -c 'import parselmouth; assert parselmouth.__version__ == "0.4.7"' 2>/dev/null; then
  echo "Installing praat-parselmouth 0.4.7 into $venv" >&2
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check praat-parselmouth==0.4.7
fi

${CARGO:-cargo} build --quiet --release --locked --package prosody --example time --example compare
exec "$venv/bin/python" scripts/prosody/bench.py "${CARGO_TARGET_DIR:-target}/release/examples" "$@"

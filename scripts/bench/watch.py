"""Runs one analysis and prints its time as a share of the recording's length, the time of the first words, and the
operating system's figures for processor time and peak memory."""

import os
import subprocess
import sys
import time

recording, seconds, out = sys.argv[1], float(sys.argv[2]), sys.argv[3]
start = time.perf_counter()
command = ["target/release/viva", "analyze", recording, "--language", "en", "--out", out, "--yes", "--words"]
process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
first = None
while chunk := process.stdout.read(1):
    if first is None and not chunk.isspace():
        first = time.perf_counter() - start
_, status, usage = os.wait4(process.pid, 0)
wall = time.perf_counter() - start
if status:
    sys.exit(f"the analysis failed with status {status}")
print(
    f"{wall:6.1f} s for {seconds:.0f} s of recording: {wall / seconds:.3f} of its length  "
    f"first words after {first:.1f} s  cpu {usage.ru_utime + usage.ru_stime:.1f} s  "
    f"peak memory {usage.ru_maxrss / 1024:.0f} MB"
)

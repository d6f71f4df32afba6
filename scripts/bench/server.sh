#!/usr/bin/env bash
# The server under load, on loopback beside its own workers and the load generator: reads at 500 a second, sign-ins and
# uploads (k6), delivery to 500 sockets, and ten recordings queued by each of 20 orgs. `/healthz`, which touches nothing, is
# the floor in the same run. `scripts/bench/server.sh load` (or sockets, fairness) runs one part. In the environment:
#   ENGINE=postgres     PostgreSQL, S3, NATS and Redis in place of SQLite and a folder
#   BENCH_SECONDS=30    how long each kind of request goes on
#   BENCH_LISTENERS=500 sockets
#   BENCH_RECORDINGS=10 recordings of each org
# A run with less than these shows that it works; its figures mean little.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --release --locked --quiet --package viva
scripts/servers/install.sh
exec scripts/servers/with.sh python3 scripts/bench/server.py "$@"

#!/usr/bin/env bash
# The server under load, on loopback beside its own workers: reads at 500 a second, sign-ins and uploads (k6), delivery to
# 500 sockets, and ten recordings queued by each of 20 orgs. `/healthz`, which touches nothing, is the floor in the same
# run. ENGINE=postgres takes PostgreSQL, S3, NATS and Redis in place of SQLite and a folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --release --locked --quiet --package viva
run=(python3 scripts/bench/server.py "$@")
. scripts/servers/paths.sh
scripts/servers/install.sh
exec scripts/servers/with.sh "${run[@]}"

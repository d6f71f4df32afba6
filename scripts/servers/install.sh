#!/usr/bin/env bash
# Installs the real servers that tests and benchmarks use, into .cache/servers: PostgreSQL with pgvector, NATS, SeaweedFS
# (S3), maildev (mail), and the tools k6, schemathesis and rotel. Redis is Debian's, and so are curl and jq, with which the
# API is walked through. Quick when all is there.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/scripts/packages.sh"
. "$root/scripts/servers/paths.sh"

need redis-server redis-server
need curl curl
need jq jq
need_python
install_missing
need_npm "it fetches the mail server of the tests"

mkdir -p "$home"
exec {lock}>"$home/lock"
flock "$lock" # a second one waits, then finds all there
if installed; then exit; fi

echo "Installing the test servers into ${home#"$root"/}"
rm -rf "$home/installed" "$home/venv" "$home/node"
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: \
  --requirement "$root/scripts/servers/requirements.txt"
mkdir -p "$home/node"
cp "$root"/scripts/servers/package{,-lock}.json "$home/node"
npm ci --prefix "$home/node" --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null

# Each must run here before it counts as installed.
. "$root/scripts/servers/paths.sh"
check() {
  local program=$1 output
  if [ "$program" = node ]; then program=$2; fi
  if ! output=$("$@" 2>&1); then
    printf 'This does not run: %s\n%s\n' "$*" "$output" >&2
    exit 1
  fi
  printf '  %s: %s\n' "$(basename "$program")" "$(grep --max-count=1 '[0-9]\.[0-9]' <<<"$output")"
}
check "$pg_bin/postgres" --version
check "$nats_bin" --version
check "$weed_bin" version
check redis-server --version
check node "$maildev_bin" --version
check "$k6_bin" version
check "$schemathesis_bin" --version
check "$rotel_bin" --version
fingerprint >"$home/installed"

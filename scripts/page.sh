#!/usr/bin/env bash
# Builds the page from web/ into web/dist, which the program is then compiled with. Quick when nothing changed.
set -euo pipefail
cd "$(dirname "$0")/../web"
. ../scripts/packages.sh
need_npm "it builds the page"

if ! cmp --silent package-lock.json node_modules/installed-lock.json; then
  echo "Installing what the page is built with"
  npm ci --no-audit --no-fund --loglevel=error >/dev/null
  cp package-lock.json node_modules/installed-lock.json
fi

sources=(src public index.html package-lock.json vite.config.ts tsconfig*.json)
newer=$(find "${sources[@]}" -newer dist/index.html -print -quit 2>/dev/null || true)
if [ ! -e dist/index.html ] || [ -n "$newer" ]; then
  echo "Building the page"
  npm run --silent build
fi

#!/usr/bin/env bash
# The page's stories in Chromium on the real server; with SCREENS=1, pictures of every screen instead.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packages.sh

need chromium chromium
install_missing
cd web
exec npx vitest run --config vitest.e2e.config.ts

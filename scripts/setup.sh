#!/usr/bin/env bash
# Makes sure that what building and running need is there: installs Debian packages where it may, else names the
# exact command. Quick when nothing is missing.
set -euo pipefail

cd "$(dirname "$0")/.."
. scripts/packages.sh

need cc build-essential
need c++ build-essential
need make build-essential
need cmake cmake            # builds libopus
need pkg-config pkg-config
need_python                 # fetches models that come as Python packages
install_missing

if ! command -v cargo >/dev/null 2>&1; then
  echo "Rust is missing. Install Rust 1.95 or newer (with rustup), open a new shell and run this again." >&2
  exit 1
fi
have=$(rustc --version | cut -d' ' -f2)
want=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
if [ "$(printf '%s\n' "$want" "$have" | sort -V | head -n1)" != "$want" ]; then
  echo "Rust $want or newer is needed, $have is here. Run: rustup update stable" >&2
  exit 1
fi
for component in fmt clippy; do
  cargo "$component" --version >/dev/null 2>&1 || rustup component add "${component/fmt/rustfmt}"
done
need_npm "it fetches model packages"

#!/usr/bin/env bash
# Makes sure that what building and running need is there: installs Debian packages where it may, else names the
# exact command. Quick when nothing is missing.
set -euo pipefail

packages=()
need() { command -v "$1" >/dev/null 2>&1 || packages+=("$2"); }

need cc build-essential
need c++ build-essential
need make build-essential
need cmake cmake            # builds libopus
need pkg-config pkg-config
need python3 python3        # fetches models that come as Python packages
python3 -m pip --version >/dev/null 2>&1 || packages+=(python3-pip)
python3 -c 'import ensurepip' >/dev/null 2>&1 || packages+=(python3-venv)

if ((${#packages[@]})); then
  mapfile -t packages < <(printf '%s\n' "${packages[@]}" | sort -u)
  as_root=()
  if [ "$(id -u)" != 0 ]; then
    if sudo -n true 2>/dev/null; then as_root=(sudo -n); else as_root=(missing); fi
  fi
  if ! command -v apt-get >/dev/null 2>&1 || [ "${as_root[0]:-}" = missing ]; then
    echo "Some system packages are missing and cannot be installed from here. Please run:" >&2
    echo "  sudo apt-get update && sudo apt-get install --yes ${packages[*]}" >&2
    exit 1
  fi
  echo "Installing ${packages[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq "${packages[@]}" >/dev/null
fi

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
if ! command -v npm >/dev/null 2>&1; then
  echo "npm is missing (it fetches model packages). Install Node.js 20 or newer and run this again." >&2
  exit 1
fi

# shellcheck shell=bash
# For sourcing: names the Debian packages that a script needs, and installs those that are missing, or says how to.

missing_packages=()

# need PROGRAM PACKAGE: PACKAGE is missing when PROGRAM is.
need() { command -v "$1" >/dev/null 2>&1 || missing_packages+=("$2"); }

# Python with pip and virtual environments, which Debian keeps in three packages.
need_python() {
  need python3 python3
  python3 -m pip --version >/dev/null 2>&1 || missing_packages+=(python3-pip)
  python3 -c 'import ensurepip' >/dev/null 2>&1 || missing_packages+=(python3-venv)
}

# need_npm WHAT FOR: Node.js is not installed from here, since Debian's may be older than what the project wants.
need_npm() {
  command -v npm >/dev/null 2>&1 && return
  echo "npm is missing ($1). Install Node.js 20 or newer and run this again." >&2
  exit 1
}

# Installs what `need` found missing. Without the right to do so it names the exact command and ends the script.
install_missing() {
  ((${#missing_packages[@]})) || return 0
  mapfile -t missing_packages < <(printf '%s\n' "${missing_packages[@]}" | sort -u)
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    if sudo -n true 2>/dev/null; then as_root=(sudo -n); else as_root=(missing); fi
  fi
  if ! command -v apt-get >/dev/null 2>&1 || [ "${as_root[0]:-}" = missing ]; then
    echo "Some system packages are missing and cannot be installed from here. Please run:" >&2
    echo "  sudo apt-get update && sudo apt-get install --yes ${missing_packages[*]}" >&2
    exit 1
  fi
  echo "Installing ${missing_packages[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq "${missing_packages[@]}" >/dev/null
}

# shellcheck shell=bash
# What the scripts share: where the project is, and an environment that matches its requirements. Sourced, never run.
# Progress goes to stderr: stdout belongs to the answer (hub … --json).

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv
python=$venv/bin/python

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

is_root() { [ "$(id -u)" = 0 ]; }

# The module is found whatever the caller's folder is, and nothing in that folder can pose as one of ours (-P).
run_module() { PYTHONPATH=$root exec "$python" -P -m "$@"; }

apt_install() {
  is_root && command -v apt-get >/dev/null || return 1
  say "Installing $* by apt-get …"
  export DEBIAN_FRONTEND=noninteractive
  local lock=(-o DPkg::Lock::Timeout=600)
  { apt-get "${lock[@]}" update -q && apt-get "${lock[@]}" install -q -y --no-install-recommends "$@"; } >&2 </dev/null
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# Prints the interpreter to build the environment from: the system's own when it is new enough.
ensure_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11; do
    if new_enough "$name"; then
      ensure_venv_module "$name"
      printf '%s\n' "$name"
      return
    fi
  done
  fail "Python 3.11 or newer is needed and was not found. On Debian 12 or Ubuntu 24.04: apt-get install python3 python3-venv"
}

# Debian ships Python without the part that makes environments.
ensure_venv_module() {
  "$1" -c 'import ensurepip, venv' 2>/dev/null && return
  local package
  package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  apt_install "$package" || fail "$1 cannot make an environment. Install $package: apt-get install $package"
}

stamp_of() { cat -- "$@" | sha256sum | cut -d ' ' -f 1; }

# up_to_date STAMP FILE…: the environment runs and was last filled from exactly these files.
up_to_date() {
  local stamp=$1
  shift
  [ -f "$venv/$stamp" ] && [ "$(cat "$venv/$stamp")" = "$(stamp_of "$@")" ] && [ -x "$python" ]
}

make_venv() {
  new_enough "$python" && "$python" -m pip --version >/dev/null 2>&1 && return
  local maker
  maker=$(ensure_python)
  say "Making the environment in $venv …"
  "$maker" -m venv --clear "$venv" >&2
}

# Only what the files name, byte for byte: a package that does not match its hash is refused.
install_requirements() {
  local file wanted=()
  for file in "$@"; do wanted+=(-r "$file"); done
  say "Installing what $(basename "${!#}") names (once; about a minute) …"
  if uv --version >/dev/null 2>&1; then
    uv pip install -q --compile-bytecode --require-hashes --python "$python" "${wanted[@]}" >&2 && return
    say "uv could not; trying pip …"
  fi
  "$python" -m pip install -q --disable-pip-version-check --no-input --require-hashes "${wanted[@]}" >&2 </dev/null ||
    fail "The requirements could not be installed; see above. Nothing else was changed."
}

# The environment of the tests is large; uv, which is no part of it, fills it four times sooner than pip.
lend_uv() {
  PATH=$PATH:$venv/uv/bin
  uv --version >/dev/null 2>&1 && return
  "$python" -m pip install -q --disable-pip-version-check --no-input --require-hashes --target "$venv/uv" \
    -r "$root/requirements-uv.txt" >&2 </dev/null || say "uv could not be installed; pip does it alone …"
}

# fill STAMP FILE…: two scripts started at once wait for each other, and the second finds the work done.
fill() {
  up_to_date "$@" && return
  (
    flock 9
    up_to_date "$@" && exit
    make_venv
    [ "$1" != .requirements-dev ] || lend_uv
    install_requirements "${@:2}"
    stamp_of "${@:2}" >"$venv/$1"
  ) 9>"$root/.venv.lock"
}

ensure_venv() { fill .requirements "$root/requirements.txt"; }

# The run-time requirements go along: were the two files to disagree, the installer says so.
ensure_dev_venv() {
  fill .requirements-dev "$root/requirements.txt" "$root/requirements-dev.txt"
  up_to_date .requirements "$root/requirements.txt" || stamp_of "$root/requirements.txt" >"$venv/.requirements"
}

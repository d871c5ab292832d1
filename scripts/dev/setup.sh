# Sourced by the scripts beside it: installs what is missing, configures, builds. Says what it does on stderr, so that
# the standard output stays the program's.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# Package and reason, one per line. Everything is in Debian 12.
build_packages='
build-essential      the C++ compiler
cmake                configures the build
ninja-build          builds faster than make
pkg-config           finds the libraries
ccache               builds again in seconds
liblua5.4-dev        Lua, which runs the scripts
libopenblas-dev      matrix products and factorisations
liblapack-dev        matrix factorisations
libboost-dev         special functions and distributions
libeigen3-dev        sparse factorisations
libsuitesparse-dev   sparse factorisations, faster
libarpack2-dev       eigenvalues of sparse matrices
libfftw3-dev         Fourier transforms
liblbfgsb-dev        minimisation with bounds
libcminpack-dev      least squares
libreadline-dev      the lines of the prompt
zlib1g-dev           compressed files (.npz, .gz)
'
test_packages='
catch2               the tests of the kernels
lua5.4               stock Lua, which ours is compared with
libedit-dev          the other line editor of the prompt
'

say() { printf 'perilune: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# install LIST: what of the list is missing, by apt, as root or through sudo. Does nothing when all is there.
install() {
  command -v dpkg-query >/dev/null || return 0  # not Debian: the configuration step names what it does not find
  local name reason missing=()
  while read -r name reason; do
    [ -n "$name" ] || continue
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] && continue
    if [ ${#missing[@]} -eq 0 ]; then say 'these Debian packages are missing and will be installed with apt:'; fi
    missing+=("$name")
    printf '  %-20s %s\n' "$name" "$reason" >&2
  done <<<"$1"
  [ ${#missing[@]} -gt 0 ] || return 0
  local as_root=(env)
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "neither root nor sudo; as root: apt-get install ${missing[*]}"
    as_root=(sudo env)
  fi
  as_root+=(DEBIAN_FRONTEND=noninteractive apt-get -q)
  "${as_root[@]}" update >&2 && "${as_root[@]}" install -y --no-install-recommends "${missing[@]}" >&2 ||
    fail 'the packages could not be installed'
}

# configure PRESET DIRECTORY [-DNAME=VALUE…]: the directory is the one that the preset names. Runs cmake when there is
# no build yet, or when one of the values is not what it was configured with.
configure() {
  local preset=$1 directory=$root/$2 generator=() option current=yes
  local cache=$directory/CMakeCache.txt log=$directory/configure.log
  shift 2
  mkdir -p "$directory"
  if [ ! -f "$cache" ]; then
    say "configuring in $(basename "$directory")/"
    if command -v ninja >/dev/null; then generator=(-G Ninja); fi
    current=no
  fi
  for option in "$@"; do
    option=${option#-D}
    grep -qsE "^${option%%=*}:[A-Z]+=${option#*=}\$" "$cache" || current=no
  done
  if [ $current = yes ]; then return; fi
  (cd "$root" && cmake --preset "$preset" "${generator[@]}" "$@") >"$log" 2>&1 || {
    cat "$log" >&2
    rm -f "$cache"
    fail 'the configuration failed'
  }
}

# compile DIRECTORY TARGET…: a first build on a terminal shows its progress, any other only what is wrong.
compile() {
  local directory=$root/$1 log=$root/$1/build.log
  local name=$1
  shift
  local command=(cmake --build "$directory" --parallel "$(nproc)" --target "$@")
  if [ ! -x "$directory/perilune" ]; then
    say "building in $name/; the first time takes some minutes"
    if [ -t 2 ]; then
      "${command[@]}" >&2 || fail 'the build failed'
      return
    fi
  fi
  "${command[@]}" >"$log" 2>&1 || {
    grep -E -A12 'error|FAILED|warning:' "$log" | head -100 >&2
    fail "the build failed; all of its output is in $log"
  }
}

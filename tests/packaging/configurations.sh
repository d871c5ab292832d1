#!/usr/bin/env bash
# configurations.sh SOURCE BUILD: what the configuration step takes, refuses and leaves out. Nothing is compiled.
set -eu
source=$1 work=$2/configurations
rm -rf "$work"
mkdir -p "$work"
fail() { echo "configurations.sh: $*" >&2; exit 1; }
cached() { sed -n "s/^$1:[A-Z]*=//p" "$2/CMakeCache.txt"; }
generator=(-G "$(cached CMAKE_GENERATOR "$2")" "-DCMAKE_MAKE_PROGRAM=$(cached CMAKE_MAKE_PROGRAM "$2")")

# configure NAME OPTION…: in work/NAME, with all that is said in work/NAME.log.
configure() {
  local name=$1
  shift
  cmake -S "$source" -B "$work/$name" "${generator[@]}" "$@" >"$work/$name.log" 2>&1
}
# accepts NAME OPTION…
accepts() { configure "$@" || { cat "$work/$1.log"; fail "$* is refused"; }; }
# refuses TEXT OPTION…: with a message that has the text, wherever it is broken into lines.
refuses() {
  local text=$1
  shift
  if configure refused "$@"; then fail "$* is taken"; fi
  tr -s '\n ' '  ' <"$work/refused.log" | grep -qF -- "$text" || { cat "$work/refused.log"; fail "$* is refused, but not by: $text"; }
  rm -rf "$work/refused"
}
# links NAME LIBRARY: whether something of the build is linked with it, or opens it.
links() { grep -rqE "[/ -]l(ib)?$2(\.so|\.a| |\$)" "$work/$1" --include=build.ninja --include=link.txt; }
# preset NAME: there is one, and it sets PERILUNE_LICENCE to its name.
preset() {
  (cd "$source" && cmake --preset "$1" -B "$work/preset-$1" "${generator[@]}" -DPERILUNE_TESTS=OFF) >"$work/preset-$1.log" 2>&1 ||
    { cat "$work/preset-$1.log"; fail "the preset $1 is refused"; }
  grep -q "^PERILUNE_LICENCE:STRING=$1\$" "$work/preset-$1/CMakeCache.txt" || fail "the preset $1 does not set PERILUNE_LICENCE"
}

refuses 'PERILUNE_LICENCE must be default, gpl or permissive, got MIT' -DPERILUNE_LICENCE=MIT
refuses 'PERILUNE_LINE_EDITOR must be readline, libedit or none, got emacs' -DPERILUNE_LINE_EDITOR=emacs
refuses 'readline is under the GPL, which PERILUNE_LICENCE=permissive leaves out' \
  -DPERILUNE_LICENCE=permissive -DPERILUNE_LINE_EDITOR=readline
for package in FFTW SUITESPARSE; do
  refuses "PERILUNE_$package=ON links GPL code, which PERILUNE_LICENCE=permissive leaves out" \
    -DPERILUNE_LICENCE=permissive -DPERILUNE_$package=ON
done

# As where the packages under the GPL are not installed.
refuses 'in Debian it is in libsuitesparse-dev, or configure with -DPERILUNE_SUITESPARSE=OFF' -DUMFPACK_LIBRARY=
refuses 'in Debian it is in libfftw3-dev, or configure with -DPERILUNE_FFTW=OFF' -DFFTW_THREADS=

for name in default gpl permissive; do preset $name; done
for library in readline fftw3 fftw3f umfpack; do
  links preset-default $library || fail "the preset default is not linked with $library"
  ! links preset-permissive $library || fail "the preset permissive is linked with $library, which is under the GPL"
done
# Without the tests nothing of theirs is asked for, and the benchmark of embedding is there all the same.
grep -rq embedding_benchmark "$work/preset-gpl" --include=build.ninja --include=Makefile ||
  fail 'no embedding_benchmark without the tests'
! grep -q CATCH "$work/preset-gpl/CMakeCache.txt" || fail 'Catch2 is asked for without the tests'

# The packages under the GPL one by one, and Lua without its archive.
accepts ours -DPERILUNE_TESTS=OFF -DPERILUNE_FFTW=OFF -DPERILUNE_SUITESPARSE=OFF -DPERILUNE_LINE_EDITOR=none
for library in readline edit fftw3 umfpack; do
  ! links ours $library || fail "linked with $library, which was switched off"
done
accepts shared-lua -DPERILUNE_TESTS=OFF -DLUA_ARCHIVE=
links shared-lua lua5.4 || fail 'without the archive the shared Lua must be linked'

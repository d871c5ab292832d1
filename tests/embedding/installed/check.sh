#!/usr/bin/env bash
# check.sh CASE SOURCE BUILD: what a user of the installed package does, in folders outside of the source tree. The case
# `install` goes first and fills BUILD/prefix.
set -eu
case=$1 source=$2 build=$3
prefix=$build/prefix
work=$build/installed/$case
rm -rf "$work"
mkdir -p "$work"
cd "$work"
fail() { echo "check.sh: $*" >&2; exit 1; }
# expect TEXT FILE: a line of the file has the text.
expect() { grep -qF -- "$1" "$2" || { cat "$2"; fail "nothing like: $1"; }; }
libraries() { find "$prefix" -name "$1" -printf '%h\n' -quit; }
unset CFLAGS CXXFLAGS LDFLAGS MAKEFLAGS LUA_INIT LUA_PATH LUA_CPATH

# What both monitors make of the sample scripts.
monitors() {
  local scripts=$source/scripts/embedding/scripts
  "$1/monitor" "$scripts"/{spikes,loops,hoards,raises,keeps}.lua no-such-file.lua >out 2>&1
  expect 'spikes.lua: ALARM, sensor 3: window 6, 100 ms' out
  expect 'loops.lua:4: the time limit is reached' out
  expect 'hoards.lua:5: the memory limit is reached' out
  expect 'I do not like these samples' out
  expect 'raises.lua: refused: there is no sensor 99' out
  expect 'this array is read-only' out
  expect 'the host has taken back the memory of this array' out
  expect 'spikes.lua: alive, 1 alarms, 0 failures' out
  expect 'keeps.lua: alive' out
  for name in loops hoards raises; do expect "$name.lua: dropped, 0 alarms, 3 failures" out; done
  expect 'no-such-file.lua: dropped' out
  expect '12 windows' out
  "$1/monitor_c" "$scripts/spikes.lua" >out
  expect 'ALARM, sensor 1: window 5, 100 ms' out
  expect '1 alarms, 0 failures' out
  for name in loops hoards raises; do
    "$1/monitor_c" "$scripts/$name.lua" >out
    expect '0 alarms, 3 failures' out
  done
}

case $case in
  install)
    rm -rf "$prefix"
    DESTDIR= cmake --install "$build" --prefix "$prefix" >log
    "$prefix/bin/perilune" -e 'print(pl.arange(1, 11):sum())' >out
    expect 55.0 out
    libdir=$(libraries libperilune.so)
    for name in perilune perilune_hosted; do
      readelf -d "$libdir/lib$name.so" >out
      expect "soname: [lib$name.so." out
      expect NODELETE out
      ! grep -qE 'RPATH|RUNPATH' out || fail "lib$name.so looks for libraries where it was built"
      nm -D --defined-only "$libdir/lib$name.so" | awk '{print $3}' >out
      expect perilune_open out
      ! grep -vE '^(perilune_[a-z_]+|luaopen_perilune)$' out || fail "lib$name.so shows more than its interface"
    done
    if grep -rlF "$build" "$prefix" --include=*.cmake --include=*.pc --include=*.h*; then fail 'names the build folder'; fi
    find "$prefix" -name 'licences.md' | grep -q . || fail 'no documentation'
    find "$prefix" -name 'linalg.lua' | grep -q stubs || fail 'no stubs'
    if command -v lua5.4 >/dev/null; then
      LUA_CPATH="$(libraries perilune.so)/?.so" lua5.4 -e 'print(require("perilune").arange(1, 11):sum())' >out
      expect 55.0 out
    fi
    ;;
  find_package)
    cmake -S "$source/scripts/embedding" -B . -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_BUILD_TYPE=Release \
      -DCMAKE_C_FLAGS='-Wall -Wextra -Wpedantic -Werror' -DCMAKE_CXX_FLAGS='-Wall -Wextra -Wpedantic -Werror' >log
    cmake --build . >>log 2>&1 || { cat log; exit 1; }
    monitors .
    ;;
  pkg_config)
    PKG_CONFIG_PATH=$(libraries perilune.pc) make -f "$source/scripts/embedding/Makefile" >log 2>&1 || { cat log; exit 1; }
    ! grep warning log
    monitors .
    ;;
  moved)  # the prefix may be moved; and a host with a Lua of its own
    cp -r "$prefix" elsewhere
    mkdir project
    cp "$source/tests/embedding/installed/hosted.c" project
    cat >project/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.20)
project(hosted LANGUAGES C)
find_package(perilune CONFIG REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(LUA REQUIRED IMPORTED_TARGET lua5.4)
add_executable(hosted hosted.c)
target_link_libraries(hosted PRIVATE perilune::perilune_hosted PkgConfig::LUA)
END
    cmake -S project -B . -DCMAKE_PREFIX_PATH="$PWD/elsewhere" >log
    cmake --build . >>log 2>&1 || { cat log; exit 1; }
    ./hosted >out
    expect '6.0	36' out
    ldd ./hosted | grep -qF "$PWD/elsewhere" || fail 'the library was not found where it was moved to'
    ;;
  page)  # every program of docs/embedding.md, in its order
    awk -v n=0 '
      /^```(cpp|c|lua)$/ { n++; file = "page" n "." substr($0, 4); next }
      /^```/ { file = ""; next }
      file { print > file }' "$source/docs/embedding.md"
    export PKG_CONFIG_PATH=$(libraries perilune.pc)
    flags="$(pkg-config --cflags --libs perilune) -Wl,-rpath,$(libraries libperilune.so) -pthread"
    count=0
    for program in page*.cpp page*.c; do
      grep -q 'int main' "$program" || continue
      if [ "${program##*.}" = cpp ]; then g++ -std=c++17 -Wall -Wextra -Werror -o program "$program" $flags
      elif grep -q lauxlib.h "$program"; then
        cc -std=c99 -Wall -Wextra -Werror -o program "$program" ${flags/-lperilune/-lperilune_hosted} \
          $(pkg-config --cflags --libs lua5.4)
      else cc -std=c99 -Wall -Wextra -Werror -o program "$program" $flags
      fi
      ./program >out 2>&1 || { cat out; fail "$program of docs/embedding.md fails"; }
      # A comment `// prints TEXT` or `/* prints TEXT */` is checked.
      sed -n -E 's,.*(//|/\*) prints (.*[^ ])( \*/)?$,\2,p' "$program" | sed 's, \*/$,,' >expected
      while read -r line; do expect "$line" out; done <expected
      count=$((count + 1))
    done
    [ "$count" -ge 6 ] || fail "only $count programs in docs/embedding.md"
    ;;
  *) fail "no case $case" ;;
esac

#!/usr/bin/env bash
# rock.sh SOURCE BUILD: `luarocks make` in a checkout, and what a stock Lua then requires. All is done as it would be but
# for the compilation, which takes minutes: the module that BUILD has made stands in for its outcome. PERILUNE_ROCK=whole
# compiles too.
set -eu
source=$1 build=$2 work=$2/rock
command -v luarocks >/dev/null && command -v lua5.4 >/dev/null || { echo 'skipped: luarocks or lua5.4 is not installed'; exit 77; }
fail() { echo "rock.sh: $*" >&2; exit 1; }
rm -rf "$work"
mkdir -p "$work/checkout" "$work/bin"
# A checkout without the builds in it.
for entry in "$source"/*; do
  case ${entry##*/} in build*) ;; *) ln -s "$entry" "$work/checkout/" ;; esac
done
cmake=$(command -v cmake)
if [ "${PERILUNE_ROCK:-}" != whole ]; then
  cat >"$work/bin/cmake" <<END
#!/bin/sh
if [ "\$1" = --build ]; then exec cp "$build/perilune.so" "\$2/"; fi
exec "$cmake" "\$@"
END
  chmod +x "$work/bin/cmake"
fi
unset LUA_INIT LUA_PATH LUA_CPATH LUA_PATH_5_4 LUA_CPATH_5_4
export PATH=$work/bin:$PATH HOME=$work

cd "$work/checkout"
rockspec=$(echo perilune-*.rockspec)
luarocks lint "$rockspec"
luarocks make --lua-version 5.4 --tree "$work/tree" >"$work/log" 2>&1 || { cat "$work/log"; fail 'luarocks make'; }
! grep -i 'warning' "$work/log"
grep -q '^PERILUNE_LICENCE:STRING=permissive$' build-rock/CMakeCache.txt || fail 'the rock is under MIT, so nothing in it may be under the GPL'

cd /
eval "$(luarocks path --lua-version 5.4 --tree "$work/tree")"
lua5.4 -e 'local pl = require "perilune" print(pl.arange(1, 11):sum(), pl.linalg.svd{{3, 0}, {0, 4}})' >"$work/out"
grep -q '^55.0' "$work/out" || { cat "$work/out"; fail 'not what the module computes'; }
luarocks remove --lua-version 5.4 --tree "$work/tree" perilune >/dev/null 2>&1
if lua5.4 -e 'require "perilune"' 2>/dev/null; then fail 'the module is there after it was removed'; fi

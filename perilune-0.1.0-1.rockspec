-- The C module for a stock Lua 5.4, without the program: `luarocks make` in a checkout.
rockspec_format = "3.0"
package = "perilune"
version = "0.1.0-1"
-- The project has no public address yet. `luarocks build` takes the archive from the folder in which it runs:
--   git archive --prefix=perilune-0.1.0/ -o perilune-0.1.0.tar.gz HEAD
source = {url = "file://perilune-0.1.0.tar.gz", dir = "perilune-0.1.0"}
description = {
  summary = "Scientific computing in Lua",
  detailed = "Arrays, linear algebra, statistics, optimisation and more, under the names that NumPy and SciPy use.",
  license = "MIT",
}
supported_platforms = {"linux"}
dependencies = {"lua >= 5.4, < 5.5"}
external_dependencies = {OPENBLAS = {library = "openblas"}, ZLIB = {header = "zlib.h"}}
-- Without GPL code, so that the licence above holds for what is built as well.
build = {
  type = "command",
  build_command = "cmake -S . -B build-rock -DCMAKE_BUILD_TYPE=Release -DPERILUNE_LICENCE=permissive -DPERILUNE_TESTS=OFF"
    .. " -DPERILUNE_LINE_EDITOR=none -DPERILUNE_LUA_MODULE_DIR=\"$(LIBDIR)\""
    .. " && cmake --build build-rock --parallel --target perilune_module",
  install_command = "cmake --install build-rock --component module",
}

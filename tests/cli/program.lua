-- What the program has beside stock Lua's options.
local cli = require "cli"

cli.ours{"--version names what is linked", "lua --version", out = {
  like = "^perilune %d+%.%d+%.%d+, Lua 5%.4%.%d+.*\n  Lua +5%.4%.%d+ +MIT .*\n  OpenBLAS +%d+%.%d+%.%d+ +BSD%-3%-Clause .*" ..
         "\n  LAPACK +%d+%.%d+%.%d+ .*\n  zlib +%d+%.%d+[%d.]* +Zlib "}}
cli.ours{"--version runs nothing", [[lua -e 'print "has run"' --version | grep -c has]], out = "0\n", status = 1}
cli.ours{"--help", "lua --help", out = {like = "^usage: lua %[options%] %[script %[arguments%]%]\n.*  %-%-version "}}
cli.ours{"a wrong option shows the usage", "lua --nonsense", status = 1,
         err = {like = "^lua: unrecognized option '%-%-nonsense'\nusage: lua "}}
cli.ours{"options of ours after the script are the script's", "lua a.lua --version --help", files = {["a.lua"] = "print(...)"},
         out = "--version\t--help\n"}

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
cli.ours{"a limit on the size of files is an error of the call", [[
ulimit -f 1
lua -e 'print(pcall(pl.io.save, "big.npy", pl.zeros(100000)))'
ls -A | grep -c npy]], out = "false\tpl.io.save: cannot write 'big.npy': File too large\n0\n", status = 1}
cli.ours{"a number of threads that is none is left alone", [[
lua -e 'print(pl.get_num_threads())' >cores
for n in 1e9 2x '' abc -3 0 2.5; do PERILUNE_NUM_THREADS=$n lua -e 'print(pl.get_num_threads())' | cmp - cores; done
PERILUNE_NUM_THREADS=3 lua -e 'print(pl.get_num_threads())'
PERILUNE_NUM_THREADS=99999 lua -e 'print(pl.get_num_threads())']], out = "3\n1024\n"}

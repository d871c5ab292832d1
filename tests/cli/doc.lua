-- --doc, --write-docs and --write-stubs.
local cli = require "cli"

cli.ours{"--doc of a function", [[lua --doc linalg.svd | head -n 1 | cut -c 1-24]], out = "U, s, Vt = linalg.svd(a,\n"}
cli.ours{"--doc shows what help shows", [[lua --doc pl.zeros >a; lua -e 'help(pl.zeros)' >b; cmp a b]]}
cli.ours{"--doc of some words", [[lua --doc "square root" | grep -o "pl.sqrt"]], out = "pl.sqrt\n"}
cli.ours{"several words are one search", [[lua --doc square root >a; lua --doc "square root" | cmp a -]]}
cli.ours{"words that nothing has together", [[lua --doc pl.sum extraneous | head -n 1]],
         out = "nothing has all the words of 'pl.sum extraneous'; all but one\n"}
for _, option in ipairs{"--doc pl.sum", "--help", "--version"} do
  cli.ours{option .. " to a full disk", ("lua %s >/dev/full"):format(option),
           status = 1, err = "lua: cannot write to the standard output: No space left on device\n"}
end
cli.ours{"--doc of the tour's example", [[lua --doc singular values | grep -o linalg.svdvals]], out = "linalg.svdvals\n"}
cli.ours{"--doc of a topic", [[lua --doc read csv | head -n 1]], out = "files\n"}
cli.ours{"--doc of the file formats", [[lua --doc io.load >a; lua --doc pl.io.load | cmp a - && cut -c 1-18 a | head -n 1]],
        out = "data = pl.io.load(\n"}
cli.ours{"--doc of nothing known", [[lua --doc zeroes]], status = 1,
        err = "nothing is known about 'zeroes' (did you mean 'pl.zeros'?)\n"}
cli.ours{"--doc without a name", [[lua --doc 2>&1 | head -n 1]], out = "lua: '--doc' needs argument\n"}
cli.ours{"--write-docs makes the directory", [[lua --write-docs a/b && head -n 3 a/b/linalg.md | tail -n 1]], out = "# linalg\n"}
cli.ours{"--write-stubs", [[lua --write-stubs a && lua -e 'assert(loadfile("a/perilune.lua"))' && ls a | grep -c "^linalg"]],
        out = "1\n"}
cli.ours{"--write-docs where no directory can be", [[touch a; lua --write-docs a/b]], status = 1,
        err = {like = "^cannot write a/b/index.md: "}}

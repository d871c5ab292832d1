-- scripts/drift.lua on small tables: what drifts, what does not, quotes and gaps, the exit status.
local cli = require "cli"

local function read(path)
  local file = assert(io.open(path))
  local text = file:read "a"
  file:close()
  return text
end

local old, same, moved = {"size,\"name, first\",weight"}, {"size,\"name, first\",weight"}, {"size,\"name, first\",weight"}
for i = 1, 60 do
  local x = (i * 7919 % 101) / 10
  old[#old + 1] = ("%.1f,\"a, b\",%.1f"):format(x, 20 - x)
  same[#same + 1] = ("%.1f,\"a, b\",%.1f"):format((i * 7919 % 97) / 9.7, i == 5 and 0 / 0 or 20 - x)
  moved[#moved + 1] = ("%.1f,\"a, b\",%.1f"):format(x + 5, 20 - x)
end
local half, gone = {"v,w"}, {"v,w"}  -- the second: few values left, other words
for i = 1, 200 do
  half[i + 1] = ("%d,%s"):format(i % 7, i % 2 == 0 and "x" or "y")
  gone[i + 1] = ("%s,%s"):format(i % 25 == 0 and i % 7 or "", i % 10 == 0 and "x" or "y")
end
local files = {["drift.lua"] = read "scripts/drift.lua", ["read_table.lua"] = read "scripts/read_table.lua",
               ["half.csv"] = table.concat(half, "\n"), ["gone.csv"] = table.concat(gone, "\n"),
               ["mark.csv"] = "\239\187\191a;b\n1;2\n3;inf\n5;6\n", ["twice.csv"] = "a,a\n1,2\n", ["names.csv"] = "a,b\n",
               ["head.csv"] = "3,x\n1,2,3\n4,5,6\n", ["old.csv"] = table.concat(old, "\n"), ["same.csv"] = table.concat(same, "\n") .. "\n",
               ["moved.csv"] = table.concat(moved, "\r\n"), ["other.csv"] = "size\n1\n2\n", ["text.csv"] = "a,b\nx,y\n",
               ["empty.csv"] = ""}

cli.ours{"the same data", [[lua drift.lua old.csv old.csv]], files = files, out = [[
column                    old      new        KS           p     shift
size                       60       60    0.0000           1    +0.000
name, first                60       60      text           1
weight                     60       60    0.0000           1    +0.000
no drift
]]}
cli.ours{"other numbers of the same kind", [[lua drift.lua old.csv same.csv]], files = files, out = {like = "no drift\n$"}}
cli.ours{"a column has moved", [[lua drift.lua old.csv moved.csv]], files = files, status = 1,
         out = {like = "\nsize .- drift: distribution\n.-\nweight .-0\n1 of 3 columns have drifted\n$"}}
cli.ours{"a column is gone", [[lua drift.lua old.csv other.csv --alpha 0.001]], files = files, status = 1,
         out = {like = "\nweight +drift: is missing in the new data\n"}}
cli.ours{"a column is new", [[lua drift.lua other.csv old.csv]], files = files, status = 1,
         out = {like = "\nname, first +drift: is only in the new data\nweight +drift: is only in the new data\n2 of 3"}}
cli.ours{"values have gone, words have changed", [[lua drift.lua half.csv gone.csv]], files = files, status = 1,
         out = {like = "\nv +200 +8 .*drift: missing values\nw +200 +200 +text .*drift: words\n2 of 2 columns have drifted\n$"}}
cli.ours{"semicolons, a byte order mark, infinities", [[lua drift.lua mark.csv mark.csv]], files = files, out = [[
column                    old      new        KS           p     shift
a                           3        3    0.0000           1    +0.000
b                           3        3    0.0000           1    +0.000
no drift
]]}
cli.ours{"two columns of one name", [[lua drift.lua twice.csv twice.csv]], files = files, status = 2,
         err = "drift: twice.csv has two columns named 'a'\n"}
cli.ours{"no rows", [[lua drift.lua old.csv names.csv]], files = files, status = 2,
         err = "drift: names.csv has names of columns and no rows\n"}
cli.ours{"a first line that does not fit", [[lua drift.lua head.csv head.csv]], files = files, status = 2,
         err = "drift: head.csv: line 1 has 2 fields, the rows below have 3; --skip 1 leaves the first line out\n"}
cli.ours{"and is left out", [[lua drift.lua head.csv head.csv --skip 1]], files = files, out = {like = "no drift\n$"}}
cli.ours{"no numbers", [[lua drift.lua text.csv text.csv]], files = files, out = {like = "\na +1 +1 +text"}}
cli.ours{"nothing in common", [[lua drift.lua half.csv old.csv]], files = files, status = 2,
         err = "drift: half.csv and old.csv have no column in common\n"}
cli.ours{"an empty file", [[lua drift.lua empty.csv old.csv]], files = files, status = 2, err = "drift: empty.csv is empty\n"}
cli.ours{"no such file", [[lua drift.lua none.csv old.csv]], files = files, status = 2,
         err = "drift: none.csv: No such file or directory\n"}
cli.ours{"one file", [[lua drift.lua old.csv]], files = files, status = 2,
         err = "drift: usage: drift.lua OLD.csv NEW.csv [--alpha 0.01] [--skip N]\n"}
cli.ours{"a wrong level", [[lua drift.lua old.csv old.csv --alpha 2]], files = files, status = 2,
         err = "drift: --alpha takes a number between 0 and 1\n"}

-- scripts/drift.lua on small tables: what drifts, what does not, quotes and gaps, the exit status.
local cli = require "cli"

local file = assert(io.open("scripts/drift.lua"))
local script = file:read "a"
file:close()

local old, same, moved = {"size,\"name, first\",weight"}, {"size,\"name, first\",weight"}, {"size,\"name, first\",weight"}
for i = 1, 60 do
  local x = (i * 7919 % 101) / 10
  old[#old + 1] = ("%.1f,\"a, b\",%.1f"):format(x, 20 - x)
  same[#same + 1] = ("%.1f,c,%.1f"):format((i * 7919 % 97) / 9.7, i == 5 and 0 / 0 or 20 - x)
  moved[#moved + 1] = ("%.1f,c,%.1f"):format(x + 5, 20 - x)
end
local files = {["drift.lua"] = script, ["old.csv"] = table.concat(old, "\n"), ["same.csv"] = table.concat(same, "\n") .. "\n",
               ["moved.csv"] = table.concat(moved, "\r\n"), ["other.csv"] = "size\n1\n2\n", ["text.csv"] = "a,b\nx,y\n",
               ["empty.csv"] = ""}

cli.ours{"the same data", [[lua drift.lua old.csv old.csv]], files = files, out = [[
column                    old      new        KS           p     shift
size                       60       60    0.0000           1    +0.000
weight                     60       60    0.0000           1    +0.000
no drift
]]}
cli.ours{"other numbers of the same kind", [[lua drift.lua old.csv same.csv]], files = files, out = {like = "no drift\n$"}}
cli.ours{"a column has moved", [[lua drift.lua old.csv moved.csv]], files = files, status = 1,
         out = {like = "\nsize .- drift\nweight .-[^t]\n1 of 2 columns have drifted\n$"}}
cli.ours{"a column is gone", [[lua drift.lua old.csv other.csv --alpha 0.001]], files = files, status = 1,
         out = {like = "\nweight +is missing in the new data  drift\n"}}
cli.ours{"no numbers", [[lua drift.lua text.csv text.csv]], files = files, status = 2,
         err = "drift: text.csv and text.csv have no numeric column in common\n"}
cli.ours{"an empty file", [[lua drift.lua empty.csv old.csv]], files = files, status = 2, err = "drift: empty.csv is empty\n"}
cli.ours{"no such file", [[lua drift.lua none.csv old.csv]], files = files, status = 2,
         err = "drift: none.csv: No such file or directory\n"}
cli.ours{"one file", [[lua drift.lua old.csv]], files = files, status = 2,
         err = "drift: usage: drift.lua OLD.csv NEW.csv [--alpha 0.01]\n"}
cli.ours{"a wrong level", [[lua drift.lua old.csv old.csv --alpha 2]], files = files, status = 2,
         err = "drift: --alpha takes a number between 0 and 1\n"}

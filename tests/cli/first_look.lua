-- scripts/first_look.lua on a small table with gaps and text; the numbers are NumPy's (mean, std with ddof 1,
-- percentile, corrcoef over the rows that have both).
local cli = require "cli"

local function read(path)
  local file = assert(io.open(path))
  local text = file:read "a"
  file:close()
  return text
end

local files = {["first_look.lua"] = read "scripts/first_look.lua", ["read_table.lua"] = read "scripts/read_table.lua",
               ["weather.csv"] = read "tests/data/weather.csv",
               ["plain.csv"] = "150,3,a few words\n1,2\n3,5\n5,11\n"}

cli.ours{"a table with a header, gaps and text", [[lua first_look.lua weather.csv]], files = files, out = [[
column       count  missing  mean      std  min  25%  50%  75%  max
day              6        0  text
temperature      5        1   6.7  2.01866  4.5  5.5    6    8  9.5
rain, mm         5        1   1.9  3.38969    0    0  0.4  1.2  7.9
wind             5        1   4.4  2.30217    2    3    4    5    8
sky              6        0  text

correlation
             temperature  rain, mm    wind
temperature        1.000    -0.054  -0.439
rain, mm          -0.054     1.000   0.938
wind              -0.439     0.938   1.000
]]}

cli.ours{"columns by name and place", [[lua first_look.lua weather.csv wind,2]], files = files, out = [[
column       count  missing  mean      std  min  25%  50%  75%  max
wind             5        1   4.4  2.30217    2    3    4    5    8
temperature      5        1   6.7  2.01866  4.5  5.5    6    8  9.5

correlation
               wind  temperature
wind          1.000       -0.439
temperature  -0.439        1.000
]]}

cli.ours{"lines skipped, no header", [[lua first_look.lua --skip 1 plain.csv]], files = files, out = [[
column  count  missing  mean      std  min  25%  50%  75%  max
1           3        0     3        2    1    2    3    4    5
2           3        0     6  4.58258    2  3.5    5    8   11

correlation
       1      2
1  1.000  0.982
2  0.982  1.000
]]}

cli.ours{"no file", [[lua first_look.lua nothing.csv]], files = files, status = 2,
         err = "first_look: nothing.csv: No such file or directory\n"}
cli.ours{"no such column", [[lua first_look.lua weather.csv snow]], files = files, status = 2,
         err = "first_look: no column 'snow'; there are day, temperature, rain, mm, wind, sky\n"}
cli.ours{"a wrong --skip", [[lua first_look.lua weather.csv --skip x]], files = files, status = 2,
         err = "first_look: --skip must be followed by a number of lines, got x\n"}

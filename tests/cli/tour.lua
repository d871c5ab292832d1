-- scripts/tour.lua prints what tests/reference/tour/tour.py printed with SciPy.
local cli = require "cli"

local function contents(path)
  local file = assert(io.open(path))
  local text = file:read "a"
  file:close()
  return text
end
cli.ours{"the tour", [[lua tour.lua]], files = {["tour.lua"] = contents "scripts/tour.lua"},
         out = contents "tests/reference/tour/tour.txt"}

-- The example of the README prints what the README says.
local cli = require "cli"
local check = require "check"

local path = debug.getinfo(1, "S").source:match "^@(.*)tests/cli/readme.lua$" .. "README.md"
local file = assert(io.open(path))
local text = file:read "a"
file:close()

local script = text:match "```lua\n(.-)```"
local command, output = text:match "```text\n%$ %./scripts/dev/start ([^\n]*)\n(.-)```"
check(script and output, "the README has a script and its output")
cli.ours{"the first script", "lua " .. command, files = {[command] = script}, out = output}

local start = assert(io.open((path:gsub("README.md$", "scripts/dev/start"))))
check(start:read "a":find("\ncompile build perilune perilune_module", 1, true), "start builds what a stock Lua loads")
start:close()
local samples = 0
for sample in text:gmatch "LUA_CPATH='build/%?%.so' lua5%.4 %-e '([^\n]*)'\n" do
  cli.ours{"the sample for stock Lua", "lua a.lua", files = {["a.lua"] = sample}, out = "55.0\n"}
  samples = samples + 1
end
check.eq(samples, 1, "the sample for stock Lua is there")

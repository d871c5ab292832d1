-- docs/licences.md knows every library that --version names, with the same licence.
local cli = require "cli"
local check = require "check"

local path = debug.getinfo(1, "S").source:match "^@(.*)tests/cli/licences.lua$" .. "docs/licences.md"
local file = assert(io.open(path))
local known = {}
for line in file:lines() do
  local name, licence = line:match "^| (%S+) | ([^|]-) |"
  if name then known[name] = licence end
end
file:close()

local program = os.getenv "PERILUNE_PROGRAM"
local output = assert(io.popen(("'%s' --version"):format(program)))
local seen = 0
for line in output:lines() do
  local name, rest = line:match "^  (%S+)%s+(.*)$"
  if name then
    seen = seen + 1
    check(known[name], name .. " is in docs/licences.md")
    check(rest:find("  " .. known[name] .. "  ", 1, true) or rest:find(" " .. known[name] .. "  ", 1, true), name .. " is under " .. tostring(known[name]))
  end
end
output:close()
check(seen >= 5, "--version names libraries")

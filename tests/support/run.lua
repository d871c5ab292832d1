-- run.lua FILE: runs a test file and says how many of its checks passed. A file without a check has failed.
local path = assert(arg[1], "usage: run.lua FILE")
local check = require "check"

local exit = os.exit
os.exit = function() error("a test file must run to its end: os.exit is not for it", 2) end

local chunk, message = loadfile(path)
local ok = chunk ~= nil
if ok then
  ok, message = xpcall(chunk, function(m) return debug.traceback(type(m) == "string" and m or check.show(m), 2) end, path)
end
if not ok then io.stderr:write("stopped by an error: ", message, "\n") end

local name = path:match "([^/]*)%.lua$" or path
if not ok or check.failed > 0 then
  print(("%s: %d of %d checks failed%s"):format(name, check.failed, check.count, ok and "" or ", then it stopped"))
elseif check.count == 0 then
  print(name .. ": has no checks")
else
  print(("%s: %d checks passed"):format(name, check.count))
end
exit(ok and check.failed == 0 and check.count > 0, true)

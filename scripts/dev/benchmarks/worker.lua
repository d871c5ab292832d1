-- perilune's side of compare.py: takes code and repeat counts on stdin.
local run
for line in io.lines() do
  local word, length = line:match("^(%a+) (%d+)$")
  local body = tonumber(length) > 0 and io.read(tonumber(length)) or ""
  local ok, problem = pcall(function()
    if word == "load" then
      run = assert(load(body, "=case"))()
    else
      run(math.tointeger(tonumber(body)))
    end
  end)
  io.write(ok and "done" or tostring(problem):gsub("\n", " "), "\n")
  io.flush()
end

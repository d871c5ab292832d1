-- load, loadfile, dofile, require, environments, precompiled chunks.
local check = require "check"
local eq, raises = check.eq, check.raises

local function with_file(text, f)
  local path = os.tmpname()
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  local ok, message = pcall(f, path)
  os.remove(path)
  assert(ok, message)
end

check.group("load", function()
  eq(load "return 1, 2"(), 1)
  eq(load("return ...")(7), 7)
  eq(select("#", load("")()), 0)
  eq(load("local a, b = ... return b")(1, 2), 2)
  eq(table.pack(load("x x", "=s")), table.pack(nil, "s:1: syntax error near 'x'"))
  raises("bad argument #1 to 'load' (function expected, got nil)", load, nil)
  raises("bad argument #1 to 'load' (function expected, got table)", load, {})
  eq(load("return 1", nil, nil)(), 1)
  eq(load(function() end)(), nil)
end)

check.group("pieces", function()
  local pieces, i = {"return ", "1", " + ", "2"}, 0
  eq(load(function() i = i + 1 return pieces[i] end)(), 3)
  i = 0
  local stopped = {"return 5", "", "garbage ("}
  eq(load(function() i = i + 1 return stopped[i] end)(), 5)
  eq(select(3, pcall(load, function() error("from the reader", 0) end)), "from the reader")
  eq(select(3, pcall(load, function() return {} end)), "reader function must return a string")
  local n = 0
  eq(load(function()
    n = n + 1
    return n <= 1000 and "x = " .. n .. " " or n == 1001 and "return x" or nil
  end, "=s", "t", {})(), 1000)
  local long, at = "return '" .. ("x"):rep(10000) .. "'", 0
  eq(#load(function() at = at + 1 return long:sub(at, at) end)(), 10000)
end)

check.group("environment", function()
  eq(load("return x", "=s", "t", {x = 5})(), 5)
  local env = {}
  load("y = 1; function f() return y end", "=s", "t", env)()
  eq(env.y, 1)
  eq(env.f(), 1)
  eq(rawget(_G, "y"), nil)
  eq(load("return _ENV", "=s", "t", env)(), env)
  raises("attempt to index a nil value (upvalue '_ENV')", load("return x", "=s", "t", nil))
  eq(load("return _ENV", "=s", "t")(), _G)
  local function with_env() local _ENV = {z = 3} return z end
  eq(with_env(), 3)
  local function sandbox(_ENV) return value end
  eq(sandbox{value = "v"}, "v")
  local count = 0
  local counting = setmetatable({}, {__index = function(_, k) count = count + 1 return k end})
  eq(load("return a .. b", "=s", "t", counting)(), "ab")
  eq(count, 2)
end)

check.group("mode and precompiled chunks", function()
  local code = string.dump(load("local a = ... return a, debug.getinfo(1, 'l').currentline", "=s"))
  eq(load(code, "=s", "b")(4), 4)
  eq(load(code)(4), 4)
  eq(select(2, load(code, "=s", "t")), "attempt to load a binary chunk (mode is 't')")
  eq(select(2, load("return 1", "=s", "b")), "attempt to load a text chunk (mode is 'b')")
  local stripped = string.dump(load("local a = 5; return a + nil", "=name"), true)
  local ok, message = pcall(load(stripped))
  eq(ok, false)
  eq(message, "?:-1: attempt to perform arithmetic on a nil value")
  check(#stripped < #string.dump(load("local a = 5; return a + nil", "=name")))
  local x = 1
  local counter = load(string.dump(function() x = (x or 10) + 1 return x end))
  debug.setupvalue(counter, 1, 20)
  eq(counter(), 21)
  raises("unable to dump given function", string.dump, print)
  for _, cut in ipairs{4, 10, 20, #code - 5} do
    local chunk, why = load(code:sub(1, cut), "=s", "b")
    eq(chunk, nil)
    check(why:find "bad binary format %(truncated chunk%)$" ~= nil, why)
  end
  eq(load("\27Lua\x99" .. code:sub(6)), nil)
end)

check.group("files", function()
  with_file("return ..., 'from file'", function(path)
    eq(table.pack(loadfile(path)(1)), table.pack(1, "from file"))
    eq(select(2, dofile(path)), "from file")
    eq(select("#", dofile(path)), 2)
  end)
  with_file("#!/usr/bin/lua\nreturn debug.getinfo(1, 'l').currentline", function(path) eq(dofile(path), 2) end)
  with_file("\xEF\xBB\xBF# first\nreturn 3", function(path) eq(dofile(path), 3) end)
  with_file("# only", function(path) eq(dofile(path), nil) end)
  with_file("return v", function(path) eq(loadfile(path, "t", {v = 9})(), 9) end)
  with_file(string.dump(load "return 'binary'"), function(path)
    eq(dofile(path), "binary")
    eq(loadfile(path, "t"), nil)
  end)
  with_file("#!comment\n" .. string.dump(load "return 'binary'"), function(path) eq(dofile(path), "binary") end)
  with_file("x x", function(path)
    local chunk, message = loadfile(path)
    eq(chunk, nil)
    eq(message, path .. ":1: syntax error near 'x'")
  end)
  with_file("error 'inside'", function(path) eq(select(2, pcall(dofile, path)), path .. ":1: inside") end)
  eq(table.pack(loadfile "/nowhere/x.lua"), table.pack(nil, "cannot open /nowhere/x.lua: No such file or directory"))
end)

check.group("require", function()
  package.preload["preloaded.module"] = function(...) return {arguments = table.pack(...)} end
  local m, extra = require "preloaded.module"
  eq(m.arguments[1], "preloaded.module")
  eq(m.arguments[2], ":preload:")
  eq(extra, ":preload:")
  eq(require "preloaded.module", m)
  eq(package.loaded["preloaded.module"], m)
  package.loaded["preloaded.module"] = nil
  check(require "preloaded.module" ~= m)
  package.loaded["preloaded.module"], package.preload["preloaded.module"] = nil, nil
  local ok, message = pcall(require, "no.such.module")
  eq(ok, false)
  check(message:find "^module 'no.such.module' not found:\n\tno field package.preload%['no.such.module'%]\n\tno file '")
  check(message:find "no/such/module.lua'" ~= nil)
  local path = package.path
  with_file("local name, file = ... return {name = name, file = file}", function(file)
    package.path = file:gsub("[^/]*$", "?")
    local name = file:match "[^/]*$"
    eq(require(name).file, file)
    eq(require(name).name, name)
    eq(package.searchpath(name, package.path), file)
    package.loaded[name] = nil
  end)
  package.path = path
  eq(package.searchpath("a.b", "/x/?.lua;/y/?"), nil)
  eq(select(2, package.searchpath("a.b", "/x/?.lua;/y/?")), "no file '/x/a/b.lua'\n\tno file '/y/a/b'")
  eq(select(2, package.searchpath("a.b", "/x/?", "", "")), "no file '/x/a.b'")
  eq(package.config:sub(1, 9), "/\n;\n?\n!\n-")
  eq(#package.searchers, 4)
  for _, name in ipairs{"string", "table", "math", "io", "os", "coroutine", "utf8", "debug", "package"} do
    eq(package.loaded[name], _G[name], name)
  end
  eq(package.loaded._G, _G)
  table.insert(package.searchers, 2, function(name) if name == "virtual" then return function(n, x) return n .. x end, "!" end end)
  eq(require "virtual", "virtual!")
  table.remove(package.searchers, 2)
  package.loaded.virtual = nil
  package.preload.silent = function() end
  eq(require "silent", true)
  package.loaded.silent, package.preload.silent = nil, nil
end)

check.group("globals", function()
  eq(_G._G, _G)
  eq(_VERSION, "Lua 5.4")
  new_global = 5
  eq(_G.new_global, 5)
  eq(_ENV.new_global, 5)
  new_global = nil
  eq(rawget(_G, "new_global"), nil)
  local names = {}
  for name in pairs(_G) do names[#names + 1] = name end
  table.sort(names)
  -- arg and what the runner has set aside; nothing of the library shows.
  local expected = {"_G", "_VERSION", "arg", "assert", "collectgarbage", "coroutine", "debug", "dofile", "error", "getmetatable", "io",
                    "ipairs", "load", "loadfile", "math", "next", "os", "package", "pairs", "pcall", "print", "rawequal", "rawget",
                    "rawlen", "rawset", "require", "select", "setmetatable", "string", "table", "tonumber", "tostring", "type", "utf8",
                    "warn", "xpcall"}
  eq(names, expected)
end)

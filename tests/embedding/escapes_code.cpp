// Ways to native code, to files, and to functions that were taken away: bytecode, leftovers of libraries, environments.

#include "tests/embedding/escapes.h"

using namespace perilune;
using namespace perilune::test;

namespace {

constexpr Escape leftovers[] = {
    // Redis on Debian (CVE-2022-0543): `package` was still there, and with it loadlib.
    {"package and loadlib", "assert(package == nil and rawget(_G, 'package') == nil and require('_G') == _G)"},
    {"package through require",
     "for _, n in ipairs{'package', 'io', 'ffi', 'jit', 'bit', 'socket', 'posix', 'lfs', "
     "'package.loadlib'} do assert(not pcall(require, n)) end"},
    {"paths in require",
     "for _, n in ipairs{'../x', '/etc/passwd', './x', 'x\\0y', 'a.b.c', ('x'):rep(1e5)} do "
     "assert(not pcall(require, n)) end"},
    {"searchers and preload by hand",
     "assert(not pcall(function() return package.searchers end)) "
     "assert(not pcall(function() return require.preload end))"},
    {"loaded libraries reached through what require gives",
     "for _, n in ipairs{'os', 'debug', 'string', '_G', 'coroutine', 'table', 'math', 'utf8'} do local m = require(n) "
     "assert(m.execute == nil and m.getinfo == nil and m.dump == nil and m.loadfile == nil and m.popen == nil) end"},
    {"os.exit and its like",
     "for _, n in ipairs{'exit', 'execute', 'getenv', 'remove', 'rename', 'tmpname', "
     "'setlocale'} do assert(os[n] == nil) end"},
    // Garry's Mod, Roblox, Factorio: debug reaches registries, upvalues and other people's locals.
    {"debug",
     "for _, n in ipairs{'getregistry', 'getupvalue', 'setupvalue', 'upvaluejoin', 'upvalueid', 'getlocal', "
     "'setlocal', 'sethook', 'gethook', 'getinfo', 'setmetatable', 'getmetatable', 'getuservalue', "
     "'setuservalue', 'debug', 'setcstacklimit'} do assert(debug[n] == nil) end"},
    {"traceback shows no more than names",
     "local t = debug.traceback(coroutine.create(print), 'm', 0) "
     "assert(t:find('stack traceback', 1, true)) "
     "assert(debug.traceback({}, 1) ~= nil)"},
    {"a host function as a way to its upvalues",
     "assert(not pcall(function() return print[1] end)) "
     "assert(getmetatable(print) == nil)"},
    {"warn as a switch", "warn('@on') warn('@off') warn('@', 'x') warn('x\\0y')"},
    {"dofile and loadfile",
     "assert(dofile == nil and loadfile == nil and loadstring == nil and setfenv == nil and "
     "getfenv == nil and newproxy == nil and module == nil)"},
    {"names with zeros and huge names as globals", "_G['x\\0y'] = 1 assert(_G['x'] == nil) _G[('x'):rep(1e6)] = 2"},
};

constexpr Escape bytecode[] = {
    // CVE-2015-4335 and many after it: made-up bytecode reads and writes anywhere. Factorio lost its sandbox by it.
    {"string.dump", "assert(string.dump == nil and ('').dump == nil)"},
    {"a binary chunk",
     "local f, e = load('\\27Lua\\x54\\0\\x19\\x93\\r\\n\\x1a\\n\\4\\8\\8') assert(not f and "
     "e:find('binary chunk'))"},
    {"a binary chunk in pieces",
     "local s, i = '\\27LuaT\\0', 0 local f, e = load(function() i = i + 1 return "
     "s:sub(i, i) ~= '' and s:sub(i, i) or nil end) assert(not f and e:find('binary'))"},
    {"modes",
     "for _, m in ipairs{'b', 'B', '', 'xyz', 'b\\0t'} do local ok, f = pcall(load, '\\27Lua', 'n', m) "
     "assert(not ok or f == nil) end"},
    {"the mode given as a number or through __tostring",
     "assert(not pcall(load, '\\27Lua', 'n', 1)) assert(not pcall(load, '\\27Lua', 'n', setmetatable({}, {__tostring = "
     "function() return 'b' end})))"},
    {"a reader that changes its mind",
     "local n = 0 local f = load(function() n = n + 1 if n == 1 then return 'return "
     "1 ' elseif n == 2 then return '\\27Lua' end end) assert(f == nil)"},
    {"a first line with # and a byte order mark",
     "assert(load('#!x\\n\\27Lua') == nil and load('\\xef\\xbb\\xbf\\27"
     "Lua') == nil)"},
    {"a name that looks like a file",
     "local f = load('error(\"1\")', '@/etc/passwd') local ok, e = pcall(f) "
     "assert(e == '/etc/passwd:1: 1')"},
};

constexpr Escape environments[] = {
    {"load with an environment sees nothing else",
     "local e = {} assert(load('x = 1 return os', 'n', 't', e)() == nil "
     "and e.x == 1 and x == nil)"},
    {"an environment of any type",
     "for _, e in ipairs{1, 'x', true, print, pl.ones(2)} do pcall(load('return x', "
     "'n', 't', e)) pcall(load('x = 1', 'n', 't', e)) end pcall(load('x = 1', 'n', 't', "
     "nil))"},
    {"_ENV as a parameter, an upvalue, a loop variable",
     "local function f(_ENV) return os end assert(f({}) == nil) for _ENV in pairs({[{os = 1}] = 1}) do assert = os "
     "end"},
    {"metamethods of _G",
     "local log = {} setmetatable(_G, {__index = function(_, k) log[#log + 1] = k end}) "
     "local x = nowhere assert(log[1] == 'nowhere') setmetatable(_G, nil) _G.pl = require 'perilune'"},
    {"rawset into library tables changes this state only", "rawset(pl, 'sum', 1) assert(pl.sum == 1)"},
    {"the loader of the library called again",
     "local r = require 'perilune' assert(r == pl and require 'perilune' == "
     "r)"},
};

}  // namespace

TEST_CASE("leftovers of libraries") { run_escapes(leftovers); }
TEST_CASE("bytecode") { run_escapes(bytecode); }
TEST_CASE("environments") { run_escapes(environments); }

TEST_CASE("bytecode of the same Lua, changed in every byte, is refused as well") {
  State open, s(cage());
  const auto code = open.eval<std::string>("string.dump(function(a) local t = {a, 'x', 1.5} return t[1] end)");
  for (std::size_t i = 0; i < code.size(); ++i) {
    std::string bad = code;
    bad[i] = static_cast<char>(bad[i] ^ 0x5a);
    if (i == 0) bad[0] = '\33';  // the mark of bytecode stays
    s.set("code", bad);
    CHECK(s.eval<bool>("load(code) == nil and load(code, 'n', 'bt') == nil"));
  }
  s.set("code", code);
  s.run("text = load('return 1', '=' .. code)");
  CHECK(s.eval<int>("text()") == 1);
  CHECK_THROWS_AS(s.add_module("m", code), Error);
}

TEST_CASE("a sandbox opens no file by itself: chunk names, tracebacks and messages are only text") {
  Options o = cage();
  int asked = 0;
  o.open_file = [&](std::string_view, bool) { return ++asked, false; };
  State s(o);
  s.run("pcall(load('error(1)', '@/etc/shadow')) pcall(error, '/etc/shadow:1: x') debug.traceback('/etc/shadow')");
  CHECK(asked == 0);
  for (const char* call : {"load", "loadtxt", "genfromtxt"}) {
    s.set("name", call);
    s.run(
        "for _, p in ipairs{'/etc/passwd', '../../etc/passwd', '/dev/stdin', '/proc/self/mem', '', 'x\\0y', '-', "
        "('a'):rep(1e5)} do assert(not pcall(pl.io[name], p)) end");
  }
  for (const char* call : {"save", "savetxt", "savez", "savez_compressed"}) {
    s.set("name", call);
    s.run(
        "for _, p in ipairs{'/tmp/x', '/dev/stdout', '/proc/self/mem', '', 'x\\0y'} do assert(not pcall(pl.io[name], "
        "p, pl.ones(2))) end");
  }
  CHECK(asked > 10);
}

// What a sandboxed script can reach, and what it cannot.

#include <unistd.h>

#include <cstdio>

#include "tests/embedding/support.h"

using namespace perilune;
using namespace perilune::test;

TEST_CASE("the globals of a sandbox are these and no others") {
  State s(sandbox());
  CHECK(s.eval<std::string>("(function() local n = {} for k in pairs(_G) do n[#n + 1] = k end table.sort(n) return "
                            "table.concat(n, ' ') end)()") ==
        "_G _VERSION assert collectgarbage coroutine debug error getmetatable ipairs load math next os pairs pcall "
        "print rawequal rawget rawlen rawset require select setmetatable string table tonumber tostring type utf8 warn "
        "xpcall");
  CHECK(s.eval<std::string>("(function() local n = {} for k in pairs(os) do n[#n + 1] = k end for k in pairs(debug) do "
                            "n[#n + 1] = k end table.sort(n) return table.concat(n, ' ') end)()") ==
        "clock date difftime time traceback");
  for (const char* name : {"io", "package", "dofile", "loadfile", "os.execute", "os.getenv", "os.exit", "os.remove",
                           "os.setlocale", "debug.getinfo", "debug.sethook", "debug.getregistry", "string.dump"}) {
    INFO(name);
    CHECK(s.eval<bool>(std::string(name) + " == nil"));
  }
}

TEST_CASE("require gives what is named, and nothing of the stock libraries that are left out") {
  State s(sandbox());
  CHECK(s.eval<bool>("require('string') == string and require('perilune') == pl"));
  for (const char* name : {"io", "package", "ffi", "socket", "/etc/passwd", "..", ""})
    CHECK(error_of(s, std::string("require('") + name + "')").find("the host decides") != std::string::npos);
  CHECK(s.eval<bool>("require('os').execute == nil and require('debug').getinfo == nil"));
}

TEST_CASE("no bytecode, in whatever mode") {
  State open, s(sandbox());
  const auto code = open.eval<std::string>("string.dump(function() return 1 end)");
  s.set("code", code);
  CHECK(s.eval<bool>("load(code) == nil"));
  CHECK(s.eval<bool>("load(code, 'x', 'bt') == nil"));
  CHECK_FALSE(s.eval<bool>("pcall(load, code, 'x', 'b')"));
  CHECK(
      s.eval<bool>("load((function() local done return function() if not done then done = true return code end end "
                   "end)(), 'x', 'bt') == nil"));
  CHECK_THROWS_AS(s.run(code), Error);
  CHECK(s.eval<int>("load('return ...', 'x', 'bt', {})(5)") == 5);
}

TEST_CASE("methods of strings stay what they are") {
  State s(sandbox());
  CHECK(s.eval<bool>("getmetatable('') == false"));
  s.run(
      "string.rep = function() return 'poisoned' end string.upper = nil string.trim = function(t) return "
      "t:match('^%s*(.-)%s*$') end");
  CHECK(s.eval<std::string>("('ab'):rep(2) .. ('x'):upper() .. (' y '):trim()") == "ababXy");
  CHECK_FALSE(s.eval<bool>("pcall(setmetatable, '', {})"));
}

TEST_CASE("no finalizers, where no limit would hold") {
  State s(sandbox());
  CHECK(error_of(s, "setmetatable({}, {__gc = function() while true do end end})").find("__gc") != std::string::npos);
  // Set later it does nothing, as in stock Lua.
  s.run("ran = false do local mt = {} setmetatable({}, mt) mt.__gc = function() ran = true end end collectgarbage()");
  CHECK_FALSE(s.get<bool>("ran"));
  CHECK(error_of(s, "setmetatable(setmetatable({}, {__metatable = 1}), {})") ==
        "u:1: cannot change a protected metatable");
}

TEST_CASE("settings of the process and the collector are the host's") {
  State s(sandbox());
  for (const char* text : {"pl.set_num_threads(1)", "pl.warnings('error')", "collectgarbage('stop')",
                           "collectgarbage('setpause', 1000)", "collectgarbage('generational')"})
    CHECK(error_of(s, text) != "");
  CHECK(s.eval<bool>("pl.warnings() == 'ignore' and pl.get_num_threads() >= 1 and collectgarbage('count') > 0"));
}

TEST_CASE("files only as the host allows") {
  const std::string path = "/tmp/perilune-sandbox-" + std::to_string(getpid()) + ".npy";
  State s(sandbox());
  s.set("path", path);
  CHECK(error_of(s, "pl.io.save(path, pl.ones(3))").find("may not") != std::string::npos);
  CHECK(error_of(s, "pl.io.load('/etc/passwd')").find("may not") != std::string::npos);
  CHECK(error_of(s, "pl.io.loadtxt('/etc/passwd')").find("may not") != std::string::npos);
  std::string asked;
  Options o = sandbox();
  o.open_file = [&](std::string_view name, bool writing) {
    asked += writing ? "w" : "r";
    return name == path;
  };
  State t(o);
  t.set("path", path);
  CHECK(t.run<double>("pl.io.save(path, pl.ones(3)) return pl.io.load(path):sum()") == 3);
  CHECK(asked == "wr");
  CHECK(error_of(t, "pl.io.save(path .. 'x', pl.ones(3))").find("may not") != std::string::npos);
  std::remove(path.c_str());
}

TEST_CASE("what people do with Lua still works") {
  State s(sandbox({.bytes = 64 << 20, .seconds = 10}));
  s.set("print_", [](std::string_view) {});
  CHECK(s.run<std::string>(R"(
    local words = {}
    for w in ("the quick brown fox"):gmatch("%a+") do table.insert(words, 1, w) end
    table.sort(words, function(a, b) return #a < #b or #a == #b and a < b end)
    local gen = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
    local sum = gen() + gen() + gen()
    local ok, e = pcall(error, {code = 7})
    local ok2, e2 = xpcall(function() error("x", 0) end, function(m) return "handled " .. m end)
    local r = table.remove(words, 1)
    table.move(words, 1, 2, 2)
    return table.concat(words, ",") .. sum .. e.code .. e2 .. r .. ("%5.1f"):format(2.25) ..
        ("a.b"):gsub("%.", {["."] = "-"}) .. select("#", pcall(function() return 1, nil, nil end)) ..
        tostring(xpcall(function(...) return select("#", ...) == 2 end, print, 1, nil))
  )") == "the,the,brown67handled xfox  2.2a-b4true");
  CHECK(s.eval<std::string>("debug.traceback('m')").substr(0, 18) == "m\nstack traceback:");
  CHECK(s.run<int>("local n = 0 for i = 1, 10 do local ok = pcall(coroutine.wrap(function() pcall(coroutine.yield, 1) "
                   "n = n + 1 end)) end return n") == 0);
  std::string shown;
  Options o = sandbox();
  o.print = [&](std::string_view line) { shown += line; };
  State t(o);
  t.run("help(pl.linalg.svd)");
  CHECK(shown.find("linalg.svd(") != std::string::npos);
}

// What goes wrong: messages, tracebacks, exceptions that pass through scripts.

#include "tests/embedding/support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

struct Sensor : std::runtime_error {
  int port;
  Sensor(const char* what, int p) : std::runtime_error(what), port(p) {}
};

struct Guard {
  int& alive;
  explicit Guard(int& n) : alive(n) { ++alive; }
  ~Guard() { --alive; }
};

}  // namespace

TEST_CASE("an error has its message, place and traceback") {
  State s;
  try {
    s.run("local function inner() error('bad') end\nfunction outer() inner() end\nouter()", "@unit.lua");
    FAIL("no error");
  } catch (const Error& e) {
    CHECK(e.message() == "unit.lua:1: bad");
    CHECK(e.status() == PERILUNE_ERROR);
    CHECK(e.traceback().find("unit.lua:1: in upvalue 'inner'") != std::string::npos);
    CHECK(e.traceback().find("unit.lua:2: in function 'outer'") != std::string::npos);
    CHECK(e.traceback().find("unit.lua:3: in main chunk") != std::string::npos);
  }
  CHECK(status_of(s, "x = = 1") == PERILUNE_SYNTAX);
  CHECK(error_of(s, "error({})") == "(error object is a table value)");
  CHECK(error_of(s, "error(setmetatable({}, {__tostring = function() return 'mine' end}))") == "mine");
  CHECK(error_of(s, "pl.linalg.svd('x')").find("u:1: pl") == std::string::npos);
  CHECK(error_of(s, "local function f() return f() + 1 end f()").find("stack overflow") != std::string::npos);
  CHECK_THROWS_AS(s.run_file("/nowhere/x.lua"), Error);
}

TEST_CASE("an error inside a callback of a kernel shows the callback's frames") {
  State s;
  try {
    s.run("pl.optimize.brentq(function(x)\n  error('in here')\nend, 0, 1)", "=u");
    FAIL("no error");
  } catch (const Error& e) {
    CHECK(e.message() == "u:2: in here");
    CHECK(e.traceback().find("inside the callback") != std::string::npos);
  }
}

TEST_CASE("exceptions of host functions: errors for the script, themselves for the host") {
  State s;
  int alive = 0;
  s.set("sense", [&](int port) -> double {
    const Guard guard(alive);
    const std::string owned(100, 'x');
    throw Sensor("sensor is gone", port);
  });
  CHECK(s.eval<std::string>("select(2, pcall(sense, 3))") == "sensor is gone");
  CHECK(s.run<std::string>("local ok, e = pcall(function() sense(3) end) return e", "=u") == "u:1: sensor is gone");
  try {
    s.run("sense(42)");
    FAIL("no exception");
  } catch (const Sensor& e) {
    CHECK(e.port == 42);
    CHECK(std::string(e.what()) == "sensor is gone");
  }
  // Raised again by the script it is still the same; caught for good it is gone.
  CHECK_THROWS_AS(s.run("local ok, e = pcall(sense, 1) error(e, 0)"), Sensor);
  CHECK_THROWS_AS(s.run("coroutine.wrap(function() local x <close> = nil; sense(1) end)()"), Sensor);
  CHECK_THROWS_AS(s.run("local ok, e = pcall(sense, 1) error('again: ' .. e, 0)"), Error);
  CHECK_THROWS_AS(s.run("pl.optimize.brentq(sense, 0, 1)"), std::exception);
  CHECK(s.run<int>("pcall(sense, 1) return 1") == 1);
  CHECK(error_of(s, "pcall(sense, 1) error('sensor is lost', 0)") == "sensor is lost");
  s.set("seven", []() { throw 7; });
  CHECK_THROWS_AS(s.run("seven()"), int);
  CHECK(error_of(s, "error(select(2, pcall(seven)) .. '!', 0)") == "unknown exception of the host!");
  CHECK(alive == 0);
}

TEST_CASE("exceptions through several states of calls") {
  State s;
  int alive = 0;
  s.set("deep", [&](int n) {
    const Guard guard(alive);
    if (n == 0) throw Sensor("bottom", 9);
    s.call("deep", n - 1);
  });
  try {
    s.run("deep(20)");
    FAIL("no exception");
  } catch (const Sensor& e) {
    CHECK(e.port == 9);
  }
  CHECK(alive == 0);
  // A script's error in an inner call comes out of the outer one as it was.
  s.set("inner", [&]() { s.run("error('inside')", "=inner"); });
  try {
    s.run("inner()", "=outer");
    FAIL("no error");
  } catch (const Error& e) {
    CHECK(e.message() == "inner:1: inside");
    CHECK(e.traceback().find("inner:1:") != std::string::npos);
  }
}

TEST_CASE("many exceptions do not pile up") {
  State s;
  int alive = 0;
  struct Counted {
    std::shared_ptr<Guard> guard;
  };
  s.set("fail", [&]() { throw Counted{std::make_shared<Guard>(alive)}; });
  s.run("for i = 1, 1000 do pcall(fail) end");
  CHECK(alive <= 8);
  s.run("x = 1");
  CHECK(alive == 0);
}

TEST_CASE("a limit reached inside nested calls ends all of them") {
  State s(sandbox({.seconds = 0.05}));
  int alive = 0, seen = 0;
  s.set("nested", [&]() {
    const Guard guard(alive);
    try {
      s.run("while true do end");
    } catch (const LimitError&) {
      ++seen;
    }
  });
  CHECK(status_of(s, "nested() while true do end") == PERILUNE_DEADLINE);
  CHECK(seen == 1);
  CHECK(alive == 0);
  CHECK(s.eval<int>("1") == 1);
}

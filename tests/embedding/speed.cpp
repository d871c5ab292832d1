// The promises that have a number. They fail only when something is badly wrong: a loaded machine is slow.

#include "tests/embedding/support.h"

using namespace perilune;
using namespace perilune::test;

TEST_CASE("opening a state with every module: 5 ms, 3 MB; host to Lua to host: 0.3 us", "[speed]") {
  if (sanitized) return;
  double open = 1, call = 1;
  for (int i = 0; i < 20; ++i) {
    const Stopwatch watch;
    State s;
    s.run("local pl = require 'perilune'");
    open = std::min(open, watch.seconds());
    CHECK(s.budget().bytes_used < std::size_t{3} << 20);
  }
  CHECK(open < 5e-3);
  State s;
  s.set("add", [](double a, double b) { return a + b; });
  s.run("function f(x) return add(x, 1) end");
  const Function f = s.function("f");
  for (int round = 0; round < 20; ++round) {
    const Stopwatch watch;
    double x = 0;
    for (int i = 0; i < 20000; ++i) x = f.call<double>(x);
    CHECK(x == 20000);
    call = std::min(call, watch.seconds() / 20000);
  }
  CHECK(call < 3e-7);
}

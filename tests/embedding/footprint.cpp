// What a state takes before a script has made anything.

#include "tests/embedding/support.h"

using namespace perilune;
using namespace perilune::test;

TEST_CASE("a state with every module takes less than 3 MB") {
  State s;
  s.run("local pl = require 'perilune'");
  CHECK(s.budget().bytes_used < std::size_t{3} << 20);
  CHECK(s.budget().bytes_used > 0);
}

// The interface from a program of C++17, to which CMakeLists.txt sets this file.

#include "tests/embedding/support.h"

static_assert(__cplusplus < 202002L);

using namespace perilune;

namespace {

double half(double x) { return x / 2; }

struct Counter {
  int n = 0;
  int operator()() { return ++n; }
};

}  // namespace

TEST_CASE("the interface from C++17") {
  Options options;
  options.sandbox = true;
  options.limits.seconds = 0.5;
  std::string printed;
  options.print = [&](std::string_view line) { printed += line; };
  State first(std::move(options));
  State s(std::move(first));
  s.set("half", half);
  s.set("counter", Counter());
  s.set("std", std::function<std::string(std::string)>([](const std::string& t) { return t + "!"; }));
  CHECK(s.run<int>("print(half(3), std('a')) counter() return counter()") == 2);
  CHECK(printed == "1.5\ta!\n");
  float data[2] = {1, 2};
  s.set("a", s.wrap(data, {2}, std::make_unique<int>(1)));
  CHECK(s.eval<double>("a:sum()") == 3);
  CHECK_THROWS_AS(s.run("while true do end"), LimitError);
}

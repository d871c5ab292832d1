// Values in both directions, functions, globals, results, modules, sinks.

#include <limits>

#include "tests/embedding/support.h"

using namespace perilune;
using namespace perilune::test;

TEST_CASE("text runs and gives results of C++ types") {
  State s;
  CHECK(s.eval<int>("1 + 2") == 3);
  CHECK(s.eval<double>("0.5 + 0.25") == 0.75);
  CHECK(s.eval<bool>("1 < 2"));
  CHECK(s.eval<std::string>("('ab'):rep(2) .. '\\0c'") == std::string("abab\0c", 6));
  CHECK(s.eval<std::int64_t>("math.mininteger") == std::numeric_limits<std::int64_t>::min());
  CHECK(s.eval<std::complex<double>>("pl.complex(1, 2) * 2") == std::complex<double>(2, 4));
  CHECK(s.eval<std::vector<double>>("pl.arange(3)") == std::vector<double>{0, 1, 2});
  CHECK(s.eval<std::vector<std::int32_t>>("{{1, 2}, {3, 4}}") == std::vector<std::int32_t>{1, 2, 3, 4});
  CHECK_FALSE(s.eval<std::optional<double>>("nil").has_value());
  CHECK(s.eval<std::tuple<int, std::string>>("1, 'x', 3") == std::tuple(1, std::string("x")));
  CHECK(s.run<int>("local n = 0 for i = 1, 10 do n = n + i end return n") == 55);
  s.run("x = 5");
  CHECK(s.eval<int>("x = x + 1; return x") == 6);
}

TEST_CASE("a value of another kind is an error that names both") {
  State s;
  CHECK_THROWS_WITH(s.eval<int>("'a'"), "the result must be a whole number that fits, got a string");
  CHECK_THROWS_WITH(s.eval<int>("1.5"), "the result must be a whole number that fits, got a number");
  CHECK_THROWS_WITH(s.eval<std::uint8_t>("256"), "the result must be a whole number that fits, got an integer");
  CHECK_THROWS_WITH(s.eval<unsigned>("-1"), "the result must be a whole number that fits, got an integer");
  CHECK(s.eval<int>("2.0") == 2);
  CHECK_THROWS_WITH(s.eval<bool>("nil"), "the result must be a boolean, got nil");
  CHECK_THROWS_WITH(s.get<double>("print"), "print must be a number, got a function");
}

TEST_CASE("a whole number that no integer of Lua can hold is an error") {
  State s;
  s.set("most", std::uint64_t{1} << 62);
  CHECK(s.eval<bool>("most == 1 << 62"));
  CHECK_THROWS_WITH(s.set("most", ~std::uint64_t{0}), "18446744073709551615 is too large for an integer of Lua");
  s.set("huge", []() { return ~std::uint64_t{0}; });
  CHECK_THROWS_WITH(s.run("huge()"), "18446744073709551615 is too large for an integer of Lua");
}

TEST_CASE("globals and fields are set and read") {
  State s;
  s.set("gain", 2.5);
  s.set("name", "abc");
  s.set("list", std::vector<double>{1, 2});
  s.run("game = {level = {n = 1}}");
  s.set("game.level.n", 7);
  CHECK(s.get<double>("gain") == 2.5);
  CHECK(s.eval<std::string>("name .. game.level.n") == "abc7");
  CHECK(s.eval<double>("list:sum()") == 3);
  s.set("gain", nullptr);
  CHECK(s.get<Value>("gain").is_nil());
  CHECK_THROWS_AS(s.set("nothing.here", 1), Error);
  CHECK(s.eval<int>("1") == 1);
}

TEST_CASE("functions of the host: parameters, results, any count, state") {
  State s;
  int calls = 0;
  s.set("add", [&](double a, int b) { return ++calls, a + b; });
  s.set("both", [](std::string_view a, const std::string& b) { return std::tuple(std::string(b), std::string(a)); });
  s.set("maybe", [](std::optional<int> n) { return n.value_or(-1); });
  s.set("count", [](Frame& f) { f.result(f.count()); });
  s.set("mean", [](const Array& a) {
    double sum = 0;
    for (std::int64_t i = 0; i < a.size(); ++i) sum += a.at<double>(i);
    return sum / static_cast<double>(a.size());
  });
  s.set("apply", [](const Function& f, int n) { return f.call<int>(n); });
  CHECK(s.eval<double>("add(1.5, 2)") == 3.5);
  CHECK(calls == 1);
  CHECK(s.eval<std::string>("table.concat({both('a', 'b')})") == "ba");
  CHECK(s.eval<int>("maybe() + maybe(5)") == 4);
  CHECK(s.eval<int>("count(1, nil, 'x', nil)") == 4);
  CHECK(s.eval<double>("mean(pl.array{1, 2, 6})") == 3);
  CHECK(s.eval<int>("apply(function(n) return apply(function(m) return m + n end, 10) end, 1)") == 11);
  CHECK(error_of(s, "add('a', 1)") == "u:1: add: argument 1 must be a number, got a string");
  CHECK(error_of(s, "add(1)") == "u:1: add: argument 2 must be a whole number that fits, got nil");
}

TEST_CASE("functions of C: texts as pointers") {
  State s;
  s.set("length", [](const char* text) { return std::char_traits<char>::length(text); });
  s.set("or_none", [](std::optional<const char*> text) { return std::string(text.value_or("none")); });
  CHECK(s.eval<int>("length('four')") == 4);
  CHECK(s.eval<std::string>("or_none() .. or_none('two')") == "nonetwo");
  CHECK(error_of(s, "length('a\\0b')") == "u:1: length: argument 1 must be a string without zero bytes, got a string");
}

TEST_CASE("a function handle outlives the global, and is of one state") {
  State a, b;
  a.run("function f(x, y) return x * y, x + y end");
  const Function f = a.function("f");
  a.run("f = nil collectgarbage()");
  CHECK(f.call<std::tuple<double, double>>(3.0, 4.0) == std::tuple(12.0, 7.0));
  CHECK_THROWS_WITH(b.set("f", f), "the value is of another state");
  CHECK(perilune_call(b.handle(), f.value().raw().as.ref, nullptr, 0, nullptr, 0, nullptr) == PERILUNE_MISUSE);
  CHECK(std::string(perilune_message(b.handle())) == "the function is of another state");
  CHECK_THROWS_AS(a.call("missing"), Error);
}

TEST_CASE("handles may be dropped after their state") {
  Function f;
  Value text;
  Array a;
  {
    State s;
    s.run("function f() end big = pl.ones(1000) small = pl.ones(2)");
    f = s.function("f");
    text = s.eval<Value>("'abc'");
    a = s.get<Array>("small");
    CHECK(s.get<Array>("big").size() == 1000);
  }
  CHECK(a.at<double>(1) == 1);
  CHECK(text.kind() == PERILUNE_STRING);
}

TEST_CASE("print and warnings go where the host says") {
  std::string printed, warned;
  Options o;
  o.print = [&](std::string_view line) { printed += line; };
  o.warning = [&](std::string_view text) { warned += std::string(text) + "|"; };
  {
    State s(o);
    s.run("print(1, 'a', nil) print() warn('x', 'y') local z = pl.arange(3)[':-1']");
  }
  CHECK(printed == "1\ta\tnil\n\n");
  CHECK(warned.substr(0, 3) == "xy|");
  CHECK(warned.size() > 10);
  // What a sink throws is lost; the script goes on.
  o.print = [](std::string_view) { throw 1; };
  State s(o);
  CHECK(s.run<int>("print(1) return 2") == 2);
}

TEST_CASE("modules of the host") {
  for (const bool sandboxed : {false, true}) {
    Options o;
    o.sandbox = sandboxed;
    State s(o);
    s.add_module("tools", "runs = (runs or 0) + 1 return {twice = function(x) return 2 * x end}");
    CHECK(s.eval<int>("require('tools').twice(4) + require('tools').twice(1) + runs") == 11);
    CHECK_THROWS_AS(s.eval<int>("require('not.there')"), Error);
    CHECK(s.eval<bool>("require('perilune') == pl"));
  }
}

TEST_CASE("the state of a C callback is what it calls into, coroutines included") {
  State s;
  s.set("again", [&](int n) { return s.eval<int>("1 + " + std::to_string(n)); });
  CHECK(s.eval<int>("coroutine.wrap(function() return again(again(1)) end)()") == 3);
}

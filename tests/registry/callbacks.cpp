// What kernels can hand to Lua functions and read back: every kind of input and answer, and what errors say.

#include <thread>

#include "stdlib/registry/call.h"
#include "stdlib/registry/dispatch.h"
#include "tests/registry/rows.h"

using namespace perilune;
using namespace perilune::test;

namespace {

constexpr Arg fun_args[] = {in("fun", Type::callable, "Fun."),
                            optional("args", Type::list | Type::any, absent, "Args."), out("...", Type::any, "All.")};

std::string text_of(const View& v) {
  std::string text = std::string(name(v.dtype)) + " " + shape_text(v.dims()) + ":";
  if (v.ndim == 1)
    for (std::int64_t i = 0; i < v.shape[0]; ++i)
      text += " " + number_text(load(v.dtype, v.data + i * v.strides[0]).real());
  if (v.ndim == 2)
    for (std::int64_t i = 0; i < v.shape[0]; ++i)
      for (std::int64_t j = 0; j < v.shape[1]; ++j)
        text += " " + number_text(load(v.dtype, v.data + i * v.strides[0] + j * v.strides[1]).real());
  return text;
}

bool holds(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

Array counted(Context& ctx, Dims shape) {
  Array a = Array::empty(ctx, DType::float64, std::move(shape));
  for (std::int64_t i = 0; i < a.size(); ++i) a.as<double>()[i] = static_cast<double>(i + 1);
  return a;
}

}  // namespace

TEST_CASE("callbacks: every kind of input arrives as Lua's own") {
  static const Function row = make("f", fun_args, [](Call& call) {
    Callable fun = call.callable("fun", "args");
    const Array matrix = counted(call.ctx, {2, 3});
    const Array down = matrix.with_layout(matrix.data(), {3, 2}, {8, 24});
    const std::vector<double> x{1, 2};
    const Complex128 z[] = {{1, 2}, {3, -4}};
    const std::string word = "word";
    const Input::Named state[] = {{"nit", 3}, {"fun", 0.5}, {"none", std::numeric_limits<double>::quiet_NaN()}};
    Array own = counted(call.ctx, {100});
    Answers answers = fun.call({1.5, 7, true, Complex128(0, 1), word, x, std::span<const Complex128>(z), matrix, down,
                                std::span<const Input::Named>(state), std::move(own)});
    CHECK(own.data() == nullptr);
    CHECK(!own.block());
    call.give(answers.text());
  });
  LuaState lua;
  add(lua, row);
  REQUIRE(
      lua.run("function show(...) local t = table.pack(...) for i = 1, t.n do t[i] = type(t[i]) == 'table' and "
              "t[i].nit .. '/' .. "
              "t[i].fun .. '/' .. tostring(t[i].none ~= t[i].none) or math.type(t[i]) == 'integer' and 'i' .. t[i] or "
              "tostring(t[i]) end t[11] = #t[11] > 100 and 'long' return table.concat(t, ' ', 1, t.n) end") == "");
  const std::string plain =
      "1.5 i7 true (0+1j) word [1. 2.] [1.+2.j 3.-4.j] [[1. 2. 3.]\n [4. 5. 6.]] [[1. 4.]\n [2. 5.]\n [3. 6.]] "
      "3/0.5/true "
      "long";
  CHECK(value(lua, "f(show)") == plain);
  CHECK(value(lua, "f(show, {'a', 5})") == plain + " a i5");
  CHECK(value(lua, "f(show, 'b')") == plain + " b");
}

TEST_CASE("callbacks: parameters one by one, and values of the call") {
  static constexpr Arg args[] = {in("fun", Type::callable, "Fun."), in("values", Type::list, "Values."),
                                 out("...", Type::any, "All.")};
  static const Function row = make("f", args, [](Call& call) {
    Callable fun = call.callable("fun");
    const std::vector<Item> items = call.item("values").items();
    const std::vector<double> p{4, 5, 6};
    call.give(fun.call({Input::spread(p), 0.5}).number());
    call.give(fun.call({items[1], Input::spread(p), items[0]}).text());
    const std::vector<double> many(1000, 1);
    call.give(fun.call({Input::spread(many)}).number());
    std::vector<Input> list(40, Input(2));
    call.give(fun.call(list).number());
  });
  LuaState lua;
  add(lua, row);
  REQUIRE(lua.run("function g(a, ...) if a == 'x' then return table.concat({a, ...}, ' ') end local s = a for _, v in "
                  "ipairs{...} do "
                  "s = s + v end return s end") == "");
  CHECK(value(lua, "f(g, {'y', 'x'})") == "15.5 x 4.0 5.0 6.0 y 1000.0 80.0");
}

TEST_CASE("callbacks: each call gets an array of its own, which may be kept") {
  static const Function kept = make("kept", fun_args, [](Call& call) {
    Callable fun = call.callable("fun");
    double x = 1;
    for (int i = 0; i < 3; ++i, x += 1) {
      const double v[] = {x};
      Array big = counted(call.ctx, {64});
      big.as<double>()[0] = x;
      fun.call({std::span<const double>(v), big.view(), std::move(big)}, 0);
    }
  });
  LuaState lua;
  add(lua, kept);
  REQUIRE(
      lua.run("seen = {} kept(function(a, b, c) seen[#seen + 1] = a[1] .. b[1] .. c[1] .. #b .. #c; all = all or {}; "
              "all[#all + 1] = {a, b, c} end)") == "");
  CHECK(value(lua, "table.concat(seen, ' ')") == "1.01.01.06464 2.02.02.06464 3.03.03.06464");
  CHECK(value(lua, "all[1][1][1], all[1][2][1], all[1][3][1], all[3][1][1]") == "1.0 1.0 1.0 3.0");
}

TEST_CASE("callbacks: short arrays that are made beforehand are no less the callback's own") {
  static const Function row = make("f", fun_args, [](Call& call) {
    Callable fun = call.callable("fun", "args");
    Callable twin = fun;
    for (int i = 0; i < 20; ++i) {
      // Lengths change on the way, 0 among them, and one call takes two.
      const std::vector<double> x(static_cast<std::size_t>(i < 9 ? 2 : i % 4), i), y{i + 0.5};
      fun.call({x, y}, 0);
      twin.number(y);
      fun.number(x);
      Answers outer = fun.call({x});
      fun.call({y, x, y}, 0);
      call.give(outer.number());
    }
    const std::vector<double> longest(Input::most_spare, 1), longer(Input::most_spare + 1, 2);
    call.give(fun.number(longest) + fun.number(longer));
  });
  LuaState lua;
  add(lua, row);
  REQUIRE(lua.run("kept, wanted = {}, {} function g(...) for _, a in ipairs{...} do if type(a) == 'userdata' then "
                  "kept[#kept + 1] = a wanted[#wanted + 1] = tostring(a) end end return #kept end") == "");
  REQUIRE(lua.run("results = table.pack(f(g, {'last'}))") == "");
  CHECK(value(lua, "#kept") == "162");
  REQUIRE(lua.run("collectgarbage() distinct = 0 seen = {} for i, a in ipairs(kept) do assert(tostring(a) == "
                  "wanted[i]) if not seen[a] then distinct = distinct + 1 end seen[a] = true a:fill(i) end") == "");
  CHECK(value(lua, "distinct") == "162");
  CHECK(value(lua, "kept[1], kept[4], #kept[161], #kept[162]") == "[1. 1.] [4. 4.] 32 33");
}

TEST_CASE("callbacks: several numbers in one call") {
  static const Function row = make("f", fun_args, [](Call& call) {
    Callable fun = call.callable("fun", "args");
    double total = 0;
    for (const std::size_t n : {0, 1, 21, 21, 5, 30, 100}) {
      std::vector<double> x(n), y(n);
      for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<double>(i);
      Answers before = fun.call({-1.0});
      fun.numbers(x, y);
      fun.number(0.0);
      for (std::size_t i = 0; i < n; ++i) total += y[i] * static_cast<double>(i + 1);
      CHECK(before.number() < 1);
    }
    call.give(total);
  });
  static const Function once = make("once", fun_args, [](Call& call) {
    Callable fun = call.callable("fun");
    std::vector<double> x{1, 2, 3, 4}, y(4);
    fun.numbers(x, y);
    fun.numbers(x, y);
    call.give(y[3]);
  });
  LuaState lua;
  add(lua, row);
  add(lua, once);
  REQUIRE(lua.run("order = {} function g(x) order[#order + 1] = x return x, 7 end") == "");
  double total = 0;
  for (const double n : {0, 1, 21, 21, 5, 30, 100})
    for (double i = 0; i < n; ++i) total += i * (i + 1);
  CHECK(value(lua, "f(g)") == number_text(total) + ".0");
  CHECK(value(lua, "#order, order[1], order[4], order[7], order[26], order[27]") == "192 -1.0 0.0 0.0 19.0 20.0");
  CHECK(value(lua, "f(function(x, a) return x + a end, {1}) > f(g)") == "true");
  CHECK(value(lua, "once(function(x) return pl.array{x} end)") == "4.0");
  CHECK(value(lua, "once(setmetatable({}, {__call = function(_, x) return x end}))") == "4.0");
  // Wrong from the first call on: nothing is called again. Later: the message counts right.
  REQUIRE(lua.run("calls = 0") == "");
  CHECK(
      holds(lua.run("once(function() calls = calls + 1 end)"), "fun returned nil at evaluation 1, expected a number"));
  CHECK(value(lua, "calls") == "1");
  CHECK(holds(lua.run("once(function(x) if x < 3 then return x end return 'text' end)"),
              "evaluation 3, expected a number"));
  CHECK(holds(lua.run("k = 0 once(function(x) k = k + 1 return k < 8 and x or {} end)"), "evaluation 8, expected"));
  // Errors and positions are those of a call from C: what stands in between is not seen.
  CHECK(lua.run("once(function(x) if x > 2 then error('deep', 2) end return x end)") == "deep");
  CHECK(holds(lua.run("coroutine.wrap(function() once(function(x) if x > 1 then coroutine.yield(x) end return x end) "
                      "end)()"),
              "attempt to yield across a C-call boundary"));
  CHECK(value(lua, "once(function(x) return once(function(y) return x + y end) end)") == "8.0");
}

TEST_CASE("callbacks: answers are read as they are asked for, several at a time") {
  static constexpr Arg args[] = {in("how", Type::string, "How."), in("fun", Type::callable, "Fun."),
                                 out("...", Type::any, "All.")};
  static const Function row = make("f", args, [](Call& call) {
    Callable fun = call.callable("fun");
    const std::string_view how = call.text("how");
    Answers a = fun.call({1.0}, how == "pair" ? 2 : 1);
    if (how == "number") call.give(a.number());
    if (how == "complex") call.give(a.complex());
    if (how == "scalar") call.give(a.scalar());
    if (how == "text") call.give(a.text());
    if (how == "stop") call.give(a.stop());
    if (how == "any") call.give(text_of(a.view()));
    if (how == "two") call.give(text_of(a.view(0, DType::float64, {2})));
    if (how == "either") call.give(text_of(a.view(0, std::nullopt, {2})));
    if (how == "wide") call.give(text_of(a.view(0, DType::complex128, {2})));
    if (how == "own") call.give(a.array(0, DType::float64, {-1, 2}));
    if (how == "matrix") call.give(text_of(a.array(0, DType::float64, {2, 3})));
    if (how == "column") call.give(text_of(a.view(0, DType::float64, {2, 1})));
    if (how == "cube") call.give(text_of(a.view(0, DType::float64, {2, -1, 2})));
    if (how == "read") {
      double x[2];
      a.read(0, x);
      call.give(x[0] * 10 + x[1]);
    }
    if (how == "readz") {
      Complex128 x[2];
      a.read(0, x);
      call.give(x[0] * 10.0 + x[1]);
    }
    if (how == "pair") {
      const View gradient = a.view(1, DType::float64, {2});
      call.give(text_of(gradient) + " " + number_text(a.number(0)));
    }
    if (how == "beyond") a.number(1);
  });
  LuaState lua;
  add(lua, row);
  auto gives = [&](const char* how, const std::string& what) {
    return value(lua, std::string("f('") + how + "', function() return " + what + " end)");
  };
  CHECK(gives("number", "3") == "3.0");
  CHECK(gives("number", "pl.array{{4}}") == "4.0");
  CHECK(gives("number", "pl.array{1, 2}") ==
        "test.f: fun returned a vector of length 2 (float64) at evaluation 1, expected a number");
  CHECK(gives("number", "true") == "test.f: fun returned true at evaluation 1, expected a number");
  CHECK(gives("number", "pl.complex(1, 2)") ==
        "test.f: fun returned a complex value at evaluation 1, expected a number");
  CHECK(gives("complex", "2") == "(2+0j)");
  CHECK(gives("complex", "pl.complex(1, 2)") == "(1+2j)");
  CHECK(gives("complex", "pl.array{pl.complex(1, 2)}") == "(1+2j)");
  CHECK(gives("complex", "false") == "test.f: fun returned false at evaluation 1, expected a number or complex value");
  CHECK(gives("scalar", "true") == "true");
  CHECK(gives("scalar", "pl.array(7, 'int32')") == "7");
  CHECK(gives("text", "'abc'") == "abc");
  CHECK(gives("text", "1") == "test.f: fun returned 1 at evaluation 1, expected a string");
  CHECK(gives("stop", "'stop'") == "true");
  CHECK(gives("stop", "true") == "true");
  CHECK(gives("stop", "'more'") == "false");
  CHECK(gives("stop", "nil") == "false");
  CHECK(gives("any", "{{1, 2}, {3, 4}}") == "float64 2x2: 1 2 3 4");
  CHECK(gives("any", "5") == "float64 0-d:");
  CHECK(gives("any", "nil") == "test.f: fun returned nil at evaluation 1, expected an array");
  CHECK(gives("any", "{1, 'x'}") == "test.f: fun's result[2] must be a number, got 'x'");
  CHECK(gives("two", "{1, 2}") == "float64 2: 1 2");
  CHECK(gives("two", "pl.array({1, 2}, 'float32')") == "float64 2: 1 2");
  CHECK(gives("two", "pl.arange(6)['5:2:-3']") == "float64 2: 4 1");
  CHECK(gives("two", "{1, 2, 3}") ==
        "test.f: fun returned a table of 3 entries at evaluation 1, expected a vector of length 2");
  CHECK(gives("two", "pl.ones{2, 1}") ==
        "test.f: fun returned a 2x1 matrix (float64) at evaluation 1, expected a vector of length 2");
  CHECK(gives("two", "{1, pl.complex(0, 1)}") ==
        "test.f: fun returned a table of 2 entries at evaluation 1, expected a real vector of length 2");
  CHECK(gives("two", "nil") == "test.f: fun returned nil at evaluation 1, expected a vector of length 2");
  CHECK(gives("two", "print") == "test.f: fun returned a function at evaluation 1, expected a vector of length 2");
  CHECK(gives("either", "{1, pl.complex(2, 1)}") == "complex128 2: 1 2");
  CHECK(gives("either", "{1, 2}") == "float64 2: 1 2");
  CHECK(gives("wide", "{1, 2}") == "complex128 2: 1 2");
  CHECK(gives("own", "{1, 2}") == "[[1. 2.]]");
  CHECK(gives("own", "pl.arange(6):reshape(2, 3).T") == "[[0. 3.]\n [1. 4.]\n [2. 5.]]");
  CHECK(gives("own", "pl.ones{2, 3}") ==
        "test.f: fun returned a 2x3 matrix (float64) at evaluation 1, expected a matrix with 2 columns");
  CHECK(gives("matrix", "pl.arange(6):reshape(3, 2).T") == "float64 2x3: 0 2 4 1 3 5");
  CHECK(gives("matrix", "{1, 2}") ==
        "test.f: fun returned a table of 2 entries at evaluation 1, expected a 2x3 matrix");
  CHECK(gives("column", "{1, 2}") == "float64 2x1: 1 2");
  CHECK(gives("cube", "pl.ones{2, 5, 2}") == "float64 2x5x2:");
  CHECK(gives("cube", "{1}") ==
        "test.f: fun returned a table of 1 entries at evaluation 1, expected an array of shape 2x?x2");
  CHECK(gives("read", "{1, 2}") == "12.0");
  CHECK(gives("read", "pl.arange(6)['5:2:-3']") == "41.0");
  CHECK(gives("read", "1") == "test.f: fun returned 1 at evaluation 1, expected a vector of length 2");
  CHECK(gives("readz", "{1, pl.complex(0, 2)}") == "(10+2j)");
  CHECK(gives("pair", "1, {2, 3}") == "float64 2: 2 3 1");
  CHECK(gives("pair", "1, {2, 3}, 'surplus'") == "float64 2: 2 3 1");
  CHECK(gives("pair", "1") == "test.f: fun returned nil as value 2 at evaluation 1, expected a vector of length 2");
  CHECK(gives("beyond", "1") ==
        "test.f: a result of fun is read that was not asked for (a fault in perilune, please report it)");
}

TEST_CASE("callbacks: one inside another, and errors that pass through both") {
  static constexpr Arg args[] = {in("f", Type::callable, "F."), in("g", Type::callable, "G."),
                                 out("...", Type::any, "All.")};
  static const Function row = make("both", args, [](Call& call) {
    Callable f = call.callable("f"), g = call.callable("g");
    double sum = 0;
    for (int i = 0; i < 3; ++i) {
      Answers outer = f.call({i}, 2);
      const View v = outer.view(0, DType::float64, {2});
      Answers inner = g.call({v, "text"});
      sum += inner.number() + outer.number(1) + v.at<double>(1);
    }
    call.give(sum);
  });
  LuaState lua;
  add(lua, row);
  CHECK(value(lua, "both(function(i) return {i, 1}, 100 end, function(v) return v[1] * 10 end)") == "333.0");
  CHECK(value(lua, "both(function(i) return {i, 1}, 100 end, function(v) error('mine', 0) end)") == "mine");
  CHECK(value(lua, "both(function(i) return {i, 1}, 100 end, function(v) error({7}) end)").starts_with("table: "));
  CHECK(value(lua, "both(function(i) return {i, 1}, 1 end, function() end)") ==
        "test.both: g returned nil at evaluation 1, expected a number");
  CHECK(value(lua, "both(function(i) return {i, 1}, 1 end, function(v) return v[1] == 2 and {} or 1 end)") ==
        "test.both: g returned a table at evaluation 3, expected a number");
  CHECK(value(lua,
              "both(function(i) return {i, 1}, 1 end, function(v) return both(function() return {1, 1}, 1 end, "
              "function() return 1 end) end)") == "33.0");
  CHECK(value(lua,
              "both(function(i) return {i, 1}, 1 end, coroutine.wrap(function() while true do coroutine.yield(1) end "
              "end))") == "9.0");
  CHECK(value(lua, "both(coroutine.yield, print)").find("attempt to yield") != std::string::npos);
}

TEST_CASE("callbacks: only the thread that runs Lua may call one") {
  static const Function row = make("f", fun_args, [](Call& call) {
    Callable fun = call.callable("fun");
    std::string said;
    std::thread([&] {
      try {
        fun.number(1);
      } catch (const InternalError& e) {
        said = e.what();
      }
    }).join();
    call.give(said);
  });
  LuaState lua;
  add(lua, row);
  CHECK(value(lua, "f(print)") == "fun was called on another thread than the one that runs Lua");
}

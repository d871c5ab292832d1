// Lua arguments against declared rows: every role and type, places and names, messages. The rows are the test's own.

#include "stdlib/registry/call.h"
#include "stdlib/types/object.h"
#include "tests/registry/rows.h"

using namespace perilune;
using namespace perilune::test;

TEST_CASE("arguments: by place, by name, left out") {
  static constexpr Arg args[] = {in("a", Type::number, "A."), optional("b", Type::integer, 2, "B.").alias("bee|bea"),
                                 option("c", Type::number, absent, "C."), option("d", true, "D."),
                                 out("text", Type::string, "What came.")};
  static const Function row = make("f", args, [](Call& call) {
    call.give(format("a=%g b=%lld c=%s d=%d given=%d%d%d", call.number("a"), static_cast<long long>(call.integer("b")),
                     call.has("c") ? number_text(call.number("c")).c_str() : "-", call.flag("d"), call.given("a"),
                     call.given("b"), call.given("d")));
  });
  LuaState lua;
  add(lua, row);
  CHECK(value(lua, "f(1)") == "a=1 b=2 c=- d=1 given=100");
  CHECK(value(lua, "f(1, 3)") == "a=1 b=3 c=- d=1 given=110");
  CHECK(value(lua, "f(1, nil)") == "a=1 b=2 c=- d=1 given=100");
  CHECK(value(lua, "f(1, {b = 4, c = 0.5, d = false})") == "a=1 b=4 c=0.5 d=0 given=111");
  CHECK(value(lua, "f(1, nil, {c = 5})") == "a=1 b=2 c=5 d=1 given=100");
  CHECK(value(lua, "f{a = 7}") == "a=7 b=2 c=- d=1 given=100");
  CHECK(value(lua, "f(1, {})") == "a=1 b=2 c=- d=1 given=100");
  CHECK(value(lua, "f(1, {bee = 9})") == "a=1 b=9 c=- d=1 given=110");
  CHECK(value(lua, "f(1, {options = {b = 8}})") == "a=1 b=8 c=- d=1 given=110");
  CHECK(value(lua, "f(1, 2.0)") == "a=1 b=2 c=- d=1 given=110");

  const std::string usage = "\n    usage: text = test.f(a, [b = 2], {c, d = true})";
  CHECK(value(lua, "f()") == "test.f: argument a is missing" + usage);
  CHECK(value(lua, "f(nil, 1)") == "test.f: argument a is missing" + usage);
  CHECK(value(lua, "f(1, 2, 3)") == "test.f: takes at most 2 arguments and a table of options, got 3" + usage);
  CHECK(value(lua, "f(1, 2, {b = 3})") == "test.f: b is given by place and by name");
  CHECK(value(lua, "f(1, {bee = 1, bea = 2})") == "test.f: b is given twice, under two names");
  CHECK(value(lua, "f(1, {dd = 1})") == "test.f: unknown option 'dd' (did you mean 'd'?)");
  CHECK(value(lua, "f(1, {zzzz = 1})") == "test.f: unknown option 'zzzz'; the options are b, c, d");
  CHECK(value(lua, "f(1, {options = {zzzz = 1}})") == "test.f: unknown option 'zzzz'; the options are b, c, d");
  CHECK(value(lua, "f(1, {3, b = 2})").starts_with("test.f: a table holds both list entries and names"));
  CHECK(value(lua, "f('x')") == "test.f: a must be a number, got 'x'");
  CHECK(value(lua, "f(1, 2.5)") == "test.f: b must be a whole number, got 2.5");
  CHECK(value(lua, "f(1, {d = 1})") == "test.f: d must be true or false, got 1");
  CHECK(value(lua, "f(1, setmetatable({b = 1}, {}))") == "test.f: b must be a whole number, got a table");
}

TEST_CASE("arguments: ranges") {
  static constexpr Arg args[] = {option("low", Type::number, absent, "A.").at_least(1),
                                 option("open", Type::number, absent, "A.").above(0).below(1),
                                 option("both", Type::integer, absent, "A.").between(-2, 2),
                                 option("finite", Type::number, absent, "A.").finite(),
                                 out("ok", Type::boolean, "Yes.")};
  static const Function row = make("f", args, [](Call& call) { call.give(true); });
  LuaState lua;
  add(lua, row);
  CHECK(value(lua, "f{low = 1, open = 0.5, both = -2, finite = 1e300}") == "true");
  CHECK(value(lua, "f{low = 1/0}") == "true");
  CHECK(value(lua, "f{low = 0.5}") == "test.f: low must be at least 1, got 0.5");
  CHECK(value(lua, "f{low = 0/0}") == "test.f: low must be a number, got nan");
  CHECK(value(lua, "f{open = 0}") == "test.f: open must be greater than 0, got 0");
  CHECK(value(lua, "f{open = 1}") == "test.f: open must be less than 1, got 1");
  CHECK(value(lua, "f{both = 3}") == "test.f: both must be at most 2, got 3");
  CHECK(value(lua, "f{finite = 1/0}") == "test.f: finite must be finite, got inf");
}

TEST_CASE("arguments: words") {
  static constexpr Arg args[] = {choice("method", "BFGS|Nelder-Mead|nearest", "How."),
                                 option("tol", Type::number, absent, "Limit.").used_by("BFGS"),
                                 option("size", Type::number | Type::string, 1, "Size.").among("full|same"),
                                 option("type", Type::dtype, "float64", "Type."),
                                 out("text", Type::string, "What came.")};
  static const Function row = make("f", args, [](Call& call) {
    call.give(std::string(call.text("method")) + " " + std::string(call.text("size")) + " " +
              name(call.dtype("type", DType::bool_)));
  });
  LuaState lua;
  add(lua, row);
  CHECK(value(lua, "f()") == "BFGS  float64");
  CHECK(value(lua, "f{method = 'nelder-MEAD', size = 'SAME', type = 'int32'}") == "Nelder-Mead same int32");
  CHECK(value(lua, "f{size = 3}") == "BFGS  float64");
  CHECK(value(lua, "f{tol = 1}") == "BFGS  float64");
  CHECK(value(lua, "f{method = 'nearest', tol = 1}") == "test.f: method 'nearest' does not use option 'tol'");
  CHECK(value(lua, "f{method = 'bgfs'}") ==
        "test.f: method must be 'BFGS', 'Nelder-Mead' or 'nearest', got 'bgfs' (did you mean 'BFGS'?)");
  CHECK(value(lua, "f{method = 1}") == "test.f: method must be 'BFGS', 'Nelder-Mead' or 'nearest', got 1");
  CHECK(value(lua, "f{size = 'ful'}") ==
        "test.f: size must be a number or 'full' or 'same', got 'ful' (did you mean 'full'?)");
  CHECK(value(lua, "f{type = 'float65'}").starts_with("test.f: type must be 'float64', 'float32', "));
}

TEST_CASE("arguments: axes and positions are counted from 0 inside, from 1 outside") {
  static constexpr Arg args[] = {in("a", Type::array, "A."), optional("axis", Type::axis | Type::none, absent, "Axis."),
                                 option("axes", Type::axes, absent, "Axes."), option("k", Type::index, 1, "Position."),
                                 out("text", Type::string, "What came.")};
  static const Function row = make("f", args, [](Call& call) {
    const int n = call.array("a").ndim;
    std::string text = call.none("axis") ? "none" : call.has("axis") ? std::to_string(call.axis("axis", n)) : "-";
    if (call.has("axes"))
      for (const std::int64_t axis : call.axes("axes", n)) text += "," + std::to_string(axis);
    call.give(text + " k" + std::to_string(call.integer("k")));
  });
  LuaState lua;
  add(lua, row);
  CHECK(value(lua, "f({{1}}, 1)") == "0 k0");
  CHECK(value(lua, "f({{1}}, -1)") == "1 k0");
  CHECK(value(lua, "f({{1}}, {axis = pl.none})") == "none k0");
  CHECK(value(lua, "f({{1}}, {axes = {2, 1}, k = 3})") == "-,1,0 k2");
  CHECK(value(lua, "f({{1}}, {axes = -2})") == "-,0 k0");
  CHECK(value(lua, "f({{1}}, {axes = pl.array{1, -1}})") == "-,0,1 k0");
  CHECK(value(lua, "f({{1}}, 0)") == "test.f: axis counts axes from 1, got 0");
  CHECK(value(lua, "f({{1}}, 3)") == "test.f: axis 3 is out of range for an array with 2 axes");
  CHECK(value(lua, "f({{1}}, -3)") == "test.f: axis -3 is out of range for an array with 2 axes");
  CHECK(value(lua, "f({{1}}, {axes = {1, -2}})") == "test.f: axes names axis 1 twice");
  CHECK(value(lua, "f({{1}}, {axes = {0}})") == "test.f: axes counts axes from 1, got 0");
  CHECK(value(lua, "f({{1}}, {k = 0})") == "test.f: k counts from 1, got 0");
  CHECK(value(lua, "f({{1}}, 1.5)") == "test.f: axis must be an axis or pl.none, got 1.5");
}

TEST_CASE("arguments: arrays") {
  static constexpr Arg args[] = {optional("a", Type::array, absent, "A."), option("v", Type::vector, absent, "V."),
                                 option("m", Type::matrix, absent, "M."), option("s", Type::shape, absent, "S."),
                                 out("shape", Type::string, "Shapes.")};
  static const Function row = make("f", args, [](Call& call) {
    std::string text;
    for (const char* name : {"a", "v", "m"})
      if (call.has(name)) text += shape_text(call.array(name).dims()) + ";";
    if (call.has("s")) text += "s" + shape_text(call.shape("s"));
    call.give(text);
  });
  LuaState lua;
  add(lua, row);
  CHECK(value(lua, "f(5)") == "0-d;");
  CHECK(value(lua, "f({{1, 2}, {3, 4}})") == "2x2;");
  CHECK(value(lua, "f(pl.zeros{2, 3})") == "2x3;");
  CHECK(value(lua, "f(pl.complex(1, 2))") == "0-d;");
  CHECK(value(lua, "f(true)") == "0-d;");
  CHECK(value(lua, "f{v = {1, 2}, m = {{1}}, s = {4, 5}}") == "2;1x1;s4x5");
  CHECK(value(lua, "f{m = pl.zeros{2, 3, 4}, s = 7}") == "2x3x4;s7");
  CHECK(value(lua, "f({}, {s = pl.zeros{2, 3}.shape})") == "0;s2x3");
  CHECK(value(lua, "f{v = {{1}}}") == "test.f: v must be a vector, got a table of 1 entries");
  CHECK(value(lua, "f{m = {1}}") == "test.f: m must be a matrix, got a table of 1 entries");
  CHECK(value(lua, "f{v = 1}") == "test.f: v must be a vector, got 1");
  CHECK(value(lua, "f({{1, 2}, {3}})") == "test.f: a: row 2 has 1 entries, row 1 has 2");
  CHECK(value(lua, "f({1, 'x'})") == "test.f: a[2] must be a number, got 'x'");
  CHECK(value(lua, "f(print)") == "test.f: a must be an array, got a function");
  CHECK(value(lua, "f{s = {1, 2.5}}") == "test.f: s must hold whole numbers, got 2.5");
}

TEST_CASE("arguments: further places") {
  static constexpr Arg args[] = {in("a", Type::number, "A."), rest("more", Type::array, "More."),
                                 option("flag", false, "Flag."), out("text", Type::string, "What came.")};
  static const Function row = make("f", args, [](Call& call) {
    std::string text = std::to_string(call.rest_count());
    for (int i = 0; i < call.rest_count(); ++i) text += " " + shape_text(call.rest_array(i).dims());
    call.give(text + (call.flag("flag") ? " flag" : ""));
  });
  LuaState lua;
  add(lua, row);
  CHECK(value(lua, "f(1)") == "0");
  CHECK(value(lua, "f(1, {1, 2}, 3, {flag = true})") == "2 2 0-d flag");
  CHECK(value(lua, "f(1, {1, 2}, nil)") == "test.f: more must be an array, got nil");
  CHECK(value(lua, "f(1, 'x')") == "test.f: more must be an array, got 'x'");
}

TEST_CASE("arguments: functions, maps, records, anything") {
  static constexpr Arg args[] = {optional("fun", Type::callable | Type::matrix, absent, "Fun."),
                                 option("map", Type::map, absent, "Map."), option("any", Type::any, absent, "Any."),
                                 option("names", Type::list, absent, "Names."),
                                 out("text", Type::string, "What came.")};
  static const Function row = make("f", args, [](Call& call) {
    std::string text;
    if (call.is_callable("fun")) text += "callable " + number_text(call.callable("fun").number(2)) + ";";
    else if (call.has("fun")) text += "matrix;";
    if (call.has("map"))
      for (const auto& [key, item] : call.item("map").entries())
        text += std::get<std::string>(key) + shape_text(item.array().shape()) + ";";
    if (call.has("any")) text += call.shown("any") + ";";
    if (call.has("names"))
      for (const std::string& name : call.texts("names")) text += name + ";";
    call.give(text);
  });
  LuaState lua;
  add(lua, row);
  CHECK(value(lua, "f(function(x) return 2 * x end)") == "callable 4;");
  CHECK(value(lua, "f(setmetatable({}, {__call = function(self, x) return x + 1 end}))") == "callable 3;");
  CHECK(value(lua, "f({{1}})") == "matrix;");
  CHECK(value(lua, "f(pl.zeros{1, 1})") == "matrix;");
  CHECK(value(lua, "f{map = {b = {1, 2}, a = 3}}") == "a0-d;b2;");
  CHECK(value(lua, "f{any = print}") == "a function;");
  CHECK(value(lua, "f{names = {'x', 'y'}}") == "x;y;");
  CHECK(value(lua, "f{names = {'x', 1}}") == "test.f: names[2] must be a string, got 1");
  CHECK(value(lua, "f(1)") == "test.f: fun must be a matrix or a function, got 1");
  CHECK(value(lua, "f(function() end)") == "test.f: fun returned nil at evaluation 1, expected a number");
  CHECK(value(lua, "f(function() error('mine', 0) end)") == "mine");
}

TEST_CASE("results: every kind, in order") {
  static constexpr Arg args[] = {out("...", Type::any, "All.")};
  static constexpr RecordField fields[] = {{"x", "X."}, {"y", "Y."}, {"more", "More."}};
  static const RecordType record{"Point", fields, 2};
  static const Function many = make("many", args, [](Call& call) {
    call.give();
    call.give(true);
    call.give(std::int64_t{7});
    call.give(0.5);
    call.give(Complex128(1, 2));
    call.give("text");
    call.give(Array::zeros(call.ctx, DType::float64, {2}));
  });
  static const Function point = make("point", args, [](Call& call) {
    Table t;
    t.record = &record;
    t.list.emplace_back(1.5);
    t.list.emplace_back(std::int64_t{2});
    auto inner = std::make_unique<Table>();
    inner->named.emplace_back("inside", true);
    t.list.emplace_back(std::move(inner));
    call.give(std::move(t));
  });
  static const Function places = make("places", args, [](Call& call) {
    Array a = Array::empty(call.ctx, DType::int64, {3});
    for (int i = 0; i < 3; ++i) a.at<std::int64_t>(i) = i - 1;
    call.give_positions(a);
    call.give_position(4);
    Array one = Array::empty(call.ctx, DType::int64, {});
    *one.as<std::int64_t>() = 9;
    call.give_positions(one);
  });
  LuaState lua;
  for (const Function* row : {&many, &point, &places}) add(lua, *row);
  CHECK(value(lua, "many()") == "nil true 7 0.5 (1+2j) text [0. 0.]");
  CHECK(value(lua, "point().x, point().y, point()[2], point().more.inside, #point()") == "1.5 2 2 true 2");
  CHECK(value(lua, "point():unpack()") == "1.5 2");
  CHECK(value(lua, "point().z") == "a Point record has no field 'z'; it has x, y, more");
  CHECK(value(lua, "places()") == "[0 1 2] 5 10");
}

TEST_CASE("errors: what a body throws reaches the caller with the function's name and the caller's line") {
  static constexpr Arg args[] = {in("a", Type::number, "A.")};
  static const Function refuses = make("refuses", args, [](Call& call) { call.refuse("a", "must be odd"); });
  static const Function fails = make("fails", args, [](Call&) { throw InternalError("lost"); });
  static const Function undeclared = make("undeclared", args, [](Call& call) { call.number("b"); });
  static const Function exhausted = make("exhausted", args, [](Call&) { throw std::bad_alloc(); });
  LuaState lua;
  for (const Function* row : {&refuses, &fails, &undeclared, &exhausted}) add(lua, *row);
  CHECK(value(lua, "refuses(2)") == "test.refuses: a must be odd, got 2");
  CHECK(value(lua, "fails(1)") == "test.fails: lost (a fault in perilune, please report it)");
  CHECK(value(lua, "undeclared(1)").starts_with("test.undeclared: the declaration has no argument 'b'"));
  CHECK(value(lua, "exhausted(1)") == "test.exhausted: not enough memory");
  CHECK(lua.run("local x = 1\nrefuses(x)") == "test:2: test.refuses: a must be odd, got 1");
}

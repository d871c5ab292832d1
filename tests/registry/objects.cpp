// Objects of declared classes: the Lua values that they keep, and arguments of several classes.

#include <functional>

#include "stdlib/registry/call.h"
#include "stdlib/types/object.h"
#include "tests/registry/rows.h"

using namespace perilune;
using namespace perilune::test;

namespace {

int alive = 0;

// y = f(x), by a function or by another operator that it keeps.
struct Operator {
  std::int64_t n;
  explicit Operator(std::int64_t size) : n(size) { ++alive; }
  ~Operator() { --alive; }
};
struct Scale {
  double factor;
};

extern const Class operator_class;
extern const Class scale_class;

using Apply = std::function<void(std::span<const double>, std::span<double>)>;

// What a kernel is given; kept functions are found at any depth.
Apply apply_of(const Item& op) {
  const Item function = op.kept(1, "matvec");
  if (function.kind() == Item::Kind::callable && !function.is_object(operator_class))
    return
        [f = function.callable()](std::span<const double> x, std::span<double> y) mutable { f.call({x}).read(0, y); };
  const Item inner = op.kept(2, "inner");
  return [of = apply_of(inner)](std::span<const double> x, std::span<double> y) {
    of(x, y);
    for (double& v : y) v = -v;
  };
}

constexpr Arg make_args[] = {in("n", Type::integer, "N."), in("matvec", Type::callable, "F.").called("x[] -> y[]"),
                             out("op", Type::object, "Op.").of(operator_class)};
constexpr Arg negated_args[] = {in("of", Type::object, "Of.").of(operator_class),
                                out("op", Type::object, "Op.").of(operator_class)};
constexpr Arg method_args[] = {in("self", Type::object, "Op.").of(operator_class), in("x", Type::vector, "X."),
                               out("y", Type::vector, "Y.")};
constexpr Arg field_args[] = {in("self", Type::object, "Op.").of(operator_class), out("f", Type::any, "F.")};

void call_matvec(Call& call) {
  const Apply apply = apply_of(call.item("self"));
  const Array x = call.array_as("x", DType::float64);
  Array y = Array::empty(call.ctx, DType::float64, {call.object<Operator>("self").n});
  apply({x.as<double>(), static_cast<std::size_t>(x.size())}, {y.as<double>(), static_cast<std::size_t>(y.size())});
  call.give(std::move(y));
}

const Function methods[] = {
    {"matvec", "Does it.", method_args, "Somehow.", "", call_matvec},
};
const Function fields[] = {
    {"f", "It.", field_args, "Somehow.", "", [](Call& call) { call.give(call.kept("self", 1, "f").value()); }},
};
const Class operator_class{"test.Operator", "Operator:", "An operator.", methods, fields, nullptr, [](void* p) {
                             delete static_cast<Operator*>(p);
                           }};
const Class scale_class{
    "test.Scale", "Scale:", "A factor.", {}, {}, nullptr, [](void* p) {
                          delete static_cast<Scale*>(p); }};

const Function make_operator = make("operator", make_args, [](Call& call) {
  call.give_object(operator_class, std::make_unique<Operator>(call.integer("n")), {call.value("matvec")});
});
const Function negated = make("negated", negated_args, [](Call& call) {
  call.give_object(operator_class, std::make_unique<Operator>(call.object<Operator>("of").n), {{}, call.value("of")});
});

}  // namespace

TEST_CASE("objects: functions that they keep are called by their methods, at any depth") {
  LuaState lua;
  for (const Function* row : {&make_operator, &negated}) add(lua, *row);
  REQUIRE(lua.run("op = operator(2, function(x) return {x[1] + x[2], x[1] - x[2]} end)") == "");
  CHECK(value(lua, "op:matvec{5, 3}") == "[8. 2.]");
  CHECK(value(lua, "negated(negated(negated(op))):matvec{5, 3}") == "[-8. -2.]");
  CHECK(value(lua, "op.f{1, 1}[1]") == "2");
  CHECK(value(lua, "negated(op).f") == "nil");
  CHECK(
      value(lua, "operator(3, function(x) return x end):matvec{5, 3}") ==
      "Operator:matvec: matvec returned a vector of length 2 (float64) at evaluation 1, expected a vector of length 3");
  CHECK(value(lua, "operator(2, function() error('mine', 0) end):matvec{5, 3}") == "mine");
  CHECK(value(lua, "operator(2, function(x) return op:matvec(op:matvec(x)) end):matvec{5, 3}") == "[10.  6.]");
  CHECK(value(lua, "negated(1)") == "test.negated: of must be a test.Operator, got 1");
}

TEST_CASE("objects: what they keep dies with them, also in a cycle") {
  LuaState lua;
  for (const Function* row : {&make_operator, &negated}) add(lua, *row);
  REQUIRE(alive == 0);
  REQUIRE(
      lua.run("for i = 1, 100 do local op; op = operator(2, function(x) return op and x end); op = negated(op) end\n"
              "kept = operator(1, function(x) return x * 3 end)\n"
              "collectgarbage() collectgarbage()") == "");
  CHECK(alive == 1);
  CHECK(value(lua, "kept:matvec{2}") == "[6.]");
  REQUIRE(lua.run("kept = nil collectgarbage()") == "");
  CHECK(alive == 0);
}

TEST_CASE("objects: values of the call may be given back, alone, among others and inside records") {
  static constexpr Arg args[] = {in("a", Type::any, "A."), optional("b", Type::list | Type::any, absent, "B."),
                                 out("...", Type::any, "All.")};
  static constexpr RecordField record_fields[] = {{"n", "N."}, {"a", "A."}, {"op", "Op."}};
  static const RecordType record{"Pair", record_fields, 2};
  static const Function row = make("back", args, [](Call& call) {
    call.give(1);
    call.give(call.value("a"));
    call.give(call.value("b"));
    Record r(record);
    r.set("n", 5).set("a", call.value("a"));
    call.give(std::move(r));
    Table t;
    if (call.is_list("b"))
      for (const Item& entry : call.item("b").items()) t.list.emplace_back(entry.value());
    call.give(std::move(t));
    call.give_object(operator_class, std::make_unique<Operator>(1), {call.value("a")});
  });
  LuaState lua;
  add(lua, row);
  REQUIRE(
      lua.run(
          "local a = {}\n"
          "local one, x, b, r, t, op = back(a, {a, 'y', 7, a})\n"
          "assert(one == 1 and x == a and #b == 4 and r.a == a and r[2] == a and r.n == 5)\n"
          "assert(#t == 4 and t[1] == a and t[2] == 'y' and t[3] == 7 and t[4] == a and op.f == a)\n"
          "local small = pl.array{1, 2}\n"
          "local one, x, b, r, t, op = back(small)\n"
          "assert(rawequal(x, small) and b == nil and rawequal(r.a, small) and #t == 0 and rawequal(op.f, small))") ==
      "");
}

TEST_CASE("objects: an argument of several classes, or an array") {
  static constexpr Arg args[] = {
      in("a", Type::object | Type::array, "A.").of(operator_class).or_of(scale_class),
      optional("b", Type::object, absent, "B.").of(scale_class).or_of(operator_class),
      out("text", Type::string, "What came."),
  };
  static constexpr Arg scale_args[] = {in("x", Type::number, "X."), out("s", Type::object, "S.").of(scale_class)};
  static const Function row = make("f", args, [](Call& call) {
    std::string text;
    if (const auto* op = call.object_if<Operator>("a", operator_class)) text += "operator " + std::to_string(op->n);
    else if (const auto* s = call.object_if<Scale>("a", scale_class)) text += "scale " + number_text(s->factor);
    else text += shape_text(call.array("a").dims());
    if (const auto* s = call.object_if<Scale>("b", scale_class)) text += " and scale " + number_text(s->factor);
    call.give(text);
  });
  static const Function scale = make("scale", scale_args, [](Call& call) {
    call.give_object(scale_class, std::make_unique<Scale>(Scale{call.number("x")}));
  });
  LuaState lua;
  for (const Function* each : {&make_operator, &row, &scale}) add(lua, *each);
  CHECK(value(lua, "f(operator(7, print))") == "operator 7");
  CHECK(value(lua, "f(scale(2), scale(3))") == "scale 2 and scale 3");
  CHECK(value(lua, "f({{1, 2}}, operator(7, print))") == "1x2");
  CHECK(value(lua, "f(3)") == "0-d");
  CHECK(value(lua, "f(print)") == "test.f: a must be a test.Operator, a test.Scale or an array, got a function");
  CHECK(value(lua, "f(pl.random.default_rng(1))") ==
        "test.f: a must be a test.Operator, a test.Scale or an array, got an object of random.Generator");
  CHECK(value(lua, "f(1, {1})") == "test.f: b must be a test.Scale or a test.Operator, got a table of 1 entries");
}

TEST_CASE("arguments: words with a meaning, a dtype or none, an axis or none") {
  enum class Side { left, right };
  static constexpr Arg args[] = {choice("side", "left|right", "Side."), option("dtype", Type::dtype, absent, "Dtype."),
                                 option("axis", Type::axis | Type::none, -1, "Axis."),
                                 option("axes", Type::axes | Type::none, absent, "Axes."),
                                 out("text", Type::string, "What came.")};
  static const Function row = make("f", args, [](Call& call) {
    std::string text =
        call.one_of<Side>("side", {{"left", Side::left}, {"right", Side::right}}) == Side::left ? "l" : "r";
    const std::optional<DType> dtype = call.dtype("dtype");
    text += dtype ? " " + std::string(name(*dtype)) : " -";
    const std::optional<int> axis = call.axis_or_none("axis", 3);
    text += axis ? " " + std::to_string(*axis) : " -";
    const std::optional<Dims> axes = call.axes_or_none("axes", 3);
    call.give(text + (axes ? " " + shape_text(*axes) : " -"));
  });
  static const Function wrong = make("wrong", args, [](Call& call) { call.one_of<int>("side", {{"left", 1}}); });
  LuaState lua;
  add(lua, row);
  add(lua, wrong);
  CHECK(value(lua, "f()") == "l - 2 -");
  CHECK(value(lua, "f{side = 'RIGHT', dtype = 'int32', axis = 1, axes = {1, -1}}") == "r int32 0 0x2");
  CHECK(value(lua, "f{axis = pl.none, axes = pl.none}") == "l - - -");
  CHECK(value(lua, "f{axis = 4}") == "test.f: axis 4 is out of range for an array with 3 axes");
  CHECK(value(lua, "wrong{side = 'right'}") ==
        "test.wrong: the word 'right' of argument side has no meaning (a fault in perilune, please report it)");
}

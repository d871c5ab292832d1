// Lua's operators on objects of declared classes, among themselves and beside arrays, numbers and other values.

#include "stdlib/registry/call.h"
#include "stdlib/types/object.h"
#include "tests/registry/rows.h"

using namespace perilune;
using namespace perilune::test;

namespace {

// A diagonal matrix.
struct Diagonal {
  std::vector<double> d;
};
extern const Class diagonal_class, sub_class, other_class, plain_class;

void give(Call& call, std::vector<double> d) {
  call.give_object(diagonal_class, std::make_unique<Diagonal>(Diagonal{std::move(d)}));
}

const char* const names[] = {"add",     "subtract", "multiply", "divide",     "floor_divide", "remainder", "power",
                             "bit_and", "bit_or",   "bit_xor",  "left_shift", "right_shift",  "negative",  "invert"};

void operate(Call& call) {
  const Diagonal* a = call.object_if<Diagonal>("left", diagonal_class);
  const Diagonal* b = call.object_if<Diagonal>("right", diagonal_class);
  const Operation op = call.operation();
  if (op == Operation::negative) {
    std::vector<double> d = a->d;
    for (double& x : d) x = -x;
    return give(call, std::move(d));
  }
  if (op == Operation::multiply) {
    const char* other = a ? "right" : "left";
    if ((a && b) || !call.is_number(other)) call.unsupported("use :dot");
    std::vector<double> d = (a ? a : b)->d;
    for (double& x : d) x *= call.number(other);
    return give(call, std::move(d));
  }
  if (op == Operation::add && a && b) {
    if (a->d.size() != b->d.size())
      throw ShapeError(format("lengths %zu and %zu do not fit", a->d.size(), b->d.size()));
    std::vector<double> d = a->d;
    for (std::size_t i = 0; i < d.size(); ++i) d[i] += b->d[i];
    return give(call, std::move(d));
  }
  if (op == Operation::add && call.is_array(a ? "right" : "left")) {
    const char* other = a ? "right" : "left";
    const auto& d = (a ? a : b)->d;
    Array sum = call.array_as(other, DType::float64);
    sum = sum.ndim() == 2 ? sum : Array();
    if (!sum.data() || sum.shape()[0] != static_cast<std::int64_t>(d.size()))
      call.refuse(other, "must be a matrix of this size");
    Array out = Array::empty(call.ctx, DType::float64, sum.shape());
    std::copy_n(sum.as<double>(), sum.size(), out.as<double>());
    for (std::size_t i = 0; i < d.size(); ++i) out.as<double>()[i * d.size() + i] += d[i];
    return call.give(std::move(out));
  }
  if (op == Operation::power) return call.give(std::string(call.is_text("right") ? call.text("right") : "") + "^");
  if (op >= Operation::bit_and && op <= Operation::right_shift) return call.give(names[static_cast<int>(op)]);
  call.unsupported();
}

void equal(Call& call) {
  const Diagonal* a = call.object_if<Diagonal>("left", diagonal_class);
  const Diagonal* b = call.object_if<Diagonal>("right", diagonal_class);
  if (a && b) return call.give(a->d == b->d);
  if (!call.is_array(a ? "right" : "left")) call.unsupported();
  const View v = call.array(a ? "right" : "left");
  call.give(v.ndim == 1 && v.shape[0] == static_cast<std::int64_t>((a ? a : b)->d.size()));
}

void index(Call& call) {
  std::string text;
  for (const Subscript& s : call.subscripts("key")) {
    if (s.kind == Subscript::Kind::integer) text += "i" + std::to_string(s.integer) + " ";
    else if (s.kind == Subscript::Kind::range) text += range_text(s.range) + " ";
    else if (s.kind == Subscript::Kind::positions) text += "p" + shape_text(s.view.dims()) + " ";
    else if (s.kind == Subscript::Kind::mask) text += "m" + shape_text(s.view.dims()) + " ";
    else text += "? ";
  }
  if (text == "i99 ") return call.give();
  if (text == "i98 ") call.unsupported("it ends before");
  call.give(text);
}

void assign(Call& call) {
  const std::vector<Subscript> at = call.subscripts("key");
  if (at.size() != 1 || at[0].kind != Subscript::Kind::integer) call.unsupported("only one by one");
  call.object<Diagonal>("self").d.at(static_cast<std::size_t>(at[0].integer - 1)) = call.number("value");
}

constexpr Arg self_arg = in("self", Type::object, "D.").of(diagonal_class);
constexpr Arg list_args[] = {self_arg, out("d", Type::vector, "D.")};
constexpr Arg call_args[] = {self_arg, rest("i", Type::any, "Subscripts."), out("n", Type::integer, "How many.")};
const Function fields[] = {{"d", "D.", list_args, "Somehow.", "", [](Call& call) {
                              const auto& d = call.object<Diagonal>("self").d;
                              Array a = Array::empty(call.ctx, DType::float64, {static_cast<std::int64_t>(d.size())});
                              std::copy(d.begin(), d.end(), a.as<double>());
                              call.give(std::move(a));
                            }}};
const Function call_row = make("call", call_args, [](Call& call) { call.give(std::ssize(call.rest_subscripts())); });
const Operators operators{operate,
                          equal,
                          [](Call& call) { call.give(std::ssize(call.object<Diagonal>("self").d)); },
                          [](Call& call) { call.give(format("<%zu>", call.object<Diagonal>("self").d.size())); },
                          index,
                          assign};
void destroy(void* p) { delete static_cast<Diagonal*>(p); }
const Class diagonal_class{"test.Diagonal", "Diagonal:", "D.",    {},      fields,
                           &call_row,       destroy,     nullptr, nullptr, &operators};
const Class sub_class{"test.Sub", "Sub:", "S.", {}, {}, nullptr, destroy, nullptr, &diagonal_class};
// Answers for itself when Diagonal does not.
const Operators other_operators{[](Call& call) {
  if (call.operation() == Operation::divide) call.unsupported("use :solve");
  call.give(call.same_object("left", other_class) ? "other on the left" : "other on the right");
}};
const Class other_class{"test.Other", "Other:", "O.", {}, {}, nullptr, destroy, nullptr, nullptr, &other_operators};
const Class plain_class{"test.Plain", "Plain:", "P.", {}, {}, nullptr, destroy};

constexpr Arg make_args[] = {in("d", Type::vector, "D."), out("o", Type::object, "O.").of(diagonal_class)};
constexpr Arg kind_args[] = {in("kind", Type::string, "Kind."), out("o", Type::any, "O.")};
const Function make_diagonal = make("diagonal", make_args, [](Call& call) { give(call, call.numbers("d")); });
const Function make_kind = make("kind", kind_args, [](Call& call) {
  const Class& c = call.text("kind") == "sub" ? sub_class : call.text("kind") == "other" ? other_class : plain_class;
  call.give_object(c, std::make_unique<Diagonal>(Diagonal{{1, 2}}));
});

struct Objects : LuaState {
  Objects() {
    add(*this, make_diagonal);
    add(*this, make_kind);
    REQUIRE(run("a, b, c = diagonal{1, 2}, diagonal{3, 4}, diagonal{5}\n"
                "sub, other, plain, m, v = kind 'sub', kind 'other', kind 'plain', pl.ones{2, 2}, pl.array{1, 2}") ==
            "");
  }
};

}  // namespace

TEST_CASE("operators: a class answers for both sides") {
  Objects lua;
  CHECK(value(lua, "(a + b).d") == "[4. 6.]");
  CHECK(value(lua, "(a * 3).d, (3 * a).d, (a * pl.array(3)).d") == "[3. 6.] [3. 6.] [3. 6.]");
  CHECK(value(lua, "(-a).d") == "[-1. -2.]");
  CHECK(value(lua, "(sub + a).d, (2 * sub).d, #sub") == "[2. 4.] [2. 4.] 2");
  CHECK(value(lua, "m + a, a + m") == "[[2. 1.]\n [1. 3.]] [[2. 1.]\n [1. 3.]]");
  CHECK(value(lua, "a + {{1, 1}, {1, 1}}, {{1, 1}, {1, 1}} + a") == "[[2. 1.]\n [1. 3.]] [[2. 1.]\n [1. 3.]]");
  CHECK(value(lua, "a ^ 'x', 2 ^ a, a & 1, a | 1, a ~ 1, a << 1, a >> m, m >> a, m | a") ==
        "x^ ^ bit_and bit_or bit_xor left_shift right_shift right_shift bit_or");
}

TEST_CASE("operators: what has no answer is asked of the other class, then refused with advice") {
  Objects lua;
  CHECK(value(lua, "a * b") == "cannot compute an object of test.Diagonal * an object of test.Diagonal: use :dot");
  CHECK(value(lua, "a * m") == "cannot compute an object of test.Diagonal * a 2x2 matrix (float64): use :dot");
  CHECK(value(lua, "m * a") == "cannot compute a 2x2 matrix (float64) * an object of test.Diagonal: use :dot");
  CHECK(value(lua, "a - 1") == "cannot compute an object of test.Diagonal - 1");
  CHECK(value(lua, "~a") == "cannot compute ~ an object of test.Diagonal");
  CHECK(value(lua, "a + nil") == "cannot compute an object of test.Diagonal + nil");
  CHECK(value(lua, "nil + a") == "cannot compute nil + an object of test.Diagonal");
  CHECK(value(lua, "a * other, other * a") == "other on the right other on the left");
  CHECK(value(lua, "other + m, m + other") == "other on the left other on the right");
  CHECK(value(lua, "a / other") == "cannot compute an object of test.Diagonal / an object of test.Other: use :solve");
  CHECK(value(lua, "a + c") == "test.Diagonal +: lengths 2 and 1 do not fit");
  CHECK(value(lua, "a + v") ==
        "test.Diagonal +: right must be a matrix of this size, got a vector of length 2 (float64)");
  CHECK(value(lua, "a + {1, {2}}") == "test.Diagonal +: right[2] is a table where the first entry is a number");
  CHECK(value(lua, "m + plain") == "cannot compute a 2x2 matrix (float64) + an object of test.Plain");
  CHECK(value(lua, "plain + 1").starts_with("attempt to perform arithmetic on"));
  CHECK(value(lua, "m + {1, 2}, pl.complex(0, 1) * m") == "[[2. 3.]\n [2. 3.]] [[0.+1.j 0.+1.j]\n [0.+1.j 0.+1.j]]");
  CHECK(value(lua, "pl.complex(0, 1) * a").find("cannot compute") == std::string::npos);
}

TEST_CASE("operators: equality, length, text") {
  Objects lua;
  CHECK(value(lua, "a == b, a == diagonal{1, 2}, a == a, a ~= b") == "false true true true");
  CHECK(value(lua, "a == v, v == a, a == m, m == a, a == 1, 1 == a, a == nil") ==
        "true true false false false false false");
  CHECK(value(lua, "a == other, other == a, a == plain, plain == a, v == plain, sub == a") ==
        "false false false false false true");
  CHECK(value(lua, "#a, tostring(a), tostring(sub)") == "2 <2> <2>");
  CHECK(value(lua, "tostring(plain)").starts_with("test.Plain: 0x"));
  CHECK(value(lua, "#plain").starts_with("attempt to get length of"));
}

TEST_CASE("operators: brackets and subscripts") {
  Objects lua;
  CHECK(value(lua, "a[1], a[{1, 2}], a['2:3, :'], a[{{1, 2}}], a[v], a[v:gt(1)], a[{1, '2:'}], a[-1.0]") ==
        "i1  i1 i2  2:3 :  p2  p2  m2  i1 2:  i-1 ");
  CHECK(value(lua, "a.d, a[99], a[98]").find("an object of test.Diagonal has no element 98: it ends before") !=
        std::string::npos);
  CHECK(value(lua, "a.e") == "a test.Diagonal object has no field or method 'e'");
  CHECK(value(lua, "a[1.5]") == "test.Diagonal []: an index must be a whole number, got 1.5");
  CHECK(value(lua, "a[nil]") == "test.Diagonal []: an index is nil");
  CHECK(value(lua, "a(1, ':', {1, 2}), a(), sub('1, 2')") == "3 0 2");
  REQUIRE(lua.run("a[2] = 7 assert(a.d[2] == 7)") == "");
  CHECK(lua.run("a[{1, 2}] = 7") ==
        "test:1: element a table of 2 entries of an object of test.Diagonal cannot be set: only one by one");
  CHECK(lua.run("a.x = 7") == "test:1: a test.Diagonal object is read-only");
  CHECK(lua.run("other[1] = 7") == "test:1: a test.Other object is read-only");
  CHECK(value(lua, "other[1]") == "a test.Other object has no field or method 1");
}

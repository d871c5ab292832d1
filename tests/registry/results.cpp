// What a body gives is held to its declaration while tests run.

#include <cstring>

#include "stdlib/registry/call.h"
#include "stdlib/types/object.h"
#include "tests/registry/rows.h"

using namespace perilune;
using namespace perilune::test;

namespace {

const Class one_class{"test.One", "One:", "O.", {}, {}, nullptr, [](void* p) { delete static_cast<int*>(p); }};
const Class two_class{"test.Two", "Two:", "T.", {}, {}, nullptr, [](void* p) { delete static_cast<int*>(p); }};
constexpr RecordField fields[] = {{"n", "N.", Type::integer}, {"x", "X.", Type::vector}};
const RecordType record{"Pair", fields, 2};

// Gives what the argument `what` asks for.
void body(Call& call) {
  const std::string_view what = call.text("what");
  for (const char c : what) {
    switch (c) {
      case '-': call.give(); break;
      case 'b': call.give(true); break;
      case 'i': call.give(1); break;
      case 'x': call.give(1.5); break;
      case 'z': call.give(Complex128(0, 1)); break;
      case 's': call.give("text"); break;
      case 'v': call.give(Array::zeros(call.ctx, DType::float64, {2})); break;
      case 'm': call.give(Array::zeros(call.ctx, DType::float64, {2, 2})); break;
      case 'o': call.give_object(one_class, std::make_unique<int>(1)); break;
      case 't': call.give(Table()); break;
      case 'r': {
        Record r(record);
        r.set("n", 1);
        call.give(std::move(r));
        break;
      }
      case 'R': {
        Record r(record);
        r.set("n", 1).set("x", 2);
        call.give(std::move(r));
        break;
      }
      case 'L': call.give(call.value("what")); break;
    }
  }
}

constexpr const char* fault = " (a fault in perilune, please report it)";

}  // namespace

TEST_CASE("results: as many as are declared, of the declared kinds") {
  static constexpr Arg what = in("what", Type::string, "What.");
  static constexpr Arg kinds[][2] = {
      {what, out("r", Type::number, "R.")},
      {what, out("r", Type::array, "R.")},
      {what, out("r", Type::vector | Type::string, "R.")},
      {what, out("r", Type::object | Type::none, "R.").of(two_class)},
      {what, out("r", Type::object, "R.").of(two_class).or_of(one_class)},
      {what, out("r", Type::record, "R.").of(record)},
      {what, out("r", Type::any, "R.")},
  };
  // For each of them what it may be.
  const char* const allowed[] = {"ixL", "bixzvmL", "vsL", "-L", "oL", "rL", "-bixzsvmotrRL"};
  const char* const all = "-bixzsvmotrRL";
  for (std::size_t k = 0; k < std::size(allowed); ++k) {
    const Function row = make("f", kinds[k], body);
    LuaState lua;
    add(lua, row);
    for (const char* c = all; *c; ++c) {
      const std::string came = value(lua, std::string("f'") + *c + "'");
      INFO(allowed[k] << " " << *c << " " << came);
      CHECK((came.find(fault) == std::string::npos) == (std::strchr(allowed[k], *c) != nullptr));
    }
    CHECK(value(lua, "f''") == std::string("test.f: gives 0 results where 1 are declared") + fault);
    CHECK(value(lua, "f'ii'") == std::string("test.f: gives 2 results where 1 are declared") + fault);
  }
  const Function number = make("f", kinds[0], body), vector = make("g", kinds[2], body),
                 pair = make("h", kinds[5], body);
  LuaState lua;
  for (const Function* row : {&number, &vector, &pair}) add(lua, *row);
  CHECK(value(lua, "f's'") == std::string("test.f: gives a text for the declared result r") + fault);
  CHECK(value(lua, "g'm'") == std::string("test.g: gives an array of shape 2x2 for the declared result r") + fault);
  CHECK(value(lua, "h'R'") ==
        std::string("test.h: gives a Pair record whose x is an integer for the declared result r") + fault);
}

TEST_CASE("results: those that depend on an option") {
  static constexpr Arg args[] = {in("what", Type::string, "What."),
                                 option("full", false, "Full."),
                                 choice("output", "ba|zpk", "Output."),
                                 out("x", Type::number, "X."),
                                 out("s", Type::string, "S.").only_if("full"),
                                 out("b", Type::boolean, "B.").only_if("!full"),
                                 out("v", Type::vector, "V.").only_if("output=zpk")};
  static constexpr Arg open[] = {in("what", Type::string, "What."), out("x", Type::number, "X."),
                                 out("v", Type::vector, "More.").repeated()};
  const Function row = make("f", args, body), more = make("g", open, body);
  LuaState lua;
  add(lua, row);
  add(lua, more);
  CHECK(value(lua, "f'xb'") == "1.5 true");
  CHECK(value(lua, "f('xs', {full = true})") == "1.5 text");
  CHECK(value(lua, "f('xbv', {output = 'zpk'})") == "1.5 true [0. 0.]");
  CHECK(value(lua, "f'xs'").find("gives a text for the declared result b") != std::string::npos);
  CHECK(value(lua, "f('xb', {output = 'zpk'})").find("gives 2 results where 3 are declared") != std::string::npos);
  CHECK(value(lua, "g'x', (g'xvv')") == "1.5 1.5");
  CHECK(value(lua, "g'xvm'").find("gives an array of shape 2x2 for the declared result v") != std::string::npos);
  CHECK(value(lua, "g''").find("gives 0 results where 1 are declared") != std::string::npos);
}

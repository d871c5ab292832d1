// Callbacks, kept values and operators with every allocation failing in turn, of Lua's and of arrays: an error that
// tells of memory or success, no object lost, and a state that works afterwards.

#include <cstring>

#include "stdlib/registry/call.h"
#include "stdlib/registry/state.h"
#include "stdlib/types/object.h"
#include "tests/registry/rows.h"

using namespace perilune;
using namespace perilune::test;

namespace {

struct Gate {
  lua_Alloc allocate = nullptr;
  void* data = nullptr;
  long countdown = -1;  // allocations that still succeed; negative: all do
  bool and_later = false, tripped = false;

  bool allow() {
    if (countdown < 0) return true;
    if (countdown > 0) return --countdown, true;
    if (tripped && !and_later) return true;
    tripped = true;
    return false;
  }
};

void* gated(void* data, void* block, std::size_t before, std::size_t after) {
  Gate& gate = *static_cast<Gate*>(data);
  if (after > (block ? before : 0) && !gate.allow()) return nullptr;
  return gate.allocate(gate.data, block, before, after);
}

int alive = 0;
struct Kept {
  Array elements;
  explicit Kept(Array a) : elements(std::move(a)) { ++alive; }
  ~Kept() { --alive; }
};
extern const Class kept_class;

constexpr Arg make_args[] = {in("f", Type::callable, "F."), in("n", Type::integer, "N."),
                             out("o", Type::object, "O.").of(kept_class), out("f", Type::any, "F.")};
constexpr Arg run_args[] = {in("self", Type::object, "O.").of(kept_class), out("y", Type::vector, "Y."),
                            out("s", Type::number, "S.")};

void operate(Call& call) {
  const Kept* k = call.object_if<Kept>(call.is_object("left") ? "left" : "right", kept_class);
  if (call.operation() != Operation::add) call.unsupported("use + instead of this operator, which has no meaning");
  call.give_object(kept_class, std::make_unique<Kept>(k->elements), {call.value("left"), call.value("right")});
}

const Function methods[] = {make("run", run_args, [](Call& call) {
  Callable f = call.kept("self", 1, "f").callable();
  const Array& a = call.object<Kept>("self").elements;
  const std::vector<double> x{1, 2, 3};
  Array handed = Array::zeros(call.ctx, DType::float64, {100});
  const Array strided = a.with_layout(a.data(), {a.size() / 2}, {16});
  const Input::Named state[] = {{"fun", 0.5}, {"nit", 3}};
  Answers answers = f.call({0.5, a, strided, x, "text", Complex128(0, 1), std::span<const Input::Named>(state),
                            std::move(handed), Input::spread(x)},
                           2);
  Array y = answers.array(0, DType::float64, {-1});
  const double sum = answers.number(1) + f.call({x, x, x, x}, 2).number(1);
  call.give(std::move(y));
  call.give(sum);
})};
const Operators operators{operate, [](Call& call) { call.give(call.is_object("left") == call.is_object("right")); },
                          [](Call& call) { call.give(call.object<Kept>("self").elements.size()); },
                          [](Call& call) { call.give("a long text that Lua must allocate, beyond forty characters"); },
                          [](Call& call) {
                            double sum = 0;
                            for (const Subscript& s : call.subscripts("key"))
                              sum += s.kind == Subscript::Kind::positions ? load(s.view.dtype, s.view.data).real() : 1;
                            call.give(sum);
                          }};
const Class kept_class{
    "test.Kept", "Kept:", "K.",      methods, {}, nullptr, [](void* p) { delete static_cast<Kept*>(p); },
    nullptr,     nullptr, &operators};
const Function make_kept = make("kept", make_args, [](Call& call) {
  Array a = Array::zeros(call.ctx, DType::float64, {call.integer("n")});
  call.give_object(kept_class, std::make_unique<Kept>(std::move(a)), {call.value("f")});
  call.give(call.value("f"));
});

constexpr const char* script = R"(
  local seen = {}
  local o, f = kept(function(a, b, c, ...) seen[#seen + 1] = {a, b, c, ...} return {1, 2, 3}, 4 end, 200)
  local y, s = o:run()
  assert(y[3] == 3 and s == 8 and #seen == 2 and #seen[1][2] == 200)
  local p = o + pl.ones(50) + {1, 2} + 1
  p = 1 + (pl.ones(50) + p)
  local ok, message = pcall(function() return p * p end)
  assert(not ok and (message:find "use %+ instead" or message:find "not enough memory"), message)
  assert(#p == 200 and p ~= pl.ones(2) and p == o and #tostring(p) > 40 and p[{{7, 8}, "2:3"}] == 8 and p[1] == 1)
)";

}  // namespace

TEST_CASE("failing allocations: nothing is lost and nothing breaks") {
  for (const bool and_later : {false, true}) {
    Gate gate;
    {
      LuaState lua;
      add(lua, make_kept);
      REQUIRE(lua.run(script) == "");
      gate.allocate = lua_getallocf(lua.L, &gate.data);
      lua_setallocf(lua.L, gated, &gate);
      Memory& memory = *LibraryState::of(lua.L).memory;
      memory.gate_data = &gate;
      memory.gate = [](void* data, std::size_t) { return static_cast<Gate*>(data)->allow(); };
      REQUIRE(luaL_loadstring(lua.L, script) == LUA_OK);
      long n = 0;
      for (;; ++n) {
        gate.countdown = n;
        gate.and_later = and_later;
        gate.tripped = false;
        lua_pushvalue(lua.L, 1);
        const int status = lua_pcall(lua.L, 0, 0, 0);
        gate.countdown = -1;
        const std::string message = status == LUA_OK ? "" : lua_tostring(lua.L, -1);
        lua_settop(lua.L, 1);
        INFO(n << (and_later ? " and later: " : ": ") << message);
        REQUIRE((status == LUA_OK || message.find("not enough memory") != std::string::npos));
        if (!gate.tripped) {
          REQUIRE(status == LUA_OK);
          break;
        }
      }
      CHECK(n > 50);
      CHECK(lua.run(script) == "");
      lua_settop(lua.L, 0);
      // An object in another's keeping dies one collection later.
      for (int i = 0; i < 8; ++i) lua_gc(lua.L, LUA_GCCOLLECT);
      CHECK(alive == 0);
      memory.gate = nullptr;
    }
  }
}

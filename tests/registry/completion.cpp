// Completion: which words are offered for a line.

#include "stdlib/registry/completion.h"

#include "stdlib/registry/call.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/types/object.h"
#include "tests/registry/lua_state.h"

using namespace perilune;
using perilune::test::LuaState;

namespace {

using Words = std::vector<std::string>;

// `|` marks the cursor.
Completions at_cursor(LuaState& lua, std::string line) {
  const auto cursor = line.find('|');
  REQUIRE(cursor != std::string::npos);
  line.erase(cursor, 1);
  const int top = lua_gettop(lua.L);
  Completions result = complete(lua.L, line, cursor);
  CHECK(lua_gettop(lua.L) == top);
  return result;
}

Words words(LuaState& lua, const std::string& line) { return at_cursor(lua, line).words; }

bool offers(LuaState& lua, const std::string& line, const char* word) {
  for (const std::string& w : words(lua, line))
    if (w == word) return true;
  return false;
}

// A class of the test, with a method, a field, a call and an option.
struct Thing {};
void nothing(Call&) {}
constexpr Arg method_args[] = {in("self", Type::object, "The thing."), in("x", Type::number, "A number."),
                               choice("mode", "fast|exact", "How.")};
constexpr Function methods[] = {{"measure", "Measures.", method_args, "Somehow.", "", nothing}};
constexpr Function fields[] = {{"weight", "Weighs.", {}, "Somehow.", "", nothing}};
constexpr Function call_row{"call", "Calls.", method_args, "Somehow.", "", nothing};
const Class thing_class{
    "test.Thing", "Thing:", "A thing.", methods, fields, &call_row, [](void* p) { delete static_cast<Thing*>(p); }};
constexpr Arg make_args[] = {out("thing", Type::object, "The thing.")};
constexpr Function make_row{"thing",   "Makes one.",
                            make_args, "Somehow.",
                            "",        [](Call& call) {
                              call.give_object(thing_class, std::make_unique<Thing>()); }};

void add_thing(LuaState& lua) {
  push_function(lua.L, make_row, "test");
  REQUIRE(lua_pcall(lua.L, 0, 1, 0) == LUA_OK);
  lua_setglobal(lua.L, "thing");
}

}  // namespace

TEST_CASE("completion: globals and keywords") {
  LuaState lua;
  CHECK(words(lua, "lin|") == Words{"linalg"});
  CHECK(words(lua, "x = lin|") == Words{"linalg"});
  CHECK(words(lua, "wh|") == Words{"while"});
  CHECK(offers(lua, "pri|", "print"));
  CHECK(offers(lua, "f(pri|", "print"));
  CHECK(offers(lua, "a..pri|", "print"));
  CHECK(words(lua, "local lin|").empty());
  CHECK(words(lua, "function lin|").empty());
  CHECK(words(lua, "-- lin|").empty());
  CHECK(words(lua, "[[ lin|").empty());
  CHECK(words(lua, "12|").empty());
  CHECK(words(lua, "--[[ x ]] lin|") == Words{"linalg"});
  CHECK(at_cursor(lua, "x = lin|alg").start == 4);
  CHECK_FALSE(offers(lua, "|", "_G"));
  CHECK(offers(lua, "_|", "_G"));
}

TEST_CASE("completion: members of tables and modules") {
  LuaState lua;
  CHECK(words(lua, "linalg.sv|") == Words{"svd", "svdvals"});
  CHECK(words(lua, "pl.linalg.sv|") == Words{"svd", "svdvals"});
  CHECK(words(lua, "pl.zer|") == Words{"zeros", "zeros_like"});
  CHECK(words(lua, "string.form|") == Words{"format"});
  CHECK(lua.run("t = {alpha = 1, beta = {gamma = 2, ['not a name'] = 3}, [1] = 4}; s = 'text'") == "");
  CHECK(words(lua, "t.|") == Words{"alpha", "beta"});
  CHECK(words(lua, "t.beta.|") == Words{"gamma"});
  CHECK(words(lua, "t.alpha.|").empty());
  CHECK(words(lua, "t.nothing.|").empty());
  CHECK(words(lua, "nothing.|").empty());
  CHECK(words(lua, "s:form|") == Words{"format"});
  CHECK(words(lua, "f().|").empty());
  CHECK(words(lua, "t[1].|").empty());
}

TEST_CASE("completion: a script's metamethods are not called") {
  LuaState lua;
  CHECK(
      lua.run("called = false\n"
              "t = setmetatable({}, {__index = function() called = true end, __pairs = function() called = true end})\n"
              "u = setmetatable({}, {__index = {inner = 1}})\n"
              "loop = {}; setmetatable(loop, {__index = loop})") == "");
  CHECK(words(lua, "t.|").empty());
  CHECK(words(lua, "t.x.|").empty());
  CHECK(words(lua, "u.|") == Words{"inner"});
  CHECK(words(lua, "loop.|").empty());
  CHECK(lua.run("assert(not called)") == "");
}

TEST_CASE("completion: arrays, complex values, objects") {
  LuaState lua;
  add_thing(lua);
  CHECK(lua.run("a = pl.zeros(3); z = pl.complex(1, 2)") == "");
  CHECK(words(lua, "a.sha|") == Words{"shape"});
  CHECK(words(lua, "a:fil|") == Words{"fill"});
  CHECK_FALSE(offers(lua, "a:|", "shape"));
  CHECK(offers(lua, "a.T.|", "ndim"));
  CHECK(words(lua, "z:con|") == Words{"conj"});
  CHECK(words(lua, "z.re|") == Words{"real"});
  CHECK(words(lua, "thing.|") == Words{"measure", "weight"});
  CHECK(words(lua, "thing:|") == Words{"measure"});
  CHECK(words(lua, "thing:measure(1, {|").front() == "mode");
  CHECK(words(lua, "thing:measure(1, {mode = '|") == Words{"fast", "exact"});
  CHECK(words(lua, "thing(1, {mode = \"e|") == Words{"exact"});
}

TEST_CASE("completion: options and their words") {
  LuaState lua;
  CHECK(words(lua, "linalg.svd(a, {f|").front() == "full_matrices");
  CHECK(words(lua, "linalg.svd(a, {full_matrices = true, lap|") == Words{"lapack_driver"});
  CHECK(words(lua, "linalg.svd(a, {lapack_driver = \"|") == Words{"gesdd", "gesvd"});
  CHECK(words(lua, "linalg.svd(a, {lapack_driver = 'GESV|") == Words{"gesvd"});
  CHECK(at_cursor(lua, "linalg.svd(a, {lapack_driver = 'ges|").start == 32);
  CHECK(words(lua, "linalg.svd(a, {\n  lapack_driver = 'gesvd',\n  comp|") == Words{"compute_uv"});
  CHECK(words(lua, "linalg.svd(a, {full_matrices = tr|") == Words{"true"});
  // The words at once, in quotes.
  CHECK(words(lua, "linalg.svd(a, {lapack_driver = |") == Words{"\"gesdd\"", "\"gesvd\""});
  CHECK(words(lua, "pl.zeros(3, {dtype = |").front() == "\"float64\"");
  CHECK(words(lua, "sparse.csr_matrix{|") == Words{"data", "row", "col", "shape", "indices", "indptr"});
  CHECK(at_cursor(lua, "sparse.csr_matrix{|").options == 6);
  CHECK(words(lua, "sparse.coo_matrix{data = d, ro|") == Words{"row"});
  CHECK(words(lua, "sparse.csr_matrix({{1, 2}}, {|").front() == "shape");
  CHECK(words(lua, "linalg.svd({|").empty() == false);  // data: globals, but no options
  CHECK_FALSE(offers(lua, "linalg.svd({|", "full_matrices"));
  CHECK(offers(lua, "linalg.svd({{1, 2}, {3, 4}}, {|", "full_matrices"));
  CHECK(offers(lua, "linalg.svd(f(x), {|", "full_matrices"));
  CHECK(offers(lua, "linalg.svd(a, {options = {|", "full_matrices"));
  CHECK_FALSE(offers(lua, "linalg.svd(a, {full_matrices = {|", "compute_uv"));
  CHECK_FALSE(offers(lua, "unknown(a, {|", "full_matrices"));
  CHECK(words(lua, "pl.zeros(3, '|").front() == "float64");
  CHECK(words(lua, "pl.zeros(3, {dtype = 'float|") == Words{"float64", "float32"});
  CHECK(words(lua, "pl.warnings('p|") == Words{"print"});
  CHECK(words(lua, "pl.warnings 'p|") == Words{"print"});
  CHECK(lua.run("a = pl.zeros(3)") == "");
  CHECK(words(lua, "a:astype('int|") == Words{"int64", "int32"});
  CHECK(words(lua, "print('fl|").empty());
}

TEST_CASE("completion: where a file is named") {
  LuaState lua;
  auto file = [&](const std::string& line) { return at_cursor(lua, line).file; };
  CHECK(file("pl.io.load('|"));
  CHECK(file("pl.io.load(\"da|"));
  CHECK(file("pl.io.loadtxt '|"));
  CHECK(file("io.open('da|"));
  CHECK(file("dofile \"|"));
  CHECK_FALSE(file("io.open('data', '|"));
  CHECK_FALSE(file("pl.zeros(3, '|"));
  CHECK_FALSE(file("print('|"));
  CHECK_FALSE(file("io.open(|"));
  CHECK(at_cursor(lua, "linalg.svd(a, {f|").options == 1);
  CHECK(at_cursor(lua, "lin|").options == 0);
}

TEST_CASE("completion: any text is taken") {
  LuaState lua;
  const std::string line =
      "x = linalg.svd(pl.zeros{3, 4}, {lapack_driver = 'gesvd'}) .. a[\"2:5\"]:sum() --[==[ ]==] t.y";
  for (std::size_t i = 0; i <= line.size(); ++i) CHECK(complete(lua.L, line, i).start <= i);
  for (const char* odd :
       {")", "}]", "((({{{", "\"\\", "'", ".", ":", "a.", "a:b.", "..", "...", "=", "{=", "\xff\xfe", "--[["})
    CHECK_NOTHROW(complete(lua.L, odd, std::string_view(odd).size()));
  CHECK(complete(lua.L, "lin", 100).words == Words{"linalg"});
}

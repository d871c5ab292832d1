// help: which text a value, a name or some words bring up.

#include "stdlib/registry/help_text.h"

#include "stdlib/registry/call.h"
#include "stdlib/registry/describe.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/writers.h"
#include "tests/registry/lua_state.h"

using namespace perilune;
using perilune::test::LuaState;

namespace {

std::vector<std::string> names(const std::vector<const Entry*>& entries) {
  std::vector<std::string> list;
  for (const Entry* e : entries) list.push_back(e->name);
  return list;
}

using Names = std::vector<std::string>;

// What the chunk makes print write.
std::string printed(const std::string& code) {
  LuaState lua;
  CHECK(lua.run("out = {}; print = function(...) out[#out + 1] = table.concat({...}, '\\t') end\n" + code) == "");
  CHECK(lua.run("out = table.concat(out, '\\n')") == "");
  lua_getglobal(lua.L, "out");
  return lua_tostring(lua.L, -1);
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("help: names lead to entries") {
  CHECK(names(find_entries("linalg.svd")) == Names{"linalg.svd"});
  CHECK(names(find_entries("pl.linalg.svd")) == Names{"linalg.svd"});
  CHECK(names(find_entries("svd")) == Names{"linalg.svd"});
  CHECK(names(find_entries("SVD")) == Names{"linalg.svd"});
  CHECK(names(find_entries("linalg")) == Names{"linalg"});
  CHECK(names(find_entries("pl")) == Names{"pl"});
  CHECK(names(find_entries("pl.zeros")) == Names{"pl.zeros"});
  CHECK(names(find_entries("zeros")) == Names{"pl.zeros"});
  CHECK(names(find_entries("array")) == Names{"pl.array"});
  CHECK(names(find_entries("arrays")) == Names{"arrays"});
  CHECK(names(find_entries("asarray")) == Names{"pl.array"});
  CHECK(names(find_entries("array:fill")) == Names{"array:fill"});
  CHECK(names(find_entries("array.fill")) == Names{"array:fill"});
  CHECK(names(find_entries("array:sqrt")) == Names{"pl.sqrt"});
  CHECK(names(find_entries("pl.mul")) == Names{"pl.multiply"});
  CHECK(names(find_entries("complex:conj")) == Names{"complex:conj"});
  CHECK(names(find_entries("conj")) == Names{"pl.conj"});  // pl's own are named in full without pl
  CHECK(names(find_entries("array.T")) == Names{"array.T"});
  for (const char* name : {"io", "pl.io"}) CHECK(names(find_entries(name)) == Names{"pl.io"});
  for (const char* name : {"load", "io.load", "pl.io.load"}) CHECK(names(find_entries(name)) == Names{"pl.io.load"});
  CHECK(names(find_entries("indexing")) == Names{"indexing"});
  for (const char* name : {"index", "slice", "Slicing", "subscript"})
    CHECK(names(find_entries(name)) == Names{"indexing"});
  for (const char* name : {"mask", "compare", "comparison"}) CHECK(names(find_entries(name)) == Names{"masks"});
  for (const char* name : {"csv", "read csv"}) CHECK(names(find_entries(name)) == Names{"files"});
  CHECK(find_entries("no_such_thing").empty());
  CHECK(find_entries("").empty());
  CHECK(find_entries(std::string(5000, 'x')).empty());
}

TEST_CASE("help: words are looked for in names first, then in texts") {
  const auto by_name = names(search_entries("sqrt"));
  REQUIRE(!by_name.empty());
  CHECK(by_name.front() == "pl.sqrt");
  const auto by_text = names(search_entries("singular values"));
  REQUIRE(!by_text.empty());
  CHECK(by_text.front() == "linalg.svdvals");
  CHECK(search_entries("singular xyzzy").empty());
  CHECK(search_entries("").empty());
  CHECK(!search_entries("how do I take the square root of an array").empty());
  CHECK(suggest_entry("zeroes") == " (did you mean 'pl.zeros'?)");
  CHECK(suggest_entry("linalg.sdv") == " (did you mean 'linalg.svd'?)");
  CHECK(suggest_entry("qqqqqqqqqq") == "");
  CHECK(suggest_entry("io.laod") == " (did you mean 'pl.io.load'?)");
  CHECK(names(search_entries("how do I read a csv file")).front() == "files");
  for (const std::string& name : names(search_entries("tan"))) CHECK(name != "pl.std");  // no word begins so there
}

TEST_CASE("help: the text of a function") {
  const std::string text = help_text(*find_entries("linalg.svd").front());
  CHECK(text.starts_with("U, s, Vt = linalg.svd(a, [full_matrices = true], [compute_uv = true],\n"));
  for (const char* part : {"Singular value decomposition", "  a              matrix (..., m, n)\n",
                           "  lapack_driver  \"gesdd\" or \"gesvd\", default \"gesdd\"\n", "only with compute_uv",
                           "Raises", "LAPACK gesdd", "  print(s)  --> [4. 3.]\n"})
    CHECK(contains(text, part));
  for (const Entry& e : catalog())
    for (const std::string& piece : {help_text(e)}) {
      INFO(e.name);
      CHECK(piece.ends_with("\n"));
      if (e.kind == Entry::Kind::module) continue;
      const std::string head = piece.substr(0, piece.find("\nExample\n"));  // code is not broken
      for (std::string_view line : lines_of(head)) {
        INFO(line);
        CHECK(text_width(line) <= 80);
      }
    }
}

TEST_CASE("help: what values bring up") {
  CHECK(contains(printed("help()"), "How to go on"));
  CHECK(printed("help()") == printed("pl.help()"));
  CHECK(contains(printed("help(linalg)"), "\n  svd  "));
  CHECK(contains(printed("help(pl)"), "\n  zeros "));
  CHECK(printed("help(linalg.svd)") + "\n" == help_text(*find_entries("linalg.svd").front()));
  CHECK(printed("help 'linalg.svd'") == printed("help(linalg.svd)"));
  CHECK(printed("help(pl.sub)") == printed("help(pl.subtract)"));
  CHECK(printed("help(pl.array{1}.sqrt)") == printed("help(pl.sqrt)"));
  CHECK(contains(printed("help(pl.array{1})"), "  shape "));
  CHECK(contains(printed("help(pl.array{1})"), "  fill "));
  CHECK(contains(printed("help(pl.array{1}.set)"), "array:set(...)"));
  CHECK(contains(printed("help(pl.complex(1, 2))"), "  conj "));
  CHECK(contains(printed("help(pl.s)"), "pl.s([start], [stop], [step])"));
  CHECK(contains(printed("help 'pi'"), "pl.pi = 3.141592653589793\n"));
  CHECK(contains(printed("help 'singular value'"), "linalg.svd"));
  CHECK(contains(printed("help 'zeroes'"), "did you mean 'pl.zeros'?"));
  CHECK(contains(printed("help(function(a, b, ...) end)"), "function(a, b, ...), defined at test:2"));
  CHECK(contains(printed("help(math.sin)"), "not perilune's"));
  CHECK(contains(printed("help(3)"), "Nothing of perilune's"));
  CHECK(contains(printed("help(nil)"), "nil"));
  CHECK(contains(printed("help({})"), "Nothing of perilune's"));
}

TEST_CASE("help: what the tour proposes leads somewhere") {
  const std::string tour = help_tour();
  int count = 0;
  for (std::size_t i = tour.find("help \""); i != std::string::npos; i = tour.find("help \"", i + 1)) {
    const std::string words = tour.substr(i + 6, tour.find('"', i + 6) - i - 6);
    INFO(words);
    CHECK((!find_entries(words).empty() || !search_entries(words).empty()));
    ++count;
  }
  CHECK(count == 2);
  for (const Topic& topic : topics()) CHECK(contains(tour, topic.summary));
}

TEST_CASE("help: topics, what NumPy alone has, Lua's io") {
  CHECK(contains(printed("help 'indexing'"), "\nRanges give views"));
  CHECK(printed("help 'slice'") == printed("help 'indexing'"));
  CHECK(printed("help 'tan'").starts_with("NumPy's tan has no counterpart yet\nabout 'tan'\n  pl.tanh"));
  CHECK(printed("help 'einsum'") == "NumPy's einsum has no counterpart yet");
  CHECK(printed("help 'clarkson_woodruff_transform'") ==
        "SciPy's linalg.clarkson_woodruff_transform has no counterpart yet");
  CHECK(printed("help 'np.linspace'") == printed("help(pl.linspace)"));
  CHECK(printed("help 'numpy.linspace'") == printed("help(pl.linspace)"));
  CHECK(printed("help 'scipy.linalg.svd'") == printed("help(linalg.svd)"));
  const std::string norm = printed("help(stats.norm)");
  CHECK(contains(norm, "\nFunctions of it, with a dot: stats.norm.pdf(...)\n"));
  for (const char* member : {"\n  cdf ", "\n  ppf ", "\n  rvs ", "\n  interval ", "\n  fit "})
    CHECK(contains(norm, member));
  const std::string record = printed("help 'TtestResult'");
  CHECK(contains(record, "\nci = TtestResult:confidence_interval([confidence_level = 0.95])\n"));
  CHECK(contains(record, "  confidence_level  number, 0 to 1, default 0.95\n"));
  CHECK(contains(printed("help(io)"), "help(pl.io)"));
  CHECK(contains(printed("help(pl.io)"), "help \"pl.io.load\" shows"));
  CHECK(printed("help(pl.io.load)").starts_with("data = pl.io.load(file, "));
}

TEST_CASE("help: the text of a class and of a record") {
  static constexpr auto body = [](Call&) {};
  static constexpr Arg args[] = {
      in("self", Type::object, "The curve."), in("x", Type::vector, "Where.").shaped("n").measured_in("metres"),
      optional("nu", Type::integer, 0, "Order.").between(0, 3), rest("more", Type::number, "Further ones."),
      out("y", Type::vector, "Values.").only_if("output=all")};
  static constexpr Function methods[] = {{"derive", "Derives it.", args, "Somehow.", "", body}};
  static constexpr Function fields[] = {{"length", "How long it is.", {}, "Somehow.", "", body}};
  static constexpr Function call_row{"call", "Evaluates it.", args, "Somehow.", "", body};
  static const Class curve{"geometry.Curve", "Curve:", "A curve.", methods, fields, &call_row, nullptr, "Of degree 3."};
  Entry e{Entry::Kind::class_, "geometry.Curve"};
  e.class_ = &curve;
  CHECK(help_text(e) ==
        "geometry.Curve\n\nA curve.\n\nOf degree 3.\n\n"
        "The object itself can be called\n  y = object(x, [nu = 0], ...)\n    Evaluates it.\n\n"
        "Fields\n  length  How long it is.\n\nMethods\n  derive  Derives it.\n");
  Entry method{Entry::Kind::method, "Curve:derive"};
  method.row = &methods[0];
  method.place = "Curve:";
  CHECK(help_text(method) ==
        "y = Curve:derive(x, [nu = 0], ...)\n\nDerives it.\n\nSomehow.\n\n"
        "Arguments\n  x    vector (n) in metres\n       Where.\n  nu   integer, 0 to 3, default 0\n       Order.\n"
        "  ...  number\n       Further ones.\n\n"
        "Results\n  y  vector, only with output = \"all\"\n     Values.\n\nExample\n  \n");
  static constexpr RecordField record_fields[] = {{"root", "Where it is zero."}, {"iterations", "How many."}};
  static const RecordType record{"RootResults", record_fields, 1};
  Entry r{Entry::Kind::record, "geometry.RootResults"};
  r.record = &record;
  CHECK(help_text(r) ==
        "geometry.RootResults\n\nA record: a result with named fields.\n\n"
        "Fields\n  root        Where it is zero.\n  iterations  How many.\n\n"
        "The first is also res[1], and what res:unpack() gives.\n");
}

TEST_CASE("help: a record and an object that no list has") {
  static constexpr RecordField fields[] = {{"x", "Where."}, {"y", "What."}};
  static const RecordType pair{"Pair", fields, 2};
  struct Thing {};
  static const Class thing{
      "test.Thing", "Thing:", "A thing.", {}, {}, nullptr, [](void* p) { delete static_cast<Thing*>(p); }};
  static constexpr Arg args[] = {out("pair", Type::record, "Both."), out("thing", Type::object, "It.")};
  static const Function make{"make", "Makes them.", args, "Somehow.", "", [](Call& call) {
                               Table t;
                               t.record = &pair;
                               t.list.emplace_back(1.0);
                               t.list.emplace_back(2.0);
                               call.give(std::move(t));
                               call.give_object(thing, std::make_unique<Thing>());
                             }};
  LuaState lua;
  push_function(lua.L, make, "test");
  lua_setglobal(lua.L, "make");
  CHECK(
      lua.run("print = function(text) said = text end; pair, thing = make(); help(pair); first = said; help(thing)") ==
      "");
  lua_getglobal(lua.L, "first");
  CHECK(std::string(lua_tostring(lua.L, -1)) ==
        "Pair\n\nA record: a result with named fields.\n\nFields\n  x  Where.\n  y  What.\n\n"
        "All are also res[1] to res[2], and what res:unpack() gives.");
  lua_getglobal(lua.L, "said");
  CHECK(std::string(lua_tostring(lua.L, -1)) == "test.Thing\n\nA thing.");
}

TEST_CASE("help: a record in a shorter form is documented by the full one") {
  const std::string text = printed("help(optimize.minimize(function(x) return x[1]^2 end, {1}))");
  CHECK(contains(text, "\n  nit "));
  CHECK(contains(text, "Given by\n  optimize.minimize"));
}

TEST_CASE("help: without print") {
  LuaState lua;
  CHECK(lua.run("print = nil; help()") == "test:1: pl.help: writes by the global function print, which is nil");
}

TEST_CASE("help: the text of a name for the command line") {
  std::string text;
  CHECK(doc_text("linalg.svd", text));
  CHECK(contains(text, "Singular value"));
  CHECK(doc_text("square root", text));
  CHECK(contains(text, "pl.sqrt"));
  CHECK_FALSE(doc_text("zeroes", text));
  CHECK(text == "nothing is known about 'zeroes' (did you mean 'pl.zeros'?)\n");
}

TEST_CASE("help: lines are filled") {
  CHECK(wrapped("one two three", 2, 10) == "  one two\n  three\n");
  CHECK(wrapped("- one two three", 0, 9) == "- one two\n  three\n");
  CHECK(wrapped("a\nb", 1, 10) == " a\n b\n");
  CHECK(wrapped("a_word_that_is_too_long b", 2, 10) == "  a_word_that_is_too_long\n  b\n");
  CHECK(unindented("local a\n    if a then\n      b()\n    end") == "local a\nif a then\n  b()\nend");
}

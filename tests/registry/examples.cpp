// Every example of every declaration is run. What a print wrote must equal what stands behind --> on its line, and on
// the lines after it that hold nothing but --> and text.

#include <fstream>
#include <map>

#include "stdlib/registry/catalog.h"
#include "stdlib/registry/describe.h"
#include "tests/registry/lua_state.h"

using namespace perilune;
using perilune::test::LuaState;

namespace {

using Lines = std::vector<std::string>;

std::string trimmed(std::string text) {
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

// What each line of code should print.
std::map<int, Lines> expectations(const std::string& code) {
  std::map<int, Lines> wanted;
  int number = 0, last_code = 0;
  for (std::string_view line : lines_of(code)) {
    ++number;
    const auto arrow = line.find("-->");
    const std::string_view before = line.substr(0, arrow);
    if (before.find_first_not_of(' ') != std::string_view::npos) last_code = number;
    if (arrow == std::string_view::npos) continue;
    std::string_view text = line.substr(arrow + 3);
    if (text.starts_with(' ')) text.remove_prefix(1);
    wanted[last_code].push_back(trimmed(std::string(text)));
  }
  return wanted;
}

// print(...): keeps the text under the line of the example that made the call.
int record_print(lua_State* L) {
  auto* written = static_cast<std::map<int, Lines>*>(lua_touserdata(L, lua_upvalueindex(1)));
  std::string text;
  const int n = lua_gettop(L);
  for (int i = 1; i <= n; ++i) {
    if (i > 1) text += '\t';
    text += luaL_tolstring(L, i, nullptr);
    lua_pop(L, 1);
  }
  lua_Debug at;
  int line = 0;
  for (int level = 1; lua_getstack(L, level, &at); ++level)
    if (lua_getinfo(L, "Sl", &at), at.currentline > 0 && std::string(at.short_src) == "example") line = at.currentline;
  for (std::string_view part : lines_of(text)) (*written)[line].push_back(trimmed(std::string(part)));
  return 0;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += "      " + line + "\n";
  return text;
}

// What is wrong with an example; empty when all is well.
std::string problem_of(const std::string& code) {
  const std::map<int, Lines> wanted = expectations(code);
  if (wanted.empty()) return "no result is checked: there is no -->\n";
  std::map<int, Lines> written;
  LuaState lua;
  lua_pushlightuserdata(lua.L, &written);
  lua_pushcclosure(lua.L, record_print, 1);
  lua_setglobal(lua.L, "print");
  std::string text;
  if (const std::string error = lua.run(code, "=example"); !error.empty()) text += "raised: " + error + "\n";
  for (const auto& [line, lines] : wanted) {
    const auto found = written.find(line);
    const Lines& got = found == written.end() ? Lines{} : found->second;
    if (got == lines) continue;
    text += "line " + std::to_string(line) + " should print\n" + joined(lines) + "    but printed\n" +
            (got.empty() ? "      nothing\n" : joined(got));
  }
  return text;
}

}  // namespace

TEST_CASE("registry: every example runs and prints what it says") {
  int count = 0;
  for (const Entry& e : catalog()) {
    const char* example = e.row ? e.row->example : e.topic ? e.topic->example : nullptr;
    if (!example) continue;
    ++count;
    const std::string code = unindented(example);
    const std::string problem = problem_of(code);
    INFO(e.name << "\n" << code << "\n" << problem);
    CHECK(problem.empty());
  }
  CHECK(count > 0);
}

// A page of the guides is one script: its blocks share their local variables.
TEST_CASE("registry: the code of the guides runs and prints what it says") {
  for (const char* page : {"from-numpy.md", "from-scipy.md"}) {
    std::ifstream file(std::string(PERILUNE_SOURCE_DIR "/docs/") + page);
    std::string code, line, whole;
    bool inside = false;
    int blocks = 0;
    while (std::getline(file, line)) {
      whole += line + "\n";
      if (line == "```lua") ++blocks, inside = true, line.clear();
      else if (line == "```") inside = false;
      code += (inside ? line : "") + "\n";  // lines keep their numbers
    }
    const std::string problem = problem_of(code);
    INFO(page << "\n" << problem);
    CHECK(problem.empty());
    CHECK(blocks > 5);
    // What the text names exists.
    const std::string_view text = whole;
    for (std::size_t i = text.find("`pl."); i != std::string_view::npos; i = text.find("`pl.", i + 1)) {
      const auto stop =
          text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.", i + 1);
      const std::string name(text.substr(i + 1, stop - i - 1));
      INFO(name);
      CHECK((name == "pl.tan" || !find_entries(name).empty()));
    }
  }
}

TEST_CASE("registry: the example of what an object does when called") {
  for (const Entry& e : catalog())
    if (e.class_ && e.class_->call && e.class_->call->example && e.kind != Entry::Kind::method) {
      INFO(e.name);
      CHECK(problem_of(unindented(e.class_->call->example)).empty());
    }
}

TEST_CASE("registry: what is wrong with an example is found") {
  CHECK(problem_of("print(1 + 1)  --> 2").empty());
  CHECK(problem_of("print('a\\nb')\n--> a\n--> b").empty());
  CHECK(problem_of("print('a\\nb')  --> a\n-->  b") != "");
  CHECK(problem_of("print(1 + 1)  --> 3") != "");
  CHECK(problem_of("print(1, 2)  --> 1\t2").empty());
  CHECK(problem_of("for i = 1, 2 do print(i) end\n--> 1\n--> 2").empty());
  CHECK(problem_of("local a = 1  --> 1") != "");
  CHECK(problem_of("print(1 + 1)") != "");
  CHECK(problem_of("print(2)  --> 2\nerror 'late'") != "");
  CHECK(problem_of("print(2  --> 2") != "");
}

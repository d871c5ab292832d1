// docs/reference and docs/stubs are what the program writes.

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "stdlib/registry/describe.h"
#include "stdlib/registry/writers.h"
#include "tests/registry/lua_state.h"

using namespace perilune;
using perilune::test::LuaState;

namespace {

std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// The first line that differs, for the message.
std::string difference(const std::string& committed, const std::string& written) {
  const auto a = lines_of(committed), b = lines_of(written);
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const std::string_view x = i < a.size() ? a[i] : "(nothing)", y = i < b.size() ? b[i] : "(nothing)";
    if (x != y)
      return "line " + std::to_string(i + 1) + "\n  committed: " + std::string(x) + "\n  written:   " + std::string(y);
  }
  return "";
}

void compare(const std::vector<WrittenFile>& files, const char* folder, const char* option) {
  const std::filesystem::path directory = std::string(PERILUNE_SOURCE_DIR "/docs/") + folder;
  std::set<std::string> names;
  INFO("to write them anew: build/perilune " << option << " docs/" << folder);
  for (const WrittenFile& file : files) {
    names.insert(file.name);
    INFO("docs/" << folder << "/" << file.name);
    CHECK(difference(contents(directory / file.name), file.text) == "");
  }
  for (const auto& found : std::filesystem::directory_iterator(directory)) {
    INFO(found.path().string());
    CHECK(names.count(found.path().filename().string()) == 1);
  }
}

}  // namespace

TEST_CASE("registry: the committed reference pages are up to date") {
  compare(reference_pages(), "reference", "--write-docs");
}

TEST_CASE("registry: the committed editor stubs are up to date, and Lua can read them") {
  const std::vector<WrittenFile> stubs = editor_stubs();
  compare(stubs, "stubs", "--write-stubs");
  LuaState lua;
  for (const WrittenFile& file : stubs) {
    INFO(file.name);
    CHECK(luaL_loadbuffer(lua.L, file.text.data(), file.text.size(), file.name.c_str()) == LUA_OK);
    lua_settop(lua.L, 0);
  }
}

TEST_CASE("registry: links of the pages lead to headings") {
  std::set<std::string> targets;
  std::string all;
  for (const WrittenFile& page : reference_pages()) {
    targets.insert(page.name);
    std::set<std::string> seen;
    for (std::string_view line : lines_of(page.text)) {
      all += std::string(line) + "\n";
      if (!line.starts_with("## ")) continue;
      std::string anchor;
      for (const char c : line.substr(3))
        if (std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-')
          anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      std::string unique = anchor;
      for (int i = 1; !seen.insert(unique).second; ++i) unique = anchor + "-" + std::to_string(i);
      targets.insert(page.name + "#" + unique);
    }
  }
  int links = 0;
  for (std::size_t i = all.find("]("); i != std::string::npos; i = all.find("](", i + 1)) {
    const std::string target = all.substr(i + 2, all.find(')', i) - i - 2);
    INFO(target);
    CHECK(targets.count(target) == 1);
    ++links;
  }
  CHECK(links > 50);
}

TEST_CASE("registry: files are written where they should be") {
  const auto directory = std::filesystem::temp_directory_path() / ("perilune-pages-" + std::to_string(getpid()));
  std::filesystem::remove_all(directory);
  const std::string inner = (directory / "reference").string();
  REQUIRE(write_docs(inner.c_str()) == 0);
  for (const WrittenFile& page : reference_pages()) CHECK(contents(inner + "/" + page.name) == page.text);
  CHECK(write_stubs((inner + "/index.md").c_str()) == 1);  // a file is no directory
  std::filesystem::remove_all(directory);
}

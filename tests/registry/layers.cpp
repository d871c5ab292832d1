// The layers see only what lies below them: kernels nothing of Lua, the standard library nothing of the interpreter.

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace {

struct Layer {
  const char* folder;
  std::vector<std::string> forbidden;  // beginnings of what follows #include
};

std::vector<std::string> faults(const Layer& layer) {
  std::vector<std::string> found;
  const std::filesystem::path root = PERILUNE_SOURCE_DIR;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / layer.folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".h" && extension != ".cpp") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      if (!line.starts_with("#include ")) continue;
      for (const std::string& start : layer.forbidden)
        if (line.substr(9).starts_with(start)) found.push_back(entry.path().string() + ": " + line);
    }
  }
  return found;
}

}  // namespace

TEST_CASE("kernels include neither Lua nor what stands above them") {
  CHECK(faults({"kernels", {"<lua", "\"lua", "\"stdlib/", "\"interpreter/", "\"perilune/", "<perilune/"}}) ==
        std::vector<std::string>());
}

TEST_CASE("the standard library includes nothing of the interpreter") {
  CHECK(faults({"stdlib", {"\"interpreter/", "\"perilune/", "<perilune/"}}) == std::vector<std::string>());
}

TEST_CASE("the scan sees an include that is there") { CHECK_FALSE(faults({"kernels", {"\"kernels/core/"}}).empty()); }

#pragma once
// Committed values of peers: text files under tests/reference, beside the script that wrote them.

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace perilune::test {

// The whole text of tests/reference/<path>.
inline std::string reference_text(const std::string& path) {
  std::ifstream file(std::string(PERILUNE_TESTS_DIR) + "/reference/" + path, std::ios::binary);
  if (!file) throw std::runtime_error("no reference file " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace perilune::test

#pragma once
// Committed values of peers: text files under tests/reference, beside the script that wrote them.

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace perilune::test {

// The whole text of tests/reference/<path>.
inline std::string reference_text(const std::string& path) {
  std::ifstream file(std::string(PERILUNE_TESTS_DIR) + "/reference/" + path, std::ios::binary);
  if (!file) throw std::runtime_error("no reference file " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream rest(text);
  for (std::string part; std::getline(rest, part, at);) parts.push_back(part);
  return parts;
}

// The lines of a reference file, without those that start with '#'.
inline std::vector<std::string> reference_lines(const std::string& path) {
  std::vector<std::string> lines;
  for (std::string& line : split(reference_text(path), '\n'))
    if (!line.empty() && line[0] != '#') lines.push_back(std::move(line));
  return lines;
}

// Numbers with blanks between them, decimal or hexadecimal, nan and inf among them.
inline std::vector<double> numbers(const std::string& text) {
  std::vector<double> values;
  const char* at = text.c_str();
  for (char* end = nullptr;; at = end) {
    const double value = std::strtod(at, &end);
    if (end == at) return values;
    values.push_back(value);
  }
}

}  // namespace perilune::test

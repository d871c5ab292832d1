#pragma once
// Names of columns, made tidy as genfromtxt does.

#include <string>
#include <vector>

namespace perilune::io {

struct NameRules {
  enum class Case { keep, upper, lower };
  std::string delete_characters;       // none of these stay
  std::vector<std::string> exclude;    // get an underscore behind
  std::string replace_space;           // for each space inside; empty: they stay
  Case letters = Case::keep;           // of ASCII letters
  std::string default_format = "f%i";  // for empty names; %i counts from 0, as in NumPy

  static NameRules genfromtxt();
};

// Trimmed, cleaned, and different from one another: of equal names the second becomes name_1. ValueError for a default
// format without exactly one %i.
std::vector<std::string> tidy_names(std::vector<std::string> names, const NameRules& rules);
// The name of the i-th column when it has none.
std::string default_name(const NameRules& rules, std::int64_t i);

}  // namespace perilune::io

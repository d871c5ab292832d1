#include "kernels/io/column_names.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

#include "kernels/core/errors.h"
#include "kernels/io/number_text.h"
#include "kernels/io/quote.h"

namespace perilune::io {

NameRules NameRules::genfromtxt() {
  NameRules rules;
  rules.delete_characters = R"(~!@#$%^&*()-=+\|]}[{';: /?.>,<")";
  rules.replace_space = "_";
  return rules;
}

std::string default_name(const NameRules& rules, std::int64_t i) {
  // Text around one %i or %d, which may have a width, padded with zeros or not.
  const std::string& form = rules.default_format;
  const std::size_t begin = form.find('%');
  const std::size_t letter = begin == std::string::npos ? begin : form.find_first_not_of("0123456789", begin + 1);
  if (letter == std::string::npos || (form[letter] != 'i' && form[letter] != 'd') || letter - begin > 3 ||
      form.find('%', letter) != std::string::npos)
    throw ValueError("defaultfmt must hold one %i, got " + quote(form));
  std::string number = std::to_string(i);
  const std::string width_text = form.substr(begin + 1, letter - begin - 1);
  const std::size_t width = width_text.empty() ? 0 : std::stoul(width_text);
  if (number.size() < width) number.insert(0, width - number.size(), width_text[0] == '0' ? '0' : ' ');
  return form.substr(0, begin) + number + form.substr(letter + 1);
}

std::vector<std::string> tidy_names(std::vector<std::string> names, const NameRules& rules) {
  const auto fold = [&](char c) -> char {
    if (rules.letters == NameRules::Case::upper && c >= 'a' && c <= 'z') return static_cast<char>(c - 32);
    if (rules.letters == NameRules::Case::lower && c >= 'A' && c <= 'Z') return static_cast<char>(c + 32);
    return c;
  };
  for (std::string& name : names) {
    std::string tidy;
    for (const char c : trim(name)) {
      if (c == ' ' && !rules.replace_space.empty()) tidy += rules.replace_space;
      else if (rules.delete_characters.find(c) == std::string::npos) tidy += fold(c);
    }
    name = tidy;
  }
  std::map<std::string, int> copies;
  std::set<std::string> taken;
  std::int64_t empty = 0;
  const std::vector<std::string> given = names;
  for (std::string& name : names) {
    if (name.empty()) {
      do {
        name = default_name(rules, empty++);
        std::transform(name.begin(), name.end(), name.begin(), fold);
      } while (std::find(given.begin(), given.end(), name) != given.end());
    } else if (std::find(rules.exclude.begin(), rules.exclude.end(), name) != rules.exclude.end()) {
      name += '_';
    }
    const std::string base = name;
    int& number = copies[base];
    while (!taken.insert(name).second) name = base + "_" + std::to_string(++number);
  }
  return names;
}

}  // namespace perilune::io

#pragma once
// Small helpers on names: "a|b|c" lists, the nearest known word, quoting.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perilune {

// Calls f(word) for each word of "a|b|c".
template <class F>
void for_each_word(const char* words, F&& f) {
  if (!words) return;
  std::string_view all = words;
  while (true) {
    const auto bar = all.find('|');
    f(all.substr(0, bar));
    if (bar == std::string_view::npos) return;
    all.remove_prefix(bar + 1);
  }
}
bool has_word(const char* words, std::string_view word);
std::string_view first_word(const char* words);
// The word of the list that is the same but for case, else empty.
std::string_view find_word(const char* words, std::string_view word);
// "a" or "an": as the noun is spelt.
const char* article(std::string_view noun);
// "a word", "an object"
std::string with_article(std::string_view noun);
// "'a', 'b' or 'c'"
std::string quoted_list(const char* words);

// The candidate that a misspelt word most likely meant, or empty when none is near.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);
// " (did you mean 'x'?)" or nothing.
std::string suggestion(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace perilune

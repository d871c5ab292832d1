#include "stdlib/registry/words.h"

#include <algorithm>
#include <cctype>

namespace perilune {

namespace {

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

bool same_but_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

// Edit distance with neighbouring swaps (optimal string alignment), case ignored.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + !same});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

bool swapped_start(std::string_view a, std::string_view b) {
  return a.size() == b.size() && a.size() > 1 && lower(a[0]) == lower(b[1]) && lower(a[1]) == lower(b[0]);
}

}  // namespace

bool has_word(const char* words, std::string_view word) {
  bool found = false;
  for_each_word(words, [&](std::string_view w) { found = found || w == word; });
  return found;
}

std::string_view first_word(const char* words) {
  const std::string_view all = words;
  return all.substr(0, all.find('|'));
}

std::string_view find_word(const char* words, std::string_view word) {
  std::string_view found;
  for_each_word(words, [&](std::string_view w) {
    if (found.data() == nullptr && same_but_case(w, word)) found = w;
  });
  return found;
}

const char* article(std::string_view noun) {
  return !noun.empty() && std::string_view("aeiouAEIOU").find(noun[0]) != std::string_view::npos ? "an" : "a";
}

std::string with_article(std::string_view noun) { return std::string(article(noun)) + " " + std::string(noun); }

std::string quoted_list(const char* words) {
  std::vector<std::string_view> all;
  for_each_word(words, [&](std::string_view w) { all.push_back(w); });
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i) text += i + 1 == all.size() ? " or " : ", ";
    text += "'" + std::string(all[i]) + "'";
  }
  return text;
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  if (word.empty() || word.size() > 64) return {};
  std::string_view best;
  // Of one letter only the case can be wrong.
  std::size_t least = word.size() < 2 ? 1 : std::max<std::size_t>(1, word.size() / 3) + 1;
  for (std::string_view candidate : candidates) {
    if (candidate.empty()) continue;
    std::size_t d = distance(word, candidate);
    // Slips seldom meet the first letter, but for swapping it with the second.
    const bool other_start = lower(word[0]) != lower(candidate[0]) && !(d == 1 && swapped_start(word, candidate));
    if (other_start && (d > 1 || std::min(word.size(), candidate.size()) < 5)) continue;
    // A word cut short, or with a little more behind it, is near too.
    if ((word.size() >= 3 && candidate.starts_with(word)) ||
        (candidate.size() >= 4 && word.size() <= candidate.size() + 4 && word.starts_with(candidate)))
      d = std::min<std::size_t>(d, 1);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

std::string suggestion(std::string_view word, std::span<const std::string_view> candidates) {
  const std::string_view near = nearest(word, candidates);
  return near.empty() ? "" : " (did you mean '" + std::string(near) + "'?)";
}

}  // namespace perilune

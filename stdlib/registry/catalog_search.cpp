// Names and words to entries of the catalog.

#include <algorithm>
#include <cctype>
#include <utility>

#include "stdlib/modules.h"
#include "stdlib/registry/catalog.h"
#include "stdlib/registry/words.h"

namespace perilune {

namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

// Colons read as dots, and the `pl.` in front may be left out; so may that of Python's libraries.
std::string plain(std::string_view name) {
  std::string key(name);
  std::replace(key.begin(), key.end(), ':', '.');
  for (const std::string_view front : {"numpy.", "np.", "scipy.", "sp.", "pl."})
    if (key.starts_with(front)) key.erase(0, front.size());
  while (!key.empty() && key.back() == '.') key.pop_back();
  return key;
}

std::string_view last_part(std::string_view name) {
  const auto at = name.find_last_of(".:");
  return at == std::string_view::npos ? name : name.substr(at + 1);
}

struct Key {
  std::string text;
  const Entry* entry;
  int rank;  // 0: a full name, 1: an array's method of a function of pl, 2: the last part alone
};

std::vector<Key> make_keys() {
  std::vector<Key> keys;
  for (const Entry& e : catalog()) {
    auto add = [&](const std::string& name) {
      keys.push_back({plain(name), &e, 0});
      if (e.kind != Entry::Kind::module) keys.push_back({std::string(last_part(name)), &e, 2});
      if (e.row && e.row->method) keys.push_back({"array." + std::string(last_part(name)), &e, 1});
      // "interpolate.CubicSpline:derivative" as well as "CubicSpline:derivative"
      if (e.class_ && (e.kind == Entry::Kind::method || e.kind == Entry::Kind::field))
        keys.push_back({plain(std::string(e.class_->name) + "." + std::string(last_part(name))), &e, 0});
    };
    add(e.name);
    if (e.topic)
      for_each_word(e.topic->words, [&](std::string_view word) { keys.push_back({std::string(word), &e, 2}); });
    if (e.row)
      for_each_word(e.row->aliases, [&](std::string_view alias) {
        add(e.name.substr(0, e.name.size() - last_part(e.name).size()) + std::string(alias));
      });
  }
  // What a class has from another is found under its own name too.
  for (const Module* m : modules())
    for (const Class* c : m->classes)
      for (const Class* base = c->base; base; base = base->base)
        for (const Rows rows : {base->methods, base->fields})
          for (const Function& row : rows) {
            keys.push_back({plain(std::string(c->prefix) + row.name), entry_of(row), 0});
            keys.push_back({plain(std::string(c->name) + "." + row.name), entry_of(row), 0});
          }
  return keys;
}

const std::vector<Key>& all_keys() {
  static const std::vector<Key> keys = make_keys();
  return keys;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool inside = i < text.size() && (std::isalnum(static_cast<unsigned char>(text[i])) || text[i] == '_' ||
                                            static_cast<unsigned char>(text[i]) >= 128);
    if (inside) word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
    else if (!word.empty()) words.push_back(std::exchange(word, {}));
  }
  return words;
}

// How well one word is met by those of a text.
int closeness(std::string_view word, const std::vector<std::string>& text, int same, int begins, int contains) {
  int best = 0;
  for (const std::string& w : text) {
    if (w == word) best = std::max(best, same);
    else if (w.starts_with(word)) best = std::max(best, begins);
    else if (word.size() >= 4 && w.find(word) != std::string::npos) best = std::max(best, contains);
  }
  return best;
}

struct Texts {
  std::vector<std::string> name, summary, rest;
  explicit Texts(const Entry& e) : name(words_of(e.name)), summary(words_of(e.summary())) {
    if (e.topic) {
      for_each_word(e.topic->words, [&](std::string_view word) {
        for (std::string& w : words_of(word)) name.push_back(std::move(w));
      });
      rest = words_of(e.topic->details);
    }
    if (!e.row) return;
    for_each_word(e.row->aliases, [&](std::string_view alias) { name.push_back(lower(alias)); });
    rest = words_of(e.row->details);
    for (const Arg& arg : e.row->args)
      for (const char* text : {arg.name, arg.doc, arg.choices})
        if (text)
          for (std::string& w : words_of(text)) rest.push_back(std::move(w));
  }
};

int score(const std::vector<std::string>& words, const Texts& texts, int may_miss) {
  int sum = 0;
  for (const std::string& word : words) {
    const int s = std::max({closeness(word, texts.name, 12, 8, 5), closeness(word, texts.summary, 6, 4, 2),
                            closeness(word, texts.rest, 1, 1, 0)});
    if (s == 0 && may_miss-- == 0) return 0;
    sum += s;
  }
  return sum;
}

}  // namespace

std::vector<const Entry*> find_entries(std::string_view name) {
  std::vector<const Entry*> found;
  if (name.empty() || name.size() > 200) return found;
  const std::string exact = plain(name), folded = lower(exact);
  int best = 100;
  for (const Key& key : all_keys()) {
    const int rank = key.text == exact ? key.rank : lower(key.text) == folded ? key.rank + 10 : 100;
    if (rank > best || rank == 100) continue;
    if (rank < best) found.clear();
    best = rank;
    if (std::find(found.begin(), found.end(), key.entry) == found.end()) found.push_back(key.entry);
  }
  if (found.empty())
    for (const Entry& e : member_catalog())
      if (lower(e.name) == folded) found.push_back(&e);
  return found;
}

std::vector<const Entry*> search_entries(std::string_view text, bool* all_words) {
  std::vector<std::string> words = words_of(text);
  const std::vector<std::string> all = words;
  std::erase_if(words,
                [](const std::string& w) { return has_word("a|an|the|of|in|to|for|and|or|with|by|is|how|do|i", w); });
  if (words.empty()) words = all;
  std::vector<std::pair<int, const Entry*>> scored;
  // A question of several words may hold one that no text has.
  for (const int may_miss : {0, 1}) {
    if (words.empty() || !scored.empty() || (may_miss && words.size() < 3)) break;
    if (all_words) *all_words = may_miss == 0;
    for (const Entry& e : catalog())
      if (const int s = score(words, Texts(e), may_miss)) scored.emplace_back(s, &e);
  }
  std::stable_sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<const Entry*> found;
  for (const auto& [s, e] : scored) found.push_back(e);
  return found;
}

std::string suggest_entry(std::string_view name) {
  // Compared with full names when a module is given, else with last parts.
  const std::string asked = plain(name);
  const bool full = asked.find('.') != std::string::npos;
  std::vector<std::string_view> candidates;
  for (const Key& key : all_keys())
    if (full == (key.text.find('.') != std::string::npos)) candidates.push_back(key.text);
  std::string_view near = nearest(asked, candidates);
  if (near.empty()) return "";
  for (const Key& key : all_keys())
    if (key.text == near)
      return " (did you mean '" + (full && !near.starts_with("io.") ? std::string(near) : key.entry->name) + "'?)";
  return "";
}

}  // namespace perilune

#include "interpreter/repl/offer.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "interpreter/repl/commands.h"
#include "stdlib/registry/completion.h"
#include "stdlib/registry/describe.h"

namespace perilune::repl {

namespace {

// All that the words begin with.
std::string common_begin(const std::vector<std::string>& words) {
  std::string begin = words.empty() ? "" : words[0];
  for (const std::string& word : words) {
    std::size_t same = 0;
    while (same < begin.size() && same < word.size() && begin[same] == word[same]) ++same;
    begin.resize(same);
  }
  // Not through the middle of a letter.
  while (!begin.empty() && (static_cast<unsigned char>(begin.back()) & 0x80) && begin.size() < words[0].size() &&
         (static_cast<unsigned char>(words[0][begin.size()]) & 0xC0) == 0x80)
    begin.pop_back();
  return begin;
}

bool is_folder(const std::string& path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

// The folder's entries that go on from the last part of `path`; folders end in a slash.
std::vector<std::string> files(const std::string& path) {
  std::vector<std::string> names;
  const auto slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
  const std::string begin = path.substr(folder.size());
  DIR* open = opendir(folder.empty() ? "." : folder.c_str());
  if (!open) return names;
  while (const dirent* entry = readdir(open)) {
    const std::string name = entry->d_name;
    if (name == "." || name == ".." || !name.starts_with(begin) || (begin.empty() && name[0] == '.')) continue;
    // Names that would need an escape in quotes are left to the user.
    if (name.find_first_of("\\\"'\n") != std::string::npos) continue;
    names.push_back(name + (is_folder(folder + name) ? "/" : ""));
  }
  closedir(open);
  std::sort(names.begin(), names.end());
  return names;
}

char open_quote(const std::string& line, std::size_t start) { return start > 0 ? line[start - 1] : '"'; }

// `:com`
Offer offer_command(const std::string& line, std::size_t begin, std::size_t cursor) {
  Offer result{begin, {}, ""};
  const std::string typed = line.substr(begin, cursor - begin);
  for (const Command& command : commands()) {
    const std::string word = std::string(":") + command.name;
    if (word.starts_with(typed)) result.words.push_back(word);
  }
  result.insert = common_begin(result.words);
  if (result.words.size() == 1) result.insert += " ";
  return result;
}

}  // namespace

Offer offer(lua_State* L, const std::string& before, const std::string& line, std::size_t cursor) {
  std::size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string::npos) begin = 0;
  const bool command = before.empty() && line.compare(begin, 1, ":") == 0;
  std::string text = before + line.substr(0, cursor);
  if (command) {
    const auto blank = line.find(' ', begin);
    if (blank == std::string::npos || blank >= cursor) return offer_command(line, begin, cursor);
    // What follows is code.
    std::fill(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(blank), ' ');
  }
  Completions found = complete(L, text, text.size());
  if (found.start < before.size()) return {cursor, {}, ""};
  // Behind `name?` comes nothing.
  const auto last = text.find_last_not_of(" \t");
  if (!found.in_text && last != std::string::npos && text[last] == '?') return {cursor, {}, ""};
  Offer result{found.start - before.size(), std::move(found.words), ""};
  const std::string quote = found.in_text ? std::string(1, open_quote(text, found.start)) : "";
  std::string folder;
  if (found.file) {
    const std::string typed = line.substr(result.start, cursor - result.start);
    result.words = files(typed);
    if (const auto slash = typed.rfind('/'); slash != std::string::npos) folder = typed.substr(0, slash + 1);
  }
  if (result.words.empty()) return result;
  if (found.options) result.words.resize(found.options);  // no value without a name may stand there
  result.insert = folder + common_begin(result.words);
  if (result.words.size() == 1) {
    if (found.options) result.insert += " = ";
    else if (found.in_text && !result.insert.ends_with('/') && line.compare(cursor, 1, quote) != 0)
      result.insert += quote;
  }
  // Words in another case have nothing in common with what stands there.
  if (result.insert.size() < cursor - result.start) result.insert.clear();
  return result;
}

std::string columns(const std::vector<std::string>& words, int width) {
  constexpr std::size_t most = 300;
  const std::size_t count = std::min(words.size(), most);
  int widest = 0;
  for (std::size_t i = 0; i < count; ++i) widest = std::max(widest, text_width(words[i]));
  const auto across = static_cast<std::size_t>(std::max(1, width / (widest + 2)));
  const std::size_t lines = (count + across - 1) / across;
  std::string text;
  for (std::size_t row = 0; row < lines; ++row) {
    for (std::size_t i = row; i < count; i += lines) {
      text += words[i];
      if (i + lines < count) text.append(static_cast<std::size_t>(widest + 2 - text_width(words[i])), ' ');
    }
    text += '\n';
  }
  if (words.size() > most) text += "... and " + std::to_string(words.size() - most) + " more\n";
  return text;
}

}  // namespace perilune::repl

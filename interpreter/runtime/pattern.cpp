#include "interpreter/runtime/pattern.h"

#include <cctype>
#include <cstring>
#include <lua.hpp>

#include "interpreter/runtime/bounded.h"

namespace perilune::runtime {

namespace {

constexpr int deepest = 200;
constexpr std::size_t set_letters = 4;  // of a set that are looked at in the time of a step

unsigned char byte(const char* p) { return static_cast<unsigned char>(*p); }

bool in_class(unsigned char c, unsigned char letter) {
  bool is;
  switch (std::tolower(letter)) {
    case 'a': is = std::isalpha(c); break;
    case 'c': is = std::iscntrl(c); break;
    case 'd': is = std::isdigit(c); break;
    case 'g': is = std::isgraph(c); break;
    case 'l': is = std::islower(c); break;
    case 'p': is = std::ispunct(c); break;
    case 's': is = std::isspace(c); break;
    case 'u': is = std::isupper(c); break;
    case 'w': is = std::isalnum(c); break;
    case 'x': is = std::isxdigit(c); break;
    default: return letter == c;
  }
  return std::isupper(letter) ? !is : is;
}

}  // namespace

Matcher::Matcher(lua_State* L, const char* subject, std::size_t length, const char* pattern, std::size_t pattern_length)
    : L_(L), begin_(subject), end_(subject + length), pattern_(pattern), pattern_end_(pattern + pattern_length) {}

void Matcher::step(std::size_t n) {
  constexpr std::size_t piece = 4096;
  if ((steps_ += n) < piece) return;
  spend(L_, steps_ / 4);
  steps_ = 0;
}

const char* Matcher::match(const char* at) {
  level_ = 0;
  depth_ = 0;
  return run(at, pattern_);
}

// Behind the single character, class or set at p.
const char* Matcher::item_end(const char* p) {
  const char* begin = p;
  if (*p == '%') {
    if (p + 1 == pattern_end_) luaL_error(L_, "malformed pattern (ends with '%%')");
    return p + 2;
  }
  if (*p++ != '[') return p;
  if (p < pattern_end_ && *p == '^') ++p;
  // A bracket that comes first stands for itself.
  for (bool first = true; first || p == pattern_end_ || *p != ']'; first = false) {
    if (p == pattern_end_) luaL_error(L_, "malformed pattern (missing ']')");
    if (*p++ == '%') {
      if (p == pattern_end_) luaL_error(L_, "malformed pattern (missing ']')");
      ++p;
    }
  }
  step(static_cast<std::size_t>(p - begin) / set_letters);
  return p + 1;
}

// The set from p, its bracket, to its closing bracket.
bool Matcher::in_set(unsigned char c, const char* p, const char* last) const {
  bool found = true;
  if (p[1] == '^') {
    found = false;
    ++p;
  }
  for (++p; p < last; ++p) {
    if (*p == '%') {
      if (in_class(c, byte(++p))) return found;
    } else if (p[1] == '-' && p + 2 < last) {
      if (byte(p) <= c && c <= byte(p + 2)) return found;
      p += 2;
    } else if (byte(p) == c) {
      return found;
    }
  }
  return !found;
}

bool Matcher::matches_one(const char* s, const char* p, const char* p_end) {
  if (s >= end_) return false;
  switch (*p) {
    case '.': return true;
    case '%': return in_class(byte(s), byte(p + 1));
    case '[': step(static_cast<std::size_t>(p_end - p) / set_letters); return in_set(byte(s), p, p_end - 1);
    default: return *p == *s;
  }
}

// As many as there are, then fewer.
const char* Matcher::repeat(const char* s, const char* p, const char* p_end, int least) {
  std::ptrdiff_t n = 0;
  for (; matches_one(s + n, p, p_end); ++n) step();
  for (; n >= least; --n) {
    if (const char* end = run(s + n, p_end + 1)) return end;
    step();
  }
  return nullptr;
}

const char* Matcher::repeat_lazily(const char* s, const char* p, const char* p_end) {
  for (;;) {
    if (const char* end = run(s, p_end + 1)) return end;
    if (!matches_one(s, p, p_end)) return nullptr;
    ++s;
    step();
  }
}

// %bxy, of which p points at the x.
const char* Matcher::balanced(const char* s, const char* p) const {
  if (pattern_end_ - p < 2) luaL_error(L_, "malformed pattern (missing arguments to '%%b')");
  if (s >= end_ || *s != p[0]) return nullptr;
  std::size_t depth = 1;
  for (const char* c = s + 1; c < end_; ++c) {
    if (*c == p[1]) {
      if (--depth == 0) return c + 1;
    } else if (*c == p[0]) {
      ++depth;
    }
  }
  return nullptr;
}

const char* Matcher::start_capture(const char* s, const char* p, std::ptrdiff_t kind) {
  if (level_ >= most_captures) luaL_error(L_, "too many captures");
  captures_[level_++] = {s, kind};
  const char* end = run(s, p);
  if (!end) --level_;
  return end;
}

const char* Matcher::end_capture(const char* s, const char* p) {
  int i = level_;
  while (i > 0 && captures_[i - 1].length != open) --i;
  if (i == 0) luaL_error(L_, "invalid pattern capture");
  captures_[i - 1].length = s - captures_[i - 1].begin;
  const char* end = run(s, p);
  if (!end) captures_[i - 1].length = open;
  return end;
}

const char* Matcher::same_as_capture(const char* s, unsigned char digit) const {
  const int i = digit - '1';
  if (i < 0 || i >= level_ || captures_[i].length == open) luaL_error(L_, "invalid capture index %%%d", i + 1);
  const auto length = captures_[i].length < 0 ? 0 : captures_[i].length;
  if (end_ - s < length || std::memcmp(captures_[i].begin, s, static_cast<std::size_t>(length)) != 0) return nullptr;
  return s + length;
}

// %f[set]: from outside the set into it; the ends of the subject count as the character 0.
bool Matcher::at_frontier(const char* s, const char* p, const char* p_end) {
  step(static_cast<std::size_t>(p_end - p) / set_letters);
  const unsigned char before = s == begin_ ? 0 : byte(s - 1), after = s == end_ ? 0 : byte(s);
  return !in_set(before, p, p_end - 1) && in_set(after, p, p_end - 1);
}

const char* Matcher::run(const char* s, const char* p) {
  if (++depth_ > deepest) luaL_error(L_, "pattern too complex");
  struct Depth {
    int& depth;
    ~Depth() { --depth; }
  } leave{depth_};
  for (;;) {
    step();
    if (p == pattern_end_) return s;
    if (*p == '(')
      return p + 1 < pattern_end_ && p[1] == ')' ? start_capture(s, p + 2, position) : start_capture(s, p + 1, open);
    if (*p == ')') return end_capture(s, p + 1);
    if (*p == '$' && p + 1 == pattern_end_) return s == end_ ? s : nullptr;
    if (*p == '%' && p + 1 < pattern_end_) {
      if (p[1] == 'b') {
        const char* after = balanced(s, p + 2);
        if (!after) return step(static_cast<std::size_t>(end_ - s)), nullptr;
        step(static_cast<std::size_t>(after - s));
        s = after;
        p += 4;
        continue;
      }
      if (p[1] == 'f') {
        p += 2;
        if (p == pattern_end_ || *p != '[') luaL_error(L_, "missing '[' after '%%f' in pattern");
        const char* p_end = item_end(p);
        if (!at_frontier(s, p, p_end)) return nullptr;
        p = p_end;
        continue;
      }
      if (std::isdigit(byte(p + 1))) {
        const char* after = same_as_capture(s, byte(p + 1));
        if (!after) return nullptr;
        step(static_cast<std::size_t>(after - s));
        s = after;
        p += 2;
        continue;
      }
    }
    const char* p_end = item_end(p);
    const char suffix = p_end < pattern_end_ ? *p_end : '\0';
    if (suffix == '*') return repeat(s, p, p_end, 0);
    if (suffix == '+') return repeat(s, p, p_end, 1);
    if (suffix == '-') return repeat_lazily(s, p, p_end);
    const bool one = matches_one(s, p, p_end);
    if (suffix == '?') {
      if (one)
        if (const char* end = run(s + 1, p_end + 1)) return end;
      p = p_end + 1;
      continue;
    }
    if (!one) return nullptr;
    ++s;
    p = p_end;
  }
}

void Matcher::push_capture(int i, const char* begin, const char* end) {
  if (i >= level_) {
    if (i != 0) luaL_error(L_, "invalid capture index %%%d", i + 1);
    lua_pushlstring(L_, begin, static_cast<std::size_t>(end - begin));
    return;
  }
  const Capture& c = captures_[i];
  if (c.length == open) luaL_error(L_, "unfinished capture");
  if (c.length == position) lua_pushinteger(L_, c.begin - begin_ + 1);
  else lua_pushlstring(L_, c.begin, static_cast<std::size_t>(c.length));
}

int Matcher::push_captures(const char* begin, const char* end, bool whole) {
  const int n = level_ == 0 && whole ? 1 : level_;
  luaL_checkstack(L_, n, "too many captures");
  for (int i = 0; i < n; ++i) push_capture(i, begin, end);
  return n;
}

}  // namespace perilune::runtime

#pragma once
// Lua's patterns with a count of the steps: stock Lua's matcher may take longer than the universe lasts, and nothing in
// it asks whether it may go on.

#include <cstddef>

struct lua_State;

namespace perilune::runtime {

// One pattern over one subject. Owns nothing, so that errors may jump over it.
class Matcher {
 public:
  static constexpr int most_captures = 32;

  // The pattern without a leading "^".
  Matcher(lua_State* L, const char* subject, std::size_t length, const char* pattern, std::size_t pattern_length);

  // Matches at this place: the end of the match, or null. Raises for a malformed pattern, and when the time is up.
  const char* match(const char* at);
  int captures() const { return level_; }
  // How many values push_captures gives: a pattern without captures stands for the whole match.
  int push_captures(const char* begin, const char* end, bool whole = true);
  // The i-th capture from 0, or the whole match for 0 without captures.
  void push_capture(int i, const char* begin, const char* end);

  const char* subject_end() const { return end_; }

 private:
  struct Capture {
    const char* begin;
    std::ptrdiff_t length;  // or one of the two below
  };
  static constexpr std::ptrdiff_t open = -1, position = -2;

  const char* run(const char* s, const char* p);
  const char* item_end(const char* p);
  bool matches_one(const char* s, const char* p, const char* p_end);
  bool in_set(unsigned char c, const char* p, const char* last) const;
  const char* repeat(const char* s, const char* p, const char* p_end, int least);
  const char* repeat_lazily(const char* s, const char* p, const char* p_end);
  const char* balanced(const char* s, const char* p) const;
  const char* start_capture(const char* s, const char* p, std::ptrdiff_t kind);
  const char* end_capture(const char* s, const char* p);
  const char* same_as_capture(const char* s, unsigned char digit) const;
  bool at_frontier(const char* s, const char* p, const char* p_end);
  void step(std::size_t n = 1);

  lua_State* L_;
  const char *begin_, *end_, *pattern_, *pattern_end_;
  int level_ = 0, depth_ = 0;
  std::size_t steps_ = 0;
  Capture captures_[most_captures];
};

}  // namespace perilune::runtime

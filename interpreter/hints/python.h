#pragma once
// Expressions of Python as Lua writes them, for hints: tuples, lists, keyword arguments, lambda, ranges.

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/hints/code_text.h"

namespace perilune {

class Python {
 public:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  explicit Python(std::string_view text) : text_(text), pieces_(pieces(text)) {}

  std::size_t size() const { return pieces_.size(); }
  const Piece& piece(std::size_t i) const { return pieces_[i]; }
  std::string_view text() const { return text_; }
  std::string_view word(std::size_t i) const {
    return i < size() ? text_.substr(pieces_[i].begin, pieces_[i].end - pieces_[i].begin) : std::string_view{};
  }
  bool is(std::size_t i, Piece::Kind kind) const { return i < size() && pieces_[i].kind == kind; }
  // Piece i + 1 follows piece i at once.
  bool touch(std::size_t i) const { return i + 1 < size() && pieces_[i].end == pieces_[i + 1].begin; }
  // Piece i is this sign, and the next follows it at once.
  bool pair(std::size_t i, char first, char second) const;
  // Whether piece i can end a value: what brackets behind it call or index.
  bool ends_value(std::size_t i) const;
  // The bracket that closes the one at i, or none.
  std::size_t closing(std::size_t i) const;
  // How many brackets are open at once, at most.
  std::size_t nesting() const;
  // Where the name that ends right before piece i begins: `t.count` of `t.count += 1`; i itself when there is none.
  std::size_t target(std::size_t i) const;

  // Of the bracket at i, which need not be closed:
  bool is_call(std::size_t i) const;
  std::size_t keyword(std::size_t i) const;  // the name of a call's first keyword argument, or none
  bool is_tuple(std::size_t i) const;
  bool is_lambda(std::size_t i) const;  // of the word at i

  // Pieces from first to last (excluded) as Lua.
  std::string lua(std::size_t first, std::size_t last) const;
  // What follows a value in the brackets at i, which are closed: ["1:3"] or (1, 2). Empty when they index no range and
  // no axes, or have no simple counterpart.
  std::string subscript(std::size_t i) const;

 private:
  bool holds_function(std::size_t first, std::size_t last) const;
  std::string arguments(std::size_t i, std::size_t end) const;
  std::string lambda(std::size_t i, std::size_t last, std::size_t& end) const;
  std::vector<std::size_t> commas(std::size_t begin, std::size_t end) const;

  std::string_view text_;
  std::vector<Piece> pieces_;
};

}  // namespace perilune

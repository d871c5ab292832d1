#include "interpreter/repl/slips.h"

#include <vector>

#include "interpreter/repl/code_text.h"
#include "stdlib/registry/words.h"

namespace perilune::repl {

namespace {

struct Word {
  const char* words;
  const char* advice;
};

// Names that Python and its kin have and nobody has defined.
constexpr Word unknown_names[] = {
    {"None|null|NULL|undefined", "Lua's word for nothing is nil; for an option that takes SciPy's None, pl.none"},
    {"True|TRUE", "Lua writes true"},
    {"False|FALSE", "Lua writes false"},
    {"len", "Lua writes the length as #x"},
    {"range|xrange", "Lua counts with for i = 1, n do ... end; an array of numbers is pl.arange(1, n + 1)"},
    {"np|numpy|jnp", "what NumPy has is in pl: pl.array, pl.linspace, pl.exp; local np = pl makes it a name"},
    {"scipy|sp", "SciPy's modules stand by themselves: linalg, optimize, stats ..."},
    {"plt|matplotlib", "there is no matplotlib here"},
    {"str|repr", "Lua writes tostring(x)"},
    {"int|float", "Lua writes tonumber(text); x // 1 rounds down, math.tointeger(x) makes an integer of 3.0"},
    {"enumerate", "Lua writes for i, x in ipairs(t) do ... end"},
    {"isinstance|typeof", "Lua writes type(x) == \"number\""},
    {"list|dict|tuple", "Lua has one kind of list and dictionary: {1, 2, 3}, {a = 1}"},
    {"exit|quit|q", ":quit or Ctrl-D ends the session"},
    {"lambda", "Lua writes function(x) return x + 1 end"},
    {"printf|console|echo|disp", "Lua writes print(x), or print((\"%.3f\"):format(x))"},
    {"f|r|b", nullptr},  // only in front of a text
};

// Words that begin a statement in Python and are no keywords of Lua.
constexpr Word first_words[] = {
    {"def", "Lua writes function f(x) ... end"},
    {"elif", "Lua writes elseif condition then"},
    {"except|try|raise|throw", "Lua writes local ok, message = pcall(f, x), and error(message)"},
    {"class", "Lua makes classes of tables and setmetatable"},
    {"del", "Lua writes x = nil"},
    {"pass", "an empty block needs no word in Lua"},
    {"with", "Lua writes local file <close> = io.open(name)"},
    {"const|let|var", "Lua writes local x = 1"},
    {"lambda", "Lua writes function(x) return x + 1 end"},
    {"switch|match|case", "Lua writes if ... elseif ... else ... end"},
};

template <std::size_t n>
const char* advice_for(const Word (&list)[n], std::string_view word) {
  for (const Word& entry : list)
    if (has_word(entry.words, word)) return entry.advice;
  return nullptr;
}

class Slip {
 public:
  Slip(std::string_view text, std::string_view message) : text_(text), message_(message), pieces_(pieces(text)) {}

  std::string hint() const {
    if (pieces_.empty()) return "";
    if (std::string found = beginning(); !found.empty()) return found;
    if (const std::string_view name = unknown_name(); !name.empty()) return unknown(name);
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      if (std::string found = at(i); !found.empty()) return found;
    if (message_.find("attempt to add a 'string'") != std::string_view::npos ||
        message_.find("attempt to add a 'number' with a 'string'") != std::string_view::npos)
      return "Lua joins texts with ..: \"a\" .. \"b\"";
    return "";
  }

 private:
  std::string_view word(std::size_t i) const {
    return i < pieces_.size() ? text_.substr(pieces_[i].begin, pieces_[i].end - pieces_[i].begin) : std::string_view{};
  }
  bool is(std::size_t i, Piece::Kind kind) const { return i < pieces_.size() && pieces_[i].kind == kind; }
  // Piece i is this sign, and the next follows it at once.
  bool pair(std::size_t i, char first, char second) const {
    return is(i, Piece::symbol) && is(i + 1, Piece::symbol) && text_[pieces_[i].begin] == first &&
           text_[pieces_[i + 1].begin] == second && pieces_[i].end == pieces_[i + 1].begin;
  }
  bool ends_value(std::size_t i) const {
    if (!is(i, Piece::symbol)) return i < pieces_.size();
    return word(i) == ")" || word(i) == "]" || word(i) == "}";
  }
  std::string between(std::size_t begin, std::size_t end) const {
    return std::string(trimmed(text_.substr(begin, end - begin)));
  }
  std::size_t line_end(std::size_t at) const { return std::min(text_.find('\n', at), text_.size()); }

  std::string_view unknown_name() const {
    constexpr std::string_view mark = "undefined global '";
    const auto begin = message_.find(mark);
    if (begin == std::string_view::npos) return {};
    const std::string_view rest = message_.substr(begin + mark.size());
    return rest.substr(0, rest.find('\''));
  }

  std::string unknown(std::string_view name) const {
    // The name may be the word behind a # that was meant to begin a comment.
    if (text_[pieces_[0].begin] == '#' && is(1, Piece::name) && word(1) == name && pieces_[1].begin > pieces_[0].end)
      return "a comment begins with -- in Lua; # is the length of what follows";
    if (has_word("f|r|b", name)) {
      for (std::size_t i = 0; i + 1 < pieces_.size(); ++i)
        if (word(i) == name && is(i + 1, Piece::text) && pieces_[i].end == pieces_[i + 1].begin)
          return name == "f" ? "Lua writes (\"x = %g\"):format(x)" : "Lua writes a raw text in [[ ]]";
      return "";
    }
    if (message_.find("perilune's is") != std::string_view::npos) return "";
    if (name == "print") return "";
    const char* advice = advice_for(unknown_names, name);
    return advice ? advice : "";
  }

  std::string beginning() const {
    const std::string_view first = word(0);
    if ((first == "import" || first == "from") && is(1, Piece::name)) {
      const std::string_view library = word(1);
      if (library == "numpy") {
        std::string name = "np";
        for (std::size_t i = 1; i + 1 < pieces_.size(); ++i)
          if (word(i) == "as") name = word(i + 1);
        return "no import is needed: what NumPy has is in pl, as in pl.linspace(0, 1, 5); or say " + name + " = pl";
      }
      if (library == "scipy") return "no import is needed: linalg, optimize, stats ... are there";
      return "Lua writes local " + std::string(library) + " = require \"" + std::string(library) + "\"";
    }
    // A call or an assignment of such a name is Lua.
    if (is(1, Piece::name) || is(1, Piece::number) || word(1) == ":" || (first == "pass" && pieces_.size() == 1))
      if (const char* advice = advice_for(first_words, first)) return advice;
    if (first == "%" && is(1, Piece::name)) return ":time code and timeit(f) measure; :help lists the rest";
    if (first == "!" && is(1, Piece::name) && pieces_[0].end == pieces_[1].begin &&
        message_.find("'!'") != message_.npos)
      return "Lua writes not x; a command of the shell is os.execute \"ls\"";
    if (first == "print" && (is(1, Piece::name) || is(1, Piece::number)))
      return "Lua writes print(" + between(pieces_[1].begin, line_end(pieces_[1].begin)) + ")";
    return block();
  }

  // `if x:`, `for i in range(n):`, `while x:`, `else:`
  std::string block() const {
    const std::string_view first = word(0);
    if (!has_word("if|for|while|else", first)) return "";
    const std::size_t end = line_end(pieces_[0].begin);
    std::size_t i = 1;
    // The colon of a method touches the name behind it.
    while (i < pieces_.size() && pieces_[i].begin < end &&
           !(word(i) == ":" && (i + 1 == pieces_.size() || pieces_[i + 1].begin > pieces_[i].end)))
      ++i;
    if (i >= pieces_.size() || pieces_[i].begin >= end) return "";
    const std::string condition = between(pieces_[0].end, pieces_[i].begin);
    if (first == "else") return "Lua writes else, without a colon, and end after the block";
    if (first == "if") return "Lua writes if " + condition + " then ... end";
    if (first == "while") return "Lua writes while " + condition + " do ... end";
    if (condition.find(" in range(") != std::string::npos) return "Lua writes for i = 1, n do ... end; both ends count";
    return "Lua writes for i, x in ipairs(t) do ... end";
  }

  std::string at(std::size_t i) const {
    if (pair(i, '!', '=')) return "Lua writes unequal as ~=";
    if (pair(i, '*', '*')) return pair(i + 1, '*', '=') ? changed(i, 3, "^") : "Lua writes a power as ^: " + power(i);
    if (pair(i, '&', '&')) return "Lua writes and";
    if (pair(i, '|', '|')) return "Lua writes or";
    if (pair(i, '+', '+') && i > 0) return "Lua writes " + target(i) + " = " + target(i) + " + 1";
    if (pair(i, '/', '/') && pair(i + 1, '/', '=')) return changed(i, 3, "//");
    for (const char sign : {'+', '-', '*', '/', '%', '|', '&', '^'})
      if (pair(i, sign, '=') && !pair(i + 1, '=', '=')) return changed(i, 2, std::string(1, sign));
    if (word(i) == "!" && is(i, Piece::symbol)) return "Lua writes not x";
    if (word(i) == "@" && i > 0) return "Lua writes a matrix product as A:dot(B)";
    if (word(i) == "?" && i > 0) return "Lua writes x and a or b, or if x then ... else ... end";
    if (word(i) == "#" && i > 0 && ends_value(i - 1)) return "a comment begins with -- in Lua";
    if (word(i) == "#" && i == 0 && pieces_.size() > 1 && pieces_[1].begin > pieces_[0].end)
      return "a comment begins with -- in Lua; # is the length of what follows";
    if (word(i) == "[") return bracket(i);
    if (word(i) == "{") return dictionary(i);
    if (word(i) == "is" && i > 0 && ends_value(i - 1) && is(i + 1, Piece::name)) return "Lua compares with == and ~=";
    if (is(i, Piece::number) && (word(i).ends_with('j') || word(i).ends_with('J')))
      return "Lua writes a complex value as pl.complex(0, " + std::string(word(i).substr(0, word(i).size() - 1)) + ")";
    if (is(i, Piece::text) && is(i + 1, Piece::text) && pieces_[i].end == pieces_[i + 1].begin &&
        pieces_[i].end - pieces_[i].begin == 2)
      return "Lua writes a text of several lines in [[ ]]";
    return "";
  }

  // What stands before piece i: `t.count` of `t.count += 1`.
  std::string target(std::size_t i) const {
    std::size_t first = i;
    while (first > 0 && (is(first - 1, Piece::name) || word(first - 1) == ".")) --first;
    if (first == i) return "x";
    return std::string(text_.substr(pieces_[first].begin, pieces_[i - 1].end - pieces_[first].begin));
  }
  std::string changed(std::size_t i, std::size_t signs, const std::string& sign) const {
    const std::string name = target(i);
    std::string rest = "1";
    if (i + signs < pieces_.size()) rest = between(pieces_[i + signs].begin, line_end(pieces_[i + signs].begin));
    return "Lua writes " + name + " = " + name + " " + sign + " " + rest;
  }
  std::string power(std::size_t i) const {
    std::string left = "x", right = "2";
    if (i > 0 && (is(i - 1, Piece::name) || is(i - 1, Piece::number))) left = target_or_number(i);
    if (is(i + 2, Piece::name) || is(i + 2, Piece::number)) right = word(i + 2);
    return left + "^" + right;
  }
  std::string target_or_number(std::size_t i) const {
    return is(i - 1, Piece::number) ? std::string(word(i - 1)) : target(i);
  }

  // a[1:3], a[1, 2], [1, 2, 3]
  std::string bracket(std::size_t i) const {
    std::size_t depth = 0, end = i, colon = 0, comma = 0;
    for (std::size_t k = i; k < pieces_.size(); ++k) {
      const std::string_view w = word(k);
      if (!is(k, Piece::symbol)) continue;
      if (w == "[" || w == "(" || w == "{") ++depth;
      else if (w == "]" || w == ")" || w == "}") {
        if (--depth == 0) {
          end = k;
          break;
        }
      } else if (depth == 1 && w == ":" && !(is(k - 1, Piece::name) && is(k + 1, Piece::name) && word(k + 2) == "(")) {
        colon = k;
      } else if (depth == 1 && w == ",") {
        comma = k;
      }
    }
    if (end == i) return "";
    const std::string inside = between(pieces_[i].end, pieces_[end].begin);
    const bool subscript = i > 0 && ends_value(i - 1);
    const std::string name = subscript && is(i - 1, Piece::name) ? target(i) : "a";
    // {[key] = value} is Lua.
    if (!subscript && i > 0 && word(end + 1) == "=") return "";
    if (!subscript)
      return i > 0 && word(i - 1) == "{" ? ""
                                         : "Lua writes a list as {" + (inside.size() < 60 ? inside : "1, 2, 3") + "}";
    if (colon)
      return "a range of elements is a text: " + name + "[\"" + inside +
             "\"]; positions begin at 1 and both ends are in";
    if (comma) return "Lua writes " + name + "(" + inside + "), or " + name + "[{" + inside + "}]";
    return "";
  }

  // {'a': 1}
  std::string dictionary(std::size_t i) const {
    if (is(i + 1, Piece::text) && word(i + 2) == ":") return "Lua writes a dictionary as {a = 1} or {[\"a b\"] = 1}";
    return "";
  }

  std::string_view text_, message_;
  std::vector<Piece> pieces_;
};

}  // namespace

bool opens_block_with_colon(std::string_view line) {
  const std::vector<Piece> list = pieces(line);
  if (list.size() < 2 || line[list.back().begin] != ':') return false;
  return has_word("for|while|if|else|elif|def|class|try|except|with",
                  line.substr(list[0].begin, list[0].end - list[0].begin));
}

std::string slip_hint(std::string_view entry, std::string_view message) { return Slip(entry, message).hint(); }

}  // namespace perilune::repl

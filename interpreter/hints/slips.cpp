#include "interpreter/hints/slips.h"

#include <algorithm>

#include "interpreter/hints/python.h"
#include "stdlib/registry/catalog.h"
#include "stdlib/registry/words.h"

namespace perilune {

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
    {"switch|match|case", "Lua writes if ... elseif ... else ... end"},
};

template <std::size_t n>
const char* advice_for(const Word (&list)[n], std::string_view word) {
  for (const Word& entry : list)
    if (has_word(entry.words, word)) return entry.advice;
  return nullptr;
}

// The colon behind `while x`, `if x`, `try` in the first line: of a method it touches the name behind it. Or none.
std::size_t block_colon(const Python& code) {
  if (code.size() == 0) return Python::none;
  const std::size_t end = std::min(code.text().find('\n', code.piece(0).begin), code.text().size());
  for (std::size_t i = 1; i < code.size() && code.piece(i).begin < end; ++i) {
    if (has_word("do|then", code.word(i))) return Python::none;
    const bool last = i + 1 == code.size() || code.piece(i + 1).begin >= end;
    if (code.word(i) == ":" && (last || !code.touch(i))) return i;
  }
  return Python::none;
}

class Slip : Python {
 public:
  Slip(std::string_view text, std::string_view message) : Python(text), message_(message) {}

  std::string hint() const {
    // Brackets are looked for again and again.
    constexpr std::size_t longest = 4000, deepest = 8;
    if (size() == 0 || text().size() > longest || nesting() > deepest) return of_message();
    if (std::string found = beginning(); !found.empty()) return found;
    if (const std::string_view name = unknown_name(); !name.empty()) return unknown(name);
    for (std::size_t i = 0; i < size(); ++i)
      if (std::string found = at(i); !found.empty()) return found;
    return of_message();
  }

  // What the message alone tells, whatever stands in the text.
  std::string of_message() const {
    if (const std::string_view name = unknown_name(); !name.empty()) return unknown(name);
    if (says("attempt to add a 'string'") || says("attempt to add a 'number' with a 'string'"))
      return "Lua joins texts with ..: \"a\" .. \"b\"";
    return one_number_only();
  }

 private:
  std::string between(std::size_t begin, std::size_t end) const {
    return std::string(trimmed(text().substr(begin, end - begin)));
  }
  std::size_t line_end(std::size_t at) const { return std::min(text().find('\n', at), text().size()); }
  bool says(std::string_view part) const { return message_.find(part) != std::string_view::npos; }

  // math.exp(a) of an array.
  std::string one_number_only() const {
    if (!says("(number expected, got array)")) return "";
    constexpr std::string_view mark = "bad argument #1 to '";
    const auto begin = message_.find(mark);
    if (begin == std::string_view::npos) return "";
    std::string_view name = message_.substr(begin + mark.size());
    name = name.substr(0, name.find('\''));
    if (name.starts_with("math.")) name.remove_prefix(5);
    const std::string ours = "pl." + std::string(name);
    const auto found = find_entries(ours);
    if (!has_word("abs|ceil|cos|exp|floor|log|sin|sqrt|tan|asin|acos|atan", name)) return "";
    if (std::none_of(found.begin(), found.end(), [&](const Entry* e) { return e->name == ours; })) return "";
    return "math." + std::string(name) + " takes one number; of arrays it is " + ours;
  }

  std::string_view unknown_name() const {
    for (const std::string_view mark : {"undefined global '", "a nil value (global '"}) {
      const auto begin = message_.find(mark);
      if (begin == std::string_view::npos) continue;
      const std::string_view rest = message_.substr(begin + mark.size());
      return rest.substr(0, rest.find('\''));
    }
    return {};
  }

  std::string unknown(std::string_view name) const {
    // The name may be the word behind a # that was meant to begin a comment.
    if (word(0) == "#" && is(1, Piece::name) && word(1) == name && !touch(0))
      return "a comment begins with -- in Lua; # is the length of what follows";
    if (has_word("f|r|b", name)) {
      for (std::size_t i = 0; i + 1 < size(); ++i)
        if (word(i) == name && is(i + 1, Piece::text) && touch(i))
          return name == "f" ? "Lua writes (\"x = %g\"):format(x)" : "Lua writes a raw text in [[ ]]";
      return "";
    }
    if (says("perilune's is")) return "";
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
        for (std::size_t i = 1; i + 1 < size(); ++i)
          if (word(i) == "as") name = word(i + 1);
        return "no import is needed: what NumPy has is in pl, as in pl.linspace(0, 1, 5); or say " + name + " = pl";
      }
      if (library == "scipy") return "no import is needed: linalg, optimize, stats ... are there";
      return "Lua writes local " + std::string(library) + " = require \"" + std::string(library) + "\"";
    }
    // A call or an assignment of such a name is Lua.
    if (is(1, Piece::name) || is(1, Piece::number) || word(1) == ":" || (first == "pass" && size() == 1))
      if (const char* advice = advice_for(first_words, first)) return advice;
    if (first == "%" && is(1, Piece::name)) return ":time code and timeit(f) measure; :help lists the rest";
    if (first == "!" && is(1, Piece::name) && touch(0) && says("'!'"))
      return "Lua writes not x; a command of the shell is os.execute \"ls\"";
    if (first == "?" && is(1, Piece::name)) {
      const std::string name = between(piece(1).begin, line_end(piece(1).begin));
      return "the question mark comes last: " + name + "?, or help \"" + name + "\"";
    }
    if (first == "print" && (is(1, Piece::name) || is(1, Piece::number)))
      return "Lua writes print(" + between(piece(1).begin, line_end(piece(1).begin)) + ")";
    return block();
  }

  // `if x:`, `for i in range(n):`, `while x:`, `else:`
  std::string block() const {
    const std::string_view first = word(0);
    if (!has_word("if|for|while|else", first)) return "";
    const std::size_t i = block_colon(*this);
    if (i == none) return "";
    const std::string condition = lua(1, i);
    if (first == "else") return "Lua writes else, without a colon, and end after the block";
    if (first == "if") return "Lua writes if " + condition + " then ... end";
    if (first == "while") return "Lua writes while " + condition + " do ... end";
    if (between(piece(0).end, piece(i).begin).find(" in range(") != std::string::npos)
      return "Lua writes for i = 1, n do ... end; both ends count";
    return "Lua writes for i, x in ipairs(t) do ... end";
  }

  std::string at(std::size_t i) const {
    const bool syntax = says(" near ");
    if (syntax && is_lambda(i)) return "Lua writes " + shortened(lua(i, lambda_end(i)), "function(x) return x + 1 end");
    if (syntax && word(i) == "(") {
      if (std::string found = parentheses(i); !found.empty()) return found;
    }
    if (syntax && word(i) == "if" && i > 0 && ends_value(i - 1)) return conditional(i);
    if (is(i, Piece::text) && word(i + 1) == "." && touch(i) && is(i + 2, Piece::name) && word(i + 3) == "(")
      return "Lua writes (" + std::string(word(i)) + "):" + std::string(word(i + 2)) + "(...)";
    if (pair(i, '!', '=')) return "Lua writes unequal as ~=";
    if (pair(i, '*', '*')) return pair(i + 1, '*', '=') ? changed(i, 3, "^") : "Lua writes a power as ^: " + power(i);
    if (pair(i, '&', '&')) return "Lua writes and";
    if (pair(i, '|', '|')) return "Lua writes or";
    if (pair(i, '+', '+') && i > 0) return "Lua writes " + target_text(i) + " = " + target_text(i) + " + 1";
    if (pair(i, '/', '/') && pair(i + 1, '/', '=')) return changed(i, 3, "//");
    for (const char sign : {'+', '-', '*', '/', '%', '|', '&', '^'})
      if (pair(i, sign, '=') && !pair(i + 1, '=', '=')) return changed(i, 2, std::string(1, sign));
    if (word(i) == "!" && is(i, Piece::symbol)) return "Lua writes not x";
    if (word(i) == "@" && i > 0) return "Lua writes a matrix product as A:dot(B)";
    if (word(i) == "?" && i + 1 == size() && word(i - 1) == ")")
      return "a name alone takes a question mark: " + asked(i);
    if (word(i) == "?" && i > 0) return "Lua writes x and a or b, or if x then ... else ... end";
    if (word(i) == "#" && i > 0 && ends_value(i - 1)) return "a comment begins with -- in Lua";
    if (word(i) == "#" && i == 0 && size() > 1 && !touch(0))
      return "a comment begins with -- in Lua; # is the length of what follows";
    if (word(i) == "[") return bracket(i);
    if (word(i) == "{") return dictionary(i);
    if (word(i) == "is" && i > 0 && ends_value(i - 1) && is(i + 1, Piece::name)) return "Lua compares with == and ~=";
    if (is(i, Piece::number) && (word(i).ends_with('j') || word(i).ends_with('J')))
      return "Lua writes a complex value as pl.complex(0, " + std::string(word(i).substr(0, word(i).size() - 1)) + ")";
    if (is(i, Piece::text) && is(i + 1, Piece::text) && touch(i) && piece(i).end - piece(i).begin == 2)
      return "Lua writes a text of several lines in [[ ]]";
    return "";
  }

  static std::string shortened(std::string code, std::string otherwise) {
    constexpr std::size_t most = 100;
    return code.size() <= most && code.find('\n') == std::string::npos ? code : otherwise;
  }
  std::size_t lambda_end(std::size_t i) const {
    std::size_t depth = 0, end = i + 1;
    while (word(end) != ":") ++end;
    for (++end; end < size(); ++end) {
      if (!is(end, Piece::symbol)) continue;
      const std::string_view w = word(end);
      if (w == "(" || w == "[" || w == "{") ++depth;
      else if (w == ")" || w == "]" || w == "}") {
        if (depth-- == 0) break;
      } else if (depth == 0 && w == ",") break;
    }
    return end;
  }

  // f(x, k=1), (1, 2), function(x):
  std::string parentheses(std::size_t i) const {
    const std::size_t end = closing(i), begin = target(i);
    const bool declared = begin > 0 && (word(begin - 1) == "function" || word(begin - 1) == "def");
    if ((declared || (i > 0 && word(i - 1) == "function")) && end != none && word(end + 1) == ":")
      return "Lua writes function" + (begin < i ? " " + lua(begin, i) : "") + lua(i, end + 1) +
             " ... end, without a colon";
    if (const std::size_t k = keyword(i); k != none) {
      const std::string name(word(k));
      if (declared) return "Lua has no defaults: if " + name + " == nil then " + name + " = ... end in the body";
      const std::string callee = begin < i ? lua(begin, i) : "f";
      if (callee == "print") return "Lua's print takes values alone; io.write(x) writes without a new line";
      if (has_word("csr_matrix|csc_matrix|coo_matrix|csr_array|csc_array|coo_array", word(i - 1)) && is_tuple(i + 1))
        return "Lua writes " + callee + "{data = data, row = i, col = j, shape = {m, n}}";
      const std::string usual = "f(x, {" + name + " = ...})";
      return "Lua writes options in a table: " + (end == none ? usual : shortened(lua(begin, end + 1), usual));
    }
    if (!is_tuple(i) || end == none) return "";
    if (i > 0 && word(i - 1) == "(" && word(end + 1) == ")" && target(i - 1) < i - 1)
      return "Lua writes a tuple in braces: " + shortened(lua(target(i - 1), end + 2), "{2, 3}");
    return "Lua writes a tuple in braces: " + shortened(lua(i, end + 1), "{2, 3}");
  }

  // x if condition else y
  std::string conditional(std::size_t i) const {
    std::size_t other = i;
    while (other < size() && word(other) != "else" && word(other) != "then") ++other;
    return word(other) == "else" ? "Lua writes condition and x or y" : "";
  }

  // norm(0, 1)?
  std::string asked(std::size_t i) const {
    std::size_t open = i - 1;
    while (open > 0 && closing(open) != i - 1) --open;
    const std::string name = lua(target(open), open);
    return name.empty() ? "linalg.svd?" : name + "?, or help(" + name + ")";
  }

  // What stands before piece i: `t.count` of `t.count += 1`.
  std::string target_text(std::size_t i) const {
    const std::size_t first = target(i);
    return first == i ? "x" : std::string(text().substr(piece(first).begin, piece(i - 1).end - piece(first).begin));
  }
  std::string changed(std::size_t i, std::size_t signs, const std::string& sign) const {
    const std::string name = target_text(i);
    std::string rest = "1";
    if (i + signs < size()) rest = between(piece(i + signs).begin, line_end(piece(i + signs).begin));
    return "Lua writes " + name + " = " + name + " " + sign + " " + rest;
  }
  std::string power(std::size_t i) const {
    std::string left = "x", right = "2";
    if (i > 0 && (is(i - 1, Piece::name) || is(i - 1, Piece::number))) left = target_or_number(i);
    if (is(i + 2, Piece::name) || is(i + 2, Piece::number)) right = word(i + 2);
    return left + "^" + right;
  }
  std::string target_or_number(std::size_t i) const {
    return is(i - 1, Piece::number) ? std::string(word(i - 1)) : target_text(i);
  }

  // a[1:3], a[1, 2], [1, 2, 3]
  std::string bracket(std::size_t i) const {
    const std::size_t end = closing(i);
    if (end == none) return "";
    const bool subscripted = i > 0 && ends_value(i - 1);
    // {[key] = value} is Lua.
    if (!subscripted && i > 0 && word(end + 1) == "=") return "";
    if (!subscripted) {
      if (i > 0 && word(i - 1) == "{") return "";
      for (std::size_t k = i; k < end; ++k)
        if (word(k) == "for") return "Lua fills a list in a loop: t[#t + 1] = x; on whole arrays a^2 needs none";
      const std::string list = lua(i, end + 1);
      return "Lua writes a list as " + (list.size() < 62 ? list : "{1, 2, 3}");
    }
    const std::string name = is(i - 1, Piece::name) ? target_text(i) : "a", inside = subscript(i);
    if (inside.starts_with("["))
      return "a range of elements is a text: " + name + inside + "; positions begin at 1 and both ends are in";
    if (!inside.empty() && inside.find(':') != std::string::npos)
      return "Lua writes " + name + inside + "; positions begin at 1 and both ends are in";
    if (!inside.empty()) {
      const std::string list = inside.substr(1, inside.size() - 2);
      return "Lua writes " + name + "(" + list + "), or " + name + "[{" + list + "}]; positions begin at 1";
    }
    for (std::size_t k = i + 1; k < end; ++k)
      if (word(k) == ":" && !(is(k - 1, Piece::name) && is(k + 1, Piece::name) && word(k + 2) == "("))
        return "a range of elements is a text, \"2:5\"; positions begin at 1 and both ends are in";
    return "";
  }

  // {'a': 1}
  std::string dictionary(std::size_t i) const {
    if (is(i + 1, Piece::text) && word(i + 2) == ":") return "Lua writes a dictionary as {a = 1} or {[\"a b\"] = 1}";
    return "";
  }

  std::string_view message_;
};

}  // namespace

bool opens_block_with_colon(std::string_view line) {
  const Python code(line);
  return code.size() > 1 && has_word("for|while|if|else|elif|def|class|try|except|with", code.word(0)) &&
         block_colon(code) != Python::none;
}

std::string slip_hint(std::string_view entry, std::string_view message) { return Slip(entry, message).hint(); }

std::string script_hint(std::string_view script, std::string_view message, bool syntax) {
  const std::string_view said = message.substr(0, message.find("\nstack traceback:"));
  if (!syntax) {
    const std::string found = Slip("", said).of_message();
    return found.starts_with(':') ? "os.exit() ends a script" : found;  // no command of the prompt
  }
  // "script.lua:12: "; a block that Python opens is noticed in a line further down.
  std::size_t line = 0;
  for (std::size_t i = 0; line == 0 && i < said.size(); ++i) {
    if (said[i] != ':') continue;
    std::size_t k = i + 1;
    while (k < said.size() && said[k] >= '0' && said[k] <= '9' && k < i + 9)
      line = line * 10 + static_cast<std::size_t>(said[k++] - '0');
    if (k >= said.size() || said[k] != ':') line = 0;
  }
  const std::vector<std::string> lines = split_lines(script);
  if (line == 0 || line > lines.size()) return "";
  if (std::string found = slip_hint(lines[line - 1], said); !found.empty()) return found;
  constexpr std::size_t most = 3;
  for (std::size_t above = 1, k = line - 1; k-- > 0 && above <= most;) {
    if (trimmed(lines[k]).empty()) continue;
    ++above;
    if (opens_block_with_colon(lines[k])) return slip_hint(lines[k], said);
  }
  return "";
}

}  // namespace perilune

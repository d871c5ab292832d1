#include "stdlib/registry/completion_context.h"

#include <cctype>

#include "stdlib/registry/words.h"

namespace perilune {

namespace {

struct Token {
  enum Kind : char { name, number, text, symbol } kind;
  std::size_t begin, end;
};

bool starts_name(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool in_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// Lua's words, names and brackets; operators are single characters. Unfinished texts and comments are kept apart.
class Lexer {
 public:
  enum class End { code, comment, quoted, bracketed };

  explicit Lexer(std::string_view s) : s_(s) {
    while (at_ < s_.size() && end == End::code) step();
  }

  std::vector<Token> tokens;
  End end = End::code;
  std::size_t open_text = 0;  // where the unfinished text begins, behind its quote

 private:
  void step() {
    const char c = s_[at_];
    if (std::isspace(static_cast<unsigned char>(c))) ++at_;
    else if (s_.substr(at_).starts_with("--")) comment();
    else if (c == '"' || c == '\'') quoted(c);
    else if (c == '[' && long_level() >= 0) bracketed(Token::text);
    else if (starts_name(c)) run(Token::name, in_name);
    else if (std::isdigit(static_cast<unsigned char>(c))) run(Token::number, in_name);
    else tokens.push_back({Token::symbol, at_, at_ + 1}), ++at_;
  }

  void run(Token::Kind kind, bool (*inside)(char)) {
    const std::size_t begin = at_;
    while (at_ < s_.size() && (inside(s_[at_]) || (kind == Token::number && s_[at_] == '.'))) ++at_;
    tokens.push_back({kind, begin, at_});
  }

  // The number of = signs of a long bracket that opens here, or -1.
  int long_level() const {
    std::size_t i = at_ + 1;
    while (i < s_.size() && s_[i] == '=') ++i;
    return i < s_.size() && s_[i] == '[' ? static_cast<int>(i - at_ - 1) : -1;
  }

  void bracketed(int kind) {
    const auto level = static_cast<std::size_t>(long_level());
    const std::string close = "]" + std::string(level, '=') + "]";
    const std::size_t begin = at_;
    const auto found = s_.find(close, at_ + level + 2);
    if (found == std::string_view::npos) {
      end = kind == Token::text ? End::bracketed : End::comment;
      return;
    }
    at_ = found + close.size();
    if (kind == Token::text) tokens.push_back({Token::text, begin, at_});
  }

  void comment() {
    at_ += 2;
    if (at_ < s_.size() && s_[at_] == '[' && long_level() >= 0) return bracketed(-1);
    const auto line = s_.find('\n', at_);
    if (line == std::string_view::npos) end = End::comment;
    else at_ = line + 1;
  }

  void quoted(char quote) {
    const std::size_t begin = at_++;
    while (at_ < s_.size() && s_[at_] != quote && s_[at_] != '\n') at_ += s_[at_] == '\\' ? 2 : 1;
    if (at_ >= s_.size()) {
      end = End::quoted;
      open_text = begin + 1;
      return;
    }
    tokens.push_back({Token::text, begin, ++at_});
  }

  std::string_view s_;
  std::size_t at_ = 0;
};

struct Frame {
  char bracket;
  std::size_t first;  // index of its first token
  Path callee;        // of a call, or of the call whose argument this table is
  int place;
  std::string_view key;
  bool at_key;
};

class Reader {
 public:
  Reader(std::string_view text, const std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

  // The innermost brackets that are open before token `last`.
  std::vector<Frame> frames(std::size_t last) {
    for (std::size_t i = 0; i < last; ++i) {
      const std::string_view t = at(i);
      if (t == "(" || t == "{" || t == "[") open(i);
      else if (t == ")" || t == "}" || t == "]") close();
      else if (!frames_.empty()) inside(i, t);
    }
    return std::move(frames_);
  }

  // The path that ends right before token i.
  Path path_before(std::size_t i) const {
    Path path;
    bool wants_name = true;
    while (i-- > 0) {
      const std::string_view t = at(i);
      if (wants_name) {
        if (tokens_[i].kind != Token::name || is_keyword(t)) return {};
        path.names.insert(path.names.begin(), t);
      } else {
        if (t != "." && t != ":") break;
        path.separators.insert(path.separators.begin(), t[0]);
      }
      wants_name = !wants_name;
    }
    // What stands in front must not be a value that the path is a member of: f().x, a[1].x
    return wants_name ? Path{} : path;
  }

  std::string_view at(std::size_t i) const { return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin); }

  static bool is_keyword(std::string_view word) {
    return has_word("and|break|do|else|elseif|end|for|function|goto|if|in|local|not|or|repeat|return|then|until|while",
                    word);
  }

 private:
  void open(std::size_t i) {
    Frame frame{at(i)[0], i + 1, path_before(i), 0, {}, true};
    // `function name(` and `local function name(` declare.
    const std::size_t words = frame.callee.names.size() + frame.callee.separators.size();
    if (!frame.callee.empty() && i > words && at(i - words - 1) == "function") frame.callee = {};
    if (frame.bracket == '[') frame.callee = {};
    // A table that begins an argument belongs to the call; so does the nested table of options.
    if (frame.bracket == '{' && frame.callee.empty() && !frames_.empty()) {
      const Frame& outer = frames_.back();
      const bool argument = outer.bracket == '(' && (at(i - 1) == "(" || at(i - 1) == ",");
      if (argument || (outer.bracket == '{' && outer.key == "options" && at(i - 1) == "=")) {
        frame.callee = outer.callee;
        frame.place = outer.place;
      }
    }
    frames_.push_back(std::move(frame));
  }

  void close() {
    if (!frames_.empty()) frames_.pop_back();
    if (!frames_.empty()) frames_.back().at_key = false;
  }

  void inside(std::size_t i, std::string_view t) {
    Frame& frame = frames_.back();
    if (t == "," || (t == ";" && frame.bracket == '{')) {
      if (frame.bracket == '(') ++frame.place;
      frame.key = {};
      frame.at_key = true;
    } else if (t == "=" && frame.bracket == '{' && i > frame.first && tokens_[i - 1].kind == Token::name) {
      frame.key = at(i - 1);
      frame.at_key = false;
    } else {
      frame.at_key = false;
    }
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<Frame> frames_;
};

}  // namespace

CompletionContext completion_context(std::string_view text) {
  CompletionContext context;
  const Lexer lexer(text);
  if (lexer.end == Lexer::End::comment || lexer.end == Lexer::End::bracketed) return context;
  const std::vector<Token>& tokens = lexer.tokens;
  Reader reader(text, tokens);
  std::size_t last = tokens.size();  // tokens before the word

  if (lexer.end == Lexer::End::quoted) {
    context.kind = CompletionContext::Kind::text;
    context.word = text.substr(lexer.open_text);
  } else {
    context.kind = CompletionContext::Kind::name;
    context.word = text.substr(text.size());
    const bool touching = !tokens.empty() && tokens.back().end == text.size();
    if (touching && tokens.back().kind == Token::name) context.word = reader.at(--last);
    else if (touching && (tokens.back().kind == Token::number || tokens.back().kind == Token::text)) return {};
    if (last > 0 && (reader.at(last - 1) == "." || reader.at(last - 1) == ":")) {
      // `..` concatenates: what follows is a name of its own.
      const bool concat = last > 1 && reader.at(last - 2) == "." && tokens[last - 2].end == tokens[last - 1].begin;
      if (!concat) {
        context.owner = reader.path_before(last - 1);
        if (context.owner.empty()) return {};
        context.owner.separators += reader.at(last - 1);
      }
    } else if (last > 0 && has_word("local|function|goto|for", reader.at(last - 1))) {
      return {};  // a new name
    }
  }

  std::vector<Frame> frames = reader.frames(last);
  if (frames.empty()) {
    // f "text": a call without brackets
    if (context.kind == CompletionContext::Kind::text) context.callee = reader.path_before(last);
    return context;
  }
  const Frame& frame = frames.back();
  context.callee = frame.callee;
  context.place = frame.place;
  context.in_table = frame.bracket == '{';
  context.at_key = frame.at_key;
  context.key = frame.key;
  return context;
}

}  // namespace perilune

#include "kernels/io/npy_header.h"

#include <bit>
#include <charconv>
#include <limits>

#include "kernels/core/errors.h"
#include "kernels/io/quote.h"

namespace perilune::io {

namespace {

constexpr bool little_endian = std::endian::native == std::endian::little;

// One pass over {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }. Old writers put an L behind lengths, and
// spaces anywhere.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  NpyHeader run() {
    expect('{');
    bool seen[3] = {};
    while (!accept('}')) {
      const std::string_view key = quoted();
      expect(':');
      const int which = key == "descr" ? 0 : key == "fortran_order" ? 1 : key == "shape" ? 2 : -1;
      if (which < 0) fail("unknown key " + quote(key));
      if (std::exchange(seen[which], true)) fail("key " + quote(key) + " twice");
      if (which == 0) read_type();
      if (which == 1) header_.fortran_order = truth();
      if (which == 2) read_shape();
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    skip_space();
    if (at_ != text_.size()) fail("it goes on after the closing brace");
    constexpr const char* keys[] = {"descr", "fortran_order", "shape"};
    for (int i = 0; i < 3; ++i)
      if (!seen[i]) fail("no key '" + std::string(keys[i]) + "'");
    finish();
    return header_;
  }

 private:
  [[noreturn]] static void fail(const std::string& what) { throw IoError("has a bad .npy header: " + what); }

  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || (text_[at_] >= '\t' && text_[at_] <= '\r'))) ++at_;
  }
  bool accept(char c) {
    skip_space();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (accept(c)) return;
    if (at_ >= text_.size()) fail("it ends early");
    fail(format("%s where '%c' belongs", quote(text_.substr(at_, 1)).c_str(), c));
  }
  std::string_view quoted() {
    skip_space();
    if (at_ < text_.size() && (text_[at_] == 'u' || text_[at_] == 'b')) ++at_;  // u'...' of Python 2, b'...'
    const char mark = at_ < text_.size() ? text_[at_] : '\0';
    if (mark != '\'' && mark != '"') expect('\'');
    const std::size_t begin = ++at_;
    const std::size_t end = text_.find(mark, begin);
    if (end == std::string_view::npos) fail("it ends inside a string");
    at_ = end + 1;
    const std::string_view inside = text_.substr(begin, end - begin);
    if (inside.find('\\') != std::string_view::npos) fail("an escape in a string");
    return inside;
  }
  bool truth() {
    skip_space();
    for (const std::string_view word : {"True", "False"})
      if (text_.substr(at_, word.size()) == word) {
        at_ += word.size();
        return word == "True";
      }
    fail("'fortran_order' must be True or False");
  }
  void read_type() {
    skip_space();
    if (at_ < text_.size() && (text_[at_] == '[' || text_[at_] == '(')) {
      const std::string_view rest = text_.substr(at_, text_.find("'fortran_order'", at_) - at_);
      throw IoError("holds records (dtype " + quote(rest.substr(0, rest.find_last_not_of(" ,") + 1), 60) +
                    "), which have no counterpart; save the fields one by one");
    }
    header_.type = parse_npy_type(quoted());
  }
  void read_shape() {
    expect('(');
    while (!accept(')')) {
      skip_space();
      std::int64_t length = 0;
      const char* begin = text_.data() + at_;
      const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), length);
      if (error == std::errc::result_out_of_range) fail("a length is too large");
      if (error != std::errc{}) fail("'shape' must hold whole numbers");
      if (length < 0) fail(format("negative length %lld", static_cast<long long>(length)));
      at_ += static_cast<std::size_t>(end - begin);
      if (at_ < text_.size() && text_[at_] == 'L') ++at_;
      if (header_.shape.size() == max_ndim) fail(format("more than %d axes", max_ndim));
      header_.shape.push_back(length);
      if (!accept(',')) {
        expect(')');
        if (header_.shape.size() == 1) fail("'shape' must be a tuple");
        return;
      }
    }
  }
  void finish() {
    bool empty = false, overflow = false;
    header_.count = 1;
    for (std::int64_t n : header_.shape) {
      if (n == 0) empty = true;
      else if (__builtin_mul_overflow(header_.count, n, &header_.count)) overflow = true;
    }
    if (empty) header_.count = 0;
    // The array may be wider than the file; 16 bytes are the widest element.
    else if (overflow || header_.count > std::numeric_limits<std::int64_t>::max() / 16)
      fail("shape " + shape_text(header_.shape) + " is more than any memory holds");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  NpyHeader header_;
};

struct Known {
  char kind;
  int bytes;
  Stored stored;
  DType dtype;
};

constexpr Known known_types[] = {
    {'?', 1, Stored::same, DType::bool_},       {'b', 1, Stored::same, DType::bool_},
    {'u', 1, Stored::same, DType::uint8},       {'i', 4, Stored::same, DType::int32},
    {'i', 8, Stored::same, DType::int64},       {'f', 4, Stored::same, DType::float32},
    {'f', 8, Stored::same, DType::float64},     {'c', 8, Stored::same, DType::complex64},
    {'c', 16, Stored::same, DType::complex128}, {'i', 1, Stored::int8, DType::int32},
    {'i', 2, Stored::int16, DType::int32},      {'u', 2, Stored::uint16, DType::int32},
    {'u', 4, Stored::uint32, DType::int64},     {'u', 8, Stored::uint64, DType::int64},
    {'f', 2, Stored::float16, DType::float32},
};

const char* foreign_kind(char kind) {
  switch (kind) {
    case 'f': return "wide floats";
    case 'c': return "wide complex numbers";
    case 'S':
    case 'a': return "byte strings";
    case 'U': return "strings";
    case 'V': return "raw bytes or records";
    case 'M': return "dates";
    case 'm': return "time differences";
    default: return "elements of an unknown type";
  }
}

}  // namespace

NpyHeader parse_npy_header(std::string_view text) { return Parser(text).run(); }

NpyType parse_npy_type(std::string_view description) {
  std::string_view rest = description;
  char order = '=';
  if (!rest.empty() && std::string_view("<>=|").find(rest[0]) != std::string_view::npos) {
    order = rest[0];
    rest.remove_prefix(1);
  }
  const char type = rest.empty() ? '\0' : rest[0];
  if (type == 'O')
    throw IoError("holds Python objects (dtype " + quote(description) +
                  "); reading them would run code from the file, so they are refused");
  int bytes = type == '?' ? 1 : 0;
  const char* end = rest.data() + rest.size();
  const bool sized = rest.size() > 1 && std::from_chars(rest.data() + 1, end, bytes).ptr == end;
  if (type && (sized || rest.size() == 1))
    for (const Known& known : known_types)
      if (known.kind == type && known.bytes == bytes)
        return {known.stored, known.dtype, bytes,
                bytes > 1 && ((order == '<' && !little_endian) || (order == '>' && little_endian))};
  throw IoError(std::string("holds ") + foreign_kind(type) + " (dtype " + quote(description) +
                "), which have no counterpart");
}

std::string npy_header_text(DType dtype, std::span<const std::int64_t> shape, bool fortran_order) {
  constexpr const char* codes[dtype_count] = {"|b1", "|u1", "i4", "i8", "f4", "f8", "c8", "c16"};
  const std::string code = codes[static_cast<int>(dtype)];
  std::string text = "{'descr': '" + (code[0] == '|' ? code : (little_endian ? "<" : ">") + code) +
                     "', 'fortran_order': " + (fortran_order ? "True" : "False") + ", 'shape': (";
  for (std::size_t i = 0; i < shape.size(); ++i) text += (i ? ", " : "") + std::to_string(shape[i]);
  text += shape.size() == 1 ? ",), }" : "), }";
  // NumPy leaves room for the slowest axis to grow in place to 21 digits.
  if (!shape.empty()) text.append(21 - std::to_string(fortran_order ? shape.back() : shape.front()).size(), ' ');
  constexpr std::size_t before = 10;  // magic, version, length
  text.append(64 - (before + text.size() + 1) % 64, ' ');
  text += '\n';
  std::string head("\x93NUMPY\x01\x00", 8);
  head += static_cast<char>(text.size() & 255);
  head += static_cast<char>(text.size() >> 8);
  return head + text;
}

}  // namespace perilune::io

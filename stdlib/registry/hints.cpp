#include "stdlib/registry/hints.h"

#include <cctype>
#include <vector>

#include "kernels/core/dtype.h"
#include "stdlib/registry/signature.h"
#include "stdlib/registry/words.h"

namespace perilune {

namespace {

// NumPy's other names of what there is.
constexpr struct {
  const char *words, *dtype;
} synonyms[] = {
    {"float|float_|double|f8|d|number|real", "float64"},
    {"single|f4|f", "float32"},
    {"complex|complex_|cdouble|c16", "complex128"},
    {"csingle|c8", "complex64"},
    {"int|int_|integer|long|longlong|i8|l", "int64"},
    {"intc|i4|i", "int32"},
    {"ubyte|u1|b", "uint8"},
    {"bool_|boolean|?", "bool"},
};
// Types that there are not, and what their values fit.
constexpr struct {
  const char *words, *dtype;
} narrow[] = {
    {"int8|int16|uint16|i1|i2|u2|byte|short|ushort", "int32"},
    {"uint32|u4|uintc|uint64|u8|uint|ulong|ulonglong", "int64"},
    {"float16|half|f2", "float32"},
    {"float128|longdouble|float96", "float64"},
};

}  // namespace

std::string dtype_hint(std::string_view word) {
  for (const auto& [words, dtype] : narrow)
    if (!find_word(words, word).empty()) return std::string("; '") + dtype + "' takes its values";
  for (const auto& [words, dtype] : synonyms)
    if (!find_word(words, word).empty()) return std::string(" (did you mean '") + dtype + "'?)";
  std::vector<std::string_view> known;
  for_each_word(dtype_names, [&](std::string_view w) { known.push_back(w); });
  return suggestion(word, known);
}

namespace {

// Other names of metrics and methods.
constexpr struct {
  const char *words, *choice;
} same_choices[] = {
    {"manhattan|taxicab|l1", "cityblock"},
    {"l2", "euclidean"},
    {"linf|maximum|supremum", "chebyshev"},
    {"simplex", "Nelder-Mead"},
    {"rk4|runge-kutta", "RK45"},
    {"newton", "Newton-CG"},
};

std::string squeezed(std::string_view word) {
  std::string text;
  for (const char c : word)
    if (std::isalnum(static_cast<unsigned char>(c))) text += c;
  return text;
}

}  // namespace

std::string choice_hint(std::string_view word, const char* choices) {
  std::vector<std::string_view> words;
  std::vector<std::string> bare;
  for_each_word(choices, [&](std::string_view w) {
    words.push_back(w);
    bare.push_back(squeezed(w));
  });
  if (std::string found = suggestion(word, words); !found.empty()) return found;
  for (const auto& [others, choice] : same_choices)
    if (!find_word(others, word).empty() && has_word(choices, choice))
      return std::string(" (did you mean '") + choice + "'?)";
  const std::vector<std::string_view> candidates(bare.begin(), bare.end());
  const std::string_view near = nearest(squeezed(word), candidates);
  for (std::size_t i = 0; i < bare.size(); ++i)
    if (!near.empty() && bare[i] == near) return " (did you mean '" + std::string(words[i]) + "'?)";
  return "";
}

std::string usage(const Function& row, const char* module) {
  std::string text = "\n    usage: " + signature(row, module);
  for (const Arg& arg : row.args) {
    if (arg.role != Role::in || !arg.type.has(Type::map) || !arg.choices || !row.example) continue;
    const std::string_view example = row.example;
    text += "\n    as in: " + std::string(example.substr(0, example.find('\n')));
  }
  return text;
}

std::string shape_hint(lua_State* L, const Function& row, int top) {
  int place = 0, first = 0;
  bool data_follows = false;
  for (const Arg& arg : row.args) {
    if (arg.role != Role::in && arg.role != Role::optional) continue;
    ++place;
    if (first == 0 && arg.type.has(Type::shape)) first = place;
    else if (first && place == first + 1) data_follows = arg.type.has(Type::array | Type::number);
  }
  if (first == 0) return "";
  // What fills the array, as in full, comes last.
  const int last = data_follows ? top - 1 : top;
  if (last <= first) return "";
  std::string lengths;
  for (int i = first; i <= last; ++i) {
    int whole = 0;
    const lua_Integer n = lua_type(L, i) == LUA_TNUMBER ? lua_tointegerx(L, i, &whole) : 0;
    if (!whole) return "";
    lengths += (lengths.empty() ? "" : ", ") + std::to_string(n);
  }
  return "; several lengths are one table, {" + lengths + "}";
}

}  // namespace perilune

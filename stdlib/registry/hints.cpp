#include "stdlib/registry/hints.h"

#include <vector>

#include "kernels/core/dtype.h"
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

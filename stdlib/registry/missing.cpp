#include "stdlib/registry/missing.h"

#include "kernels/core/dtype.h"
#include "stdlib/modules.h"
#include "stdlib/registry/catalog.h"
#include "stdlib/registry/scipy_names.h"
#include "stdlib/registry/signature.h"
#include "stdlib/registry/words.h"

namespace perilune {

namespace {

// NumPy's functions for what is an operator or a field here.
constexpr struct {
  const char *name, *instead;
} spellings[] = {
    {"append", "pl.concatenate{a, b}"},
    {"bitwise_and", "a & b"},
    {"bitwise_not", "~a"},
    {"bitwise_or", "a | b"},
    {"bitwise_xor", "a ~ b"},
    {"exp2", "2 ^ a"},
    {"fliplr", "a(\":\", \"::-1\")"},
    {"flipud", "a[\"::-1\"]"},
    {"invert", "~a"},
    {"left_shift", "a << b"},
    {"logical_and", "a & b"},
    {"logical_not", "~a"},
    {"logical_or", "a | b"},
    {"logical_xor", "a ~ b"},
    {"negative", "-a"},
    {"print", "print(a)"},
    {"reciprocal", "1 / a"},
    {"right_shift", "a >> b"},
    {"square", "a ^ 2"},
    {"take", "a(positions)"},
};

// The better known functions of NumPy without a counterpart. Those that have come since do no harm.
constexpr const char* numpy_names =
    "angle|apply_along_axis|arccos|arccosh|arcsin|arcsinh|arctan|arctan2|arctanh|argwhere|array2string|atleast_1d|"
    "atleast_2d|atleast_3d|average|bartlett|bincount|blackman|block|broadcast_arrays|cbrt|choose|compress|convolve|"
    "copysign|corrcoef|correlate|cosh|cov|cross|deg2rad|degrees|delete|diagflat|diagonal|diff|digitize|divmod|dsplit|"
    "ediff1d|einsum|expm1|extract|fill_diagonal|finfo|fmax|fmin|fmod|frombuffer|fromfunction|fromiter|fromstring|gcd|"
    "gradient|hamming|hanning|heaviside|histogram|histogram2d|histogramdd|hsplit|hypot|i0|iinfo|in1d|indices|insert|"
    "interp|intersect1d|iscomplex|isclose|isin|isreal|isscalar|kaiser|kron|lcm|lexsort|log10|log1p|log2|logaddexp|"
    "mgrid|modf|nan_to_num|nanprod|ndenumerate|ndindex|nditer|nextafter|ogrid|packbits|pad|piecewise|place|poly|poly1d|"
    "polyadd|polyder|polyfit|polyint|polymul|polyval|ptp|put|put_along_axis|rad2deg|radians|ravel_multi_index|resize|"
    "result_type|rint|roll|rollaxis|roots|rot90|select|setdiff1d|setxor1d|signbit|sinc|sinh|take_along_axis|tan|"
    "tensordot|trace|trapezoid|trapz|tril_indices|trim_zeros|triu_indices|trunc|union1d|unravel_index|unwrap|vander|"
    "vectorize|vsplit";

bool is_named(const Entry& e, std::string_view key) {
  if (e.row) return key == e.row->name || has_word(e.row->aliases, key);
  return e.constant && key == e.constant->name;
}

// "linalg.svd" with what a script needs in front.
std::string reached(const Entry& e) { return e.name.starts_with("pl.") ? e.name : "pl." + e.name; }

}  // namespace

bool only_in_numpy(std::string_view name) { return has_word(numpy_names, name) && find_entries(name).empty(); }

std::string only_in_scipy(std::string_view name) {
  for (const std::string_view front : {"scipy.", "sp.", "pl."})
    if (name.starts_with(front)) name.remove_prefix(front.size());
  const auto dot = name.find_last_of(".:");
  const std::string_view key = dot == std::string_view::npos ? name : name.substr(dot + 1);
  const std::string_view module = dot == std::string_view::npos ? "" : name.substr(0, dot);
  const ScipyModule* there = scipy_module_with(key, module);
  if (!there || !find_entries(key).empty()) return "";
  std::string text = "SciPy's " + std::string(there->name) + "." + std::string(key) + " has no counterpart yet";
  if (const std::string_view near = near_scipy(key); !near.empty()) text += "; near to it is " + std::string(near);
  return text;
}

std::string missing_member_hint(std::string_view module, std::string_view key,
                                std::span<const std::string_view> names) {
  const bool root = module.empty();
  if (root)
    for (const auto& [name, instead] : spellings)
      if (key == name) return std::string("; write ") + instead;
  if (root && (parse_dtype(key) || has_word("int8|int16|uint16|uint32|uint64|float16|bool_", key)))
    return "; a dtype is text, as in dtype = \"" + std::string(parse_dtype(key) ? key : "int64") + "\"";
  std::string places;
  for (const Entry& e : catalog()) {
    if (!is_named(e, key)) continue;
    if (e.module == &array_module) {
      if (!root) continue;
      const std::string name(key);
      return e.kind == Entry::Kind::field ? "; it is a field of arrays, a." + name
                                          : "; it is a method of arrays, a:" + name + "(...)";
    }
    if (e.kind == Entry::Kind::function || e.kind == Entry::Kind::constant)
      places += (places.empty() ? "'" : "' or '") + reached(e);
  }
  if (!places.empty()) return " (did you mean " + places + "'?)";
  if (root && only_in_numpy(key)) return "; NumPy's " + std::string(key) + " has no counterpart yet";
  const std::string gap = only_in_scipy(root ? std::string(key) : std::string(module) + "." + std::string(key));
  return gap.empty() ? suggestion(key, names) : "; " + gap;
}

std::string missing_method_hint(std::string_view key, std::span<const std::string_view> names) {
  for (const Entry& e : catalog()) {
    if (e.kind != Entry::Kind::function || e.module != &root_module || !is_named(e, key)) continue;
    if (!e.row->args.empty() && e.row->args[0].role == Role::in &&
        e.row->args[0].type.has(Type::array | Type::vector | Type::matrix | Type::any))
      return "; it is a function, pl." + std::string(key) + "(a)";
  }
  return suggestion(key, names);
}

}  // namespace perilune

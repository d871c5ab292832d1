#pragma once
// What the tests of subscripts share.

#include "kernels/array/index.h"
#include "tests/support/index_oracle.h"

namespace perilune::test::index {

using namespace perilune::test::oracle;

inline Array iota(Context& ctx, const Ints& shape, DType dtype = DType::int64) {
  Ints values;
  for (std::int64_t k = 0; k < product(shape); ++k) values.push_back(k);
  return array_of(ctx, dtype, shape, values);
}

// a["..."] as an array.
inline Array at(Context& ctx, const Array& a, std::string_view text) { return get(ctx, a, parse_subscripts(text)); }

inline Array list(Context& ctx, const Ints& values) {
  return array_of(ctx, DType::int64, {static_cast<std::int64_t>(values.size())}, values);
}

inline Array mask(Context& ctx, const Ints& shape, const Ints& bits) {
  return array_of(ctx, DType::bool_, shape, bits);
}

}  // namespace perilune::test::index

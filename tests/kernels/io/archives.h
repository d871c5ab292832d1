#pragma once
// The files of tests/reference/io/archives.inc and what they hold.

#include <cmath>
#include <cstring>

#include "kernels/core/array.h"
#include "tests/kernels/io/files.h"

namespace perilune::test {

struct GoodFile {
  const char* name;
  const char* bytes;
  DType dtype;
  std::vector<std::int64_t> shape;
  std::vector<std::int64_t> integers;  // the elements in row-major order, of bool and integers
  std::vector<double> reals;           // of the others; complex ones take two
};
struct BadFile {
  const char* name;
  const char* bytes;
};

// good_files, bad_files, and archives (npz) of x = arange(6.).reshape(2, 3), y = [true, false], z = arange(1000) as
// int32.
#include "tests/reference/io/archives.inc"

inline Array row_major(Context& ctx, const Array& a) {
  Array copy = Array::empty(ctx, a.dtype(), a.shape());
  const std::size_t item = itemsize(a.dtype());
  for (std::int64_t i = 0; i < a.size(); ++i) {
    std::int64_t rest = i, offset = 0;
    for (int k = a.ndim(); k-- > 0; rest /= a.shape()[k]) offset += rest % a.shape()[k] * a.strides()[k];
    std::memcpy(copy.data() + static_cast<std::size_t>(i) * item, a.data() + offset, item);
  }
  return copy;
}

// Bit for bit, but that one NaN is as good as another.
inline void check_holds(Context& ctx, const Array& a, const GoodFile& file) {
  CHECK(a.dtype() == file.dtype);
  REQUIRE(a.shape() == Dims(std::span<const std::int64_t>(file.shape)));
  const Array flat = row_major(ctx, a);
  const std::size_t parts = is_complex(a.dtype()) ? 2 : 1;
  for (std::size_t i = 0; i < static_cast<std::size_t>(a.size()); ++i) {
    const Scalar v = load(a.dtype(), flat.data() + i * itemsize(a.dtype()));
    if (!is_inexact(a.dtype())) {
      CHECK(v.integer == file.integers.at(i));
      continue;
    }
    for (std::size_t part = 0; part < parts; ++part) {
      const double want = file.reals.at(i * parts + part), got = part ? v.imag() : v.real();
      if (std::isnan(want)) CHECK(std::isnan(got));
      else CHECK((got == want && std::signbit(got) == std::signbit(want)));
    }
  }
}

}  // namespace perilune::test

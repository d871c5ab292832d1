#include "tests/kernels/io/archives.h"

#include <cmath>
#include <cstring>

namespace perilune::test {

namespace data {
#include "tests/reference/io/archives.inc"
}

const std::vector<GoodFile>& good_files() { return data::good_files; }
const std::vector<BadFile>& bad_files() { return data::bad_files; }
const std::vector<std::pair<const char*, const char*>>& archives() { return data::archives; }
const char* bzip2_archive() { return data::bzip2_archive; }
const char* mixed_archive() { return data::mixed_archive; }
const char* empty_archive() { return data::empty_archive; }

Array row_major(Context& ctx, const Array& a) {
  Array copy = Array::empty(ctx, a.dtype(), a.shape());
  const std::size_t item = itemsize(a.dtype());
  for (std::int64_t i = 0; i < a.size(); ++i) {
    std::int64_t rest = i, offset = 0;
    for (int k = a.ndim(); k-- > 0; rest /= a.shape()[k]) offset += rest % a.shape()[k] * a.strides()[k];
    std::memcpy(copy.data() + static_cast<std::size_t>(i) * item, a.data() + offset, item);
  }
  return copy;
}

void check_holds(Context& ctx, const Array& a, const GoodFile& file) {
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

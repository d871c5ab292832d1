#pragma once
// The files of tests/reference/io/archives.inc and what they hold.

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

const std::vector<GoodFile>& good_files();
const std::vector<BadFile>& bad_files();
// npz archives of x = arange(6.).reshape(2, 3), y = [true, false], z = arange(1000) as int32.
const std::vector<std::pair<const char*, const char*>>& archives();
const char* bzip2_archive();
const char* mixed_archive();
const char* empty_archive();

Array row_major(Context& ctx, const Array& a);
// Bit for bit, but that one NaN is as good as another.
void check_holds(Context& ctx, const Array& a, const GoodFile& file);

}  // namespace perilune::test

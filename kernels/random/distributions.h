#pragma once
// The distributions a stream can draw from: their parameters and what these must satisfy.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "kernels/core/array.h"

namespace perilune::random {

enum class Distribution {
  standard_normal,
  normal,   // loc, scale
  uniform,  // low, high
  standard_exponential,
  exponential,  // scale
};

// A parameter of a sample: one number, or an array that broadcasts to the sample's shape.
class Parameter {
 public:
  Parameter(double value) : dtype_(DType::float64), real_(value) {}
  Parameter(const View& array) : dtype_(array.dtype), array_(array) {}
  static Parameter integer(std::int64_t value) {
    Parameter p(0.0);
    p.dtype_ = DType::int64;
    p.integer_ = value;
    return p;
  }
  // The array, or a 0-d view of the number, which must not outlive this.
  View view() const {
    if (array_) return *array_;
    const void* data = &real_;
    if (dtype_ == DType::int64) data = &integer_;
    return {static_cast<std::byte*>(const_cast<void*>(data)), nullptr, nullptr, 0, dtype_};
  }

 private:
  DType dtype_;
  double real_ = 0;
  std::int64_t integer_ = 0;
  std::optional<View> array_;
};

// What NumPy asks of a parameter. NaN passes where the comment does not say otherwise.
enum class Requirement {
  none,
  non_negative,  // nor -0
  positive,
};

struct ParameterRow {
  const char* name = nullptr;
  Requirement requirement = Requirement::none;
};

struct DistributionRow {
  const char* name;
  DType dtype;  // of the sample: float64 or int64
  std::array<ParameterRow, 3> parameters;
  int count() const {
    int n = 0;
    while (n < 3 && parameters[static_cast<std::size_t>(n)].name) ++n;
    return n;
  }
};

const DistributionRow& describe(Distribution distribution);

// Throws unless the parameters are as many as the distribution has, float64 (int64 where it counts), broadcast to the
// shape and meet its requirements. Uniform samples of a RandomState may have high below low.
void check_parameters(Context& ctx, Distribution distribution, std::span<const std::int64_t> shape,
                      std::span<const Parameter> parameters, bool legacy);

}  // namespace perilune::random

#pragma once
// Functions of a few real numbers, applied elementwise: operands broadcast, any dtype and layout, several threads.

#include <array>
#include <span>

#include "kernels/core/array.h"
#include "kernels/core/function_ref.h"
#include "kernels/special/complex.h"
#include "kernels/special/wide.h"

namespace perilune::special {

using ComplexOne = Complex128 (*)(Complex128);
using ComplexTwo = Complex128 (*)(Complex128, Complex128);

// A function of one to three numbers; what is not there is null.
struct ScalarFunction {
  double (*one)(double) = nullptr;
  double (*two)(double, double) = nullptr;
  double (*three)(double, double, double) = nullptr;
  wide::Loop loop = nullptr;  // the same as `one` for many numbers
  wide::Loop3 loop3 = nullptr;
  // The same of complex numbers; without `one` the result is complex for real numbers too.
  ComplexOne complex_one = nullptr;
  ComplexTwo complex_two = nullptr;

  constexpr ScalarFunction(double (*f)(double), wide::Loop run = nullptr, ComplexOne g = nullptr)
      : one(f), loop(run), complex_one(g) {}
  constexpr ScalarFunction(double (*f)(double, double), ComplexTwo g = nullptr) : two(f), complex_two(g) {}
  constexpr ScalarFunction(double (*f)(double, double, double), wide::Loop3 run = nullptr) : three(f), loop3(run) {}
  constexpr explicit ScalarFunction(ComplexOne g) : complex_one(g) {}
  constexpr int arguments() const { return one || complex_one ? 1 : two ? 2 : 3; }
  constexpr bool takes_complex() const { return complex_one || complex_two; }
  constexpr bool takes_real() const { return one || two || three; }
};

// The result has the broadcast shape and this dtype, float64 or float32, or complex: then operands may be complex.
// They are as many as the function takes.
Array apply(Context& ctx, const ScalarFunction& f, std::span<const View> operands, DType dtype);

// The same for any function of up to 7 numbers: body(n, in, step, out) fills n results; operand k of result i is
// in[k][i * step[k]], step[k] being 0 or 1. Pieces may run on several threads at once.
inline constexpr int most_operands = 7;
using MapBody = FunctionRef<void(std::int64_t n, const double* const* in, const std::int64_t* step, double* out)>;
Array map(Context& ctx, std::span<const View> operands, DType dtype, MapBody body);
// The shape to which all operands broadcast.
Dims common_shape(std::span<const View> operands);

}  // namespace perilune::special

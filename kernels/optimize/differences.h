#pragma once
// Derivatives estimated from values: forward and central differences, which stay inside bounds, and the complex step.

#include <optional>
#include <span>

#include "kernels/core/context.h"
#include "kernels/core/dtype.h"
#include "kernels/core/function_ref.h"

namespace perilune::optimize {

enum class Difference { two_point, three_point, complex_step };

struct DifferenceOptions {
  Difference scheme = Difference::two_point;
  // Steps: absolute ones, or relative to |x|; one for all variables or one for each. With neither, the step is the root
  // of the float64 epsilon (square or cube, by scheme) times max(1, |x|).
  std::span<const double> absolute{}, relative{};
  // Points outside are never asked for. No elements: no bounds.
  std::span<const double> lower{}, upper{};
};

// Names the argument in messages. ValueError for steps that are not finite, or not one or n of them.
void check_differences(const DifferenceOptions& options, std::size_t n, const char* absolute, const char* relative);

// jacobian[i * m + k] = df_k / dx_i, m being f0.size(); f0 is f(x). A variable whose bounds coincide gets zeros.
void differences(Context& ctx, FunctionRef<void(std::span<const double> x, std::span<double> f)> f,
                 std::span<const double> x, std::span<const double> f0, const DifferenceOptions& options,
                 double* jacobian);

// The gradient of an analytic function from the imaginary parts of its values beside the real axis: no cancellation.
void complex_step_gradient(Context& ctx, FunctionRef<Complex128(std::span<const Complex128> z)> f,
                           std::span<const double> x, const DifferenceOptions& options, std::span<double> gradient);

// Vectors in, vectors out, laid out as by `differences`.
void complex_step_jacobian(Context& ctx, FunctionRef<void(std::span<const Complex128> z, std::span<Complex128> f)> f,
                           std::span<const double> x, std::size_t m, const DifferenceOptions& options,
                           double* jacobian);

}  // namespace perilune::optimize

#pragma once
// Residuals of matrix factorisations, for tests.

#include "kernels/linalg/matmul.h"
#include "tests/support/dense.h"

namespace perilune::test {

inline Array adjoint(Context& ctx, const View& a) {
  Array t = Array::empty(ctx, a.dtype, {a.shape[1], a.shape[0]});
  for (std::int64_t i = 0; i < a.shape[0]; ++i)
    for (std::int64_t j = 0; j < a.shape[1]; ++j) {
      Scalar x = load(a.dtype, a.data + i * a.strides[0] + j * a.strides[1]);
      x.value = std::conj(x.value);
      store(t.dtype(), t.data() + j * t.strides()[0] + i * t.strides()[1], x);
    }
  return t;
}

// Largest element of a x - b, divided by the norm of a, that of x and their precision.
template <class T>
double residual(Context& ctx, const View& a, const View& x, const View& b) {
  const auto largest = [](const View& v) {
    double worst = 0;
    for (const Complex128& e : elements_of(v)) worst = std::max(worst, std::abs(e));
    return worst;
  };
  const double scale = static_cast<double>(a.shape[1]) * largest(a) * largest(x) * epsilon<T>();
  return largest_difference(linalg::matmul(ctx, a, x), b) / (scale > 0 ? scale : 1);
}

template <class T>
double distance_from_identity(const View& a) {
  double worst = 0;
  for (std::int64_t i = 0; i < a.shape[0]; ++i)
    for (std::int64_t j = 0; j < a.shape[1]; ++j)
      worst = std::max(worst, std::abs(element(a, {i, j}) - (i == j ? 1.0 : 0.0)));
  return worst / epsilon<T>();
}

// Random, with n added to the diagonal: its condition number is below ten.
template <class T>
Array easy_matrix(Context& ctx, std::int64_t n, unsigned seed) {
  Array a = random_array<T>(ctx, {n, n}, seed);
  for (std::int64_t i = 0; i < n; ++i) a.at<T>(i, i) += static_cast<T>(static_cast<float>(2 * n));
  return a;
}

}  // namespace perilune::test

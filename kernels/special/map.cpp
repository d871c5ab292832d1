#include "kernels/special/map.h"

#include "kernels/array/elementwise_walk.h"

namespace perilune::special {

Dims common_shape(std::span<const View> operands) {
  Dims shape;
  for (const View& v : operands) shape = broadcast_shape(shape, v.dims());
  return shape;
}

Array map(Context& ctx, std::span<const View> operands, DType dtype, MapBody body) {
  Array result = Array::empty(ctx, dtype, common_shape(operands));
  if (operands.size() >= loops::max_operands) throw InternalError("a function of too many operands");
  loops::Operand all[loops::max_operands];
  all[0] = {result.view(), DType::float64};
  for (std::size_t k = 0; k < operands.size(); ++k) all[k + 1] = {operands[k], DType::float64, true};
  loops::walk(ctx, loops::best_isa(), result.shape(), {all, operands.size() + 1}, true, loops::Cost::scalar_math,
              [&](const loops::Piece& piece) -> loops::Fault {
                const double* in[most_operands];
                for (std::size_t k = 0; k < operands.size(); ++k) in[k] = static_cast<const double*>(piece.data[k + 1]);
                body(piece.n, in, piece.step + 1, static_cast<double*>(piece.data[0]));
                return 0;
              });
  return result;
}

namespace {

Array apply_complex(Context& ctx, const ScalarFunction& f, std::span<const View> operands, DType dtype) {
  Array result = Array::empty(ctx, dtype, common_shape(operands));
  loops::Operand all[3];
  all[0] = {result.view(), DType::complex128};
  for (std::size_t k = 0; k < operands.size(); ++k) all[k + 1] = {operands[k], DType::complex128, true};
  loops::walk(ctx, loops::best_isa(), result.shape(), {all, operands.size() + 1}, true, loops::Cost::scalar_math,
              [&](const loops::Piece& piece) -> loops::Fault {
                auto* out = static_cast<Complex128*>(piece.data[0]);
                auto* x = static_cast<const Complex128*>(piece.data[1]);
                auto* y = static_cast<const Complex128*>(piece.data[2]);
                for (std::int64_t i = 0; i < piece.n; ++i)
                  out[i] = f.complex_one ? f.complex_one(x[i * piece.step[1]])
                                         : f.complex_two(x[i * piece.step[1]], y[i * piece.step[2]]);
                return 0;
              });
  return result;
}

}  // namespace

Array apply(Context& ctx, const ScalarFunction& f, std::span<const View> operands, DType dtype) {
  if (static_cast<int>(operands.size()) != f.arguments()) throw InternalError("a function of other operands");
  if (is_complex(dtype)) return apply_complex(ctx, f, operands, dtype);
  if (f.one)
    return map(ctx, operands, dtype, [&](std::int64_t n, const double* const* in, const std::int64_t* s, double* out) {
      const double* x = in[0];
      if (f.loop && s[0] == 1) {
        f.loop(n, x, out);
        return;
      }
      for (std::int64_t i = 0; i < n; ++i) out[i] = f.one(x[i * s[0]]);
    });
  if (f.two)
    return map(ctx, operands, dtype, [&](std::int64_t n, const double* const* in, const std::int64_t* s, double* out) {
      for (std::int64_t i = 0; i < n; ++i) out[i] = f.two(in[0][i * s[0]], in[1][i * s[1]]);
    });
  if (f.loop3) return map(ctx, operands, dtype, f.loop3);
  return map(ctx, operands, dtype, [&](std::int64_t n, const double* const* in, const std::int64_t* s, double* out) {
    for (std::int64_t i = 0; i < n; ++i) out[i] = f.three(in[0][i * s[0]], in[1][i * s[1]], in[2][i * s[2]]);
  });
}

}  // namespace perilune::special

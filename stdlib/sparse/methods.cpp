// What the methods of sparse matrices do; class.cpp declares them.

#include <algorithm>

#include "kernels/array/elementwise.h"
#include "kernels/array/scalar_view.h"
#include "kernels/sparse/arithmetic.h"
#include "kernels/sparse/product.h"
#include "kernels/sparse/reduce.h"
#include "kernels/sparse/select.h"

#include "stdlib/sparse/methods.h"
#include "stdlib/sparse/module.h"

namespace perilune {

using sparse::Format;
using sparse::Matrix;

namespace {

SparseValue& self_of(Call& call) { return call.object<SparseValue>("self"); }

std::optional<int> axis_of(Call& call) { return call.axis_or_none("axis", 2); }

}  // namespace

void call_sparse_convert(Call& call) {
  const Matrix& m = self_of(call).m;
  switch (static_cast<SparseMethod>(call.code())) {
    case SparseMethod::tocsr: return give_sparse(call, sparse::convert(call.ctx, m, Format::csr));
    case SparseMethod::tocsc: return give_sparse(call, sparse::convert(call.ctx, m, Format::csc));
    case SparseMethod::tocoo: return give_sparse(call, sparse::convert(call.ctx, m, Format::coo));
    case SparseMethod::asformat: return give_sparse(call, sparse::convert(call.ctx, m, format_of(call, m.format)));
    case SparseMethod::astype:
      return give_sparse(call, sparse::copy(call.ctx, sparse::astype(call.ctx, m, call.dtype("dtype", m.dtype()))));
    case SparseMethod::copy: return give_sparse(call, sparse::copy(call.ctx, m));
    default: return give_sparse(call, sparse::transposed(m));
  }
}

void call_sparse_toarray(Call& call) {
  const Matrix& m = self_of(call).m;
  if (call.takes("out") && call.has("out")) {
    const std::int64_t shape[] = {m.rows, m.columns};
    return sparse::to_dense(call.ctx, m, call.destination(shape));
  }
  call.give(sparse::to_dense(call.ctx, m));
}

void call_sparse_dot(Call& call) {
  const Matrix& m = self_of(call).m;
  if (const Matrix* other = sparse_if(call, "other")) return give_sparse(call, sparse::multiply(call.ctx, m, *other));
  if (call.is_object("other")) call.refuse("other", "must be a vector, a matrix or a sparse matrix");
  const View x = call.array("other");
  if (x.ndim == 0) call.refuse("other", "must be a vector or a matrix; numbers take *");
  call.give(sparse::multiply(call.ctx, m, x));
}

void call_sparse_pair(Call& call) {
  using sparse::Pairing;
  const auto method = static_cast<SparseMethod>(call.code());
  const Matrix& m = self_of(call).m;
  const Matrix* other = sparse_if(call, "other");
  if (!other && call.is_object("other")) call.refuse("other", "must be a number, an array or a sparse matrix");
  if (method == SparseMethod::multiply || method == SparseMethod::divide) {
    const bool divide = method == SparseMethod::divide;
    if (!other && call.is_number("other"))
      return give_sparse(call, sparse::scale(call.ctx, m, call.scalar("other"), divide));
    if (other && !divide) {
      // A sparse row or column spreads over the matrix like a dense one.
      if ((other->rows == 1 && m.rows != 1 && other->columns == m.columns) ||
          (other->columns == 1 && m.columns != 1 && other->rows == m.rows))
        return give_sparse(call, sparse::multiply_dense(call.ctx, m, sparse::to_dense(call.ctx, *other)));
      return give_sparse(call, sparse::combine(call.ctx, Pairing::multiply, m, *other));
    }
    if (other) call.refuse("other", "must be a number or an array, for what is not stored would be 0 / 0");
    const View dense = call.array("other");
    return give_sparse(call,
                       divide ? sparse::divide_dense(call.ctx, m, dense) : sparse::multiply_dense(call.ctx, m, dense));
  }
  const Pairing pairing = method == SparseMethod::maximum ? Pairing::maximum : Pairing::minimum;
  if (!other && call.is_number("other")) {
    const double x = call.scalar("other").real();
    if (pairing == Pairing::maximum ? x > 0 : x < 0)
      call.refuse("other", pairing == Pairing::maximum ? "must not be positive, which would fill the matrix"
                                                       : "must not be negative, which would fill the matrix");
    if (is_complex(m.dtype()) || is_complex(call.scalar("other").dtype))
      throw ValueError("complex values have no order");
    const Matrix c = sparse::canonical(call.ctx, m);
    ScalarView limit(c.dtype(), Scalar::of(x));
    return give_sparse(
        call, sparse::with_data(c, apply(call.ctx, pairing == Pairing::maximum ? BinaryOp::maximum : BinaryOp::minimum,
                                         c.data, limit)));
  }
  give_sparse(call, sparse::combine(call.ctx, pairing, m, sparse_of(call, "other")));
}

void call_sparse_power(Call& call) { give_sparse(call, sparse::power(call.ctx, self_of(call).m, call.number("n"))); }

void call_sparse_map(Call& call) {
  const auto op = static_cast<UnaryOp>(call.code());
  const Matrix& m = self_of(call).m;
  if ((op == UnaryOp::real || op == UnaryOp::imag) && !is_complex(m.dtype()))
    return give_sparse(call, op == UnaryOp::real
                                 ? sparse::copy(call.ctx, m)
                                 : sparse::zero_matrix(call.ctx, m.format, m.rows, m.columns, m.dtype()));
  give_sparse(call, sparse::map(call.ctx, op, m));
}

void call_sparse_reduce(Call& call) {
  const Matrix& m = self_of(call).m;
  Array result;
  switch (static_cast<SparseMethod>(call.code())) {
    case SparseMethod::sum: result = sparse::sum(call.ctx, m, axis_of(call)); break;
    case SparseMethod::mean: result = sparse::mean(call.ctx, m, axis_of(call)); break;
    case SparseMethod::max: result = sparse::extreme(call.ctx, m, axis_of(call), true); break;
    case SparseMethod::min: result = sparse::extreme(call.ctx, m, axis_of(call), false); break;
    case SparseMethod::trace: {
      const Array d = sparse::diagonal(call.ctx, m, call.integer("offset"));
      result = sparse::sum(call.ctx, sparse::from_dense(call.ctx, d, Format::csr), {});
      break;
    }
    case SparseMethod::count_nonzero: return call.give(sparse::count_nonzero(call.ctx, m));
    default: return call.give(sparse::diagonal(call.ctx, m, call.integer("k")));
  }
  call.give_unwrapped(std::move(result));
}

void call_sparse_part(Call& call) {
  const Matrix& m = self_of(call).m;
  if (static_cast<SparseMethod>(call.code()) == SparseMethod::nonzero) {
    const Matrix t = sparse::convert(
        call.ctx,
        sparse::without_zeros(call.ctx, sparse::canonical(call.ctx, sparse::convert(call.ctx, m, Format::csr))),
        Format::coo);
    call.give_positions(contiguous_copy(call.ctx, t.row));
    return call.give_positions(contiguous_copy(call.ctx, t.col));
  }
  const bool row = static_cast<SparseMethod>(call.code()) == SparseMethod::getrow;
  const std::int64_t length = row ? m.rows : m.columns;
  std::int64_t i = call.integer("i");
  if (i < 0) i += length;
  if (i < 0 || i >= length)
    throw IndexError(format("i must be a %s of a matrix of shape %s, got %s", row ? "row" : "column",
                            sparse::shape_text(m).c_str(), call.shown("i").c_str()));
  const sparse::Positions one{i, 1}, rows{0, m.rows}, columns{0, m.columns};
  give_sparse(call, sparse::submatrix(call.ctx, m, row ? one : rows, row ? columns : one));
}

void call_sparse_change(Call& call) {
  SparseValue& self = self_of(call);
  Matrix& m = self.m;
  switch (static_cast<SparseMethod>(call.code())) {
    case SparseMethod::eliminate_zeros: m = sparse::without_zeros(call.ctx, m); break;
    case SparseMethod::sum_duplicates: m = sparse::canonical(call.ctx, m); break;
    case SparseMethod::sort_indices: m = sparse::sorted(call.ctx, m); break;
    default: {  // setdiag
      const std::int64_t far_out = std::int64_t{1} << 62;
      const std::int64_t k = std::clamp(call.integer("k"), -far_out, far_out), down = k < 0 ? -k : 0,
                         right = k > 0 ? k : 0;
      const std::int64_t n = std::min(m.rows - down, m.columns - right);
      if (n <= 0) call.refuse("k", "must be a diagonal of the matrix");
      const View values = call.array("values");
      if (values.ndim > 1 || (values.ndim == 1 && values.size() != n && values.size() != 1))
        call.refuse("values", format("must be a number or a vector of length %lld", static_cast<long long>(n)));
      const DType before = m.dtype();
      if (is_complex(values.dtype) && !is_complex(before)) call.refuse("values", "must be real where the matrix is");
      m = sparse::astype(call.ctx, sparse::with_elements(call.ctx, m, {down, n}, {right, n}, values), before);
    }
  }
  self.shown_indices = self.shown_indptr = self.shown_row = self.shown_col = Array();
}

}  // namespace perilune

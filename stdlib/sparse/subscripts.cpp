// Reading and writing parts of sparse matrices: a(i, j), a["2:5, :"], a[{1, 2}] = v.

#include "kernels/array/elementwise.h"
#include "kernels/array/index.h"
#include "kernels/sparse/arithmetic.h"
#include "kernels/sparse/select.h"

#include "stdlib/sparse/module.h"

namespace perilune {

using sparse::Matrix;
using sparse::Positions;

namespace {

// One axis of a selection, in places from 0.
struct Selected {
  Positions at;
  Array list;  // what `at` points into
  bool single = false;
};

[[noreturn]] void out_of_range(std::int64_t i, int axis, std::int64_t length) {
  throw IndexError(format("index %lld is out of range for axis %d with length %lld", static_cast<long long>(i),
                          axis + 1, static_cast<long long>(length)));
}

std::int64_t place_of(std::int64_t i, int axis, std::int64_t length) {
  if (i == 0) throw IndexError(format("index 0 is out of range for axis %d: positions count from 1", axis + 1));
  const std::int64_t place = i > 0 ? i - 1 : length + i;
  if (place < 0 || place >= length) out_of_range(i, axis, length);
  return place;
}

Selected select_axis(Context& ctx, const Subscript& s, int axis, std::int64_t length) {
  Selected out;
  switch (s.kind) {
    case Subscript::Kind::integer:
      out.at = {place_of(s.integer, axis, length), 1};
      out.single = true;
      return out;
    case Subscript::Kind::range: {
      const ResolvedRange r = resolve(s.range, length);
      out.at = {r.first, r.count, r.step};
      return out;
    }
    case Subscript::Kind::ellipsis: out.at = {0, length}; return out;
    case Subscript::Kind::mask: {
      if (s.view.ndim != 1 || s.view.shape[0] != length)
        throw ShapeError(format("a mask for axis %d must be a vector of length %lld, got shape ", axis + 1,
                                static_cast<long long>(length)) +
                         shape_text(s.view.dims()));
      std::int64_t n = 0;
      for (std::int64_t i = 0; i < length; ++i) n += s.view.at<bool>(i);
      out.list = Array::empty(ctx, DType::int64, {n});
      for (std::int64_t i = 0, k = 0; i < length; ++i)
        if (s.view.at<bool>(i)) out.list.as<std::int64_t>()[k++] = i;
      out.at = {0, n, 1, out.list.as<std::int64_t>()};
      return out;
    }
    case Subscript::Kind::positions: {
      if (s.view.ndim > 1)
        throw ShapeError("a list of positions must be a vector, got shape " + shape_text(s.view.dims()));
      const Array whole = astype(ctx, s.view, DType::int64);
      const Array back = astype(ctx, whole, is_inexact(s.view.dtype) ? DType::float64 : DType::int64);
      if (!array_equal(ctx, back, s.view)) throw IndexError("positions must be whole numbers");
      out.list = whole;
      for (std::int64_t k = 0; k < whole.size(); ++k)
        whole.as<std::int64_t>()[k] = place_of(whole.as<std::int64_t>()[k], axis, length);
      out.at = {0, whole.size(), 1, whole.as<std::int64_t>()};
      return out;
    }
    default: throw IndexError("sparse matrices have two axes; a new one cannot be added");
  }
}

struct Selection2 {
  Selected rows, columns;
  bool element = false, pairs = false;
};

Selection2 select_both(Context& ctx, const Matrix& m, std::vector<Subscript> list) {
  // "..." stands for the axes that are not named.
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i].kind == Subscript::Kind::ellipsis && list.size() > 2) {
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
      break;
    }
  if (list.size() > 2)
    throw IndexError(
        format("sparse matrices have two axes, got %zu subscripts; a list of positions is an inner table, "
               "a[{{1, 3}}] or a({1, 3})",
               list.size()));
  while (list.size() < 2) list.push_back(Subscript::all());
  Selection2 s{select_axis(ctx, list[0], 0, m.rows), select_axis(ctx, list[1], 1, m.columns)};
  s.element = s.rows.single && s.columns.single;
  s.pairs = s.rows.at.list && s.columns.at.list;
  if (s.pairs && s.rows.at.count != s.columns.at.count)
    throw ShapeError(format("lists of positions must have the same length, got %lld rows and %lld columns",
                            static_cast<long long>(s.rows.at.count), static_cast<long long>(s.columns.at.count)));
  return s;
}

void give_selected(Call& call, const std::vector<Subscript>& list) {
  const Matrix& m = call.object<SparseValue>("self").m;
  const Selection2 s = select_both(call.ctx, m, list);
  if (s.element) return call.give(sparse::element(call.ctx, m, s.rows.at.first, s.columns.at.first));
  if (s.pairs) return call.give(sparse::elements(call.ctx, m, s.rows.at, s.columns.at));
  give_sparse(call, sparse::submatrix(call.ctx, m, s.rows.at, s.columns.at));
}

void assign_selected(Call& call, const std::vector<Subscript>& list) {
  SparseValue& self = call.object<SparseValue>("self");
  Matrix& m = self.m;
  const Selection2 s = select_both(call.ctx, m, list);
  const Matrix* other = sparse_if(call, "value");
  if (!other && call.is_object("value")) call.refuse("value", "must be a number, an array or a sparse matrix");
  const DType before = m.dtype();
  if (other && !s.pairs) m = sparse::with_block(call.ctx, m, s.rows.at, s.columns.at, *other);
  else {
    const Array dense = other ? sparse::to_dense(call.ctx, *other) : Array();
    const View value = other ? dense.view() : call.array("value");
    if (is_complex(value.dtype) && !is_complex(before)) call.refuse("value", "must be real where the matrix is");
    m = s.pairs ? sparse::with_elements(call.ctx, m, s.rows.at, s.columns.at, value)
                : sparse::with_block(call.ctx, m, s.rows.at, s.columns.at, value);
  }
  m = sparse::astype(call.ctx, m, before);  // the matrix keeps its dtype, as arrays do
  self.shown_indices = self.shown_indptr = self.shown_row = self.shown_col = Array();
}

}  // namespace

void call_sparse_get(Call& call) { give_selected(call, call.rest_subscripts()); }
void call_sparse_index(Call& call) { give_selected(call, call.subscripts("key")); }
void call_sparse_assign(Call& call) { assign_selected(call, call.subscripts("key")); }
void call_sparse_set(Call& call) {
  assign_selected(call, {Subscript::at(call.integer("i")), Subscript::at(call.integer("j"))});
}

constexpr Function call_row{
    "__call",
    "A part of the matrix.",
    sparse_get_args,
    "a(i, j) is an element, a(i) a row as a sparse matrix, a(\"2:5\", {1, 3}) a block; two lists pair "
    "up and give a vector. The same in brackets: a[{i, j}], a[\"2:5, :\"].",
    R"(local a = sparse.csr_matrix{{1, 0, 2}, {0, 3, 0}}
                               print(a(1, 3), a("1:2", 2):toarray().T)  --> 2.0	[[0. 3.]])",
    call_sparse_get};
const Function sparse_call_row = call_row;

}  // namespace perilune

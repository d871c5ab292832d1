// Operators of sparse matrices, their equality, their length and their text.

#include "kernels/sparse/arithmetic.h"
#include "kernels/text/number.h"
#include "stdlib/sparse/module.h"

namespace perilune {

using sparse::Matrix;

namespace {

void operate(Call& call) {
  const Matrix *a = sparse_if(call, "left"), *b = sparse_if(call, "right");
  switch (call.operation()) {
    case Operation::negative: return give_sparse(call, sparse::map(call.ctx, UnaryOp::negative, *a));
    case Operation::add:
    case Operation::subtract:
      if (a && b)
        return give_sparse(
            call, sparse::combine(call.ctx,
                                  call.operation() == Operation::add ? sparse::Pairing::add : sparse::Pairing::subtract,
                                  *a, *b));
      call.unsupported("+ and - take sparse matrices; s:toarray() is a dense one");
    case Operation::multiply:
      if (!(a && b) && call.is_number(a ? "right" : "left"))
        return give_sparse(call, sparse::scale(call.ctx, a ? *a : *b, call.scalar(a ? "right" : "left")));
      call.unsupported("* takes a number; use a:dot(b) for the matrix product, a:multiply(b) element by element");
    case Operation::divide:
      if (a && !b && call.is_number("right"))
        return give_sparse(call, sparse::scale(call.ctx, *a, call.scalar("right"), true));
      call.unsupported("/ takes a sparse matrix and a number; use a:multiply(1 / b)");
    case Operation::power: call.unsupported("use a:power(n) element by element, a:dot(a) for the matrix product");
    default: call.unsupported("use :dot, :multiply, :power or :toarray");
  }
}

void equal(Call& call) {
  const Matrix *a = sparse_if(call, "left"), *b = sparse_if(call, "right");
  if (a && b) return call.give(sparse::equal(call.ctx, *a, *b));
  const char* other = a ? "right" : "left";
  if (call.is_object(other) || !call.is_array(other)) call.unsupported();
  call.give(sparse::equal(call.ctx, a ? *a : *b, call.array(other)));
}

void length(Call& call) { call.give(call.object<SparseValue>("self").m.rows); }

// The head, then the triplets as Lua would index them; of many the first and last.
void text(Call& call) {
  const Matrix& m = call.object<SparseValue>("self").m;
  std::string out = format("%s matrix %s of %s, %lld stored", sparse::name(m.format), sparse::shape_text(m).c_str(),
                           name(m.dtype()), static_cast<long long>(m.nnz()));
  constexpr std::int64_t most = 20;
  const Matrix t = sparse::convert(call.ctx, m, sparse::Format::coo);
  sparse::dispatch_index(t.index_dtype(), [&](auto tag) {
    using I = typename decltype(tag)::type;
    for (std::int64_t k = 0; k < t.nnz(); ++k) {
      if (t.nnz() > most && k == most / 2) {
        out += "\n  ...";
        k = t.nnz() - most / 2;
      }
      char value[short_text_size];
      scalar_text(load(t.dtype(), t.data.data() + static_cast<std::size_t>(k) * itemsize(t.dtype())), value,
                  sizeof value);
      out += format("\n  (%lld, %lld)  ", static_cast<long long>(t.row.as<I>()[k]) + 1,
                    static_cast<long long>(t.col.as<I>()[k]) + 1) +
             value;
    }
  });
  call.give(std::move(out));
}

}  // namespace

const Operators sparse_operators{operate, equal, length, text, call_sparse_index, call_sparse_assign};

}  // namespace perilune

// Sparse matrices from other sparse matrices.

#include "kernels/array/elementwise.h"
#include "kernels/sparse/construct.h"
#include "kernels/sparse/matrix.h"

#include "stdlib/sparse/module.h"

namespace perilune {

using sparse::Format;
using sparse::Matrix;

namespace {

constexpr Arg format_arg =
    option("format", Type::string, absent, "csr, csc or coo; csr when left out.").among(format_words);
constexpr Arg dtype_arg = option("dtype", Type::dtype, absent, "Of the values; the promoted one when left out.");
constexpr Arg blocks_arg = in("blocks", Type::any, "A list of matrices, sparse or dense.");

constexpr Arg stack_args[] = {blocks_arg, format_arg, dtype_arg, sparse_out};
constexpr Arg grid_args[] = {
    in("blocks", Type::any, "Lists of matrices, one for each row of blocks; pl.none is a block of zeros."), format_arg,
    dtype_arg, sparse_out};
constexpr Arg kron_args[] = {in("A", matrix_type, "The matrix whose elements are spread out.").of(sparse_class),
                             in("B", matrix_type, "The matrix that is repeated.").of(sparse_class), format_arg,
                             sparse_out};
constexpr Arg triangle_args[] = {in("A", matrix_type, "The matrix.").of(sparse_class),
                                 optional("k", Type::integer, 0, "The diagonal to keep up to."), format_arg,
                                 sparse_out};
constexpr Arg find_args[] = {in("A", matrix_type, "The matrix.").of(sparse_class),
                             out("row", Type::vector, "Rows, from 1."), out("col", Type::vector, "Columns, from 1."),
                             out("data", Type::vector, "Values.")};

enum { horizontal, vertical, diagonal };

void give_as(Call& call, Matrix m) {
  if (call.has("dtype")) m = sparse::astype(call.ctx, m, call.dtype("dtype", DType::float64));
  give_sparse(call, std::move(m));
}

std::vector<Item> entries_of(const Item& item) {
  if (item.kind() != Item::Kind::list) item.refuse("must be a list of matrices");
  return item.items();
}

void call_stack(Call& call) {
  std::vector<Matrix> blocks;
  for (const Item& item : entries_of(call.item("blocks"))) blocks.push_back(sparse_of(call, item));
  const Format format = format_of(call, Format::csr);
  if (call.code() == diagonal) return give_as(call, sparse::block_diagonal(call.ctx, blocks, format));
  give_as(call, sparse::stack(call.ctx, blocks, call.code() == vertical, format));
}

void call_grid(Call& call) {
  std::vector<Matrix> blocks;
  std::vector<char> present;
  std::size_t across = 0;
  for (const Item& row : entries_of(call.item("blocks"))) {
    const std::vector<Item> items = entries_of(row);
    if (across && items.size() != across) row.refuse("must have as many blocks as the first row");
    across = items.size();
    for (const Item& item : items) {
      present.push_back(item.kind() != Item::Kind::nil);
      blocks.push_back(present.back() ? sparse_of(call, item)
                                      : sparse::zero_matrix(call.ctx, Format::csr, 0, 0, DType::float32));
    }
  }
  give_as(call, sparse::block_grid(call.ctx, blocks, present, static_cast<std::int64_t>(across),
                                   format_of(call, Format::csr)));
}

void call_kron(Call& call) {
  give_sparse(call, sparse::kron(call.ctx, sparse_of(call, "A"), sparse_of(call, "B"), format_of(call, Format::csr)));
}

void call_triangle(Call& call) {
  const bool lower = call.code() == 0;
  give_sparse(call,
              sparse::triangle(call.ctx, sparse_of(call, "A"), call.integer("k"), lower, format_of(call, Format::csr)));
}

void call_find(Call& call) {
  const Matrix m = sparse::without_zeros(
      call.ctx, sparse::canonical(call.ctx, sparse::convert(call.ctx, sparse_of(call, "A"), Format::csc)));
  const Matrix t = sparse::convert(call.ctx, m, Format::coo);
  call.give_positions(contiguous_copy(call.ctx, t.row));
  call.give_positions(contiguous_copy(call.ctx, t.col));
  call.give(contiguous_copy(call.ctx, t.data));
}

constexpr Function rows[] = {
    Function{"hstack", "Matrices side by side.", stack_args, "All must have the same number of rows.",
             "print(sparse.hstack({sparse.eye(2), {{5}, {6}}}):toarray())\n--> [[1. 0. 5.]\n-->  [0. 1. 6.]]",
             call_stack}
        .with(horizontal)
        .raises("the numbers of rows differ"),
    Function{"vstack", "Matrices one below the other.", stack_args, "All must have the same number of columns.",
             "print(sparse.vstack{sparse.eye(2), {{5, 6}}}.shape)  --> {3, 2}", call_stack}
        .with(vertical)
        .raises("the numbers of columns differ"),
    Function{"block_diag", "Matrices along the diagonal.", stack_args, "Zero elsewhere.",
             "print(sparse.block_diag{{{1, 2}}, {{3}}}:toarray())\n--> [[1. 2. 0.]\n-->  [0. 0. 3.]]", call_stack}
        .with(diagonal),
    Function{"bmat", "A matrix from a grid of blocks.", grid_args,
             "Blocks of a row have one height, blocks of a column one width.",
             R"(local a = sparse.bmat{{sparse.eye(2), pl.none}, {pl.none, {{7}}}}
                print(a.shape, a.nnz)  --> {3, 3}	3)",
             call_grid}
        .alias("block_array")
        .raises("heights or widths differ, or a row or column has no block"),
    Function{"kron", "Kronecker product.", kron_args, "Each element of A times the whole of B.",
             "print(sparse.kron({{1, 2}}, sparse.eye(2)):toarray())\n--> [[1. 0. 2. 0.]\n-->  [0. 1. 0. 2.]]",
             call_kron},
    Function{"tril", "What lies on and below a diagonal.", triangle_args, "The rest is not stored.",
             "print(sparse.tril{{1, 2}, {3, 4}}.nnz)  --> 3", call_triangle}
        .with(0),
    Function{"triu", "What lies on and above a diagonal.", triangle_args, "The rest is not stored.",
             "print(sparse.triu({{1, 2}, {3, 4}}, 1).nnz)  --> 1", call_triangle}
        .with(1),
    Function{"find", "Places and values of what is not zero.", find_args,
             "In the order of columns; duplicates are summed.",
             R"(local i, j, v = sparse.find{{0, 5}, {6, 0}}
                print(i, j, v)  --> [2 1]	[1 2]	[6. 5.])",
             call_find},
};

}  // namespace

Rows sparse_combine_rows() { return rows; }

}  // namespace perilune

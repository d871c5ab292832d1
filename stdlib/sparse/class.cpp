// The classes of sparse matrices: what they have as methods and fields.

#include "kernels/array/elementwise.h"
#include "kernels/sparse/arithmetic.h"

#include "stdlib/sparse/methods.h"
#include "stdlib/sparse/module.h"

namespace perilune {

using sparse::Matrix;

namespace {

constexpr int code(SparseMethod m) { return static_cast<int>(m); }
constexpr int code(UnaryOp op) { return static_cast<int>(op); }

constexpr Arg matrix_out[] = {sparse_self, sparse_out};
constexpr Arg asformat_args[] = {
    sparse_self,
    optional("format", Type::string, absent, "csr, csc or coo; as it is when left out.").among(format_words),
    sparse_out};
constexpr Arg astype_args[] = {sparse_self, in("dtype", Type::dtype, "float64, float32, complex128 or complex64."),
                               sparse_out};
constexpr Arg toarray_args[] = {sparse_self, out_option, out("a", Type::matrix, "The dense matrix.").shaped("m, n")};
constexpr Arg dot_args[] = {sparse_self,
                            in("other", matrix_type, "A vector, a dense matrix or a sparse one.").of(sparse_class),
                            out("product", matrix_type, "Sparse for a sparse operand, else dense.").of(sparse_class)};
constexpr Arg pair_args[] = {sparse_self,
                             in("other", Type::number | Type::complex | Type::array | Type::object,
                                "A number, a dense matrix, row or column, or a sparse matrix.")
                                 .of(sparse_class),
                             sparse_out};
constexpr Arg power_args[] = {sparse_self, in("n", Type::number, "The exponent.").above(0), sparse_out};
constexpr Arg axis_args[] = {sparse_self,
                             optional("axis", Type::axis | Type::none, absent,
                                      "1 down the columns, 2 along the rows; everything when left out."),
                             out("result", Type::vector | Type::number | Type::complex, "A vector, or one number.")};
constexpr Arg diagonal_args[] = {sparse_self, optional("k", Type::integer, 0, "Which diagonal."),
                                 out("d", Type::vector, "Its elements.")};
constexpr Arg trace_args[] = {sparse_self, optional("offset", Type::integer, 0, "Which diagonal."),
                              out("t", Type::number | Type::complex, "The sum of its elements.")};
constexpr Arg count_args[] = {sparse_self, out("n", Type::integer, "How many.")};
constexpr Arg nonzero_args[] = {sparse_self, out("row", Type::vector, "Rows, from 1."),
                                out("col", Type::vector, "Columns, from 1.")};
constexpr Arg line_args[] = {sparse_self, in("i", Type::index, "Which, from 1; -1 is the last."), sparse_out};
constexpr Arg self_args[] = {sparse_self};
constexpr Arg setdiag_args[] = {sparse_self, in("values", Type::array, "A number, or a vector."),
                                optional("k", Type::integer, 0, "Which diagonal.")};
constexpr Arg set_args[] = {
    sparse_self, in("i", Type::integer, "Row, from 1."), in("j", Type::integer, "Column, from 1."),
    in("value", Type::number | Type::complex | Type::array | Type::object, "The new element.").of(sparse_class)};

constexpr Function map_row(const char* name, UnaryOp op, const char* summary, const char* example) {
  return Function{name, summary, matrix_out, "Of the stored values; 0 stays 0.", example, call_sparse_map}.with(
      code(op));
}

constexpr Function methods[] = {
    Function{"tocsr", "The matrix by rows.", matrix_out,
             "Sums the duplicates of COO. Shares the values where it is CSR.",
             "print(sparse.eye(2, {format = \"coo\"}):tocsr().format)  --> csr", call_sparse_convert}
        .with(code(SparseMethod::tocsr)),
    Function{"tocsc", "The matrix by columns.", matrix_out,
             "Sums the duplicates of COO. Shares the values where it is CSC.",
             "print(sparse.eye(2):tocsc().format)  --> csc", call_sparse_convert}
        .with(code(SparseMethod::tocsc)),
    Function{"tocoo", "The matrix as triplets.", matrix_out, "Shares the values.",
             "print(sparse.eye(2):tocoo().row)  --> [1 2]", call_sparse_convert}
        .with(code(SparseMethod::tocoo)),
    Function{"asformat", "The matrix in a format.", asformat_args, "As tocsr, tocsc and tocoo.",
             "print(sparse.eye(2):asformat(\"csc\").format)  --> csc", call_sparse_convert}
        .with(code(SparseMethod::asformat)),
    Function{"astype", "The matrix with values of a dtype.", astype_args, "Always with its own values.",
             "print(sparse.eye(2):astype(\"float32\").dtype)  --> float32", call_sparse_convert}
        .with(code(SparseMethod::astype))
        .raises("the values are complex and the dtype is not, or it is none of the four"),
    Function{"copy", "The matrix with its own values.", matrix_out, "What is stored where is shared, being read-only.",
             "print(sparse.eye(2):copy() == sparse.eye(2))  --> true", call_sparse_convert}
        .with(code(SparseMethod::copy)),
    Function{"transpose", "The transposed matrix.", matrix_out, "CSR becomes CSC and back; the values are shared.",
             "print(sparse.eye(2, 3):transpose().shape)  --> {3, 2}", call_sparse_convert}
        .with(code(SparseMethod::transpose)),
    Function{"toarray", "The dense matrix.", toarray_args,
             "Refused before anything is allocated when there is no room.",
             "print(sparse.eye(2):toarray())\n--> [[1. 0.]\n-->  [0. 1.]]", call_sparse_toarray}
        .alias("todense")
        .raises("there is not enough memory"),
    Function{"dot", "Matrix product.", dot_args,
             "With a dense operand the result is dense. The bits do not depend on the number of threads.",
             R"(local a = sparse.csr_matrix{{1, 0}, {2, 3}}
                print(a:dot{1, 1}, a:dot(a):toarray())  --> [1. 5.]	[[1. 0.]
                -->  [8. 9.]])",
             call_sparse_dot}
        .alias("matmul")
        .raises("the shapes do not fit")
        .from("F. Gustavson, ACM Transactions on Mathematical Software 4 (1978), for two sparse matrices"),
    Function{"multiply", "Product element by element.", pair_args, "What is zero in one of them stays unstored.",
             "print(sparse.csr_matrix{{1, 0}, {2, 3}}:multiply({10, 100}).data)  --> [ 10.  20. 300.]",
             call_sparse_pair}
        .with(code(SparseMethod::multiply))
        .raises("the shapes do not fit"),
    Function{"divide", "Quotient element by element.", pair_args,
             "By a number or a dense matrix, row or column; only what is stored is divided.",
             "print(sparse.csr_matrix{{1, 0}, {2, 3}}:divide({2, 3}).data)  --> [0.5 1.  1. ]", call_sparse_pair}
        .with(code(SparseMethod::divide))
        .raises("the shapes do not fit"),
    Function{"maximum", "The larger of two, element by element.", pair_args,
             "Of a number only one that is not positive. NaN wins.",
             "print(sparse.csr_matrix{{-1, 0, 2}}:maximum(0).data)  --> [0. 2.]", call_sparse_pair}
        .with(code(SparseMethod::maximum))
        .raises("a number that is positive, or complex values"),
    Function{"minimum", "The smaller of two, element by element.", pair_args,
             "Of a number only one that is not negative. NaN wins.",
             "print(sparse.csr_matrix{{-1, 0, 2}}:minimum(1).data)  --> [-1.  1.]", call_sparse_pair}
        .with(code(SparseMethod::minimum))
        .raises("a number that is negative, or complex values"),
    Function{"power", "Powers of the elements.", power_args, "Of the stored values; n must keep 0 at 0.",
             "print(sparse.csr_matrix{{2, 0, 3}}:power(2).data)  --> [4. 9.]", call_sparse_power},
    map_row("abs", UnaryOp::absolute, "Magnitudes.", "print(sparse.csr_matrix{{-2, 0}}:abs().data)  --> [2.]"),
    map_row("conj", UnaryOp::conj, "Complex conjugates.",
            "print(sparse.csr_matrix{{pl.complex(1, 2)}}:conj()(1, 1))  --> (1-2j)")
        .alias("conjugate"),
    map_row("sqrt", UnaryOp::sqrt, "Square roots.", "print(sparse.csr_matrix{{4, 0}}:sqrt().data)  --> [2.]"),
    map_row("sign", UnaryOp::sign, "Signs.", "print(sparse.csr_matrix{{-4, 3}}:sign().data)  --> [-1.  1.]"),
    map_row("log1p", UnaryOp::log1p, "Logarithms of 1 + x.", "print(sparse.csr_matrix{{0, 1}}:log1p().nnz)  --> 1"),
    map_row("expm1", UnaryOp::expm1, "exp(x) - 1.", "print(sparse.csr_matrix{{0, 1}}:expm1().nnz)  --> 1"),
    Function{"sum", "Sum of elements.", axis_args, "Over one axis a vector, else one number.",
             R"(local a = sparse.csr_matrix{{1, 0}, {2, 3}}
                print(a:sum(), a:sum(1), a:sum(2))  --> 6.0	[3. 3.]	[1. 5.])",
             call_sparse_reduce}
        .with(code(SparseMethod::sum)),
    Function{"mean", "Mean of elements, the zeros among them.", axis_args, "Over one axis a vector, else one number.",
             "print(sparse.csr_matrix{{1, 0}, {2, 3}}:mean())  --> 1.5", call_sparse_reduce}
        .with(code(SparseMethod::mean)),
    Function{"max", "Largest element, the zeros among them.", axis_args,
             "Over one axis a vector, else one number. NaN wins.",
             "print(sparse.csr_matrix{{-1, 0}, {-2, -3}}:max(2))  --> [ 0. -2.]", call_sparse_reduce}
        .with(code(SparseMethod::max))
        .raises("the axis is empty, or the values are complex"),
    Function{"min", "Smallest element, the zeros among them.", axis_args,
             "Over one axis a vector, else one number. NaN wins.",
             "print(sparse.csr_matrix{{1, 0}, {2, 3}}:min(2))  --> [0. 2.]", call_sparse_reduce}
        .with(code(SparseMethod::min))
        .raises("the axis is empty, or the values are complex"),
    Function{"diagonal", "A diagonal.", diagonal_args, "A dense vector, empty beyond the matrix.",
             "print(sparse.csr_matrix{{1, 0}, {2, 3}}:diagonal())  --> [1. 3.]", call_sparse_reduce}
        .with(code(SparseMethod::diagonal)),
    Function{"trace", "Sum of a diagonal.", trace_args, "Also of matrices that are not square.",
             "print(sparse.csr_matrix{{1, 0}, {2, 3}}:trace())  --> 4.0", call_sparse_reduce}
        .with(code(SparseMethod::trace)),
    Function{"count_nonzero", "How many elements are not zero.", count_args,
             "Stored zeros do not count, unlike in nnz.", "print(sparse.eye(3):count_nonzero())  --> 3",
             call_sparse_reduce}
        .with(code(SparseMethod::count_nonzero)),
    Function{"nonzero", "Where elements are not zero.", nonzero_args, "In the order of rows.",
             "print(sparse.csr_matrix{{1, 0}, {2, 3}}:nonzero())  --> [1 2 2]	[1 1 2]", call_sparse_part}
        .with(code(SparseMethod::nonzero)),
    Function{"getrow", "A row, as a sparse matrix.", line_args, "The same as a(i, \":\").",
             "print(sparse.eye(3):getrow(2).shape)  --> {1, 3}", call_sparse_part}
        .with(code(SparseMethod::getrow)),
    Function{"getcol", "A column, as a sparse matrix.", line_args, "The same as a(\":\", i).",
             "print(sparse.eye(3):getcol(-1).shape)  --> {3, 1}", call_sparse_part}
        .with(code(SparseMethod::getcol)),
    Function{"get", "A part of the matrix.", sparse_get_args, "What a(...) gives.",
             "print(sparse.eye(3):get(2, 2))  --> 1.0", call_sparse_get},
    Function{
        "set", "Sets an element.", set_args,
        "In place. A place that was not stored costs a copy of the matrix: build with `sparse.coo_matrix` instead.",
        "local a = sparse.eye(2); a:set(1, 2, 7)\nprint(a(1, 2))  --> 7.0", call_sparse_set},
    Function{"setdiag", "Sets a diagonal.", setdiag_args, "In place.",
             "local a = sparse.eye(2); a:setdiag(5)\nprint(a:trace())  --> 10.0", call_sparse_change}
        .with(code(SparseMethod::setdiag)),
    Function{"eliminate_zeros", "Drops stored zeros.", self_args, "In place.",
             "local a = sparse.eye(2) * 0; a:eliminate_zeros()\nprint(a.nnz)  --> 0", call_sparse_change}
        .with(code(SparseMethod::eliminate_zeros)),
    Function{"sum_duplicates", "Adds up the values of one place.", self_args, "In place; sorts as well.",
             R"(local a = sparse.coo_matrix{data = {1, 2}, row = {1, 1}, col = {1, 1}}
                a:sum_duplicates()
                print(a.nnz, a.data)  --> 1	[3.])",
             call_sparse_change}
        .with(code(SparseMethod::sum_duplicates)),
    Function{"sort_indices", "Sorts the positions within rows or columns.", self_args, "In place.",
             R"(local a = sparse.csr_matrix{data = {1, 2}, indices = {2, 1}, indptr = {1, 3}}
                a:sort_indices()
                print(a.indices, a.data)  --> [1 2]	[2. 1.])",
             call_sparse_change}
        .with(code(SparseMethod::sort_indices)),
};

// Fields

SparseValue& self_of(Call& call) { return call.object<SparseValue>("self"); }

constexpr Arg integer_field[] = {sparse_self, out("n", Type::integer, "The number.")};
constexpr Arg text_field[] = {sparse_self, out("name", Type::string, "The name.")};
constexpr Arg flag_field[] = {sparse_self, out("yes", Type::boolean, "Whether it is so.")};
constexpr Arg vector_field[] = {sparse_self, out("v", Type::vector, "The vector.")};
constexpr Arg shape_field[] = {sparse_self, out("shape", Type::list, "{rows, columns}.")};

// Made once, from 1, and never written: scripts may hold it as long as they like.
void give_shown(Call& call, Array SparseValue::*shown, const Array& positions) {
  SparseValue& self = self_of(call);
  if (!(self.*shown).block()) {
    const bool wide = positions.dtype() == DType::int64 ||
                      std::max({self.m.rows, self.m.columns, self.m.nnz()}) >= std::numeric_limits<std::int32_t>::max();
    Array a = astype(call.ctx, positions, wide ? DType::int64 : DType::int32);
    sparse::dispatch_index(a.dtype(), [&](auto tag) {
      using I = typename decltype(tag)::type;
      for (std::int64_t i = 0; i < a.size(); ++i) ++a.as<I>()[i];
    });
    if (a.block()) a.block()->read_only = true;
    self.*shown = std::move(a);
  }
  call.give(self.*shown);
}

constexpr Function fields[] = {
    Function{.name = "shape",
             .summary = "Rows and columns.",
             .args = shape_field,
             .details = "A table that cannot be written.",
             .example = "print(sparse.eye(2, 3).shape)  --> {2, 3}",
             .body = nullptr,
             .direct = sparse_shape},
    Function{"ndim", "How many axes: two.", integer_field, "As of arrays.", "print(sparse.eye(2).ndim)  --> 2",
             [](Call& call) { call.give(2); }},
    Function{"nnz", "How many values are stored.", integer_field, "Stored zeros and duplicates count.",
             "print(sparse.eye(4).nnz)  --> 4", [](Call& call) { call.give(self_of(call).m.nnz()); }},
    Function{"size", "How many values are stored.", integer_field, "The same as nnz, as in SciPy.",
             "print(sparse.eye(4).size)  --> 4", [](Call& call) { call.give(self_of(call).m.nnz()); }},
    Function{"dtype", "The dtype of the values.", text_field, "float64, float32, complex128 or complex64.",
             "print(sparse.eye(4).dtype)  --> float64", [](Call& call) { call.give(name(self_of(call).m.dtype())); }},
    Function{"format", "How it is stored.", text_field, "csr, csc or coo.", "print(sparse.eye(4).format)  --> csr",
             [](Call& call) { call.give(sparse::name(self_of(call).m.format)); }},
    Function{"data", "The stored values.", vector_field, "A view: writing to it changes the matrix.",
             "local a = sparse.eye(2); a.data[1] = 5\nprint(a(1, 1))  --> 5.0",
             [](Call& call) { call.give(self_of(call).m.data); }},
    Function{"T", "The transposed matrix.", matrix_out, "CSR becomes CSC and back; the values are shared.",
             "print(sparse.eye(2, 3).T.shape)  --> {3, 2}",
             [](Call& call) { give_sparse(call, sparse::transposed(self_of(call).m)); }},
    Function{"H", "The transposed and conjugated matrix.", matrix_out, "CSR becomes CSC and back.",
             "print(sparse.csr_matrix{{pl.complex(0, 1)}}.H(1, 1))  --> (0-1j)",
             [](Call& call) {
               give_sparse(call, sparse::map(call.ctx, UnaryOp::conj, sparse::transposed(self_of(call).m)));
             }},
    Function{"real", "The real parts.", matrix_out, "A sparse matrix.",
             "print(sparse.csr_matrix{{pl.complex(3, 1)}}.real.data)  --> [3.]", call_sparse_map}
        .with(code(UnaryOp::real)),
    Function{"imag", "The imaginary parts.", matrix_out, "A sparse matrix.",
             "print(sparse.csr_matrix{{pl.complex(3, 1)}}.imag.data)  --> [1.]", call_sparse_map}
        .with(code(UnaryOp::imag)),
    Function{"has_sorted_indices", "Whether positions rise within rows or columns.", flag_field,
             "What `sort_indices` brings about.", "print(sparse.eye(4).has_sorted_indices)  --> true",
             [](Call& call) { call.give(self_of(call).m.sorted); }},
    Function{"has_canonical_format", "Whether positions rise and none comes twice.", flag_field,
             "What `sum_duplicates` brings about.", "print(sparse.eye(4).has_canonical_format)  --> true",
             [](Call& call) { call.give(self_of(call).m.canonical); }},
};

constexpr Function indices_field{
    "indices",
    "The column (CSR) or row (CSC) of each value.",
    vector_field,
    "From 1, read-only.",
    "print(sparse.eye(2, 3, 1).indices)  --> [2 3]",
    [](Call& call) { give_shown(call, &SparseValue::shown_indices, self_of(call).m.indices); }};
constexpr Function indptr_field{
    "indptr",
    "Where each row (CSR) or column (CSC) begins in data, and where the last ends.",
    vector_field,
    "From 1, read-only: row i has the values indptr[i] up to indptr[i + 1] - 1.",
    "print(sparse.eye(2, 3, 1).indptr)  --> [1 2 3]",
    [](Call& call) { give_shown(call, &SparseValue::shown_indptr, self_of(call).m.indptr); }};
constexpr Function compressed_fields[] = {indices_field, indptr_field};
constexpr Function coo_fields[] = {
    Function{"row", "The row of each value.", vector_field, "From 1, read-only.",
             "print(sparse.eye(2, 3, 1):tocoo().row)  --> [1 2]",
             [](Call& call) { give_shown(call, &SparseValue::shown_row, self_of(call).m.row); }},
    Function{"col", "The column of each value.", vector_field, "From 1, read-only.",
             "print(sparse.eye(2, 3, 1):tocoo().col)  --> [2 3]",
             [](Call& call) { give_shown(call, &SparseValue::shown_col, self_of(call).m.col); }},
};

void destroy(void* p) { delete static_cast<SparseValue*>(p); }

}  // namespace

const Class sparse_class{"sparse.matrix",
                         "matrix:",
                         "A sparse matrix of any format.",
                         methods,
                         fields,
                         &sparse_call_row,
                         destroy,
                         "`sparse.csr_matrix`, `sparse.csc_matrix` and `sparse.coo_matrix` make them.",
                         nullptr,
                         &sparse_operators};
const Class csr_class{"sparse.csr_matrix",
                      "csr_matrix:",
                      "A sparse matrix stored by rows.",
                      {},
                      compressed_fields,
                      nullptr,
                      destroy,
                      nullptr,
                      &sparse_class};
const Class csc_class{"sparse.csc_matrix",
                      "csc_matrix:",
                      "A sparse matrix stored by columns.",
                      {},
                      compressed_fields,
                      nullptr,
                      destroy,
                      nullptr,
                      &sparse_class};
const Class coo_class{"sparse.coo_matrix",
                      "coo_matrix:",
                      "A sparse matrix as a list of triplets.",
                      {},
                      coo_fields,
                      nullptr,
                      destroy,
                      nullptr,
                      &sparse_class};

}  // namespace perilune

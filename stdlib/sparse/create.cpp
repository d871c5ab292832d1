// Sparse matrices from arrays, from a rule, and by chance.

#include <cmath>

#include <array>
#include "kernels/sparse/construct.h"

#include "stdlib/random/streams.h"
#include "stdlib/registry/words.h"
#include "stdlib/sparse/module.h"

namespace perilune {

using sparse::Format;
using sparse::Matrix;

namespace {

const Class& class_of(Format format) {
  return format == Format::csr ? csr_class : format == Format::csc ? csc_class : coo_class;
}

struct MatrixShape {
  std::int64_t rows = -1, columns = -1;
};

MatrixShape shape_option(Call& call) {
  if (!call.has("shape")) return {};
  const Dims lengths = call.shape("shape");
  if (lengths.size() != 2 || lengths[0] < 0 || lengths[1] < 0)
    call.refuse("shape", "must be two lengths, rows and columns");
  return {lengths[0], lengths[1]};
}

MatrixShape shape_entry(const Call& call, const Item& item) {
  if (Dims lengths; shape_of(call, item, lengths)) {
    if (lengths.size() != 2) item.refuse("must be two lengths, rows and columns");
    return {lengths[0], lengths[1]};
  }
  const std::vector<Item> lengths = item.items(2);
  MatrixShape shape{lengths[0].whole_number(), lengths[1].whole_number()};
  for (int axis = 0; axis < 2; ++axis)
    if ((axis ? shape.columns : shape.rows) < 0) lengths[static_cast<std::size_t>(axis)].refuse("must not be negative");
  return shape;
}

constexpr const char* part_names = "data|row|col|shape|indices|indptr";

// {data =, row =, col =}, {data =, indices =, indptr =} or {shape =} alone.
Matrix from_names(Call& call, Format format) {
  MatrixShape shape = shape_option(call);
  std::optional<Array> data, row, col, indices, indptr;
  const std::vector<Item::Entry> entries = call.item("arg1").entries();
  for (const auto& [key, item] : entries) {
    const auto* name = std::get_if<std::string>(&key);
    if (!name) call.refuse("arg1", "must name its parts: data, row and col, or data, indices and indptr, and shape");
    if (*name == "data") data = item.array();
    else if (*name == "row") row = item.array();
    else if (*name == "col") col = item.array();
    else if (*name == "indices") indices = item.array();
    else if (*name == "indptr") indptr = item.array();
    else if (*name == "shape" && !call.has("shape")) shape = shape_entry(call, item);
    else {
      std::vector<std::string_view> known;
      for_each_word(part_names, [&](std::string_view word) { known.push_back(word); });
      throw ValueError("arg1 has data, row and col, or data, indices and indptr, and shape, got '" + *name + "'" +
                       suggestion(*name, known));
    }
  }
  const bool triplets = row || col, compressed = indices || indptr;
  if (triplets && !compressed && data && row && col)
    return sparse::convert(call.ctx, sparse::from_triplets(call.ctx, shape.rows, shape.columns, *data, *row, *col, 1),
                           format);
  if (compressed && !triplets && data && indices && indptr) {
    if (format == Format::coo)
      throw ValueError("arg1 must be given by data, row and col for coo, got indices and indptr");
    return sparse::from_arrays(call.ctx, format, shape.rows, shape.columns, *data, *indices, *indptr, 1);
  }
  if (!data && !triplets && !compressed && shape.rows >= 0)
    return sparse::zero_matrix(call.ctx, format, shape.rows, shape.columns, DType::float64);
  throw ValueError("arg1 must have data, row and col, or data, indices and indptr, or shape alone");
}

void call_make(Call& call) {
  const auto format = static_cast<Format>(call.code());
  Matrix m;
  const Matrix* given = sparse_if(call, "arg1");
  if (given) {
    m = sparse::convert(call.ctx, *given, format);
    if (call.flag("copy")) m = sparse::copy(call.ctx, m);
  } else if (call.is_object("arg1")) {
    call.refuse("arg1", "must be a sparse matrix, an array or a table");
  } else if (const Item item = call.item("arg1"); item.kind() == Item::Kind::map) {
    m = from_names(call, format);
  } else {
    m = sparse::from_dense(call.ctx, call.array("arg1"), format);
  }
  const MatrixShape shape = shape_option(call);
  if (shape.rows >= 0 && (shape.rows != m.rows || shape.columns != m.columns))
    call.refuse("shape", "must be that of the matrix, " + sparse::shape_text(m));
  if (call.has("dtype")) m = sparse::astype(call.ctx, m, call.dtype("dtype", DType::float64));
  give_sparse(call, std::move(m));
}

constexpr std::array<Arg, 5> make_args(const Class& made) {
  return {
      in("arg1", Type::map | Type::array | Type::object,
         "{data = d, row = i, col = j}: triplets, where those of one place add up; {data = d, indices = j, indptr = "
         "p}: "
         "the "
         "three arrays; both with shape = {m, n} or as large as the positions need; {shape = {m, n}} alone: zero; a "
         "dense "
         "matrix; or a sparse one.")
          .among(part_names)
          .of(sparse_class),
      option("shape", Type::shape, absent, "Rows and columns, here instead of in the table."),
      option("dtype", Type::dtype, absent, "Of the values: float64, float32, complex128 or complex64."),
      option("copy", false, "Of a sparse matrix: whether the values are copied, or shared where the format stays."),
      out("a", Type::object, "The sparse matrix.").of(made),
  };
}
constexpr auto csr_args = make_args(csr_class), csc_args = make_args(csc_class), coo_args = make_args(coo_class);

constexpr Arg dtype_arg =
    option("dtype", Type::dtype, "float64", "Of the values: float64, float32, complex128 or complex64.");
constexpr Arg format_arg = choice("format", "csr|csc|coo", "The format of the result.");

constexpr Arg eye_args[] = {
    in("m", Type::integer, "Rows.").at_least(0),
    optional("n", Type::integer, absent, "Columns; as many as rows when left out.").at_least(0),
    optional("k", Type::integer, 0, "Which diagonal: 0 the main one, above it positive, below it negative."),
    dtype_arg,
    format_arg,
    sparse_out,
};
constexpr Arg identity_args[] = {in("n", Type::integer, "Rows and columns.").at_least(0), dtype_arg, format_arg,
                                 sparse_out};

DType values_dtype(Call& call) {
  const DType dtype = call.dtype("dtype", DType::float64);
  if (!is_inexact(dtype)) call.refuse("dtype", "must be float64, float32, complex128 or complex64");
  return dtype;
}

void call_eye_of(Call& call) {
  const bool square = !call.takes("m");
  const std::int64_t m = call.integer(square ? "n" : "m"), n = square || !call.has("n") ? m : call.integer("n");
  give_sparse(call, sparse::eye(call.ctx, m, n, square ? 0 : call.integer("k"), values_dtype(call),
                                format_of(call, Format::csr)));
}

void call_diags(Call& call) {
  // One vector, or a list of vectors and numbers.
  std::vector<Array> kept;
  std::vector<std::int64_t> offsets{0};
  if (call.is_list("offsets")) {
    offsets = call.integers("offsets");
  } else if (call.given("offsets")) {
    const double k = call.scalar("offsets").real();
    if (!(k >= -9e15 && k <= 9e15) || k != std::floor(k))
      call.refuse("offsets", "must be a whole number or a list of them");
    offsets = {static_cast<std::int64_t>(k)};
  }
  const Item item = call.item("diagonals");
  const bool one = !call.is_list("offsets") && !(item.kind() == Item::Kind::list && !item.items().empty() &&
                                                 item.items()[0].kind() != Item::Kind::number);
  if (one || item.kind() != Item::Kind::list) {
    Array all = item.array();
    if (all.ndim() == 2 && !one)
      for (std::int64_t i = 0; i < all.shape()[0]; ++i)
        kept.push_back(all.with_layout(all.data() + i * all.strides()[0], {all.shape()[1]}, {all.strides()[1]}));
    else if (all.ndim() == 1 && !one && offsets.size() > 1)
      for (std::int64_t i = 0; i < all.size(); ++i)
        kept.push_back(all.with_layout(all.data() + i * all.strides()[0], {}, {}));
    else kept.push_back(std::move(all));
  } else {
    for (const Item& part : item.items()) kept.push_back(part.array());
  }
  DType dtype = DType::float64;
  if (call.has("dtype")) {
    dtype = values_dtype(call);
  } else if (!kept.empty()) {
    dtype = to_inexact(kept[0].dtype());
    for (const Array& a : kept) dtype = promote(dtype, to_inexact(a.dtype()));
  }
  std::vector<View> views(kept.begin(), kept.end());
  const MatrixShape shape = shape_option(call);
  give_sparse(call,
              sparse::diags(call.ctx, views, offsets, shape.rows, shape.columns, dtype, format_of(call, Format::csr)));
}

constexpr Arg diags_args[] = {
    in("diagonals", Type::any,
       "A vector, or a list of vectors and numbers, one for each offset; a number is repeated."),
    optional("offsets", Type::integer | Type::list | Type::array, 0,
             "Which diagonals: 0 the main one, above it positive, below it negative."),
    optional("shape", Type::shape, absent,
             "Rows and columns; square and as large as the first diagonal when left out."),
    format_arg,
    option("dtype", Type::dtype, absent, "Of the values; that of the diagonals when left out."),
    sparse_out,
};

void call_random(Call& call) {
  const auto stream = stream_of(call);
  std::optional<FunctionRef<Array(std::int64_t)>> values;
  auto draw = [&](std::int64_t n) {
    Callable f = call.callable("data_rvs");
    return f.call({static_cast<double>(n)}).array(0, std::nullopt, {n});
  };
  if (call.has("data_rvs")) values.emplace(draw);
  give_sparse(call, sparse::random(call.ctx, *stream, call.integer("m"), call.integer("n"), call.number("density"),
                                   values_dtype(call), format_of(call, Format::coo), values));
}

constexpr Arg random_args[] = {
    in("m", Type::integer, "Rows.").at_least(0),
    in("n", Type::integer, "Columns.").at_least(0),
    optional("density", Type::number, 0.01, "Which part of the places holds a value.").between(0, 1),
    choice("format", "coo|csr|csc", "The format of the result."),
    dtype_arg,
    option("data_rvs", Type::callable, absent, "Draws the values; even ones in [0, 1) when left out.")
        .called("n -> array of n numbers"),
    rng_option,
    sparse_out,
};

constexpr Arg issparse_args[] = {in("x", Type::any, "Anything."), out("yes", Type::boolean, "Whether it is.")};

constexpr const char* make_details =
    "What is not zero is stored, row by row (CSR), column by column (CSC) or as a list (COO). Positions that are out "
    "of "
    "range, or an indptr that falls, are errors. Integers and bool become float64.";

constexpr Function rows[] = {
    Function{"csr_matrix", "Sparse matrix stored by rows.", csr_args, make_details,
             R"(local a = sparse.csr_matrix{data = {1, 2, 3}, row = {1, 2, 2}, col = {1, 1, 3}, shape = {2, 3}}
                print(a:toarray())
                --> [[1. 0. 0.]
                -->  [2. 0. 3.]]
                print(a:dot{1, 1, 1}, a.nnz)  --> [1. 5.]	3
                print(a.indptr)  --> [1 2 4])",
             call_make}
        .alias("csr_array")
        .with(static_cast<int>(Format::csr))
        .raises("positions are no whole numbers or out of range\nindptr falls, or lengths do not fit"),
    Function{"csc_matrix", "Sparse matrix stored by columns.", csc_args, make_details,
             R"(local a = sparse.csc_matrix{data = {1, 2, 3}, indices = {1, 2, 2}, indptr = {1, 3, 4}, shape = {2, 2}}
                print(a == sparse.csc_matrix{{1, 0}, {2, 3}})  --> true)",
             call_make}
        .alias("csc_array")
        .with(static_cast<int>(Format::csc))
        .raises("positions are no whole numbers or out of range\nindptr falls, or lengths do not fit"),
    Function{"coo_matrix", "Sparse matrix as a list of triplets.", coo_args,
             "The format to build in: any order, and several values of one place, which add up when it is converted. "
             "Then `tocsr`.",
             R"(local a = sparse.coo_matrix{data = {1, 2, 5}, row = {1, 2, 2}, col = {2, 1, 1}, shape = {2, 2}}
                print(a.nnz, a:tocsr().nnz)  --> 3	2
                print(a:toarray())
                --> [[0. 1.]
                -->  [7. 0.]])",
             call_make}
        .alias("coo_array")
        .with(static_cast<int>(Format::coo))
        .raises("positions are no whole numbers or out of range"),
    Function{"eye", "Sparse matrix with ones on a diagonal.", eye_args, "Rectangular ones are allowed.",
             "print(sparse.eye(2, 3, 1):toarray())\n--> [[0. 1. 0.]\n-->  [0. 0. 1.]]", call_eye_of},
    Function{"identity", "Sparse identity matrix.", identity_args, "The same as a square eye.",
             "print(sparse.identity(3).nnz)  --> 3", call_eye_of},
    Function{"diags", "Sparse matrix from its diagonals.", diags_args,
             "A diagonal must be as long as its place in the matrix; a single number is repeated.",
             R"(local d = sparse.diags({-1, 2, -1}, {-1, 0, 1}, {3, 3})
                print(d:toarray())
                --> [[ 2. -1.  0.]
                -->  [-1.  2. -1.]
                -->  [ 0. -1.  2.]])",
             call_diags}
        .raises("a diagonal is longer or shorter than its place, or an offset comes twice"),
    Function{"random", "Sparse matrix with random values in random places.", random_args,
             "round(density * m * n) places are drawn without putting back, then their values. The streams of NumPy "
             "give the matrices of SciPy, but for a RandomState where m * n is 2^26 or more: SciPy then reorders m * n "
             "numbers.",
             R"(local a = sparse.random(100, 50, 0.1, {rng = 1})
                print(a.nnz, a.shape, a.format)  --> 500	{100, 50}	coo)",
             call_random}
        .raises("what data_rvs returns is no array of that length"),
    Function{"issparse", "Whether a value is a sparse matrix.", issparse_args, "Arrays and operators are not.",
             "print(sparse.issparse(sparse.eye(2)), sparse.issparse(pl.eye(2)))  --> true	false",
             [](Call& call) { call.give(call.same_object("x", sparse_class)); }},
};

}  // namespace

void give_sparse(Call& call, Matrix m) {
  const Class& c = class_of(m.format);
  call.give_object(c, std::make_unique<SparseValue>(SparseValue{std::move(m)}));
}

Matrix sparse_of(Call& call, const char* name) {
  if (const Matrix* m = sparse_if(call, name)) return *m;
  if (call.is_object(name)) call.refuse(name, "must be a sparse matrix or an array");
  return sparse::from_dense(call.ctx, call.array(name), Format::csr);
}

Matrix sparse_of(Call& call, const Item& item) {
  if (item.is_object(sparse_class)) return item.object<SparseValue>(sparse_class).m;
  return sparse::from_dense(call.ctx, item.array(), Format::csr);
}

Format format_of(Call& call, Format otherwise, const char* name) {
  if (!call.has(name)) return otherwise;
  return call.one_of<Format>(name, {{"csr", Format::csr}, {"csc", Format::csc}, {"coo", Format::coo}});
}

Rows sparse_create_rows() { return rows; }

}  // namespace perilune

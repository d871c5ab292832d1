// Evenly spaced numbers, and matrices with a simple pattern.

#include "kernels/array/create.h"

#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg dtype_arg = optional("dtype", Type::dtype, "float64", "Type of the elements.");
constexpr Arg result_arg = out("a", Type::array, "The array.");

constexpr Arg arange_args[] = {
    in("start", Type::number, "First number; with one argument only, the end, and the start is 0."),
    optional("stop", Type::number, absent, "End of the range; it is not reached."),
    optional("step", Type::number, 1, "Distance from one number to the next; may be negative."), dtype_arg, result_arg};

void call_arange(Call& call) {
  const bool one = !call.has("stop");
  const Scalar start = one ? Scalar::of(std::int64_t{0}) : call.scalar("start");
  call.give(arange(call.ctx, start, call.scalar(one ? "start" : "stop"), call.scalar("step"),
                   call.dtype("dtype", DType::float64)));
}

constexpr Arg start_arg = in("start", Type::array, "First number, or an array of them.");
constexpr Arg stop_arg = in("stop", Type::array, "Last number, or an array of them.");
constexpr Arg exponent_start_arg = in("start", Type::array, "Exponent of the first number.");
constexpr Arg exponent_stop_arg = in("stop", Type::array, "Exponent of the last number.");
constexpr Arg num_arg = optional("num", Type::integer, 50, "How many numbers.").at_least(0);
constexpr Arg endpoint_arg = option("endpoint", true, "Whether stop is the last number.");
constexpr Arg space_dtype_arg =
    option("dtype", Type::dtype, absent, "Type of the elements; left out, float64 or complex128.");
constexpr Arg space_axis_arg =
    option("axis", Type::axis, 1, "The axis of the result along which the numbers lie, when the ends are arrays.");

constexpr Arg linspace_args[] = {
    start_arg,
    stop_arg,
    num_arg,
    endpoint_arg,
    option("retstep", false, "Also return the step."),
    space_dtype_arg,
    space_axis_arg,
    result_arg,
    out("step", Type::number, "The distance from one number to the next.").only_if("retstep")};
constexpr Arg logspace_args[] = {
    exponent_start_arg, exponent_stop_arg, num_arg,   endpoint_arg, option("base", 10.0, "The base of the powers."),
    space_dtype_arg,    space_axis_arg,    result_arg};
constexpr Arg geomspace_args[] = {start_arg,       stop_arg,       num_arg,   endpoint_arg,
                                  space_dtype_arg, space_axis_arg, result_arg};

SpaceOptions space_options(Call& call) {
  SpaceOptions options;
  options.num = call.integer("num");
  options.endpoint = call.flag("endpoint");
  options.dtype = call.dtype("dtype");
  options.axis = call.integer("axis");
  return options;
}

void call_linspace(Call& call) {
  Linspace result = linspace(call.ctx, call.array("start"), call.array("stop"), space_options(call));
  call.give(std::move(result.samples));
  if (call.flag("retstep")) call.give_unwrapped(std::move(result.step));
}

void call_logspace(Call& call) {
  call.give(logspace(call.ctx, call.array("start"), call.array("stop"), space_options(call), call.number("base")));
}

void call_geomspace(Call& call) {
  call.give(geomspace(call.ctx, call.array("start"), call.array("stop"), space_options(call)));
}

constexpr Arg k_arg =
    optional("k", Type::integer, 0, "Which diagonal: 0 the main one, positive above, negative below it.");
constexpr Arg eye_args[] = {
    in("n", Type::integer, "Number of rows.").at_least(0),
    optional("m", Type::integer, absent, "Number of columns; left out, n.").alias("M").at_least(0),
    k_arg,
    dtype_arg,
    choice("order", "C|F", "Row-major or column-major."),
    out("a", Type::matrix, "The matrix.")};

void call_eye(Call& call) {
  const std::int64_t n = call.integer("n");
  call.give(eye(call.ctx, n, call.has("m") ? call.integer("m") : n, call.integer("k"),
                call.dtype("dtype", DType::float64),
                call.one_of<Order>("order", {{"C", Order::c}, {"F", Order::fortran}})));
}

constexpr Arg identity_args[] = {in("n", Type::integer, "Number of rows and columns.").at_least(0), dtype_arg,
                                 out("a", Type::matrix, "The matrix.")};

void call_identity(Call& call) {
  call.give(eye(call.ctx, call.integer("n"), call.integer("n"), 0, call.dtype("dtype", DType::float64)));
}

constexpr Arg diag_args[] = {
    in("v", Type::vector | Type::matrix, "A vector to put on the diagonal, or a matrix to take it from."), k_arg,
    out("a", Type::array, "A matrix, or the diagonal as a view.")};

void call_diag(Call& call) { call.give(diag(call.ctx, call.shared("v"), call.integer("k"))); }

constexpr Arg tri_args[] = {
    in("n", Type::integer, "Number of rows.").at_least(0),
    optional("m", Type::integer, absent, "Number of columns; left out, n.").alias("M").at_least(0), k_arg, dtype_arg,
    out("a", Type::matrix, "The matrix.")};

void call_tri(Call& call) {
  const std::int64_t n = call.integer("n");
  call.give(
      tri(call.ctx, n, call.has("m") ? call.integer("m") : n, call.integer("k"), call.dtype("dtype", DType::float64)));
}

constexpr Arg triangle_args[] = {in("a", Type::matrix, "A matrix, or a stack of them."), k_arg,
                                 out("b", Type::array, "A copy with zeros outside the triangle.")};

void call_triangle(Call& call) {
  const View a = call.array("a");
  call.give(call.code() ? triu(call.ctx, a, call.integer("k")) : tril(call.ctx, a, call.integer("k")));
}

constexpr Arg meshgrid_args[] = {
    rest("x", Type::array, "Coordinates along each axis."),
    choice("indexing", "xy|ij",
           "xy: the first two axes are swapped, as plots want them; ij: the axes in the order of the arguments."),
    option("sparse", false, "Length 1 along the other axes, to be broadcast later."),
    out("grids", Type::array, "One array for each argument.").repeated()};

void call_meshgrid(Call& call) {
  if (call.rest_count() > max_ndim)
    throw ValueError(format("x must be at most %d arrays, got %d", max_ndim, call.rest_count()));
  std::vector<View> lists;
  for (int i = 0; i < call.rest_count(); ++i) lists.push_back(call.rest_array(i));
  for (Array& grid : meshgrid(call.ctx, lists, call.text("indexing") == "xy", call.flag("sparse")))
    call.give(std::move(grid));
}

constexpr Function rows[] = {
    {"arange", "Numbers from start to below stop by a step.", arange_args,
     "ceil((stop - start) / step) numbers; integer dtypes are exact. With fractional steps `linspace` says more surely "
     "where the range ends.",
     "print(pl.arange(1, 6))  --> [1. 2. 3. 4. 5.]", call_arange},
    {"linspace", "Evenly spaced numbers between two ends, both included.", linspace_args,
     "The last number is stop itself. Arrays as ends give one row of numbers for each pair.",
     "print(pl.linspace(0, 8, 5))  --> [0. 2. 4. 6. 8.]", call_linspace},
    {"logspace", "Numbers evenly spaced on a logarithmic scale, given by exponents.", logspace_args,
     "base ^ linspace(start, stop, num).", "print(pl.logspace(0, 2, 3))  --> [  1.  10. 100.]", call_logspace},
    {"geomspace", "Numbers evenly spaced on a logarithmic scale, given by their ends.", geomspace_args,
     "Each number is the one before times a constant; both ends are exact.",
     "print(pl.geomspace(1, 100, 3))  --> [  1.  10. 100.]", call_geomspace},
    {"eye", "Ones on a diagonal, zeros elsewhere.", eye_args, "`k` moves the diagonal.",
     "print(pl.eye(2))\n--> [[1. 0.]\n-->  [0. 1.]]", call_eye},
    {"identity", "The identity matrix.", identity_args, "`eye` takes other shapes and diagonals.",
     "print(pl.identity(2))\n--> [[1. 0.]\n-->  [0. 1.]]", call_identity},
    {"diag", "A matrix from its diagonal, or the diagonal of a matrix.", diag_args,
     "The diagonal of a matrix is a view: writing to it writes to the matrix.",
     "print(pl.diag{{1, 2}, {3, 4}})  --> [1. 4.]", call_diag},
    {"tri", "Ones on and below a diagonal.", tri_args, "`tril` of a matrix of ones.",
     "print(pl.tri(2))\n--> [[1. 0.]\n-->  [1. 1.]]", call_tri},
    {"tril", "The lower triangle of a matrix.", triangle_args, "Elements above the k-th diagonal become zero.",
     "print(pl.tril{{1, 2}, {3, 4}})\n--> [[1. 0.]\n-->  [3. 4.]]", call_triangle, 0},
    {"triu", "The upper triangle of a matrix.", triangle_args, "Elements below the k-th diagonal become zero.",
     "print(pl.triu{{1, 2}, {3, 4}})\n--> [[1. 2.]\n-->  [0. 4.]]", call_triangle, 1},
    {"meshgrid", "Coordinate arrays of a grid.", meshgrid_args,
     "The i-th result varies along the axis of the i-th argument and repeats along the others.",
     "local x, y = pl.meshgrid({1, 2}, {3, 4, 5})\nprint(x.shape, y[2])  --> {3, 2}\t[4. 4.]", call_meshgrid},
};

}  // namespace

Rows range_rows() { return rows; }

}  // namespace perilune

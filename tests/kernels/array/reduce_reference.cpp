// Reductions with their options against NumPy's values.

#include "kernels/array/cumulative.h"
#include "kernels/array/reduce.h"
#include "tests/kernels/array/reduce_support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

constexpr ReduceOp all_ops[] = {ReduceOp::sum, ReduceOp::prod, ReduceOp::min, ReduceOp::max, ReduceOp::mean,
                                ReduceOp::var, ReduceOp::std,  ReduceOp::any, ReduceOp::all};

Array run(Context& ctx, const Case& c, const View& a, const View* where) {
  std::vector<int> axes;
  const bool none = c.at("axis") == "none";
  if (!none && c.at("axis") != "-")
    for (const std::string& axis : split(c.at("axis"), '+')) axes.push_back(std::stoi(axis));
  std::optional<DType> dtype;
  if (c.has("dtype")) dtype = parse_dtype(c.at("dtype"));
  if (c.function == "argmin" || c.function == "argmax") {
    ArgOptions options;
    if (!none) options.axis = axes.at(0);
    options.keepdims = c.integer("keepdims") != 0;
    options.skip_nan = c.has("skip_nan");
    return arg_reduce(ctx, c.function == "argmin" ? ArgOp::argmin : ArgOp::argmax, a, options);
  }
  if (c.function == "cumsum" || c.function == "cumprod") {
    CumulativeOptions options;
    if (!none) options.axis = axes.at(0);
    options.dtype = dtype;
    return cumulative(ctx, c.function == "cumsum" ? CumulativeOp::sum : CumulativeOp::prod, a, options);
  }
  ReduceOptions options;
  options.axes = axes;
  options.all_axes = none;
  options.keepdims = c.integer("keepdims") != 0;
  options.dtype = dtype;
  options.where = where;
  options.skip_nan = c.has("skip_nan");
  if (c.has("ddof")) options.ddof = std::stod(c.at("ddof"));
  if (c.has("initial")) options.initial = Scalar::of(static_cast<std::int64_t>(c.integer("initial")));
  for (const ReduceOp op : all_ops)
    if (c.function == name(op)) return reduce(ctx, op, a, options);
  throw InternalError("no such reduction: " + c.function);
}

}  // namespace

TEST_CASE("reductions with initial, where, skip_nan, ddof and dtype give NumPy's values") {
  TestContext ctx;
  int checked = 0;
  for (const Case& c : cases_of("array_reduce/reduce.txt")) {
    INFO(c.text << "\n" << c.at("a"));
    const Array a = array_from(ctx, c.at("a"));
    Array where;
    if (c.has("where")) where = array_from(ctx, c.at("where"));
    const View mask = where;
    ++checked;
    if (c.results.at(0) == "DomainError") {
      CHECK_THROWS_AS(run(ctx, c, a, nullptr), DomainError);
      continue;
    }
    const Array expected = array_from(ctx, c.results[0]);
    // Up to 24 elements, added in another order: a few roundings of terms up to ten times the result.
    const bool single = expected.dtype() == DType::float32 || expected.dtype() == DType::complex64;
    for (const Spread how : {Spread::packed, Spread::reversed}) {
      const Array got = run(ctx, c, spread(ctx, a, how), c.has("where") ? &mask : nullptr);
      CAPTURE(elements_of(got), elements_of(expected), name(got.dtype()));
      CHECK(same(got, expected, single ? 1e-5 : 1e-13));
    }
  }
  CHECK(checked > 2000);
}

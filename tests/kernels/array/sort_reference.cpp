// Orders, searches and distinct elements against NumPy's values.

#include "kernels/array/order.h"
#include "kernels/array/sort.h"
#include "tests/kernels/array/reduce_support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

std::vector<Array> run(Context& ctx, const Case& c, const View& a) {
  const auto flag = [&](const char* name, bool otherwise) { return c.has(name) ? c.integer(name) != 0 : otherwise; };
  if (c.function == "sort") return {sorted(ctx, a, 0)};
  if (c.function == "argsort") return {argsort(ctx, a, 0)};
  if (c.function == "nonzero") return nonzero(ctx, a);
  if (c.function == "searchsorted")
    return {searchsorted(ctx, a, array_from(ctx, c.at("v")), c.at("side") == "left" ? Side::left : Side::right)};
  if (c.function == "unique") {
    UniqueOptions options{.index = true, .inverse = true, .counts = true, .equal_nan = flag("equal_nan", true)};
    if (c.has("axis")) options.axis = static_cast<int>(c.integer("axis"));
    const Unique u = unique(ctx, a, options);
    return {u.values, u.index, u.inverse, u.counts};
  }
  std::vector<int> axes;
  OrderOptions options;
  options.all_axes = c.at("axis") == "none";
  if (!options.all_axes)
    for (const std::string& axis : split(c.at("axis"), '+')) axes.push_back(std::stoi(axis));
  options.axes = axes;
  options.keepdims = flag("keepdims", false);
  options.skip_nan = flag("skip_nan", false);
  if (c.function == "median") return {median(ctx, a, options)};
  options.method = parse_quantile_method(c.at("method")).value();
  const Array q = array_from(ctx, c.at("q"));
  return {(c.function == "quantile" ? quantile : percentile)(ctx, a, q, options)};
}

}  // namespace

TEST_CASE("orders, searches and distinct elements are NumPy's") {
  TestContext ctx;
  int checked = 0;
  for (const Case& c : cases_of("array_reduce/order.txt")) {
    if (c.function == "lexsort") {
      const Array first = array_from(ctx, c.at("first")), second = array_from(ctx, c.at("second"));
      const View keys[] = {first, second};
      CHECK(same(lexsort(ctx, keys, 0), array_from(ctx, c.results[0])));
      continue;
    }
    INFO(c.text << "\n" << c.at("a"));
    const Array a = array_from(ctx, c.at("a"));
    for (const Spread how : all_spreads) {
      const std::vector<Array> got = run(ctx, c, spread(ctx, a, how));
      REQUIRE(got.size() == c.results.size());
      for (std::size_t i = 0; i < got.size(); ++i) {
        const Array expected = array_from(ctx, c.results[i]);
        CAPTURE(i, elements_of(got[i]), elements_of(expected));
        // Interpolated elements round twice; in float32 NumPy's own are rounded from float64 once.
        const bool between = c.function == "quantile" || c.function == "percentile" || c.function == "median";
        CHECK(same(got[i], expected, !between ? 0 : expected.dtype() == DType::float32 ? 3e-7 : 1e-15));
      }
      ++checked;
    }
  }
  CHECK(checked > 2000);
}

// Every reduction over every dtype, shape, layout and set of axes against a naive oracle. Values are multiples of 1/4,
// so that sums are exact and the order of additions does not matter.

#include "kernels/array/reduce.h"
#include "tests/kernels/array/reduce_support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

constexpr ReduceOp all_ops[] = {ReduceOp::sum, ReduceOp::prod, ReduceOp::min, ReduceOp::max, ReduceOp::mean,
                                ReduceOp::var, ReduceOp::std,  ReduceOp::any, ReduceOp::all, ReduceOp::count_nonzero};

Complex128 value_of(const Scalar& s) { return {s.real(), s.imag()}; }

bool before(const Complex128& a, const Complex128& b) {
  return a.real() < b.real() || (a.real() == b.real() && a.imag() < b.imag());
}

// In the widest arithmetic there is; `elements` is not empty for extremes.
Complex128 oracle(ReduceOp op, const std::vector<Scalar>& elements) {
  using Wide = std::complex<long double>;
  Wide sum = 0, product = 1;
  Complex128 low, high;
  std::int64_t nonzero = 0;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Complex128 v = value_of(elements[i]);
    sum += Wide(v);
    product *= Wide(v);
    nonzero += v != 0.0;
    if (i == 0 || before(v, low)) low = v;
    if (i == 0 || before(high, v)) high = v;
  }
  const auto n = static_cast<long double>(elements.size());
  switch (op) {
    case ReduceOp::sum: return Complex128(sum);
    case ReduceOp::prod: return Complex128(product);
    case ReduceOp::min: return low;
    case ReduceOp::max: return high;
    case ReduceOp::mean: return Complex128(sum / n);
    case ReduceOp::any: return nonzero > 0;
    case ReduceOp::all: return nonzero == static_cast<std::int64_t>(elements.size());
    case ReduceOp::count_nonzero: return static_cast<double>(nonzero);
    default: break;
  }
  long double squares = 0;
  for (const Scalar& e : elements) squares += std::norm(Wide(value_of(e)) - sum / n);
  return static_cast<double>(op == ReduceOp::var ? squares / n : std::sqrt(squares / n));
}

const std::vector<Dims> shapes = {{},         {0},       {1},       {7},         {64},        {1000},
                                  {5000},     {3, 0, 2}, {2, 3},    {300, 3},    {3, 300},    {70, 150},
                                  {150, 130}, {5, 1, 4}, {2, 3, 4}, {2, 140, 5}, {2, 2, 2, 2}};

// Signs and powers of two, for products that stay exact and in range.
void make_small(const Array& a) {
  for (std::int64_t i = 0, n = a.size(); i < n; ++i) {
    std::byte* at = a.data() + i * static_cast<std::int64_t>(itemsize(a.dtype()));
    const Scalar v = load(a.dtype(), at);
    const double small[] = {1, -1, 1, 2, 0.5, -1};
    const double chosen = small[static_cast<std::size_t>(std::abs(v.real() * 4)) % 6];
    if (a.dtype() == DType::bool_ || is_integer(a.dtype()))
      store(a.dtype(), at, Scalar::of(std::int64_t{chosen != 0.5}));
    else store(a.dtype(), at, Scalar::of(Complex128(chosen, 0)));
  }
}

void check_all_ops(Context& ctx, const View& a, const std::vector<bool>& folded, bool keepdims) {
  const auto expected = slices(a, folded);
  std::vector<int> axes;
  for (int k = 0; k < a.ndim; ++k)
    if (folded[static_cast<std::size_t>(k)]) axes.push_back(k);
  ReduceOptions options;
  options.axes = axes;
  options.all_axes = false;
  options.keepdims = keepdims;
  const bool no_elements = !expected.empty() && expected[0].empty();
  for (const ReduceOp op : all_ops) {
    const bool extreme = op == ReduceOp::min || op == ReduceOp::max;
    if (op == ReduceOp::prod) continue;
    INFO(name(op) << " of " << name(a.dtype) << " " << shape_text(a.dims()) << ", " << axes.size() << " axes");
    if (extreme && no_elements) {
      CHECK_THROWS_AS(reduce(ctx, op, a, options), ValueError);
      continue;
    }
    const Array got = reduce(ctx, op, a, options);
    REQUIRE(got.dtype() == reduce_dtype(op, a.dtype));
    REQUIRE(got.shape() == reduce_shape(a.dims(), options));
    const auto values = elements_of(got);
    REQUIRE(values.size() == expected.size());
    const bool single = got.dtype() == DType::float32 || got.dtype() == DType::complex64;
    // Means and variances round a few times; the rest is exact.
    const bool rounds = op == ReduceOp::mean || op == ReduceOp::var || op == ReduceOp::std;
    const double tolerance = rounds ? (single ? 1e-5 : 1e-13) : 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Complex128 want = oracle(op, expected[i]);
      if (no_elements && rounds) {
        CHECK(std::isnan(values[i].real()));
      } else if (!(std::abs(values[i] - want) <= tolerance * std::max(1.0, std::abs(want)))) {
        CAPTURE(i);
        REQUIRE(values[i] == want);
      }
    }
  }
}

}  // namespace

TEST_CASE("reductions agree with a naive oracle for every dtype, shape, layout and set of axes") {
  TestContext ctx;
  unsigned seed = 0;
  for (const Dims& shape : shapes)
    for (const DType dtype : all_dtypes) {
      const Array packed = quarters(ctx, dtype, shape, ++seed);
      for (const Spread how : all_spreads) {
        const Array a = spread(ctx, packed, how);
        for (unsigned set = 0; set < 1u << shape.size(); ++set) {
          std::vector<bool> folded;
          for (int k = 0; k < shape.size(); ++k) folded.push_back((set >> k) & 1);
          check_all_ops(ctx, a, folded, seed % 2 == 0);
        }
      }
    }
  CHECK(ctx.memory.used() == 0);
}

TEST_CASE("products agree with a naive oracle") {
  TestContext ctx;
  unsigned seed = 100;
  for (const Dims& shape : shapes)
    for (const DType dtype : all_dtypes) {
      const Array packed = quarters(ctx, dtype, shape, ++seed);
      make_small(packed);
      for (const Spread how : all_spreads) {
        const Array a = spread(ctx, packed, how);
        for (int axis = -1; axis < shape.size(); ++axis) {
          std::vector<bool> folded(static_cast<std::size_t>(shape.size()), axis < 0);
          if (axis >= 0) folded[static_cast<std::size_t>(axis)] = true;
          ReduceOptions options;
          options.axes = {&axis, 1};
          options.all_axes = axis < 0;
          const auto expected = slices(a, folded);
          const auto got = elements_of(reduce(ctx, ReduceOp::prod, a, options));
          INFO(name(dtype) << " " << shape_text(shape) << " axis " << axis);
          REQUIRE(got.size() == expected.size());
          for (std::size_t i = 0; i < got.size(); ++i) REQUIRE(got[i] == oracle(ReduceOp::prod, expected[i]));
        }
      }
    }
}

TEST_CASE("axes that repeat their elements are folded like others") {
  TestContext ctx;
  for (const DType dtype : all_dtypes) {
    const Array row = quarters(ctx, dtype, {7}, 5);
    const auto item = static_cast<std::int64_t>(itemsize(dtype));
    for (const Dims& strides : {Dims{0, item}, Dims{item, 0}}) {
      const Array a = row.with_layout(row.data(), strides[0] == 0 ? Dims{40, 7} : Dims{7, 40}, strides);
      for (unsigned set = 0; set < 4; ++set) check_all_ops(ctx, a, {(set & 1) != 0, (set & 2) != 0}, false);
    }
  }
}

TEST_CASE("results may go to any layout, to wider dtypes, and over their own input") {
  TestContext ctx;
  const Array a = quarters(ctx, DType::float32, {6, 5}, 3);
  const int axis = 0;
  ReduceOptions options;
  options.axes = {&axis, 1};
  options.all_axes = false;
  const Array expected = reduce(ctx, ReduceOp::sum, a, options);
  for (const Spread how : all_spreads)
    for (const DType dtype : {DType::float32, DType::float64, DType::complex128}) {
      const Array out = spread(ctx, Array::zeros(ctx, dtype, {5}), how);
      reduce(ctx, ReduceOp::sum, a, options, out);
      CHECK(elements_of(out) == elements_of(expected));
    }
  const Array row = a.with_layout(a.data() + 2 * 5 * 4, {5}, {4});
  reduce(ctx, ReduceOp::sum, a, options, row);
  CHECK(elements_of(row) == elements_of(expected));
  const Array wrong = Array::zeros(ctx, DType::float32, {6});
  CHECK_THROWS_WITH(reduce(ctx, ReduceOp::sum, a, options, wrong), "out must have shape 5, got 6");
  const Array narrow = Array::zeros(ctx, DType::int32, {5});
  CHECK_THROWS_AS(reduce(ctx, ReduceOp::sum, a, options, narrow), ValueError);
}

// What a table of values does not show: overflow, emptiness, warnings, accuracy, bits at any number of threads, being
// stopped.

#include <string>

#include "kernels/array/reduce.h"
#include "tests/kernels/array/reduce_support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

ReduceOptions over(const int& axis) {
  ReduceOptions options;
  options.axes = {&axis, 1};
  options.all_axes = false;
  return options;
}

struct Warnings {
  explicit Warnings(Context& ctx) {
    ctx.sink = this;
    ctx.on_warning = [](void* self, std::string_view text) { static_cast<Warnings*>(self)->texts.emplace_back(text); };
  }
  std::vector<std::string> texts;
};

const int first_axis = 0, second_axis = 1;

}  // namespace

TEST_CASE("sums and products of integers are exact in int64, or raise") {
  TestContext ctx;
  const Array edge = array_of<std::int64_t>(ctx, {4}, {INT64_MAX, 1, -1, INT64_MIN});
  CHECK(reduce_all(ctx, ReduceOp::sum, edge).integer == -1);  // passes 2^63 on the way
  const Array over_edge = array_of<std::int64_t>(ctx, {2}, {INT64_MAX, 1});
  CHECK_THROWS_WITH(reduce_all(ctx, ReduceOp::sum, over_edge), "the sum does not fit int64");
  const Array low = array_of<std::int64_t>(ctx, {2}, {INT64_MIN, -1});
  CHECK_THROWS_AS(reduce_all(ctx, ReduceOp::sum, low), DomainError);
  CHECK(reduce_all(ctx, ReduceOp::mean, over_edge).real() == std::ldexp(1.0, 62));

  const Array powers = array_of<std::int64_t>(ctx, {3}, {std::int64_t{1} << 40, std::int64_t{1} << 23, -1});
  CHECK(reduce_all(ctx, ReduceOp::prod, powers).integer == INT64_MIN);
  const Array more = array_of<std::int64_t>(ctx, {2}, {std::int64_t{1} << 40, std::int64_t{1} << 23});
  CHECK_THROWS_WITH(reduce_all(ctx, ReduceOp::prod, more), "the product does not fit int64");
  const Array zero = array_of<std::int64_t>(ctx, {4}, {INT64_MAX, INT64_MAX, INT64_MAX, 0});
  CHECK(reduce_all(ctx, ReduceOp::prod, zero).integer == 0);

  const Array bytes = Array::empty(ctx, DType::uint8, {100000});
  std::fill_n(bytes.as<std::uint8_t>(), 100000, std::uint8_t{255});
  CHECK(reduce_all(ctx, ReduceOp::sum, bytes).integer == 25500000);
  ReduceOptions narrow;
  narrow.dtype = DType::int32;
  CHECK(reduce_all(ctx, ReduceOp::sum, bytes, narrow).integer == 25500000);
  narrow.dtype = DType::uint8;
  CHECK_THROWS_AS(reduce_all(ctx, ReduceOp::sum, bytes, narrow), DomainError);

  // One column of many overflows.
  const Array table = Array::zeros(ctx, DType::int64, {300, 40});
  table.at<std::int64_t>(7, 33) = table.at<std::int64_t>(200, 33) = std::int64_t{1} << 62;
  CHECK_THROWS_AS(reduce(ctx, ReduceOp::sum, table, over(first_axis)), DomainError);
  table.at<std::int64_t>(250, 33) = -1;
  CHECK(reduce(ctx, ReduceOp::sum, table, over(first_axis)).at<std::int64_t>(33) == INT64_MAX);
}

TEST_CASE("a dtype may be asked for, and nothing is lost by it") {
  TestContext ctx;
  ReduceOptions options;
  const Array a = array_of<double>(ctx, {3}, {1.75, -2.5, 3.0});
  options.dtype = DType::int64;
  CHECK(reduce_all(ctx, ReduceOp::sum, a, options).integer == 2);  // each element is cast
  const Array far = array_of<double>(ctx, {2}, {1e300, 1});
  CHECK_THROWS_AS(reduce_all(ctx, ReduceOp::sum, far, options), DomainError);
  CHECK_THROWS_WITH(reduce_all(ctx, ReduceOp::mean, a, options),
                    "dtype must be a floating or complex dtype for a mean or variance, got int64");
  options.dtype = DType::bool_;
  CHECK(reduce_all(ctx, ReduceOp::sum, a, options).integer == 1);
  CHECK(reduce_all(ctx, ReduceOp::sum, a, options).dtype == DType::bool_);
  options.dtype = DType::float64;
  const Array z = array_of<Complex128>(ctx, {1}, {Complex128(1, 2)});
  CHECK_THROWS_WITH(reduce_all(ctx, ReduceOp::sum, z, options),
                    "dtype must be complex for complex128 input, got float64");
  options.dtype = DType::complex64;
  CHECK(reduce_all(ctx, ReduceOp::var, z, options).dtype == DType::float32);
}

TEST_CASE("nothing to fold: sums are 0, means NaN with a warning, extremes an error that shows the shape") {
  TestContext ctx;
  Warnings warnings(ctx);
  const Array none = Array::zeros(ctx, DType::float64, {0, 3});
  CHECK(elements_of(reduce(ctx, ReduceOp::sum, none, over(first_axis))) == std::vector<Complex128>{0, 0, 0});
  CHECK(elements_of(reduce(ctx, ReduceOp::prod, none, over(first_axis))) == std::vector<Complex128>{1, 1, 1});
  CHECK(reduce_all(ctx, ReduceOp::all, none).integer == 1);
  CHECK(reduce_all(ctx, ReduceOp::any, none).integer == 0);
  CHECK(reduce_all(ctx, ReduceOp::count_nonzero, none).integer == 0);
  CHECK(warnings.texts.empty());
  CHECK(std::isnan(reduce_all(ctx, ReduceOp::mean, none).real()));
  CHECK(warnings.texts == std::vector<std::string>{"mean of an empty slice"});
  CHECK(std::isnan(reduce_all(ctx, ReduceOp::var, none).real()));
  CHECK(warnings.texts.size() == 2);
  CHECK_THROWS_WITH(reduce_all(ctx, ReduceOp::min, none),
                    "a has no elements along the axes of the minimum (shape 0x3)");
  CHECK_THROWS_AS(reduce(ctx, ReduceOp::max, none, over(first_axis)), ValueError);
  CHECK(reduce(ctx, ReduceOp::max, none, over(second_axis)).size() == 0);
  CHECK(reduce(ctx, ReduceOp::mean, none, over(second_axis)).size() == 0);
  CHECK(warnings.texts.size() == 2);
  ReduceOptions initial;
  initial.initial = Scalar::of(4.0);
  CHECK(reduce_all(ctx, ReduceOp::min, none, initial).real() == 4);
  for (const ArgOp op : {ArgOp::argmin, ArgOp::argmax}) {
    CHECK_THROWS_WITH(arg_reduce_all(ctx, op, none), "a must have elements, got shape 0x3");
    CHECK_THROWS_WITH(arg_reduce(ctx, op, none, {.axis = 0}), "a must have elements along the axis, got shape 0x3");
    CHECK(arg_reduce(ctx, op, none, {.axis = 1}).size() == 0);
  }
}

TEST_CASE("too few degrees of freedom warn, and give NaN or infinity") {
  TestContext ctx;
  Warnings warnings(ctx);
  ReduceOptions options;
  options.ddof = 2;
  const Array two = array_of<double>(ctx, {2}, {1, 2});
  CHECK(std::isinf(reduce_all(ctx, ReduceOp::var, two, options).real()));
  const Array one = array_of<double>(ctx, {1}, {1});
  CHECK(std::isnan(reduce_all(ctx, ReduceOp::std, one, options).real()));
  CHECK(warnings.texts == std::vector<std::string>(2, "degrees of freedom <= 0 for slice"));
}

TEST_CASE("options that cannot be are refused") {
  TestContext ctx;
  const Array a = Array::zeros(ctx, DType::int64, {2, 3});
  ReduceOptions options;
  options.initial = Scalar::of(4.5);
  CHECK_THROWS_WITH(reduce(ctx, ReduceOp::max, a, options),
                    "initial must be an integer for a result of dtype int64, got 4.5");
  options.initial.reset();
  const Array mask = Array::zeros(ctx, DType::bool_, {3});
  const View where = mask;
  options.where = &where;
  CHECK_THROWS_WITH(reduce(ctx, ReduceOp::max, a, options),
                    "where needs initial: the maximum of no elements is not defined");
  const Array odd = Array::zeros(ctx, DType::bool_, {2});
  const View misfit = odd;
  options.where = &misfit;
  CHECK_THROWS_WITH(reduce(ctx, ReduceOp::sum, a, options), "where must broadcast to the shape of a (2x3), got 2");
  const int axes[] = {0, 0}, far = 2;
  ReduceOptions twice;
  twice.axes = axes;
  twice.all_axes = false;
  CHECK_THROWS_AS(reduce(ctx, ReduceOp::sum, a, twice), ValueError);
  CHECK_THROWS_AS(reduce(ctx, ReduceOp::sum, a, over(far)), ValueError);
}

TEST_CASE("infinities and NaN go through sums and extremes") {
  TestContext ctx;
  const Array a = array_of<double>(ctx, {3}, {INFINITY, 1, -INFINITY});
  CHECK(std::isnan(reduce_all(ctx, ReduceOp::sum, a).real()));
  CHECK(reduce_all(ctx, ReduceOp::max, a).real() == INFINITY);
  CHECK(reduce_all(ctx, ReduceOp::min, a).real() == -INFINITY);
  const Array z = array_of<Complex128>(ctx, {3}, {Complex128(0, 7), Complex128(1, 3), Complex128(1, 2)});
  CHECK(reduce_all(ctx, ReduceOp::max, z).value == Complex128(1, 3));
  CHECK(reduce_all(ctx, ReduceOp::min, z).value == Complex128(0, 7));
}

TEST_CASE("slices of NaN alone warn when NaN is skipped, and have no position") {
  TestContext ctx;
  Warnings warnings(ctx);
  ReduceOptions options;
  options.skip_nan = true;
  const Array a = array_of<double>(ctx, {2}, {NAN, NAN});
  CHECK(std::isnan(reduce_all(ctx, ReduceOp::max, a, options).real()));
  CHECK(std::isnan(reduce_all(ctx, ReduceOp::mean, a, options).real()));
  CHECK(warnings.texts == std::vector<std::string>{"all-NaN slice", "mean of an empty slice"});
  CHECK(reduce_all(ctx, ReduceOp::sum, a, options).real() == 0);
  CHECK_THROWS_AS(arg_reduce_all(ctx, ArgOp::argmax, a, true), ValueError);
  const Array mixed = array_of<double>(ctx, {3}, {NAN, -INFINITY, -INFINITY});
  CHECK(arg_reduce_all(ctx, ArgOp::argmax, mixed, true) == 1);
}

TEST_CASE("sums of ill-conditioned data keep the bound of pairwise summation along every axis") {
  TestContext ctx;
  std::mt19937_64 bits(4);
  const std::int64_t n = 20000, columns = 6;
  const Array a = Array::empty(ctx, DType::float64, {n, columns});
  const Array single = Array::empty(ctx, DType::float32, {n, columns});
  std::vector<long double> exact(columns), size(columns), exact_single(columns), size_single(columns);
  for (std::int64_t i = 0; i < n * columns; ++i) {
    const double v = (static_cast<double>(bits() >> 11) * 0x1p-53 - 0.5) * std::exp2(static_cast<double>(bits() % 40));
    a.as<double>()[i] = v;
    single.as<float>()[i] = static_cast<float>(v);
    const auto c = static_cast<std::size_t>(i % columns);
    exact[c] += v;
    size[c] += std::abs(v);
    exact_single[c] += single.as<float>()[i];
    size_single[c] += std::abs(single.as<float>()[i]);
  }
  // Each element passes through at most 16 (leaf) + 8 (block) + log2(n / 128) + 6 (lanes) roundings of half an ulp.
  const double depth = 16 + 8 + 8 + 6;
  for (const Spread how : all_spreads) {
    const auto sums = elements_of(reduce(ctx, ReduceOp::sum, spread(ctx, a, how), over(first_axis)));
    const auto singles = elements_of(reduce(ctx, ReduceOp::sum, spread(ctx, single, how), over(first_axis)));
    for (std::size_t c = 0; c < columns; ++c) {
      CHECK(std::abs(sums[c].real() - static_cast<double>(exact[c])) <= depth * 0x1p-53 * static_cast<double>(size[c]));
      CHECK(std::abs(singles[c].real() - static_cast<double>(exact_single[c])) <=
            depth * 0x1p-24 * static_cast<double>(size_single[c]));
    }
  }
  // A million equal float32: a plain loop would be off in the third digit.
  const Array same_values = Array::empty(ctx, DType::float32, {1 << 20});
  std::fill_n(same_values.as<float>(), 1 << 20, 0.1f);
  CHECK(std::abs(reduce_all(ctx, ReduceOp::mean, same_values).real() - 0.1f) < 1e-7);
  // A variance beside a large mean.
  const Array shifted = Array::empty(ctx, DType::float64, {1000});
  for (int i = 0; i < 1000; ++i) shifted.as<double>()[i] = 1e9 + i % 2;
  CHECK(reduce_all(ctx, ReduceOp::var, shifted).real() == 0.25);
}

TEST_CASE("the bits of a reduction do not depend on the number of threads", "[threads]") {
  TestContext ctx;
  const Array square = random_array<double>(ctx, {1100, 1050}, 1);
  const Array complex = random_array<Complex64>(ctx, {3, 300000}, 2);
  const Array deep = random_array<float>(ctx, {40, 300, 90}, 3);
  const Array thin = random_array<double>(ctx, {500000, 3}, 4);
  for (const Array& packed : {square, complex, deep, thin})
    for (const Spread how : {Spread::packed, Spread::fortran, Spread::gaps}) {
      const Array a = spread(ctx, packed, how);
      for (const ReduceOp op : {ReduceOp::sum, ReduceOp::var, ReduceOp::prod, ReduceOp::max})
        for (int axis = -1; axis < a.ndim(); ++axis) {
          ReduceOptions options = over(axis);
          options.all_axes = axis < 0;
          ctx.threads = 1;
          const Array one = reduce(ctx, op, a, options);
          for (const int threads : {2, 3}) {
            ctx.threads = threads;
            const Array many = reduce(ctx, op, a, options);
            CAPTURE(threads, axis, name(op));
            REQUIRE(std::memcmp(one.data(), many.data(),
                                static_cast<std::size_t>(one.size()) * itemsize(one.dtype())) == 0);
          }
        }
      for (int axis = -1; axis < a.ndim(); ++axis) {
        ArgOptions options;
        if (axis >= 0) options.axis = axis;
        ctx.threads = 1;
        const auto one = elements_of(arg_reduce(ctx, ArgOp::argmax, a, options));
        ctx.threads = 3;
        REQUIRE(elements_of(arg_reduce(ctx, ArgOp::argmax, a, options)) == one);
      }
    }
}

TEST_CASE("positions agree with a naive search for every dtype, shape, layout and axis") {
  TestContext ctx;
  unsigned seed = 0;
  for (const Dims& shape :
       {Dims{1}, Dims{9}, Dims{3000}, Dims{4, 5}, Dims{200, 30}, Dims{30, 200}, Dims{700, 3}, Dims{3, 40, 50}})
    for (const DType dtype : all_dtypes) {
      const Array packed = quarters(ctx, dtype, shape, ++seed);
      for (const Spread how : all_spreads) {
        const Array a = spread(ctx, packed, how);
        for (int axis = -1; axis < shape.size(); ++axis) {
          std::vector<bool> folded(static_cast<std::size_t>(shape.size()), axis < 0);
          if (axis >= 0) folded[static_cast<std::size_t>(axis)] = true;
          const auto all = slices(a, folded);
          for (const ArgOp op : {ArgOp::argmin, ArgOp::argmax}) {
            ArgOptions options;
            if (axis >= 0) options.axis = axis;
            options.keepdims = seed % 2 == 0;
            const Array got = arg_reduce(ctx, op, a, options);
            REQUIRE(got.ndim() == (options.keepdims ? shape.size() : axis < 0 ? 0 : shape.size() - 1));
            for (std::size_t i = 0; i < all.size(); ++i) {
              std::int64_t best = 0;
              const auto beats = [&](const Scalar& x, const Scalar& y) {
                return x.real() < y.real() || (x.real() == y.real() && x.imag() < y.imag());
              };
              for (std::size_t k = 1; k < all[i].size(); ++k) {
                const Scalar &x = all[i][k], &y = all[i][static_cast<std::size_t>(best)];
                if (op == ArgOp::argmin ? beats(x, y) : beats(y, x)) best = static_cast<std::int64_t>(k);
              }
              CAPTURE(i, axis, name(dtype), shape_text(shape));
              REQUIRE(got.as<std::int64_t>()[i] == best);
            }
          }
        }
      }
    }
}

TEST_CASE("a long reduction stops in the middle", "[threads]") {
  TestContext ctx;
  // One element seen 10^12 times.
  const Array one = Array::zeros(ctx, DType::float64, {1});
  const Array endless = one.with_layout(one.data(), {1000000, 1000000}, {0, 0});
  for (const int threads : {1, 2}) {
    ctx.threads = threads;
    for (int which = 0; which < 3; ++which) {
      StopLater stop(ctx, 10);
      if (which == 0) CHECK_THROWS_AS(reduce_all(ctx, ReduceOp::sum, endless), Interrupted);
      if (which == 1) CHECK_THROWS_AS(reduce_all(ctx, ReduceOp::std, endless), Interrupted);
      if (which == 2) CHECK_THROWS_AS(arg_reduce(ctx, ArgOp::argmax, endless, {.axis = 1}), Interrupted);
    }
    ctx.stop = nullptr;
  }
  const std::size_t used = ctx.memory.used();
  ctx.deadline = Context::Clock::now();
  CHECK_THROWS_AS(reduce_all(ctx, ReduceOp::sum, endless), Interrupted);
  CHECK(ctx.memory.used() == used);
}

#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"
#include "kernels/linalg/matmul.h"
#include "kernels/random/random_state.h"
#include "kernels/sparse/arithmetic.h"
#include "kernels/sparse/product.h"
#include "kernels/sparse/reduce.h"
#include "kernels/sparse/select.h"
#include "tests/support/sparse.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::sparse;

TEMPLATE_TEST_CASE("sparse products are dense products", "[threads]", float, double, Complex64, Complex128) {
  TestContext ctx;
  const double limit = 40 * epsilon<TestType>();
  const Array a = sparse_dense<TestType>(ctx, 9, 6, 1), b = sparse_dense<TestType>(ctx, 6, 7, 2);
  const Array x = random_array<TestType>(ctx, {6}, 3), y = random_array<TestType>(ctx, {9}, 4);
  for (const Format format : all_formats)
    for (const Form form : all_forms) {
      const Matrix m = in_form(ctx, a, format, form);
      CHECK(largest_difference(multiply(ctx, m, x), linalg::matmul(ctx, a, x)) < limit);
      for (const auto how : {Spread::packed, Spread::fortran, Spread::reversed})
        CHECK(largest_difference(multiply(ctx, m, spread(ctx, b, how)), linalg::matmul(ctx, a, b)) < limit);
      CHECK(largest_difference(multiply(ctx, transposed(m), y), linalg::matmul(ctx, transpose(a), y)) < limit);
      const Array adjoint = Array::empty(ctx, dtype_of<TestType>, {6});
      apply_adjoint(ctx, m, y.template as<TestType>(), adjoint.template as<TestType>());
      CHECK(largest_difference(adjoint, linalg::matmul(ctx, perilune::apply(ctx, UnaryOp::conj, transpose(a)), y)) <
            limit);
      for (const Format other : all_formats) {
        const Matrix p = multiply(ctx, m, in_form(ctx, b, other, form));
        CHECK(p.canonical);
        CHECK(largest_difference(to_dense(ctx, p), linalg::matmul(ctx, a, b)) < limit);
      }
    }
  const Matrix m = from_dense(ctx, a, Format::csr);
  CHECK_THROWS_WITH(multiply(ctx, m, y),
                    "other must have 6 rows, as many as self (9x6) has columns, got a vector of length 9");
  CHECK_THROWS_AS(multiply(ctx, m, m), ShapeError);
}

TEST_CASE("a large product has the same bits on any number of threads", "[threads]") {
  TestContext ctx;
  random::RandomState stream(5);
  const Matrix m = sparse::random(ctx, stream, 3000, 500, 0.1, DType::float64, Format::csr);
  const Array x = random_array<double>(ctx, {500}, 6), many = random_array<double>(ctx, {500, 9}, 7);
  const Array alone = multiply(ctx, m, x), wide = multiply(ctx, m, many);
  ctx.threads = 3;
  CHECK(largest_difference(multiply(ctx, m, x), alone) == 0);
  CHECK(largest_difference(multiply(ctx, m, many), wide) == 0);
  CHECK(largest_difference(multiply(ctx, convert(ctx, m, Format::csc), x), alone) < 1e-12);
  StopFlag flag;
  flag.request = StopFlag::interrupt;
  ctx.stop = &flag;
  CHECK_THROWS_AS(multiply(ctx, m, x), Interrupted);
}

TEMPLATE_TEST_CASE("elementwise operations agree with dense ones", "", float, double, Complex64, Complex128) {
  TestContext ctx;
  const double limit = 8 * epsilon<TestType>();
  const Array a = sparse_dense<TestType>(ctx, 6, 5, 1), b = sparse_dense<TestType>(ctx, 6, 5, 2);
  for (const Format format : all_formats)
    for (const Form form : all_forms) {
      const Matrix m = in_form(ctx, a, format, form), o = in_form(ctx, b, Format::csc, form);
      auto check = [&](Pairing pairing, BinaryOp op) {
        const Matrix r = combine(ctx, pairing, m, o);
        CHECK(r.canonical);
        CHECK(largest_difference(to_dense(ctx, r), perilune::apply(ctx, op, a, b)) < limit);
      };
      check(Pairing::add, BinaryOp::add);
      check(Pairing::subtract, BinaryOp::subtract);
      check(Pairing::multiply, BinaryOp::multiply);
      if constexpr (!is_complex_type<TestType>) {
        check(Pairing::maximum, BinaryOp::maximum);
        check(Pairing::minimum, BinaryOp::minimum);
      } else {
        CHECK_THROWS_AS(combine(ctx, Pairing::maximum, m, o), ValueError);
      }
      CHECK(combine(ctx, Pairing::subtract, m, m).nnz() == 0);
      CHECK(equal(ctx, m, in_form(ctx, a, Format::coo, Form::duplicates)));
      CHECK(equal(ctx, m, a));
      CHECK_FALSE(equal(ctx, m, o));
      CHECK(largest_difference(add_dense(ctx, m, b), perilune::apply(ctx, BinaryOp::add, a, b)) < limit);
      CHECK(largest_difference(add_dense(ctx, m, b, false, true), perilune::apply(ctx, BinaryOp::subtract, a, b)) <
            limit);
      CHECK(largest_difference(add_dense(ctx, m, b, true), perilune::apply(ctx, BinaryOp::subtract, b, a)) < limit);
      const Array row = random_array<TestType>(ctx, {5}, 7), column = random_array<TestType>(ctx, {6, 1}, 8);
      for (const Array& dense : {b, row, column})
        CHECK(largest_difference(to_dense(ctx, multiply_dense(ctx, m, dense)),
                                 perilune::apply(ctx, BinaryOp::multiply, a, dense)) < limit);
      CHECK(largest_difference(to_dense(ctx, power(ctx, m, 2)), perilune::apply(ctx, BinaryOp::multiply, a, a)) <
            4 * limit);
      CHECK(largest_difference(to_dense(ctx, map(ctx, UnaryOp::absolute, m)),
                               perilune::apply(ctx, UnaryOp::absolute, a)) < limit);
      const Matrix half = scale(ctx, m, Scalar::of(2.0), true);
      CHECK(half.dtype() == dtype_of<TestType>);
      CHECK(equal(ctx, scale(ctx, half, Scalar::of(std::int64_t{2})), m));
    }
  CHECK_THROWS_WITH(power(ctx, from_dense(ctx, a, Format::csr), -1),
                    "n must be greater than 0, where 0 stays 0, got -1");
}

TEMPLATE_TEST_CASE("sums, means, diagonals and norms agree with dense ones", "", float, double, Complex64, Complex128) {
  TestContext ctx;
  const double limit = 40 * epsilon<TestType>();
  const Array a = sparse_dense<TestType>(ctx, 6, 5, 1);
  for (const Format format : all_formats)
    for (const Form form : all_forms) {
      const Matrix m = in_form(ctx, a, format, form);
      Complex128 all = 0;
      std::vector<Complex128> down(5), along(6);
      std::vector<double> columns(5), rows(6);
      double squares = 0;
      for (std::int64_t i = 0; i < 6; ++i)
        for (std::int64_t j = 0; j < 5; ++j) {
          const Complex128 x = element(a, {i, j});
          all += x;
          down[static_cast<std::size_t>(j)] += x;
          along[static_cast<std::size_t>(i)] += x;
          columns[static_cast<std::size_t>(j)] += std::abs(x);
          rows[static_cast<std::size_t>(i)] += std::abs(x);
          squares += std::norm(x);
        }
      CHECK(std::abs(element(sum(ctx, m, {}), {}) - all) < limit);
      CHECK(std::abs(element(mean(ctx, m, {}), {}) - all / 30.0) < limit);
      for (std::int64_t j = 0; j < 5; ++j) {
        CHECK(std::abs(element(sum(ctx, m, 0), {j}) - down[static_cast<std::size_t>(j)]) < limit);
        CHECK(std::abs(element(mean(ctx, m, 0), {j}) - down[static_cast<std::size_t>(j)] / 6.0) < limit);
      }
      for (std::int64_t i = 0; i < 6; ++i)
        CHECK(std::abs(element(sum(ctx, m, 1), {i}) - along[static_cast<std::size_t>(i)]) < limit);
      for (std::int64_t k = -7; k <= 6; ++k) {
        const Array d = diagonal(ctx, m, k);
        CHECK(d.size() == std::max<std::int64_t>(0, std::min<std::int64_t>(6 + std::min<std::int64_t>(k, 0),
                                                                           5 - std::max<std::int64_t>(k, 0))));
        for (std::int64_t i = 0; i < d.size(); ++i)
          CHECK(element(d, {i}) == element(a, {i + (k < 0 ? -k : 0), i + (k > 0 ? k : 0)}));
      }
      CHECK(matrix_norm(ctx, m, Norm::frobenius) == Approx(std::sqrt(squares)).epsilon(limit));
      CHECK(matrix_norm(ctx, m, Norm::one) == Approx(*std::max_element(columns.begin(), columns.end())).epsilon(limit));
      CHECK(matrix_norm(ctx, m, Norm::minus_infinity) ==
            Approx(*std::min_element(rows.begin(), rows.end())).epsilon(limit));
      if constexpr (!is_complex_type<TestType>) {
        double largest = -1e9;
        for (const Complex128& x : elements_of(a)) largest = std::max(largest, x.real());
        CHECK(element(extreme(ctx, m, {}, true), {}).real() == largest);
        for (std::int64_t j = 0; j < 5; ++j) {
          double low = 1e9;
          for (std::int64_t i = 0; i < 6; ++i) low = std::min(low, element(a, {i, j}).real());
          CHECK(element(extreme(ctx, m, 0, false), {j}).real() == low);
        }
      }
    }
}

TEST_CASE("norms neither overflow nor vanish, and nan shows") {
  TestContext ctx;
  for (const double scale : {1e200, 1e-200}) {
    const Matrix m = from_dense(ctx, array_of<double>(ctx, {2, 2}, {3 * scale, 0, 0, 4 * scale}), Format::csr);
    CHECK(matrix_norm(ctx, m, Norm::frobenius) == Approx(5 * scale).epsilon(1e-14));
  }
  const Matrix bad = from_dense(ctx, array_of<double>(ctx, {1, 2}, {1, std::nan("")}), Format::csr);
  CHECK(std::isnan(matrix_norm(ctx, bad, Norm::frobenius)));
  CHECK(std::isnan(element(extreme(ctx, bad, {}, true), {}).real()));
}

TEMPLATE_TEST_CASE("rows, columns, blocks and elements", "", double, Complex64) {
  TestContext ctx;
  const Array a = sparse_dense<TestType>(ctx, 6, 5, 1);
  const std::int64_t some_rows[] = {4, 0, 4}, some_columns[] = {3, 1, 1, 4};
  const Positions rows[] = {
      {0, 6, 1, nullptr}, {1, 3, 2, nullptr}, {5, 6, -1, nullptr}, {0, 3, 1, some_rows}, {2, 0, 1, nullptr}};
  const Positions columns[] = {{0, 5, 1, nullptr}, {1, 2, 1, nullptr}, {4, 5, -1, nullptr}, {0, 4, 1, some_columns}};
  for (const Format format : all_formats)
    for (const Form form : all_forms) {
      const Matrix m = in_form(ctx, a, format, form);
      for (const Positions& r : rows)
        for (const Positions& c : columns) {
          const Array block = to_dense(ctx, submatrix(ctx, m, r, c));
          REQUIRE(block.shape() == Dims{r.count, c.count});
          for (std::int64_t i = 0; i < r.count; ++i)
            for (std::int64_t j = 0; j < c.count; ++j) CHECK(element(block, {i, j}) == element(a, {r[i], c[j]}));
          // What replaces a block is found there, and nothing else changes.
          const Array fresh = random_array<TestType>(ctx, {r.count, c.count}, 17);
          const Array after = to_dense(ctx, with_block(ctx, m, r, c, fresh));
          Array expected = contiguous_copy(ctx, a);
          for (std::int64_t i = 0; i < r.count; ++i)
            for (std::int64_t j = 0; j < c.count; ++j) expected.at<TestType>(r[i], c[j]) = fresh.at<TestType>(i, j);
          CHECK(largest_difference(after, expected) == 0);
        }
      for (std::int64_t i = 0; i < 6; ++i)
        for (std::int64_t j = 0; j < 5; ++j) {
          const Scalar x = sparse::element(ctx, m, i, j);
          CHECK(Complex128(x.real(), x.imag()) == element(a, {i, j}));
        }
      const std::int64_t i[] = {5, 2, 2}, j[] = {0, 3, 4};
      const Array pairs = elements(ctx, m, {0, 3, 1, i}, {0, 3, 1, j});
      for (std::int64_t k = 0; k < 3; ++k) CHECK(element(pairs, {k}) == element(a, {i[k], j[k]}));
      const Matrix set = with_elements(ctx, m, {0, 3, 1, i}, {0, 3, 1, j}, array_of<double>(ctx, {}, {7}));
      CHECK(element(to_dense(ctx, set), {2, 4}) == 7.0);
      CHECK(set.format == format);
    }
}

#include "kernels/sparse/sliced.h"

#include "kernels/sparse/product.h"
#include "tests/support/sparse.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::sparse;

namespace {

template <class T>
void check_product(Context& ctx, const Array& dense, Form form, int threads) {
  const Matrix rows = in_form(ctx, dense, Format::csr, form), columns = in_form(ctx, dense, Format::csc, form);
  const auto m = static_cast<std::size_t>(rows.rows), n = static_cast<std::size_t>(rows.columns);
  const Array x = random_array<T>(ctx, {rows.columns}, 5), y = random_array<T>(ctx, {rows.rows}, 6);
  auto expected = ctx.vector<T>(m), got = ctx.vector<T>(m), expected_adjoint = ctx.vector<T>(n),
       got_adjoint = ctx.vector<T>(n);
  ctx.threads = threads;
  apply(ctx, rows, x.as<T>(), expected.data());
  apply_adjoint(ctx, columns, y.as<T>(), expected_adjoint.data());
  Sliced<T>(ctx, rows).multiply(ctx, x.as<T>(), got.data());
  Sliced<T>(ctx, columns, true).multiply(ctx, y.as<T>(), got_adjoint.data());
  CHECK(got == expected);
  CHECK(got_adjoint == expected_adjoint);
}

}  // namespace

TEST_CASE("sliced rows give the bits of plain ones") {
  TestContext ctx;
  for (const Form form : all_forms)
    for (const auto& [m, n] : {std::pair{1, 1}, std::pair{7, 9}, std::pair{8, 5}, std::pair{61, 40}})
      for (const int threads : {1, 2}) {
        check_product<double>(ctx, sparse_dense<double>(ctx, m, n, 3), form, threads);
        check_product<Complex128>(ctx, sparse_dense<Complex128>(ctx, m, n, 4), form, threads);
      }
  // More lines than one window and one piece hold, most of them empty; and none at all.
  const Array tall = Array::zeros(ctx, DType::float64, {9000, 3});
  for (std::int64_t i = 0; i < 9000; i += 7) tall.at<double>(i, i % 3) = 1.0 / static_cast<double>(i + 1);
  check_product<double>(ctx, tall, Form::canonical, 2);
  const Matrix none = zero_matrix(ctx, Format::csr, 0, 3, DType::float64);
  const double x[3] = {1, 2, 3};
  Sliced<double>(ctx, none).multiply(ctx, x, nullptr);
}

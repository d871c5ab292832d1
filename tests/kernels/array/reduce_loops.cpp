// The loops of reductions: every instruction set gives the bits of the baseline, and NaN is found wherever it stands.

#include "kernels/array/reduce_loops.h"

#include <cstring>

#include "tests/kernels/array/reduce_support.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::reduction;

namespace {

constexpr Loop all_loops[] = {Loop::add,     Loop::multiply,    Loop::squares,         Loop::smallest,
                              Loop::largest, Loop::integer_sum, Loop::integer_product, Loop::count};
constexpr Isa fast_sets[] = {Isa::avx2, Isa::avx512};

// Any bits, but for bool; floating elements of ordinary size, so that products stay finite.
Array any_values(Context& ctx, DType dtype, std::int64_t n, unsigned seed) {
  if (is_inexact(dtype)) {
    const Array a =
        dispatch_inexact(dtype, [&](auto tag) { return random_array<typename decltype(tag)::type>(ctx, {n}, seed); });
    return a;
  }
  std::mt19937_64 bits(seed);
  Array a = Array::empty(ctx, dtype, {n});
  for (std::int64_t i = 0; i < n; ++i) {
    const auto v = static_cast<std::int64_t>(bits());
    dispatch(dtype, [&](auto tag) {
      using T = typename decltype(tag)::type;
      if constexpr (std::is_same_v<T, bool>) a.as<T>()[i] = v & 1;
      else if constexpr (std::is_integral_v<T>) a.as<T>()[i] = static_cast<T>(v);
    });
  }
  return a;
}

}  // namespace

TEST_CASE("the loops of every instruction set give the bits of the baseline") {
  TestContext ctx;
  const std::int64_t lengths[] = {1,  2,   3,   4,   5,   7,   8,   15,  16,  31,  32,  33,   63,   64,
                                  65, 100, 127, 128, 255, 256, 257, 300, 511, 512, 513, 1000, 2500, 9000};
  for (const Isa isa : fast_sets) {
    if (!loops::supported(isa)) continue;
    for (const Loop loop : all_loops)
      for (const DType dtype : all_dtypes) {
        const FoldLoops fast = find_loops(isa, loop, dtype), plain = find_loops(Isa::baseline, loop, dtype);
        REQUIRE((fast.runs != nullptr) == (plain.runs != nullptr));
        if (!fast.runs) continue;
        const Array a = any_values(ctx, dtype, 64 * 700, static_cast<unsigned>(dtype));
        const Array centres = dtype == DType::float32 || dtype == DType::complex64
                                  ? any_values(ctx, DType::float32, 1400, 5)
                                  : any_values(ctx, DType::float64, 1400, 5);
        const auto item = static_cast<std::int64_t>(itemsize(dtype));
        INFO("loop " << static_cast<int>(loop) << " on " << name(dtype) << ", instruction set "
                     << static_cast<int>(isa));
        for (const std::int64_t n : lengths) {
          CAPTURE(n);
          alignas(64) std::byte x[3 * 16] = {}, y[3 * 16] = {};
          fast.runs(a.data() + item, n, item * 11, 3, x, centres.data());
          plain.runs(a.data() + item, n, item * 11, 3, y, centres.data());
          REQUIRE(std::memcmp(x, y, sizeof x) == 0);
        }
        for (const std::int64_t rows : {1, 2, 7, 8, 16, 17, 40, 128})
          for (const std::int64_t columns : {1, 2, 3, 5, 8, 13, 31, 64, 100, 129, 300}) {
            if (rows * columns > 64 * 600) continue;
            CAPTURE(rows, columns);
            std::vector<std::byte> x(static_cast<std::size_t>(columns) * 16), y(x);
            fast.columns(a.data(), item * columns, rows, columns, x.data(), centres.data());
            plain.columns(a.data(), item * columns, rows, columns, y.data(), centres.data());
            REQUIRE(x == y);
          }
      }
    for (const bool largest : {false, true})
      for (const DType dtype : all_dtypes) {
        const IndexLoops fast = find_index_loops(isa, largest, dtype),
                         plain = find_index_loops(Isa::baseline, largest, dtype);
        const Array a = any_values(ctx, dtype, 40000, 77);
        const auto item = static_cast<std::int64_t>(itemsize(dtype));
        for (const std::int64_t n : {1, 2, 9, 31, 33, 64, 100, 300, 1000, 2100, 5000, 20000, 33000}) {
          CAPTURE(n, largest, name(dtype));
          alignas(16) std::byte x[16] = {}, y[16] = {};
          std::int64_t at_x = -1, at_y = -1;
          fast.run(a.data() + item, n, 5, x, &at_x);
          plain.run(a.data() + item, n, 5, y, &at_y);
          REQUIRE(at_x == at_y);
          REQUIRE(std::memcmp(x, y, static_cast<std::size_t>(item)) == 0);
        }
        for (const std::int64_t columns : {1, 3, 8, 20, 64, 150}) {
          CAPTURE(columns, largest, name(dtype));
          std::vector<std::byte> x(static_cast<std::size_t>(columns * item)), y(x);
          std::vector<std::int64_t> at_x(static_cast<std::size_t>(columns)), at_y(at_x);
          for (std::int64_t row = 0; row < 240; row += 120) {
            fast.columns(a.data() + row * columns * item, columns * item, 120, columns, row, x.data(), at_x.data());
            plain.columns(a.data() + row * columns * item, columns * item, 120, columns, row, y.data(), at_y.data());
          }
          REQUIRE(at_x == at_y);
          REQUIRE(x == y);
        }
      }
  }
}

TEST_CASE("a NaN wins an extreme and its position from anywhere, in every loop") {
  TestContext ctx;
  for (const Isa isa : {Isa::baseline, Isa::avx2, Isa::avx512}) {
    if (!loops::supported(isa)) continue;
    for (const DType dtype : {DType::float32, DType::float64, DType::complex64, DType::complex128})
      for (const bool largest : {false, true}) {
        const FoldLoops loops = find_loops(isa, largest ? Loop::largest : Loop::smallest, dtype);
        const IndexLoops search = find_index_loops(isa, largest, dtype);
        const auto item = static_cast<std::int64_t>(itemsize(dtype));
        for (const std::int64_t n : {1, 3, 40, 64, 127, 200, 1000}) {
          const Array a = any_values(ctx, dtype, n, 9);
          // Infinities of both signs must not be taken for one.
          if (n > 10) {
            store(dtype, a.data() + 3 * item, Scalar::of(INFINITY));
            store(dtype, a.data() + 7 * item, Scalar::of(-INFINITY));
          }
          for (std::int64_t place = -1; place<n; place += n> 200 ? 37 : 1) {
            CAPTURE(n, place, name(dtype), static_cast<int>(isa), largest);
            Scalar saved;
            if (place >= 0) {
              saved = load(dtype, a.data() + place * item);
              store(dtype, a.data() + place * item,
                    is_complex(dtype) && place % 2 ? Scalar::of(Complex128(1, NAN)) : Scalar::of(NAN));
            }
            alignas(16) std::byte value[16], best[16];
            loops.runs(a.data(), n, 0, 1, value, nullptr);
            const Scalar found = load(dtype, value);
            REQUIRE((std::isnan(found.real()) || std::isnan(found.imag())) == (place >= 0));
            std::int64_t at = -1;
            search.run(a.data(), n, 0, best, &at);
            if (place >= 0) REQUIRE(at == place);
            else if (n > 10) REQUIRE(at == (largest ? 3 : 7));
            // As the middle row of three, the NaN in one column.
            std::vector<std::byte> rows(static_cast<std::size_t>(3 * n * item)),
                accumulators(static_cast<std::size_t>(n * item)), bests(accumulators);
            for (int r = 0; r < 3; ++r)
              std::memcpy(rows.data() + r * n * item, a.data(), static_cast<std::size_t>(n * item));
            if (place >= 0)
              for (const int r : {0, 2})
                store(dtype, rows.data() + (r * n + place) * item, Scalar::of(static_cast<double>(r)));
            loops.columns(rows.data(), n * item, 3, n, accumulators.data(), nullptr);
            std::vector<std::int64_t> places(static_cast<std::size_t>(n));
            search.columns(rows.data(), n * item, 3, n, 0, bests.data(), places.data());
            for (std::int64_t c = 0; c < n; ++c) {
              const Scalar v = load(dtype, accumulators.data() + c * item);
              REQUIRE((std::isnan(v.real()) || std::isnan(v.imag())) == (c == place));
              REQUIRE(places[static_cast<std::size_t>(c)] == (c == place ? 1 : 0));
            }
            if (place >= 0) store(dtype, a.data() + place * item, saved);
          }
        }
      }
  }
}

TEST_CASE("exact sums and products tell what fits int64") {
  TestContext ctx;
  std::mt19937_64 bits(1);
  for (const Isa isa : {Isa::baseline, Isa::avx2, Isa::avx512}) {
    if (!loops::supported(isa)) continue;
    const FoldLoops loops = find_loops(isa, Loop::integer_sum, DType::int64);
    for (const std::int64_t n : {1, 5, 16, 100, 128}) {
      const Array a = Array::empty(ctx, DType::int64, {n, 20});
      for (std::int64_t i = 0; i < n * 20; ++i)
        a.as<std::int64_t>()[i] = static_cast<std::int64_t>(bits()) >> (bits() % 16);
      std::vector<WideSum> sums(20);
      loops.columns(a.data(), 160, n, 20, reinterpret_cast<std::byte*>(sums.data()), nullptr);
      for (std::int64_t c = 0; c < 20; ++c) {
        __extension__ __int128 sum = 0;
        for (std::int64_t r = 0; r < n; ++r) sum += a.at<std::int64_t>(r, c);
        const WideSum s = sums[static_cast<std::size_t>(c)];
        // high * 2^32 and the lower halves that `low` implies.
        const std::uint64_t lower = s.low - (static_cast<std::uint64_t>(s.high) << 32);
        __extension__ const __int128 told = static_cast<__int128>(s.high) * 4294967296 + static_cast<__int128>(lower);
        REQUIRE(static_cast<bool>(told == sum));
      }
    }
  }
}

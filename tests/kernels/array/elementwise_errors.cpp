// Integers that overflow or are divided by zero; being stopped; threads.

#include <thread>

#include "tests/kernels/array/elementwise_support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

__extension__ using Wide = __int128;

bool overflows(BinaryOp op, DType t, Wide a, Wide b) {
  const Wide r = op == BinaryOp::add ? a + b : op == BinaryOp::subtract ? a - b : a * b;
  const Wide low = t == DType::uint8 ? 0 : t == DType::int32 ? Wide{INT32_MIN} : Wide{INT64_MIN};
  const Wide high = t == DType::uint8 ? 255 : t == DType::int32 ? Wide{INT32_MAX} : Wide{INT64_MAX};
  return r < low || r > high;
}

std::string message(const std::function<void()>& f) {
  try {
    f();
  } catch (const DomainError& e) {
    return e.what();
  }
  return "nothing was raised";
}

}  // namespace

TEST_CASE("integer addition, subtraction, multiplication raise exactly when the true result does not fit") {
  TestContext ctx;
  std::mt19937_64 random(4);
  for (loops::Isa isa : instruction_sets())
    for (BinaryOp op : {BinaryOp::add, BinaryOp::subtract, BinaryOp::multiply})
      for (DType t : {DType::uint8, DType::int32, DType::int64}) {
        const std::int64_t low = t == DType::uint8 ? 0 : t == DType::int32 ? INT32_MIN : INT64_MIN;
        const std::int64_t high = t == DType::uint8 ? 255 : t == DType::int32 ? INT32_MAX : INT64_MAX;
        for (int round = 0; round < 3000; ++round) {
          std::int64_t pair[2];
          for (std::int64_t& x : pair) {
            switch (random() % 4) {
              case 0: x = low + static_cast<std::int64_t>(random() % 3); break;
              case 1: x = high - static_cast<std::int64_t>(random() % 3); break;
              case 2:
                x = static_cast<std::int64_t>(std::sqrt(static_cast<double>(high))) +
                    static_cast<std::int64_t>(random() % 3) - 1;
                break;
              default: x = static_cast<std::int64_t>(random() % 5) - (t == DType::uint8 ? 0 : 2); break;
            }
          }
          // The pair among harmless ones, at a place that a vector, its chunk or the rest covers.
          const std::int64_t n = 1 + static_cast<std::int64_t>(random() % 140),
                             at = static_cast<std::int64_t>(random()) % n;
          const std::int64_t place = at < 0 ? at + n : at;
          Array a = Array::zeros(ctx, t, {n}), b = Array::zeros(ctx, t, {n}), out = Array::empty(ctx, t, {n});
          store(t, a.data() + place * a.strides()[0], Scalar::of(pair[0]));
          store(t, b.data() + place * b.strides()[0], Scalar::of(pair[1]));
          bool raised = false;
          try {
            loops::apply(ctx, isa, op, a, b, out);
          } catch (const DomainError&) {
            raised = true;
          }
          const bool want = overflows(op, t, pair[0], pair[1]);
          if (raised != want)
            FAIL(name(isa) << " " << name(op) << " " << name(t) << " " << pair[0] << ", " << pair[1]
                           << " raised: " << raised);
          if (!want) {
            const std::int64_t r = op == BinaryOp::add        ? pair[0] + pair[1]
                                   : op == BinaryOp::subtract ? pair[0] - pair[1]
                                                              : pair[0] * pair[1];
            REQUIRE(load(t, out.data() + place * out.strides()[0]).integer == r);
          }
        }
      }
}

TEST_CASE("negation, absolute value and squares raise exactly when the true result does not fit") {
  TestContext ctx;
  for (loops::Isa isa : instruction_sets())
    for (DType t : {DType::uint8, DType::int32, DType::int64}) {
      const std::int64_t low = t == DType::uint8 ? 0 : t == DType::int32 ? INT32_MIN : INT64_MIN;
      const std::int64_t high = t == DType::uint8 ? 255 : t == DType::int32 ? INT32_MAX : INT64_MAX;
      const auto root = static_cast<std::int64_t>(std::sqrt(static_cast<long double>(high)));
      for (std::int64_t x :
           {low, low + 1, std::int64_t{0}, std::int64_t{1}, high, root, root + 1, -root, -root - 1, -root - 2}) {
        if (x < low) continue;
        for (std::int64_t n : {1, 77}) {
          Array a = Array::zeros(ctx, t, {n}), out = Array::empty(ctx, t, {n});
          store(t, a.data() + (n - 1) * a.strides()[0], Scalar::of(x));
          for (UnaryOp op : {UnaryOp::negative, UnaryOp::absolute, UnaryOp::square}) {
            const Wide want = op == UnaryOp::negative   ? -static_cast<Wide>(x)
                              : op == UnaryOp::absolute ? (x < 0 ? -static_cast<Wide>(x) : x)
                                                        : static_cast<Wide>(x) * x;
            INFO(name(isa) << " " << name(op) << " " << name(t) << " " << x);
            if (want < low || want > high) {
              CHECK_THROWS_AS(loops::apply(ctx, isa, op, a, out), DomainError);
            } else {
              loops::apply(ctx, isa, op, a, out);
              CHECK(load(t, out.data() + (n - 1) * out.strides()[0]).integer == static_cast<std::int64_t>(want));
            }
          }
        }
      }
    }
}

TEST_CASE("integer division by zero and the one quotient that does not fit raise") {
  TestContext ctx;
  for (loops::Isa isa : instruction_sets())
    for (DType t : {DType::uint8, DType::int32, DType::int64})
      for (BinaryOp op : {BinaryOp::floor_divide, BinaryOp::remainder, BinaryOp::fmod}) {
        INFO(name(isa) << " " << name(t) << " " << name(op));
        for (std::int64_t n : {1, 100}) {
          Array a = Array::zeros(ctx, t, {n}), b = Array::zeros(ctx, t, {n}), out = Array::empty(ctx, t, {n});
          fill(ctx, b, Scalar::of(std::int64_t{1}));
          CHECK_NOTHROW(loops::apply(ctx, isa, op, a, b, out));
          store(t, b.data() + (n - 1) * b.strides()[0], Scalar::of(std::int64_t{0}));
          CHECK_THROWS_AS(loops::apply(ctx, isa, op, a, b, out), DomainError);
          if (t == DType::uint8) continue;
          const std::int64_t low = t == DType::int32 ? INT32_MIN : INT64_MIN;
          store(t, a.data() + (n - 1) * a.strides()[0], Scalar::of(low));
          store(t, b.data() + (n - 1) * b.strides()[0], Scalar::of(std::int64_t{-1}));
          if (op == BinaryOp::floor_divide) {
            CHECK_THROWS_AS(loops::apply(ctx, isa, op, a, b, out), DomainError);
          } else {
            loops::apply(ctx, isa, op, a, b, out);
            CHECK(load(t, out.data() + (n - 1) * out.strides()[0]).integer == 0);
          }
        }
      }
}

TEST_CASE("integer division agrees with exact arithmetic at the ends of the range") {
  TestContext ctx;
  std::mt19937_64 random(9);
  for (loops::Isa isa : instruction_sets())
    for (DType t : {DType::int32, DType::int64}) {
      const std::int64_t n = 4000;
      Array a = Array::empty(ctx, t, {n}), b = Array::empty(ctx, t, {n}), q = Array::empty(ctx, t, {n}),
            r = Array::empty(ctx, t, {n});
      for (std::int64_t i = 0; i < n; ++i) {
        // Whole chunks of small numbers take another path than those with large ones.
        const int bits = i / 500 % 2 ? (t == DType::int32 ? 31 : 63) : 20;
        const auto draw = [&] {
          return static_cast<std::int64_t>(random()) >>
                 (64 - bits + static_cast<int>(random() % static_cast<unsigned>(bits - 2)));
        };
        std::int64_t x = draw(), y = draw();
        if (t == DType::int32) x = static_cast<std::int32_t>(x), y = static_cast<std::int32_t>(y);
        if (y == 0) y = 3;
        if (random() % 8 == 0) x = (x / y) * y - (random() % 2 ? 1 : 0);
        if (y == -1) y = 1;
        store(t, a.data() + i * a.strides()[0], Scalar::of(x));
        store(t, b.data() + i * b.strides()[0], Scalar::of(y));
      }
      loops::apply(ctx, isa, BinaryOp::floor_divide, a, b, q);
      loops::apply(ctx, isa, BinaryOp::remainder, a, b, r);
      bool right = true;
      for (std::int64_t i = 0; i < n; ++i) {
        const Wide x = load(t, a.data() + i * a.strides()[0]).integer,
                   y = load(t, b.data() + i * b.strides()[0]).integer;
        const Wide quotient = load(t, q.data() + i * q.strides()[0]).integer,
                   rest = load(t, r.data() + i * r.strides()[0]).integer;
        right &= quotient * y + rest == x && (rest == 0 || (rest < 0) == (y < 0)) &&
                 (rest < 0 ? -rest : rest) < (y < 0 ? -y : y);
      }
      INFO(name(isa) << " " << name(t));
      CHECK(right);
    }
}

TEST_CASE("real remainders agree with the C library, huge quotients and all") {
  TestContext ctx;
  std::mt19937_64 random(10);
  std::uniform_real_distribution<double> unit(-1, 1);
  const std::int64_t n = 6000;
  for (loops::Isa isa : instruction_sets()) {
    Array a = Array::empty(ctx, DType::float64, {n}), b = Array::empty(ctx, DType::float64, {n}),
          out = Array::empty(ctx, DType::float64, {n});
    for (std::int64_t i = 0; i < n; ++i) {
      const int spread = i < n / 2 ? 25 : 70;
      a.at<double>(i) = std::ldexp(unit(random), static_cast<int>(random() % static_cast<unsigned>(spread)));
      b.at<double>(i) = std::ldexp(unit(random), -static_cast<int>(random() % static_cast<unsigned>(spread)));
      if (i % 5 == 0) a.at<double>(i) = b.at<double>(i) * static_cast<double>(random() % 1000);  // near whole quotients
      if (i % 5 == 1) a.at<double>(i) = std::nextafter(b.at<double>(i) * static_cast<double>(random() % 1000), 0.0);
    }
    loops::apply(ctx, isa, BinaryOp::fmod, a, b, out);
    bool right = true;
    for (std::int64_t i = 0; i < n; ++i) right &= same(out.at<double>(i), std::fmod(a.at<double>(i), b.at<double>(i)));
    INFO(name(isa));
    CHECK(right);
    Array fa = astype(ctx, a, DType::float32), fb = astype(ctx, b, DType::float32),
          fo = Array::empty(ctx, DType::float32, {n});
    loops::apply(ctx, isa, BinaryOp::fmod, fa, fb, fo);
    for (std::int64_t i = 0; i < n; ++i) right &= same(fo.at<float>(i), std::fmod(fa.at<float>(i), fb.at<float>(i)));
    CHECK(right);
  }
}

TEST_CASE("messages name the operation, the dtype and the first place, whatever the threads and layout", "[threads]") {
  TestContext ctx;
  for (int threads : {1, 2}) {
    ctx.threads = threads;
    Array a = Array::zeros(ctx, DType::int32, {100000}), b = Array::zeros(ctx, DType::int32, {100000}),
          out = Array::empty(ctx, DType::int32, {100000});
    for (std::int64_t i : {31234, 60000, 99999}) a.at<std::int32_t>(i) = b.at<std::int32_t>(i) = INT32_MAX;
    CHECK(message([&] { apply(ctx, BinaryOp::add, a, b, out); }) ==
          "integer overflow in int32 addition at element 31235");
    CHECK(message([&] { apply(ctx, BinaryOp::floor_divide, a, b, out); }) ==
          "integer division by zero in int32 floor_divide at element 1");
    View t{a.data(), nullptr, nullptr, 2, DType::int32};
    const Dims shape{250, 400}, strides{4, 1000};
    t.shape = shape.data();
    t.strides = strides.data();
    Array two = Array::empty(ctx, DType::int64, {250, 400});
    CHECK(message([&] { apply(ctx, BinaryOp::multiply, t, t, two); }) ==
          "integer overflow in int32 multiplication at element (1, 241)");
  }
  Array low = array_of<std::int32_t>(ctx, {INT32_MIN});
  CHECK(message([&] { apply(ctx, UnaryOp::negative, low); }) == "integer overflow in int32 negation");
  Array bytes = array_of<std::uint8_t>(ctx, {0, 3});
  CHECK(message([&] { apply(ctx, UnaryOp::negative, bytes); }) == "integer overflow in uint8 negation at element 2");
  CHECK(message([&] {
          apply(ctx, BinaryOp::add, array_of<std::int64_t>(ctx, {1, INT64_MAX}), array_of<std::int64_t>(ctx, {1}),
                array_of<std::int64_t>(ctx, {0, 0}));
        }) == "integer overflow in int64 addition at element 2");
  // In place the numbers are gone: no place is claimed.
  Array in_place = array_of<std::int32_t>(ctx, {1, INT32_MAX});
  CHECK(message([&] { apply(ctx, BinaryOp::add, in_place, in_place, in_place); }) ==
        "integer overflow in int32 addition");
}

TEST_CASE("long work can be stopped, by flag and by deadline, on one thread and on two", "[threads]") {
  TestContext ctx;
  StopFlag flag;
  ctx.stop = &flag;
  Array a = Array::zeros(ctx, DType::float64, {1 << 20}), out = Array::empty(ctx, DType::float64, {1 << 20});
  Array t = a.with_layout(a.data(), {1 << 10, 1 << 10}, {8, 8 << 10});
  for (int threads : {1, 2}) {
    ctx.threads = threads;
    flag.request = StopFlag::interrupt;
    CHECK_THROWS_AS(apply(ctx, UnaryOp::exp, a, out), Interrupted);
    CHECK_THROWS_AS(copy(ctx, a, out), Interrupted);
    CHECK_THROWS_AS(contiguous_copy(ctx, t), Interrupted);
    CHECK_THROWS_AS(apply(ctx, BinaryOp::add, t, t), Interrupted);
    CHECK_THROWS_AS(array_equal(ctx, a, a), Interrupted);
    flag.request = StopFlag::none;
    ctx.deadline = Context::Clock::now();
    CHECK_THROWS_AS(apply(ctx, UnaryOp::exp, a, out), Interrupted);
    ctx.deadline = Context::Clock::time_point::max();
    CHECK_NOTHROW(apply(ctx, UnaryOp::exp, a, out));
  }
}

TEST_CASE("any number of threads gives the same bits", "[threads]") {
  TestContext ctx;
  std::mt19937_64 random(6);
  std::normal_distribution<double> normal;
  Array a = Array::empty(ctx, DType::float64, {300, 401}), b = Array::empty(ctx, DType::float64, {300, 1});
  for (std::int64_t i = 0; i < a.size(); ++i) a.as<double>()[i] = normal(random);
  for (std::int64_t i = 0; i < b.size(); ++i) b.as<double>()[i] = normal(random);
  Array t = a.with_layout(a.data(), {401, 300}, {8, 3208});
  for (UnaryOp op : {UnaryOp::exp, UnaryOp::sin, UnaryOp::tanh, UnaryOp::sqrt}) {
    ctx.threads = 1;
    Array one = apply(ctx, op, t), wide = apply(ctx, op, a);
    for (int threads : {2, 5}) {
      ctx.threads = threads;
      CHECK(array_equal(ctx, apply(ctx, op, t), one, true));
      CHECK(array_equal(ctx, apply(ctx, op, a), wide, true));
    }
  }
  ctx.threads = 1;
  Array one = apply(ctx, BinaryOp::divide, a, b);
  ctx.threads = 3;
  CHECK(array_equal(ctx, apply(ctx, BinaryOp::divide, a, b), one));
}

TEST_CASE("results too large for the caches are the same, whole and in odd parts", "[threads]") {
  TestContext ctx;
  for (int threads : {1, 2}) {
    ctx.threads = threads;
    const std::int64_t n = (std::int64_t{1} << 21) + 77;  // float64: 16 MB and a rest
    Array a = Array::empty(ctx, DType::float64, {n + 3}), out = Array::zeros(ctx, DType::float64, {n + 3});
    for (std::int64_t i = 0; i < n + 3; ++i) a.at<double>(i) = static_cast<double>(i % 1000);
    const Array x = a.with_layout(a.data() + 8, {n}, {8}), y = a.with_layout(a.data() + 16, {n}, {8});
    const Array z = out.with_layout(out.data() + 8, {n}, {8});
    const Array two = a.with_layout(a.data() + 16, {}, {});
    const auto check = [&](auto want) {
      bool right = out.at<double>(0) == 0 && out.at<double>(n + 1) == 0 && out.at<double>(n + 2) == 0;
      for (std::int64_t i = 0; i < n; ++i) right &= z.at<double>(i) == want(i);
      CHECK(right);
    };
    apply(ctx, BinaryOp::add, x, y, z);
    check([&](std::int64_t i) { return x.at<double>(i) + y.at<double>(i); });
    apply(ctx, BinaryOp::multiply, x, two, z);
    check([&](std::int64_t i) { return x.at<double>(i) * 2; });
    copy(ctx, x, z);
    check([&](std::int64_t i) { return x.at<double>(i); });
    apply(ctx, BinaryOp::add, z, y, z);
    check([&](std::int64_t i) { return x.at<double>(i) + y.at<double>(i); });
    apply(ctx, UnaryOp::negative, astype(ctx, x, DType::int32), z);
    check([&](std::int64_t i) { return -x.at<double>(i); });
  }
}

#pragma once
// The standard draws that every distribution is built from. Two families give different numbers from the same bits:
// Modern is NumPy's Generator (ziggurat), Legacy its RandomState (polar method, inversion).

#include <utility>

#include "kernels/random/ziggurat.h"

namespace perilune::random {

template <class B>
class Modern {
 public:
  explicit Modern(B& b) : bits(b) {}
  B& bits;

  double unit() { return random::unit<double>(bits); }
  double normal() { return draw_ziggurat<double, NormalShape>(bits); }
  double exponential() { return draw_ziggurat<double, ExponentialShape>(bits); }

  template <class Finish>
  void fill_normal(Context& ctx, double* out, std::int64_t n, Finish finish) {
    fill_ziggurat<double, NormalShape>(ctx, bits, out, n, finish);
  }
  template <class Finish>
  void fill_exponential(Context& ctx, double* out, std::int64_t n, Finish finish) {
    fill_ziggurat<double, ExponentialShape>(ctx, bits, out, n, finish);
  }
};

// The second number of each polar pair waits for the next call.
struct WaitingNormal {
  bool waits = false;
  double value = 0;
  bool operator==(const WaitingNormal&) const = default;
};

class Legacy {
 public:
  Legacy(Mt19937& b, WaitingNormal& w) : bits(b), waiting_(w) {}
  Mt19937& bits;

  double unit() { return random::unit<double>(bits); }

  double normal() {
    if (waiting_.waits) return take_waiting();
    Point p;
    do p = point();
    while (!p.inside());
    const double f = p.factor();
    waiting_ = {true, f * p.x};
    return f * p.y;
  }

  double exponential() { return -std::log(1.0 - unit()); }

  template <class Finish>
  void fill_normal(Context& ctx, double* out, std::int64_t n, Finish finish) {
    std::int64_t done = 0;
    if (n > 0 && waiting_.waits) out[done++] = finish(take_waiting());
    while (done < n) {
      ctx.poll();
      // No more points than could be needed; one outside the circle is overwritten by the next, without a branch.
      Point batch[256];
      const std::int64_t tries = std::min<std::int64_t>(std::size(batch), (n - done + 1) / 2);
      std::size_t found = 0;
      for (std::int64_t t = 0; t < tries; ++t) {
        batch[found] = point();
        found += batch[found].inside();
      }
      for (std::size_t k = 0; k < found; ++k) {
        const double f = batch[k].factor();
        out[done++] = finish(f * batch[k].y);
        if (done < n) out[done++] = finish(f * batch[k].x);
        else waiting_ = {true, f * batch[k].x};
      }
    }
  }
  template <class Finish>
  void fill_exponential(Context& ctx, double* out, std::int64_t n, Finish finish) {
    fill(ctx, out, n, [&] { return finish(exponential()); });
  }

 private:
  // A point of the square around the unit circle: each inside gives two normal numbers, of which one waits.
  struct Point {
    double x, y, square;
    bool inside() const { return (square < 1.0) & (square != 0.0); }
    double factor() const { return std::sqrt(-2.0 * std::log(square) / square); }
  };
  Point point() {
    const double x = 2.0 * unit() - 1.0;
    const double y = 2.0 * unit() - 1.0;
    return {x, y, x * x + y * y};
  }
  double take_waiting() { return std::exchange(waiting_, {}).value; }

  WaitingNormal& waiting_;
};

}  // namespace perilune::random

// Long lines: n = rows * columns, transforms down the columns, a turn of every element, transforms along the rows. Each
// step works on a few lines at a time that fit the cache, where one transform of the whole length would walk through
// memory once per pass. (D. Bailey, FFTs in external or hierarchical memory, J. Supercomputing 4, 1990.)

#include <algorithm>
#include <vector>

#include "kernels/core/parallel.h"
#include "kernels/fft/line_loops.h"
#include "kernels/fft/plan.h"
#include "kernels/fft/roots.h"

namespace perilune::fft {

namespace {

constexpr std::int64_t stretch = 32;  // the turns of a column are products of two short tables

template <class T>
class FourStep final : public ComplexPlan<T> {
 public:
  using C = std::complex<T>;

  FourStep(Context& ctx, std::int64_t rows, std::int64_t columns, Direction direction, Engine engine)
      : rows_(rows),
        columns_(columns),
        inverse_(direction == Direction::inverse),
        down_(complex_plan<T>(ctx, rows, direction, engine)),
        along_(complex_plan<T>(ctx, columns, direction, engine)) {
    const std::int64_t longest = std::max(rows, columns);
    const std::int64_t room = (std::int64_t{1} << 18) / (longest * static_cast<std::int64_t>(sizeof(C)));
    together_ = std::clamp<std::int64_t>(room / 4 * 4, 4, 16);
    pitch_ = (longest + 15) / 8 * 8;  // lines at powers of two would fall into the same cache lines
    // Two-level table of the n-th roots: root(m) = coarse[m / base] * fine[m % base].
    const std::int64_t n = rows * columns;
    base_ = 1;
    while (base_ * base_ < n) base_ *= 2;
    for (std::int64_t k = 0; k < base_; ++k) fine_.push_back(turned(root(k, n)));
    for (std::int64_t k = 0; k * base_ < n; ++k) coarse_.push_back(turned(root(k * base_, n)));
  }

  std::int64_t workspace(int threads) const override {
    return rows_ * columns_ + 16 + lane_size() * std::max(threads, 1);
  }
  std::size_t bytes() const override {
    return (fine_.size() + coarse_.size()) * sizeof(std::complex<double>) + down_->bytes() + along_->bytes();
  }

  void run(Context& ctx, const C* in, C* out, C* work, T scale, int threads) const override {
    C* const turned_columns = work;  // column after column, as rows
    C* const lanes = work + (rows_ * columns_ + 7) / 8 * 8;
    step(ctx, threads, lanes, columns_, [&](Context& c, C* lane, std::int64_t first, std::int64_t count) {
      C* const gathered = lane;
      C* const plan_work = lane + together_ * pitch_;
      transpose(in + first, columns_, gathered, pitch_, rows_, count);
      for (std::int64_t k = 0; k < count; ++k) {
        C* const line = turned_columns + (first + k) * rows_;
        down_->run(c, gathered + k * pitch_, line, plan_work, T(1), 1);
        turn(line, first + k);
      }
    });
    step(ctx, threads, lanes, rows_, [&](Context& c, C* lane, std::int64_t first, std::int64_t count) {
      C* const gathered = lane;
      C* const plan_work = lane + together_ * pitch_;
      transpose(turned_columns + first, rows_, gathered, pitch_, columns_, count);
      for (std::int64_t k = 0; k < count; ++k)
        along_->run(c, gathered + k * pitch_, gathered + k * pitch_, plan_work, scale, 1);
      transpose(gathered, pitch_, out + first, rows_, count, columns_);
    });
  }

 private:
  std::complex<double> turned(std::complex<double> z) const { return inverse_ ? std::conj(z) : z; }

  std::int64_t lane_size() const {
    const std::int64_t inner = std::max(down_->workspace(1), along_->workspace(1));
    return (together_ * pitch_ + inner + 15) / 8 * 8;
  }

  // Groups of lines, dealt to threads in turns; each thread has a lane of the workspace.
  template <class Body>
  void step(Context& ctx, int allowed, C* lanes, std::int64_t lines, Body&& body) const {
    const std::int64_t groups = (lines + together_ - 1) / together_;
    const std::int64_t threads = std::clamp<std::int64_t>(allowed, 1, groups);
    parallel_for(ctx, threads, 1, [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t lane = begin; lane < end; ++lane)
        for (std::int64_t group = lane; group < groups; group += threads) {
          ctx.poll();
          const std::int64_t first = group * together_;
          body(ctx, lanes + lane * lane_size(), first, std::min(together_, lines - first));
        }
    });
  }

  // line[k] *= root(column * k)
  void turn(C* line, std::int64_t column) const {
    if (column == 0) return;
    std::complex<double> within[stretch];
    for (std::int64_t k = 0; k < stretch; ++k) within[k] = power(column * k);
    for (std::int64_t first = 0; first < rows_; first += stretch)
      turn_stretch(line + first, std::min(stretch, rows_ - first), power(column * first), within);
  }

  // Exponents up to (columns - 1) * stretch may pass n when there are few rows.
  std::complex<double> power(std::int64_t m) const {
    m %= rows_ * columns_;
    const std::complex<double> a = coarse_[static_cast<std::size_t>(m / base_)],
                               b = fine_[static_cast<std::size_t>(m % base_)];
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
  }

  std::int64_t rows_, columns_, together_, pitch_, base_;
  bool inverse_;
  std::shared_ptr<const ComplexPlan<T>> down_, along_;
  std::vector<std::complex<double>> fine_, coarse_;
};

}  // namespace

template <class T>
std::unique_ptr<const ComplexPlan<T>> make_four_step(Context& ctx, std::int64_t rows, std::int64_t columns,
                                                     Direction direction, Engine engine) {
  return std::make_unique<const FourStep<T>>(ctx, rows, columns, direction, engine);
}

template std::unique_ptr<const ComplexPlan<float>> make_four_step<float>(Context&, std::int64_t, std::int64_t,
                                                                         Direction, Engine);
template std::unique_ptr<const ComplexPlan<double>> make_four_step<double>(Context&, std::int64_t, std::int64_t,
                                                                           Direction, Engine);

}  // namespace perilune::fft

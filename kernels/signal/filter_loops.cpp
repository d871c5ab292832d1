#include <algorithm>

#include "kernels/signal/filter_line.h"

namespace perilune::signal {

namespace {

// K sections with all that they remember in registers. After two samples in the form that the states belong to, the
// direct form I goes on: the same sums, but y[n] waits for y[n - 1] through one product and one subtraction only. A
// section's older inputs are the older outputs of the one in front.
template <class T, int K>
void run_block(const double* c, T* x, std::int64_t n, std::int64_t step, T* state) {
  T now[K + 1], before[K + 1];  // signals in front of, between and behind the sections: at n - 1 and n - 2
  T old_states[2 * K];
  const std::int64_t head = std::min<std::int64_t>(n, 2);
  for (int k = 0; k <= K; ++k) now[k] = before[k] = T();
  for (std::int64_t i = 0; i < head; ++i) {
    T v = x[i * step];
    before[0] = now[0];
    now[0] = v;
    for (int k = 0; k < K; ++k) {
      const double* s = c + 6 * k;
      const T y = s[0] * v + state[2 * k];
      state[2 * k] = s[1] * v - s[4] * y + state[2 * k + 1];
      state[2 * k + 1] = s[2] * v - s[5] * y;
      v = y;
      before[k + 1] = now[k + 1];
      now[k + 1] = v;
    }
    x[i * step] = v;
  }
  if (n <= 2) return;
  for (std::int64_t i = 2; i < n; ++i) {
    T v = x[i * step];
    T input_now = now[0], input_before = before[0];
    before[0] = now[0];
    now[0] = v;
    for (int k = 0; k < K; ++k) {
      const double* s = c + 6 * k;
      const T known = (s[0] * v + (s[1] * input_now + s[2] * input_before)) - s[5] * before[k + 1];
      const T y = known - s[4] * now[k + 1];
      input_now = now[k + 1];
      input_before = before[k + 1];
      before[k + 1] = now[k + 1];
      now[k + 1] = y;
      v = y;
    }
    x[i * step] = v;
  }
  for (int k = 0; k < K; ++k) {
    const double* s = c + 6 * k;
    old_states[2 * k + 1] = s[2] * now[k] - s[5] * now[k + 1];
    old_states[2 * k] = s[1] * now[k] - s[4] * now[k + 1] + (s[2] * before[k] - s[5] * before[k + 1]);
  }
  std::copy_n(old_states, 2 * K, state);
}

template <class T>
void run_any(const double* c, std::int64_t count, T* x, std::int64_t n, std::int64_t step, T* state) {
  switch (count) {
    case 1: return run_block<T, 1>(c, x, n, step, state);
    case 2: return run_block<T, 2>(c, x, n, step, state);
    case 3: return run_block<T, 3>(c, x, n, step, state);
    default: return run_block<T, 4>(c, x, n, step, state);
  }
}

}  // namespace

void run_sections(const double* sections, std::int64_t count, double* x, std::int64_t n, std::int64_t step,
                  double* state) {
  run_any(sections, count, x, n, step, state);
}

void run_sections(const double* sections, std::int64_t count, std::complex<double>* x, std::int64_t n,
                  std::int64_t step, std::complex<double>* state) {
  run_any(sections, count, x, n, step, state);
}

}  // namespace perilune::signal

#pragma once
// Samples of the distributions, for both families of streams.

#include <tuple>

#include "kernels/random/distributions.h"
#include "kernels/random/fill.h"
#include "kernels/random/sources.h"

namespace perilune::random {

// True when every parameter is one number, which is put into `values`.
template <std::size_t N>
bool single_values(std::span<const Parameter> parameters, std::array<double, N>& values) {
  for (std::size_t p = 0; p < N; ++p) {
    const View v = parameters[p].view();
    if (v.size() != 1) return false;
    values[p] = *v.as<double>();
  }
  return true;
}

// Calls draw(first, second, …) once for each number of the sample.
template <std::size_t N, class T, class Draw>
void fill_sample(Context& ctx, const View& out, std::span<const Parameter> parameters, Draw draw) {
  T* data = sample_data<T>(out);
  const std::int64_t n = out.size();
  std::array<double, N> single;
  if (single_values(parameters, single)) return fill(ctx, data, n, [&] { return std::apply(draw, single); });
  std::array<View, N> views;
  for (std::size_t p = 0; p < N; ++p) views[p] = parameters[p].view();
  ParameterWalk<N> walk(out.dims(), views);
  fill(ctx, data, n, [&] {
    std::array<double, N> v;
    for (std::size_t p = 0; p < N; ++p) v[p] = *reinterpret_cast<const double*>(walk.at(p));
    walk.next();
    return std::apply(draw, v);
  });
}

template <class Source>
void fill_distribution(Context& ctx, Source& s, Distribution distribution, const View& out,
                       std::span<const Parameter> parameters) {
  const std::int64_t n = out.size();
  const auto as_it_is = [](double x) { return x; };
  switch (distribution) {
    case Distribution::standard_normal: return s.fill_normal(ctx, sample_data<double>(out), n, as_it_is);
    case Distribution::normal: {
      std::array<double, 2> v;
      if (single_values(parameters, v))
        return s.fill_normal(ctx, sample_data<double>(out), n, [v](double x) { return v[0] + v[1] * x; });
      return fill_sample<2, double>(ctx, out, parameters,
                                    [&](double loc, double scale) { return loc + scale * s.normal(); });
    }
    case Distribution::uniform:
      return fill_sample<2, double>(ctx, out, parameters,
                                    [&](double low, double high) { return low + (high - low) * s.unit(); });
    case Distribution::standard_exponential: return s.fill_exponential(ctx, sample_data<double>(out), n, as_it_is);
    case Distribution::exponential: {
      std::array<double, 1> v;
      if (single_values(parameters, v))
        return s.fill_exponential(ctx, sample_data<double>(out), n, [v](double x) { return v[0] * x; });
      return fill_sample<1, double>(ctx, out, parameters, [&](double scale) { return scale * s.exponential(); });
    }
  }
}

}  // namespace perilune::random

#include "stdlib/stats/options.h"

namespace perilune {

stats::NanPolicy nan_policy_of(const Call& call) {
  using stats::NanPolicy;
  return call.one_of<NanPolicy>(
      "nan_policy", {{"propagate", NanPolicy::propagate}, {"omit", NanPolicy::omit}, {"raise", NanPolicy::raise}});
}

stats::Alternative alternative_of(const Call& call) {
  using stats::Alternative;
  return call.one_of<Alternative>(
      "alternative",
      {{"two-sided", Alternative::two_sided}, {"less", Alternative::less}, {"greater", Alternative::greater}});
}

stats::RankMethod rank_method_of(const Call& call) {
  using stats::RankMethod;
  return call.one_of<RankMethod>(
      "method",
      {{"auto", RankMethod::automatic}, {"exact", RankMethod::exact}, {"asymptotic", RankMethod::asymptotic}});
}

std::optional<int> test_axis_of(Call& call, const char* argument) {
  if (call.none("axis")) return std::nullopt;
  const int ndim = call.array(argument).ndim;
  if (ndim == 0) return std::nullopt;
  return call.axis("axis", ndim);
}

View real_array(Call& call, const char* name) {
  const View v = call.array(name);
  if (is_complex(v.dtype)) call.refuse(name, "must be real");
  return v;
}

std::vector<Result> over_slices(
    Call& call, const char* first, const char* second, bool paired, int outputs,
    FunctionRef<void(std::span<const double>, std::span<const double>, std::span<double>)> test) {
  const View a = real_array(call, first), b = real_array(call, second);
  const std::optional<int> axis = test_axis_of(call, first);
  if (axis && a.ndim != b.ndim)
    throw ShapeError(std::string(second) + " must have as many axes as " + first + ", got " + shape_text(b.dims()) +
                     " beside " + shape_text(a.dims()));
  const stats::Slices x = stats::slices(call.ctx, a, axis), y = stats::slices(call.ctx, b, axis);
  if (paired && x.length != y.length)
    throw ShapeError(format("%s must have as many elements as %s, %lld, got %lld", second, first,
                            static_cast<long long>(x.length), static_cast<long long>(y.length)));
  const Dims shape = broadcast_shape(x.shape, y.shape);
  const Array of_x = stats::slice_numbers(call.ctx, x, shape), of_y = stats::slice_numbers(call.ctx, y, shape);
  std::vector<Array> arrays;
  for (int k = 0; k < outputs; ++k) arrays.push_back(Array::empty(call.ctx, DType::float64, shape));
  const stats::NanPolicy policy = nan_policy_of(call);
  auto u = call.ctx.vector<double>(), v = call.ctx.vector<double>(), out = call.ctx.vector<double>();
  out.resize(static_cast<std::size_t>(outputs));
  for (std::int64_t i = 0, n = checked_size(shape); i < n; ++i) {
    call.ctx.poll();
    const auto from_x = x.slice(of_x.as<std::int64_t>()[i]), from_y = y.slice(of_y.as<std::int64_t>()[i]);
    u.assign(from_x.begin(), from_x.end());
    v.assign(from_y.begin(), from_y.end());
    if (paired) {
      const std::size_t left = stats::without_nan_pairs(u, v, policy);
      test(std::span(u).first(left), std::span(v).first(left), out);
    } else {
      test(stats::without_nan(u, policy, first), stats::without_nan(v, policy, second), out);
    }
    for (int k = 0; k < outputs; ++k)
      arrays[static_cast<std::size_t>(k)].as<double>()[i] = out[static_cast<std::size_t>(k)];
  }
  const bool keep = call.flag("keepdims");
  std::vector<Result> results;
  for (Array& r : arrays) {
    if (keep) {
      Dims kept = r.shape();
      if (axis) kept.insert(*axis, 1);
      else
        for (int k = 0; k < a.ndim; ++k) kept.push_back(1);
      r = r.with_layout(r.data(), kept, row_major_strides(kept, sizeof(double)));
    }
    results.push_back(unwrapped(std::move(r)));
  }
  return results;
}

}  // namespace perilune

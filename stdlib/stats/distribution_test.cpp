// Tests of Kolmogorov and Smirnov.

#include <algorithm>

#include "kernels/stats/sample.h"
#include "stdlib/random/streams.h"
#include "stdlib/stats/distribution.h"
#include "stdlib/stats/options.h"

namespace perilune {

namespace {

constexpr Type value = Type::number | Type::array;
constexpr RecordField ks_fields[] = {
    {"statistic", "The largest distance of the two distribution functions.", value},
    {"pvalue", "The probability of one as large under the hypothesis.", value},
    {"statistic_location", "Where the distance is attained.", value},
    {"statistic_sign", "1 where the first function lies above, -1 where it lies below.", value},
};
const RecordType ks_result{"KstestResult", ks_fields, 2};
constexpr Arg result =
    out("res", Type::record, "statistic and pvalue, which unpack, and where the distance is.").of(ks_result);

stats::KsMethod method_of(const Call& call) {
  using stats::KsMethod;
  return call.one_of<KsMethod>("method", {{"auto", KsMethod::automatic},
                                          {"exact", KsMethod::exact},
                                          {"asymp", KsMethod::asymptotic},
                                          {"approx", KsMethod::approximate}});
}

constexpr Arg two_samples_args[] = {
    in("data1", Type::array, "One sample."),
    in("data2", Type::array, "The other; the lengths may differ."),
    alternative_option,
    choice("method", "auto|exact|asymp", "How the p-value is found; auto: exactly for up to 10,000 elements.")
        .alias("mode"),
    test_axis,
    nan_option,
    keepdims_option,
    result,
};

Record record_of(const stats::KsResult& r) {
  Record record(ks_result);
  record.set("statistic", r.statistic).set("pvalue", r.pvalue).set("statistic_location", r.location);
  record.set("statistic_sign", static_cast<std::int64_t>(r.sign));
  return record;
}

void call_2samp(Call& call) {
  const stats::Alternative alternative = alternative_of(call);
  const stats::KsMethod method = method_of(call);
  auto out = over_slices(call, "data1", "data2", false, 4,
                         [&](std::span<const double> x, std::span<const double> y, std::span<double> to) {
                           if (x.empty() || y.empty())
                             throw ValueError("the samples must not be empty, got one without elements");
                           const stats::KsResult r = stats::ks_2samp(call.ctx, x, y, alternative, method);
                           to[0] = r.statistic;
                           to[1] = r.pvalue;
                           to[2] = r.location;
                           to[3] = r.sign;
                         });
  Record record(ks_result);
  record.set("statistic", std::move(out[0])).set("pvalue", std::move(out[1]));
  record.set("statistic_location", std::move(out[2]));
  if (const double* sign = std::get_if<double>(&out[3])) record.set("statistic_sign", static_cast<std::int64_t>(*sign));
  else record.set("statistic_sign", std::move(out[3]));
  call.give(std::move(record));
}

constexpr Arg cdf_args = option("args", Type::list | Type::number, absent,
                                "Shape parameters, loc and scale of a named distribution, or further arguments of "
                                "the function: one or a list of them.");
constexpr Arg one_sample_args[] = {
    in("x", Type::array, "The sample, all axes together."),
    in("cdf", Type::callable | Type::string,
       "The distribution function, called with numbers, or a distribution's name.")
        .called("x -> number"),
    cdf_args,
    alternative_option,
    choice("method", "auto|exact|approx|asymp", "How the p-value is found; auto: exactly.").alias("mode"),
    result,
};
constexpr Arg kstest_args[] = {
    in("rvs", Type::array | Type::string, "The sample, or the name of a distribution to draw one of N from."),
    in("cdf", Type::callable | Type::string | Type::array,
       "The distribution function, called with numbers, a distribution's name, or a second sample.")
        .called("x -> number"),
    cdf_args,
    option("N", Type::integer, 20, "The size of the sample that is drawn.").at_least(1),
    rng_option,
    alternative_option,
    choice("method", "auto|exact|approx|asymp", "How the p-value is found; auto: exactly for up to 10,000 elements.")
        .alias("mode"),
    result,
};

// A named distribution with the parameters of args.
struct Named {
  const stats::Law* law = nullptr;
  double values[stats::most_shapes + 2] = {};
  std::size_t n = 0;

  Named(Call& call, const char* argument) {
    const DistributionEntry* e = find_distribution(call.text(argument));
    if (!e) {
      std::string names;
      for (const DistributionEntry& known : distribution_entries())
        names += (names.empty() ? "" : ", ") + std::string(known.name);
      call.refuse(argument, "must be a sample, a function or the name of a distribution (" + names + ")");
    }
    law = e->law;
    n = e->shape_count();
    values[n + 1] = 1;
    const std::vector<double> args = call.has("args") ? call.numbers("args") : std::vector<double>{};
    if (args.size() < n || args.size() > n + 2 - e->discrete)
      throw ValueError(format("args must hold the %zu shape parameters of %s, then loc and scale, got %zu numbers", n,
                              e->name, args.size()));
    std::copy(args.begin(), args.end(), values);
  }
  double cdf(double x) const {
    return stats::evaluate(*law, stats::Quantity::lower, x, values, values[n], values[n + 1]);
  }
};

void one_sample(Call& call, std::vector<double> x) {
  if (x.empty()) throw ValueError("the sample must not be empty, got one without elements");
  std::sort(x.begin(), x.end(), [](double a, double b) { return a < b || (b != b && a == a); });
  std::vector<double> values(x.size());
  if (call.is_text("cdf")) {
    const Named named(call, "cdf");
    std::transform(x.begin(), x.end(), values.begin(), [&](double v) { return named.cdf(v); });
  } else {
    Callable f = call.callable("cdf", "args");
    for (std::size_t i = 0; i < x.size(); ++i) values[i] = x[i] != x[i] ? x[i] : f.number(x[i]);
  }
  for (const double v : values)
    if (v < 0 || v > 1) throw ValueError("cdf must lie between 0 and 1, got " + number_text(v));
  call.give(record_of(stats::ks_1samp(call.ctx, x, values, alternative_of(call), method_of(call))));
}

std::vector<double> elements(Call& call, const char* name) {
  real_array(call, name);
  const Array a = call.array_as(name, DType::float64);
  call.count(2 * sizeof(double) * static_cast<std::size_t>(a.size()));
  return {a.as<double>(), a.as<double>() + a.size()};
}

void call_1samp(Call& call) { one_sample(call, elements(call, "x")); }

void call_kstest(Call& call) {
  std::vector<double> x;
  if (call.is_text("rvs")) {
    const Named named(call, "rvs");
    std::vector<View> parameters;
    for (std::size_t k = 0; k < named.n + 2; ++k)
      parameters.push_back(
          {reinterpret_cast<std::byte*>(const_cast<double*>(&named.values[k])), nullptr, nullptr, 0, DType::float64});
    const Array drawn = stats::draw(call.ctx, *named.law, *stream_of(call), {call.integer("N")}, parameters);
    for (std::int64_t i = 0; i < drawn.size(); ++i)
      x.push_back(load(drawn.dtype(), drawn.data() + i * drawn.strides()[0]).real());
  } else {
    x = elements(call, "rvs");
  }
  if (call.is_text("cdf") || call.is_callable("cdf")) return one_sample(call, std::move(x));
  const std::vector<double> y = elements(call, "cdf");
  if (x.empty() || y.empty()) throw ValueError("the samples must not be empty, got one without elements");
  if (call.text("method") == "approx") call.refuse("method", "must be 'auto', 'exact' or 'asymp' for two samples");
  if (call.has("args")) call.refuse("args", "must be left out for two samples");
  call.give(record_of(stats::ks_2samp(call.ctx, x, y, alternative_of(call), method_of(call))));
}

constexpr const char* source =
    "R. Simard, P. L'Ecuyer, Journal of Statistical Software 39 (2011)\n"
    "G. Marsaglia, W. W. Tsang, J. Wang, Journal of Statistical Software 8 (2003)\n"
    "J. L. Hodges, Arkiv för Matematik 3 (1958)";

constexpr Function rows[] = {
    Function{"ks_2samp", "Whether two samples come from one distribution: Kolmogorov and Smirnov's test.",
             two_samples_args,
             "The statistic is the largest distance between the two empirical distribution functions; with \"less\" or "
             "\"greater\" the largest by which the first lies below or above the second.",
             "print(stats.ks_2samp({1, 2, 3, 4}, {3.5, 4.5, 5.5}).pvalue)  --> 0.22857142857143", call_2samp}
        .from(source),
    Function{"ks_1samp", "Whether a sample comes from a given distribution: Kolmogorov's test.", one_sample_args,
             "The distribution is continuous and wholly known: parameters estimated from the sample itself make the "
             "p-value too large.",
             "print(stats.ks_1samp({-0.5, 0.1, 0.7}, stats.norm.cdf).statistic)  --> 0.30853753872599", call_1samp}
        .from(source),
    Function{"kstest", "Kolmogorov and Smirnov's test, of one sample or of two.", kstest_args,
             "`stats.ks_1samp` where cdf is a function or a name, `stats.ks_2samp` where it is a sample.",
             "print(stats.kstest({-0.5, 0.1, 0.7}, \"norm\", {args = {0, 1}}).statistic)  --> 0.30853753872599",
             call_kstest}
        .from(source),
};

}  // namespace

Rows distribution_test_rows() { return rows; }

}  // namespace perilune

// The bodies of the functions of all distributions.

#include <cmath>
#include <lua.hpp>

#include "kernels/array/elementwise.h"
#include "kernels/random/fill.h"
#include "kernels/special/map.h"
#include "kernels/stats/fit.h"
#include "kernels/stats/sample.h"
#include "stdlib/registry/call.h"
#include "stdlib/stats/frozen.h"
#include "stdlib/types/array.h"

namespace perilune {

namespace {

using stats::Law;
using stats::Quantity;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// The parameters of a call: the object's, or read from the arguments.
class Parameters {
 public:
  explicit Parameters(Call& call) {
    if (call.code() >= frozen_code) {
      from_ = &call.object<Frozen>("self");
      return;
    }
    own_.entry = &distribution_entries()[static_cast<std::size_t>(call.code() / 64)];
    const std::size_t n = own_.entry->shape_count();
    for (std::size_t k = 0; k < n; ++k) read(call, k, own_.entry->shapes[k].name);
    own_.values[n + 1] = 1;
    if (call.given("loc")) read(call, n, "loc");
    if (!own_.entry->discrete && call.given("scale")) read(call, n + 1, "scale");
    from_ = &own_;
  }
  // Takes what was read into an object, with copies of arrays.
  std::unique_ptr<Frozen> freeze(Context& ctx) {
    auto f = std::make_unique<Frozen>(std::move(own_));
    for (Array& a : f->arrays)
      if (a.data()) a = contiguous_copy(ctx, a);
    return f;
  }

  const DistributionEntry& entry() const { return *from_->entry; }
  const Law& law() const { return *from_->entry->law; }
  bool single() const { return from_->single; }
  const double* shapes() const { return from_->values.data(); }
  double loc() const { return from_->values[from_->entry->shape_count()]; }
  double scale() const { return from_->values[from_->entry->shape_count() + 1]; }
  // Appends views of all of them, which live as long as this.
  void append(std::vector<View>& operands) const {
    for (std::size_t k = 0, n = entry().shape_count() + 2; k < n; ++k) {
      if (from_->arrays[k].data()) operands.push_back(from_->arrays[k].view());
      else
        operands.push_back({reinterpret_cast<std::byte*>(const_cast<double*>(&from_->values[k])), nullptr, nullptr, 0,
                            DType::float64});
    }
  }

 private:
  void read(Call& call, std::size_t k, const char* name) {
    if (call.is_array(name)) {
      own_.arrays[k] = call.array_as(name, DType::float64);
      own_.single = false;
      return;
    }
    if (is_complex(call.scalar(name).dtype)) call.refuse(name, "must be real");
    own_.values[k] = call.number(name);
  }

  Frozen own_;
  const Frozen* from_ = nullptr;
};

void give_quantity(Call& call, const Parameters& p, Quantity q) {
  const char* x = q == Quantity::quantile || q == Quantity::upper_quantile ? "q" : "x";
  const View view = call.array(x);
  if (is_complex(view.dtype)) call.refuse(x, "must be real");
  if (p.single() && view.ndim == 0)
    return call.give(stats::evaluate(p.law(), q, load(view.dtype, view.data).real(), p.shapes(), p.loc(), p.scale()));
  std::vector<View> operands = {view};
  p.append(operands);
  call.give_unwrapped(stats::evaluate(call.ctx, p.law(), q, operands, DType::float64));
}

// One number for each combination of parameters.
void give_each(Call& call, const Parameters& p, FunctionRef<double(const double*, double, double)> f) {
  if (p.single()) return call.give(f(p.shapes(), p.loc(), p.scale()));
  std::vector<View> operands;
  p.append(operands);
  const auto n_shapes = static_cast<std::size_t>(p.law().shapes);
  call.give_unwrapped(special::map(call.ctx, operands, DType::float64,
                                   [&](std::int64_t n, const double* const* in, const std::int64_t* step, double* out) {
                                     double s[stats::most_shapes] = {};
                                     for (std::int64_t i = 0; i < n; ++i) {
                                       for (std::size_t k = 0; k < n_shapes; ++k) s[k] = in[k][i * step[k]];
                                       out[i] = f(s, in[n_shapes][i * step[n_shapes]],
                                                  in[n_shapes + 1][i * step[n_shapes + 1]]);
                                     }
                                   }));
}

void give_moments(Call& call, const Parameters& p, std::string_view letters) {
  for (const char c : letters)
    if (std::string_view("mvsk").find(c) == std::string_view::npos)
      call.refuse("moments", "must hold letters of 'mvsk' only");
  for (const char c : letters)
    give_each(call, p, [&](const double* s, double loc, double scale) {
      const stats::Moments4 m = stats::moments(p.law(), s, loc, scale);
      return c == 'm' ? m.mean : c == 'v' ? m.variance : c == 's' ? m.skewness : m.kurtosis;
    });
}

void give_interval(Call& call, const Parameters& p) {
  const Array share = call.array_as("confidence", DType::float64);
  for (std::int64_t i = 0; i < share.size(); ++i)
    if (const double c = share.as<double>()[i]; !(c >= 0 && c <= 1))
      throw ValueError("confidence must lie between 0 and 1, got " + number_text(c));
  for (const int side : {-1, 1}) {
    const Array q = Array::empty(call.ctx, DType::float64, share.shape());
    for (std::int64_t i = 0; i < q.size(); ++i) q.as<double>()[i] = (1 + side * share.as<double>()[i]) / 2;
    std::vector<View> operands = {q.view()};
    p.append(operands);
    call.give_unwrapped(stats::evaluate(call.ctx, p.law(), Quantity::quantile, operands, DType::float64));
  }
}

void give_sample(Call& call, const Parameters& p) {
  std::vector<View> parameters;
  p.append(parameters);
  std::optional<Dims> size;
  if (call.has("size")) size = call.shape("size");
  const Dims shape = random::sample_shape(size ? &*size : nullptr, parameters);
  Array sample = stats::draw(call.ctx, p.law(), *stream_of(call), shape, parameters);
  if (size) call.give(std::move(sample));
  else call.give_unwrapped(std::move(sample));
}

void give_expectation(Call& call) {
  const Law* law;
  double values[stats::most_shapes + 2] = {};
  const bool frozen = call.code() >= frozen_code;
  std::size_t n;
  if (frozen) {
    const Frozen& f = call.object<Frozen>("self");
    if (!f.single) call.refuse("self", "must have numbers as parameters");
    law = f.entry->law;
    n = f.entry->shape_count();
    std::copy(f.values.begin(), f.values.end(), values);
  } else {
    const DistributionEntry& e = distribution_entries()[static_cast<std::size_t>(call.code() / 64)];
    law = e.law;
    n = e.shape_count();
    const std::vector<double> shapes = call.has("args") ? call.numbers("args") : std::vector<double>{};
    if (shapes.size() != n) throw ValueError(format("args must hold %zu shape parameters, got %zu", n, shapes.size()));
    std::copy(shapes.begin(), shapes.end(), values);
    values[n] = call.number("loc");
    values[n + 1] = call.number("scale");
    if (e.discrete && values[n + 1] != 1) call.refuse("scale", "must be left out for a discrete distribution");
  }
  const double low = call.has("lb") ? call.number("lb") : nan, high = call.has("ub") ? call.number("ub") : nan;
  const bool conditional = call.flag("conditional");
  if (!call.has("func")) {
    call.give(stats::expect(
        call.ctx, *law, [](double x) { return x; }, values, values[n], values[n + 1], low, high, conditional));
    return;
  }
  Callable f = call.callable("func");
  call.give(stats::expect(
      call.ctx, *law, [&](double x) { return f.number(x); }, values, values[n], values[n + 1], low, high, conditional));
}

std::vector<double> observations(Call& call, const char* name) {
  const Array a = call.array_as(name, DType::float64);
  call.count(static_cast<std::size_t>(a.size()) * sizeof(double));
  return {a.as<double>(), a.as<double>() + a.size()};
}

void give_fit(Call& call, const DistributionEntry& e) {
  const std::size_t n = e.shape_count();
  stats::FitOptions o;
  o.fixed.resize(n + 2);
  o.start.resize(n + 2);
  const auto read = [&](const char* name, std::optional<double>& to) {
    if (call.has(name)) to = call.number(name);
  };
  for (std::size_t k = 0; k < n; ++k) {
    read(e.shapes[k].name, o.start[k]);
    read(e.shapes[k].number, o.fixed[k]);
  }
  read("loc", o.start[n]);
  read("scale", o.start[n + 1]);
  read("floc", o.fixed[n]);
  read("fscale", o.fixed[n + 1]);
  o.by_moments = call.text("method") == "MM";
  for (const double value : stats::fit(call.ctx, *e.law, observations(call, "data"), o)) call.give(value);
}

}  // namespace

void call_freeze(Call& call) {
  Parameters p(call);
  const Class& c = p.entry().discrete ? frozen_discrete_class : frozen_continuous_class;
  call.give_object(c, p.freeze(call.ctx));
}

void call_distribution(Call& call) {
  const auto which =
      static_cast<DistributionCall>(call.code() >= frozen_code ? call.code() - frozen_code : call.code() % 64);
  switch (which) {
    case DistributionCall::expect: return give_expectation(call);
    case DistributionCall::fit:
      return give_fit(call, distribution_entries()[static_cast<std::size_t>(call.code() / 64)]);
    case DistributionCall::nnlf: {
      const DistributionEntry& e = distribution_entries()[static_cast<std::size_t>(call.code() / 64)];
      const std::vector<double> theta = call.numbers("theta");
      if (theta.size() != e.shape_count() + 2)
        throw ValueError(format("theta must hold %zu numbers, got %zu", e.shape_count() + 2, theta.size()));
      return call.give(stats::negative_log_likelihood(call.ctx, *e.law, theta, observations(call, "x")));
    }
    default: break;
  }
  const Parameters p(call);
  const Law& law = p.law();
  switch (which) {
    case DistributionCall::rvs: return give_sample(call, p);
    case DistributionCall::mean: return give_moments(call, p, "m");
    case DistributionCall::var: return give_moments(call, p, "v");
    case DistributionCall::stats: return give_moments(call, p, call.text("moments"));
    case DistributionCall::std_:
      return give_each(call, p, [&](const double* s, double loc, double scale) {
        return std::sqrt(stats::moments(law, s, loc, scale).variance);
      });
    case DistributionCall::median:
      return give_each(call, p, [&](const double* s, double loc, double scale) {
        return stats::evaluate(law, Quantity::quantile, 0.5, s, loc, scale);
      });
    case DistributionCall::entropy:
      return give_each(call, p, [&](const double* s, double loc, double scale) {
        return stats::entropy(call.ctx, law, s, loc, scale);
      });
    case DistributionCall::support:
      for (const bool last : {false, true})
        give_each(call, p, [&](const double* s, double loc, double scale) {
          double low, high;
          stats::support(law, s, loc, scale, low, high);
          return last ? high : low;
        });
      return;
    case DistributionCall::moment: {
      const auto order = static_cast<int>(call.integer("order"));
      return give_each(call, p, [&](const double* s, double loc, double scale) {
        return stats::moment(call.ctx, law, order, s, loc, scale);
      });
    }
    case DistributionCall::interval: return give_interval(call, p);
    default: return give_quantity(call, p, static_cast<Quantity>(which));
  }
}

int fast_distribution(lua_State* L, int code) {
  const DistributionEntry& e = distribution_entries()[static_cast<std::size_t>(code / 64)];
  const int shapes = static_cast<int>(e.shape_count()), top = lua_gettop(L), most = 2 + shapes + !e.discrete;
  if (top < 1 + shapes || top > most) return -1;
  double values[1 + stats::most_shapes + 2];
  values[1 + shapes] = 0;
  values[2 + shapes] = 1;
  for (int k = 0; k < top; ++k) {
    if (lua_type(L, k + 1) != LUA_TNUMBER) return -1;
    values[k] = lua_tonumber(L, k + 1);
  }
  lua_pushnumber(L, unsigned_nan(stats::evaluate(*e.law, static_cast<Quantity>(code % 64), values[0], values + 1,
                                                 values[1 + shapes], values[2 + shapes])));
  return 1;
}

int fast_frozen(lua_State* L, int code) {
  if (lua_gettop(L) != 2 || lua_type(L, 2) != LUA_TNUMBER) return -1;
  const auto* o = userdata_at<ObjectValue>(L, 1, object_tag);
  if (!o || !o->class_->is(frozen_class) || !o->pointer) return -1;
  const auto& f = *static_cast<const Frozen*>(o->pointer);
  if (!f.single) return -1;
  const std::size_t n = f.entry->shape_count();
  lua_pushnumber(L, unsigned_nan(stats::evaluate(*f.entry->law, static_cast<Quantity>(code - frozen_code),
                                                 lua_tonumber(L, 2), f.values.data(), f.values[n], f.values[n + 1])));
  return 1;
}

}  // namespace perilune

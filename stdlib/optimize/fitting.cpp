#include "stdlib/optimize/fitting.h"

#include <cmath>

namespace perilune {

Sides::Sides(Call& call, const char* name, std::size_t n) {
  if (!call.has(name)) return;
  const Item all = call.item(name);
  if (all.kind() == Item::Kind::array) {
    const Array a = call.array_as(name, DType::float64);
    const auto columns = static_cast<std::int64_t>(n);
    if (a.shape() == Dims{2}) {
      lower.assign(n, a.at<double>(0));
      upper.assign(n, a.at<double>(1));
    } else if (a.shape() == Dims{2, columns}) {
      lower.assign(a.as<double>(), a.as<double>() + n);
      upper.assign(a.as<double>() + n, a.as<double>() + 2 * n);
    } else {
      call.refuse(name, "must have two rows, the lower and the upper side");
    }
  } else {
    read_sides(all, n, lower, upper);
  }
  for (std::size_t i = 0; i < n; ++i)
    if (std::isnan(lower[i]) || std::isnan(upper[i])) call.refuse(name, "must have no nan");
}

optimize::LeastSquaresOptions::Method least_squares_method(std::string_view word) {
  if (word == "lm") return optimize::LeastSquaresOptions::lm;
  return word == "dogbox" ? optimize::LeastSquaresOptions::dogbox : optimize::LeastSquaresOptions::trf;
}

optimize::Difference scheme_of(std::string_view word) {
  if (word == "3-point") return optimize::Difference::three_point;
  return word == "cs" ? optimize::Difference::complex_step : optimize::Difference::two_point;
}

double tolerance_of(Call& call, const char* name, double usual) {
  if (call.none(name)) return 0;
  return call.has(name) ? call.number(name) : usual;
}

FitOptions::FitOptions(Call& call) : call_(call), reporter_(call, true) {
  if (call.has("x_scale") && !call.is_text("x_scale")) x_scale_ = call.numbers("x_scale");
  if (call.has("diff_step")) diff_step_ = call.numbers("diff_step");
  if (!call.is_callable("loss")) return;
  loss_ = call.callable("loss");
  given_loss_ = [this](std::span<const double> z, std::span<optimize::LossValue> rho) {
    Answers answers = loss_->call({z});
    const View rows = answers.view(0, DType::float64, {3, static_cast<std::int64_t>(z.size())});
    for (std::size_t k = 0; k < z.size(); ++k) {
      const auto i = static_cast<std::int64_t>(k);
      rho[k] = {rows.at<double>(0, i), rows.at<double>(1, i), rows.at<double>(2, i)};
    }
  };
}

void FitOptions::apply(optimize::LeastSquaresOptions& options) {
  if (call_.has("x_scale") && call_.is_text("x_scale")) options.scale_by_jacobian = true;
  else if (!x_scale_.empty()) options.scale_by_jacobian = false;
  options.x_scale = x_scale_;
  options.differences.relative = diff_step_;
  options.f_scale = call_.number("f_scale");
  if (loss_) {
    options.loss = optimize::Loss::given;
    options.given_loss = given_loss_;
  } else {
    using optimize::Loss;
    options.loss = call_.one_of<Loss>("loss", {{"linear", Loss::linear},
                                               {"soft_l1", Loss::soft_l1},
                                               {"huber", Loss::huber},
                                               {"cauchy", Loss::cauchy},
                                               {"arctan", Loss::arctan}});
  }
  if (const auto most = limit(call_, "maxfev")) options.max_nfev = *most;
  options.maxiter = limit(call_, "maxiter").value_or(optimize::unlimited);
  options.maxtime = time_limit(call_);
  options.callback = reporter_.callback();
}

}  // namespace perilune

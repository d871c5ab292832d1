// logsumexp, softmax and log_softmax.

#include "kernels/special/logsumexp.h"
#include "stdlib/registry/call.h"
#include "stdlib/special/module.h"

namespace perilune {

namespace {

constexpr Arg logsumexp_args[] = {
    in("a", Type::array, "The exponents, real or complex."),
    optional("axis", Type::axes | Type::none, absent, "One axis or several; left out or pl.none: all elements."),
    optional("b", Type::array, absent, "Factors of the exponentials, which may be negative; they broadcast to a."),
    optional("keepdims", Type::boolean, false, "Whether the axes stay, with length 1."),
    optional("return_sign", Type::boolean, false,
             "Whether the sign of the sum comes too, the logarithm being of |sum|."),
    out("y", Type::number | Type::complex | Type::array, "log(sum(b exp(a))).").shaped("..."),
    out("sign", Type::number | Type::complex | Type::array, "The sign of the sum.")
        .only_if("return_sign")
        .shaped("..."),
};
constexpr Arg softmax_args[] = {
    in("x", Type::array, "Real or complex numbers."),
    optional("axis", Type::axes | Type::none, absent, "One axis or several; left out or pl.none: all elements."),
    out("y", Type::array, "An array of the same shape; a number for a number."),
};

std::optional<Dims> axes_of(Call& call, int ndim) {
  if (!call.has("axis") || call.none("axis")) return std::nullopt;
  return call.axes("axis", ndim);
}

void call_logsumexp(Call& call) {
  const View a = call.array("a");
  special::LogSumExpOptions options;
  int ndim = a.ndim;
  if (call.has("b")) {
    options.b = call.array("b");
    ndim = broadcast_shape(a.dims(), options.b->dims()).size();
  }
  options.axes = axes_of(call, ndim);
  options.keepdims = call.flag("keepdims");
  const bool sign = call.flag("return_sign");
  special::LogSumExp result = special::logsumexp(call.ctx, a, options, sign);
  call.give_unwrapped(std::move(result.value));
  if (sign) call.give_unwrapped(std::move(result.sign));
}

void call_softmax(Call& call) {
  const View x = call.array("x");
  call.give_unwrapped(call.code() ? special::log_softmax(call.ctx, x, axes_of(call, x.ndim))
                                  : special::softmax(call.ctx, x, axes_of(call, x.ndim)));
}

constexpr Function rows[] = {
    Function{"logsumexp", "The logarithm of a sum of exponentials.", logsumexp_args,
             "The largest exponent is taken out first, so nothing overflows. Where the sum is negative the result is "
             "NaN unless the sign is asked for; a factor of 0 takes its exponential out.",
             "print(special.logsumexp{1000, 1000})  --> 1000.6931471806", call_logsumexp},
    Function{"softmax", "Exponentials over their sum.", softmax_args,
             "exp(x) / sum(exp(x)) along the axes, computed without overflow.",
             "print(special.softmax{0, 0})  --> [0.5 0.5]", call_softmax},
    Function{"log_softmax", "The logarithm of softmax.", softmax_args, "Accurate where softmax itself is close to 0.",
             "print(special.log_softmax{1000, 0})\n--> [    0. -1000.]", call_softmax}
        .with(1),
};

}  // namespace

Rows exponential_sum_rows() { return rows; }

}  // namespace perilune

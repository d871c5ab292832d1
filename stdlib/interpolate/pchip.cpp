// Monotone cubic interpolation.

#include "kernels/interpolate/pchip.h"

#include "stdlib/interpolate/module.h"

namespace perilune {

using interpolate::Extrapolate;

namespace {

constexpr Arg make_args[] = {
    in("x", Type::vector, "Where the samples lie, rising.").shaped("n"),
    in("y", Type::array, "The samples, real; those of several functions have further axes.").shaped("n, ..."),
    optional("axis", Type::axis, 1, "The axis of y along which x runs."),
    optional("extrapolate", Type::boolean | Type::string, true,
             "Beyond the samples: true goes on with the outermost cubics, false gives nan, \"periodic\" repeats the "
             "function.")
        .among("periodic"),
    out("spline", Type::object, "The interpolant.").of(pchip_class),
};

void call_make(Call& call) {
  const View y = call.array("y");
  const int axis = call.axis("axis", std::max(y.ndim, 1));
  give_ppoly(call, pchip_class,
             interpolate::pchip(call.ctx, call.array("x"), y, axis, extrapolate_mode(call).value_or(Extrapolate::yes)));
}

constexpr Function rows[] = {
    Function{"PchipInterpolator", "Monotone cubic interpolant through samples.", make_args,
             "A piecewise cubic with a continuous first derivative that overshoots nowhere: it rises where the samples "
             "rise, and its turning points are samples. Where smoothness matters more than shape, take `CubicSpline`. "
             "The object is called for values; beside that it can do all that a PPoly can.",
             R"(local p = interpolate.PchipInterpolator({0, 1, 2, 3}, {0, 0, 1, 1})
                print(p(0.5), p(1.5), p(2.5))  --> 0.0	0.5	1.0
                print(p:derivative()(1.5))  --> 1.5)",
             call_make}
        .raises("x does not rise, or x or y hold nan or infinities\ny is complex")
        .from("F. N. Fritsch, J. Butland, SIAM Journal on Scientific and Statistical Computing 5 (1984)\n"
              "ends: C. Moler, Numerical Computing with MATLAB (2004), section 3.6"),
};

}  // namespace

const Class pchip_class{"interpolate.PchipInterpolator",
                        "PchipInterpolator:",
                        "A monotone piecewise cubic, which can be called.",
                        {},
                        {},
                        nullptr,
                        destroy_ppoly,
                        nullptr,
                        &ppoly_class};

Rows interpolate_pchip_rows() { return rows; }

}  // namespace perilune

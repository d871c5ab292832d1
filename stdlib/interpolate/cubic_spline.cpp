// Cubic splines through samples.

#include "kernels/interpolate/cubic_spline.h"

#include "stdlib/interpolate/module.h"

namespace perilune {

using interpolate::BoundaryCondition;
using interpolate::PPoly;

namespace {

constexpr const char* condition_words = "not-a-knot|clamped|natural|periodic";

constexpr Arg make_args[] = {
    in("x", Type::vector, "Where the samples lie, rising.").shaped("n"),
    in("y", Type::array, "The samples, real or complex; those of several functions have further axes.")
        .shaped("n, ..."),
    optional("axis", Type::axis, 1, "The axis of y along which x runs."),
    optional(
        "bc_type", Type::string | Type::list, "not-a-knot",
        "What holds at the ends: the outer two intervals are one polynomial, the first derivative is 0, the second "
        "derivative is 0, or all repeats. A list of two sets each end by itself, by a word other than \"periodic\" "
        "or by {order, value}: the first or second derivative there.")
        .among(condition_words),
    optional("extrapolate", Type::boolean | Type::string, absent,
             "Beyond the samples: true goes on with the outermost cubics, false gives nan, \"periodic\" repeats the "
             "function. Without it \"periodic\" for periodic ends, else true.")
        .among("periodic"),
    out("spline", Type::object, "The spline.").of(cubic_spline_class),
};

BoundaryCondition::Kind kind_of(std::string_view word) {
  if (word == "not-a-knot") return BoundaryCondition::not_a_knot;
  if (word == "clamped") return BoundaryCondition::clamped;
  return word == "natural" ? BoundaryCondition::natural : BoundaryCondition::periodic;
}

// A word, or {order, value}. Keeps the array that the condition then refers to.
BoundaryCondition condition_of(const Item& end, Array& value) {
  if (end.kind() == Item::Kind::text) {
    const std::string_view word = end.word("not-a-knot|clamped|natural");
    return {kind_of(word)};
  }
  if (end.kind() != Item::Kind::list) end.refuse("must be a word or a pair {order, value}");
  const std::vector<Item> pair = end.items();
  if (pair.size() != 2) end.refuse("must be a pair {order, value}");
  const std::int64_t order = pair[0].whole_number();
  if (order != 1 && order != 2) pair[0].refuse("must be 1 or 2, the order of a derivative");
  value = pair[1].array();
  return {order == 1 ? BoundaryCondition::first_derivative : BoundaryCondition::second_derivative, value};
}

void call_make(Call& call) {
  const View y = call.array("y");
  interpolate::CubicSplineOptions options;
  options.axis = call.axis("axis", std::max(y.ndim, 1));
  options.extrapolate = extrapolate_mode(call);
  Array start, end;
  if (call.is_list("bc_type")) {
    const std::vector<Item> ends = call.item("bc_type").items();
    if (ends.size() != 2) call.refuse("bc_type", "must be a word or a list of two conditions");
    options.start = condition_of(ends[0], start);
    options.end = condition_of(ends[1], end);
  } else {
    options.start.kind = options.end.kind = kind_of(call.text("bc_type"));
  }
  give_ppoly(call, cubic_spline_class, interpolate::cubic_spline(call.ctx, call.array("x"), y, options));
}

constexpr Function rows[] = {
    Function{"CubicSpline", "Cubic spline through samples.", make_args,
             "A piecewise cubic with two continuous derivatives. The object is called for values; beside that it can "
             "do all that a PPoly can. Two samples give a line and three a parabola where the ends ask for no more.",
             R"(local spline = interpolate.CubicSpline({0, 1, 2, 3}, {0, 1, 8, 27})
                print(spline(1.5), spline(1.5, 1))  --> 3.375	6.75
                print(spline:integrate(0, 2))  --> 4.0
                local s = interpolate.CubicSpline({0, 1, 2}, {0, 1, 0}, {bc_type = {"natural", {1, 0}}})
                print(s(1), s(0.5) > s(1.5))  --> 1.0	true)",
             call_make}
        .raises("x does not rise, or x or y hold nan or infinities\n"
                "y does not end as it begins, with bc_type \"periodic\"")
        .from("C. de Boor, A Practical Guide to Splines (1978), chapter IV"),
};

}  // namespace

const Class cubic_spline_class{"interpolate.CubicSpline",
                               "CubicSpline:",
                               "A cubic spline, which can be called.",
                               {},
                               {},
                               nullptr,
                               destroy_ppoly,
                               nullptr,
                               &ppoly_class};

Rows interpolate_cubic_spline_rows() { return rows; }

}  // namespace perilune

// Piecewise polynomials: the class that all splines in this form are based on.

#include "stdlib/interpolate/module.h"
#include "stdlib/types/array.h"
#include "stdlib/types/object_text.h"

namespace perilune {

using interpolate::Extrapolate;
using interpolate::PPoly;

namespace {

constexpr Arg self = in("self", Type::object, "The polynomial.").of(ppoly_class);

constexpr Arg mode(const char* doc) {
  return optional("extrapolate", Type::boolean | Type::string, absent, doc).among("periodic");
}
constexpr Arg beyond = mode(
    "Beyond the breakpoints: true goes on with the outermost polynomials, false gives nan, \"periodic\" repeats the "
    "function. Without it: as the object was made.");
constexpr Arg counted_beyond =
    mode("Whether solutions beyond the breakpoints count; \"periodic\" means no. Without it: as the object was made.");
constexpr Arg jumps =
    optional("discontinuity", Type::boolean, true, "Whether a jump from one side to the other counts as a solution.");
constexpr Arg solutions = out("t", Type::array | Type::list,
                              "The solutions, in the order of the breakpoints; nested lists of such arrays when the "
                              "values have axes.");
constexpr Arg polynomial = out("p", Type::object, "A new piecewise polynomial.").of(ppoly_class);

constexpr Arg make_args[] = {
    in("c", Type::array, "Coefficients: of the highest power first, then one column for each interval.")
        .shaped("k, m, ..."),
    in("x", Type::vector, "Breakpoints, rising or falling.").shaped("m + 1"),
    optional("extrapolate", Type::boolean | Type::string, true,
             "Beyond the breakpoints: true goes on with the outermost polynomials, false gives nan, \"periodic\" "
             "repeats the function.")
        .among("periodic"),
    optional("axis", Type::axis, 1, "Where c has its coefficients; the intervals follow on the next axis."),
    polynomial,
};
constexpr Arg value_args[] = {
    self,
    in("x", Type::array, "Points, real."),
    optional("nu", Type::integer, 0, "Which derivative.").at_least(0),
    beyond,
    out("y", Type::array, "The values; the axes of x stand where the interpolated axis was. A number for a number."),
};
constexpr Arg order_args[] = {
    self,
    optional("nu", Type::integer, 1, "How many times; a negative number goes the other way."),
    polynomial,
};
constexpr Arg integrate_args[] = {
    self,
    in("a", Type::number, "Where to begin."),
    in("b", Type::number, "Where to end."),
    beyond,
    out("area", Type::number | Type::array, "The integral; one for each value when there are several."),
};
constexpr Arg solve_args[] = {
    self, optional("y", Type::number, 0, "The value to look for.").finite(), jumps, counted_beyond, solutions,
};
constexpr Arg roots_args[] = {self, jumps, counted_beyond, solutions};
constexpr Arg extend_args[] = {
    self,
    in("c", Type::array, "Coefficients of the new intervals.").shaped("k, m, ..."),
    in("x", Type::vector, "The new breakpoints, all before or all behind the old ones, in the same direction.")
        .shaped("m"),
};
constexpr Arg c_args[] = {
    self,
    out("c", Type::array, "Coefficients, the highest power first, for each interval; read-only.").shaped("k, m, ..."),
};
constexpr Arg x_args[] = {self, out("x", Type::vector, "Breakpoints; read-only.").shaped("m + 1")};
constexpr Arg axis_args[] = {self, out("axis", Type::integer, "The interpolated axis of the values, from 1.")};
constexpr Arg extrapolate_args[] = {self,
                                    out("extrapolate", Type::boolean | Type::string, "true, false or \"periodic\".")};

PPoly& polynomial_of(Call& call) { return call.object<PPoly>("self"); }

void call_make(Call& call) {
  const View c = call.array("c");
  const int axis = call.axis("axis", std::max(c.ndim - 1, 1));
  give_ppoly(call, ppoly_class,
             PPoly::make(call.ctx, c, call.array("x"), extrapolate_mode(call).value_or(Extrapolate::yes), axis));
}

void call_value(Call& call) {
  call.give_unwrapped(
      polynomial_of(call).evaluate(call.ctx, call.array("x"), call.integer("nu"), extrapolate_mode(call)));
}

// spline(0.5): a lone number at a curve of real numbers, the commonest call by far in loops.
int fast_value(lua_State* L, int) {
  if (lua_gettop(L) != 2 || lua_type(L, 2) != LUA_TNUMBER) return -1;
  const auto* o = userdata_at<ObjectValue>(L, 1, object_tag);
  if (!o || !o->pointer || !o->class_->is(ppoly_class)) return -1;
  const PPoly& p = *static_cast<const PPoly*>(o->pointer);
  if (p.c.ndim() != 2 || is_complex(p.c.dtype())) return -1;
  double value;
  p.evaluate(lua_tonumber(L, 2), 0, std::nullopt, &value);
  lua_pushnumber(L, value);
  return 1;
}

void call_derivative(Call& call) {
  give_ppoly(call, ppoly_class, polynomial_of(call).derivative(call.ctx, call.integer("nu")));
}
void call_antiderivative(Call& call) {
  give_ppoly(call, ppoly_class, polynomial_of(call).antiderivative(call.ctx, call.integer("nu")));
}
void call_integrate(Call& call) {
  call.give_unwrapped(
      polynomial_of(call).integrate(call.ctx, call.number("a"), call.number("b"), extrapolate_mode(call)));
}

// Nested lists with the shape of the values.
Result nested(interpolate::Roots& roots, int axis, std::size_t& next) {
  if (axis == roots.shape.size()) return std::move(roots.solutions[next++]);
  auto list = std::make_unique<Table>();
  for (std::int64_t i = 0; i < roots.shape[axis]; ++i) list->list.push_back(nested(roots, axis + 1, next));
  return list;
}

void give_solutions(Call& call, double y) {
  interpolate::Roots roots = polynomial_of(call).solve(call.ctx, y, call.flag("discontinuity"), extrapolate_mode(call));
  std::size_t next = 0;
  Result result = nested(roots, 0, next);
  if (auto* table = std::get_if<std::unique_ptr<Table>>(&result)) call.give(std::move(**table));
  else call.give(std::move(std::get<Array>(result)));
}
void call_solve(Call& call) { give_solutions(call, call.number("y")); }
void call_roots(Call& call) { give_solutions(call, 0); }

void call_extend(Call& call) {
  PPoly& p = polynomial_of(call);
  p = p.extend(call.ctx, call.array("c"), call.array("x"));
  p.c.block()->read_only = p.x.block()->read_only = true;
}

void call_c(Call& call) { call.give(polynomial_of(call).c); }
void call_x(Call& call) { call.give(polynomial_of(call).x); }
void call_axis(Call& call) { call.give(polynomial_of(call).axis + 1); }
void call_extrapolate(Call& call) {
  const Extrapolate now = polynomial_of(call).extrapolate;
  if (now == Extrapolate::periodic) call.give("periodic");
  else call.give(now == Extrapolate::yes);
}

constexpr Function value_row =
    Function{"__call",
             "Values or derivatives at given points.",
             value_args,
             "Points on a breakpoint belong to the interval that begins there. Points in order are fastest.",
             R"(local p = interpolate.PPoly({{1}, {0}, {0}}, {0, 3})
                print(p(2), p(2, 1))  --> 4.0	4.0
                print(p{1, 2, 3})  --> [1. 4. 9.])",
             call_value}
        .fast_by(fast_value);

constexpr Function methods[] = {
    {"derivative", "The derivative, as a piecewise polynomial.", order_args,
     "Piece by piece: a jump at a breakpoint leaves no trace.",
     R"(local p = interpolate.PPoly({{1}, {0}, {0}}, {0, 3})
        print(p:derivative()(2))  --> 4.0)",
     call_derivative},
    {"antiderivative", "The antiderivative that is 0 at the first breakpoint.", order_args,
     "It is continuous, with all derivatives up to nu - 1. That of a periodic polynomial is not periodic.",
     R"(local p = interpolate.PPoly({{3}, {0}, {0}}, {0, 3})
        print(p:antiderivative()(2))  --> 8.0)",
     call_antiderivative},
    {"integrate", "The integral between two points.", integrate_args,
     "From a to b, which may be the smaller one. Ends beyond the breakpoints give nan unless extrapolated.",
     R"(local p = interpolate.PPoly({{3}, {0}, {0}}, {0, 3})
        print(p:integrate(0, 2))  --> 8.0)",
     call_integrate},
    {"solve", "Where the polynomial has a given value.", solve_args,
     "Real polynomials only. The turning points cut each interval into monotone pieces, and each change of sign is "
     "then followed by Newton's method within its bracket; points where the graph only touches y are found too. An "
     "interval where the polynomial is y throughout gives its first breakpoint, then nan.",
     R"(local p = interpolate.PPoly({{1}, {0}, {0}}, {0, 3})
        print(p:solve(4, {extrapolate = false}))  --> [2.])",
     call_solve},
    {"roots", "Where the polynomial is zero.", roots_args, "The same as solve(0).",
     R"(local p = interpolate.PPoly({{1}, {0}, {-1}}, {0, 3})
        print(p:roots())  --> [-1.  1.])",
     call_roots},
    {"extend", "Adds intervals at one end, in place.", extend_args,
     "The first new interval begins, or the last one ends, at the nearest old breakpoint.",
     R"(local p = interpolate.PPoly({{1}, {0}}, {0, 1})
        p:extend({{-1}, {1}}, {2})
        print(p(0.5), p(1.5))  --> 0.5	0.5)",
     call_extend},
};

constexpr Function fields[] = {
    {"c", "The coefficients.", c_args, "c[j, i] belongs to the power k - j of the distance from x[i].",
     "print(interpolate.PPoly({{1}, {0}}, {0, 1}).c)\n--> [[1.]\n-->  [0.]]", call_c},
    {"x", "The breakpoints.", x_args, "As they were given, in float64.",
     "print(interpolate.PPoly({{1}, {0}}, {0, 1}).x)  --> [0. 1.]", call_x},
    {"axis", "The interpolated axis.", axis_args, "Where the axes of the points go in a result.",
     "print(interpolate.PPoly({{1}, {0}}, {0, 1}).axis)  --> 1", call_axis},
    {"extrapolate", "What happens beyond the breakpoints.", extrapolate_args, "Unless a call says otherwise.",
     "print(interpolate.PPoly({{1}, {0}}, {0, 1}).extrapolate)  --> true", call_extrapolate},
};

// Of the splines too, whose points are the breakpoints.
void call_text(Call& call) {
  const auto& p = call.object<PPoly>("self");
  const bool cubic = call.same_object("self", cubic_spline_class), pchip = call.same_object("self", pchip_class);
  std::string text = cubic ? "CubicSpline" : pchip ? "PchipInterpolator" : "PPoly";
  text += " " + extent(p.x) + ", " + counted(p.x.size(), cubic || pchip ? "point" : "breakpoint");
  if (!cubic && !pchip) text += ", degree " + std::to_string(p.order() - 1);
  if (const Dims shape = p.value_shape(); shape.size() > 0) text += ", values of shape " + shape_text(shape);
  call.give(std::move(text));
}
constexpr Operators operators{.text = call_text};

constexpr Function rows[] = {
    {"PPoly", "Piecewise polynomial from coefficients and breakpoints.", make_args,
     "On the interval from x[i] to x[i + 1] it is the sum of c[j, i] * (t - x[i])^(k - j) over j. Coefficients may be "
     "complex and have further axes, for several functions at once.",
     R"(local p = interpolate.PPoly({{1, -1}, {0, 1}}, {0, 1, 2})
        print(p{0.25, 1.25})  --> [0.25 0.75])",
     call_make},
};

}  // namespace

std::optional<Extrapolate> extrapolate_mode(Call& call, const char* name) {
  if (!call.has(name)) return std::nullopt;
  if (call.text(name) == "periodic") return Extrapolate::periodic;
  return call.flag(name) ? Extrapolate::yes : Extrapolate::no;
}

void destroy_ppoly(void* object) { delete static_cast<PPoly*>(object); }

void give_ppoly(Call& call, const Class& as, PPoly p) {
  p.c.block()->read_only = p.x.block()->read_only = true;
  call.give_object(as, std::make_unique<PPoly>(std::move(p)));
}

const Class ppoly_class{.name = "interpolate.PPoly",
                        .prefix = "PPoly:",
                        .summary = "A piecewise polynomial, which can be called.",
                        .methods = methods,
                        .fields = fields,
                        .call = &value_row,
                        .destroy = destroy_ppoly,
                        .operators = &operators};

Rows interpolate_ppoly_rows() { return rows; }

}  // namespace perilune

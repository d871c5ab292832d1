// Interpolation between samples by steps, lines or splines.

#include "kernels/interpolate/interp1d.h"

#include "kernels/interpolate/spline_through.h"
#include "stdlib/interpolate/module.h"
#include "stdlib/types/array.h"
#include "stdlib/types/object_text.h"

namespace perilune {

using interpolate::Interp1d;
using interpolate::Interp1dOptions;

namespace {

constexpr Arg self = in("self", Type::object, "The interpolant.").of(interp1d_class);

constexpr Arg make_args[] = {
    in("x", Type::vector, "Where the samples lie, in any order.").shaped("n"),
    in("y", Type::array, "The samples, real or complex; those of several functions have further axes.")
        .shaped("..., n"),
    optional("kind", Type::string | Type::integer, "linear",
             "\"linear\" joins samples by lines; \"nearest\" takes the nearest sample, of two equally near ones the "
             "first, \"nearest-up\" the second; \"previous\" and \"next\" take the one before or after. \"zero\", "
             "\"slinear\", \"quadratic\", \"cubic\" or a degree make a spline, \"zero\" being steps.")
        .among("linear|nearest|nearest-up|zero|slinear|quadratic|cubic|previous|next"),
    optional("axis", Type::axis, -1, "The axis of y along which x runs."),
    option("bounds_error", Type::boolean, absent,
           "Whether points beyond the samples are an error; false gives fill_value there. Without it true, unless "
           "fill_value is \"extrapolate\"."),
    option("fill_value", Type::number | Type::complex | Type::string | Type::array | Type::list, absent,
           "With bounds_error = false, the value beyond the samples: a number, an array that broadcasts to one sample, "
           "or a list {below, above} of two such; nan by default. \"extrapolate\" goes on beyond them instead.")
        .among("extrapolate"),
    option("assume_sorted", false, "Whether x rises already, so that it need not be sorted."),
    out("f", Type::object, "The interpolant.").of(interp1d_class),
};
constexpr Arg value_args[] = {
    self,
    in("x", Type::array, "Points, real."),
    out("y", Type::number | Type::complex | Type::array,
        "The values; the axes of x stand where the interpolated axis was. A number for a number."),
};
constexpr Arg x_args[] = {self, out("x", Type::vector, "Where the samples lie, rising.")};
constexpr Arg y_args[] = {self, out("y", Type::array, "The samples, in that order.")};
constexpr Arg axis_args[] = {self, out("axis", Type::integer, "The axis of y along which x runs.")};

Interp1d& interpolant_of(Call& call) { return call.object<Interp1d>("self"); }

void read_kind(Call& call, Interp1dOptions& options) {
  if (!call.is_text("kind")) {
    const std::int64_t degree = call.integer("kind");
    if (degree < 0 || degree > interpolate::most_spline_degree)
      call.refuse("kind", format("must be a word or a degree from 0 to %d", interpolate::most_spline_degree));
    options.degree = static_cast<int>(degree);
    return;
  }
  const std::string_view word = call.text("kind");
  if (word == "nearest") options.kind = Interp1dOptions::nearest;
  else if (word == "nearest-up") options.kind = Interp1dOptions::nearest_up;
  else if (word == "previous") options.kind = Interp1dOptions::previous;
  else if (word == "next") options.kind = Interp1dOptions::next;
  else options.degree = word == "zero" ? 0 : word == "quadratic" ? 2 : word == "cubic" ? 3 : 1;
}

// Keeps the arrays that the options then refer to.
void read_fill(Call& call, Interp1dOptions& options, Array& below, Array& above) {
  options.extrapolate = call.has("fill_value") && call.is_text("fill_value");
  if (options.extrapolate && call.has("bounds_error") && call.flag("bounds_error"))
    call.refuse("fill_value", "must be no \"extrapolate\" with bounds_error = true");
  options.bounds_error = call.has("bounds_error") ? call.flag("bounds_error") : !options.extrapolate;
  options.has_fill = call.has("fill_value") && !options.extrapolate;
  if (!options.has_fill) return;
  const Item fill = call.item("fill_value");
  if (fill.kind() == Item::Kind::list) {
    const std::vector<Item> pair = fill.items();
    if (pair.size() != 2) fill.refuse("must be a number, an array, a list {below, above} or \"extrapolate\"");
    below = pair[0].array();
    above = pair[1].array();
  } else {
    below = above = fill.array();
  }
  options.below = below;
  options.above = above;
}

void call_make(Call& call) {
  const View y = call.array("y");
  Interp1dOptions options;
  read_kind(call, options);
  options.axis = call.axis("axis", std::max(y.ndim, 1));
  options.assume_sorted = call.flag("assume_sorted");
  Array below, above;
  read_fill(call, options, below, above);
  auto f = std::make_unique<Interp1d>(call.ctx, call.array("x"), y, options);
  // Scripts see them as fields.
  f->x().block()->read_only = f->y().block()->read_only = true;
  call.give_object(interp1d_class, std::move(f));
}

void call_value(Call& call) { call.give_unwrapped(interpolant_of(call).evaluate(call.ctx, call.array("x"))); }

// f(0.5): a lone number within the samples of one real function.
int fast_value(lua_State* L, int) {
  if (lua_gettop(L) != 2 || lua_type(L, 2) != LUA_TNUMBER) return -1;
  const auto* o = userdata_at<ObjectValue>(L, 1, object_tag);
  double value;
  if (!o || !o->pointer || o->class_ != &interp1d_class) return -1;
  if (!static_cast<const Interp1d*>(o->pointer)->evaluate(lua_tonumber(L, 2), value)) return -1;
  lua_pushnumber(L, value);
  return 1;
}

void call_x(Call& call) { call.give(interpolant_of(call).x()); }
void call_y(Call& call) { call.give(interpolant_of(call).y()); }
void call_axis(Call& call) { call.give(interpolant_of(call).axis() + 1); }

constexpr Function value_row = Function{"__call",
                                        "Values at given points.",
                                        value_args,
                                        "nan gives nan. Points in order are fastest.",
                                        R"(local f = interpolate.interp1d({0, 1, 2}, {0, 10, 30})
                print(f(0.5), f{1, 1.5})  --> 5.0	[10. 20.])",
                                        call_value}
                                   .raises("a point lies beyond the samples, unless bounds_error is false")
                                   .fast_by(fast_value);

constexpr Function fields[] = {
    {"x", "Where the samples lie.", x_args, "Rising, in float64.",
     "print(interpolate.interp1d({2, 1}, {5, 4}).x)  --> [1. 2.]", call_x},
    {"y", "The samples.", y_args, "In the order of x, float64 or complex128.",
     "print(interpolate.interp1d({2, 1}, {5, 4}).y)  --> [4. 5.]", call_y},
    {"axis", "The interpolated axis of y.", axis_args, "Where the axes of the points go in a result.",
     "print(interpolate.interp1d({0, 1}, {{1, 2}, {3, 4}}).axis)  --> 2", call_axis},
};

constexpr Function rows[] = {
    Function{"interp1d", "Interpolation between samples, by steps, lines or splines.", make_args,
             "The object is called with new points. Splines of degree 2 and more want distinct places and finite "
             "samples, more of them than the degree; they have not-a-knot ends. `CubicSpline` has more to offer than "
             "\"cubic\", `PchipInterpolator` does not overshoot. Equal places are a jump for the other kinds.",
             R"(local f = interpolate.interp1d({0, 1, 2, 3}, {0, 1, 8, 27}, "cubic")
                print(f(1.5))  --> 3.375
                local g = interpolate.interp1d({0, 1}, {5, 7}, {bounds_error = false, fill_value = {-1, pl.inf}})
                print(g{-2, 0.5, 2})  --> [-1.  6. inf]
                print(interpolate.interp1d({0, 1}, {5, 7}, {fill_value = "extrapolate"})(3))  --> 11.0)",
             call_make}
        .raises("x holds nan or infinities, or fewer samples than kind needs\n"
                "fill_value does not broadcast to one sample")
        .from("splines: C. de Boor, A Practical Guide to Splines (1978)"),
};

void call_text(Call& call) {
  const Array& x = interpolant_of(call).x();
  call.give("interp1d " + extent(x) + ", " + counted(x.size(), "point"));
}
constexpr Operators operators{.text = call_text};

}  // namespace

const Class interp1d_class{.name = "interpolate.interp1d",
                           .prefix = "interp1d:",
                           .summary = "An interpolant, which can be called.",
                           .methods = {},
                           .fields = fields,
                           .call = &value_row,
                           .destroy = [](void* object) { delete static_cast<Interp1d*>(object); },
                           .operators = &operators};

Rows interpolate_interp1d_rows() { return rows; }

}  // namespace perilune

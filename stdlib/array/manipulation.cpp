// Other shapes and orders of axes for the same elements.

#include "kernels/array/manipulate.h"

#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg a_arg = in("a", Type::array, "The array.");
constexpr Arg view_arg = out("b", Type::array, "A view that shares the elements of a.");
constexpr Arg view_or_copy_arg = out("b", Type::array, "A view when the strides of a allow it, else a copy.");
constexpr Arg order_arg =
    choice("order", "C|F|A",
           "How elements are counted: C the last axis fastest, F the first axis fastest, A as F when a lies so.");

Order order_of(const Call& call) {
  return call.one_of<Order>("order",
                            {{"C", Order::c}, {"F", Order::fortran}, {"A", Order::automatic}, {"K", Order::keep}});
}

constexpr Arg reshape_args[] = {
    a_arg,
    rest("newshape", Type::shape, "The lengths, one after another or as one list; -1 once stands for what is left."),
    order_arg, view_or_copy_arg};

void call_reshape(Call& call) {
  if (call.rest_count() == 0) throw ValueError("argument newshape is missing");
  call.give(reshape(call.ctx, call.shared("a"), call.rest_shape("newshape"), order_of(call)));
}

constexpr Arg ravel_args[] = {
    a_arg,
    optional("order", Type::string, "C|F|A|K", "As in reshape; K as the elements lie in memory.").among("C|F|A|K"),
    view_or_copy_arg};

void call_ravel(Call& call) { call.give(ravel(call.ctx, call.shared("a"), order_of(call))); }

constexpr Arg flatten_args[] = {
    a_arg,
    optional("order", Type::string, "C|F|A|K", "As in reshape; K as the elements lie in memory.").among("C|F|A|K"),
    out("b", Type::array, "A copy with one axis.")};

void call_flatten(Call& call) { call.give(flatten(call.ctx, call.array("a"), order_of(call))); }

constexpr Arg transpose_args[] = {a_arg,
                                  rest("axes", Type::shape,
                                       "The axes of a (from 1, negative from the last) in their new order, one after "
                                       "another or as one list; left out, all reversed."),
                                  view_arg};

// Axes as users count, to axes from 0.
Dims from_one(Dims axes, const char* name) {
  for (std::int64_t& axis : axes) {
    if (axis == 0) throw IndexError(std::string(name) + " counts axes from 1, got 0");
    if (axis > 0) --axis;
  }
  return axes;
}

void call_transpose(Call& call) {
  if (call.rest_count() == 0) return call.give(transpose(call.shared("a")));
  const Dims axes = from_one(call.rest_shape("axes"), "axes");
  call.give(transpose(call.shared("a"), std::span<const std::int64_t>(axes)));
}

constexpr Arg swapaxes_args[] = {a_arg, in("axis1", Type::axis, "One axis."), in("axis2", Type::axis, "The other."),
                                 view_arg};

void call_swapaxes(Call& call) { call.give(swapaxes(call.shared("a"), call.integer("axis1"), call.integer("axis2"))); }

constexpr Arg moveaxis_args[] = {a_arg, in("source", Type::axes, "The axes to move."),
                                 in("destination", Type::axes, "Where they go."), view_arg};

void call_moveaxis(Call& call) {
  const Array a = call.shared("a");
  call.give(moveaxis(a, call.axes("source", a.ndim()), call.axes("destination", a.ndim())));
}

constexpr Arg expand_args[] = {a_arg, in("axis", Type::axes, "Where the new axes stand in the result."), view_arg};

void call_expand(Call& call) {
  const Array a = call.shared("a");
  const int added = call.is_list("axis") ? call.shape("axis").size() : 1;
  call.give(expand_dims(a, call.axes("axis", a.ndim() + added)));
}

constexpr Arg squeeze_args[] = {
    a_arg, optional("axis", Type::axes, absent, "Which axes of length 1 to drop; left out, all."), view_arg};

void call_squeeze(Call& call) {
  const Array a = call.shared("a");
  if (!call.has("axis")) return call.give(squeeze(a));
  const Dims axes = call.axes("axis", a.ndim());
  call.give(squeeze(a, std::span<const std::int64_t>(axes)));
}

constexpr Arg broadcast_args[] = {a_arg, in("shape", Type::shape, "The shape to broadcast to."),
                                  out("b", Type::array, "A view; repeated elements share memory.")};

void call_broadcast(Call& call) { call.give(broadcast_to(call.shared("a"), call.shape("shape"))); }

constexpr Arg flip_args[] = {a_arg, optional("axis", Type::axes, absent, "Which axes to reverse; left out, all."),
                             view_arg};

void call_flip(Call& call) {
  const Array a = call.shared("a");
  if (!call.has("axis")) return call.give(flip(a));
  const Dims axes = call.axes("axis", a.ndim());
  call.give(flip(a, std::span<const std::int64_t>(axes)));
}

constexpr Function rows[] = {
    {"reshape", "The same elements in another shape.", reshape_args,
     "The number of elements must stay. Elements are read and written in the order of `order`.",
     "print(pl.arange(1, 7):reshape(2, 3))\n--> [[1. 2. 3.]\n-->  [4. 5. 6.]]", call_reshape, 0, true},
    {"ravel", "The elements along one axis.", ravel_args,
     "A copy only where a view cannot do it; `flatten` always copies.",
     "print(pl.array{{1, 2}, {3, 4}}:ravel())  --> [1. 2. 3. 4.]", call_ravel, 0, true},
    {"flatten", "A copy of the elements along one axis.", flatten_args, "`ravel` gives a view where it can.",
     "print(pl.array{{1, 2}, {3, 4}}:flatten(\"F\"))  --> [1. 3. 2. 4.]", call_flatten, 0, true},
    {"transpose", "The axes in another order.", transpose_args, "`a.T` reverses them. Nothing is copied.",
     "print(pl.zeros{2, 3, 4}:transpose(2, 3, 1).shape)  --> {3, 4, 2}", call_transpose, 0, true},
    {"swapaxes", "Two axes exchanged.", swapaxes_args, "Nothing is copied.",
     "print(pl.zeros{2, 3, 4}:swapaxes(1, 3).shape)  --> {4, 3, 2}", call_swapaxes, 0, true},
    {"moveaxis", "Axes moved to other places.", moveaxis_args, "The other axes keep their order. Nothing is copied.",
     "print(pl.moveaxis(pl.zeros{2, 3, 4}, 1, -1).shape)  --> {3, 4, 2}", call_moveaxis},
    {"expand_dims", "New axes of length 1.", expand_args, "`a[\"+, ...\"]` does the same in an index.",
     "print(pl.expand_dims({1, 2}, 1).shape)  --> {1, 2}", call_expand},
    {"squeeze", "Without the axes of length 1.", squeeze_args, "An axis that is named and longer is an error.",
     "print(pl.zeros{1, 3, 1}:squeeze().shape)  --> {3}", call_squeeze, 0, true},
    {"broadcast_to", "The array repeated to a shape, without copying.", broadcast_args,
     "Writing to the view writes to every element that shares the memory.",
     "print(pl.broadcast_to({1, 2}, {2, 2}))\n--> [[1. 2.]\n-->  [1. 2.]]", call_broadcast},
    {"flip", "The elements in reverse along axes.", flip_args,
     "Nothing is copied; `a[\"::-1\"]` does the same in an index.", "print(pl.flip{1, 2, 3})  --> [3. 2. 1.]",
     call_flip},
};

}  // namespace

Rows manipulation_rows() { return rows; }

}  // namespace perilune

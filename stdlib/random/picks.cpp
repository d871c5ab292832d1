// Bodies: whole numbers, choices, new orders.

#include <cmath>

#include "kernels/array/elementwise.h"
#include "kernels/array/index.h"
#include "kernels/random/fill.h"
#include "stdlib/random/bodies.h"

namespace perilune {

namespace {

using random::Parameter;

bool declares(const Call& call, std::string_view name) {
  for (const Arg& arg : call.row().args)
    if (name == arg.name) return true;
  return false;
}

// Fractions are an error here, where casting would drop them.
Array whole_array(Call& call, const char* name) {
  const View v = call.array(name);
  if (kind(v.dtype) <= Kind::integer) return call.array_as(name, DType::int64);
  const Array a = call.array_as(name, DType::float64);
  for (std::int64_t i = 0; i < a.size(); ++i)
    if (a.as<double>()[i] != std::trunc(a.as<double>()[i])) call.refuse(name, "must hold whole numbers");
  return astype(call.ctx, a, DType::int64);
}

// One end of a range of integers: a number or an array.
struct Bound {
  bool is_array = false;
  Array array;
  std::int64_t number = 0;
  bool above_all = false;  // 2^63, which an exclusive end may be and int64 cannot

  Bound() = default;
  Bound(Call& call, const char* name) {
    is_array = call.is_array(name);
    if (is_array) {
      array = whole_array(call, name);
      return;
    }
    const Scalar s = call.scalar(name);
    if (s.exact()) {
      number = s.integer;
      return;
    }
    const double x = s.real();
    if (is_complex(s.dtype) || x != std::trunc(x) || x < -0x1p63 || x > 0x1p63)
      call.refuse(name, "must be a whole number");
    above_all = x == 0x1p63;
    number = above_all ? INT64_MAX : static_cast<std::int64_t>(x);
  }
  Parameter parameter() const { return is_array ? Parameter(array.view()) : Parameter::integer(number); }
};

// What choice and permutation take for x: an array, or how many there are.
struct Population {
  bool is_array;
  std::int64_t count = 0;
  Array array;

  Population(Call& call, const char* name) : is_array(call.is_array(name) && call.array(name).ndim > 0) {
    if (is_array) {
      array = call.shared(name);
      return;
    }
    const Scalar s = call.scalar(name);
    if (is_complex(s.dtype) || s.real() != std::trunc(s.real()) || std::fabs(s.real()) > 0x1p53)
      call.refuse(name, "must be an array or a whole number");
    count = static_cast<std::int64_t>(s.real());
  }
};

int axis_of(const Call& call, int ndim) { return declares(call, "axis") ? call.axis("axis", ndim) : 0; }

// a's elements at positions (from 0) along an axis, which the shape of the positions replaces.
Array take(Context& ctx, const Array& a, const Array& positions, int axis) {
  for (std::int64_t i = 0; i < positions.size(); ++i) {
    if (i % random::draws_between_polls == 0) ctx.poll();
    ++positions.as<std::int64_t>()[i];  // as users count
  }
  std::vector<Subscript> subscripts(static_cast<std::size_t>(axis), Subscript::all());
  if (positions.ndim() == 0) subscripts.push_back(Subscript::at(positions.at<std::int64_t>(0)));
  else subscripts.push_back(Subscript::list(positions));
  subscripts.push_back(Subscript::rest());
  const Selection selection = select(ctx, a, subscripts);
  return selection.advanced ? gather(ctx, a, selection) : contiguous_copy(ctx, selected_view(a, selection));
}

}  // namespace

void call_integers(Call& call) {
  Bound low(call, "low"), high;
  if (call.has("high")) high = Bound(call, "high");
  else std::swap(low, high);
  bool endpoint = declares(call, "endpoint") && call.flag("endpoint");
  if (low.above_all) call.refuse("low", "must be less than 2^63");
  if (high.above_all) {
    if (endpoint || low.is_array) call.refuse("high", "must be less than 2^63");
    endpoint = true;  // 2^63 - 1 is the last
  }
  const DType dtype = call.dtype("dtype", DType::int64);
  const Parameter from = low.parameter(), to = high.parameter();
  const std::array<View, 2> both{from.view(), to.view()};
  std::optional<Dims> size;
  if (call.has("size")) size = call.shape("size");
  Array sample = Array::empty(call.ctx, dtype, random::sample_shape(size ? &*size : nullptr, both));
  stream_of(call)->integers(call.ctx, sample, from, to, endpoint);
  if (size) call.give(std::move(sample));
  else call.give_unwrapped(std::move(sample));
}

void call_choice(Call& call) {
  const Population a(call, "a");
  const bool one = !call.has("size");
  const int axis = a.is_array ? axis_of(call, a.array.ndim()) : 0;
  random::ChoiceOptions options;
  options.replace = call.flag("replace");
  options.shuffle = !declares(call, "shuffle") || call.flag("shuffle");
  if (call.has("p")) options.probabilities = call.array("p");
  const Dims size = one ? Dims{} : call.shape("size");
  Array positions = Array::empty(call.ctx, DType::int64, random::sample_shape(&size, {}));
  stream_of(call)->choice(call.ctx, a.is_array ? a.array.shape()[axis] : a.count, positions, options);
  if (a.is_array) {
    Array taken = take(call.ctx, a.array, positions, axis);
    if (one) call.give_unwrapped(std::move(taken));
    else call.give(std::move(taken));
  } else if (one) {
    call.give_position(positions.at<std::int64_t>(0));
  } else {
    call.give_positions(std::move(positions));
  }
}

void call_permutation(Call& call) {
  const Population x(call, "x");
  const auto stream = stream_of(call);
  if (x.is_array) {
    Array copy = contiguous_copy(call.ctx, x.array);
    stream->shuffle(call.ctx, copy, axis_of(call, copy.ndim()));
    return call.give(std::move(copy));
  }
  if (x.count < 0) call.refuse("x", "must not be negative");
  Array positions = Array::empty(call.ctx, DType::int64, {x.count});
  stream->permutation(call.ctx, positions);
  call.give_positions(std::move(positions));
}

void call_shuffle(Call& call) {
  const View x = call.writable("x");
  if (x.ndim == 0) call.refuse("x", "must have an axis");
  stream_of(call)->shuffle(call.ctx, x, axis_of(call, x.ndim));
}

void call_bytes(Call& call) {
  const auto length = static_cast<std::size_t>(call.integer("length"));
  call.count(length);
  std::string text;
  text.reserve(length);
  while (text.size() < length) {
    call.ctx.poll();
    text.resize(std::min(length, text.size() + (std::size_t{1} << 22)));
  }
  stream_of(call)->bytes(call.ctx, std::span(reinterpret_cast<std::uint8_t*>(text.data()), text.size()));
  call.give(std::move(text));
}

}  // namespace perilune

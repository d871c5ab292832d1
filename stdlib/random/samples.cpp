// Bodies: samples of distributions.

#include "kernels/array/elementwise.h"
#include "kernels/random/fill.h"
#include "stdlib/random/bodies.h"

namespace perilune {

namespace {

using random::Distribution;
using random::Parameter;

// A parameter as an array that stays alive, or a number.
struct Reading {
  Array array;
  std::optional<Parameter> parameter;

  void read(Call& call, const char* name) {
    if (call.is_array(name)) {
      array = call.array_as(name, DType::float64);
      parameter.emplace(array.view());
      return;
    }
    if (is_complex(call.scalar(name).dtype)) call.refuse(name, "must be real");
    parameter.emplace(call.number(name));
  }
};

std::optional<Dims> size_of(const Call& call) {
  if (!call.has("size")) return std::nullopt;
  return call.shape("size");
}

// Draws into a fresh array, or into one number where neither a size nor a parameter asks for more.
template <class Draw>
void give_sample(Call& call, DType dtype, const std::optional<Dims>& size, const Dims& shape, Draw draw) {
  Array sample = Array::empty(call.ctx, dtype, shape);
  draw(sample.view());
  if (size) call.give(std::move(sample));
  else call.give_unwrapped(std::move(sample));
}

}  // namespace

void call_draw(Call& call) {
  const auto distribution = static_cast<Distribution>(call.code());
  const random::DistributionRow& row = random::describe(distribution);
  const auto count = static_cast<std::size_t>(row.count());
  std::array<Reading, 3> readings;
  std::vector<Parameter> parameters;
  std::vector<View> views;
  for (std::size_t i = 0; i < count; ++i) {
    readings[i].read(call, row.parameters[i].name);
    parameters.push_back(*readings[i].parameter);
  }
  for (const Parameter& p : parameters) views.push_back(p.view());
  const std::optional<Dims> size = size_of(call);
  give_sample(call, row.dtype, size, random::sample_shape(size ? &*size : nullptr, views),
              [&](const View& out) { stream_of(call)->draw(call.ctx, distribution, out, parameters); });
}

void call_random_sample(Call& call) {
  const std::optional<Dims> size = size_of(call);
  give_sample(call, DType::float64, size, random::sample_shape(size ? &*size : nullptr, {}), [&](const View& out) {
    stream_of(call)->random(call.ctx, std::span(out.as<double>(), static_cast<std::size_t>(out.size())));
  });
}

void call_dimensions(Call& call) {
  std::optional<Dims> size;
  if (call.rest_count() > 0) size = call.rest_shape("dims");
  give_sample(call, DType::float64, size, random::sample_shape(size ? &*size : nullptr, {}), [&](const View& out) {
    const auto stream = stream_of(call);
    if (call.code() == standard_normal) return stream->draw(call.ctx, Distribution::standard_normal, out, {});
    stream->random(call.ctx, std::span(out.as<double>(), static_cast<std::size_t>(out.size())));
  });
}

void call_standard(Call& call) {
  random::Generator& g = *call.object<std::shared_ptr<random::Generator>>("self");
  const auto draw = [&](const View& out) {
    switch (call.code()) {
      case standard_random: return g.random(call.ctx, out);
      case standard_normal: return g.standard_normal(call.ctx, out);
      default:
        return g.standard_exponential(
            call.ctx, out,
            call.text("method") == "inv" ? random::ExponentialMethod::inversion : random::ExponentialMethod::ziggurat);
    }
  };
  const std::optional<Dims> size = size_of(call);
  if (!call.has("out")) {
    const DType dtype = call.dtype("dtype", DType::float64);
    return give_sample(call, dtype, size, random::sample_shape(size ? &*size : nullptr, {}), draw);
  }
  const View out = call.writable("out");
  if (size && !(*size == Dims(out.dims())))
    call.refuse("out", "must have the shape " + shape_text(*size) + " that size asks for");
  if (call.given("dtype") && call.dtype("dtype", DType::float64) != out.dtype)
    call.refuse("out", "must be of the dtype asked for, " + std::string(call.text("dtype")));
  if (out.contiguous()) {
    draw(out);
  } else {
    const Array sample = Array::empty(call.ctx, out.dtype, Dims(out.dims()));
    draw(sample);
    copy(call.ctx, sample, out);
  }
  call.give_argument("out");
}

}  // namespace perilune

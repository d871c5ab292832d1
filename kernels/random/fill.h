#pragma once
// Loops that fill a sample: in row-major order, asking every 64k draws whether to go on.

#include <algorithm>
#include <array>
#include <utility>

#include "kernels/core/array.h"
#include "kernels/random/units.h"

namespace perilune::random {

inline constexpr std::int64_t draws_between_polls = 1 << 16;

// What a sample is written to: contiguous. Its binding made it, so anything else is a fault of ours.
template <class T>
T* sample_data(const View& out) {
  if (out.dtype != dtype_of<T> || !out.contiguous())
    throw InternalError("a sample needs a contiguous array of its own");
  return out.as<T>();
}

template <class T, class Draw>
void fill(Context& ctx, T* out, std::int64_t n, Draw draw) {
  for (std::int64_t begin = 0; begin < n; begin += draws_between_polls) {
    ctx.poll();
    const std::int64_t end = std::min(n, begin + draws_between_polls);
    for (std::int64_t i = begin; i < end; ++i) out[i] = draw();
  }
}

// One word for each element; reads runs of words where the source has them.
template <class Word, class Bits, class T, class Map>
void fill_mapped(Context& ctx, Bits& bits, T* out, std::int64_t n, Map map) {
  if constexpr (!has_words<Word, Bits>) {
    fill(ctx, out, n, [&] { return map(next_word<Word>(bits)); });
  } else {
    for (std::int64_t done = 0, poll = 0; done < n;) {
      if (done >= poll) {
        ctx.poll();
        poll = done + draws_between_polls;
      }
      std::span<const Word> words = words_at_hand<Word>(bits);
      words = words.first(std::min(words.size(), static_cast<std::size_t>(n - done)));
      const Word* __restrict from = words.data();
      T* __restrict to = out + done;
      std::size_t i = 0;
      for (; i + 16 <= words.size(); i += 16)  // a constant length, which the compiler turns into vectors
        for (std::size_t k = i; k < i + 16; ++k) to[k] = map(from[k]);
      for (; i < words.size(); ++i) to[i] = map(from[i]);
      done += static_cast<std::int64_t>(words.size());
      skip_words<Word>(bits, words.size());
    }
  }
}

// Steps through parameters that were broadcast to the shape of a sample.
template <std::size_t N>
class ParameterWalk {
 public:
  ParameterWalk(std::span<const std::int64_t> shape, const std::array<View, N>& parameters);
  const std::byte* at(std::size_t parameter) const { return at_[parameter]; }
  void next() {
    int axis = ndim_ - 1;
    for (; axis >= 0; --axis) {
      const std::size_t a = static_cast<std::size_t>(axis);
      for (std::size_t p = 0; p < N; ++p) at_[p] += strides_[p][a];
      if (++index_[a] < shape_[a]) return;
      for (std::size_t p = 0; p < N; ++p) at_[p] -= strides_[p][a] * shape_[a];
      index_[a] = 0;
    }
  }

 private:
  int ndim_;
  std::array<std::int64_t, max_ndim> shape_, index_{};
  std::array<std::array<std::int64_t, max_ndim>, N> strides_{};
  std::array<const std::byte*, N> at_;
};

template <std::size_t N>
ParameterWalk<N>::ParameterWalk(std::span<const std::int64_t> shape, const std::array<View, N>& parameters)
    : ndim_(static_cast<int>(shape.size())) {
  std::copy(shape.begin(), shape.end(), shape_.begin());
  for (std::size_t p = 0; p < N; ++p) {
    const View& v = parameters[p];
    at_[p] = v.data;
    for (int axis = 0; axis < v.ndim; ++axis)
      if (v.shape[axis] != 1) strides_[p][static_cast<std::size_t>(ndim_ - v.ndim + axis)] = v.strides[axis];
  }
}

// Calls f(first, second, …) with each combination of the parameters' values as they broadcast together.
template <class T, std::size_t N, class F>
void each_combination(Context& ctx, const std::array<View, N>& parameters, F f) {
  const auto call = [&]<std::size_t... p>(std::index_sequence<p...>, auto at) {
    f(*reinterpret_cast<const T*>(at(p))...);
  };
  Dims shape;
  bool single = true;
  for (const View& v : parameters) {
    shape = broadcast_shape(shape, v.dims());
    single = single && v.ndim == 0;
  }
  if (single) return call(std::make_index_sequence<N>{}, [&](std::size_t p) { return parameters[p].data; });
  const std::int64_t n = checked_size(shape);
  ParameterWalk<N> walk(shape, parameters);
  for (std::int64_t i = 0; i < n; ++i, walk.next()) {
    if (i % draws_between_polls == 0) ctx.poll();
    call(std::make_index_sequence<N>{}, [&](std::size_t p) { return walk.at(p); });
  }
}

// The shape of a sample: `size` when it is given, else the broadcast shape of the parameters. ShapeError when `size`
// cannot hold the parameters.
Dims sample_shape(const Dims* size, std::span<const View> parameters);
// Throws ShapeError unless a sample of this shape holds every parameter.
void check_sample_shape(std::span<const std::int64_t> shape, std::span<const View> parameters);

}  // namespace perilune::random

#pragma once
// Indexing said the slow way: every subscript becomes an explicit list of places per axis, every element of the result
// is looked up by itself. Shared by the tests of kernels/array/index and the fuzz run.

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "kernels/array/index.h"
#include "tests/support/catch.h"

namespace perilune::test::oracle {

using Ints = std::vector<std::int64_t>;

inline std::int64_t product(const Ints& shape) {
  std::int64_t n = 1;
  for (auto k : shape) n *= k;
  return n;
}

// The multi-index of the k-th element in row-major order.
inline Ints unravel(std::int64_t k, const Ints& shape) {
  Ints at(shape.size());
  for (std::size_t d = shape.size(); d-- > 0; k /= shape[d]) at[d] = k % shape[d];
  return at;
}

inline std::int64_t ravel(const Ints& at, const Ints& shape) {
  std::int64_t k = 0;
  for (std::size_t d = 0; d < shape.size(); ++d) k = k * shape[d] + at[d];
  return k;
}

// The places of a range, one by one: nullopt when it is an error.
inline std::optional<Ints> range_places(const Range& r, std::int64_t n) {
  if (r.start == 0 || r.stop == 0 || r.step == 0) return std::nullopt;
  const std::int64_t step = r.step.value_or(1);
  const auto place = [n](std::int64_t end) { return end > 0 ? end - 1 : n + end; };
  std::int64_t at = r.start ? place(*r.start) : (step > 0 ? 0 : n - 1);
  const std::int64_t last = r.stop ? place(*r.stop) : (step > 0 ? n - 1 : 0);
  if (step > 0 && at < 0) at = 0;
  if (step < 0 && at > n - 1) at = n - 1;
  Ints places;
  for (; at >= 0 && at < n && (step > 0 ? at <= last : at >= last); at += step) places.push_back(at);
  return places;
}

struct OracleSubscript {
  Subscript::Kind kind = Subscript::Kind::ellipsis;
  std::int64_t integer = 0;
  Range range;
  Ints shape, values;  // positions from 1, or bits
};

struct OracleResult {
  Ints shape;
  Ints elements;  // row-major numbers of the operand's elements
};

inline std::optional<OracleResult> oracle_select(const Ints& a, std::vector<OracleSubscript> subscripts) {
  using Kind = Subscript::Kind;
  // Every entry is a list of places on one axis (axis -1: a new one), or a gap that takes no axis at all.
  struct Entry {
    bool list = false, gap = false, new_axis = false;
    Ints shape, places;
  };
  std::size_t taken = 0;
  int ellipses = 0;
  bool lists = false;
  for (auto& s : subscripts) {
    if (s.kind == Kind::positions && s.shape.empty()) {
      s.kind = Kind::integer;
      s.integer = s.values[0];
    }
    ellipses += s.kind == Kind::ellipsis;
    lists |= s.kind == Kind::positions || s.kind == Kind::mask;
    if (s.kind == Kind::mask) taken += s.shape.size();
    else if (s.kind != Kind::ellipsis && s.kind != Kind::new_axis) ++taken;
  }
  if (taken > a.size() || ellipses > 1) return std::nullopt;
  if (ellipses == 0) subscripts.push_back({Kind::ellipsis, 0, {}, {}, {}});

  std::vector<Entry> entries;
  std::size_t axis = 0;
  for (const auto& s : subscripts) {
    Entry e;
    switch (s.kind) {
      case Kind::ellipsis:
        e.gap = true;
        entries.push_back(e);
        for (std::size_t k = taken; k < a.size(); ++k, ++axis)
          entries.push_back({false, false, false, {}, *range_places({}, a[axis])});
        break;
      case Kind::new_axis:
        e.new_axis = true;
        e.places = {0};
        entries.push_back(e);
        break;
      case Kind::range: {
        const auto places = range_places(s.range, a[axis++]);
        if (!places) return std::nullopt;
        e.places = *places;
        entries.push_back(e);
        break;
      }
      case Kind::integer:
      case Kind::positions: {
        const std::int64_t n = a[axis++];
        e.list = true;
        e.shape = s.kind == Kind::integer ? Ints{} : s.shape;
        for (std::int64_t v : s.kind == Kind::integer ? Ints{s.integer} : s.values) {
          if (v == 0 || v > n || v < -n) return std::nullopt;
          e.places.push_back(v > 0 ? v - 1 : v + n);
        }
        entries.push_back(e);
        break;
      }
      case Kind::mask: {
        std::vector<Entry> coordinates(std::max<std::size_t>(s.shape.size(), 1));
        std::int64_t count = 0;
        for (std::size_t d = 0; d < s.shape.size(); ++d)
          if (s.shape[d] != a[axis + d]) return std::nullopt;
        for (std::int64_t k = 0; k < static_cast<std::int64_t>(s.values.size()); ++k) {
          if (!s.values[static_cast<std::size_t>(k)]) continue;
          ++count;
          const Ints at = unravel(k, s.shape);
          for (std::size_t d = 0; d < at.size(); ++d) coordinates[d].places.push_back(at[d]);
        }
        if (s.shape.empty())
          coordinates[0].new_axis = true, coordinates[0].places.assign(static_cast<std::size_t>(count), 0);
        for (auto& c : coordinates) {
          c.list = true;
          c.shape = {count};
          entries.push_back(c);
        }
        axis += s.shape.size();
        break;
      }
    }
  }
  if (!lists)
    for (auto& e : entries)
      if (e.list) e.list = false, e.shape = {-1};  // a lone integer: its axis goes away

  // The lists' common shape, and whether anything stands between them.
  Ints common;
  std::ptrdiff_t first = -1, last = -1;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!entries[i].list) continue;
    if (first < 0) first = static_cast<std::ptrdiff_t>(i);
    last = static_cast<std::ptrdiff_t>(i);
    Ints shape = entries[i].shape;
    while (shape.size() < common.size()) shape.insert(shape.begin(), 1);
    while (common.size() < shape.size()) common.insert(common.begin(), 1);
    for (std::size_t d = 0; d < shape.size(); ++d) {
      if (common[d] == 1) common[d] = shape[d];
      else if (shape[d] != 1 && shape[d] != common[d]) return std::nullopt;
    }
  }
  bool together = true;
  for (std::ptrdiff_t i = first; i >= 0 && i <= last; ++i) together &= entries[static_cast<std::size_t>(i)].list;

  OracleResult result;
  std::vector<std::size_t> owner;  // which entry each axis of the result belongs to; entries.size() for the lists
  const auto put_common = [&] {
    for (auto n : common) result.shape.push_back(n), owner.push_back(entries.size());
  };
  if (lists && !together) put_common();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (lists && together && static_cast<std::ptrdiff_t>(i) == first) put_common();
    const Entry& e = entries[i];
    if (e.list || e.gap || e.shape == Ints{-1}) continue;
    result.shape.push_back(static_cast<std::int64_t>(e.places.size()));
    owner.push_back(i);
  }
  for (std::int64_t k = 0; k < product(result.shape); ++k) {
    const Ints at = unravel(k, result.shape);
    Ints in_common, source;
    for (std::size_t d = 0; d < at.size(); ++d)
      if (owner[d] == entries.size()) in_common.push_back(at[d]);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const Entry& e = entries[i];
      if (e.gap || e.new_axis) continue;
      std::int64_t place = 0;
      if (e.list) {
        Ints own(in_common.end() - static_cast<std::ptrdiff_t>(e.shape.size()), in_common.end());
        for (std::size_t d = 0; d < own.size(); ++d)
          if (e.shape[d] == 1) own[d] = 0;
        place = e.places[static_cast<std::size_t>(ravel(own, e.shape))];
      } else if (e.shape == Ints{-1}) {
        place = e.places[0];
      } else {
        for (std::size_t d = 0; d < at.size(); ++d)
          if (owner[d] == i) place = e.places[static_cast<std::size_t>(at[d])];
      }
      source.push_back(place);
    }
    result.elements.push_back(ravel(source, a));
  }
  return result;
}

// Arrays behind subscripts must outlive them.
struct Subscripts {
  std::vector<Subscript> list;
  std::deque<Array> arrays;
};

inline Dims dims(const Ints& shape) { return Dims(shape.data(), static_cast<int>(shape.size())); }

inline Array array_of(Context& ctx, DType dtype, const Ints& shape, const Ints& values) {
  Array a = Array::empty(ctx, dtype, dims(shape));
  for (std::size_t k = 0; k < values.size(); ++k) store(dtype, a.data() + k * itemsize(dtype), Scalar::of(values[k]));
  return a;
}

inline Ints elements_of(const View& v) {
  Ints shape(v.shape, v.shape + v.ndim), out;
  for (std::int64_t k = 0; k < v.size(); ++k) {
    const std::byte* p = v.data;
    const Ints at = unravel(k, shape);
    for (std::size_t d = 0; d < at.size(); ++d) p += at[d] * v.strides[d];
    const Scalar s = load(v.dtype, p);
    out.push_back(s.exact() ? s.integer : static_cast<std::int64_t>(s.real()));
  }
  return out;
}

inline Ints shape_of(const View& v) { return Ints(v.shape, v.shape + v.ndim); }

inline Subscripts real_subscripts(Context& ctx, const std::vector<OracleSubscript>& from, DType list_dtype) {
  using Kind = Subscript::Kind;
  Subscripts s;
  for (const auto& o : from) {
    switch (o.kind) {
      case Kind::integer: s.list.push_back(Subscript::at(o.integer)); break;
      case Kind::range: s.list.push_back(Subscript::slice(o.range)); break;
      case Kind::ellipsis: s.list.push_back(Subscript::rest()); break;
      case Kind::new_axis: s.list.push_back(Subscript::axis()); break;
      default:
        s.arrays.push_back(array_of(ctx, o.kind == Kind::mask ? DType::bool_ : list_dtype, o.shape, o.values));
        s.list.push_back(Subscript::list(s.arrays.back()));
    }
  }
  return s;
}

}  // namespace perilune::test::oracle

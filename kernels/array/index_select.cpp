// Subscripts against the axes of a view: counts, bounds, pairing of lists, and where NumPy puts the axes that lists
// make.

#include <cmath>

#include "kernels/array/index_offsets.h"

namespace perilune {

using namespace indexing;

using std::int64_t;

namespace {

using Kind = Subscript::Kind;

// A 0-d array of positions is an integer, as in NumPy.
bool is_list(const Subscript& s) { return s.kind == Kind::mask || (s.kind == Kind::positions && s.view.ndim > 0); }

int axes_taken(const Subscript& s) {
  if (s.kind == Kind::ellipsis || s.kind == Kind::new_axis) return 0;
  return s.kind == Kind::mask ? s.view.ndim : 1;
}

std::string elements_word(int ndim) { return ndim > 1 ? "sub-arrays" : "elements"; }

// The commonest cause is a list of positions that was read as one subscript per axis: show how to write the list.
[[noreturn]] void too_many(const View& a, std::span<const Subscript> subscripts, int taken) {
  std::string text =
      format("an array with %d %s (%s) takes at most %d subscript%s, got %d", a.ndim, a.ndim == 1 ? "axis" : "axes",
             shape_text(a.dims()).c_str(), a.ndim, a.ndim == 1 ? "" : "s", taken);
  if (a.ndim > 0) {
    std::string inner;
    for (const Subscript& s : subscripts) {
      if (s.kind != Kind::integer) {
        inner = "i, j, ...";
        break;
      }
      if (!inner.empty()) inner += ", ";
      if (inner.size() > 30) {
        inner += "...";
        break;
      }
      inner += std::to_string(s.integer);
    }
    text += "\n    a({" + inner + "}) or a[{{" + inner + "}}] picks " + elements_word(a.ndim) + " by a list";
  }
  throw IndexError(text);
}

class Selector {
 public:
  Selector(Context& ctx, const View& a, std::span<const Subscript> subscripts) : ctx_(ctx), a_(a) {
    int taken = 0, ellipses = 0, added = 0, ranges = 0;
    for (const Subscript& s : subscripts) {
      taken = std::min(taken + axes_taken(s), 1 << 20);
      ellipses += s.kind == Kind::ellipsis;
      added += s.kind == Kind::new_axis;
      ranges += s.kind == Kind::range;
      lists_ += is_list(s);
    }
    if (taken > a.ndim) too_many(a, subscripts, taken);
    if (ellipses > 1) throw IndexError(format("an index has at most one '...', got %d", ellipses));
    rest_ = a.ndim - taken;
    kept_ = rest_ + ranges + added;
    if (kept_ > max_ndim) too_many_axes(kept_);
    for (const Subscript& s : subscripts) apply(s);
    if (ellipses == 0) keep_rest();
    finish();
  }

  Selection take() { return std::move(out_); }

 private:
  [[noreturn]] static void too_many_axes(int n) {
    throw IndexError(format("an array has at most %d axes, the index asks for %d", max_ndim, n));
  }

  void apply(const Subscript& s) {
    switch (s.kind) {
      case Kind::integer: return integer(s.integer);
      case Kind::range: return range(s.range);
      case Kind::ellipsis: return keep_rest();
      case Kind::new_axis: return keep(1, 0);
      case Kind::positions: return s.view.ndim == 0 ? integer(single(s.view)) : positions(s.view);
      case Kind::mask: return mask(s.view);
    }
  }

  static int64_t single(const View& view) {
    const Scalar v = load(view.dtype, view.data);
    if (v.exact()) return v.integer;
    const double x = v.real();
    if (x != std::trunc(x) || !(std::fabs(x) < 9e18))
      throw IndexError("index must be a whole number, got " + number_text(x));
    return static_cast<int64_t>(x);
  }

  void integer(int64_t index) {
    const int64_t length = a_.shape[axis_];
    if (index == 0 || index > length || index < -length)
      throw IndexError(format("index %lld is out of range for axis %d with length %lld%s",
                              static_cast<long long>(index), axis_ + 1, static_cast<long long>(length),
                              index == 0 ? ": indices start at 1" : ""));
    out_.offset += (index > 0 ? index - 1 : length + index) * a_.strides[axis_];
    ++axis_;
    if (lists_) place_list();  // beside lists an integer counts as one
  }

  void range(const Range& range) {
    const ResolvedRange r = resolve(range, a_.shape[axis_]);
    out_.minus_one_trap |= r.minus_one_trap;
    out_.offset += r.first * a_.strides[axis_];
    keep(r.count, r.step * a_.strides[axis_]);
    ++axis_;
  }

  void positions(const View& view) {
    out_.lists.push_back(checked_positions(ctx_, view, axis_, a_.shape[axis_]));
    out_.lists.back().stride = a_.strides[axis_];
    ++axis_;
    place_list();
    pair(view.dims());
  }

  void mask(const View& mask) {
    for (int d = 0; d < mask.ndim; ++d)
      if (mask.shape[d] != a_.shape[axis_ + d]) wrong_mask(mask);
    const int64_t count = count_true(ctx_, mask);
    int64_t stride = 0;
    if (lists_ == 1 && kept_ == 0 && mask.ndim > 0 && mask.contiguous() && evenly_spaced(mask.ndim, stride)) {
      out_.mask = mask.as<std::uint8_t>();
      out_.mask_length = mask.size();
      out_.mask_stride = stride;
    } else if (mask.ndim > 0) {
      out_.lists.push_back(mask_offsets(ctx_, mask, a_.strides + axis_, count));
    }
    axis_ += mask.ndim;
    place_list();
    pair(Dims{count});
  }

  [[noreturn]] void wrong_mask(const View& mask) const {
    if (mask.ndim == 1)
      throw IndexError(format("a mask of length %lld does not fit axis %d with length %lld",
                              static_cast<long long>(mask.shape[0]), axis_ + 1,
                              static_cast<long long>(a_.shape[axis_])));
    const std::string lengths = shape_text({a_.shape + axis_, static_cast<std::size_t>(mask.ndim)});
    throw IndexError(format("a mask of shape %s does not fit axes %d to %d with lengths %s",
                            shape_text(mask.dims()).c_str(), axis_ + 1, axis_ + mask.ndim, lengths.c_str()));
  }

  // True when the next n axes are one run of evenly spaced elements.
  bool evenly_spaced(int n, int64_t& stride) const {
    int64_t expected = 0;
    bool found = false;
    for (int d = axis_ + n - 1; d >= axis_; --d) {
      if (a_.shape[d] == 1) continue;
      if (!found) stride = expected = a_.strides[d];
      found = true;
      if (a_.strides[d] != expected) return false;
      expected *= a_.shape[d];
    }
    return true;
  }

  void keep(int64_t count, int64_t stride) {
    out_.shape.push_back(count);
    out_.strides.push_back(stride);
    if (state_ == State::inside) state_ = State::after;
  }

  void keep_rest() {
    for (int i = 0; i < rest_; ++i, ++axis_) keep(a_.shape[axis_], a_.strides[axis_]);
    // Even an empty '...' stands between lists.
    if (state_ == State::inside) state_ = State::after;
  }

  // The lists' axes stand where the lists do; when something stands between lists, in front.
  void place_list() {
    if (state_ == State::before) out_.lists_at = out_.shape.size();
    else if (state_ == State::after) out_.lists_at = 0;
    if (state_ == State::after) state_ = State::separated;
    else if (state_ == State::before) state_ = State::inside;
  }

  void pair(std::span<const int64_t> shape) {
    try {
      lists_shape_ = broadcast_shape(lists_shape_, shape);
    } catch (const ShapeError&) {
      throw ShapeError("index lists of shapes " + shape_text(lists_shape_) + " and " + shape_text(shape) +
                       " do not pair up");
    }
  }

  void finish() {
    if (lists_ == 0) return;
    out_.advanced = true;
    out_.lists_ndim = lists_shape_.size();
    if (kept_ + out_.lists_ndim > max_ndim) too_many_axes(kept_ + out_.lists_ndim);
    for (int d = 0; d < out_.lists_ndim; ++d) {
      out_.shape.insert(out_.lists_at + d, lists_shape_[d]);
      out_.strides.insert(out_.lists_at + d, 0);
    }
    checked_size(out_.shape);
    for (PositionList& list : out_.lists) stretch(list);
  }

  void stretch(PositionList& list) const {  // along the axes that only other lists have
    while (list.steps.size() < lists_shape_.size()) list.steps.insert(0, 0);
  }

  enum class State { before, inside, after, separated };

  Context& ctx_;
  const View& a_;
  Selection out_;
  State state_ = State::before;
  Dims lists_shape_;
  int axis_ = 0;   // of the operand, next to be indexed
  int lists_ = 0;  // subscripts that are lists or masks
  int rest_ = 0;   // axes that '...' or the missing subscripts stand for
  int kept_ = 0;   // axes of the result that are not the lists'
};

}  // namespace

Subscript Subscript::list(const View& view) {
  if (is_complex(view.dtype))
    throw ValueError(format("index must be real or bool, got an array of %s", name(view.dtype)));
  return {view.dtype == DType::bool_ ? Kind::mask : Kind::positions, 0, {}, view};
}

int64_t Selection::list_count() const {
  int64_t n = 1;
  for (int d = 0; d < lists_ndim; ++d) n *= shape[lists_at + d];
  return n;
}

Selection select(Context& ctx, const View& a, std::span<const Subscript> subscripts) {
  return Selector(ctx, a, subscripts).take();
}

}  // namespace perilune

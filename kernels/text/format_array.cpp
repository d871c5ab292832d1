#include "kernels/text/format_array.h"

#include <algorithm>
#include <cmath>

#include "kernels/core/errors.h"
#include "kernels/text/number.h"

namespace perilune {

namespace {

std::string element_text(DType dtype, const std::byte* from, int precision) {
  const Scalar s = load(dtype, from);
  if (dtype == DType::bool_) return s.integer ? "true" : "false";
  if (!is_inexact(dtype)) return std::to_string(s.integer);
  if (is_complex(dtype)) {
    char text[100];
    complex_text(s.real(), s.imag(), text, sizeof text);
    return text;
  }
  const double x = s.real();
  if (!std::isfinite(x)) return std::isnan(x) ? "nan" : x > 0 ? "inf" : "-inf";
  std::string text = format("%.*f", precision, x);
  if (std::fabs(x) >= 1e8 || (x != 0 && std::fabs(x) < 1e-4)) return format("%.*e", precision, x);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

class Writer {
 public:
  Writer(const View& a, const PrintOptions& options)
      : a_(a), options_(options), summary_(a.size() > options.threshold) {}

  std::string text() {
    visit(0, a_.data,
          [&](const std::byte* p) { width_ = std::max(width_, element_text(a_.dtype, p, options_.precision).size()); });
    std::string result;
    write(0, a_.data, result);
    return result;
  }

 private:
  template <class F>
  void visit(int axis, const std::byte* from, F&& f) {
    if (axis == a_.ndim) return f(from);
    each(
        axis, [&](std::int64_t i) { visit(axis + 1, from + i * a_.strides[axis], f); }, [] {});
  }

  template <class F, class G>
  void each(int axis, F&& f, G&& gap) {
    const std::int64_t n = a_.shape[axis], edge = options_.edgeitems;
    for (std::int64_t i = 0; i < n; ++i) {
      if (summary_ && n > 2 * edge && i == edge) {
        gap();
        i = n - edge;
      }
      f(i);
    }
  }

  void write(int axis, const std::byte* from, std::string& result) {
    if (axis == a_.ndim) {
      const std::string text = element_text(a_.dtype, from, options_.precision);
      result += std::string(width_ - text.size(), ' ') + text;
      return;
    }
    result += '[';
    bool first = true;
    const bool last_axis = axis + 1 == a_.ndim;
    auto separate = [&] {
      if (!first)
        result += last_axis ? " "
                            : std::string(static_cast<std::size_t>(a_.ndim - axis - 1), '\n') +
                                  std::string(static_cast<std::size_t>(axis + 1), ' ');
      first = false;
    };
    each(
        axis,
        [&](std::int64_t i) {
          separate();
          write(axis + 1, from + i * a_.strides[axis], result);
        },
        [&] {
          separate();
          result += "...";
        });
    result += ']';
  }

  const View& a_;
  const PrintOptions& options_;
  const bool summary_;
  std::size_t width_ = 0;
};

}  // namespace

std::string format_array(Context& ctx, const View& a, const PrintOptions& options) {
  ctx.poll();
  return Writer(a, options).text();
}

}  // namespace perilune

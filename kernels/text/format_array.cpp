#include "kernels/text/format_array.h"

#include "kernels/text/element_format.h"
#include "kernels/text/number.h"

namespace perilune {

namespace {

using std::int64_t;

class Writer {
 public:
  Writer(Context& ctx, const View& a, const PrintOptions& options, const ArrayText& text)
      : ctx_(ctx),
        a_(a),
        edge_(std::max<int64_t>(options.edgeitems, 0)),
        shorten_(a.size() > options.threshold),
        separator_(text.separator),
        format_(ElementFormat::make(a.dtype, options)) {}

  std::string run(int64_t indent, int64_t width) {
    for (int pass = 0; pass < format_->passes; ++pass) {
      see(pass, 0, a_.data);
      format_->end_pass(pass);
    }
    write(0, a_.data, indent, width);
    return std::move(out_);
  }

 private:
  // Calls f(index along the axis), or gap() once where elements are left out.
  template <class F, class Gap>
  void for_each_shown(int axis, F&& f, Gap&& gap) {
    const int64_t n = a_.shape[axis];
    const bool some = shorten_ && n / 2 >= edge_ && n > 2 * edge_;
    for (int64_t i = 0; i < (some ? edge_ : n); ++i) {
      poll();
      f(i);
    }
    if (!some) return;
    gap();
    for (int64_t i = n - edge_; i < n; ++i) f(i);
  }

  void see(int pass, int axis, const std::byte* p) {
    if (axis == a_.ndim) return format_->see(pass, p);
    for_each_shown(
        axis, [&](int64_t i) { see(pass, axis + 1, p + i * a_.strides[axis]); }, [] {});
  }

  // Writes the sub-array at p. `indent` blanks begin each of its lines but the first, which the caller has begun.
  void write(int axis, const std::byte* p, int64_t indent, int64_t width) {
    out_ += '[';
    if (axis == a_.ndim - 1) write_row(axis, p, indent, width);
    else write_rows(axis, p, indent, width);
    out_ += ']';
  }

  void write_row(int axis, const std::byte* p, int64_t indent, int64_t width) {
    const int64_t most = width - std::max<int64_t>(static_cast<int64_t>(trimmed_separator().size()), 1);
    int64_t column = indent;
    bool first = true;
    const auto put = [&](auto&& append) {
      if (!first) {
        out_ += separator_;
        column += static_cast<int64_t>(separator_.size());
      }
      first = false;
      const std::size_t before = out_.size();
      append();
      const auto length = static_cast<int64_t>(out_.size() - before);
      // A word that is too long for any line is not helped by a new one.
      if (column + length > most && column > indent) {
        word_.assign(out_, before);
        out_.resize(before);
        new_line(indent);
        out_ += word_;
        column = indent;
      }
      column += length;
    };
    for_each_shown(
        axis, [&](int64_t i) { put([&] { format_->append(out_, p + i * a_.strides[axis]); }); },
        [&] { put([&] { out_ += "..."; }); });
  }

  void write_rows(int axis, const std::byte* p, int64_t indent, int64_t width) {
    const auto lines = static_cast<std::size_t>(a_.ndim - 1 - axis);
    bool first = true;
    const auto begin_line = [&] {
      if (!first) {
        out_ += trimmed_separator();
        out_.append(lines, '\n');
        out_.append(static_cast<std::size_t>(indent), ' ');
      }
      first = false;
    };
    for_each_shown(
        axis,
        [&](int64_t i) {
          begin_line();
          write(axis + 1, p + i * a_.strides[axis], indent + 1, width - 1);
        },
        [&] {
          begin_line();
          out_ += "...";
        });
  }

  void new_line(int64_t indent) {
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    out_ += '\n';
    out_.append(static_cast<std::size_t>(indent), ' ');
  }

  std::string_view trimmed_separator() const {
    const std::size_t end = separator_.find_last_not_of(" \t\n");
    return separator_.substr(0, end == separator_.npos ? 0 : end + 1);
  }

  void poll() {
    if ((++shown_ & 63) == 0) ctx_.poll();
  }

  Context& ctx_;
  const View& a_;
  int64_t edge_;
  bool shorten_;
  std::string_view separator_;
  std::unique_ptr<ElementFormat> format_;
  std::string out_, word_;
  unsigned shown_ = 0;
};

}  // namespace

std::string format_array(Context& ctx, const View& a, const PrintOptions& options, const ArrayText& text) {
  if (a.ndim == 0) {
    char element[short_text_size];
    return {element, scalar_text(load(a.dtype, a.data), element, sizeof element)};
  }
  if (a.size() == 0) return "[]";
  const auto indent = static_cast<int64_t>(text.prefix.size()) + 1;  // the first bracket
  return Writer(ctx, a, options, text).run(indent, options.linewidth - static_cast<int64_t>(text.suffix.size()));
}

}  // namespace perilune

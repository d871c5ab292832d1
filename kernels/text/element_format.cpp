#include "kernels/text/element_format.h"

#include <cmath>

#include "kernels/text/number.h"

namespace perilune {

namespace {

// A column of real numbers. Two rounds: the range of magnitudes decides between plain and scientific, then the widest
// texts on either side of the point give the column its width.
class RealColumn {
 public:
  RealColumn(const PrintOptions& options, char sign, bool single) : options_(options), sign_(sign), single_(single) {
    const bool fixed = options.floatmode == FloatMode::fixed;
    style_.precision = options.floatmode == FloatMode::unique ? -1 : options.precision;
    style_.unique = !fixed;
    style_.keep_zeros = fixed;
    style_.plus = sign == '+';
  }

  void see(int pass, double x) {
    if (pass == 0) measure(x);
    else if (std::isfinite(x)) fit(x);
  }

  void end_pass(int pass) {
    if (pass == 0) choose();
    else settle();
  }

  void append(std::string& out, double x) {
    if (!std::isfinite(x)) return append_special(out, x);
    text_.clear();
    append_number(text_, x, single_, style_);
    const int point = static_cast<int>(text_.find('.'));
    blanks(out, left_ - point);
    out += text_;
    if (!style_.scientific) blanks(out, right_ - (static_cast<int>(text_.size()) - point - 1));
  }

 private:
  void measure(double x) {
    if (std::isnan(x)) {
      special_ = true;
    } else if (std::isinf(x)) {
      special_ = true;
      minus_infinity_ |= x < 0;
    } else {
      finite_ = true;
      negative_ |= std::signbit(x);
      if (x != 0) {
        largest_ = std::max(largest_, std::abs(x));
        smallest_ = std::min(smallest_, std::abs(x));
      }
    }
  }

  void choose() {
    if (largest_ == 0) return;
    const double ratio = single_ ? static_cast<float>(largest_) / static_cast<float>(smallest_) : largest_ / smallest_;
    style_.scientific = largest_ >= 1e8 || (!options_.suppress && (smallest_ < 1e-4 || ratio > 1000));
  }

  void fit(double x) {
    text_.clear();
    append_number(text_, x, single_, style_);
    const std::size_t point = text_.find('.'), e = style_.scientific ? text_.find('e') : text_.size();
    left_ = std::max(left_, static_cast<int>(point));
    fraction_ = std::max(fraction_, static_cast<int>(e - point - 1));
    if (style_.scientific) exponent_ = std::max(exponent_, static_cast<int>(text_.size() - e) - 2);
  }

  void settle() {
    right_ = fraction_;
    if (finite_ && style_.scientific) {
      style_.precision = style_.min_digits = fraction_;
      style_.exponent_digits = exponent_;
      style_.keep_zeros = true;
      right_ = exponent_ + 2 + fraction_;  // the exponent counts where nan and inf are aligned
    } else if (finite_ && (options_.floatmode == FloatMode::fixed || options_.floatmode == FloatMode::maxprec_equal)) {
      style_.precision = style_.min_digits = fraction_;
      style_.keep_zeros = true;
    }
    if (sign_ == ' ' && !negative_) ++left_;
    if (special_) {
      const int before = static_cast<int>(options_.infstr.size()) + (sign_ != '-' || minus_infinity_);
      const int rest = right_ + 1;
      left_ = std::max({left_, static_cast<int>(options_.nanstr.size()) - rest, before - rest});
    }
  }

  void append_special(std::string& out, double x) {
    text_.clear();
    if (x < 0) text_.push_back('-');
    else if (sign_ == '+') text_.push_back('+');
    text_ += std::isnan(x) ? options_.nanstr : options_.infstr;
    blanks(out, left_ + right_ + 1 - static_cast<int>(text_.size()));
    out += text_;
  }

  static void blanks(std::string& out, int n) {
    if (n > 0) out.append(static_cast<std::size_t>(n), ' ');
  }

  const PrintOptions& options_;
  char sign_;
  bool single_;
  NumberStyle style_;
  bool finite_ = false, special_ = false, negative_ = false, minus_infinity_ = false;
  double largest_ = 0, smallest_ = HUGE_VAL;
  int left_ = 0, right_ = 0;         // width before and after the point
  int fraction_ = 0, exponent_ = 0;  // digits
  std::string text_;
};

// Precision beyond every digit that a double has.
constexpr int most_digits = 1100;

PrintOptions clamped(const PrintOptions& options) {
  PrintOptions o = options;
  o.precision = std::clamp(o.precision, 0, most_digits);
  return o;
}

class RealFormat final : public ElementFormat {
 public:
  RealFormat(DType dtype, const PrintOptions& options)
      : dtype_(dtype), options_(clamped(options)), column_(options_, options_.sign, dtype == DType::float32) {
    passes = 2;
  }
  void see(int pass, const std::byte* element) override { column_.see(pass, load(dtype_, element).real()); }
  void end_pass(int pass) override { column_.end_pass(pass); }
  void append(std::string& out, const std::byte* element) override {
    column_.append(out, load(dtype_, element).real());
  }

 private:
  DType dtype_;
  PrintOptions options_;
  RealColumn column_;
};

class ComplexFormat final : public ElementFormat {
 public:
  ComplexFormat(DType dtype, const PrintOptions& options)
      : dtype_(dtype),
        options_(clamped(options)),
        real_(options_, options_.sign, dtype == DType::complex64),
        imag_(options_, '+', dtype == DType::complex64) {
    passes = 2;
  }
  void see(int pass, const std::byte* element) override {
    const Scalar v = load(dtype_, element);
    real_.see(pass, v.real());
    imag_.see(pass, v.imag());
  }
  void end_pass(int pass) override {
    real_.end_pass(pass);
    imag_.end_pass(pass);
  }
  void append(std::string& out, const std::byte* element) override {
    const Scalar v = load(dtype_, element);
    real_.append(out, v.real());
    imag_.append(out, v.imag());
    // The j stands before the blanks that fill the column.
    const std::size_t end = out.find_last_not_of(' ') + 1;
    out.insert(end, 1, 'j');
  }

 private:
  DType dtype_;
  PrintOptions options_;
  RealColumn real_, imag_;
};

class IntegerFormat final : public ElementFormat {
 public:
  explicit IntegerFormat(DType dtype) : dtype_(dtype) {}
  void see(int, const std::byte* element) override { width_ = std::max(width_, text(element).size()); }
  void append(std::string& out, const std::byte* element) override {
    const std::string t = text(element);
    out.append(width_ - t.size(), ' ');
    out += t;
  }

 private:
  std::string text(const std::byte* element) const { return std::to_string(load(dtype_, element).integer); }
  DType dtype_;
  std::size_t width_ = 0;
};

class BoolFormat final : public ElementFormat {
 public:
  BoolFormat() { passes = 0; }
  void see(int, const std::byte*) override {}
  void append(std::string& out, const std::byte* element) override {
    out += *element != std::byte{0} ? " true" : "false";
  }
};

}  // namespace

std::unique_ptr<ElementFormat> ElementFormat::make(DType dtype, const PrintOptions& options) {
  if (dtype == DType::bool_) return std::make_unique<BoolFormat>();
  if (is_integer(dtype)) return std::make_unique<IntegerFormat>(dtype);
  if (is_complex(dtype)) return std::make_unique<ComplexFormat>(dtype, options);
  return std::make_unique<RealFormat>(dtype, options);
}

}  // namespace perilune

#pragma once
// For the tests of reductions and orders: arrays written as text, random arrays of every dtype, slices for naive
// oracles.

#include <map>
#include <thread>

#include "tests/support/dense.h"
#include "tests/support/reference.h"

namespace perilune::test {

inline constexpr DType all_dtypes[] = {DType::bool_,   DType::uint8,   DType::int32,     DType::int64,
                                       DType::float32, DType::float64, DType::complex64, DType::complex128};
inline constexpr Spread all_spreads[] = {Spread::packed, Spread::fortran, Spread::gaps, Spread::reversed};

// "float64:2,3:0x1p+0,…": dtype, shape, elements in row-major order; the parts of complex numbers are joined by "_".
inline Array array_from(Context& ctx, const std::string& text) {
  const auto parts = split(text, ':');
  const DType dtype = parse_dtype(parts.at(0)).value();
  Dims shape;
  if (parts.size() > 1)
    for (const std::string& n : split(parts[1], ',')) shape.push_back(std::stoll(n));
  Array a = Array::empty(ctx, dtype, shape);
  std::vector<std::string> values;
  if (parts.size() > 2) values = split(parts[2], ',');
  REQUIRE(static_cast<std::int64_t>(values.size()) == a.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::byte* at = a.data() + i * itemsize(dtype);
    if (!is_inexact(dtype)) {
      store(dtype, at, Scalar::of(static_cast<std::int64_t>(std::stoll(values[i]))));
    } else {
      const auto z = split(values[i], '_');
      const double re = std::strtod(z[0].c_str(), nullptr), im = z.size() > 1 ? std::strtod(z[1].c_str(), nullptr) : 0;
      store(dtype, at, Scalar::of(Complex128(re, im)));
    }
  }
  return a;
}

// One line of a reference file: "function | name=value name=value | result | result …". A value @x stands for what a
// line "let | x=value" above has given.
struct Case {
  std::string function, text;
  std::map<std::string, std::string> arguments;
  std::vector<std::string> results;
  bool has(const std::string& name) const { return arguments.count(name) > 0; }
  const std::string& at(const std::string& name) const { return arguments.at(name); }
  std::int64_t integer(const std::string& name) const { return std::stoll(at(name)); }
};
inline std::vector<Case> cases_of(const std::string& path) {
  std::vector<Case> cases;
  std::map<std::string, std::string> named;
  const auto trim = [](std::string s) {
    s.erase(0, s.find_first_not_of(' '));
    s.erase(s.find_last_not_of(' ') + 1);
    return s;
  };
  for (const std::string& line : reference_lines(path)) {
    auto fields = split(line, '|');
    Case c;
    c.text = line;
    c.function = trim(fields.at(0));
    for (const std::string& argument : split(fields.at(1), ' ')) {
      if (argument.empty()) continue;
      const auto equals = argument.find('=');
      const std::string name = argument.substr(0, equals), value = argument.substr(equals + 1);
      if (c.function == "let") named[name] = value;
      else c.arguments[name] = value[0] == '@' ? named.at(value.substr(1)) : value;
    }
    if (c.function == "let") continue;
    for (std::size_t i = 2; i < fields.size(); ++i) c.results.push_back(trim(fields[i]));
    cases.push_back(std::move(c));
  }
  return cases;
}

// Same dtype, shape and values; NaN equals NaN; inexact values within `tolerance` of the reference's size.
inline bool same(const View& got, const View& expected, double tolerance = 0) {
  if (got.dtype != expected.dtype || !(Dims(got.dims()) == Dims(expected.dims()))) return false;
  const auto a = elements_of(got), b = elements_of(expected);
  const auto close = [&](double x, double y) {
    return x == y || (std::isnan(x) && std::isnan(y)) || std::abs(x - y) <= tolerance * std::abs(y);
  };
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (close(a[i].real(), b[i].real()) && close(a[i].imag(), b[i].imag())) continue;
    return std::abs(a[i] - b[i]) <= tolerance * std::abs(b[i]);
  }
  return true;
}

// Multiples of 1/4 from -8 to 8: sums and products of two of them are exact in every floating dtype.
inline Array quarters(Context& ctx, DType dtype, Dims shape, unsigned seed) {
  std::mt19937 bits(seed);
  Array a = Array::empty(ctx, dtype, std::move(shape));
  for (std::int64_t i = 0, n = a.size(); i < n; ++i) {
    const auto quarter = [&] { return (static_cast<double>(bits() % 65) - 32) / 4; };
    double re = quarter();
    if (dtype == DType::bool_ || dtype == DType::uint8) re = std::abs(re);
    store(dtype, a.data() + i * static_cast<std::int64_t>(itemsize(dtype)),
          is_complex(dtype) ? Scalar::of(Complex128(re, quarter())) : Scalar::of(re));
  }
  return a;
}

// For each place of the result (folded axes as flags, row-major), the elements that it folds, in row-major order.
inline std::vector<std::vector<Scalar>> slices(const View& a, const std::vector<bool>& folded) {
  std::int64_t results = 1;
  for (int k = 0; k < a.ndim; ++k)
    if (!folded[static_cast<std::size_t>(k)]) results *= a.shape[k];
  std::vector<std::vector<Scalar>> out(static_cast<std::size_t>(results));
  for (std::int64_t flat = 0, n = a.size(); flat < n; ++flat) {
    std::int64_t rest = flat, place = 0, weight = 1;
    const std::byte* at = a.data;
    for (int k = a.ndim - 1; k >= 0; --k) {
      const std::int64_t i = rest % a.shape[k];
      rest /= a.shape[k];
      at += i * a.strides[k];
      if (!folded[static_cast<std::size_t>(k)]) {
        place += i * weight;
        weight *= a.shape[k];
      }
    }
    out[static_cast<std::size_t>(place)].push_back(load(a.dtype, at));
  }
  return out;
}

// Sets the flag from another thread after so many milliseconds.
class StopLater {
 public:
  StopLater(Context& ctx, int milliseconds) {
    ctx.stop = &flag_;
    thread_ = std::thread([this, milliseconds] {
      std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
      flag_.request = StopFlag::interrupt;
    });
  }
  ~StopLater() { thread_.join(); }

 private:
  StopFlag flag_;
  std::thread thread_;
};

}  // namespace perilune::test

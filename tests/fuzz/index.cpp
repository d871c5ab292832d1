// Index texts against a grammar written as a regular expression, index forms against the slow oracle, on random
// layouts.

#include <cmath>
#include <regex>

#include "tests/support/fuzz.h"
#include "tests/support/index_oracle.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::test::oracle;
using Sort = Subscript::Kind;

namespace {

// What the documentation promises, without our parser: pieces by regex, numbers by strtod.
bool text_is_valid(const std::string& text) {
  static const std::string number = R"((-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?))", space = R"([ \t\n\r]*)";
  static const std::regex one(space + number + space);
  static const std::regex range(space + number + "?" + space + ":" + space + number + "?" + space + "(?::" + space +
                                number + "?" + space + ")?");
  static const std::regex word(space + R"((\.\.\.|\+))" + space);
  const auto whole = [](const std::string& n) {
    if (n.empty()) return true;
    const double x = std::strtod(n.c_str(), nullptr);
    const bool written_zero = n.substr(0, n.find_first_of("eE")).find_first_of("123456789") == n.npos;
    return std::isfinite(x) && x == std::trunc(x) && (x == 0) == written_zero;
  };
  for (std::size_t begin = 0;;) {
    const std::size_t comma = text.find(',', begin);
    const std::string piece = text.substr(begin, comma == text.npos ? comma : comma - begin);
    std::smatch m;
    if (std::regex_match(piece, m, one) || std::regex_match(piece, m, range)) {
      for (std::size_t k = 1; k < m.size(); ++k)
        if (!whole(m[k].str())) return false;
    } else if (!std::regex_match(piece, word)) {
      return false;
    }
    if (comma == text.npos) return true;
    begin = comma + 1;
  }
}

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random(seed) {}

  FuzzRandom random;

  std::int64_t nonzero(std::int64_t low, std::int64_t high) {
    for (;;)
      if (const std::int64_t k = random.between(low, high); k) return k;
  }

  std::optional<std::int64_t> range_end(std::int64_t n) {
    if (random.chance(35)) return std::nullopt;
    if (random.chance(2)) return 0;
    return nonzero(-n - 3, n + 3);
  }

  Range range(std::int64_t n) {
    Range r{range_end(n), range_end(n), std::nullopt};
    if (random.chance(60)) r.step = random.chance(2) ? 0 : nonzero(-3, 3);
    return r;
  }

  Ints shape() {
    Ints s(static_cast<std::size_t>(random.between(0, 4)));
    for (auto& n : s) n = random.chance(6) ? 0 : random.between(1, 5);
    return s;
  }

  std::vector<OracleSubscript> subscripts(const Ints& a) {
    std::vector<OracleSubscript> list;
    Ints common(static_cast<std::size_t>(random.between(1, 3)));
    for (auto& n : common) n = random.between(1, 3);
    std::size_t axis = 0;
    while (list.size() < 7) {
      OracleSubscript s;
      const std::int64_t pick = random.between(0, 99);
      if (axis >= a.size() && pick < 75) break;
      if (axis >= a.size() || pick < 8) {
        s.kind = pick % 4 ? Sort::new_axis : Sort::mask;  // sometimes a lone boolean
        if (s.kind == Sort::mask) s.values = {random.between(0, 3) != 0};
      } else if (pick < 16) {
        s.kind = Sort::ellipsis;
        axis += static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(a.size() - axis)));
      } else if (pick < 40) {
        s.kind = Sort::range;
        s.range = range(a[axis++]);
      } else if (pick < 55) {
        s.kind = Sort::integer;
        s.integer = place(a[axis++]);
      } else if (pick < 85) {
        s.kind = Sort::positions;
        s.shape = common;
        for (auto& n : s.shape)
          if (random.chance(20)) n = 1;
        if (random.chance(20)) s.shape.erase(s.shape.begin());
        for (std::int64_t k = product(s.shape); k > 0; --k) s.values.push_back(place(a[axis]));
        ++axis;
      } else {
        s.kind = Sort::mask;
        const auto taken = static_cast<std::size_t>(random.between(1, static_cast<std::int64_t>(a.size() - axis)));
        s.shape =
            Ints(a.begin() + static_cast<std::ptrdiff_t>(axis), a.begin() + static_cast<std::ptrdiff_t>(axis + taken));
        if (random.chance(3)) ++s.shape.back();
        for (std::int64_t k = product(s.shape); k > 0; --k) s.values.push_back(random.chance(50));
        axis += taken;
      }
      list.push_back(s);
    }
    return list;
  }

  // Mostly inside the axis.
  std::int64_t place(std::int64_t n) {
    if (n == 0 || random.chance(2)) return random.between(-n - 1, n + 1);
    return nonzero(-n, n);
  }

  // An array of this shape in a larger one: axes in any order, steps of 1 to 3, some backwards.
  Array scattered(Context& ctx, DType dtype, const Ints& shape) {
    const int ndim = static_cast<int>(shape.size());
    std::vector<int> order;
    for (int d = 0; d < ndim; ++d) order.insert(order.begin() + random.between(0, d), d);
    Dims lengths = dims(shape), strides;
    strides.resize(ndim);
    auto step = static_cast<std::int64_t>(itemsize(dtype));
    std::int64_t offset = 0, bytes = step;
    for (int d : order) {
      step *= random.chance(70) ? 1 : random.between(2, 3);
      strides[d] = random.chance(25) ? -step : step;
      const std::int64_t reach = std::max<std::int64_t>(lengths[d] - 1, 0) * step;
      if (strides[d] < 0) offset += reach;
      bytes += reach;
      step *= std::max<std::int64_t>(lengths[d], 1);
    }
    const Array base = Array::zeros(ctx, DType::uint8, {bytes});
    return Array::share(base.block(), base.data() + offset, dtype, lengths, strides);
  }

  void fill(const Array& a, const Ints& values) {
    const Ints shape = shape_of(a);
    for (std::int64_t k = 0; k < product(shape); ++k) {
      std::byte* p = a.data();
      const Ints at = unravel(k, shape);
      for (std::size_t d = 0; d < at.size(); ++d) p += at[d] * a.strides()[static_cast<int>(d)];
      store(a.dtype(), p, Scalar::of(values[static_cast<std::size_t>(k)]));
    }
  }
};

std::string describe(const Ints& shape, const std::vector<OracleSubscript>& subscripts) {
  const auto numbers = [](const Ints& v) {
    std::string t;
    for (auto n : v) t += (t.empty() ? "" : ",") + std::to_string(n);
    return t;
  };
  std::string t = "shape (" + numbers(shape) + ")";
  for (const auto& s : subscripts) {
    t += "  ";
    switch (s.kind) {
      case Sort::integer: t += std::to_string(s.integer); break;
      case Sort::range: t += range_text(s.range); break;
      case Sort::ellipsis: t += "..."; break;
      case Sort::new_axis: t += "+"; break;
      default: t += (s.kind == Sort::mask ? "mask(" : "list(") + numbers(s.shape) + ")=" + numbers(s.values);
    }
  }
  return t;
}

// A value dtype holds as it is: the pattern of element numbers, small enough for every dtype.
std::int64_t value_of(std::int64_t k, DType dtype) { return dtype == DType::bool_ ? k % 2 : k % 199; }

}  // namespace

TEST_CASE("index texts: accepted exactly when the grammar says so", "[fuzz]") {
  Generator g(1);
  const std::string alphabet = "0123456789::::,,--++...  eE\t";
  int accepted = 0;
  for (FuzzRun run(60000); run.more();) {
    std::string text;
    for (std::int64_t k = g.random.between(0, 12); k > 0; --k)
      text += g.random.chance(6) ? std::string("...")
                                 : std::string(1, alphabet[static_cast<std::size_t>(g.random.between(
                                                      0, static_cast<std::int64_t>(alphabet.size()) - 1))]);
    bool parsed = true;
    try {
      parse_subscripts(text);
    } catch (const ValueError&) {
      parsed = false;
    }
    accepted += parsed;
    INFO("'" << text << "'");
    REQUIRE(parsed == text_is_valid(text));
  }
  CHECK(accepted > 3000);
}

TEST_CASE("index texts: a written index is read back", "[fuzz]") {
  Generator g(2);
  const auto blanks = [&] {
    return std::string(static_cast<std::size_t>(g.random.chance(20) ? g.random.between(1, 3) : 0), ' ');
  };
  const auto spelled = [&](std::int64_t n) {
    const std::string plain = std::to_string(n);
    switch (g.random.between(0, 4)) {
      case 0: return plain + ".0";
      case 1: return plain + ".";
      case 2: return n % 10 == 0 && n != 0 ? std::to_string(n / 10) + "e+01" : plain;
      default: return plain;
    }
  };
  for (FuzzRun run(20000); run.more();) {
    const Ints shape = g.shape();
    std::string text;
    std::vector<OracleSubscript> written;
    for (auto& s : g.subscripts(shape)) {
      if (s.kind == Sort::positions || s.kind == Sort::mask) continue;
      text += (written.empty() ? "" : ",") + blanks();
      const auto end = [&](const std::optional<std::int64_t>& e) {
        return blanks() + (e ? spelled(*e) : "") + blanks();
      };
      switch (s.kind) {
        case Sort::integer: text += spelled(s.integer); break;
        case Sort::range:
          text += end(s.range.start) + ":" + end(s.range.stop) + (s.range.step ? ":" + end(s.range.step) : "");
          break;
        case Sort::ellipsis: text += "..."; break;
        default: text += "+";
      }
      text += blanks();
      written.push_back(s);
    }
    if (written.empty()) continue;
    INFO(text);
    const std::vector<Subscript> read = parse_subscripts(text);
    REQUIRE(read.size() == written.size());
    for (std::size_t k = 0; k < read.size(); ++k) {
      REQUIRE(read[k].kind == written[k].kind);
      REQUIRE(read[k].integer == written[k].integer);
      REQUIRE(read[k].range.start == written[k].range.start);
      REQUIRE(read[k].range.stop == written[k].range.stop);
      REQUIRE(read[k].range.step == written[k].range.step);
    }
  }
}

TEST_CASE("index forms: reading and writing as the oracle does", "[fuzz][threads]") {
  TestContext ctx;
  Generator g(3);
  int valid = 0, refused = 0;
  for (FuzzRun run(30000); run.more();) {
    const auto dtype = static_cast<DType>(run.round() % dtype_count);
    ctx.threads = run.round() % 3 ? 1 : 2;
    const Ints shape = g.shape();
    const auto subscripts = g.subscripts(shape);
    INFO("round " << run.round() << ", " << name(dtype) << ", " << describe(shape, subscripts));
    Ints values;
    for (std::int64_t k = 0; k < product(shape); ++k) values.push_back(value_of(k, dtype));
    const Array a = g.scattered(ctx, dtype, shape);
    g.fill(a, values);
    constexpr DType list_dtypes[] = {DType::int64, DType::int32, DType::float64, DType::float32};
    const Subscripts real = real_subscripts(ctx, subscripts, list_dtypes[run.round() % 4]);
    const auto expected = oracle_select(shape, subscripts);
    if (!expected) {
      ++refused;
      REQUIRE_THROWS_AS(select(ctx, a, real.list), Error);
      continue;
    }
    ++valid;
    Ints picked;
    for (auto k : expected->elements) picked.push_back(values[static_cast<std::size_t>(k)]);
    const Array got = get(ctx, a, real.list);
    REQUIRE(got.dtype() == dtype);
    REQUIRE(shape_of(got) == expected->shape);
    REQUIRE(elements_of(got) == picked);
    REQUIRE(elements_of(gather(ctx, a, select(ctx, a, real.list))) == picked);

    // A value of a shape that broadcasts; now and then with leading axes of length 1.
    Ints value_shape = expected->shape;
    while (!value_shape.empty() && g.random.chance(25)) value_shape.erase(value_shape.begin());
    for (auto& n : value_shape)
      if (g.random.chance(20)) n = 1;
    if (value_shape.size() == expected->shape.size() && g.random.chance(20)) value_shape.insert(value_shape.begin(), 1);
    Ints written(static_cast<std::size_t>(product(value_shape)));
    for (std::size_t k = 0; k < written.size(); ++k)
      written[k] = value_of(static_cast<std::int64_t>(k) * 7 + 50, dtype);
    const DType value_dtype = g.random.chance(50) ? dtype : g.random.chance(50) ? DType::float64 : DType::complex128;
    const Array value = g.scattered(ctx, value_dtype, value_shape);
    g.fill(value, written);
    scatter(ctx, a, select(ctx, a, real.list), value);
    Ints after = values;
    for (std::size_t k = 0; k < expected->elements.size(); ++k) {
      Ints at = unravel(static_cast<std::int64_t>(k), expected->shape), own_shape = value_shape;
      while (own_shape.size() > at.size()) own_shape.erase(own_shape.begin());
      at.erase(at.begin(), at.end() - static_cast<std::ptrdiff_t>(own_shape.size()));
      for (std::size_t d = 0; d < at.size(); ++d)
        if (own_shape[d] == 1) at[d] = 0;
      after[static_cast<std::size_t>(expected->elements[k])] = written[static_cast<std::size_t>(ravel(at, own_shape))];
    }
    REQUIRE(elements_of(a) == after);
  }
  CHECK(valid > refused);
  CHECK(refused > 1000);
  CHECK(ctx.memory.used() == 0);
}

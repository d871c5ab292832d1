// Integrals over several variables, by quad inside quad.

#include <functional>

#include "kernels/integrate/nested.h"
#include "stdlib/integrate/module.h"
#include "stdlib/optimize/solver.h"

namespace perilune {

namespace {

using integrate::Range;

constexpr Arg epsabs_arg =
    optional("epsabs", Type::number, 1.49e-8, "The error wanted of each inner integral, absolute.");
constexpr Arg epsrel_arg = optional("epsrel", Type::number, 1.49e-8, "Or relative to it: the larger one counts.");
constexpr Arg integral_out = out("y", Type::number, "The integral.");
constexpr Arg error_out = out("abserr", Type::number, "The largest of the errors estimated for single integrals.");

constexpr Arg dblquad_args[] = {
    in("func", Type::callable, "The integrand; the inner variable comes first.").called("y, x -> number"),
    in("a", Type::number, "The lower limit of x."),
    in("b", Type::number, "The upper limit of x."),
    in("gfun", Type::callable | Type::number, "The lower limit of y, or a function that gives it.")
        .called("x -> number"),
    in("hfun", Type::callable | Type::number, "The upper limit of y.").called("x -> number"),
    extra_args,
    epsabs_arg,
    epsrel_arg,
    maxtime_arg,
    integral_out,
    error_out,
};
constexpr Arg tplquad_args[] = {
    in("func", Type::callable, "The integrand; the innermost variable comes first.").called("z, y, x -> number"),
    in("a", Type::number, "The lower limit of x."),
    in("b", Type::number, "The upper limit of x."),
    in("gfun", Type::callable | Type::number, "The lower limit of y, or a function that gives it.")
        .called("x -> number"),
    in("hfun", Type::callable | Type::number, "The upper limit of y.").called("x -> number"),
    in("qfun", Type::callable | Type::number, "The lower limit of z.").called("x, y -> number"),
    in("rfun", Type::callable | Type::number, "The upper limit of z.").called("x, y -> number"),
    extra_args,
    epsabs_arg,
    epsrel_arg,
    maxtime_arg,
    integral_out,
    error_out,
};

constexpr RecordField nquad_fields[] = {{"neval", "Evaluations of func.", Type::integer}};
const RecordType nquad_info{"NquadInfo", nquad_fields, 0};

constexpr Arg nquad_args[] = {
    in("func", Type::callable, "The integrand; the innermost variable comes first.").called("x1, x2, … -> number"),
    in("ranges", Type::list | Type::matrix,
       "For each variable, the innermost first, a pair of limits or a function of the variables further out that gives "
       "two numbers.")
        .shaped("n, 2"),
    extra_args,
    optional("opts", Type::map | Type::list, absent,
             "Options of quad (epsabs, epsrel, limit, points, weight, wvar, maxp1, limlst): one table for all, or a "
             "list of one "
             "for each variable."),
    optional("full_output", Type::boolean, false, "Whether a record about the work is wanted too."),
    maxtime_arg,
    integral_out,
    error_out,
    out("info", Type::record, "How much it took.").of(nquad_info).only_if("full_output"),
};

// A limit that is a number or a function of outer variables, which it gets in this order.
class Limit {
 public:
  Limit(Call& call, const char* name) {
    if (call.is_callable(name)) function_ = call.callable(name);
    else number_ = call.number(name);
  }
  double at(std::span<const double> outer) {
    return function_ ? function_->call({Input::spread(outer)}).number() : number_;
  }

 private:
  std::optional<Callable> function_;
  double number_ = 0;
};

integrate::NestedResult run(Call& call, std::size_t n, FunctionRef<Range(std::size_t, std::span<const double>)> range,
                            std::span<const integrate::QuadOptions> options) {
  Callable func = call.callable("func", "args");
  const auto f = [&](std::span<const double> x) { return func.call({Input::spread(x)}).number(); };
  integrate::NestedResult r = integrate::nested_quad(call.ctx, f, n, range, options, time_limit(call));
  if (r.status) call.ctx.warn(call.title() + ": " + r.message);
  call.give(r.value);
  call.give(r.error);
  return r;
}

integrate::QuadOptions plain_options(Call& call) {
  integrate::QuadOptions options;
  options.epsabs = call.number("epsabs");
  options.epsrel = call.number("epsrel");
  return options;
}

void call_dblquad(Call& call) {
  Limit low(call, "gfun"), high(call, "hfun");
  const integrate::QuadOptions options[2] = {plain_options(call), plain_options(call)};
  const auto range = [&](std::size_t level, std::span<const double> outer) {
    return level == 1 ? Range{call.number("a"), call.number("b")} : Range{low.at(outer), high.at(outer)};
  };
  run(call, 2, range, options);
}

void call_tplquad(Call& call) {
  Limit y_low(call, "gfun"), y_high(call, "hfun"), z_low(call, "qfun"), z_high(call, "rfun");
  const integrate::QuadOptions options[3] = {plain_options(call), plain_options(call), plain_options(call)};
  const auto range = [&](std::size_t level, std::span<const double> outer) {
    if (level == 2) return Range{call.number("a"), call.number("b")};
    if (level == 1) return Range{y_low.at(outer), y_high.at(outer)};
    const double x_then_y[2] = {outer[1], outer[0]};
    return Range{z_low.at(x_then_y), z_high.at(x_then_y)};
  };
  run(call, 3, range, options);
}

// A pair of numbers in a table or array.
Range pair_of(const Item& item) {
  const Array a = item.array();
  if (!(a.shape() == Dims{2})) item.refuse("must be a pair of limits");
  return {load(a.dtype(), a.data()).real(), load(a.dtype(), a.data() + a.strides()[0]).real()};
}

struct LevelOptions {
  integrate::QuadOptions options;
  std::vector<double> points;
};

LevelOptions options_of(const Item& map) {
  LevelOptions level;
  std::int64_t parameters = 0;  // numbers in wvar
  if (map.kind() != Item::Kind::map && !(map.kind() == Item::Kind::list && map.items().empty()))
    map.refuse("must be a table of options");
  for (const Item::Entry& entry : map.entries()) {
    const std::string* name = std::get_if<std::string>(&entry.key);
    const Item& value = entry.item;
    if (name && *name == "epsabs") {
      level.options.epsabs = value.number();
    } else if (name && *name == "epsrel") {
      level.options.epsrel = value.number();
    } else if (name && *name == "limit") {
      level.options.limit = value.whole_number();
    } else if (name && *name == "points") {
      const Array a = value.array();
      if (a.ndim() > 1) value.refuse("must be a vector");
      for (std::int64_t i = 0; i < a.size(); ++i)
        level.points.push_back(load(a.dtype(), a.data() + (a.ndim() ? i * a.strides()[0] : 0)).real());
    } else if (name && *name == "weight") {
      level.options.weight = integrate::weight_named(value.word("cos|sin|alg|alg-loga|alg-logb|alg-log|cauchy"));
    } else if (name && *name == "wvar") {
      const Array a = value.array();
      if (a.ndim() > 1 || a.size() < 1 || a.size() > 2) value.refuse("must be one number, or two");
      level.options.wvar = load(a.dtype(), a.data()).real();
      parameters = a.size();
      if (parameters == 2) level.options.wvar2 = load(a.dtype(), a.data() + a.strides()[0]).real();
    } else if (name && *name == "maxp1") {
      level.options.maxp1 = value.whole_number();
    } else if (name && *name == "limlst") {
      level.options.limlst = value.whole_number();
    } else {
      value.refuse(
          "must be left out: quad's options here are 'epsabs', 'epsrel', 'limit', 'points', 'weight', 'wvar', 'maxp1' "
          "and 'limlst'");
    }
  }
  const integrate::Weight weight = level.options.weight;
  const bool algebraic = weight >= integrate::Weight::alg && weight <= integrate::Weight::alg_log;
  const std::int64_t wanted = weight == integrate::Weight::none ? 0 : algebraic ? 2 : 1;
  if (parameters != wanted)
    map.refuse(wanted == 0   ? "must have no wvar without a weight"
               : wanted == 1 ? "must have one number as wvar with this weight"
                             : "must have two numbers as wvar with an algebraic weight");
  return level;
}

void call_nquad(Call& call) {
  struct Given {
    std::optional<Callable> function;
    Range fixed{};
  };
  std::vector<Given> ranges;
  const Item list = call.item("ranges");
  if (list.kind() == Item::Kind::array) {
    const Array a = call.array_as("ranges", DType::float64);
    if (a.ndim() != 2 || a.shape()[1] != 2) call.refuse("ranges", "must have two columns");
    for (std::int64_t i = 0; i < a.shape()[0]; ++i) ranges.push_back({{}, {a.at<double>(i, 0), a.at<double>(i, 1)}});
  } else {
    for (const Item& item : list.items()) {
      if (item.kind() == Item::Kind::callable) {
        Callable function = item.callable();
        if (call.has("args")) function.set_arguments(call.slot_of("args"));
        ranges.push_back({std::move(function)});
      } else {
        ranges.push_back({{}, pair_of(item)});
      }
    }
  }
  const std::size_t n = ranges.size();
  if (n == 0) throw ValueError("ranges must have at least one entry, got none");
  std::vector<LevelOptions> levels(n);
  if (call.has("opts")) {
    const Item opts = call.item("opts");
    if (opts.kind() == Item::Kind::list && !opts.items().empty()) {
      const std::vector<Item> each = opts.items();
      if (each.size() != n)
        throw ShapeError(format("opts must have %zu entries, one for each range, got %zu", n, each.size()));
      for (std::size_t i = 0; i < n; ++i) levels[i] = options_of(each[i]);
    } else {
      for (std::size_t i = 0; i < n; ++i) levels[i] = options_of(opts);
    }
  }
  std::vector<integrate::QuadOptions> options;
  for (LevelOptions& level : levels) {
    level.options.points = level.points;
    options.push_back(level.options);
  }
  const auto range = [&](std::size_t level, std::span<const double> outer) {
    Given& given = ranges[level];
    if (!given.function) return given.fixed;
    Answers answers = given.function->call({Input::spread(outer)}, 2);
    if (answers.is_number(0) && answers.is_number(1)) return Range{answers.number(0), answers.number(1)};
    const View pair = answers.view(0, DType::float64, {2});
    return Range{pair.at<double>(0), pair.at<double>(1)};
  };
  const integrate::NestedResult r = run(call, n, range, options);
  if (!call.flag("full_output")) return;
  Record info(nquad_info);
  info.set("neval", r.evaluations);
  call.give(std::move(info));
}

constexpr Function rows[] = {
    Function{"dblquad", "Integral of a function of two variables.", dblquad_args,
             "For every x the integral over y, from gfun(x) to hfun(x), is taken by `integrate.quad`.",
             R"(local y = integrate.dblquad(function(y, x) return x * y^2 end, 0, 2, 0, 1)
                print(pl.isclose(y, 2 / 3))  --> true
                -- the area of a quarter of a disc
                y = integrate.dblquad(function() return 1 end, 0, 1, 0, function(x) return math.sqrt(1 - x^2) end)
                print(pl.isclose(y, math.pi / 4))  --> true)",
             call_dblquad}
        .raises("func, gfun or hfun give no number")
        .from("QUADPACK: R. Piessens, E. de Doncker-Kapenga, C. Überhuber, D. Kahaner (1983)"),
    Function{"tplquad", "Integral of a function of three variables.", tplquad_args,
             "The integral over z, inside the one over y, inside the one over x, each by `integrate.quad`.",
             R"(local y = integrate.tplquad(function(z, y, x) return x * y * z end, 1, 2, 2, 3, 0, 1)
                print(pl.isclose(y, 1.875))  --> true)",
             call_tplquad}
        .raises("a function gives no number"),
    Function{
        "nquad", "Integral of a function of any number of variables.", nquad_args,
        "Nested runs of `integrate.quad`, one for each range; the first range is the innermost. The time grows with "
        "the power of the number of variables.",
        R"(local function f(x, y) return x * y end
                local function within(y) return 0, 1 - 2 * y end
                print(pl.isclose(integrate.nquad(f, {within, {0, 0.5}}), 1 / 96))  --> true)",
        call_nquad}
        .raises("func gives no number, or a range no pair"),
};

}  // namespace

Rows nquad_rows() { return rows; }

}  // namespace perilune

// Peaks.

#include "kernels/signal/peaks.h"

#include <cmath>

#include "stdlib/registry/call.h"
#include "stdlib/signal/module.h"

namespace perilune {

namespace {

constexpr Arg x_arg = in("x", Type::vector, "The signal, real.").shaped("n");
constexpr Arg wlen_arg =
    optional("wlen", Type::number, absent, "How many samples about a peak count as its surroundings; without it all.")
        .above(1);

constexpr Arg find_args[] = {
    x_arg,
    optional("height", Type::any, absent,
             "How high peaks are: at least a number, within a pair {least, most} of which one may be nil, or at least "
             "the value at their place in an array as long as x.")
        .called("number, pair or array"),
    optional("threshold", Type::any, absent, "How far they stand above their two neighbours; likewise.")
        .called("number, pair or array"),
    optional("distance", Type::number, absent,
             "How far apart they are, in samples; of those too close the highest stay.")
        .at_least(1),
    optional("prominence", Type::any, absent, "How far they stand out from their surroundings; likewise.")
        .called("number, pair or array"),
    optional("width", Type::any, absent, "How wide they are, in samples; likewise.").called("number, pair or array"),
    wlen_arg,
    optional("rel_height", Type::number, 0.5, "At which part of the prominence below the top the width is taken.")
        .at_least(0),
    optional("plateau_size", Type::any, absent, "How many equal samples form the top; likewise.")
        .called("number, pair or array"),
    out("peaks", Type::vector, "The positions of the peaks; of a flat top its middle."),
    out("properties", Type::table,
        "What was asked for, an array each: peak_heights; left_thresholds, right_thresholds; prominences, left_bases, "
        "right_bases; widths, width_heights, left_ips, right_ips (fractional positions); plateau_sizes, left_edges, "
        "right_edges."),
};

// A number for each of the n elements of an argument.
std::vector<double> values_of(const Item& item, std::int64_t n, const char* of) {
  const Array a = item.array();
  if (a.ndim() != 1 || is_complex(a.dtype())) item.refuse("must be real and have one axis");
  if (a.size() != n) item.refuse(format("must have one value for each of the %lld %s", static_cast<long long>(n), of));
  std::vector<double> v;
  for (std::int64_t i = 0; i < a.size(); ++i) v.push_back(load(a.dtype(), a.data() + i * a.strides()[0]).real());
  return v;
}

std::optional<signal::Limits> limits_of(Call& call, const char* name) {
  if (!call.has(name)) return std::nullopt;
  const std::int64_t n = call.array("x").size();
  const Item item = call.item(name);
  signal::Limits l;
  switch (item.kind()) {
    case Item::Kind::number: l.low = item.number(); return l;
    case Item::Kind::array: l.low_of = values_of(item, n, "samples"); return l;
    case Item::Kind::list:
    case Item::Kind::map: {  // {nil, 3} has no first entry
      if (item.kind() == Item::Kind::list && item.items().size() > 2) {
        l.low_of = values_of(item, n, "samples");
        return l;
      }
      const std::vector<Item> pair = item.items(2);
      const auto side = [n](const Item& part, double& one, std::vector<double>& many) {
        if (part.kind() == Item::Kind::nil) return;
        if (part.kind() == Item::Kind::number) one = part.number();
        else many = values_of(part, n, "samples");
      };
      side(pair[0], l.low, l.low_of);
      side(pair[1], l.high, l.high_of);
      return l;
    }
    default: item.refuse("must be a number, a pair of limits or an array");
  }
}

std::optional<std::int64_t> window_of(Call& call) {
  if (!call.has("wlen")) return std::nullopt;
  const double length = std::ceil(call.number("wlen"));
  return static_cast<std::int64_t>(std::min(length, 9007199254740992.0));
}

// Positions from 1; fractional ones too.
Array from_one(const Array& a) {
  for (std::int64_t i = 0; i < a.size(); ++i) {
    if (a.dtype() == DType::int64) ++a.at<std::int64_t>(i);
    else ++a.at<double>(i);
  }
  return a;
}

void call_find_peaks(Call& call) {
  signal::PeakOptions o;
  o.height = limits_of(call, "height");
  o.threshold = limits_of(call, "threshold");
  o.prominence = limits_of(call, "prominence");
  o.width = limits_of(call, "width");
  o.plateau_size = limits_of(call, "plateau_size");
  if (call.has("distance")) o.distance = call.number("distance");
  o.wlen = window_of(call);
  o.rel_height = call.number("rel_height");
  const signal::Peaks p = signal::find_peaks(call.ctx, call.array("x"), o);
  Table properties;
  properties.closed = true;
  const auto add = [&](const char* name, const Array& a, bool position) {
    if (a.ndim() == 1) properties.named.emplace_back(name, position ? from_one(a) : a);
  };
  add("plateau_sizes", p.plateau_sizes, false);
  add("left_edges", p.left_edges, true);
  add("right_edges", p.right_edges, true);
  add("peak_heights", p.peak_heights, false);
  add("left_thresholds", p.left_thresholds, false);
  add("right_thresholds", p.right_thresholds, false);
  add("prominences", p.prominence.prominences, false);
  add("left_bases", p.prominence.left_bases, true);
  add("right_bases", p.prominence.right_bases, true);
  add("widths", p.width.widths, false);
  add("width_heights", p.width.width_heights, false);
  add("left_ips", p.width.left_ips, true);
  add("right_ips", p.width.right_ips, true);
  call.give_positions(p.peaks);
  call.give(std::move(properties));
}

constexpr Arg peaks_arg = in("peaks", Type::vector, "The positions of its peaks.").shaped("m");

constexpr Arg prominence_args[] = {
    x_arg,
    peaks_arg,
    wlen_arg,
    out("prominences", Type::vector, "How far each peak stands out.").shaped("m"),
    out("left_bases", Type::vector, "The positions of the lowest points to the left.").shaped("m"),
    out("right_bases", Type::vector, "Those to the right.").shaped("m"),
};

// Positions from 0.
Array peaks_of(Call& call) {
  const std::vector<std::int64_t> positions = call.integers("peaks");
  Array p = Array::empty(call.ctx, DType::int64, {static_cast<std::int64_t>(positions.size())});
  for (std::size_t i = 0; i < positions.size(); ++i) p.as<std::int64_t>()[i] = positions[i] - 1;
  return p;
}

void call_prominences(Call& call) {
  const Array peaks = peaks_of(call);
  const signal::Prominences p = signal::peak_prominences(call.ctx, call.array("x"), peaks, window_of(call));
  call.give(p.prominences);
  call.give(from_one(p.left_bases));
  call.give(from_one(p.right_bases));
}

constexpr Arg width_args[] = {
    x_arg,
    peaks_arg,
    optional("rel_height", Type::number, 0.5, "At which part of the prominence below the top.").at_least(0),
    optional("prominence_data", Type::list, absent,
             "What `signal.peak_prominences` gave, in a list; without it that is computed."),
    wlen_arg,
    out("widths", Type::vector, "The widths, in samples.").shaped("m"),
    out("width_heights", Type::vector, "The heights at which they were taken.").shaped("m"),
    out("left_ips", Type::vector, "The fractional positions of their left ends.").shaped("m"),
    out("right_ips", Type::vector, "Those of their right ends.").shaped("m"),
};

void call_widths(Call& call) {
  const Array peaks = peaks_of(call);
  signal::Prominences known;
  if (call.has("prominence_data")) {
    const std::vector<Item> parts = call.item("prominence_data").items(3);
    known.prominences = parts[0].array();
    const auto from_zero = [&](const Item& part) {
      const std::vector<double> v = values_of(part, peaks.size(), "peaks");
      Array a = Array::empty(call.ctx, DType::int64, {static_cast<std::int64_t>(v.size())});
      for (std::size_t i = 0; i < v.size(); ++i) {
        if (v[i] != std::floor(v[i]) || !(std::abs(v[i]) < 9e15)) part.refuse("must hold positions");
        a.at<std::int64_t>(static_cast<std::int64_t>(i)) = static_cast<std::int64_t>(v[i]) - 1;
      }
      return a;
    };
    known.left_bases = from_zero(parts[1]);
    known.right_bases = from_zero(parts[2]);
    if (known.prominences.ndim() != 1) parts[0].refuse("must have one axis");
  }
  const signal::Widths w = signal::peak_widths(call.ctx, call.array("x"), peaks, call.number("rel_height"),
                                               window_of(call), call.has("prominence_data") ? &known : nullptr);
  call.give(w.widths);
  call.give(w.width_heights);
  call.give(from_one(w.left_ips));
  call.give(from_one(w.right_ips));
}

constexpr Function rows[] = {
    Function{"find_peaks", "Peaks of a signal, chosen by their properties.", find_args,
             "A peak is higher than both neighbours; a flat top counts as one. The conditions are tried in the order "
             "plateau_size, height, threshold, distance, prominence, width. nan is no peak.",
             R"(local peaks, found = signal.find_peaks({0, 2, 0, 5, 4, 4.5, 0}, {height = 1, prominence = {1, nil}})
                print(peaks, found.peak_heights)  --> [2 4]	[2. 5.])",
             call_find_peaks}
        .raises("x is complex or has more than one axis\nan array of limits is not as long as x"),
    Function{
        "peak_prominences", "How far peaks stand out from their surroundings.", prominence_args,
        "The height above the higher one of the lowest points on both sides, as far as no higher peak comes before.",
        R"(print(signal.peak_prominences({0, 2, 0, 5, 4, 4.5, 0}, {2, 4, 6}))  --> [2.  5.  0.5]	[1 3 5]	[3 7 7])",
        call_prominences}
        .raises("peaks lie outside x"),
    Function{"peak_widths", "How wide peaks are.", width_args,
             "At a height below the top that is a part of the prominence, between the samples by straight lines.",
             R"(print(signal.peak_widths({0, 1, 2, 1, 0}, {3}))  --> [2.]	[1.]	[2.]	[4.])", call_widths}
        .raises("peaks lie outside x\nprominence_data does not belong to peaks"),
};

}  // namespace

Rows signal_peaks_rows() { return rows; }

}  // namespace perilune

// Frequency responses.

#include "kernels/signal/response.h"

#include <cmath>

#include "stdlib/registry/call.h"
#include "stdlib/signal/module.h"

namespace perilune {

namespace {

constexpr Arg worn_arg = optional("worN", Type::integer | Type::array, 512,
                                  "How many frequencies in equal steps, or the frequencies themselves.");
constexpr Arg whole_arg =
    optional("whole", Type::boolean, false, "Whether the grid goes around the whole circle, to fs instead of fs / 2.");
constexpr Arg fs_arg =
    option("fs", 6.283185307179586, "The sampling frequency; without it frequencies are in radians per sample.")
        .above(0)
        .finite();
constexpr Arg w_out = out("w", Type::array, "The frequencies.");
constexpr Arg h_out = out("h", Type::array, "The response, complex: abs is the gain.");

constexpr Arg freqz_args[] = {
    in("b", Type::vector, "The coefficients of the numerator."),
    optional("a", Type::vector, absent, "Those of the denominator; without them 1."),
    worn_arg,
    whole_arg,
    fs_arg,
    option("include_nyquist", false, "Whether the grid ends on fs / 2 instead of before it."),
    w_out,
    h_out,
};

constexpr Arg sosfreqz_args[] = {
    in("sos", Type::matrix, "The sections, a row each: b0, b1, b2, 1, a1, a2.").shaped("sections, 6"),
    worn_arg,
    whole_arg,
    fs_arg,
    w_out,
    h_out,
};

Array frequencies_of(Call& call) {
  if (call.is_array("worN")) {
    const View w = call.array("worN");
    if (is_complex(w.dtype)) call.refuse("worN", "must be real");
    return call.array_as("worN", DType::float64);
  }
  signal::FrequencyGrid g;
  const double count = call.number("worN");
  if (count != std::floor(count) || count < 0 || count > 0x1p53)
    call.refuse("worN", "must be a whole number, at least 0, or an array");
  g.count = static_cast<std::int64_t>(count);
  g.whole = call.flag("whole");
  if (call.takes("include_nyquist")) g.include_nyquist = call.flag("include_nyquist");
  g.fs = call.number("fs");
  return signal::grid(call.ctx, g);
}

void give(Call& call, signal::Response r) {
  call.give(std::move(r.w));
  call.give(std::move(r.h));
}

void call_freqz(Call& call) {
  const Array w = frequencies_of(call);
  double one = 1;
  const std::int64_t length = 1, stride = 8;
  View a{reinterpret_cast<std::byte*>(&one), &length, &stride, 1, DType::float64};
  if (call.has("a")) a = call.array("a");
  give(call, signal::freqz(call.ctx, call.array("b"), a, w, call.number("fs")));
}

void call_sosfreqz(Call& call) {
  const Array w = frequencies_of(call);
  give(call, signal::sosfreqz(call.ctx, call.array("sos"), w, call.number("fs")));
}

constexpr Function rows[] = {
    Function{"freqz", "Frequency response of a ratio of polynomials.", freqz_args,
             "The values of b(z) / a(z) on the unit circle, z = exp(i w).",
             R"(local w, h = signal.freqz({0.5, 0.5}, {1}, {0, 0.5, 1}, {fs = 2})
                print(pl.round(pl.abs(h), 12))  --> [1.         0.70710678 0.        ])",
             call_freqz},
    Function{"sosfreqz", "Frequency response of sections of second order.", sosfreqz_args,
             "The product of the responses of the sections.",
             R"(local sos = signal.butter(3, 50, {output = "sos", fs = 200})
                local w, h = signal.sosfreqz(sos, {50}, {fs = 200})
                print(pl.round(pl.abs(h), 12))  --> [0.70710678])",
             call_sosfreqz}
        .raises("sos has not 6 columns, holds nan or an infinity, or something else than 1 in column 4"),
};

}  // namespace

Rows signal_response_rows() { return rows; }

}  // namespace perilune

// Frequencies, their order, good lengths.

#include "kernels/fft/helpers.h"

#include "kernels/fft/roots.h"
#include "stdlib/fft/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg frequency_args[] = {
    in("n", Type::integer, "The length of the transform.").at_least(1),
    optional("d", Type::number, 1.0, "The time between two samples.").finite(),
    out("f", Type::vector, "The frequencies, in cycles per unit of d.").shaped("n"),
};
constexpr Arg half_frequency_args[] = {
    in("n", Type::integer, "The length of the transform.").at_least(1),
    optional("d", Type::number, 1.0, "The time between two samples.").finite(),
    out("f", Type::vector, "The frequencies, in cycles per unit of d.").shaped("n // 2 + 1"),
};

void call_fftfreq(Call& call) { call.give(fft::fftfreq(call.ctx, call.integer("n"), call.number("d"))); }
void call_rfftfreq(Call& call) { call.give(fft::rfftfreq(call.ctx, call.integer("n"), call.number("d"))); }

constexpr Arg shift_args[] = {
    in("x", Type::array, "The array."),
    optional("axes", Type::axes, absent, "The axes; without them all."),
    out("y", Type::array, "A copy in the other order."),
};

void call_shift(Call& call) {
  const View x = call.array("x");
  Dims axes;
  if (call.has("axes")) axes = call.axes("axes", x.ndim);
  else
    for (int i = 0; i < x.ndim; ++i) axes.push_back(i);
  call.give(call.code() == 0 ? fft::fftshift(call.ctx, x, axes) : fft::ifftshift(call.ctx, x, axes));
}

constexpr Arg length_args[] = {
    in("target", Type::integer, "The least length.").between(0, 2305843009213693952.0),
    optional("real", Type::boolean, false, "Whether the data will be real, as for rfft and irfft."),
    out("n", Type::integer, "The length."),
};

void call_next_fast_len(Call& call) { call.give(fft::next_fast_len(call.integer("target"), call.flag("real"))); }

constexpr Function rows[] = {
    Function{"fftfreq", "The frequencies that the values of `fft.fft` belong to.", frequency_args,
             "0, 1, ... and then the negative ones up to -1, over n * d. `fft.fftshift` brings them into rising order.",
             "print(fft.fftfreq(5, 0.2))  --> [ 0.  1.  2. -2. -1.]", call_fftfreq}
        .raises("d is 0"),
    Function{"rfftfreq", "The frequencies that the values of `fft.rfft` belong to.", half_frequency_args,
             "0, 1, ..., n // 2, over n * d.", "print(fft.rfftfreq(5, 0.2))  --> [0. 1. 2.]", call_rfftfreq}
        .raises("d is 0"),
    Function{"fftshift", "Brings frequency 0 to the middle.", shift_args,
             "Each axis is rolled by half of its length, rounded down.",
             "print(fft.fftshift(fft.fftfreq(5, 0.2)))  --> [-2. -1.  0.  1.  2.]", call_shift}
        .with(0),
    Function{"ifftshift", "Undoes `fft.fftshift`.", shift_args,
             "The same for even lengths; for odd ones, one element further.",
             "print(fft.ifftshift{-2, -1, 0, 1, 2})  --> [ 0.  1.  2. -2. -1.]", call_shift}
        .with(1),
    Function{"next_fast_len", "A length, at least as large, of which transforms are fast.", length_args,
             "The smallest one without prime factors above 11, or above 5 for real data.",
             R"(print(fft.next_fast_len(1021), fft.next_fast_len(1021, true))  --> 1024	1024
                print(fft.next_fast_len(93059), fft.next_fast_len(93059, true))  --> 93170	93312)",
             call_next_fast_len},
};

}  // namespace

Rows fft_helper_rows() { return rows; }

}  // namespace perilune

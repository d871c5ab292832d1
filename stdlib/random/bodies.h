#pragma once
// The bodies behind the methods of Generator and RandomState and the functions of the module.

#include "stdlib/random/streams.h"

namespace perilune {

// code(): the random::Distribution. Its parameters are arguments of the same names, with `size` behind them.
void call_draw(Call& call);
// Generator only: size, dtype, out. code(): a Standard.
enum Standard { standard_random, standard_normal, standard_exponential };
void call_standard(Call& call);
void call_random_sample(Call& call);  // size
void call_dimensions(Call& call);     // rand and randn; code(): standard_random or standard_normal
void call_integers(Call& call);       // low, high, size, dtype and, where there is one, endpoint
void call_choice(Call& call);         // a, size, replace, p and, where there are such, axis and shuffle
void call_permutation(Call& call);    // x and, where there is one, axis
void call_shuffle(Call& call);        // the same
void call_bytes(Call& call);          // length

}  // namespace perilune

// random: what families and classes there are.

#include "stdlib/random/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {generator_rows(), seed_rows(), bits_rows(), legacy_rows()};
const Class* const classes[] = {&generator_class, &random_state_class, &seed_sequence_class, &pcg64_class,
                                &mt19937_class};

}  // namespace

const Module random_module{
    "random",
    "Random numbers: NumPy's streams, bit for bit.",
    families,
    {},
    classes,
    "Begin with `random.default_rng`: the generator that it gives draws with its methods; the same seed gives the "
    "same numbers. The functions of the module draw from one shared stream of NumPy's legacy kind, "
    "which `random.seed` begins anew; they take `rng` to draw from something else."};

}  // namespace perilune

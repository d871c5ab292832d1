// Generator: NumPy's default_rng and its methods.

#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"
#include "stdlib/random/bodies.h"
#include "stdlib/random/fast.h"
#include "stdlib/random/texts.h"

namespace perilune {

namespace {

using random::BitGenerator;
using random::Distribution;
using Bits = std::shared_ptr<BitGenerator>;

void give_generator(Call& call, Bits bits) {
  call.give_object(generator_class, std::make_unique<std::shared_ptr<random::Generator>>(
                                        std::make_shared<random::Generator>(std::move(bits))));
}

random::Generator& self_of(Call& call) { return *call.object<std::shared_ptr<random::Generator>>("self"); }

// Samples

constexpr Arg dtype_arg = optional("dtype", Type::dtype, "float64",
                                   "float64, or float32, which takes half as many bits and gives other numbers.");
constexpr Arg out_arg = option("out", Type::array, absent, "An array to fill and return, of float64 or float32.");

constexpr Arg standard_inputs[] = {size_arg, dtype_arg, out_arg, sample_arg};
constexpr Arg exponential_inputs[] = {
    size_arg, dtype_arg, choice("method", "zig|inv", "Ziggurat, or inversion, which takes one draw for each number."),
    out_arg, sample_arg};
constexpr Arg integers_inputs[] = {
    low_arg,
    optional("high", Type::integer | Type::array, absent, "One past the highest; left out, low is, and 0 the lowest."),
    size_arg,
    integer_dtype_arg,
    optional("endpoint", Type::boolean, false, "Whether high itself may come."),
    integers_arg,
};
constexpr Arg choice_inputs[] = {
    population_arg,
    choice_size_arg,
    replace_arg,
    weights_arg,
    optional("axis", Type::axis, 1, "The axis of a along which elements are picked."),
    optional("shuffle", Type::boolean, true,
             "Without replacement: whether the order is random as well; false takes less time."),
    choice_arg,
};
constexpr Arg axis_arg = optional("axis", Type::axis, 1, "The axis along which sub-arrays are reordered.");
constexpr Arg permutation_inputs[] = {permuted_arg, axis_arg, permutation_arg};
constexpr Arg shuffle_inputs[] = {shuffled_arg, axis_arg};
constexpr Arg permuted_inputs[] = {
    in("x", Type::array, "The array."),
    option("axis", Type::axis, absent, "The axis whose lanes are reordered; left out, all elements are."),
    option("out", Type::array, absent, "An array of x's shape and dtype to write to; x itself for in place."),
    out("y", Type::array, "The array, reordered."),
};

constexpr auto standard_args = method_of(generator_class, standard_inputs);
constexpr auto exponential_method_args = method_of(generator_class, exponential_inputs);
constexpr auto normal_args = method_of(generator_class, normal_inputs);
constexpr auto uniform_args = method_of(generator_class, uniform_inputs);
constexpr auto exponential_args = method_of(generator_class, scale_inputs);
constexpr auto integers_args = method_of(generator_class, integers_inputs);
constexpr auto choice_args = method_of(generator_class, choice_inputs);
constexpr auto permutation_args = method_of(generator_class, permutation_inputs);
constexpr auto shuffle_args = method_of(generator_class, shuffle_inputs);
constexpr auto permuted_args = method_of(generator_class, permuted_inputs);
constexpr auto bytes_args = method_of(generator_class, bytes_inputs);

void call_permuted(Call& call) {
  const View x = call.array("x");
  Array y;
  if (!call.has("out")) {
    // As NumPy, a column-major array stays one, and is reordered as it lies.
    const bool columns = x.fortran_contiguous() && !x.contiguous();
    y = columns ? Array::empty_fortran(call.ctx, x.dtype, Dims(x.dims()))
                : Array::empty(call.ctx, x.dtype, Dims(x.dims()));
  } else {
    if (!(Dims(call.writable("out").dims()) == Dims(x.dims())))
      call.refuse("out", "must have the shape of x, " + shape_text(x.dims()));
    y = call.shared("out");
  }
  copy(call.ctx, x, y);
  if (call.has("axis")) {
    self_of(call).permuted(call.ctx, y, call.axis("axis", y.ndim()));
  } else {
    const bool runs = y.view().contiguous() || y.view().fortran_contiguous();
    const Array flat = runs ? y.with_layout(y.data(), {y.size()}, {static_cast<std::int64_t>(itemsize(y.dtype()))})
                            : flatten(call.ctx, y);
    self_of(call).shuffle(call.ctx, flat);
    if (!runs) copy(call.ctx, reshape(call.ctx, flat, y.shape()), y);
  }
  if (call.has("out")) call.give_argument("out");
  else call.give(std::move(y));
}

constexpr Arg spawn_args[] = {
    in("self", Type::object, "What draws.").of(generator_class),
    in("n_children", Type::integer, "How many.").at_least(0).at_most(1 << 20),
    out("children", Type::list, "Generators whose streams have nothing to do with each other or with this one's."),
};

void call_spawn(Call& call) {
  Table children;
  for (Bits& bits : self_of(call).bits()->spawn(call.ctx, call.integer("n_children")))
    children.list.push_back(object_result(generator_class, std::make_shared<random::Generator>(std::move(bits))));
  call.give(std::move(children));
}

constexpr Arg bit_generator_args[] = {
    in("self", Type::object, "What draws.").of(generator_class),
    out("bits", Type::any, "The PCG64 or MT19937 itself: what is drawn from one is drawn from the other."),
};

void call_bit_generator(Call& call) {
  const Bits& bits = self_of(call).bits();
  call.give_object(class_of_bits(*bits), std::make_unique<Bits>(bits));
}

constexpr Function methods[] = {
    Function{"random", "Floats from 0 up to but not including 1.", standard_args,
             "Whole multiples of 2^-53 (2^-24 in float32), each as likely as any other.",
             "local rng = random.default_rng(42)\n"
             "print(rng:random())  --> 0.77395604855596\n"
             "print(rng:random(3))  --> [0.43887844 0.85859792 0.69736803]",
             call_standard, standard_random}
        .fast_by(fast_standard_method),
    Function{"integers", "Whole numbers in a range.", integers_args, integers_text,
             "local rng = random.default_rng(42)\n"
             "print(rng:integers(1, 7, 5))  --> [1 5 4 3 3]\n"
             "print(rng:integers(10, {size = 5}))  --> [8 0 6 2 0]",
             call_integers}
        .raises(integers_errors)
        .from("D. Lemire, Fast random integer generation in an interval, ACM Trans. Model. Comput. Simul. 29 (2019)")
        .fast_by(fast_integer_method),
    Function{"uniform", "Floats from low up to high.", uniform_args, uniform_text,
             "local rng = random.default_rng(42)\n"
             "print(rng:uniform(-1, 1, 3))  --> [ 0.5479121  -0.12224312  0.71719584]",
             call_draw, static_cast<int>(Distribution::uniform)}
        .raises("high is less than low\nhigh - low is not finite")
        .fast_by(fast_draw_method),
    Function{"standard_normal", "Normal numbers of mean 0 and standard deviation 1.", standard_args,
             "By the ziggurat method.",
             "local rng = random.default_rng(42)\n"
             "print(rng:standard_normal(3))  --> [ 0.30471708 -1.03998411  0.7504512 ]",
             call_standard, standard_normal}
        .from(ziggurat_source)
        .fast_by(fast_standard_method),
    Function{"normal", "Normal numbers.", normal_args, normal_text,
             "local rng = random.default_rng(42)\n"
             "print(rng:normal(10, 2, 3))  --> [10.60943416  7.92003179 11.50090239]\n"
             "print(rng:normal({0, 100}, 1))  --> [ 0.94056472 98.04896481]",
             call_draw, static_cast<int>(Distribution::normal)}
        .raises(scale_errors)
        .from(ziggurat_source)
        .fast_by(fast_draw_method),
    Function{"standard_exponential", "Exponential numbers of mean 1.", exponential_method_args,
             "By the ziggurat method unless method says otherwise.",
             "local rng = random.default_rng(42)\n"
             "print(rng:standard_exponential(3))  --> [2.4042086  2.33618966 2.384761  ]",
             call_standard, standard_exponential}
        .from(ziggurat_source)
        .fast_by(fast_standard_method),
    Function{"exponential", "Exponential numbers.", exponential_args, exponential_text,
             "local rng = random.default_rng(42)\n"
             "print(rng:exponential(2, 3))  --> [4.80841721 4.67237931 4.769522  ]",
             call_draw, static_cast<int>(Distribution::exponential)}
        .raises(scale_errors)
        .from(ziggurat_source)
        .fast_by(fast_draw_method),
    Function{"choice", "Picks elements at random.", choice_args, choice_text,
             "local rng = random.default_rng(42)\n"
             "print(rng:choice(5, 8))  --> [1 4 4 3 3 5 1 4]\n"
             "print(rng:choice({10, 20, 30}, 3, {replace = false}))  --> [10. 30. 20.]\n"
             "print(rng:choice(3, 8, {p = {0.1, 0, 0.9}}))  --> [3 3 3 3 3 3 3 3]",
             call_choice}
        .raises(choice_errors),
    Function{"permutation", "A random order of 1 to n, or of the parts of an array.", permutation_args,
             permutation_text,
             "local rng = random.default_rng(42)\n"
             "print(rng:permutation(5))  --> [5 3 4 2 1]\n"
             "print(rng:permutation{{1, 2}, {3, 4}, {5, 6}})\n"
             "--> [[3. 4.]\n"
             "-->  [5. 6.]\n"
             "-->  [1. 2.]]",
             call_permutation},
    Function{"shuffle", "Puts the parts of an array in a random order, in place.", shuffle_args,
             "Sub-arrays along the axis change places and stay whole; `Generator:permuted` reorders each lane by "
             "itself.",
             "local rng = random.default_rng(42)\n"
             "local a = pl.arange(1, 6)\n"
             "rng:shuffle(a)\n"
             "print(a)  --> [5. 3. 4. 2. 1.]",
             call_shuffle},
    Function{
        "permuted", "Reorders each lane of an array by itself.", permuted_args,
        "Along an axis, every lane gets an order of its own, where `Generator:permutation` moves whole sub-arrays.",
        "local rng = random.default_rng(42)\n"
        "print(rng:permuted({{1, 2, 3}, {4, 5, 6}}, {axis = 2}))\n"
        "--> [[3. 2. 1.]\n"
        "-->  [4. 6. 5.]]",
        call_permuted},
    Function{"bytes", "Random bytes, as a string.", bytes_args, "Each byte is as likely as any other.",
             "local rng = random.default_rng(42)\n"
             "print(#rng:bytes(10))  --> 10",
             call_bytes},
    Function{"spawn", "Independent generators for parallel work.", spawn_args,
             "From children of this one's seeds; each call gives new ones.",
             "local a, b = table.unpack(random.default_rng(42):spawn(2))\n"
             "print(a:random() == b:random())  --> false",
             call_spawn},
};

constexpr Function fields[] = {
    Function{"bit_generator", "The source of bits.", bit_generator_args,
             "Its field state and method set_state keep a place in the stream and go back to it.",
             "local rng = random.default_rng(42)\n"
             "local kept = rng.bit_generator.state\n"
             "local x = rng:random()\n"
             "rng.bit_generator:set_state(kept)\n"
             "print(rng:random() == x)  --> true",
             call_bit_generator},
};

constexpr Arg default_rng_args[] = {
    optional("seed", seed_type, absent,
             "A whole number that is not negative, a list of them, the digits of a large one as text (\"12345…\" or "
             "\"0x1f…\"), a SeedSequence, a PCG64 or MT19937, or a Generator, which comes back as it is. Left out, "
             "fresh entropy from the operating system."),
    out("rng", Type::object, "The generator.").of(generator_class),
};

void call_default_rng(Call& call) {
  if (call.same_object("seed", generator_class)) return call.give_argument("seed");
  if (call.same_object("seed", pcg64_class) || call.same_object("seed", mt19937_class))
    return give_generator(call, call.object<Bits>("seed"));
  give_generator(call, BitGenerator::pcg64(seeds_of(call, "seed")));
}

constexpr Arg generator_args[] = {
    in("bit_generator", Type::object, "A PCG64 or MT19937, which generators may share."),
    out("rng", Type::object, "The generator.").of(generator_class),
};

void call_generator(Call& call) {
  if (!call.same_object("bit_generator", pcg64_class) && !call.same_object("bit_generator", mt19937_class))
    call.refuse("bit_generator", "must be a random.PCG64 or a random.MT19937");
  give_generator(call, call.object<Bits>("bit_generator"));
}

constexpr Function rows[] = {
    Function{"default_rng", "A generator of random numbers: where to begin.", default_rng_args,
             "PCG64, seeded as NumPy seeds it: the same seed gives NumPy's numbers bit for bit, from each method of "
             "`random.Generator`.",
             "local rng = random.default_rng(42)\n"
             "print(rng:random())  --> 0.77395604855596\n"
             "print(rng:integers(1, 7, 5))  --> [4 3 3 6 1]",
             call_default_rng}
        .from(
            "M. O'Neill, PCG: A family of simple fast space-efficient statistically good algorithms for random number "
            "generation, HMC-CS-2014-0905 (2014)"),
    Function{"Generator", "A generator over a source of bits.", generator_args,
             "`random.default_rng` makes the usual one.",
             "local rng = random.Generator(random.MT19937(42))\n"
             "print(rng:integers(1, 7, 5))  --> [4 6 4 3 1]",
             call_generator},
};

void call_text(Call& call) {
  const std::string_view bits = class_of_bits(*self_of(call).bits()).name;
  call.give("random.Generator(" + std::string(bits.substr(bits.find('.') + 1)) + ")");
}
constexpr Operators operators{.text = call_text};

}  // namespace

const Class generator_class{.name = "random.Generator",
                            .prefix = "Generator:",
                            .summary = "A generator of random numbers; `random.default_rng` makes one.",
                            .methods = methods,
                            .fields = fields,
                            .destroy = destroy_object<std::shared_ptr<random::Generator>>,
                            .operators = &operators};

Rows generator_rows() { return rows; }

}  // namespace perilune

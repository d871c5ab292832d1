// RandomState and the functions of the module, which draw from one shared RandomState: NumPy's legacy streams.

#include "stdlib/random/bodies.h"
#include "stdlib/random/fast.h"
#include "stdlib/random/texts.h"

namespace perilune {

namespace {

using random::Distribution;

constexpr Arg size_inputs[] = {size_arg, sample_arg};
constexpr Arg dimension_inputs[] = {
    rest("dims", Type::shape, "The lengths, one after another or as one list; none for one number."), sample_arg};
constexpr Arg randint_inputs[] = {
    low_arg,
    optional("high", Type::integer | Type::array, absent, "One past the highest; left out, low is, and 0 the lowest."),
    size_arg,
    integer_dtype_arg,
    integers_arg,
};
constexpr Arg choice_inputs[] = {population_arg, choice_size_arg, replace_arg, weights_arg, choice_arg};
constexpr Arg permutation_inputs[] = {permuted_arg, permutation_arg};
constexpr Arg shuffle_inputs[] = {shuffled_arg};

constexpr Arg seed_arg =
    optional("seed", Type::integer | Type::list, absent,
             "A whole number below 2^32 or a list of them. Left out, fresh entropy from the operating system.");
constexpr Arg seed_inputs[] = {seed_arg};
constexpr Arg state_inputs[] = {out("state", Type::map, "What set_state takes.")};
constexpr Arg set_state_inputs[] = {
    option("key", Type::vector, absent, "The 624 words, from 0 to 2^32 - 1."),
    option("pos", Type::integer, 624, "Which of them comes next, counted from 0; 624 when all were drawn.")
        .between(0, 624),
    option("has_gauss", Type::integer, 0, "1 when the second number of a normal pair waits.").between(0, 1),
    option("gauss", Type::number, 0.0, "That number."),
    option("bit_generator", Type::string, "MT19937", "Whose state it is.").among("MT19937"),
};

random::RandomState& legacy_stream(Call& call) {
  const auto args = call.row().args;
  if (!args.empty() && std::string_view(args.front().name) == "self")
    return *call.object<std::shared_ptr<random::RandomState>>("self");
  return shared_stream(call);
}

void call_seed(Call& call) { seed_stream(call, legacy_stream(call), "seed"); }

void call_get_state(Call& call) {
  const random::RandomState::State state = legacy_stream(call).state();
  Table t = state_table(call.ctx, state.engine);
  t.named.emplace_back("has_gauss", static_cast<std::int64_t>(state.waiting.waits));
  t.named.emplace_back("gauss", state.waiting.value);
  call.give(std::move(t));
}

void call_set_state(Call& call) {
  random::RandomState::State state;
  state.engine = state_from(call);
  state.waiting = {call.integer("has_gauss") != 0, call.number("gauss")};
  legacy_stream(call).set_state(state);
}

// Each function twice: of the module, with rng, and as a method.

constexpr auto size_f = function_of(size_inputs);
constexpr auto dimensions_f = function_of(dimension_inputs);
constexpr auto normal_f = function_of(normal_inputs);
constexpr auto uniform_f = function_of(uniform_inputs);
constexpr auto scale_f = function_of(scale_inputs);
constexpr auto randint_f = function_of(randint_inputs);
constexpr auto choice_f = function_of(choice_inputs);
constexpr auto permutation_f = function_of(permutation_inputs);
constexpr auto shuffle_f = function_of(shuffle_inputs);
constexpr auto bytes_f = function_of(bytes_inputs);

constexpr auto size_m = method_of(random_state_class, size_inputs);
constexpr auto dimensions_m = method_of(random_state_class, dimension_inputs);
constexpr auto normal_m = method_of(random_state_class, normal_inputs);
constexpr auto uniform_m = method_of(random_state_class, uniform_inputs);
constexpr auto scale_m = method_of(random_state_class, scale_inputs);
constexpr auto randint_m = method_of(random_state_class, randint_inputs);
constexpr auto choice_m = method_of(random_state_class, choice_inputs);
constexpr auto permutation_m = method_of(random_state_class, permutation_inputs);
constexpr auto shuffle_m = method_of(random_state_class, shuffle_inputs);
constexpr auto bytes_m = method_of(random_state_class, bytes_inputs);
constexpr auto seed_m = method_of(random_state_class, seed_inputs);
constexpr auto state_m = method_of(random_state_class, state_inputs);
constexpr auto set_state_m = method_of(random_state_class, set_state_inputs);

constexpr const char* polar_source =
    "G. Marsaglia, T. A. Bray, A convenient method for generating normal variables, SIAM "
    "Rev. 6 (1964)";

// Texts and bodies without arguments and example.
constexpr Function random_row{"random",
                              "Floats from 0 up to but not including 1.",
                              {},
                              "Whole multiples of 2^-53, each as likely as any other.",
                              "",
                              call_random_sample,
                              standard_random};
constexpr Function rand_row{"rand",
                            "Floats from 0 up to 1, by lengths.",
                            {},
                            "As `random.random`, with the lengths one after another.",
                            "",
                            call_dimensions,
                            standard_random};
constexpr Function randn_row = Function{"randn",
                                        "Standard normal numbers, by lengths.",
                                        {},
                                        "As `random.standard_normal`, with the lengths one after another.",
                                        "",
                                        call_dimensions,
                                        standard_normal}
                                   .from(polar_source);
constexpr Function randint_row =
    Function{"randint", "Whole numbers in a range.", {}, integers_text, "", call_integers}.raises(integers_errors);
constexpr Function uniform_row = Function{"uniform", "Floats from low up to high.",          {}, uniform_text, "",
                                          call_draw, static_cast<int>(Distribution::uniform)}
                                     .raises("high - low is not finite");
constexpr Function standard_normal_row =
    Function{"standard_normal",
             "Normal numbers of mean 0 and standard deviation 1.",
             {},
             "By the polar method: of each pair the second waits for the next call.",
             "",
             call_draw,
             static_cast<int>(Distribution::standard_normal)}
        .from(polar_source);
constexpr Function normal_row =
    Function{"normal", "Normal numbers.", {}, normal_text, "", call_draw, static_cast<int>(Distribution::normal)}
        .raises(scale_errors)
        .from(polar_source);
constexpr Function standard_exponential_row{"standard_exponential",
                                            "Exponential numbers of mean 1.",
                                            {},
                                            "By inversion.",
                                            "",
                                            call_draw,
                                            static_cast<int>(Distribution::standard_exponential)};
constexpr Function exponential_row = Function{"exponential",
                                              "Exponential numbers.",
                                              {},
                                              exponential_text,
                                              "",
                                              call_draw,
                                              static_cast<int>(Distribution::exponential)}
                                         .raises(scale_errors);
constexpr Function choice_row =
    Function{"choice", "Picks elements at random.", {}, choice_text, "", call_choice}.raises(choice_errors);
constexpr Function permutation_row{
    "permutation",   "A random order of 1 to n, or of the parts of an array.", {}, permutation_text, "",
    call_permutation};
constexpr Function shuffle_row{"shuffle", "Puts the parts of an array in a random order, in place.",
                               {},        "Sub-arrays along the first axis change places and stay whole.",
                               "",        call_shuffle};
constexpr Function bytes_row{"bytes",   "Random bytes, as a string.", {}, "Each byte is as likely as any other.", "",
                             call_bytes};
constexpr Function seed_row =
    Function{"seed",   "Begins the stream anew.", {}, "The same seed gives the same numbers, NumPy's legacy ones.", "",
             call_seed}
        .raises("a seed is negative or not below 2^32, or a list is empty");
constexpr Function get_state_row{
    "get_state",
    "The state as a table of names.",
    {},
    "key holds 624 words as an int64 array, pos says which comes next, gauss is the normal "
    "number that waits.",
    "",
    call_get_state};
constexpr Function set_state_row =
    Function{"set_state", "Goes to a state that was kept.",
             {},          "Takes the names that get_state gives, so that its table can be given as it is.",
             "",          call_set_state}
        .raises("key is left out or does not hold 624 words");

constexpr Function row(Function f, std::span<const Arg> args, const char* example,
                       int (*fast)(lua_State*, int) = nullptr) {
  f.args = args;
  f.example = example;
  return f.fast_by(fast);
}

constexpr Arg random_state_args[] = {seed_arg, out("rng", Type::object, "The stream.").of(random_state_class)};

void call_random_state(Call& call) {
  auto stream = std::make_shared<random::RandomState>(std::int64_t{0});
  seed_stream(call, *stream, "seed");
  call.give_object(random_state_class, std::make_unique<std::shared_ptr<random::RandomState>>(std::move(stream)));
}

constexpr Function functions[] = {
    row(random_row, size_f,
        "random.seed(42)\n"
        "print(random.random(3))  --> [0.37454012 0.95071431 0.73199394]",
        fast_standard_function)
        .alias("random_sample|ranf|sample"),
    row(rand_row, dimensions_f,
        "random.seed(42)\n"
        "print(random.rand(2, 2))\n"
        "--> [[0.37454012 0.95071431]\n"
        "-->  [0.73199394 0.59865848]]",
        fast_standard_function),
    row(randn_row, dimensions_f,
        "random.seed(42)\n"
        "print(random.randn(3))  --> [ 0.49671415 -0.1382643   0.64768854]",
        fast_standard_function),
    row(randint_row, randint_f,
        "random.seed(42)\n"
        "print(random.randint(1, 7, 5))  --> [4 5 3 5 5]",
        fast_integer_function),
    row(uniform_row, uniform_f,
        "random.seed(42)\n"
        "print(random.uniform(-1, 1, 3))  --> [-0.25091976  0.90142861  0.46398788]",
        fast_draw_function),
    row(standard_normal_row, size_f,
        "random.seed(42)\n"
        "print(random.standard_normal(3))  --> [ 0.49671415 -0.1382643   0.64768854]",
        fast_draw_function),
    row(normal_row, normal_f, "print(random.normal(10, 2, 3, {rng = 42}))  --> [10.99342831  9.7234714  11.29537708]",
        fast_draw_function),
    row(standard_exponential_row, size_f,
        "random.seed(42)\n"
        "print(random.standard_exponential(3))  --> [0.46926809 3.01012143 1.31674569]",
        fast_draw_function),
    row(exponential_row, scale_f,
        "random.seed(42)\n"
        "print(random.exponential(2, 3))  --> [0.93853618 6.02024286 2.63349139]",
        fast_draw_function),
    row(choice_row, choice_f,
        "random.seed(42)\n"
        "print(random.choice({10, 20, 30}, 5))  --> [30. 10. 30. 30. 10.]"),
    row(permutation_row, permutation_f,
        "random.seed(42)\n"
        "print(random.permutation(5))  --> [2 5 3 1 4]"),
    row(shuffle_row, shuffle_f,
        "random.seed(42)\n"
        "local a = pl.arange(1, 6)\n"
        "random.shuffle(a)\n"
        "print(a)  --> [2. 5. 3. 1. 4.]"),
    row(bytes_row, bytes_f, "print(#random.bytes(10))  --> 10"),
    row(seed_row, seed_inputs,
        "random.seed(42)\n"
        "print(random.rand())  --> 0.37454011884736"),
    row(get_state_row, state_inputs,
        "random.seed(42)\n"
        "print(random.get_state().pos)  --> 624"),
    row(set_state_row, set_state_inputs,
        "local kept = random.get_state()\n"
        "local x = random.rand()\n"
        "random.set_state(kept)\n"
        "print(random.rand() == x)  --> true"),
    Function{"RandomState", "A stream of NumPy's legacy numbers.", random_state_args,
             "What `random.seed` and the functions of the module draw from, as an object of one's own. "
             "`random.default_rng` is faster and better.",
             "local rng = random.RandomState(42)\n"
             "print(rng:rand())  --> 0.37454011884736",
             call_random_state}
        .raises("a seed is negative or not below 2^32, or a list is empty")
        .from("M. Matsumoto, T. Nishimura, Mersenne twister, ACM Trans. Model. Comput. Simul. 8 (1998)"),
};

constexpr Function methods[] = {
    row(random_row, size_m, "print(random.RandomState(42):random(3))  --> [0.37454012 0.95071431 0.73199394]",
        fast_standard_method)
        .alias("random_sample"),
    row(rand_row, dimensions_m, "print(random.RandomState(42):rand(2))  --> [0.37454012 0.95071431]",
        fast_standard_method),
    row(randn_row, dimensions_m, "print(random.RandomState(42):randn(3))  --> [ 0.49671415 -0.1382643   0.64768854]",
        fast_standard_method),
    row(randint_row, randint_m, "print(random.RandomState(42):randint(1, 7, 5))  --> [4 5 3 5 5]", fast_integer_method),
    row(uniform_row, uniform_m,
        "print(random.RandomState(42):uniform(-1, 1, 3))  --> [-0.25091976  0.90142861  0.46398788]", fast_draw_method),
    row(standard_normal_row, size_m,
        "print(random.RandomState(42):standard_normal(3))  --> [ 0.49671415 -0.1382643   0.64768854]",
        fast_draw_method),
    row(normal_row, normal_m,
        "print(random.RandomState(42):normal(10, 2, 3))  --> [10.99342831  9.7234714  11.29537708]", fast_draw_method),
    row(standard_exponential_row, size_m,
        "print(random.RandomState(42):standard_exponential(3))  --> [0.46926809 3.01012143 1.31674569]",
        fast_draw_method),
    row(exponential_row, scale_m,
        "print(random.RandomState(42):exponential(2, 3))  --> [0.93853618 6.02024286 2.63349139]", fast_draw_method),
    row(choice_row, choice_m, "print(random.RandomState(42):choice(5, 8))  --> [4 5 3 5 5 2 3 3]"),
    row(permutation_row, permutation_m, "print(random.RandomState(42):permutation(5))  --> [2 5 3 1 4]"),
    row(shuffle_row, shuffle_m,
        "local a = pl.arange(1, 6)\n"
        "random.RandomState(42):shuffle(a)\n"
        "print(a)  --> [2. 5. 3. 1. 4.]"),
    row(bytes_row, bytes_m, "print(#random.RandomState(42):bytes(10))  --> 10"),
    row(seed_row, seed_m,
        "local rng = random.RandomState(1)\n"
        "rng:seed(42)\n"
        "print(rng:rand())  --> 0.37454011884736"),
    row(get_state_row, state_m, "print(random.RandomState(42):get_state().pos)  --> 624"),
    row(set_state_row, set_state_m,
        "local rng = random.RandomState(42)\n"
        "local kept = rng:get_state()\n"
        "local x = rng:rand()\n"
        "rng:set_state(kept)\n"
        "print(rng:rand() == x)  --> true"),
};

void call_text(Call& call) { call.give("random.RandomState(MT19937)"); }
constexpr Operators operators{.text = call_text};

}  // namespace

const Class random_state_class{.name = "random.RandomState",
                               .prefix = "RandomState:",
                               .summary = "A stream of NumPy's legacy numbers.",
                               .methods = methods,
                               .destroy = destroy_object<std::shared_ptr<random::RandomState>>,
                               .operators = &operators};

Rows legacy_rows() { return functions; }

}  // namespace perilune

#pragma once
// Where a function's random numbers come from. Every function that draws declares rng_option and asks stream_of.

#include <array>
#include <memory>

#include "kernels/random/generator.h"
#include "kernels/random/random_state.h"
#include "stdlib/random/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

inline constexpr Arg rng_option =
    option("rng", Type::object | Type::integer, absent,
           "What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that "
           "`random.seed` begins.")
        .alias("seed|random_state");

// The stream that an argument of the kind above names; the call's own `self` where there is one.
std::shared_ptr<random::Stream> stream_of(Call& call, const char* name = "rng");
// The stream of the functions of the module, seeded by the system when it is first asked for.
random::RandomState& shared_stream(Call& call);

// Seeds as NumPy takes them: a whole number, a list of them, text of digits, a SeedSequence; fresh ones when left out.
inline constexpr Type seed_type = Type::integer | Type::list | Type::string | Type::object;
inline constexpr const char* seed_text =
    "A whole number that is not negative, a list of them, the digits of a large one as text (\"12345…\" or "
    "\"0x1f…\"), or a SeedSequence. Left out, fresh entropy from the operating system.";
random::SeedSequence seeds_of(Call& call, const char* name);
// Seeds a legacy stream: a whole number, a list of them, or nothing.
void seed_stream(Call& call, random::RandomState& stream, const char* name);

// The class of a source of bits as a script sees it.
const Class& class_of_bits(const random::BitGenerator& bits);
// The state of a Mersenne Twister as a table of names, and back from the arguments key and pos.
Table state_table(Context& ctx, const random::Mt19937::State& state);
random::Mt19937::State state_from(Call& call);

template <class T>
void destroy_object(void* p) {
  delete static_cast<T*>(p);
}
// A new object of a class, for lists of them.
template <class T>
Result object_result(const Class& c, T object) {
  return NewObject{&c, new T(std::move(object))};
}

// The arguments of a method: the object, then the rest.
template <std::size_t N>
constexpr std::array<Arg, N + 1> method_of(const Class& c, const Arg (&args)[N]) {
  std::array<Arg, N + 1> all{};
  all[0] = in("self", Type::object, "What draws.").of(c);
  for (std::size_t i = 0; i < N; ++i) all[i + 1] = args[i];
  return all;
}

// The arguments of a function of the module: the option rng before the results.
template <std::size_t N>
constexpr std::array<Arg, N + 1> function_of(const Arg (&args)[N]) {
  std::array<Arg, N + 1> all{};
  std::size_t n = 0;
  for (; n < N && args[n].role != Role::out; ++n) all[n] = args[n];
  all[n] = rng_option;
  for (; n < N; ++n) all[n + 1] = args[n];
  return all;
}

}  // namespace perilune

// SeedSequence: seeds for one generator or for many.

#include <algorithm>

#include "stdlib/random/streams.h"

namespace perilune {

namespace {

using random::SeedSequence;

constexpr Arg seed_sequence_args[] = {
    optional("entropy", seed_type, absent, seed_text),
    option("spawn_key", Type::list, absent, "Where in the tree of `SeedSequence:spawn` this one stands."),
    option("pool_size", Type::integer, 4, "How many 32-bit words of entropy are kept.").at_least(4).at_most(1 << 12),
    option("n_children_spawned", Type::integer, 0, "How many children there are already.").at_least(0),
    out("seeds", Type::object, "The sequence.").of(seed_sequence_class),
};

void call_seed_sequence(Call& call) {
  const auto pool = static_cast<std::uint32_t>(call.integer("pool_size"));
  std::vector<std::uint64_t> key;
  if (call.has("spawn_key"))
    for (const std::int64_t k : call.integers("spawn_key")) {
      if (k < 0) call.refuse("spawn_key", "must not hold negative numbers");
      key.push_back(static_cast<std::uint64_t>(k));
    }
  const random::SeedWords entropy =
      call.has("entropy") ? seeds_of(call, "entropy").entropy() : SeedSequence::from_system(pool).entropy();
  call.give_object(seed_sequence_class,
                   std::make_unique<SeedSequence>(entropy, std::move(key), pool,
                                                  static_cast<std::uint64_t>(call.integer("n_children_spawned"))));
}

constexpr Arg seeds_self = in("self", Type::object, "The sequence.").of(seed_sequence_class);

constexpr Arg generate_args[] = {
    seeds_self,
    in("n_words", Type::integer, "How many.").at_least(0).at_most(1 << 28),
    out("words", Type::vector, "Whole numbers from 0 to 2^32 - 1, int64."),
};

void call_generate(Call& call) {
  const std::int64_t n = call.integer("n_words");
  Array a = Array::empty(call.ctx, DType::int64, {n});
  call.object<SeedSequence>("self").generate(call.ctx, std::span(a.as<std::int64_t>(), static_cast<std::size_t>(n)));
  call.give(std::move(a));
}

constexpr Arg spawn_seeds_args[] = {
    seeds_self,
    in("n_children", Type::integer, "How many.").at_least(0).at_most(1 << 24),
    out("children", Type::list, "Sequences whose streams have nothing to do with each other or with this one's."),
};

void call_spawn_seeds(Call& call) {
  Table children;
  for (SeedSequence& child : call.object<SeedSequence>("self").spawn(call.ctx, call.integer("n_children"))) {
    call.ctx.poll();
    children.list.push_back(object_result(seed_sequence_class, std::move(child)));
  }
  call.give(std::move(children));
}

constexpr Function seeds_methods[] = {
    Function{"generate_state", "Words that a generator can start from.", generate_args,
             "The same words each time; a longer answer begins with the shorter one.",
             "print(random.SeedSequence(42):generate_state(2))  --> [3444837047 2669555309]", call_generate},
    Function{"spawn", "Sequences for parallel work.", spawn_seeds_args,
             "Each call gives new ones: they are told apart by their spawn_key.",
             "local a, b = table.unpack(random.SeedSequence(42):spawn(2))\n"
             "print(random.default_rng(a):random() == random.default_rng(b):random())  --> false",
             call_spawn_seeds},
};

enum SeedField { entropy, spawn_key, pool_size, children_spawned };
constexpr Arg vector_field[] = {seeds_self, out("value", Type::vector, "The numbers, int64.")};
constexpr Arg integer_field[] = {seeds_self, out("value", Type::integer, "The number.")};

void call_seed_field(Call& call) {
  const SeedSequence& seeds = call.object<SeedSequence>("self");
  const auto give_list = [&](const auto& values) {
    Array a = Array::empty(call.ctx, DType::int64, {static_cast<std::int64_t>(values.size())});
    std::transform(values.begin(), values.end(), a.as<std::int64_t>(),
                   [](auto value) { return static_cast<std::int64_t>(value); });
    call.give(std::move(a));
  };
  switch (call.code()) {
    case entropy: return give_list(seeds.entropy());
    case spawn_key: return give_list(seeds.spawn_key());
    case pool_size: return call.give(static_cast<std::int64_t>(seeds.pool_size()));
    default: return call.give(static_cast<std::int64_t>(seeds.children_spawned()));
  }
}

constexpr Function seeds_fields[] = {
    Function{"entropy", "The seeds as 32-bit words, lowest first.", vector_field,
             "As a seed, the list gives the same sequence again.", "print(random.SeedSequence(42).entropy)  --> [42]",
             call_seed_field, entropy},
    Function{"spawn_key", "Where in the tree of spawned sequences this one stands.", vector_field,
             "Empty for a sequence that was not spawned.",
             "print(random.SeedSequence(42):spawn(2)[2].spawn_key)  --> [1]", call_seed_field, spawn_key},
    Function{"pool_size", "How many words of entropy are kept.", integer_field, "4 unless asked for otherwise.",
             "print(random.SeedSequence(42).pool_size)  --> 4", call_seed_field, pool_size},
    Function{"n_children_spawned", "How many children there are.", integer_field,
             "Those of later calls come after them.",
             "local s = random.SeedSequence(42)\n"
             "s:spawn(3)\n"
             "print(s.n_children_spawned)  --> 3",
             call_seed_field, children_spawned},
};

constexpr Function rows[] = {
    Function{"SeedSequence", "Seeds for one generator or for many.", seed_sequence_args,
             "Mixes its entropy so that near seeds give unrelated streams; `SeedSequence:spawn` gives seeds for "
             "parallel work.",
             "local seeds = random.SeedSequence(42)\n"
             "print(random.default_rng(seeds):random())  --> 0.77395604855596",
             call_seed_sequence}
        .raises("a seed or a key is negative")
        .from("M. O'Neill, Developing a seed_seq Alternative, pcg-random.org (2015)"),
};

}  // namespace

const Class seed_sequence_class{"random.SeedSequence",
                                "SeedSequence:",
                                "Seeds for one generator or for many.",
                                seeds_methods,
                                seeds_fields,
                                nullptr,
                                destroy_object<SeedSequence>};

Rows seed_rows() { return rows; }

}  // namespace perilune

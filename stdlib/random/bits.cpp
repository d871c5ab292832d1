// PCG64 and MT19937: sources of bits that generators share.

#include <cinttypes>
#include <tuple>

#include "stdlib/random/streams.h"

namespace perilune {

namespace {

using random::BitGenerator;
using random::Mt19937;
using random::Pcg64;
using Bits = std::shared_ptr<BitGenerator>;

constexpr Arg pcg64_args[] = {optional("seed", seed_type, absent, seed_text),
                              out("bits", Type::object, "The source of bits.").of(pcg64_class)};
constexpr Arg mt19937_args[] = {optional("seed", seed_type, absent, seed_text),
                                out("bits", Type::object, "The source of bits.").of(mt19937_class)};

void call_pcg64(Call& call) {
  call.give_object(pcg64_class, std::make_unique<Bits>(BitGenerator::pcg64(seeds_of(call, "seed"))));
}
void call_mt19937(Call& call) {
  call.give_object(mt19937_class, std::make_unique<Bits>(BitGenerator::mt19937(seeds_of(call, "seed"))));
}

constexpr Arg pcg64_self = in("self", Type::object, "The source of bits.").of(pcg64_class);
constexpr Arg mt19937_self = in("self", Type::object, "The source of bits.").of(mt19937_class);

std::string hex(std::uint64_t high, std::uint64_t low) { return format("0x%016" PRIx64 "%016" PRIx64, high, low); }

std::pair<std::uint64_t, std::uint64_t> wide_number(Call& call, const char* name) {
  random::SeedWords words;
  random::append_seed(words, call.text(name));
  if (words.size() > 4) call.refuse(name, "must be below 2^128");
  words.resize(4);
  return {std::uint64_t{words[3]} << 32 | words[2], std::uint64_t{words[1]} << 32 | words[0]};
}

constexpr Arg pcg64_state_args[] = {pcg64_self, out("state", Type::map, "What `PCG64:set_state` takes.")};

void call_pcg64_state(Call& call) {
  const random::Pcg64State s = std::get<Pcg64>(call.object<Bits>("self")->engine).state();
  Table t;
  t.named.emplace_back("bit_generator", std::string("PCG64"));
  t.named.emplace_back("state", hex(s.state_high, s.state_low));
  t.named.emplace_back("inc", hex(s.increment_high, s.increment_low));
  t.named.emplace_back("has_uint32", static_cast<std::int64_t>(s.has_half));
  t.named.emplace_back("uinteger", static_cast<std::int64_t>(s.half));
  call.give(std::move(t));
}

constexpr Arg set_pcg64_args[] = {
    pcg64_self,
    option("state", Type::string, absent, "The state, below 2^128, as digits (\"12345…\" or \"0x1f…\")."),
    option("inc", Type::string, absent, "The odd increment, the same."),
    option("has_uint32", Type::integer, 0, "1 when half of a drawn word waits for the next 32-bit draw.").between(0, 1),
    option("uinteger", Type::integer, 0, "That half.").between(0, 4294967295.0),
    option("bit_generator", Type::string, "PCG64", "Whose state it is.").among("PCG64"),
};

void call_set_pcg64(Call& call) {
  for (const char* name : {"state", "inc"})
    if (!call.has(name)) throw ValueError(std::string("option ") + name + " is missing");
  random::Pcg64State s;
  std::tie(s.state_high, s.state_low) = wide_number(call, "state");
  std::tie(s.increment_high, s.increment_low) = wide_number(call, "inc");
  if (s.increment_low % 2 == 0) call.refuse("inc", "must be odd");
  s.has_half = call.integer("has_uint32") != 0;
  s.half = static_cast<std::uint32_t>(call.integer("uinteger"));
  call.object<Bits>("self")->engine = Pcg64(s);
}

constexpr Arg advance_args[] = {pcg64_self,
                                in("delta", Type::integer, "How many 64-bit draws to pass by.").at_least(0)};

void call_advance(Call& call) {
  Pcg64& engine = std::get<Pcg64>(call.object<Bits>("self")->engine);
  random::Pcg64State s = engine.state();
  s.has_half = false;
  s.half = 0;
  engine = Pcg64(s);
  engine.advance(static_cast<std::uint64_t>(call.integer("delta")));
}

constexpr Arg mt19937_state_args[] = {mt19937_self, out("state", Type::map, "What `MT19937:set_state` takes.")};
constexpr Arg set_mt19937_args[] = {
    mt19937_self,
    option("key", Type::vector, absent, "The 624 words, from 0 to 2^32 - 1."),
    option("pos", Type::integer, 624, "Which of them comes next, counted from 0; 624 when all were drawn.")
        .between(0, 624),
    option("bit_generator", Type::string, "MT19937", "Whose state it is.").among("MT19937"),
};

void call_mt19937_state(Call& call) {
  const Mt19937& engine = *std::get<std::unique_ptr<Mt19937>>(call.object<Bits>("self")->engine);
  call.give(state_table(call.ctx, engine.state()));
}
void call_set_mt19937(Call& call) {
  std::get<std::unique_ptr<Mt19937>>(call.object<Bits>("self")->engine)->set_state(state_from(call));
}

constexpr Arg spawn_pcg64_args[] = {
    pcg64_self, in("n_children", Type::integer, "How many.").at_least(0).at_most(1 << 20),
    out("children", Type::list, "Sources of the same kind from children of this one's seeds.")};
constexpr Arg spawn_mt19937_args[] = {
    mt19937_self, in("n_children", Type::integer, "How many.").at_least(0).at_most(1 << 20),
    out("children", Type::list, "Sources of the same kind from children of this one's seeds.")};

void call_spawn_bits(Call& call) {
  Table children;
  for (Bits& child : call.object<Bits>("self")->spawn(call.ctx, call.integer("n_children"))) {
    const Class& c = class_of_bits(*child);
    children.list.push_back(object_result(c, std::move(child)));
  }
  call.give(std::move(children));
}

constexpr Function pcg64_methods[] = {
    Function{"set_state", "Goes to a state that was kept.", set_pcg64_args,
             "Takes the names of the field state, so that a table of them can be given as it is.",
             "local bits = random.PCG64(1)\n"
             "local kept = bits.state\n"
             "local rng = random.Generator(bits)\n"
             "local x = rng:random()\n"
             "bits:set_state(kept)\n"
             "print(rng:random() == x)  --> true",
             call_set_pcg64}
        .raises("state or inc is left out, or inc is even"),
    Function{"advance", "Passes by many draws at once.", advance_args,
             "Takes as long as 64 draws, however many are passed by. Half of a word that waits is dropped.",
             "local bits = random.PCG64(1)\n"
             "bits:advance(1)\n"
             "local second = random.default_rng(1):random(2)[2]\n"
             "print(random.Generator(bits):random() == second)  --> true",
             call_advance},
    Function{"spawn", "Independent sources for parallel work.", spawn_pcg64_args, "Each call gives new ones.",
             "print(#random.PCG64(1):spawn(3))  --> 3", call_spawn_bits},
};
constexpr Function pcg64_fields[] = {
    Function{"state", "The state as a table of names.", pcg64_state_args,
             "The 128-bit numbers state and inc are text, has_uint32 and uinteger whole numbers.",
             "print(random.PCG64(0).state.inc)  --> 0x418ddadb3af71a82588133bc447873a9", call_pcg64_state},
};
constexpr Function mt19937_methods[] = {
    Function{"set_state", "Goes to a state that was kept.", set_mt19937_args,
             "Takes the names of the field state, so that a table of them can be given as it is.",
             "local bits = random.MT19937(1)\n"
             "local kept = bits.state\n"
             "local rng = random.Generator(bits)\n"
             "local x = rng:random()\n"
             "bits:set_state(kept)\n"
             "print(rng:random() == x)  --> true",
             call_set_mt19937}
        .raises("key is left out or does not hold 624 words"),
    Function{"spawn", "Independent sources for parallel work.", spawn_mt19937_args, "Each call gives new ones.",
             "print(#random.MT19937(1):spawn(3))  --> 3", call_spawn_bits},
};
constexpr Function mt19937_fields[] = {
    Function{"state", "The state as a table of names.", mt19937_state_args,
             "key holds 624 words as an int64 array, pos says which comes next.",
             "print(random.MT19937(0).state.pos)  --> 623", call_mt19937_state},
};

constexpr Function rows[] = {
    Function{"PCG64", "The usual source of bits.", pcg64_args,
             "128 bits of state, 64 bits a step; jumps ahead with `PCG64:advance`.",
             "local rng = random.Generator(random.PCG64(42))\n"
             "print(rng:random())  --> 0.77395604855596",
             call_pcg64},
    Function{"MT19937", "The Mersenne Twister as a source of bits.", mt19937_args,
             "Seeded through a SeedSequence, unlike `random.RandomState`, which seeds it as it always did.",
             "local rng = random.Generator(random.MT19937(42))\n"
             "print(rng:random())  --> 0.54199389300627",
             call_mt19937}
        .from("M. Matsumoto, T. Nishimura, ACM Trans. Model. Comput. Simul. 8 (1998)"),
};

}  // namespace

const Class pcg64_class{"random.PCG64", "PCG64:", "The usual source of bits.", pcg64_methods,
                        pcg64_fields,   nullptr,  destroy_object<Bits>};
const Class mt19937_class{"random.MT19937",    "MT19937:",     "The Mersenne Twister as a source of bits.",
                          mt19937_methods,     mt19937_fields, nullptr,
                          destroy_object<Bits>};

Rows bits_rows() { return rows; }

}  // namespace perilune

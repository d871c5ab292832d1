#include "stdlib/random/streams.h"

#include "stdlib/registry/state.h"

namespace perilune {

namespace {

template <class T>
std::shared_ptr<T> shared_object(Call& call, const char* name) {
  return call.object<std::shared_ptr<T>>(name);
}

// A method of what draws; other objects have methods that draw too, and take rng.
bool is_method(const Call& call) {
  const auto args = call.row().args;
  return !args.empty() && std::string_view(args.front().name) == "self" &&
         (args.front().class_ == &generator_class || args.front().class_ == &random_state_class);
}

}  // namespace

random::RandomState& shared_stream(Call& call) {
  if (!call.state.random) call.state.random = std::make_shared<random::RandomState>();
  return *call.state.random;
}

std::shared_ptr<random::Stream> stream_of(Call& call, const char* name) {
  if (is_method(call)) name = "self";
  if (call.same_object(name, generator_class)) return shared_object<random::Generator>(call, name);
  if (call.same_object(name, random_state_class)) return shared_object<random::RandomState>(call, name);
  if (!call.has(name)) {
    shared_stream(call);
    return call.state.random;
  }
  if (call.is_object(name)) call.refuse(name, "must be a random.Generator, a random.RandomState or a whole number");
  return std::make_shared<random::RandomState>(call.integer(name));
}

void seed_stream(Call& call, random::RandomState& stream, const char* name) {
  if (!call.has(name)) return stream.seed();
  if (!call.is_list(name)) return stream.seed(call.integer(name));
  stream.seed(std::span<const std::int64_t>(call.integers(name)));
}

const Class& class_of_bits(const random::BitGenerator& bits) {
  return std::holds_alternative<random::Pcg64>(bits.engine) ? pcg64_class : mt19937_class;
}

Table state_table(Context& ctx, const random::Mt19937::State& state) {
  Array key = Array::empty(ctx, DType::int64, {random::Mt19937::length});
  std::copy(state.key.begin(), state.key.end(), key.as<std::int64_t>());
  Table t;
  t.named.emplace_back("bit_generator", std::string("MT19937"));
  t.named.emplace_back("key", std::move(key));
  t.named.emplace_back("pos", static_cast<std::int64_t>(state.position));
  return t;
}

random::Mt19937::State state_from(Call& call) {
  random::Mt19937::State state;
  if (!call.has("key")) throw ValueError("option key is missing");
  const std::vector<std::int64_t> key = call.integers("key");
  if (key.size() != state.key.size()) call.refuse("key", "must hold 624 words");
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] < 0 || key[i] > 0xffffffff) call.refuse("key", "must hold words from 0 to 2^32 - 1");
    state.key[i] = static_cast<std::uint32_t>(key[i]);
  }
  state.position = static_cast<int>(call.integer("pos"));
  return state;
}

random::SeedSequence seeds_of(Call& call, const char* name) {
  if (!call.has(name)) return random::SeedSequence::from_system();
  if (call.is_object(name)) {
    if (!call.same_object(name, seed_sequence_class)) call.refuse(name, "must be a random.SeedSequence or numbers");
    return call.object<random::SeedSequence>(name);
  }
  random::SeedWords words;
  if (call.is_text(name)) {
    random::append_seed(words, call.text(name));
  } else {
    for (const std::int64_t value : call.integers(name)) {
      if (value < 0) call.refuse(name, "must not be negative");
      random::append_seed(words, static_cast<std::uint64_t>(value));
    }
  }
  return random::SeedSequence(std::move(words));
}

}  // namespace perilune

#include "kernels/random/seed_sequence.h"

#include <random>

#include "kernels/core/errors.h"

namespace perilune::random {

namespace {

// Multiplies by a constant that itself moves on with each word, so that position matters.
class Hash {
 public:
  Hash(std::uint32_t start, std::uint32_t multiplier) : constant_(start), multiplier_(multiplier) {}
  std::uint32_t operator()(std::uint32_t word) {
    word ^= constant_;
    constant_ *= multiplier_;
    word *= constant_;
    return word ^ word >> 16;
  }

 private:
  std::uint32_t constant_, multiplier_;
};

std::uint32_t mix(std::uint32_t x, std::uint32_t y) {
  const std::uint32_t mixed = 0xca01f9ddu * x - 0x4973f715u * y;
  return mixed ^ mixed >> 16;
}

SeedWords pool_of(const SeedWords& entropy, const std::vector<std::uint64_t>& spawn_key, std::size_t size) {
  SeedWords words = entropy;
  // Zeros up to the pool's size keep a child of a short seed apart from a longer seed that ends like the key.
  if (!spawn_key.empty() && words.size() < size) words.resize(size);
  for (std::uint64_t key : spawn_key) append_seed(words, key);

  Hash hash(0x43b0d7e5, 0x931e8875);
  SeedWords pool(size);
  for (std::size_t i = 0; i < size; ++i) pool[i] = hash(i < words.size() ? words[i] : 0);
  for (std::size_t from = 0; from < size; ++from)
    for (std::size_t to = 0; to < size; ++to)
      if (from != to) pool[to] = mix(pool[to], hash(pool[from]));
  for (std::size_t from = size; from < words.size(); ++from)
    for (std::size_t to = 0; to < size; ++to) pool[to] = mix(pool[to], hash(words[from]));
  return pool;
}

}  // namespace

void append_seed(SeedWords& words, std::uint64_t value) {
  do {
    words.push_back(static_cast<std::uint32_t>(value));
    value >>= 32;
  } while (value != 0);
}

void append_seed(SeedWords& words, std::string_view digits) {
  const bool hex = digits.starts_with("0x") || digits.starts_with("0X");
  const std::string_view body = hex ? digits.substr(2) : digits;
  constexpr std::size_t most = 100'000;  // the conversion takes the square of it
  if (body.size() > most) throw ValueError(format("seed must have at most %zu digits, got %zu", most, body.size()));
  SeedWords number;
  for (const char c : body) {
    std::uint32_t digit;
    if (c >= '0' && c <= '9') digit = static_cast<std::uint32_t>(c - '0');
    else if (hex && c >= 'a' && c <= 'f') digit = static_cast<std::uint32_t>(c - 'a' + 10);
    else if (hex && c >= 'A' && c <= 'F') digit = static_cast<std::uint32_t>(c - 'A' + 10);
    else number.clear(), digit = 16;
    if (digit == 16) break;
    std::uint64_t carry = digit;  // number = number * base + digit
    for (std::uint32_t& word : number) {
      carry += std::uint64_t{word} * (hex ? 16 : 10);
      word = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry != 0 || number.empty()) number.push_back(static_cast<std::uint32_t>(carry));
  }
  if (number.empty())
    throw ValueError(format("seed must be a non-negative integer in decimal or 0x digits, got '%.*s'",
                            static_cast<int>(std::min<std::size_t>(digits.size(), 60)), digits.data()));
  while (number.size() > 1 && number.back() == 0) number.pop_back();
  words.insert(words.end(), number.begin(), number.end());
}

SeedSequence::SeedSequence(SeedWords entropy, std::vector<std::uint64_t> spawn_key, std::uint32_t pool_size,
                           std::uint64_t children_spawned)
    : entropy_(std::move(entropy)), spawn_key_(std::move(spawn_key)), children_spawned_(children_spawned) {
  if (pool_size < default_pool)
    throw ValueError(format("pool_size must be at least %u, got %u", default_pool, pool_size));
  pool_ = pool_of(entropy_, spawn_key_, pool_size);
}

SeedSequence SeedSequence::from_system(std::uint32_t pool_size) {
  std::random_device device;
  SeedWords words(std::max(pool_size, default_pool));
  for (std::uint32_t& word : words) word = device();
  while (words.size() > 1 && words.back() == 0) words.pop_back();  // as an integer of that many bits would be split
  return SeedSequence(std::move(words), {}, pool_size);
}

void SeedSequence::generate(std::span<std::uint32_t> words) const {
  Hash hash(0x8b51f9dd, 0x58f38ded);
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = hash(pool_[i % pool_.size()]);
}

void SeedSequence::generate(std::span<std::uint64_t> words) const {
  SeedWords halves(2 * words.size());
  generate(std::span(halves));
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = halves[2 * i] | std::uint64_t{halves[2 * i + 1]} << 32;
}

void SeedSequence::generate(Context& ctx, std::span<std::int64_t> words) const {
  Hash hash(0x8b51f9dd, 0x58f38ded);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i % (1 << 16) == 0) ctx.poll();
    words[i] = hash(pool_[i % pool_.size()]);
  }
}

SeedSequence SeedSequence::child(std::uint64_t key) const {
  std::vector<std::uint64_t> keys = spawn_key_;
  keys.push_back(key);
  return SeedSequence(entropy_, std::move(keys), pool_size());
}

std::vector<SeedSequence> SeedSequence::spawn(Context& ctx, std::int64_t n) {
  if (n < 0) throw ValueError(format("n_children must not be negative, got %lld", static_cast<long long>(n)));
  std::vector<SeedSequence> children;
  for (std::int64_t i = 0; i < n; ++i) {
    ctx.poll();
    children.push_back(child(children_spawned_ + static_cast<std::uint64_t>(i)));
  }
  children_spawned_ += static_cast<std::uint64_t>(n);
  return children;
}

}  // namespace perilune::random

// Which plan serves a length, and the cache of those that were used last.
//
// The cache is one for the process: plans hold no data of any state, the package's planner is global itself, and states
// that come and go would make them anew each time. One mutex guards both. It holds at most 64 plans of at most 1 MB of
// tables each; what is longer lives for one call and counts against its state.

#include <list>
#include <mutex>

#include "kernels/fft/plan.h"
#include "kernels/fft/roots.h"

namespace perilune::fft {

namespace {

constexpr std::size_t most_plans = 64;
constexpr std::size_t largest_tables = std::size_t{1} << 20;

enum class Form : std::uint8_t { complex, real };

struct Key {
  std::int64_t n;
  Form form;
  Direction direction;
  Engine engine;
  bool single;
  bool operator==(const Key&) const = default;
};

struct Entry {
  Key key;
  std::shared_ptr<const void> plan;
};

struct Cache {
  std::mutex mutex;
  std::list<Entry> entries;  // the last used in front
};

// Never destroyed: threads of a host may still be inside a transform when the process ends.
Cache& cache() {
  static Cache* const the_cache = new Cache;
  return *the_cache;
}

std::shared_ptr<const void> find(const Key& key) {
  Cache& c = cache();
  const std::lock_guard lock(c.mutex);
  for (auto e = c.entries.begin(); e != c.entries.end(); ++e)
    if (e->key == key) {
      c.entries.splice(c.entries.begin(), c.entries, e);
      return e->plan;
    }
  return nullptr;
}

void remember(const Key& key, const std::shared_ptr<const void>& plan) {
  std::list<Entry> fresh;
  fresh.push_back({key, plan});
  std::list<Entry> dropped;  // destroyed behind the lock
  Cache& c = cache();
  const std::lock_guard lock(c.mutex);
  c.entries.splice(c.entries.begin(), fresh);
  if (c.entries.size() > most_plans) dropped.splice(dropped.begin(), c.entries, std::prev(c.entries.end()));
}

// Bytes that count against a state as long as a plan lives.
class Reservation {
 public:
  Reservation(Memory& memory, std::size_t bytes) : memory_(&memory), bytes_(bytes) {
    memory.reserve(bytes);
    memory.retain();
  }
  Reservation(const Reservation&) = delete;
  ~Reservation() {
    memory_->unreserve(bytes_);
    memory_->release();
  }

 private:
  Memory* memory_;
  std::size_t bytes_;
};

// The divisor nearest below the square root, or 0 when the two parts would be too unequal to be worth it.
std::int64_t rows_of(std::int64_t n) {
  std::int64_t best = 0;
  for (std::int64_t d = 16; d <= n / d; ++d)
    if (n % d == 0) best = d;
  return best != 0 && n / best / best <= 64 ? best : 0;
}

// Upper bound of the tables of a plan that make_complex would choose.
template <class T>
std::size_t table_bytes(std::int64_t n) {
  if (n <= direct_limit || rows_of(n) != 0) return 0;  // these are small
  const std::int64_t m = next_fast_len(2 * n - 1);
  return static_cast<std::size_t>(n + m) * sizeof(std::complex<T>);
}

template <class T>
std::unique_ptr<const ComplexPlan<T>> make_complex(Context& ctx, std::int64_t n, Direction direction, Engine engine) {
  if (n <= direct_limit) {
    if (engine == Engine::best)
      if (auto plan = make_package_complex<T>(n, direction)) return plan;
    if (is_smooth(n)) return make_mixed_radix<T>(n, direction);
    return make_bluestein<T>(ctx, n, direction, engine);
  }
  if (const std::int64_t rows = rows_of(n)) return make_four_step<T>(ctx, rows, n / rows, direction, engine);
  return make_bluestein<T>(ctx, n, direction, engine);
}

// Half of the work where it is possible; the package does so by itself.
template <class T>
std::unique_ptr<const RealPlan<T>> make_real(Context& ctx, std::int64_t n, Direction direction, Engine engine) {
  if (engine == Engine::best && n <= direct_limit)
    if (auto plan = make_package_real<T>(n, direction)) return plan;
  return n % 2 == 0 ? make_packed_real<T>(ctx, n, direction, engine) : make_full_real<T>(ctx, n, direction, engine);
}

template <class Plan, class Make>
std::shared_ptr<const Plan> provide(Context& ctx, const Key& key, std::size_t expected, Make&& make) {
  if (std::shared_ptr<const void> known = find(key)) return std::static_pointer_cast<const Plan>(known);
  if (expected > largest_tables) {
    auto counted = std::make_shared<Reservation>(ctx.memory, expected);
    struct Owner {
      std::shared_ptr<Reservation> counted;
      std::unique_ptr<const Plan> plan;
    };
    auto owner = std::make_shared<Owner>(Owner{std::move(counted), make()});
    return std::shared_ptr<const Plan>(owner, owner->plan.get());
  }
  std::shared_ptr<const Plan> plan = make();
  if (plan->bytes() <= largest_tables) remember(key, plan);
  return plan;
}

}  // namespace

template <class T>
std::shared_ptr<const ComplexPlan<T>> complex_plan(Context& ctx, std::int64_t n, Direction direction, Engine engine) {
  const Key key{n, Form::complex, direction, engine, sizeof(T) == sizeof(float)};
  return provide<ComplexPlan<T>>(ctx, key, table_bytes<T>(n),
                                 [&] { return make_complex<T>(ctx, n, direction, engine); });
}

template <class T>
std::shared_ptr<const RealPlan<T>> real_plan(Context& ctx, std::int64_t n, Direction direction, Engine engine) {
  const Key key{n, Form::real, direction, engine, sizeof(T) == sizeof(float)};
  // The complex plan inside brings its own account.
  return provide<RealPlan<T>>(ctx, key, 0, [&] { return make_real<T>(ctx, n, direction, engine); });
}

#define PERILUNE_INSTANTIATE(T)                                                                              \
  template std::shared_ptr<const ComplexPlan<T>> complex_plan<T>(Context&, std::int64_t, Direction, Engine); \
  template std::shared_ptr<const RealPlan<T>> real_plan<T>(Context&, std::int64_t, Direction, Engine);
PERILUNE_INSTANTIATE(float)
PERILUNE_INSTANTIATE(double)

}  // namespace perilune::fft

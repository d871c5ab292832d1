// Which plan serves a length, and the cache of those that were used last.
//
// The cache is one for the process: plans hold no data of any state, the package's planner is global itself, and states
// that come and go would make them anew each time. One mutex guards both. It holds at most 64 plans, 32 MB together and
// 8 MB each; what is larger lives for one call and counts against its state.

#include <list>
#include <mutex>

#include "kernels/fft/plan.h"
#include "kernels/fft/roots.h"

namespace perilune::fft {

namespace {

constexpr std::size_t most_plans = 64;
constexpr std::size_t largest_tables = std::size_t{1} << 23, all_tables = std::size_t{1} << 25;

// Where the package wins over our own passes; without a small factor for each pass it does so for longer lines. (It
// plans by estimates: at 2^15 it takes twice our time.)
template <class T>
constexpr std::int64_t package_limit = sizeof(T) == sizeof(double) ? 2048 : 8192;
constexpr std::int64_t package_limit_rough = std::int64_t{1} << 15, package_limit_real = std::int64_t{1} << 15;

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
  std::size_t bytes;
};

struct Cache {
  std::mutex mutex;
  std::size_t bytes = 0;
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

void remember(const Key& key, const std::shared_ptr<const void>& plan, std::size_t bytes) {
  std::list<Entry> fresh;
  fresh.push_back({key, plan, bytes});
  std::list<Entry> dropped;  // destroyed behind the lock
  Cache& c = cache();
  const std::lock_guard lock(c.mutex);
  c.entries.splice(c.entries.begin(), fresh);
  c.bytes += bytes;
  while (c.entries.size() > most_plans || c.bytes > all_tables) {
    const auto last = std::prev(c.entries.end());
    c.bytes -= last->bytes;
    dropped.splice(dropped.begin(), c.entries, last);
  }
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

template <class T>
bool by_package(std::int64_t n, Engine engine) {
  return engine == Engine::best && has_package() &&
         (n <= package_limit<T> || (n <= package_limit_rough && !is_smooth(n)));
}

template <class T>
bool by_bluestein(std::int64_t n, Engine engine) {
  if (by_package<T>(n, engine)) return false;
  if (n <= direct_limit) return !is_smooth(n);
  return rows_of(n) == 0;
}

// Of a plan that make_complex would choose, when it has tables of the length itself; those of others are small.
template <class T>
std::size_t table_bytes(std::int64_t n, Engine engine) {
  if (!by_bluestein<T>(n, engine)) return 0;
  return static_cast<std::size_t>(n + next_fast_len(2 * n - 1)) * sizeof(std::complex<T>);
}

template <class T>
std::unique_ptr<const ComplexPlan<T>> make_complex(Context& ctx, std::int64_t n, Direction direction, Engine engine) {
  if (by_package<T>(n, engine)) return make_package_complex<T>(n, direction);
  if (by_bluestein<T>(n, engine)) return make_bluestein<T>(ctx, n, direction, engine);
  if (n <= direct_limit) return make_mixed_radix<T>(n, direction);
  const std::int64_t rows = rows_of(n);
  return make_four_step<T>(ctx, rows, n / rows, direction, engine);
}

// Half of the work where it is possible; the package does so by itself.
template <class T>
std::unique_ptr<const RealPlan<T>> make_real(Context& ctx, std::int64_t n, Direction direction, Engine engine) {
  if (engine == Engine::best && has_package() && n <= package_limit_real) return make_package_real<T>(n, direction);
  return n % 2 == 0 ? make_packed_real<T>(ctx, n, direction, engine) : make_full_real<T>(ctx, n, direction, engine);
}

template <class Plan, class Expect, class Make>
std::shared_ptr<const Plan> provide(Context& ctx, const Key& key, Expect&& expected_bytes, Make&& make) {
  if (std::shared_ptr<const void> known = find(key)) return std::static_pointer_cast<const Plan>(std::move(known));
  const std::size_t expected = expected_bytes();
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
  const std::size_t bytes = plan->bytes();
  if (bytes <= largest_tables) remember(key, plan, bytes);
  return plan;
}

}  // namespace

template <class T>
std::shared_ptr<const ComplexPlan<T>> complex_plan(Context& ctx, std::int64_t n, Direction direction, Engine engine) {
  const Key key{n, Form::complex, direction, engine, sizeof(T) == sizeof(float)};
  return provide<ComplexPlan<T>>(
      ctx, key, [&] { return table_bytes<T>(n, engine); }, [&] { return make_complex<T>(ctx, n, direction, engine); });
}

template <class T>
std::shared_ptr<const RealPlan<T>> real_plan(Context& ctx, std::int64_t n, Direction direction, Engine engine) {
  const Key key{n, Form::real, direction, engine, sizeof(T) == sizeof(float)};
  // The complex plan inside brings its own account.
  return provide<RealPlan<T>>(
      ctx, key, [] { return std::size_t{0}; }, [&] { return make_real<T>(ctx, n, direction, engine); });
}

#define PERILUNE_INSTANTIATE(T)                                                                              \
  template std::shared_ptr<const ComplexPlan<T>> complex_plan<T>(Context&, std::int64_t, Direction, Engine); \
  template std::shared_ptr<const RealPlan<T>> real_plan<T>(Context&, std::int64_t, Direction, Engine);
PERILUNE_INSTANTIATE(float)
PERILUNE_INSTANTIATE(double)

}  // namespace perilune::fft

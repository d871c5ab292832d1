// Several states in one process.

#include "tests/embedding/support.h"

using namespace perilune;
using namespace perilune::test;

TEST_CASE("64 states on 8 threads: created, used and closed", "[threads]") {
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&wrong, t] {
      std::vector<State> states;
      for (int i = 0; i < 8; ++i) {
        Options o = i % 2 ? sandbox({.bytes = 64 << 20, .seconds = 60}) : Options{};
        o.threads = 2;
        states.emplace_back(std::move(o));
      }
      for (int round = 0; round < 2; ++round)
        for (int i = 0; i < 8; ++i) {
          State& s = states[static_cast<std::size_t>(i)];
          const int seed = t * 8 + i;
          s.set("seed", seed);
          const auto r = s.run<std::tuple<double, double, bool>>(R"(
            local rng = pl.random.default_rng(seed)
            local a = rng:normal(0, 1, {60, 60})
            local b = a:dot(a.T) + 60 * pl.eye(60)
            local big = pl.exp(pl.linspace(0, 1, 100000))
            local u, s, vt = pl.linalg.svd(a)
            return big[1], math.floor(big[-1] * 1e6), s[1] >= s[2] and b:sum() > 0 and #pl.sort(big) == 100000
          )");
          if (r != std::tuple(1.0, 2718281.0, true)) ++wrong;
        }
    });
  for (std::thread& t : threads) t.join();
  CHECK(wrong == 0);
}

TEST_CASE("a state moves from thread to thread; two at once are told", "[threads]") {
  State s(sandbox({.seconds = 30, .cancellable = true}));
  for (int i = 0; i < 8; ++i) std::thread([&] { s.run("n = (n or 0) + 1"); }).join();
  CHECK(s.eval<int>("n") == 8);
  std::atomic<bool> inside{false};
  s.set("enter", [&] { inside = true; });
  perilune_status ended = PERILUNE_OK;
  std::thread busy([&] { ended = status_of(s, "enter() while true do end"); });
  while (!inside) std::this_thread::yield();
  perilune_value v{};
  CHECK(perilune_get(s.handle(), "n", &v) == PERILUNE_BUSY);
  double data[1];
  const char* const busy_text = "the state is running on another thread";
  CHECK_THROWS_WITH(s.run("n = 0"), busy_text);
  CHECK_THROWS_WITH(s.wrap(data, {1}), busy_text);
  CHECK_THROWS_WITH(s.zeros<double>({1}), busy_text);
  CHECK_THROWS_WITH(s.set_limits({}), busy_text);
  s.cancel();
  busy.join();
  CHECK(ended == PERILUNE_CANCELLED);
}

TEST_CASE("arrays and refs are dropped on other threads while the state runs", "[threads]") {
  State s;
  for (int i = 0; i < 20; ++i) {
    auto a = std::make_unique<Array>(s.eval<Array>("pl.ones(1000)"));
    auto f = std::make_unique<Function>(s.eval<Function>("function() return 1 end"));
    std::thread other([&] {
      a.reset();
      f.reset();
    });
    s.run("local t = {} for i = 1, 1000 do t[i] = {} end");
    other.join();
  }
  CHECK(s.eval<int>("1") == 1);
}

TEST_CASE("a thousand states come and go without growth") {
  auto resident = [] {
    long pages = 0, resident_pages = 0;
    if (std::FILE* f = std::fopen("/proc/self/statm", "r")) {
      if (std::fscanf(f, "%ld %ld", &pages, &resident_pages) != 2) resident_pages = 0;
      std::fclose(f);
    }
    return resident_pages * 4096;
  };
  const char* asked = std::getenv("PERILUNE_STATES");
  const int count = asked ? std::atoi(asked) : sanitized ? 200 : 1000;
  auto one = [](int i) {
    State s(i % 3 ? Options{} : sandbox({.bytes = 32 << 20, .seconds = 10}));
    s.set("f", [p = std::make_shared<int>(i)](int n) { return *p + n; });
    if (i % 10 == 0) s.run("x = pl.ones(1000) y = pl.sin(x) assert(f(1) > 0)");
    else s.run("t = {} for i = 1, 10 do t[i] = f(i) end");
  };
  for (int i = 0; i < 100; ++i) one(i);
  const long before = resident();
  for (int i = 0; i < count; ++i) one(i);
  // AddressSanitizer keeps up to 256 MB of freed memory back.
  CHECK(resident() - before < (sanitized ? 256 : 4) << 20);
}

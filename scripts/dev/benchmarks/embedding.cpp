// What a host pays: opening a state, and calls between host and script. The best of several rounds of each.

#include <perilune/perilune.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace {

template <class F>
double best_of(int rounds, F&& round) {
  double best = 1e9;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    round();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  return best;
}

void calls(const char* name, perilune::State& state) {
  state.set("add", [](double a, double b) { return a + b; });
  state.run("function f(x) return add(x, 1) end\nfunction g(x) return x end");
  const perilune::Function f = state.function("f"), g = state.function("g");
  constexpr int count = 20000;
  const auto nanoseconds = [&](const perilune::Function& function) {
    return best_of(30,
                   [&] {
                     double x = 0;
                     for (int i = 0; i < count; ++i) x = function.call<double>(x);
                   }) /
           count * 1e9;
  };
  std::printf("%-34s %8.0f ns\n", (std::string("host to Lua, ") + name).c_str(), nanoseconds(g));
  std::printf("%-34s %8.0f ns\n", (std::string("host to Lua to host, ") + name).c_str(), nanoseconds(f));
}

}  // namespace

int main() {
  std::printf("%-34s %8.0f us\n", "opening and closing a state", best_of(50, [] { perilune::State state; }) * 1e6);
  std::printf("%-34s %8.0f us\n", "the same with every module", best_of(50, [] {
                                                                  perilune::State state;
                                                                  state.run("require 'perilune'");
                                                                }) * 1e6);
  perilune::State state;
  state.run("require 'perilune'");
  std::printf("%-34s %8.0f kB\n", "its memory", static_cast<double>(state.budget().bytes_used) / 1024);
  calls("no limit", state);
  perilune::Options options;
  options.limits.bytes = std::size_t{50} << 20;
  options.limits.seconds = 1;
  perilune::State limited(options);
  calls("50 MB and 1 s", limited);
}

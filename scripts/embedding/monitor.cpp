// A sensor monitor: it samples four sensors into one ring of memory, and after each window of 256 samples calls `check`
// of every script that its users wrote. The scripts see the samples themselves, no copies, and only for the call. What
// a script does wrong costs that script, never the monitor: one that loops, takes all memory or raises is told so, and
// dropped after three failures.
//
//   monitor script.lua…

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <list>
#include <stdexcept>
#include <string>
#include <vector>

#include "perilune/perilune.hpp"

namespace {

constexpr int sensors = 4, window = 256, windows = 12, failures_allowed = 3;

// Four sensors at 1 kHz: a hum of 50 Hz with some noise. The third has a spike in the sixth window.
class Sensors {
 public:
  void sample(float* row) {
    const double t = static_cast<double>(n_) / 1000;
    for (int i = 0; i < sensors; ++i) row[i] = static_cast<float>(20 + i + std::sin(314.159265358979 * t) + noise());
    if (n_ / window == 5 && n_ % window == 100) row[2] += 15;
    ++n_;
  }

 private:
  double noise() {
    seed_ = seed_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(seed_ >> 40) / (1 << 24) * 0.2 - 0.1;
  }
  long n_ = 0;
  std::uint64_t seed_ = 1;
};

perilune::Options options_for(const std::string& name) {
  perilune::Options options;
  options.sandbox = true;
  options.limits.bytes = 50 << 20;
  options.limits.seconds = 0.1;
  options.print = [name](std::string_view text) {
    std::printf("%s: %.*s", name.c_str(), static_cast<int>(text.size()), text.data());
  };
  return options;
}

// One user's script in a state of its own.
class Script {
 public:
  explicit Script(const std::string& path)
      : name_(path.substr(path.find_last_of('/') + 1)), state_(options_for(name_)) {
    state_.set("rate", 1000.0);
    // Called by scripts. What it throws is an error for them.
    state_.set("alarm", [this](int sensor, std::string_view text) {
      if (sensor < 1 || sensor > sensors) throw std::out_of_range("there is no sensor " + std::to_string(sensor));
      std::printf("%s: ALARM, sensor %d: %.*s\n", name_.c_str(), sensor, static_cast<int>(text.size()), text.data());
      ++alarms_;
    });
    guarded([&] {
      state_.run_file(path);
      check_ = state_.function("check");
    });
    if (!check_) failures_ = failures_allowed;  // there is nothing to call
  }
  // `this` is in the functions that the state holds.
  Script(const Script&) = delete;
  Script& operator=(const Script&) = delete;

  bool alive() const { return failures_ < failures_allowed; }

  // `samples` is the monitor's own memory. It will be written again, so the script must not keep it: after revoke()
  // every use of it, or of a view of it, is an error.
  void feed(const float* samples, int number) {
    perilune::Array block;
    guarded([&] {
      block = state_.wrap(samples, {window, sensors});
      check_.call(block, number);
    });
    if (block) block.revoke();
  }

  void report() const {
    std::printf("%s: %s, %d alarms, %d failures, %.1f MB\n", name_.c_str(), alive() ? "alive" : "dropped", alarms_,
                failures_, static_cast<double>(state_.budget().bytes_used) / (1 << 20));
  }

 private:
  template <class F>
  void guarded(F&& f) {
    try {
      f();
    } catch (const perilune::LimitError& e) {
      failed("stopped", e);
    } catch (const perilune::Error& e) {
      failed("error", e);
    } catch (const std::exception& e) {  // our own, thrown by alarm and not caught by the script
      failed("refused", e);
    }
  }
  void failed(const char* how, const std::exception& e) {
    ++failures_;
    std::printf("%s: %s: %s\n", name_.c_str(), how, e.what());
  }

  std::string name_;
  int alarms_ = 0, failures_ = 0;
  perilune::State state_;
  perilune::Function check_;  // goes before the state
};

}  // namespace

int main(int count, char** words) {
  std::setvbuf(stdout, nullptr, _IOLBF, 1 << 12);
  std::list<Script> scripts;
  for (int i = 1; i < count; ++i) scripts.emplace_back(words[i]);
  std::vector<float> ring(2 * window * sensors);  // one window is filled while the other is looked at
  Sensors source;
  double slowest = 0;
  for (int number = 1; number <= windows; ++number) {
    float* const begin = ring.data() + number % 2 * window * sensors;
    for (int i = 0; i < window; ++i) source.sample(begin + i * sensors);
    for (Script& script : scripts) {
      if (!script.alive()) continue;
      const auto start = std::chrono::steady_clock::now();
      script.feed(begin, number);
      slowest = std::max(slowest, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
  }
  for (const Script& script : scripts) script.report();
  std::printf("%d windows, the slowest call took %.0f ms\n", windows, 1000 * slowest);
}

// Ctrl-C: how soon it stops what runs, and what it says.

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "tests/repl/terminal.h"

using namespace perilune::test;

namespace {

struct Stop {
  std::string said;
  double seconds;
};

Stop stop(Terminal& t, const std::string& line, int milliseconds) {
  t.send("io.write 'running\\n' " + line + "\r");
  t.expect_end("\nrunning\n");
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
  while (std::chrono::steady_clock::now() < until) {
  }
  const auto begin = std::chrono::steady_clock::now();
  const std::string said = t.after(ctrl_c);
  return {t.text(), std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()};
}

// The last line above the prompt.
std::string last_line(const std::string& text) {
  const auto end = text.rfind("\n> ");
  const auto begin = text.rfind('\n', end - 1) + 1;
  return text.substr(begin, end - begin);
}

// How long the program takes to give up an idle line: what the machine and the terminal take of any answer.
double round_trip(Terminal& t) {
  const auto begin = std::chrono::steady_clock::now();
  t.after(ctrl_c);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// What stopping takes beyond a round trip. The best of some tries: the machine may be busy, the program may not be slow
// each time.
double soonest(Terminal& t, const std::string& line, const std::string& expected) {
  double best = 1e9;
  for (int i = 0; i < 20 && best > 0.05; ++i) {
    const double idle = round_trip(t);
    const Stop s = stop(t, line, 30);
    CHECK(last_line(s.said) == expected);
    best = std::min(best, s.seconds - std::min(idle, 0.1));
  }
  return best;
}

}  // namespace

TEST_CASE("prompt: Ctrl-C stops within 50 ms and says where") {
  const Folder folder;
  Terminal t(folder, {{"NO_COLOR", "1"}});
  t.answer("kept = 7");
  t.answer("z = pl.broadcast_to(pl.zeros{1}, {200000000000})");
  CHECK(soonest(t, "while true do end", "^Cinterrupted at stdin:1") < 0.05);
  CHECK(soonest(t, "pl.array_equal(z, z)", "^Cinterrupted in pl.array_equal, called at stdin:1") < 0.05);
  CHECK(soonest(t, "optimize.minimize(function(x) while true do end end, {1, 2})", "  stdin:1: in function <stdin:1>") <
        0.05);
  CHECK(soonest(t, "coroutine.wrap(function() while true do end end)()", "^Cinterrupted at stdin:1") < 0.05);
  CHECK(t.answer("kept") == "7");
}

TEST_CASE("prompt: Ctrl-C in a file names its line") {
  const Folder folder;
  folder.write("work.lua", "function spin()\n  local n = 0\n  while true do n = n + 1 end\nend\n");
  Terminal t(folder, {{"NO_COLOR", "1"}}, {"-i", "work.lua"});
  const Stop s = stop(t, "spin()", 10);
  CHECK(s.said.find("^Cinterrupted at work.lua:3\n  work.lua:3: in function 'spin'\n") != std::string::npos);
}

TEST_CASE("prompt: Ctrl-C while typing drops the line") {
  const Folder folder;
  Terminal t(folder);
  t.answer("x = 1");
  t.send("x = 2");
  t.expect_line("> x = 2");
  t.after(ctrl_c);
  CHECK(t.answer("x") == "1");
  // One that comes with the key before it is not kept until the next key: the prompt is there without one. How often it
  // was shown cannot be counted, since what comes while one is dealt with is one with it.
  for (int i = 0; i < 10; ++i) {
    t.send("x = 4");
    t.send(ctrl_c);
    t.expect_quiet();
    t.expect_prompt();
  }
  CHECK(t.answer("x") == "1");
  // Of several lines, all.
  t.more("for i = 1, 2 do");
  t.send("x = 3");
  t.expect_line(">> x = 3");
  t.after(ctrl_c);
  CHECK(t.answer("x") == "1");
  t.after(ctrl_c);
  CHECK(t.answer("x") == "1");
}

TEST_CASE("prompt: Ctrl-C between typing and running does not end the session") {
  const Folder folder;
  Terminal t(folder);
  t.answer("kept = 7");
  if (has_editor()) {
    // A session waits for its turn to write down the line: there it can be met.
    const int file = open((folder.path + "/.local/state/perilune/history").c_str(), O_RDWR);
    REQUIRE(file >= 0);
    REQUIRE(flock(file, LOCK_EX) == 0);
    t.send("print 'ran'\r");
    t.expect_line("");
    t.expect_quiet();
    t.send(ctrl_c);
    t.expect_quiet();
    close(file);
    t.expect_prompt();
    CHECK(t.text().find("\nran") == std::string::npos);  // it was for the line
  }
  for (int i = 0; i < 20; ++i) {
    t.send("for i = 1, " + std::to_string(i * 2000) + " do end\r");
    t.send(ctrl_c);
    t.send(ctrl_c);
  }
  // The terminal throws away what it holds when Ctrl-C comes: type when it is quiet.
  t.expect_quiet();
  t.send("\r'synchro' .. 'nised'\r");
  t.expect_text("synchronised\n> ");
  CHECK(t.answer("kept") == "7");
}

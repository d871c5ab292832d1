// Earlier entries: across sessions, in several at once, in a file that stays small and whole.

#include <sys/stat.h>

#include "tests/repl/terminal.h"

using namespace perilune::test;

namespace {

constexpr const char* file = ".local/state/perilune/history";

mode_t mode(const std::string& path) {
  struct stat status;
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777;
}

std::size_t count(const std::string& text, char c) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

void leave(Terminal& t) {
  t.send(ctrl_d);
  CHECK(t.end() == 0);
}

}  // namespace

TEST_CASE("prompt: the next session has the entries of the last") {
  const Folder folder;
  {
    Terminal t(folder);
    t.answer("first = 'a\\nb'");
    t.answer("first = 'a\\nb'");  // once is enough
    t.answer("");
    t.more("for i = 1, 2 do");
    t.after("end\r");
    t.answer("syntax error");
    leave(t);
  }
  if (!has_editor()) {
    CHECK(folder.read(file) == "");
    return;
  }
  CHECK(folder.read(file) == "first = 'a\\\\nb'\nfor i = 1, 2 do\\nend\nsyntax error\n");
  CHECK(mode(folder.path + "/" + file) == 0600);
  CHECK(mode(folder.path + "/.local/state/perilune") == 0700);
  Terminal t(folder);
  t.send(up);
  t.expect_line("> syntax error");
  t.send(std::string(up) + up);
  t.expect_line("> first = 'a\\nb'");
  CHECK(t.after("\r") == "");
  t.send(up);
  t.expect_line("> first = 'a\\nb'");
}

TEST_CASE("prompt: the state folder of the environment") {
  if (!has_editor()) return;
  const Folder folder;
  Terminal t(folder, {{"XDG_STATE_HOME", folder.path + "/state"}});
  t.answer("x = 1");
  leave(t);
  CHECK(folder.read("state/perilune/history") == "x = 1\n");
  // A relative path does not count.
  Terminal other(folder, {{"XDG_STATE_HOME", "state2"}});
  other.answer("y = 1");
  leave(other);
  CHECK(folder.read("state2/perilune/history") == "");
  CHECK(folder.read(file) == "y = 1\n");
}

TEST_CASE("prompt: several sessions at once keep all entries") {
  if (!has_editor()) return;
  const Folder folder;
  Terminal a(folder), b(folder);
  for (int i = 0; i < 5; ++i) {
    a.answer("a" + std::to_string(i) + " = 1");
    b.answer("b" + std::to_string(i) + " = 1");
  }
  leave(a);
  b.send("os.exit(0)\r");
  CHECK(b.end() == 0);
  const std::string text = folder.read(file);
  CHECK(count(text, '\n') == 11);
  CHECK(text.find("a4 = 1\nb4 = 1\nos.exit(0)\n") != std::string::npos);
}

TEST_CASE("prompt: the file of entries stays small and survives damage") {
  if (!has_editor()) return;
  const Folder folder;
  {
    Terminal t(folder);
    t.answer("x = 1");
    leave(t);
  }
  std::string many;
  for (int i = 0; i < 4001; ++i) many += "entry" + std::to_string(i) + "\n";
  folder.write(file, many + "cut o");  // the end of a write that did not come to an end
  {
    Terminal t(folder);
    t.send(up);
    t.expect_line("> entry4000");
    t.after(ctrl_c);
    t.answer("y = 1");
    leave(t);
  }
  const std::string text = folder.read(file);
  CHECK(count(text, '\n') == 2000);
  CHECK(text.find("entry4000\n") != std::string::npos);
  CHECK(text.ends_with("\ny = 1\n"));
  // Nothing but the file is left there.
  CHECK(std::system(("test \"$(ls -A '" + folder.path + "/.local/state/perilune')\" = history").c_str()) == 0);
}

TEST_CASE("prompt: without a place for it there is no history, and no fuss") {
  const Folder folder;
  Terminal t(folder, {{"XDG_STATE_HOME", "/proc/none"}});
  CHECK(t.answer("1 + 1") == "2");
  leave(t);
  Terminal homeless(folder, {{"HOME", ""}});
  CHECK(homeless.answer("1 + 1") == "2");
}

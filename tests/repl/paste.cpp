// What is pasted: plain lines, whole blocks, pieces of an earlier session.

#include "tests/repl/terminal.h"

using namespace perilune::test;

namespace {

// The answers behind the pasted lines, which the screen shows as well.
bool answers(const std::string& screen, const std::string& expected) {
  INFO("got\n" << screen);
  CHECK(screen.ends_with(expected));
  return screen.ends_with(expected);
}

}  // namespace

TEST_CASE("prompt: a pasted block is one piece") {
  if (!has_editor()) return;
  const Folder folder;
  Terminal t(folder);
  // A local lives through the block, and an expression at its end is shown.
  answers(t.paste("local a = 3\nlocal b = 4\na * b"), "\n12");
  answers(t.paste("function twice(x)\n  return 2 * x\nend\n"), "end");
  CHECK(t.answer("twice(4)") == "8");
  // Empty lines and tabs within do not end it or complete anything.
  answers(t.paste("for i = 1, 2 do\n\n\tprint(i)\nend"), "end\n1\n2");
  // Blocks are not cut to find an expression.
  answers(t.paste("local n = 0\nfor i = 1, 3 do\n  n = n + i\nend\nprint(n)"), "print(n)\n6");
  // Lines that are no chunk of Lua are taken one by one, up to the first that fails.
  answers(t.paste("y = 2\ny\nz = 4\nz + 1"), "2\n5");
  answers(t.paste("y\nerror 'stop'\nprint 'never'"), "2\nstdin:1: stop");
  t.more("\033[200~for i = 7, 8 do\n  print(i)\033[201~");
  CHECK(t.after("end\r") == "7\n8");
  CHECK(t.paste("'one line'") == "one line");
}

TEST_CASE("prompt: text that carries prompts") {
  if (!has_editor()) return;
  const Folder folder;
  Terminal t(folder);
  answers(t.paste("> x = 5\n> x * 2\n10\n> for i = 1, 2 do\n>> print(i, x)\n>> end\n1\t5\n2\t5\n> \n"),
          "10\n1       5\n2       5");
  answers(t.paste("> x + 1"), "6");
  CHECK(t.answer("> x + 2") == "7");
  // Comparisons at the begin of a line of code stay what they are.
  answers(t.paste("local big = 3\n> 2\nprint(big)"), "true");
}

TEST_CASE("prompt: pastes of terminals that do not mark them") {
  const Folder folder;
  Terminal t(folder, {{"TERM", "dumb"}});
  t.send("> x = 5\r> x * 2\r10\r> for i = 1, 2 do\r>> print('i', i)\r>> end\ri 1\ri 2\r");
  t.answer("");
  CHECK(t.answer("'done'") == "done");
  const std::string text = t.text();
  INFO(text);
  CHECK(text.find("\n10\n") != std::string::npos);
  CHECK(text.find("\ni       2\n") != std::string::npos);
  CHECK(text.find("error") == std::string::npos);
}

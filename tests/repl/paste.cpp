// What is pasted: plain lines, whole blocks, pieces of an earlier session.

#include "tests/repl/terminal.h"

using namespace perilune::test;

TEST_CASE("prompt: a pasted block is one piece") {
  if (!has_editor()) return;
  const Folder folder;
  Terminal t(folder);
  // A local lives through the block, and an expression at its end is shown.
  t.paste("local a = 3\nlocal b = 4\na * b", "a * b\n12");
  t.paste("function twice(x)\n  return 2 * x\nend\n", "end");
  CHECK(t.answer("twice(4)") == "8");
  // Empty lines and tabs within do not end it or complete anything.
  t.paste("for i = 1, 2 do\n\n\tprint(i)\nend", "end\n1\n2");
  // Blocks are not cut to find an expression.
  t.paste("local n = 0\nfor i = 1, 3 do\n  n = n + i\nend\nprint(n)", "print(n)\n6");
  // Lines that are no chunk of Lua are taken one by one, up to the first that fails.
  t.paste("y = 2\ny\nz = 4\nz + 1", "2\n5");
  t.paste("y\nerror 'stop'\nprint 'never'", "2\nstdin:1: stop");
  t.more("\033[200~for i = 7, 8 do\n  print(i)\033[201~");
  CHECK(t.after("end\r") == "7\n8");
  t.paste("'one line'", "one line");
}

TEST_CASE("prompt: text that carries prompts") {
  if (!has_editor()) return;
  const Folder folder;
  Terminal t(folder);
  t.paste("> x = 5\n> x * 2\n10\n> for i = 1, 2 do\n>> print(i, x)\n>> end\n1\t5\n2\t5\n> \n",
          "10\n1       5\n2       5");
  t.paste("> x + 1", "6");
  CHECK(t.answer("> x + 2") == "7");
  // Comparisons at the begin of a line of code stay what they are.
  t.paste("local big = 3\n> 2\nprint(big)", "true");
}

TEST_CASE("prompt: pastes of terminals that do not mark them") {
  const Folder folder;
  Terminal t(folder, {{"TERM", "dumb"}});
  t.send("> x = 5\r> x * 2\r10\r> for i = 1, 2 do\r>> print('i', i)\r>> end\ri 1\ri 2\r");
  t.expect_text("\ni       2\n");
  t.expect_quiet();
  CHECK(t.answer("'done'") == "done");
  const std::string text = t.text();
  INFO(text);
  CHECK(text.find("\n10\n") != std::string::npos);
  CHECK(text.find("error") == std::string::npos);
}

// Habits of other languages get a line that says what Lua writes.

#include "tests/repl/terminal.h"

using namespace perilune::test;

namespace {

// The line of advice, or nothing.
std::string hint(Terminal& t, const std::string& line) {
  const std::string answer = t.answer(line);
  const auto begin = answer.find("hint: ");
  if (begin == std::string::npos) return "";
  CHECK(answer.find('\n', begin) == std::string::npos);
  return answer.substr(begin + 6);
}

}  // namespace

TEST_CASE("prompt: what Python writes") {
  const Folder folder;
  Terminal t(folder);
  t.answer("a = pl.arange(5); x = 1; A = pl.ones{2, 2}");
  CHECK(hint(t, "import numpy as np") ==
        "no import is needed: what NumPy has is in pl, as in pl.linspace(0, 1, 5); or say np = pl");
  CHECK(hint(t, "from scipy import linalg") == "no import is needed: linalg, optimize, stats ... are there");
  CHECK(hint(t, "import json") == "Lua writes local json = require \"json\"");
  CHECK(hint(t, "a[1:3]") == "a range of elements is a text: a[\"2:3\"]; positions begin at 1 and both ends are in");
  CHECK(hint(t, "a[:, 0]").find("a[\":, 1\"]") != std::string::npos);
  CHECK(hint(t, "A[1, 2]") == "Lua writes A(1, 2), or A[{1, 2}]; positions begin at 1");
  CHECK(hint(t, "b = [1, 2, 3]") == "Lua writes a list as {1, 2, 3}");
  CHECK(hint(t, "x = None") == "Lua's word for nothing is nil; for an option that takes SciPy's None, pl.none");
  CHECK(hint(t, "x = True") == "Lua writes true");
  CHECK(hint(t, "x != 2") == "Lua writes unequal as ~=");
  CHECK(hint(t, "x**2") == "Lua writes a power as ^: x^2");
  CHECK(hint(t, "x += 1") == "Lua writes x = x + 1");
  CHECK(hint(t, "t.n -= x * 2") == "Lua writes t.n = t.n - x * 2");
  CHECK(hint(t, "x++") == "Lua writes x = x + 1");
  CHECK(hint(t, "len(a)") == "Lua writes the length as #x");
  CHECK(hint(t, "# a comment") == "a comment begins with -- in Lua; # is the length of what follows");
  CHECK(hint(t, "x = 5  # five") == "a comment begins with -- in Lua");
  CHECK(hint(t, "print x") == "Lua writes print(x)");
  CHECK(hint(t, "def f(x):") == "Lua writes function f(x) ... end");
  CHECK(hint(t, "if x == 1:") == "Lua writes if x == 1 then ... end");
  CHECK(hint(t, "for i in range(3):") == "Lua writes for i = 1, n do ... end; both ends count");
  CHECK(hint(t, "while x: x = 2") == "Lua writes while x do ... end");
  CHECK(hint(t, "lambda x: x + 1") == "Lua writes function(x) return x + 1 end");
  CHECK(hint(t, "np.zeros(3)").find("pl.array") != std::string::npos);
  CHECK(hint(t, "A @ A") == "Lua writes a matrix product as A:dot(B)");
  CHECK(hint(t, "x && x") == "Lua writes and");
  CHECK(hint(t, "d = {'a': 1}") == "Lua writes a dictionary as {a = 1} or {[\"a b\"] = 1}");
  CHECK(hint(t, "f'{x}'") == "Lua writes (\"x = %g\"):format(x)");
  CHECK(hint(t, "'a' + 'b'") == "Lua joins texts with ..: \"a\" .. \"b\"");
  CHECK(hint(t, "2j") == "Lua writes a complex value as pl.complex(0, 2)");
  CHECK(hint(t, "class Point:") == "Lua makes classes of tables and setmetatable");
  CHECK(hint(t, "try:") == "Lua writes local ok, message = pcall(f, x), and error(message)");
  CHECK(hint(t, "exit()") == ":quit or Ctrl-D ends the session");
}

TEST_CASE("prompt: calls, tuples and functions as Python writes them") {
  const Folder folder;
  Terminal t(folder);
  t.answer("a = pl.arange(5); x = 1; A = pl.ones{2, 2}");
  const std::string options = "Lua writes options in a table: ";
  CHECK(hint(t, "stats.norm.cdf(0, loc=1)") == options + "stats.norm.cdf(0, {loc = 1})");
  CHECK(hint(t, "linalg.solve(A, b, assume_a=\"pos\", lower=True)") ==
        options + "linalg.solve(A, b, {assume_a = \"pos\", lower = true})");
  CHECK(hint(t, "res = a.sum(axis=0)") == options + "a.sum{axis = 0}");
  CHECK(hint(t, "pl.zeros((2,3), dtype='int64')") == options + "pl.zeros({2,3}, {dtype = 'int64'})");
  CHECK(hint(t, "pl.zeros((2, 3))") == "Lua writes a tuple in braces: pl.zeros({2, 3})");
  CHECK(hint(t, "x = (1, 2)") == "Lua writes a tuple in braces: {1, 2}");
  CHECK(hint(t, "sparse.csr_matrix((d, (i, j)), shape=(3, 3))") ==
        "Lua writes sparse.csr_matrix{data = data, row = i, col = j, shape = {m, n}}");
  CHECK(hint(t, "optimize.brentq(lambda x: x**2 - 2, 0, 2)") == "Lua writes function(x) return x^2 - 2 end");
  CHECK(hint(t, "g = lambda: 3") == "Lua writes function() return 3 end");
  CHECK(hint(t, "f = lambda x, y: (x, y)") == "Lua writes function(x, y) return {x, y} end");
  CHECK(hint(t, "f = function(x): return x") == "Lua writes function(x) ... end, without a colon");
  CHECK(hint(t, "function f(x, k=1) return x end") == "Lua has no defaults: if k == nil then k = ... end in the body");
  CHECK(hint(t, "print(x, end='')") == "Lua's print takes values alone; io.write(x) writes without a new line");
  CHECK(hint(t, "math.exp(a)") == "math.exp takes one number; of arrays it is pl.exp");
  CHECK(hint(t, "'abc'.upper()") == "Lua writes ('abc'):upper(...)");
  CHECK(hint(t, "y = 1e-3 if x else 2") == "Lua writes condition and x or y");
  CHECK(hint(t, "y = [x**2 for x in a]") ==
        "Lua fills a list in a loop: t[#t + 1] = x; on whole arrays a^2 needs none");
  CHECK(hint(t, "stats.norm(0,1)?") == "a name alone takes a question mark: stats.norm?, or help(stats.norm)");
  CHECK(hint(t, "?svd") == "the question mark comes last: svd?, or help \"svd\"");
}

TEST_CASE("prompt: the ranges that hints name are valid") {
  const Folder folder;
  Terminal t(folder);
  t.answer("a = pl.arange(5); i, j = 1, 2; A = pl.ones{2, 2}");
  const auto range = [&](const std::string& line) {
    const std::string text = hint(t, line);
    const auto begin = text.find(": a") + 2;
    return text.substr(begin, text.find(';') - begin);
  };
  CHECK(range("print(a[0:2])") == "a[\"1:2\"]");
  CHECK(t.answer("a[\"1:2\"]").starts_with("[0. 1.]"));
  CHECK(range("a[1:-1]") == "a[\"2:-2\"]");
  CHECK(t.answer("a[\"2:-2\"]").starts_with("[1. 2. 3.]"));
  CHECK(range("a[-2:]") == "a[\"-2:\"]");
  CHECK(range("a[::-1]") == "a[\"::-1\"]");
  CHECK(range("a[0:5:2]") == "a[\"1:5:2\"]");
  CHECK(range("a[i:j]") == "a[i + 1 .. \":\" .. j]");
  CHECK(t.answer("a[i + 1 .. \":\" .. j]").starts_with("[1.]"));
  CHECK(range("a[:, None]") == "a[\":, +\"]");
  CHECK(range("a[..., 0]") == "a[\"..., 1\"]");
  CHECK(range("a[:j]") == "a[\":\" .. j]");
  CHECK(hint(t, "A[0, 1]") == "Lua writes A(1, 2), or A[{1, 2}]; positions begin at 1");
}

TEST_CASE("prompt: a block of Python in one line does not wait for more") {
  const Folder folder;
  Terminal t(folder);
  CHECK(hint(t, "while True: pass") == "Lua writes while true do ... end");
  CHECK(hint(t, "try: x = 1") == "Lua writes local ok, message = pcall(f, x), and error(message)");
  CHECK(hint(t, "while True:") == "Lua writes while true do ... end");
  CHECK(t.answer("1 + 1") == "2");
}

TEST_CASE("prompt: no advice where Lua is meant") {
  const Folder folder;
  Terminal t(folder);
  CHECK(hint(t, "error 'a != b'") == "");
  CHECK(hint(t, "x = = 1") == "");
  CHECK(hint(t, "(function(a, b) k, x = 1, 2 error 'x' end)(1, 2)") == "");
  CHECK(hint(t, "pcall(1, function() local k, y; k, y = 1, 2 end) error 'near '") == "");
  CHECK(hint(t, "lambda = 1 lambda = lambda:x()") == "");
  CHECK(hint(t, "('a'):nothing()") == "");
  CHECK(hint(t, "x = y.z -- x += 1") == "");
  CHECK(hint(t, "nothing") == "");
  CHECK(hint(t, "class 'Point'") == "");
  CHECK(hint(t, "t = {1, [2] = 3} error 'x'") == "");
  CHECK(hint(t, "linalg.inv({{0, 0}, {0, 0}})") == "");
  CHECK(hint(t, "local t = {1, 2} print(#t, t[1], t[#t]) error 'x'") == "");
}

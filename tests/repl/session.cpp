// What the prompt does with what is typed: values, commands, errors, colour.

#include "tests/repl/terminal.h"

using namespace perilune::test;

TEST_CASE("prompt: values are shown, and _ is the last") {
  const Folder folder;
  Terminal t(folder);
  CHECK(t.text().find("perilune ") == 0);
  CHECK(t.answer("1 + 1") == "2");
  CHECK(t.answer("_ * 3") == "6");
  CHECK(t.answer("'two', 0.1") == "two     0.1");
  CHECK(t.answer("_") == "two");
  CHECK(t.answer("x = 5") == "");
  CHECK(t.answer("nil") == "nil");
  CHECK(t.answer("_") == "two");  // nothing is no value to keep
  CHECK(t.answer("0/0") == "nan");
  CHECK(t.answer("pl.ones{2, 2}") == "[[1. 1.]\n [1. 1.]]\nshape {2, 2}, dtype float64");
}

TEST_CASE("prompt: a semicolon at the end silences") {
  const Folder folder;
  Terminal t(folder);
  CHECK(t.answer("6 * 7;") == "");
  CHECK(t.answer("_") == "42");
  CHECK(t.answer("8; -- a comment") == "");
  CHECK(t.answer("'a;'") == "a;");
  CHECK(t.answer("print('shown');") == "shown");
  CHECK(t.answer("9 -- not here;") == "9");
}

TEST_CASE("prompt: tables show what is in them") {
  const Folder folder;
  Terminal t(folder, {{"NO_COLOR", "1"}});
  CHECK(t.answer("{}") == "{}");
  CHECK(t.answer("{1, 2.5, 'three', true, print, x = 5, ['a b'] = {1}}") ==
        "{1, 2.5, \"three\", true, function, [\"a b\"] = {1}, x = 5}");
  CHECK(t.answer("{a = pl.ones{2, 3}, z = pl.complex(1, -2)}") == "{a = array {2, 3} float64, z = complex(1.0, -2.0)}");
  CHECK(t.answer("t = {} t.t = t t.u = {{{{}}}}") == "");
  CHECK(t.answer("t") == "{t = {...}, u = {{{...}}}}");
  CHECK(t.answer("setmetatable({1}, {__index = function() error 'called' end, __pairs = error, __len = error})") ==
        "{1}");
  CHECK(t.answer("setmetatable({1}, {__tostring = function() return 'mine' end})") == "mine");
  // Many numbers stay on a line, many entries take a line each; both are counted.
  CHECK(t.answer("(function() local t = {} for i = 1, 1000 do t[i] = i end return t end)()") ==
        "{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, ... 980 more}");
  const std::string long_one =
      t.answer("(function() local t = {} for i = 10, 99 do t['key' .. i] = ('v'):rep(9) end return t end)()");
  CHECK(long_one.find("{\n  key10 = \"vvvvvvvvv\",\n") == 0);
  CHECK(long_one.find("\n  ... 70 more\n}") != std::string::npos);
  CHECK(t.answer("pl.ones{2}, {1}") == "[1. 1.]\nshape {2}, dtype float64\n{1}");
}

TEST_CASE("prompt: statements over several lines") {
  const Folder folder;
  Terminal t(folder);
  t.more("for i = 1, 2 do");
  t.more("print(i)");
  CHECK(t.after("end\r") == "1\n2");
  t.more("(1 +");
  CHECK(t.after("2)\r") == "3");
}

TEST_CASE("prompt: commands") {
  const Folder folder;
  Terminal t(folder);
  CHECK(t.answer(":help").find(":who") != std::string::npos);
  CHECK(t.answer(":who") == "no globals of your own yet");
  CHECK(t.answer("a, text, f = pl.zeros{3, 4}, 'some', print") == "");
  CHECK(t.answer(":who") == "a     array {3, 4} float64\nf     function\ntext  \"some\"");
  CHECK(t.answer(":time 1 + 1").find("2\n") == 0);
  CHECK(t.answer(":time 1 + 1").find(" ns") + t.answer(":time 1 + 1").find("s") != std::string::npos);
  CHECK(t.answer(":time for i = 1, 10 do end").find('s') != std::string::npos);
  CHECK(t.answer(":time error 'bad'") == "stdin:1: bad");
  CHECK(t.answer(":tiem 1") == "no such command: :tiem 1 (did you mean ':time'?); :help shows all");
  CHECK(t.answer("::label:: print 'a label of Lua'") == "a label of Lua");
  t.send(":quit\r");
  CHECK(t.end() == 0);
}

TEST_CASE("prompt: timeit") {
  const Folder folder;
  Terminal t(folder);
  CHECK(t.answer("timeit(function() return 1 + 1 end)").find("s per call, best of 7 runs of ") != std::string::npos);
  CHECK(t.answer("r = timeit(math.sin, 1) r.best > 0") == "stdin:1: syntax error near '>'");
  CHECK(t.answer("r = timeit(math.sin, 1)") == "");
  CHECK(t.answer("r.best > 0 and r.best < 1e-3 and r.mean >= r.best and r.runs > 1 and r.calls > 100") == "true");
  CHECK(t.answer("timeit(3)") ==
        "stdin:1: timeit: f must be a function, got number: timeit(function() return ... end)");
  CHECK(t.answer("timeit(error, 'inside')") == "inside");
}

TEST_CASE("prompt: help by a question mark") {
  const Folder folder;
  Terminal t(folder);
  const std::string help = t.answer("linalg.svd?");
  CHECK(help.find("lapack_driver") != std::string::npos);
  CHECK(t.answer("help(linalg.svd)") == help);
  CHECK(t.answer(":help linalg.svd") == help);
  CHECK(t.answer("square root?").find("sqrt") != std::string::npos);
  t.answer("d = stats.norm(0, 1)");
  CHECK(t.answer("d:ppf?") == t.answer("help(d.ppf)"));
  CHECK(t.answer("d:ppf?").find("rv_frozen:ppf") != std::string::npos);
  CHECK(t.answer("linalg.clarkson_woodruff_transform?") ==
        "SciPy's linalg.clarkson_woodruff_transform has no counterpart yet");
}

TEST_CASE("prompt: errors without frames of the prompt") {
  const Folder folder;
  Terminal t(folder);
  CHECK(t.answer("error 'bad'") == "stdin:1: bad");
  CHECK(t.answer("x x") == "stdin:1: syntax error near 'x'");
  CHECK(t.answer("error({})") == "(error object is a table value)");
  CHECK(t.answer("error(setmetatable({}, {__tostring = function() return 'mine' end}))") == "mine");
  CHECK(t.answer("function f(x) local y = x.a.b return y end") == "");
  CHECK(t.answer("function g(x) local y = f(x) return y end") == "");
  CHECK(t.answer("g {}") ==
        "stdin:1: attempt to index a nil value (field 'a')\n  stdin:1: in function 'f'\n  stdin:1: in function 'g'");
  CHECK(t.answer("linalg.svd('x')").find("linalg.svd: a must be") != std::string::npos);
  CHECK(t.answer("linalg.svd('x')").find('\n') == std::string::npos);
  CHECK(t.answer("setmetatable({}, {__tostring = function() error('no', 0) end})") ==
        "no\n  stdin:1: in function <stdin:1>");
  CHECK(t.answer("1") == "1");
}

TEST_CASE("prompt: misspelt names") {
  const Folder folder;
  Terminal t(folder);
  CHECK(t.answer("lineal.svd(1)") == "stdin:1: undefined global 'lineal' (did you mean 'linalg'?)");
  CHECK(t.answer("optimise") == "stdin:1: undefined global 'optimise' (did you mean 'optimize'?)");
  CHECK(t.answer("prnit(1)") == "stdin:1: undefined global 'prnit' (did you mean 'print'?)");
  CHECK(t.answer("linspace(0, 1)") == "stdin:1: undefined global 'linspace'; perilune's is pl.linspace");
  CHECK(t.answer("linalg.svdd(1)").find("(did you mean 'svd'?)") != std::string::npos);
}

TEST_CASE("prompt: colour only where it is wanted") {
  const Folder folder;
  const auto has_colour = [&](const Terminal::Environment& environment) {
    Terminal t(folder, environment);
    t.answer("error 'bad'");
    return t.bytes().find("\033[31m") != std::string::npos;
  };
  CHECK(has_colour({}));
  CHECK_FALSE(has_colour({{"NO_COLOR", "1"}}));
  CHECK_FALSE(has_colour({{"TERM", "dumb"}}));
  // A dumb terminal gets plain lines: not one sequence of control.
  Terminal dumb(folder, {{"TERM", "dumb"}});
  CHECK(dumb.answer("1 + 1") == "2");
  CHECK(dumb.bytes().find('\033') == std::string::npos);
}

TEST_CASE("prompt: the end of a session") {
  const Folder folder;
  Terminal t(folder);
  t.send(ctrl_d);
  CHECK(t.end() == 0);
  Terminal other(folder);
  other.send("os.exit(3)\r");
  CHECK(other.end() == 3);
}

// Lists of words and the nearest known one.

#include "stdlib/registry/words.h"

#include "tests/support/catch.h"

using namespace perilune;

TEST_CASE("words: lists") {
  CHECK(has_word("a|bc|d", "bc"));
  CHECK_FALSE(has_word("a|bc|d", "b"));
  CHECK_FALSE(has_word(nullptr, "a"));
  CHECK(first_word("a|b") == "a");
  CHECK(find_word("BFGS|L-BFGS-B", "l-bfgs-b") == "L-BFGS-B");
  CHECK(find_word("BFGS", "CG").empty());
  CHECK(quoted_list("a") == "'a'");
  CHECK(quoted_list("a|b") == "'a' or 'b'");
  CHECK(quoted_list("a|b|c") == "'a', 'b' or 'c'");
}

TEST_CASE("words: the nearest") {
  const std::string_view known[] = {"maxiter", "tol", "x", "full_matrices", "maxfev"};
  CHECK(nearest("maxiters", known) == "maxiter");
  CHECK(nearest("mxaiter", known) == "maxiter");
  CHECK(nearest("MAXITER", known) == "maxiter");
  CHECK(nearest("full", known) == "full_matrices");
  CHECK(nearest("tal", known) == "tol");
  CHECK(nearest("X", known) == "x");
  CHECK(nearest("z", known).empty());
  CHECK(nearest("something", known).empty());
  CHECK(nearest(std::string(1000, 'm'), known).empty());
  CHECK(suggestion("maxfe", known) == " (did you mean 'maxfev'?)");
  CHECK(suggestion("zzz", known).empty());
}

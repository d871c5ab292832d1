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
  CHECK(nearest("", known).empty());
  CHECK(suggestion("maxfe", known) == " (did you mean 'maxfev'?)");
  CHECK(suggestion("zzz", known).empty());
}

TEST_CASE("words: slips are near, other words are not") {
  const std::string_view known[] = {"sin",   "nan",     "log",     "std",  "svd",      "sum",    "tanh",       "uint8",
                                    "zeros", "float64", "median",  "mean", "argsort",  "cumsum", "linspace",   "isinf",
                                    "full",  "array",   "reshape", "axis", "keepdims", "ddof",   "concatenate"};
  const std::pair<std::string_view, std::string_view> slips[] = {
      {"zeroes", "zeros"},      {"zero", "zeros"},         {"liinspace", "linspace"},
      {"lnispace", "linspace"}, {"inspace", "linspace"},   {"meadian", "median"},
      {"man", "mean"},          {"nean", "nan"},           {"agrsort", "argsort"},
      {"ragsort", "argsort"},   {"cumsums", "cumsum"},     {"Array", "array"},
      {"arary", "array"},       {"rehsape", "reshape"},    {"axes", "axis"},
      {"axs", "axis"},          {"keepdim", "keepdims"},   {"keep_dims", "keepdims"},
      {"dof", "ddof"},          {"concat", "concatenate"}, {"sdv", "svd"},
      {"usm", "sum"},           {"float46", "float64"},    {"float32", "float64"}};
  for (const auto& [slip, meant] : slips) {
    INFO(slip);
    CHECK(nearest(slip, known) == meant);
  }
  for (const std::string_view other :
       {"tan", "isin", "logical_and", "int8", "cos", "diff", "trace", "roll", "i4", "on"}) {
    INFO(other);
    if (other == "tan") CHECK(nearest(other, known) == "tanh");  // a word cut short
    else if (other == "isin") CHECK(nearest(other, known) == "isinf");
    else CHECK(nearest(other, known).empty());
  }
}

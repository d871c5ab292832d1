// Names that are not there: which are SciPy's, and what comes near.

#include "stdlib/registry/missing.h"

#include <algorithm>

#include "stdlib/registry/catalog.h"
#include "stdlib/registry/scipy_names.h"
#include "stdlib/registry/words.h"
#include "tests/support/catch.h"

using namespace perilune;

TEST_CASE("missing: SciPy's names are sorted, each once") {
  std::string_view before;
  for (const ScipyModule& m : scipy_modules()) {
    CHECK(before < m.name);
    before = m.name;
    std::string_view last;
    for_each_word(m.names, [&](std::string_view word) {
      INFO(m.name << "." << word);
      CHECK(last < word);
      last = word;
    });
  }
}

TEST_CASE("missing: a gap is told from a misspelling and from what there is") {
  CHECK(only_in_scipy("linalg.svd").empty());
  CHECK(only_in_scipy("svd").empty());
  CHECK(only_in_scipy("linalg.sdv").empty());
  CHECK(only_in_scipy("").empty());
  CHECK(only_in_scipy("cluster.hierarchy.dendrogram") == "SciPy's cluster.hierarchy.dendrogram has no counterpart yet");
  CHECK(only_in_scipy("dendrogram") == only_in_scipy("scipy.cluster.hierarchy.dendrogram"));
  CHECK(only_in_scipy("cluster.hierarchy:dendrogram") == only_in_scipy("dendrogram"));
  CHECK(scipy_module_with("norm")->name == std::string_view("linalg"));
  CHECK(scipy_module_with("norm", "sparse.linalg")->name == std::string_view("sparse.linalg"));
  CHECK(scipy_module_with("nothing") == nullptr);
  // Of each name that SciPy has and nothing here bears.
  int gaps = 0;
  for (const ScipyModule& m : scipy_modules())
    for_each_word(m.names, [&](std::string_view word) {
      const std::string text = only_in_scipy(std::string(m.name) + "." + std::string(word));
      CHECK(text.empty() != find_entries(word).empty());
      gaps += !text.empty();
      if (!text.empty()) CHECK(text.find(" has no counterpart yet") != std::string::npos);
    });
  CHECK(gaps > 0);
}

TEST_CASE("missing: what comes near is there") {
  for (const ScipyModule& m : scipy_modules())
    for_each_word(m.names, [&](std::string_view word) {
      const std::string_view near = near_scipy(word);
      // Names with a dot in them: optimize.root_scalar
      for (std::size_t at = 0; at < near.size();) {
        const auto end = std::min(near.find_first_of(" ,():", at), near.size());
        const std::string_view name = near.substr(at, end - at);
        if (name.find('.') != std::string_view::npos) {
          INFO(word << ": " << name);
          CHECK(find_entries(name).size() == 1);
        }
        at = end + 1;
      }
    });
  CHECK(near_scipy("fsolve") == "optimize.root_scalar for one equation, optimize.least_squares for several");
  CHECK(near_scipy("xyzzy").empty());
}

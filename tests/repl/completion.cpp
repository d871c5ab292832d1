// Tab.

#include "tests/repl/terminal.h"

using namespace perilune::test;

namespace {

// The line after Tab, which is then dropped.
std::string completed(Terminal& t, const std::string& typed, const std::string& expected) {
  t.send(typed + "\t");
  t.expect_line("> " + expected);
  const std::string line = t.line();
  t.after(ctrl_c);
  return line;
}

// What Tab lists when nothing can be added.
std::string listed(Terminal& t, const std::string& typed) {
  const std::string list = t.listing(typed);
  t.after(ctrl_c);
  return list;
}

}  // namespace

TEST_CASE("prompt: Tab completes names") {
  if (!has_editor()) return;
  const Folder folder;
  Terminal t(folder);
  completed(t, "lin", "linalg");
  completed(t, "x = linalg.svdv", "x = linalg.svdvals");
  completed(t, "string.forma", "string.format");
  completed(t, "mine", "mine");
  t.answer("mine = {alpha = {beta = 1}}");
  completed(t, "min", "mine");
  completed(t, "mine.al", "mine.alpha");
  completed(t, "print(mine.alpha.b", "print(mine.alpha.beta");
  t.answer("a = pl.ones{2, 2}");
  completed(t, "a.sha", "a.shape");
  completed(t, "a:resha", "a:reshape");
  completed(t, ":ti", ":time ");
  completed(t, ":time linalg.svdv", ":time linalg.svdvals");
  CHECK(listed(t, "linalg.svd").find("svd") != std::string::npos);
  CHECK(listed(t, "linalg.svd").find("svdvals") != std::string::npos);
  completed(t, "linalg.svd?", "linalg.svd?");
  // At the begin of a line Tab indents.
  completed(t, "", "  ");
}

TEST_CASE("prompt: Tab runs no code of the session") {
  if (!has_editor()) return;
  const Folder folder;
  Terminal t(folder);
  t.answer("called = 0; t = setmetatable({}, {__index = function() called = called + 1 end})");
  completed(t, "t.x", "t.x");
  completed(t, "t:f().y", "t:f().y");
  CHECK(t.answer("called") == "0");
}

TEST_CASE("prompt: Tab completes options and their words") {
  if (!has_editor()) return;
  const Folder folder;
  Terminal t(folder);
  completed(t, "linalg.svd(a, {fu", "linalg.svd(a, {full_matrices = ");
  completed(t, "linalg.svd(a, {lapack_driver = \"gesv", "linalg.svd(a, {lapack_driver = \"gesvd\"");
  completed(t, "linalg.svd(a, {lapack_driver = 'GESV", "linalg.svd(a, {lapack_driver = 'gesvd'");
  CHECK(listed(t, "linalg.svd(a, {lapack_driver = 'ges") == "gesdd  gesvd");
  CHECK(listed(t, "linalg.svd(a, {").find("print") == std::string::npos);
  CHECK(listed(t, "linalg.svd(a, {full_matrices = ") == "false  true");
  completed(t, "linalg.svd(a, {full_matrices = tr", "linalg.svd(a, {full_matrices = true");
  // Without a quote yet: the words bring their own.
  completed(t, "linalg.svd(a, {lapack_driver = ", "linalg.svd(a, {lapack_driver = \"ges");
  completed(t, "optimize.minimize(f, x0, {method = ", "optimize.minimize(f, x0, {method = \"");
  completed(t, "sparse.csr_matrix{ro", "sparse.csr_matrix{row = ");
  CHECK(listed(t, "sparse.csr_matrix{").find("indptr") != std::string::npos);
  // In a call over several lines as well.
  t.more("linalg.svd(a, {");
  t.send("lap\t");
  t.expect_line(">> lapack_driver = ");
}

TEST_CASE("prompt: Tab completes the names of files") {
  if (!has_editor()) return;
  const Folder folder;
  folder.write("measured.npy", "");
  folder.write("other.txt", "");
  REQUIRE(std::system(("mkdir '" + folder.path + "/folder' && touch '" + folder.path + "/folder/inner.csv'").c_str()) ==
          0);
  Terminal t(folder);
  completed(t, "pl.io.load(\"me", "pl.io.load(\"measured.npy\"");
  completed(t, "io.open('oth", "io.open('other.txt'");
  completed(t, "pl.io.loadtxt 'fol", "pl.io.loadtxt 'folder/");
  completed(t, "dofile('folder/", "dofile('folder/inner.csv'");
  CHECK(listed(t, "io.open('") == "folder/       measured.npy  other.txt");
  completed(t, "print('me", "print('me");
}

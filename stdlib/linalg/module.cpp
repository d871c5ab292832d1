// linalg: what families there are.

#include "stdlib/linalg/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {factor_rows()};

}  // namespace

const Module linalg_module{"linalg", "Dense linear algebra: singular values. Products of matrices are `pl.matmul` and `pl.dot`.", families};

}  // namespace perilune

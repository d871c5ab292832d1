// Products of vectors and matrices.

#include "kernels/array/elementwise.h"
#include "kernels/linalg/matmul.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg args[] = {
    in("a", Type::array, "Left operand."),
    in("b", Type::array, "Right operand."),
    out_option,
    out("c", Type::array, "The product; a Lua value when no axis is left."),
};

using Product = Array (*)(Context&, const View&, const View&);
constexpr Product products[] = {linalg::dot, linalg::matmul, linalg::outer, linalg::inner, linalg::vdot};

void call_product(Call& call) {
  Array c = products[call.code()](call.ctx, call.array("a"), call.array("b"));
  if (!call.given("out")) return call.give_unwrapped(std::move(c));
  copy(call.ctx, c, call.destination(c.shape()));
}

constexpr const char* dtypes =
    "Floats and complex numbers go to BLAS. Integers are multiplied exactly as int64, and a result that does not fit "
    "is an error; booleans give booleans.";

constexpr Function rows[] = {
    {"dot", "Product of vectors, matrices, or a number with either.", args, dtypes,
     "print(pl.dot({1, 2}, {3, 4}))  --> 11.0", call_product, 0, true},
    {"matmul", "Matrix product; stacks of matrices are broadcast.", args, dtypes,
     "print(pl.matmul({{1, 2}, {3, 4}}, {1, 1}))  --> [3. 7.]", call_product, 1, true},
    {"outer", "All products of an element of a with one of b.", args,
     "Both are flattened; the result has a row for each element of a.",
     "print(pl.outer({1, 2}, {3, 4}))\n--> [[3. 4.]\n-->  [6. 8.]]", call_product, 2},
    {"inner", "Sums of products over the last axes.", args, dtypes, "print(pl.inner({1, 2}, {3, 4}))  --> 11.0",
     call_product, 3},
    {"vdot", "Sum of conj(a) * b over all elements.", args, dtypes, "print(pl.vdot({1, 2}, {3, 4}))  --> 11.0",
     call_product, 4},
};

}  // namespace

Rows product_rows() { return rows; }

}  // namespace perilune

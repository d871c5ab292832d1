#include "stdlib/optimize/inverse_hessian.h"

#include <vector>

#include "kernels/optimize/lbfgsb.h"
#include "stdlib/registry/call.h"
#include "stdlib/types/object_text.h"

namespace perilune {

namespace {

constexpr Arg self_arg = in("self", Type::object, "The estimate.").of(inverse_hessian_class);

constexpr Arg matvec_args[] = {
    self_arg,
    in("x", Type::vector, "The vector.").shaped("n"),
    out("y", Type::vector, "The inverse Hessian times x.").shaped("n"),
};
constexpr Arg todense_args[] = {self_arg, out("h", Type::matrix, "The estimate as a matrix.").shaped("n, n")};
constexpr Arg steps_args[] = {self_arg, out("sk", Type::matrix, "Differences of x, oldest first.").shaped("k, n")};
constexpr Arg changes_args[] = {self_arg,
                                out("yk", Type::matrix, "Differences of gradients, oldest first.").shaped("k, n")};
constexpr Arg count_args[] = {self_arg, out("n_corrs", Type::integer, "How many corrections there are.")};

void call_matvec(Call& call) {
  const auto& h = call.object<InverseHessian>("self");
  const Array x = call.array_as("x", DType::float64);
  const std::int64_t n = h.steps.shape()[1];
  if (x.size() != n) call.refuse("x", format("must have %lld elements", static_cast<long long>(n)));
  Array y = Array::empty(call.ctx, DType::float64, {n});
  const auto length = static_cast<std::size_t>(n);
  optimize::inverse_hessian_product(call.ctx, h.steps, h.gradient_changes, {x.as<double>(), length},
                                    {y.as<double>(), length});
  call.give(std::move(y));
}

void call_todense(Call& call) {
  const auto& h = call.object<InverseHessian>("self");
  const std::int64_t n = h.steps.shape()[1];
  Array dense = Array::empty(call.ctx, DType::float64, {n, n});
  CountedVector<double> unit = call.ctx.vector<double>(static_cast<std::size_t>(n));
  for (std::int64_t i = 0; i < n; ++i) {
    call.ctx.poll();
    unit[static_cast<std::size_t>(i)] = 1;
    optimize::inverse_hessian_product(call.ctx, h.steps, h.gradient_changes, unit,
                                      {dense.as<double>() + i * n, static_cast<std::size_t>(n)});
    unit[static_cast<std::size_t>(i)] = 0;
  }
  call.give(std::move(dense));  // symmetric: rows are columns
}

void call_steps(Call& call) { call.give(call.object<InverseHessian>("self").steps); }
void call_changes(Call& call) { call.give(call.object<InverseHessian>("self").gradient_changes); }
void call_count(Call& call) { call.give(call.object<InverseHessian>("self").steps.shape()[0]); }

constexpr Function methods[] = {
    Function{"matvec", "The estimate of the inverse Hessian times a vector.", matvec_args,
             "Runs through the corrections twice, without forming a matrix.",
             R"(local function f(x) return (x[1] - 1)^2 + 2 * x[2]^2 end
                local h = optimize.minimize(f, {3, 4}, {method = "L-BFGS-B"}).hess_inv
                print(pl.allclose(h:matvec{1, 0}, {0.5, 0}, {atol = 0.02}))  --> true)",
             call_matvec}
        .alias("dot"),
    Function{"todense", "The estimate of the inverse Hessian as a matrix.", todense_args,
             "For few variables, such as the parameters of a fit.",
             R"(local function f(x) return (x[1] - 1)^2 + 2 * x[2]^2 end
                local h = optimize.minimize(f, {3, 4}, {method = "L-BFGS-B"}).hess_inv
                print(pl.allclose(h:todense(), {{0.5, 0}, {0, 0.25}}, {atol = 0.02}))  --> true)",
             call_todense},
};

constexpr Function fields[] = {
    {"sk", "The last differences of x.", steps_args, "Oldest first, one per row.",
     R"(local h = optimize.minimize(function(x) return x[1]^2 end, {1}, {method = "L-BFGS-B"}).hess_inv
        print(h.sk.shape[2])  --> 1)",
     call_steps},
    {"yk", "The last differences of gradients.", changes_args, "Oldest first, one per row.",
     R"(local h = optimize.minimize(function(x) return x[1]^2 end, {1}, {method = "L-BFGS-B"}).hess_inv
        print(h.yk.shape == h.sk.shape)  --> true)",
     call_changes},
    {"n_corrs", "How many corrections there are.", count_args, "At most maxcor.",
     R"(local h = optimize.minimize(function(x) return x[1]^2 end, {1}, {method = "L-BFGS-B"}).hess_inv
        print(h.n_corrs == #h.sk)  --> true)",
     call_count},
};

void call_text(Call& call) {
  const Array& steps = call.object<InverseHessian>("self").steps;
  const auto n = static_cast<long long>(steps.shape()[1]);
  call.give(format("LbfgsInvHessProduct %lldx%lld from ", n, n) + counted(steps.shape()[0], "correction"));
}
constexpr Operators operators{.text = call_text};

}  // namespace

const Class inverse_hessian_class{
    "optimize.LbfgsInvHessProduct",
    "LbfgsInvHessProduct:",
    "An estimate of an inverse Hessian from the last steps of L-BFGS-B.",
    methods,
    fields,
    nullptr,
    [](void* p) { delete static_cast<InverseHessian*>(p); },
    "J. Nocedal, Mathematics of Computation 35 (1980): two runs through the corrections give a product, without a "
    "matrix.",
    nullptr,
    &operators};

}  // namespace perilune

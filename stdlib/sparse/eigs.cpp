// A few eigenvalues of matrices that need not be symmetric.

#include "kernels/sparse/eigs.h"

#include "kernels/array/elementwise.h"
#include "stdlib/sparse/spectral.h"

namespace perilune {

using sparse::EigsOptions;
using sparse::GeneralWhich;

namespace {

template <class T>
void run_eigs(Call& call, DType narrow, BoundOperator& a, std::optional<BoundOperator>& m,
              std::optional<BoundOperator>& minv, std::optional<BoundOperator>& opinv, const EigsOptions& options) {
  const bool complex_inverse = opinv && !is_complex_type<T> && options.sigma && options.sigma->imag() != 0;
  for (BoundOperator* op : {&a, m ? &*m : nullptr, minv ? &*minv : nullptr})
    if (op) op->prepare(dtype_of<T>);
  if (opinv) opinv->prepare(complex_inverse ? DType::complex128 : dtype_of<T>);
  sparse::EigsProblem<T> problem;
  problem.n = a.rows();
  const auto a_times = [&](const T* x, T* y) { a.apply(x, y); };
  const auto m_times = [&](const T* x, T* y) { m->apply(x, y); };
  const auto m_solve = [&](const T* x, T* y) { minv->apply(x, y); };
  const auto op_solve = [&](const T* x, T* y) { opinv->apply(x, y); };
  const auto complex_solve = [&](const Complex128* x, Complex128* y) { opinv->apply(x, y); };
  problem.a = a.matrix();
  if (!problem.a) problem.a_product.emplace(a_times);
  if (m) {
    problem.m = m->matrix();
    if (!problem.m) problem.m_product.emplace(m_times);
  }
  if (minv) problem.m_inverse.emplace(m_solve);
  if (opinv) {
    if (complex_inverse) problem.complex_inverse.emplace(complex_solve);
    else problem.op_inverse.emplace(op_solve);
  }
  const Array v0 = start_vector(call, problem.n, dtype_of<T>);
  const sparse::EigsResult r = sparse::eigs(call.ctx, problem, options, call.has("v0") ? v0.as<T>() : nullptr);
  Record info = spectral_record(call, options.k, r.converged, r.restarts, r.products, r.out_of_time);
  Array w = Array::empty(call.ctx, complex_dtype(narrow), {static_cast<std::int64_t>(r.values.size())});
  for (std::size_t i = 0; i < r.values.size(); ++i)
    store(w.dtype(), w.data() + i * itemsize(w.dtype()), Scalar::of(r.values[i]));
  call.give(std::move(w));
  if (options.vectors) {
    const DType dtype = complex_dtype(narrow);
    call.give(dtype == DType::complex128 ? contiguous_copy(call.ctx, r.vectors) : astype(call.ctx, r.vectors, dtype));
  }
  call.give(std::move(info));
}

void call_eigs(Call& call) {
  BoundOperator a(call, "A");
  a.check_square(call);
  EigsOptions options;
  read_iteration(call, options);
  options.which = call.one_of<GeneralWhich>("which", {{"LM", GeneralWhich::LM},
                                                      {"SM", GeneralWhich::SM},
                                                      {"LR", GeneralWhich::LR},
                                                      {"SR", GeneralWhich::SR},
                                                      {"LI", GeneralWhich::LI},
                                                      {"SI", GeneralWhich::SI}});
  options.vectors = call.flag("return_eigenvectors");
  if (call.has("sigma")) {
    const Scalar sigma = call.scalar("sigma");
    options.sigma = Complex128(sigma.real(), sigma.imag());
  }
  const bool complex_shift = options.sigma && options.sigma->imag() != 0;
  DType dtype = a.dtype();
  auto further = [&](const char* name) {
    std::optional<BoundOperator> op;
    if (!call.has(name)) return op;
    op.emplace(call, name);
    op->check_size(call, a.rows());
    return op;
  };
  std::optional<BoundOperator> m = further("M"), minv = further("Minv"), opinv = further("OPinv");
  if (minv && !m) call.refuse("Minv", "must come with M");
  for (const BoundOperator* op : {m ? &*m : nullptr, minv ? &*minv : nullptr})
    if (op) dtype = promote(dtype, op->dtype());
  if (opinv && !complex_shift) dtype = promote(dtype, opinv->dtype());
  if (call.given("OPpart") && (is_complex(dtype) || !complex_shift))
    call.refuse("OPpart", "must only come with a real problem and a complex sigma");
  options.imaginary_part = call.text("OPpart") == "i";
  if (is_complex(dtype)) run_eigs<Complex128>(call, dtype, a, m, minv, opinv, options);
  else run_eigs<double>(call, dtype, a, m, minv, opinv, options);
}

constexpr Arg eigs_args[] = {
    in("A", operator_type, "A square matrix, sparse or dense, or an operator.")
        .of(sparse_class)
        .or_of(linear_operator_class)
        .shaped("n, n"),
    k_arg,
    operator_option("M",
                    "The matrix of A x = w M x, symmetric or Hermitian and positive semi-definite; the identity "
                    "when left out."),
    option("sigma", Type::number | Type::complex, absent, "Finds those near it, by factors of A - sigma M."),
    choice("which", "LM|SM|LR|SR|LI|SI",
           "Largest or smallest by magnitude, by real part or by imaginary part (of real problems by its magnitude). "
           "With sigma it speaks of 1 / (w - sigma), so that LM means the nearest."),
    v0_arg,
    option("ncv", Type::integer, absent, "Vectors in the basis, more than k + 1; max(2 k + 1, 20) when left out.")
        .at_least(1),
    maxiter_arg,
    tol_arg,
    vectors_arg,
    operator_option("Minv", "The product with M^-1, instead of factors of M; without sigma."),
    operator_option("OPinv",
                    "The product with (A - sigma M)^-1, instead of factors; for a complex sigma with complex "
                    "vectors."),
    choice("OPpart", "r|i",
           "Of a real problem near a complex sigma: whether the real or the imaginary part of (A - sigma M)^-1 M is "
           "the operator. which then speaks of its values, (1 / (w - sigma) + 1 / (w - conj(sigma))) / 2 for r."),
    spectral_maxtime_arg,
    out("w", Type::vector, "Eigenvalues, complex, the most wanted first.").shaped("k"),
    out("v", Type::matrix, "Eigenvectors, complex, one per column, with |v| = 1 (v^H M v = 1).")
        .shaped("n, k")
        .only_if("return_eigenvectors"),
    spectral_info_arg,
};

constexpr Function rows[] = {
    Function{
        "eigs", "A few eigenvalues of any square matrix.", eigs_args,
        "By products with A alone, or, with sigma, by factors of A - sigma M. For symmetric and Hermitian matrices "
        "`sparse.linalg.eigsh` is faster and more accurate. Where not all converge within maxiter, those that have "
        "are returned, with a warning; maxtime leaves nothing. ARPACK solves one problem at a time: calls from "
        "several states wait for each other, and a product of A cannot call eigs itself. Where k is n - 1 or n, "
        "all eigenvalues are computed by the dense method.",
        R"(local n = 50   -- rotates each pair of coordinates
                local a = sparse.diags({pl.arange(1, n), -pl.arange(1, n)}, {1, -1})
                local w, v = sparse.linalg.eigs(a, 2, {which = "LI"})
                print(pl.allclose(w.real, 0, {atol = 1e-9}), pl.allclose(w[1].imag, -w[2].imag))  --> true	true
                print(pl.allclose(a:dot(v), v * w))  --> true)",
        call_eigs}
        .raises("none of the eigenvalues converges\nA - sigma M or M is singular\nA gives nan or an infinity\n"
                "the call comes from a product of another problem that ARPACK solves")
        .from("ARPACK: R. Lehoucq, D. Sorensen, C. Yang, ARPACK Users' Guide, SIAM (1998)\n"
              "B. Parlett, Y. Saad, Linear Algebra and its Applications 88/89 (1987): complex shifts of real problems"),
};

}  // namespace

Rows sparse_eigs_rows() { return rows; }

}  // namespace perilune

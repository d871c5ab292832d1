#include "kernels/sparse/lu.h"
#include "kernels/sparse/umfpack_library.h"

namespace perilune::sparse {

#if defined(PERILUNE_SUITESPARSE)

namespace {

void check(int status, const char* argument) {
  if (status == UMFPACK_OK) return;
  if (status == UMFPACK_WARNING_singular_matrix) throw SingularError(std::string(argument) + " is exactly singular");
  if (status == UMFPACK_ERROR_out_of_memory) throw MemoryError(std::string("no memory for the factors of ") + argument);
  throw InternalError(format("umfpack failed with status %d", status));
}

// Numerical factors of a matrix, freed with it.
template <class T>
class Numeric {
 public:
  Numeric(const UmfpackLibrary& library, const Matrix& a, const FactorOptions& options, bool scaled,
          const char* argument)
      : routines_{library}, a_(a) {
    routines_.defaults(control_);
    control_[UMFPACK_IRSTEP] = 0;  // refinement would double the work of each solution
    if (!scaled) control_[UMFPACK_SCALE] = UMFPACK_SCALE_NONE;
    if (options.pivot_threshold >= 0)
      control_[UMFPACK_PIVOT_TOLERANCE] = control_[UMFPACK_SYM_PIVOT_TOLERANCE] = options.pivot_threshold;
    if (options.ordering == FactorOptions::natural) {
      control_[UMFPACK_ORDERING] = UMFPACK_ORDERING_NONE;
      control_[UMFPACK_SINGLETONS] = 0;
    } else if (options.ordering != FactorOptions::automatic) {
      control_[UMFPACK_ORDERING] = UMFPACK_ORDERING_AMD;
      control_[UMFPACK_STRATEGY] =
          options.ordering == FactorOptions::columns ? UMFPACK_STRATEGY_UNSYMMETRIC : UMFPACK_STRATEGY_SYMMETRIC;
    }
    double info[UMFPACK_INFO];
    const int* p = a.indptr.as<int>();
    const int* i = a.indices.as<int>();
    const T* x = a.data.as<T>();
    void* symbolic = nullptr;
    int status = routines_.symbolic(static_cast<int>(a.rows), p, i, x, &symbolic, control_, info);
    if (status == UMFPACK_OK) status = routines_.numeric(p, i, x, symbolic, &numeric_, control_, info);
    if (symbolic) routines_.free_symbolic(&symbolic);
    if (status != UMFPACK_OK && numeric_) routines_.free_numeric(&numeric_);
    check(status, argument);
  }
  ~Numeric() {
    if (numeric_) routines_.free_numeric(&numeric_);
  }
  Numeric(const Numeric&) = delete;
  Numeric& operator=(const Numeric&) = delete;

  void solve(const T* b, T* x) const {
    double info[UMFPACK_INFO];
    check(routines_.solve(a_.indptr.as<int>(), a_.indices.as<int>(), a_.data.as<T>(), x, b, numeric_, control_, info),
          "A");
  }

  SparseLu factors(Context& ctx) const {
    int l = 0, u = 0, rows = 0, columns = 0, diagonal = 0, reciprocal = 0;
    check(routines_.sizes(&l, &u, &rows, &columns, &diagonal, numeric_), "A");
    const std::int64_t n = a_.rows;
    Matrix lower = empty_matrix(ctx, Format::csr, n, n, l, dtype_of<T>, DType::int32);
    Matrix upper = empty_matrix(ctx, Format::csc, n, n, u, dtype_of<T>, DType::int32);
    const Array p = Array::empty(ctx, DType::int32, {n}), q = Array::empty(ctx, DType::int32, {n});
    check(routines_.factors(lower.indptr.as<int>(), lower.indices.as<int>(), lower.data.as<T>(), upper.indptr.as<int>(),
                            upper.indices.as<int>(), upper.data.as<T>(), p.as<int>(), q.as<int>(), &reciprocal, nullptr,
                            numeric_),
          "A");
    lower.sorted = lower.canonical = upper.sorted = upper.canonical = false;
    SparseLu result{convert(ctx, lower, Format::csc), upper, Array::empty(ctx, DType::int32, {n}),
                    Array::empty(ctx, DType::int32, {n})};
    for (int k = 0; k < static_cast<int>(n); ++k) {  // theirs are the inverses
      result.perm_r.as<int>()[p.as<int>()[k]] = k;
      result.perm_c.as<int>()[q.as<int>()[k]] = k;
    }
    return result;
  }

 private:
  UmfpackRoutines<T> routines_;
  Matrix a_;
  void* numeric_ = nullptr;
  double control_[UMFPACK_CONTROL];
};

template <class T>
class Umfpack final : public Factorization<T> {
 public:
  Umfpack(const UmfpackLibrary& library, const Matrix& a, const FactorOptions& options, const char* argument)
      : numeric_(library, a, options, true, argument) {}
  void solve(const T* b, T* x) const override { numeric_.solve(b, x); }
  const char* method() const override { return "umfpack"; }

 private:
  Numeric<T> numeric_;
};

}  // namespace

template <class T>
std::unique_ptr<Factorization<T>> factorize_umfpack(const Matrix& a, const FactorOptions& options,
                                                    const char* argument) {
  const UmfpackLibrary* library = umfpack();
  if (!library) return nullptr;
  return std::make_unique<Umfpack<T>>(*library, a, options, argument);
}

// Without scaling of rows, so that L U is A and nothing else.
template <class T>
std::optional<SparseLu> lu_umfpack(Context& ctx, const Matrix& a, const FactorOptions& options) {
  const UmfpackLibrary* library = umfpack();
  if (!library) return {};
  return Numeric<T>(*library, a, options, false, "A").factors(ctx);
}

#else

template <class T>
std::unique_ptr<Factorization<T>> factorize_umfpack(const Matrix&, const FactorOptions&, const char*) {
  return nullptr;
}
template <class T>
std::optional<SparseLu> lu_umfpack(Context&, const Matrix&, const FactorOptions&) {
  return {};
}

#endif

template std::unique_ptr<Factorization<double>> factorize_umfpack(const Matrix&, const FactorOptions&, const char*);
template std::unique_ptr<Factorization<Complex128>> factorize_umfpack(const Matrix&, const FactorOptions&, const char*);
template std::optional<SparseLu> lu_umfpack<double>(Context&, const Matrix&, const FactorOptions&);
template std::optional<SparseLu> lu_umfpack<Complex128>(Context&, const Matrix&, const FactorOptions&);

}  // namespace perilune::sparse

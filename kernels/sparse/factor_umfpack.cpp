#include "kernels/sparse/factor.h"

#if defined(PERILUNE_SUITESPARSE)
#include <umfpack.h>
#endif

namespace perilune::sparse {

#if defined(PERILUNE_SUITESPARSE)

namespace {

// The four routines that differ by type; complex numbers go packed, which a null pointer for the imaginary parts says.
template <class T>
struct Routines;
template <>
struct Routines<double> {
  static int symbolic(int n, const int* p, const int* i, const double* x, void** out, const double* control,
                      double* info) {
    return umfpack_di_symbolic(n, n, p, i, x, out, control, info);
  }
  static int numeric(const int* p, const int* i, const double* x, void* from, void** out, const double* control,
                     double* info) {
    return umfpack_di_numeric(p, i, x, from, out, control, info);
  }
  static int solve(const int* p, const int* i, const double* a, double* x, const double* b, void* numeric,
                   const double* control, double* info) {
    return umfpack_di_solve(UMFPACK_A, p, i, a, x, b, numeric, control, info);
  }
  static void defaults(double* control) { umfpack_di_defaults(control); }
  static void free_symbolic(void** s) { umfpack_di_free_symbolic(s); }
  static void free_numeric(void** n) { umfpack_di_free_numeric(n); }
};
template <>
struct Routines<Complex128> {
  static const double* parts(const Complex128* x) { return reinterpret_cast<const double*>(x); }
  static int symbolic(int n, const int* p, const int* i, const Complex128* x, void** out, const double* control,
                      double* info) {
    return umfpack_zi_symbolic(n, n, p, i, parts(x), nullptr, out, control, info);
  }
  static int numeric(const int* p, const int* i, const Complex128* x, void* from, void** out, const double* control,
                     double* info) {
    return umfpack_zi_numeric(p, i, parts(x), nullptr, from, out, control, info);
  }
  static int solve(const int* p, const int* i, const Complex128* a, Complex128* x, const Complex128* b, void* numeric,
                   const double* control, double* info) {
    return umfpack_zi_solve(UMFPACK_A, p, i, parts(a), nullptr, reinterpret_cast<double*>(x), nullptr, parts(b),
                            nullptr, numeric, control, info);
  }
  static void defaults(double* control) { umfpack_zi_defaults(control); }
  static void free_symbolic(void** s) { umfpack_zi_free_symbolic(s); }
  static void free_numeric(void** n) { umfpack_zi_free_numeric(n); }
};

void check(int status, const char* argument) {
  if (status == UMFPACK_OK) return;
  if (status == UMFPACK_WARNING_singular_matrix) throw SingularError(std::string(argument) + " is exactly singular");
  if (status == UMFPACK_ERROR_out_of_memory) throw MemoryError(std::string("no memory for the factors of ") + argument);
  throw InternalError(format("umfpack failed with status %d", status));
}

template <class T>
class Umfpack final : public Factorization<T> {
  using Routine = Routines<T>;

 public:
  Umfpack(const Matrix& a, FactorOptions::Ordering ordering, const char* argument) : a_(a) {
    Routine::defaults(control_);
    control_[UMFPACK_IRSTEP] = 0;  // refinement would double the work of each solution
    if (ordering == FactorOptions::natural) {
      control_[UMFPACK_ORDERING] = UMFPACK_ORDERING_NONE;
      control_[UMFPACK_SINGLETONS] = 0;
    } else if (ordering != FactorOptions::automatic) {
      control_[UMFPACK_ORDERING] = UMFPACK_ORDERING_AMD;
      control_[UMFPACK_STRATEGY] =
          ordering == FactorOptions::columns ? UMFPACK_STRATEGY_UNSYMMETRIC : UMFPACK_STRATEGY_SYMMETRIC;
    }
    double info[UMFPACK_INFO];
    const int* p = a.indptr.as<int>();
    const int* i = a.indices.as<int>();
    const T* x = a.data.as<T>();
    void* symbolic = nullptr;
    int status = Routine::symbolic(static_cast<int>(a.rows), p, i, x, &symbolic, control_, info);
    if (status == UMFPACK_OK) status = Routine::numeric(p, i, x, symbolic, &numeric_, control_, info);
    if (symbolic) Routine::free_symbolic(&symbolic);
    if (status != UMFPACK_OK && numeric_) Routine::free_numeric(&numeric_);
    check(status, argument);
  }
  ~Umfpack() override {
    if (numeric_) Routine::free_numeric(&numeric_);
  }
  void solve(const T* b, T* x) const override {
    double info[UMFPACK_INFO];
    check(Routine::solve(a_.indptr.as<int>(), a_.indices.as<int>(), a_.data.as<T>(), x, b, numeric_, control_, info),
          "A");
  }
  const char* method() const override { return "umfpack"; }

 private:
  Matrix a_;
  void* numeric_ = nullptr;
  double control_[UMFPACK_CONTROL];
};

}  // namespace

template <class T>
std::unique_ptr<Factorization<T>> factorize_umfpack(const Matrix& a, FactorOptions::Ordering ordering,
                                                    const char* argument) {
  return std::make_unique<Umfpack<T>>(a, ordering, argument);
}

#else

template <class T>
std::unique_ptr<Factorization<T>> factorize_umfpack(const Matrix&, FactorOptions::Ordering, const char*) {
  return nullptr;
}

#endif

template std::unique_ptr<Factorization<double>> factorize_umfpack(const Matrix&, FactorOptions::Ordering, const char*);
template std::unique_ptr<Factorization<Complex128>> factorize_umfpack(const Matrix&, FactorOptions::Ordering,
                                                                      const char*);

}  // namespace perilune::sparse

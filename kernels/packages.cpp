#include "kernels/packages.h"

#include <zlib.h>

#if defined(PERILUNE_SUITESPARSE)
#include <SuiteSparse_config.h>
#endif

extern "C" {
char* openblas_get_config();
void ilaver_(int* major, int* minor, int* patch);

// Weak: to name them here links nothing. They have an address where a kernel has brought the package.
[[gnu::weak]] double dpmpar(int which);  // MINPACK
[[gnu::weak]] void setulb_();            // L-BFGS-B
[[gnu::weak]] extern const char fftw_version[];
}

namespace perilune {

namespace {

// "OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH …": the second word.
std::string openblas_version() {
  const std::string text = openblas_get_config();
  const auto begin = text.find(' ') + 1;
  return text.substr(begin, text.find(' ', begin) - begin);
}

std::string three(const int (&version)[3]) {
  return std::to_string(version[0]) + "." + std::to_string(version[1]) + "." + std::to_string(version[2]);
}

std::string lapack_version() {
  int version[3] = {};
  ilaver_(&version[0], &version[1], &version[2]);
  return three(version);
}

// "fftw-3.3.10-sse2-avx"
std::string version_of_fftw() {
  const std::string text = fftw_version;
  const auto begin = text.find('-') + 1;
  return text.substr(begin, text.find('-', begin) - begin);
}

// Opened when it is first needed, so that the headers must tell; METIS and CHOLMOD come with it.
#if defined(PERILUNE_SUITESPARSE)
constexpr bool suitesparse = true;
std::string version_of_suitesparse() {
  return three({SUITESPARSE_MAIN_VERSION, SUITESPARSE_SUB_VERSION, SUITESPARSE_SUBSUB_VERSION});
}
#else
constexpr bool suitesparse = false;
std::string version_of_suitesparse() { return {}; }
#endif

// The others have no function that tells: what the configuration found.
template <const char* const& text>
std::string found() {
  return text;
}
constexpr const char *boost = PERILUNE_BOOST_VERSION, *eigen = PERILUNE_EIGEN_VERSION,
                     *arpack = PERILUNE_ARPACK_VERSION, *minpack = PERILUNE_CMINPACK_VERSION, *lbfgsb = "3.0",
                     *metis = "5";

// In the order of the table in docs/licences.md, which has a line for each.
constexpr Package all[] = {
    {"OpenBLAS", openblas_version, "BSD-3-Clause", "matrix products"},
    {"LAPACK", lapack_version, "BSD-3-Clause", "matrix factorisations (inside OpenBLAS)"},
    {"FFTW", version_of_fftw, "GPL-2.0-or-later", "Fourier transforms", [] { return fftw_version != nullptr; }},
    {"CHOLMOD", version_of_suitesparse, "GPL-2.0-or-later", "orderings below UMFPACK, with AMD and COLAMD",
     [] { return suitesparse; }},
    {"UMFPACK", version_of_suitesparse, "GPL-2.0-or-later", "sparse LU factorisations", [] { return suitesparse; }},
    {"METIS", found<metis>, "Apache-2.0", "orderings, below CHOLMOD", [] { return suitesparse; }},
    {"ARPACK", found<arpack>, "BSD-3-Clause", "eigenvalues of sparse matrices"},
    {"MINPACK", found<minpack>, "BSD-3-Clause", "least squares, systems of equations",
     [] { return dpmpar != nullptr; }},
    {"L-BFGS-B", found<lbfgsb>, "BSD-3-Clause", "minimisation with bounds", [] { return setulb_ != nullptr; }},
    {"Boost", found<boost>, "BSL-1.0", "special functions"},
    {"Eigen", found<eigen>, "MPL-2.0", "sparse factorisations"},
    {"zlib", [] { return std::string(zlibVersion()); }, "Zlib", "compressed files"},
};

}  // namespace

std::span<const Package> packages() { return all; }

}  // namespace perilune

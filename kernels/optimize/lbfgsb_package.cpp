#include "kernels/optimize/lbfgsb_package.h"

extern "C" {

void setulb_(const int* n, const int* m, double* x, const double* lower, const double* upper, const int* kinds,
             double* f, double* g, const double* factr, const double* pgtol, double* work, int* integer_work,
             char* task, const int* print, char* csave, int* lsave, int* isave, double* dsave, const int* maxls,
             std::size_t task_length, std::size_t csave_length);
void dcsrch_(const double* f, const double* g, double* step, const double* ftol, const double* gtol, const double* xtol,
             const double* least, const double* most, char* task, int* isave, double* dsave, std::size_t task_length);

// What packages.cmake puts in the place of the package's clock and of its writing to standard output. The times are for
// a report that nobody asks for; what it writes on its way, the result says.
void perilune_lbfgsbtimer_(double* seconds) { *seconds = 0; }
void perilune_lbfgsb_gfortran_st_write(void*) {}
void perilune_lbfgsb_gfortran_st_write_done(void*) {}
void perilune_lbfgsb_gfortran_transfer_array_write(void*, void*, int, std::size_t) {}
void perilune_lbfgsb_gfortran_transfer_character_write(void*, const char*, std::size_t) {}
void perilune_lbfgsb_gfortran_transfer_integer_write(void*, void*, int) {}
void perilune_lbfgsb_gfortran_transfer_real_write(void*, void*, int) {}
}

namespace perilune::optimize::package {

void setulb(const int* n, const int* m, double* x, const double* lower, const double* upper, const int* kinds,
            double* f, double* g, const double* factr, const double* pgtol, double* work, int* integer_work, char* task,
            char* csave, int* lsave, int* isave, double* dsave, const int* maxls) {
  const int silent = -1;
  setulb_(n, m, x, lower, upper, kinds, f, g, factr, pgtol, work, integer_work, task, &silent, csave, lsave, isave,
          dsave, maxls, task_length, task_length);
}

void dcsrch(const double* f, const double* g, double* step, const double* ftol, const double* gtol, const double* xtol,
            const double* least, const double* most, char* task, int* isave, double* dsave) {
  dcsrch_(f, g, step, ftol, gtol, xtol, least, most, task, isave, dsave, task_length);
}

}  // namespace perilune::optimize::package

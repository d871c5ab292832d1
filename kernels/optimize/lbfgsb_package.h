#pragma once
// The package L-BFGS-B 3.0: the two routines that are used of it. It has no header.

#include <cstddef>

namespace perilune::optimize::package {

// Both talk by reverse communication, through `task` of 60 characters.
inline constexpr std::size_t task_length = 60;

// A step of the minimisation with bounds.
void setulb(const int* n, const int* m, double* x, const double* lower, const double* upper, const int* kinds,
            double* f, double* g, const double* factr, const double* pgtol, double* work, int* integer_work, char* task,
            char* csave, int* lsave, int* isave, double* dsave, const int* maxls);

// A step of Moré and Thuente's line search.
void dcsrch(const double* f, const double* g, double* step, const double* ftol, const double* gtol, const double* xtol,
            const double* least, const double* most, char* task, int* isave, double* dsave);

}  // namespace perilune::optimize::package

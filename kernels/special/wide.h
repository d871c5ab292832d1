#pragma once
// Special functions over runs of numbers: out[i] = f(x[i]), where out may be x. In plain arithmetic that vectorises on
// processors with fused multiply-add; the functions of one number in functions.h give the same bits. Elsewhere (and in
// tests) those of `plain` serve, made of the C library's and Boost's functions.

#include <cstdint>

#include "kernels/array/elementwise_loops.h"

namespace perilune::special {

namespace wide {

using Loop = void (*)(std::int64_t n, const double* x, double* out);

void erf(std::int64_t n, const double* x, double* out);
void erfc(std::int64_t n, const double* x, double* out);
void erfcx(std::int64_t n, const double* x, double* out);
void ndtr(std::int64_t n, const double* x, double* out);
void log_ndtr(std::int64_t n, const double* x, double* out);
void expit(std::int64_t n, const double* x, double* out);
void logit(std::int64_t n, const double* p, double* out);
void gamma(std::int64_t n, const double* x, double* out);

// Functions of three numbers: operand k of result i is in[k][i * step[k]], step[k] being 0 or 1.
using Loop3 = void (*)(std::int64_t n, const double* const* in, const std::int64_t* step, double* out);

void betainc(std::int64_t n, const double* const* in, const std::int64_t* step, double* out);
void betaincc(std::int64_t n, const double* const* in, const std::int64_t* step, double* out);
void betaincinv(std::int64_t n, const double* const* in, const std::int64_t* step, double* out);
void betainccinv(std::int64_t n, const double* const* in, const std::int64_t* step, double* out);

// The loop for one instruction set; null where it has no fused multiply-add.
loops::UnaryLoop erf_loop(loops::Isa isa);
loops::UnaryLoop erfc_loop(loops::Isa isa);
loops::UnaryLoop erfcx_loop(loops::Isa isa);
loops::UnaryLoop ndtr_loop(loops::Isa isa);
loops::UnaryLoop log_ndtr_loop(loops::Isa isa);
loops::UnaryLoop expit_loop(loops::Isa isa);
loops::UnaryLoop logit_loop(loops::Isa isa);
loops::UnaryLoop gamma_loop(loops::Isa isa);

}  // namespace wide

namespace plain {

double erf(double x);
double erfc(double x);
double erfcx(double x);
double ndtr(double x);
double log_ndtr(double x);
double expit(double x);
double logit(double p);
double gamma(double x);

}  // namespace plain

}  // namespace perilune::special

#pragma once
// QR factorisation a = q r by Householder reflections.

#include "kernels/core/array.h"

namespace perilune::linalg {

struct QrOptions {
  enum Mode { full, r_only, economic, raw } mode = full;
  bool pivoting = false;  // exchange columns so that the diagonal of r falls
};

struct Qr {
  Array q;    // full: m x m, economic: m x min(m, n), raw: reflections below the diagonal of r; none for r_only
  Array r;    // m x n for full and r_only, else min(m, n) x n
  Array tau;  // raw: the factors of the reflections
  Array p;    // pivoting: column j of q r is column p[j] of a, from 0
};

// a: a matrix or a stack. ShapeError, ValueError for nan and infinities.
Qr qr(Context& ctx, const View& a, const QrOptions& options = {});

}  // namespace perilune::linalg

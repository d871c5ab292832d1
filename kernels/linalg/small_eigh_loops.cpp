// Eigenvalues of small symmetric matrices: Householder's reduction to a tridiagonal matrix, then implicit QL steps with
// Wilkinson's shift. R. Martin, C. Reinsch, J. Wilkinson, Numer. Math. 11 (1968); A. Dubrulle, Numer. Math. 15 (1970).

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/linalg/small.h"

namespace perilune::linalg {

namespace {

template <class T>
T dot(const T* x, const T* y, Int n) {
  T sum = 0;
  for (Int i = 0; i < n; ++i) sum += x[i] * y[i];
  return sum;
}

template <class T>
void add_multiple(T* __restrict y, const T* __restrict x, T factor, Int n) {
  for (Int i = 0; i < n; ++i) y[i] += factor * x[i];
}

template <class T>
struct Reduced {
  T diagonal[small_side], beside[small_side], scale[small_side];
};

// Each reflection 1 - scale v v' clears a column below its subdiagonal; v takes its place.
template <class T>
void reduce(T* a, Int n, Reduced<T>& r) {
  T w[small_side];
  for (Int k = 0; k + 2 < n; ++k) {
    const Int m = n - k - 1;
    T* v = a + k * n + k + 1;
    const T rest = dot(v + 1, v + 1, m - 1);
    r.scale[k] = 0;
    r.beside[k] = v[0];
    if (rest == 0) continue;
    const T size = std::sqrt(v[0] * v[0] + rest), target = v[0] > 0 ? -size : size;
    r.beside[k] = target;
    v[0] -= target;
    const T scale = -1 / (target * v[0]);  // 2 / v'v
    r.scale[k] = scale;
    T* block = a + (k + 1) * n + k + 1;
    std::fill_n(w, m, T(0));
    for (Int j = 0; j < m; ++j) add_multiple(w, block + j * n, scale * v[j], m);
    add_multiple(w, v, -scale / 2 * dot(w, v, m), m);
    for (Int j = 0; j < m; ++j) {
      T* column = block + j * n;
      const T vj = v[j], wj = w[j];
      for (Int i = 0; i < m; ++i) column[i] -= v[i] * wj + w[i] * vj;
    }
  }
  for (Int i = 0; i < n; ++i) r.diagonal[i] = a[i * (n + 1)];
  if (n > 1) r.beside[n - 2] = a[(n - 2) * n + n - 1];
  r.beside[n - 1] = 0;
}

// The product of the reflections.
template <class T>
void build(const T* a, Int n, const Reduced<T>& r, T* q) {
  std::fill_n(q, n * n, T(0));
  for (Int i = 0; i < n; ++i) q[i * (n + 1)] = 1;
  for (Int k = n - 3; k >= 0; --k) {
    if (r.scale[k] == 0) continue;
    const Int m = n - k - 1;
    const T* v = a + k * n + k + 1;
    for (Int j = k + 1; j < n; ++j) {
      T* column = q + j * n + k + 1;
      add_multiple(column, v, -r.scale[k] * dot(v, column, m), m);
    }
  }
}

template <class T>
void rotate(T* __restrict x, T* __restrict y, T c, T s, Int n) {
  for (Int i = 0; i < n; ++i) {
    const T upper = y[i];
    y[i] = s * x[i] + c * upper;
    x[i] = c * x[i] - s * upper;
  }
}

// One QL step on rows first to last of the tridiagonal matrix.
template <class T>
void step(T* d, T* e, Int first, Int last, T* q, Int n) {
  const T half = (d[first + 1] - d[first]) / (2 * e[first]);
  const T root = std::sqrt(half * half + 1);
  T g = d[last] - d[first] + e[first] / (half + std::copysign(root, half));
  T s = 1, c = 1, p = 0;
  for (Int i = last - 1; i >= first; --i) {
    const T f = s * e[i], b = c * e[i];
    const T r = std::sqrt(f * f + g * g);
    e[i + 1] = r;
    if (r == 0) {  // the matrix falls apart here
      d[i + 1] -= p;
      e[last] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1] - p;
    const T t = (d[i] - g) * s + 2 * c * b;
    p = s * t;
    d[i + 1] = g + p;
    g = c * t - b;
    if (q) rotate(q + i * n, q + (i + 1) * n, c, s, n);
  }
  d[first] -= p;
  e[first] = g;
  e[last] = 0;
}

}  // namespace

template <class T>
bool small_eigh(T* a, Int n, T* w, T* vectors) {
  // Squares of such elements neither overflow nor vanish.
  const T high = std::sqrt(std::sqrt(std::numeric_limits<T>::max())), low = 1 / high;
  T largest = 0;
  for (Int i = 0; i < n * n; ++i) largest = std::max(largest, std::abs(a[i]));
  if (!(largest < high && (largest > low || largest == 0))) return false;
  Reduced<T> r;
  reduce(a, n, r);
  if (vectors) build(a, n, r, vectors);
  T *d = r.diagonal, *e = r.beside;
  for (Int first = 0; first < n; ++first)
    for (int steps = 0;; ++steps) {
      Int last = first;
      while (last + 1 < n &&
             std::abs(e[last]) > std::numeric_limits<T>::epsilon() * (std::abs(d[last]) + std::abs(d[last + 1])))
        ++last;
      if (last == first) break;
      if (steps == 60) return false;
      step(d, e, first, last, vectors, n);
    }
  for (Int i = 0; i < n; ++i) {
    const Int smallest = static_cast<Int>(std::min_element(d + i, d + n) - d);
    w[i] = d[smallest];
    if (smallest == i) continue;
    std::swap(d[i], d[smallest]);
    if (vectors) std::swap_ranges(vectors + i * n, vectors + (i + 1) * n, vectors + smallest * n);
  }
  return true;
}

template bool small_eigh(float*, Int, float*, float*);
template bool small_eigh(double*, Int, double*, double*);

}  // namespace perilune::linalg

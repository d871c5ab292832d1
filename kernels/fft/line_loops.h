#pragma once
// Inner loops of the transforms that are not butterflies (line_loops.cpp).

#include <complex>
#include <cstdint>

namespace perilune::fft {

// to[j][i] = from[i][j] for i < rows, j < columns; the pitches are the distances of rows. No overlap.
void transpose(const std::complex<float>* from, std::int64_t from_pitch, std::complex<float>* to, std::int64_t to_pitch,
               std::int64_t rows, std::int64_t columns);
void transpose(const std::complex<double>* from, std::int64_t from_pitch, std::complex<double>* to,
               std::int64_t to_pitch, std::int64_t rows, std::int64_t columns);

// line[k] *= start * within[k]
void turn_stretch(std::complex<float>* line, std::int64_t n, std::complex<double> start,
                  const std::complex<double>* within);
void turn_stretch(std::complex<double>* line, std::int64_t n, std::complex<double> start,
                  const std::complex<double>* within);

// line[k] *= scale, n numbers
void scale_line(float* line, std::int64_t n, float scale);
void scale_line(double* line, std::int64_t n, double scale);

// out[k] = a[k] * b[k]
void multiply_lines(const std::complex<float>* a, const std::complex<float>* b, std::complex<float>* out,
                    std::int64_t n);
void multiply_lines(const std::complex<double>* a, const std::complex<double>* b, std::complex<double>* out,
                    std::int64_t n);

// Pairs a[k], b[-k] of the transform of half the length, in place; the roots are start * within[k].
// With w that root: even part e = (a + conj b) / 2, odd part o = (a - conj b) / 2i; then a = e + w o, b = conj(e - w
// o). And the way back, without the halves: e = a + conj b, o = (a - conj b) conj w; za = e + i o, zb = conj(e) + i
// conj(o).
void untangle_stretch(std::complex<float>* a, std::complex<float>* b, std::int64_t n, std::complex<double> start,
                      const std::complex<double>* within);
void tangle_stretch(const std::complex<float>* a, const std::complex<float>* b, std::complex<float>* za,
                    std::complex<float>* zb, std::int64_t n, std::complex<double> start,
                    const std::complex<double>* within);
void untangle_stretch(std::complex<double>* a, std::complex<double>* b, std::int64_t n, std::complex<double> start,
                      const std::complex<double>* within);
void tangle_stretch(const std::complex<double>* a, const std::complex<double>* b, std::complex<double>* za,
                    std::complex<double>* zb, std::int64_t n, std::complex<double> start,
                    const std::complex<double>* within);

}  // namespace perilune::fft

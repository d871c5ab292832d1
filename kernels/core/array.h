#pragma once
// View: where the elements are. Array: a view that owns a share of its block. Kernels count axes and elements from 0.

#include "kernels/core/context.h"
#include "kernels/core/dims.h"
#include "kernels/core/dtype.h"

namespace perilune {

// Does not own; shape and strides belong to the array that it came from.
struct View {
  std::byte* data = nullptr;
  const std::int64_t* shape = nullptr;
  const std::int64_t* strides = nullptr;  // in bytes, may be negative or 0
  int ndim = 0;
  DType dtype = DType::float64;

  std::int64_t size() const {
    std::uint64_t n = 1;  // lengths in front of a 0 may multiply to anything
    for (int i = 0; i < ndim; ++i) n *= static_cast<std::uint64_t>(shape[i]);
    return static_cast<std::int64_t>(n);
  }
  std::span<const std::int64_t> dims() const { return {shape, static_cast<std::size_t>(ndim)}; }
  bool contiguous() const;          // row-major without gaps
  bool fortran_contiguous() const;  // column-major without gaps
  template <class T>
  T* as() const {
    return reinterpret_cast<T*>(data);
  }
  // The i-th (0-based) element of a one-dimensional view.
  template <class T>
  T& at(std::int64_t i) const {
    return *reinterpret_cast<T*>(data + i * strides[0]);
  }
  template <class T>
  T& at(std::int64_t i, std::int64_t j) const {
    return *reinterpret_cast<T*>(data + i * strides[0] + j * strides[1]);
  }
};

// One element of any dtype, as it travels outside arrays.
struct Scalar {
  DType dtype = DType::float64;
  std::int64_t integer = 0;  // bool and integers
  Complex128 value = 0;      // real and complex

  static Scalar of(bool v) { return {DType::bool_, v, 0}; }
  static Scalar of(std::int64_t v) { return {DType::int64, v, 0}; }
  static Scalar of(double v) { return {DType::float64, 0, v}; }
  static Scalar of(Complex128 v) { return {DType::complex128, 0, v}; }
  bool exact() const { return !is_inexact(dtype); }
  double real() const { return exact() ? static_cast<double>(integer) : value.real(); }
  double imag() const { return exact() ? 0.0 : value.imag(); }
};

class Array {
 public:
  Array() = default;
  // Elements are not initialised. Throws ValueError for an impossible shape, MemoryError.
  static Array empty(Context& ctx, DType dtype, Dims shape);
  static Array zeros(Context& ctx, DType dtype, Dims shape);
  // Column-major, as LAPACK writes it.
  static Array empty_fortran(Context& ctx, DType dtype, Dims shape);
  // Shares a block; data lies inside it.
  static Array share(BlockRef block, std::byte* data, DType dtype, Dims shape, Dims strides);

  operator View() const { return view(); }
  View view() const { return {data_, shape_.data(), strides_.data(), shape_.size(), dtype_}; }

  DType dtype() const { return dtype_; }
  const Dims& shape() const { return shape_; }
  const Dims& strides() const { return strides_; }
  int ndim() const { return shape_.size(); }
  std::int64_t size() const { return view().size(); }
  std::byte* data() const { return data_; }
  template <class T>
  T* as() const {
    return reinterpret_cast<T*>(data_);
  }
  template <class T>
  T& at(std::int64_t i) const {
    return view().at<T>(i);
  }
  template <class T>
  T& at(std::int64_t i, std::int64_t j) const {
    return view().at<T>(i, j);
  }
  const BlockRef& block() const { return block_; }

  // The same elements under another layout.
  Array with_layout(std::byte* data, Dims shape, Dims strides) const {
    return share(block_, data, dtype_, std::move(shape), std::move(strides));
  }

 private:
  BlockRef block_;
  std::byte* data_ = nullptr;
  Dims shape_, strides_;
  DType dtype_ = DType::float64;
};

Dims row_major_strides(std::span<const std::int64_t> shape, std::size_t itemsize);
Dims column_major_strides(std::span<const std::int64_t> shape, std::size_t itemsize);

// Reads or writes one element at an address.
Scalar load(DType dtype, const std::byte* from);
// Raises DomainError when an integer dtype cannot hold the value, ValueError when an imaginary part would be lost.
void store(DType dtype, std::byte* to, const Scalar& value);

// True when writing to one may change what is read from the other.
bool may_overlap(const View& a, const View& b);
// Lowest and one-past-highest byte of a view; equal when it is empty.
std::pair<const std::byte*, const std::byte*> byte_range(const View& v);

}  // namespace perilune

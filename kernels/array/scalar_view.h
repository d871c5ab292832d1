#pragma once
// A number as an operand beside arrays: a view without axes, of its own memory.

#include "kernels/core/array.h"

namespace perilune {

class ScalarView {
 public:
  // A real number becomes complex where the dtype is.
  ScalarView(DType dtype, const Scalar& value) : dtype_(dtype) {
    store(dtype, element_,
          is_complex(dtype) && !is_complex(value.dtype) ? Scalar::of(Complex128(value.real())) : value);
  }
  ScalarView(const ScalarView&) = delete;
  operator View() { return {element_, nullptr, nullptr, 0, dtype_}; }

 private:
  DType dtype_;
  alignas(16) std::byte element_[16];
};

}  // namespace perilune

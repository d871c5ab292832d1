#pragma once
// Inside array printing: how the elements of one array are written, once all those that will be seen are known.

#include <memory>
#include <string>

#include "kernels/text/format_array.h"

namespace perilune {

class ElementFormat {
 public:
  virtual ~ElementFormat() = default;
  // Every element that will be shown, in `passes` rounds, before the first is written.
  int passes = 1;
  virtual void see(int pass, const std::byte* element) = 0;
  virtual void end_pass(int) {}
  virtual void append(std::string& out, const std::byte* element) = 0;

  static std::unique_ptr<ElementFormat> make(DType dtype, const PrintOptions& options);
};

}  // namespace perilune

#pragma once
// Positions that a kernel counted from 0, as scripts count them.

#include "kernels/core/array.h"

namespace perilune {

inline Array from_one(Array positions) {
  for (std::int64_t i = 0; i < positions.size(); ++i) ++positions.as<std::int64_t>()[i];
  return positions;
}

}  // namespace perilune

#pragma once

#include <cstdint>

namespace perilune::stats {

// What a statistic does with nan: lets it through, leaves it out, or refuses it.
enum class NanPolicy : std::uint8_t { propagate, omit, raise };

}  // namespace perilune::stats

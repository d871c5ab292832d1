#include "kernels/random/stream.h"

#include "kernels/random/fill.h"

namespace perilune::random {

void Stream::permutation(Context& ctx, const View& out) {
  std::int64_t* positions = sample_data<std::int64_t>(out);
  for (std::int64_t i = 0; i < out.size(); ++i) positions[i] = i;
  shuffle(ctx, out);
}

}  // namespace perilune::random

#include "kernels/array/reduce_fold.h"

#include <algorithm>

namespace perilune::reduction {

std::int64_t stretch_of(std::int64_t members, std::int64_t member_bytes, std::int64_t outputs) {
  if (outputs >= 8 || members < 2) return members;
  std::int64_t stretch = 1;
  while (stretch < members && (stretch * member_bytes < parallel_bytes || members / stretch > 64)) stretch *= 2;
  return std::min(stretch, members);
}

void run_fold(Context& ctx, const Fold& fold, const Plan& plan, DType source, const std::byte* centre, Finish finish) {
  bool runs = plan.kept_axes == 0;
  if (!runs && plan.folded_axes > 0) {
    const std::int64_t across = plan.keep[plan.kept_axes - 1].in_stride;
    const std::int64_t along = plan.fold[plan.folded_axes - 1].stride;
    runs = along != 0 && (across == 0 || along <= across);
  }
  (runs ? run_fold_runs : run_fold_columns)(ctx, fold, plan, source, centre, finish);
}

}  // namespace perilune::reduction

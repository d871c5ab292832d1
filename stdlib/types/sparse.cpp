#include "stdlib/types/sparse.h"

#include "stdlib/types/object.h"
#include "stdlib/types/shape.h"

namespace perilune {

int sparse_shape(lua_State* L) {
  const auto* o = userdata_at<ObjectValue>(L, 1, object_tag);
  if (!o || !o->pointer || !o->class_->is(sparse_class)) return luaL_error(L, "a sparse matrix is expected");
  const sparse::Matrix& m = static_cast<const SparseValue*>(o->pointer)->m;
  const std::int64_t lengths[] = {m.rows, m.columns};
  push_shape(L, lengths);
  return 1;
}

bool shape_of(const Call& call, const Item& item, Dims& lengths) {
  return shape_at(call.lua(), item.value().slot, lengths);
}

}  // namespace perilune

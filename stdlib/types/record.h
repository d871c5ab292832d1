#pragma once
// Records: named results whose first fields are also places, in SciPy's order.

#include "stdlib/types/object.h"

namespace perilune {

// A record without values; the caller sets user value 1 to the table of them, in field order. May raise.
void push_record_head(lua_State* L, const RecordType& type);
void open_record_type(lua_State* L);

}  // namespace perilune

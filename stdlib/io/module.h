#pragma once
// The families of io, one to a file of the same name.

#include "stdlib/registry/declaration.h"

namespace perilune {

Rows archive_rows();
Rows read_text_rows();
Rows write_text_rows();

}  // namespace perilune

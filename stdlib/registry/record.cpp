#include <cstring>

#include "stdlib/registry/call.h"

namespace perilune {

Record::Record(const RecordType& type) {
  table_.record = &type;
  table_.list.resize(type.fields.size() + type.kept.size());
}

Result& Record::place(const char* field) {
  const auto fields = table_.record->fields;
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (std::strcmp(fields[i].name, field) == 0) return table_.list[i];
  const auto kept = table_.record->kept;
  for (std::size_t i = 0; i < kept.size(); ++i)
    if (std::strcmp(kept[i], field) == 0) return table_.list[fields.size() + i];
  throw InternalError(std::string("the record ") + table_.record->name + " has no field '" + field + "'");
}

Result unwrapped(const Scalar& v) {
  if (is_complex(v.dtype)) return v.value;
  if (is_inexact(v.dtype)) return v.value.real();
  if (v.dtype == DType::bool_) return v.integer != 0;
  return v.integer;
}

Result unwrapped(Array a) {
  if (a.ndim() > 0) return a;
  return unwrapped(load(a.dtype(), a.data()));
}

}  // namespace perilune

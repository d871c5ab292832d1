#pragma once
// Sparse matrices as a script sees them: one C++ type behind three classes, one for each format.

#include "kernels/sparse/matrix.h"
#include "stdlib/registry/call.h"

namespace perilune {

struct SparseValue {
  sparse::Matrix m;
  // Positions from 1, made when first asked for; read-only, as scripts and matrices share them.
  Array shown_indices{}, shown_indptr{}, shown_row{}, shown_col{};
};

// Any sparse matrix; csr_class, csc_class and coo_class are based on it.
extern const Class sparse_class, csr_class, csc_class, coo_class;

void give_sparse(Call& call, sparse::Matrix m);
// An argument that is a sparse matrix, or an array or table, which becomes one.
sparse::Matrix sparse_of(Call& call, const char* name);
// The matrix of a list entry, the same way.
sparse::Matrix sparse_of(Call& call, const Item& item);
inline const sparse::Matrix* sparse_if(const Call& call, const char* name) {
  const SparseValue* s = call.object_if<SparseValue>(name, sparse_class);
  return s ? &s->m : nullptr;
}

// The field shape: a table that compares, which a body cannot give.
int sparse_shape(lua_State* L);
// The shape of an array or matrix as an entry of a table; false when the entry is something else.
bool shape_of(const Call& call, const Item& item, Dims& lengths);

// What a function takes where a matrix of either kind will do.
inline constexpr Type matrix_type = Type::object | Type::array;

}  // namespace perilune

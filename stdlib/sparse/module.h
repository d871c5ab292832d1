#pragma once
// The families of sparse and sparse.linalg, one to a file, and the bodies of the methods that class.cpp declares.

#include "stdlib/types/sparse.h"

namespace perilune {

Rows sparse_create_rows();
Rows sparse_combine_rows();
Rows sparse_solve_rows();
Rows sparse_spectral_rows();
Rows sparse_eigs_rows();
Rows sparse_factor_rows();
Rows sparse_operator_rows();

extern const Class linear_operator_class, super_lu_class, factorized_class;
extern const Operators sparse_operators;
extern const Function sparse_call_row;

inline constexpr Arg sparse_self = in("self", Type::object, "The matrix.").of(sparse_class);
inline constexpr Arg sparse_out = out("m", Type::object, "The matrix.").of(sparse_class);
inline constexpr Arg sparse_get_args[] = {
    sparse_self, rest("subscripts", Type::any, "One for each axis: positions, ranges, lists."),
    out("part", Type::any, "An element, a vector for two lists, or a sparse matrix.")};
inline constexpr const char* format_words = "csr|csc|coo";
// The format asked for, or what stands for leaving it out.
sparse::Format format_of(Call& call, sparse::Format otherwise, const char* name = "format");

// methods.cpp
void call_sparse_convert(Call& call);
void call_sparse_toarray(Call& call);
void call_sparse_dot(Call& call);
void call_sparse_pair(Call& call);
void call_sparse_power(Call& call);
void call_sparse_map(Call& call);
void call_sparse_reduce(Call& call);
void call_sparse_part(Call& call);
void call_sparse_change(Call& call);

// subscripts.cpp
void call_sparse_get(Call& call);
void call_sparse_set(Call& call);
void call_sparse_index(Call& call);   // self[key]
void call_sparse_assign(Call& call);  // self[key] = value

}  // namespace perilune

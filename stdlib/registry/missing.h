#pragma once
// What an error says of a name that a module or an array has not: where it is, what to write instead, what was meant.

#include <span>
#include <string>
#include <string_view>

namespace perilune {

// Begins with its own punctuation; empty when nothing is near. `module` is its declared name, "" for pl.
std::string missing_member_hint(std::string_view module, std::string_view key, std::span<const std::string_view> names);
std::string missing_method_hint(std::string_view key, std::span<const std::string_view> names);
// A function of NumPy's that has no counterpart here.
bool only_in_numpy(std::string_view name);
// "SciPy's linalg.schur has no counterpart yet; near to it is …" for "schur" or "linalg.schur", with "scipy." in front
// or not; empty for what SciPy has not, or what is here.
std::string only_in_scipy(std::string_view name);

}  // namespace perilune

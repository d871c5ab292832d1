-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Dense linear algebra: factorisations of matrices.
---@class perilune.linalg
local linalg = {}

---@class perilune.linalg.svd.options
---@field full_matrices? boolean Whether U is (m, m) and Vt (n, n); without it they are (m, k) and (k, n), where k = min(m, n). (default true)
---@field compute_uv? boolean Whether U and Vt are wanted; s alone takes a fraction of the time. (default true)
---@field lapack_driver? "gesdd"|"gesvd" Divide and conquer, or QR iteration, which is slower for large matrices and takes less memory. (default "gesdd")

--- Singular value decomposition of a matrix.
---
--- Factors a into U * diag(s) * Vt, where the columns of U and the rows of Vt are orthonormal and s is real, not negative and falls. Integers are computed in float64, float32 and complex64 in their own precision.
---
--- ```lua
--- local U, s, Vt = linalg.svd{{3, 0}, {0, 4}}
--- print(s)  --> [4. 3.]
--- local k = linalg.svd({{3, 0}, {0, 4}, {0, 0}}, {compute_uv = false})
--- print(k)  --> [4. 3.]
--- ```
---@param a perilune.array_like The matrix to factor, real or complex; each one of a stack. (shape (..., m, n))
---@param full_matrices? boolean Whether U is (m, m) and Vt (n, n); without it they are (m, k) and (k, n), where k = min(m, n). (default true)
---@param compute_uv? boolean Whether U and Vt are wanted; s alone takes a fraction of the time. (default true)
---@param options? perilune.linalg.svd.options
---@return perilune.array U Left singular vectors, one per column. (shape (..., m, m), only with compute_uv)
---@return perilune.array s Singular values, largest first. (shape (..., k))
---@return perilune.array Vt Right singular vectors, one per row. (shape (..., n, n), only with compute_uv)
---@overload fun(a: perilune.array_like, options: perilune.linalg.svd.options): perilune.array, perilune.array, perilune.array
function linalg.svd(a, full_matrices, compute_uv, options) end

--- Singular values of a matrix.
---
--- Those of svd, without the vectors, which takes a fraction of the time.
---
--- ```lua
--- print(linalg.svdvals{{3, 0}, {0, 4}})  --> [4. 3.]
--- ```
---@param a perilune.array_like The matrix, real or complex; each one of a stack. (shape (..., m, n))
---@return perilune.array s Singular values, largest first. (shape (..., k))
function linalg.svdvals(a) end

-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Dense linear algebra: equations, factorisations, eigenvalues, norms and functions of matrices.
---@class perilune.linalg
local linalg = {}

---@class perilune.linalg.LUFactors
---@field lu perilune.array The upper factor, and below its diagonal the lower one, whose diagonal is ones.
---@field [1] perilune.array
---@field piv perilune.array For each row, from the first, the row that it changed places with.
---@field [2] perilune.array
---@field unpack fun(self): ...any

---@class perilune.linalg.CholeskyFactor
---@field c perilune.array The factor. Its other triangle holds what a has there.
---@field [1] perilune.array
---@field lower boolean Whether it is the lower factor.
---@field [2] boolean
---@field unpack fun(self): ...any

---@class perilune.linalg.solve.options
---@field assume_a? "general"|"gen"|"diagonal"|"tridiagonal"|"banded"|"upper triangular"|"lower triangular"|"symmetric"|"sym"|"hermitian"|"her"|"positive definite"|"pos" What is known about a; the elements that this makes superfluous are not read. Without it a is looked at: diagonal, triangular, banded and positive definite matrices take the method made for them.
---@field lower? boolean With assume_a 'sym', 'her' or 'pos': read the lower triangle of a, not the upper one. (default false)
---@field transposed? boolean Solve with the transpose of a. (default false)

--- Solution of a system of linear equations.
---
--- Finds x with a x = b. LU factors with row exchanges serve any matrix; positive definite ones take half the work by Cholesky factors, symmetric ones the diagonal pivoting of Bunch and Kaufman, bands and triangles a time that grows with the elements that are not zero. Warns when the reciprocal condition number is below the precision, so that no digit of x need be right.
---
--- ```lua
--- print(linalg.solve({{3, 1}, {1, 2}}, {9, 8}))  --> [2. 3.]
--- ```
---@param a perilune.array_like The matrix of coefficients, real or complex; each one of a stack. (shape (..., n, n))
---@param b perilune.array_like The right-hand side: a vector, or a matrix with one system per column. The axes in front of the matrices of a and b broadcast; a vector serves every a. (shape (n | ..., n, k))
---@param options? perilune.linalg.solve.options
---@return perilune.array x The solution, in the shape of b. (shape (n | ..., n, k))
function linalg.solve(a, b, options) end

---@class perilune.linalg.solve_triangular.options
---@field trans? number|"N"|"T"|"C" 0 or 'N': solve with a; 1 or 'T': with its transpose; 2 or 'C': with its conjugate transpose. (default 0)
---@field lower? boolean Read the lower triangle of a, not the upper one. (default false)
---@field unit_diagonal? boolean Take the diagonal of a for ones; it is not read. (default false)

--- Solution of a triangular system of linear equations.
---
--- Finds x with a x = b by substitution, reading one triangle of a alone.
---
--- ```lua
--- print(linalg.solve_triangular({{2, 1}, {0, 4}}, {4, 8}))  --> [1. 2.]
--- ```
---@param a perilune.array_like The matrix, of which one triangle is read; each one of a stack. (shape (..., n, n))
---@param b perilune.array_like The right-hand side: a vector, or a matrix with one system per column. (shape (n | ..., n, k))
---@param trans? number|"N"|"T"|"C" 0 or 'N': solve with a; 1 or 'T': with its transpose; 2 or 'C': with its conjugate transpose. (default 0)
---@param lower? boolean Read the lower triangle of a, not the upper one. (default false)
---@param unit_diagonal? boolean Take the diagonal of a for ones; it is not read. (default false)
---@param options? perilune.linalg.solve_triangular.options
---@return perilune.array x The solution, in the shape of b. (shape (n | ..., n, k))
---@overload fun(a: perilune.array_like, b: perilune.array_like, options: perilune.linalg.solve_triangular.options): perilune.array
function linalg.solve_triangular(a, b, trans, lower, unit_diagonal, options) end

---@class perilune.linalg.inv.options
---@field assume_a? "general"|"gen"|"diagonal"|"upper triangular"|"lower triangular"|"symmetric"|"sym"|"hermitian"|"her"|"positive definite"|"pos" What is known about a; the elements that this makes superfluous are not read. Without it a is looked at.
---@field lower? boolean With assume_a 'sym', 'her' or 'pos': read the lower triangle of a, not the upper one. (default false)

--- Inverse of a matrix.
---
--- To solve equations, `linalg.solve` is faster and more accurate. Warns when a is so close to singular that no digit of the inverse need be right.
---
--- ```lua
--- print(linalg.inv{{2, 0}, {0, 4}})
--- --> [[0.5  0.  ]
--- -->  [0.   0.25]]
--- ```
---@param a perilune.array_like The matrix, real or complex; each one of a stack. (shape (..., n, n))
---@param options? perilune.linalg.inv.options
---@return perilune.array ainv The inverse. (shape (..., n, n))
function linalg.inv(a, options) end

---@class perilune.linalg.lu.options
---@field permute_l? boolean Give p * l, whose rows are in the order of those of a, and no p. (default false)
---@field p_indices? boolean Give p as the positions of rows: a is l(p, ":") times u. (default false)

--- LU factors of a matrix.
---
--- Factors a into p * l * u by Gaussian elimination with row exchanges. To solve equations, `linalg.lu_factor` and `linalg.lu_solve` keep the factors as the method needs them.
---
--- ```lua
--- local p, l, u = linalg.lu{{1, 2}, {4, 4}}
--- print(l)
--- --> [[1.   0.  ]
--- -->  [0.25 1.  ]]
--- print(u)
--- --> [[4. 4.]
--- -->  [0. 1.]]
--- ```
---@param a perilune.array_like The matrix to factor, real or complex; each one of a stack. (shape (..., m, n))
---@param permute_l? boolean Give p * l, whose rows are in the order of those of a, and no p. (default false)
---@param options? perilune.linalg.lu.options
---@return perilune.array p The permutation: a matrix of zeros and ones, or positions. (shape (..., m, m), only without permute_l)
---@return perilune.array l Lower triangular or trapezoidal, with ones on its diagonal; k = min(m, n). (shape (..., m, k))
---@return perilune.array u Upper triangular or trapezoidal. (shape (..., k, n))
---@overload fun(a: perilune.array_like, options: perilune.linalg.lu.options): perilune.array, perilune.array, perilune.array
function linalg.lu(a, permute_l, options) end

--- LU factors of a matrix, kept for solving.
---
--- Factors once what `linalg.lu_solve` then uses for any number of right-hand sides. Warns when a is singular.
---
--- ```lua
--- local f = linalg.lu_factor{{3, 1}, {1, 2}}
--- print(linalg.lu_solve(f, {9, 8}))  --> [2. 3.]
--- ```
---@param a perilune.array_like The matrix to factor, real or complex; each one of a stack. (shape (..., m, n))
---@return perilune.linalg.LUFactors lu_and_piv The factors, for `linalg.lu_solve`.
function linalg.lu_factor(a) end

---@class perilune.linalg.lu_solve.options
---@field trans? number|"N"|"T"|"C" 0 or 'N': solve with a; 1 or 'T': with its transpose; 2 or 'C': with its conjugate transpose. (default 0)

--- Solution of equations whose matrix has been factored.
---
--- Finds x with a x = b, where a is what `linalg.lu_factor` factored, in a time that grows with the square of n.
---
--- ```lua
--- local f = linalg.lu_factor{{3, 1}, {1, 2}}
--- print(linalg.lu_solve(f, {9, 8}))           --> [2. 3.]
--- print(linalg.lu_solve(f, {9, 8}, {trans = "T"}))  --> [2. 3.]
--- ```
---@param lu_and_piv table|perilune.linalg.LUFactors|table What `linalg.lu_factor` gave, or a list of lu and piv.
---@param b perilune.array_like The right-hand side: a vector, or a matrix with one system per column. (shape (n | ..., n, k))
---@param trans? number|"N"|"T"|"C" 0 or 'N': solve with a; 1 or 'T': with its transpose; 2 or 'C': with its conjugate transpose. (default 0)
---@param options? perilune.linalg.lu_solve.options
---@return perilune.array x The solution, in the shape of b. (shape (n | ..., n, k))
---@overload fun(lu_and_piv: table|perilune.linalg.LUFactors|table, b: perilune.array_like, options: perilune.linalg.lu_solve.options): perilune.array
function linalg.lu_solve(lu_and_piv, b, trans, options) end

---@class perilune.linalg.cholesky.options
---@field lower? boolean Read the lower triangle of a and give the lower factor, not the upper. (default false)

--- Cholesky factor of a positive definite matrix.
---
--- Factors a into adjoint(c) * c with an upper triangular c, or into c * adjoint(c) with a lower one. One triangle of a is read.
---
--- ```lua
--- print(linalg.cholesky({{4, 2}, {2, 5}}, {lower = true}))
--- --> [[2. 0.]
--- -->  [1. 2.]]
--- ```
---@param a perilune.array_like A hermitian (real: symmetric) positive definite matrix; each one of a stack. (shape (..., n, n))
---@param lower? boolean Read the lower triangle of a and give the lower factor, not the upper. (default false)
---@param options? perilune.linalg.cholesky.options
---@return perilune.array c The factor, with zeros in its other triangle. (shape (..., n, n))
---@overload fun(a: perilune.array_like, options: perilune.linalg.cholesky.options): perilune.array
function linalg.cholesky(a, lower, options) end

---@class perilune.linalg.cho_factor.options
---@field lower? boolean Read the lower triangle of a and give the lower factor, not the upper. (default false)

--- Cholesky factor of a matrix, kept for solving.
---
--- Factors once what `linalg.cho_solve` then uses for any number of right-hand sides.
---
--- ```lua
--- local f = linalg.cho_factor{{4, 2}, {2, 5}}
--- print(linalg.cho_solve(f, {8, 12}))  --> [1. 2.]
--- ```
---@param a perilune.array_like A hermitian (real: symmetric) positive definite matrix; each one of a stack. (shape (..., n, n))
---@param lower? boolean Read the lower triangle of a and give the lower factor, not the upper. (default false)
---@param options? perilune.linalg.cho_factor.options
---@return perilune.linalg.CholeskyFactor c_and_lower The factor, for `linalg.cho_solve`.
---@overload fun(a: perilune.array_like, options: perilune.linalg.cho_factor.options): perilune.linalg.CholeskyFactor
function linalg.cho_factor(a, lower, options) end

--- Solution of equations whose positive definite matrix has been factored.
---
--- Finds x with a x = b, where a is what `linalg.cho_factor` factored, in a time that grows with the square of n.
---
--- ```lua
--- print(linalg.cho_solve({{{2, 0}, {1, 2}}, true}, {8, 12}))  --> [1. 2.]
--- ```
---@param c_and_lower table|perilune.linalg.CholeskyFactor|table What `linalg.cho_factor` gave, or a list of a factor and whether it is the lower one.
---@param b perilune.array_like The right-hand side: a vector, or a matrix with one system per column. (shape (n | ..., n, k))
---@return perilune.array x The solution, in the shape of b. (shape (n | ..., n, k))
function linalg.cho_solve(c_and_lower, b) end

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

---@class perilune.linalg.qr.options
---@field mode? "full"|"r"|"economic"|"raw" What is wanted: a square Q and R as long, R alone, both with k = min(m, n) columns and rows, or the reflections as LAPACK leaves them, with their factors tau and R. (default "full")
---@field pivoting? boolean Exchange columns, so that the diagonal of R falls: a(":", P) is Q * R. (default false)

--- QR factors of a matrix.
---
--- Factors a into Q * R by Householder reflections.
---
--- ```lua
--- local Q, R = linalg.qr({{0, 2}, {-3, 1}}, {mode = "economic"})
--- print(R)
--- --> [[-3.  1.]
--- -->  [ 0.  2.]]
--- ```
---@param a perilune.array_like The matrix to factor, real or complex; each one of a stack. (shape (..., m, n))
---@param options? perilune.linalg.qr.options
---@return perilune.array Q A matrix with orthonormal columns; the reflections for 'raw'; not given for 'r'. (shape (..., m, m), not with mode = "r")
---@return perilune.array tau The factors of the reflections. (shape (..., k), only with mode = "raw")
---@return perilune.array R An upper triangular or trapezoidal matrix. (shape (..., m, n))
---@return perilune.array P The positions of the columns of a in those of Q * R. (shape (..., n), only with pivoting)
function linalg.qr(a, options) end

---@class perilune.linalg.eig.options
---@field b? perilune.array_like A second matrix: the problem is then a v = w b v. (shape (..., n, n))
---@field left? boolean Whether the left eigenvectors are wanted. (default false)
---@field right? boolean Whether the right eigenvectors are wanted. (default true)
---@field homogeneous_eigvals? boolean Give w as two rows, alpha and beta, whose quotients are the eigenvalues; beta is 0 where one is infinite. (default false)

--- Eigenvalues and eigenvectors of a square matrix.
---
--- Finds w and vr with a vr = vr diag(w), and vl with vl' a = diag(w) vl', where ' is the conjugate transpose. For hermitian (symmetric) matrices `linalg.eigh` is faster and its results are orthonormal.
---
--- ```lua
--- local w, v = linalg.eig{{2, 0}, {0, 3}}
--- print(w)  --> [2.+0.j 3.+0.j]
--- print(v)
--- --> [[1. 0.]
--- -->  [0. 1.]]
--- ```
---@param a perilune.array_like The matrix, real or complex; each one of a stack. (shape (..., n, n))
---@param b? perilune.array_like A second matrix: the problem is then a v = w b v. (shape (..., n, n))
---@param left? boolean Whether the left eigenvectors are wanted. (default false)
---@param right? boolean Whether the right eigenvectors are wanted. (default true)
---@param options? perilune.linalg.eig.options
---@return perilune.array w The eigenvalues, complex, in no order. (shape (..., n))
---@return perilune.array vl Left eigenvectors of length 1, one per column; real when a and all of w are. (shape (..., n, n), only with left)
---@return perilune.array vr Right eigenvectors of length 1, one per column; real when a and all of w are. (shape (..., n, n), only with right)
---@overload fun(a: perilune.array_like, options: perilune.linalg.eig.options): perilune.array, perilune.array, perilune.array
function linalg.eig(a, b, left, right, options) end

---@class perilune.linalg.eigvals.options
---@field b? perilune.array_like A second matrix: the problem is then a v = w b v. (shape (..., n, n))
---@field homogeneous_eigvals? boolean Give w as two rows, alpha and beta, whose quotients are the eigenvalues; beta is 0 where one is infinite. (default false)

--- Eigenvalues of a square matrix.
---
--- Those of `linalg.eig`, without the vectors, which takes about half the time.
---
--- ```lua
--- print(linalg.eigvals{{0, 1}, {-1, 0}})  --> [0.+1.j 0.-1.j]
--- ```
---@param a perilune.array_like The matrix, real or complex; each one of a stack. (shape (..., n, n))
---@param b? perilune.array_like A second matrix: the problem is then a v = w b v. (shape (..., n, n))
---@param options? perilune.linalg.eigvals.options
---@return perilune.array w The eigenvalues, complex, in no order. (shape (..., n))
---@overload fun(a: perilune.array_like, options: perilune.linalg.eigvals.options): perilune.array
function linalg.eigvals(a, b, options) end

---@class perilune.linalg.eigh.options
---@field b? perilune.array_like A positive definite matrix, of which the same triangle is read: the problem is then of the form that `type` says. (shape (..., n, n))
---@field lower? boolean Read the lower triangles, not the upper ones. (default true)
---@field eigvals_only? boolean Whether the vectors are not wanted, which takes less time. (default false)
---@field type? integer With b. 1: a v = w b v. 2: a b v = w v. 3: b a v = w v. (1 to 3, default 1)
---@field driver? "ev"|"evd"|"evr"|"evx"|"gv"|"gvd"|"gvx" LAPACK's method: QR iteration, divide and conquer, relatively robust representations, bisection; gv, gvd and gvx go with b. Without it the fastest one is taken.
---@field subset_by_index? table The first and the last eigenvalue wanted, counted from the smallest; negative ones count from the largest.
---@field subset_by_value? table Only the eigenvalues above the first number and up to the second; either may be infinite.

--- Eigenvalues and eigenvectors of a hermitian or symmetric matrix.
---
--- Finds w and v with a v = v diag(w), or with a second matrix b one of the forms of `type`. Elements of the triangle that is not read are taken to be the conjugates of the others.
---
--- ```lua
--- local w, v = linalg.eigh{{2, 0}, {0, 1}}
--- print(w)  --> [1. 2.]
--- print(linalg.eigh({{2, 1}, {1, 2}}, {eigvals_only = true, subset_by_index = {2, 2}}))  --> [3.]
--- ```
---@param a perilune.array_like A hermitian (real: symmetric) matrix, of which one triangle is read; each one of a stack. (shape (..., n, n))
---@param b? perilune.array_like A positive definite matrix, of which the same triangle is read: the problem is then of the form that `type` says. (shape (..., n, n))
---@param lower? boolean Read the lower triangles, not the upper ones. (default true)
---@param eigvals_only? boolean Whether the vectors are not wanted, which takes less time. (default false)
---@param options? perilune.linalg.eigh.options
---@return perilune.array w The eigenvalues, smallest first. (shape (..., n))
---@return perilune.array v The eigenvectors, one per column, orthonormal; with b: v' b v = 1 (types 1 and 2) or v' b^-1 v = 1 (type 3). (shape (..., n, n), only without eigvals_only)
---@overload fun(a: perilune.array_like, options: perilune.linalg.eigh.options): perilune.array, perilune.array
function linalg.eigh(a, b, lower, eigvals_only, options) end

---@class perilune.linalg.eigvalsh.options
---@field b? perilune.array_like A positive definite matrix, of which the same triangle is read: the problem is then of the form that `type` says. (shape (..., n, n))
---@field lower? boolean Read the lower triangles, not the upper ones. (default true)
---@field type? integer With b. 1: a v = w b v. 2: a b v = w v. 3: b a v = w v. (1 to 3, default 1)
---@field driver? "ev"|"evd"|"evr"|"evx"|"gv"|"gvd"|"gvx" LAPACK's method: QR iteration, divide and conquer, relatively robust representations, bisection; gv, gvd and gvx go with b. Without it the fastest one is taken.
---@field subset_by_index? table The first and the last eigenvalue wanted, counted from the smallest; negative ones count from the largest.
---@field subset_by_value? table Only the eigenvalues above the first number and up to the second; either may be infinite.

--- Eigenvalues of a hermitian or symmetric matrix.
---
--- Those of `linalg.eigh`, without the vectors, which takes a fraction of the time.
---
--- ```lua
--- print(linalg.eigvalsh{{2, 1}, {1, 2}})  --> [1. 3.]
--- ```
---@param a perilune.array_like A hermitian (real: symmetric) matrix, of which one triangle is read; each one of a stack. (shape (..., n, n))
---@param b? perilune.array_like A positive definite matrix, of which the same triangle is read: the problem is then of the form that `type` says. (shape (..., n, n))
---@param lower? boolean Read the lower triangles, not the upper ones. (default true)
---@param options? perilune.linalg.eigvalsh.options
---@return perilune.array w The eigenvalues, smallest first. (shape (..., n))
---@overload fun(a: perilune.array_like, options: perilune.linalg.eigvalsh.options): perilune.array
function linalg.eigvalsh(a, b, lower, options) end

---@class perilune.linalg.lstsq.options
---@field cond? number Singular values below cond times the largest count as zero; without it cond is the precision of a.
---@field rcond? number The same as cond.
---@field lapack_driver? "gelsd"|"gelsy"|"gelss" Singular values by divide and conquer, QR with exchanges of columns, or singular values by QR iteration. (default "gelsd")

--- Solution of a linear system in the least-squares sense.
---
--- Finds the x that makes the sum of squares of b - a x smallest. The system may have more equations than unknowns, or fewer; of several solutions the shortest is given.
---
--- ```lua
--- local x, residues, rank = linalg.lstsq({{1, 0}, {1, 1}, {1, 2}}, {1, 3, 5})
--- print(pl.round(x, 12), rank)  --> [1. 2.]	2
--- ```
---@param a perilune.array_like The matrix of coefficients, real or complex; each one of a stack. (shape (..., m, n))
---@param b perilune.array_like The right-hand side: a vector, or a matrix with one problem per column. (shape (m | ..., m, k))
---@param cond? number Singular values below cond times the largest count as zero; without it cond is the precision of a.
---@param options? perilune.linalg.lstsq.options
---@return perilune.array x The solution: of least norm, where there are several. (shape (n | ..., n, k))
---@return number|perilune.array residues The squared norm of b - a x, for each column of b: a number for a vector; empty unless m > n and a has rank n, and for gelsy.
---@return integer|perilune.array rank The effective rank of a.
---@return nil|perilune.array s The singular values of a, largest first; nil for gelsy.
---@overload fun(a: perilune.array_like, b: perilune.array_like, options: perilune.linalg.lstsq.options): perilune.array, number|perilune.array, integer|perilune.array, nil|perilune.array
function linalg.lstsq(a, b, cond, options) end

---@class perilune.linalg.pinv.options
---@field atol? number Singular values up to atol + rtol * the largest count as zero. (at least 0, default 0)
---@field rtol? number Without it max(m, n) times the precision of a. (at least 0)
---@field return_rank? boolean Whether the effective rank is wanted. (default false)

--- Pseudo-inverse of a matrix, by its singular values.
---
--- The matrix B of Moore and Penrose: the inverse where there is one, else the one that gives shortest least-squares solutions.
---
--- ```lua
--- print(linalg.pinv{{2, 0}, {0, 0}})
--- --> [[0.5 0. ]
--- -->  [0.  0. ]]
--- ```
---@param a perilune.array_like The matrix, real or complex; each one of a stack. (shape (..., m, n))
---@param options? perilune.linalg.pinv.options
---@return perilune.array B The pseudo-inverse. (shape (..., n, m))
---@return integer|perilune.array rank The effective rank of a. (only with return_rank)
function linalg.pinv(a, options) end

---@class perilune.linalg.pinvh.options
---@field atol? number Singular values up to atol + rtol * the largest count as zero. (at least 0, default 0)
---@field rtol? number Without it max(m, n) times the precision of a. (at least 0)
---@field lower? boolean Read the lower triangle of a, not the upper one. (default true)
---@field return_rank? boolean Whether the effective rank is wanted. (default false)

--- Pseudo-inverse of a hermitian matrix, by its eigenvalues.
---
--- The same as `linalg.pinv`, faster, for hermitian (real: symmetric) matrices.
---
--- ```lua
--- print(linalg.pinvh{{2, 0}, {0, 0}})
--- --> [[0.5 0. ]
--- -->  [0.  0. ]]
--- ```
---@param a perilune.array_like A hermitian (real: symmetric) matrix; each one of a stack. (shape (..., n, n))
---@param options? perilune.linalg.pinvh.options
---@return perilune.array B The pseudo-inverse. (shape (..., n, n))
---@return integer|perilune.array rank The effective rank of a. (only with return_rank)
function linalg.pinvh(a, options) end

--- Determinant of a matrix.
---
--- The product of the pivots of its LU factors; 1 for an empty matrix.
---
--- ```lua
--- print(linalg.det{{1, 2}, {3, 4}})  --> -2.0
--- ```
---@param a perilune.array_like The matrix, real or complex; each one of a stack. (shape (..., n, n))
---@return number|perilune.complex|perilune.array d The determinant; an array of them for a stack.
function linalg.det(a) end

--- Sign and logarithm of a determinant.
---
--- The determinant is sign * exp(logabsdet), which holds where it would overflow or underflow. A singular matrix has sign 0 and logabsdet -inf.
---
--- ```lua
--- local sign, logabsdet = linalg.slogdet{{0, 1}, {1, 0}}
--- print(sign, logabsdet)  --> -1.0	0.0
--- ```
---@param a perilune.array_like The matrix, real or complex; each one of a stack. (shape (..., n, n))
---@return number|perilune.complex|perilune.array sign 1, -1 or 0; a complex number of modulus 1 or 0 for a complex matrix.
---@return number|perilune.array logabsdet The natural logarithm of the determinant's absolute value.
function linalg.slogdet(a) end

---@class perilune.linalg.norm.options
---@field ord? number|"fro"|"nuc"|"inf"|"-inf" Of vectors: any power, an infinity for the largest or smallest, 0 for the number of elements that are not zero. Of matrices: 1 and -1 (sums of columns), infinities (sums of rows), 2 and -2 (singular values), 'fro', 'nuc'. Without it the root of the sum of squares.
---@field axis? integer|integer[] One axis: norms of the vectors along it. Two: norms of the matrices in them. Without it the whole array is one vector or matrix.
---@field keepdims? boolean Keep the axes, with length 1. (default false)

--- Norm of a vector or a matrix.
---
--- Squares that overflow or vanish are scaled first.
---
--- ```lua
--- print(linalg.norm{3, 4})  --> 5.0
--- print(linalg.norm({{1, -2}, {3, 4}}, 1), linalg.norm({{1, -2}, {3, 4}}, {axis = 2, ord = 1}))
--- --> 6.0	[3. 7.]
--- ```
---@param a perilune.array_like A vector, a matrix, or an array with `axis`.
---@param ord? number|"fro"|"nuc"|"inf"|"-inf" Of vectors: any power, an infinity for the largest or smallest, 0 for the number of elements that are not zero. Of matrices: 1 and -1 (sums of columns), infinities (sums of rows), 2 and -2 (singular values), 'fro', 'nuc'. Without it the root of the sum of squares.
---@param axis? integer|integer[] One axis: norms of the vectors along it. Two: norms of the matrices in them. Without it the whole array is one vector or matrix.
---@param keepdims? boolean Keep the axes, with length 1. (default false)
---@param options? perilune.linalg.norm.options
---@return number|perilune.array n The norm, or an array of norms.
---@overload fun(a: perilune.array_like, options: perilune.linalg.norm.options): number|perilune.array
function linalg.norm(a, ord, axis, keepdims, options) end

---@class perilune.linalg.cond.options
---@field p? number|"fro"|"nuc"|"inf"|"-inf" The norm: 2 (as without it) or -2, for which the matrix need not be square, 1, -1, an infinity, 'fro' or 'nuc'.

--- Condition number of a matrix.
---
--- By how much relative errors may grow when equations are solved with the matrix: norm(a) * norm(inverse).
---
--- ```lua
--- print(linalg.cond{{1, 0}, {0, 4}})  --> 4.0
--- ```
---@param a perilune.array_like The matrix, real or complex; each one of a stack. (shape (..., m, n))
---@param p? number|"fro"|"nuc"|"inf"|"-inf" The norm: 2 (as without it) or -2, for which the matrix need not be square, 1, -1, an infinity, 'fro' or 'nuc'.
---@param options? perilune.linalg.cond.options
---@return number|perilune.array c The condition number; inf for a singular matrix.
---@overload fun(a: perilune.array_like, options: perilune.linalg.cond.options): number|perilune.array
function linalg.cond(a, p, options) end

---@class perilune.linalg.matrix_rank.options
---@field tol? number Singular values up to here count as zero. (at least 0)
---@field hermitian? boolean Whether a is hermitian (real: symmetric), which takes less time. (default false)
---@field rtol? number The same, times the largest singular value; max(m, n) times the precision of a without both. (at least 0)

--- Rank of a matrix, by its singular values.
---
--- How many singular values are above the tolerance. A vector or a number has rank 1 unless it is zero.
---
--- ```lua
--- print(linalg.matrix_rank{{1, 2}, {2, 4}})  --> 1
--- ```
---@param a perilune.array_like The matrix, real or complex; each one of a stack. (shape (..., m, n))
---@param tol? number Singular values up to here count as zero. (at least 0)
---@param hermitian? boolean Whether a is hermitian (real: symmetric), which takes less time. (default false)
---@param options? perilune.linalg.matrix_rank.options
---@return integer|perilune.array rank How many singular values count.
---@overload fun(a: perilune.array_like, options: perilune.linalg.matrix_rank.options): integer|perilune.array
function linalg.matrix_rank(a, tol, hermitian, options) end

--- Exponential of a matrix.
---
--- The sum of a^k / k!, by a rational approximation of a / 2^s that is squared s times.
---
--- ```lua
--- print(linalg.expm{{0, 1}, {0, 0}})
--- --> [[1. 1.]
--- -->  [0. 1.]]
--- ```
---@param a perilune.array_like A square matrix, real or complex; each one of a stack. (shape (..., n, n))
---@return perilune.array eA e to the power of a. (shape (..., n, n))
function linalg.expm(a) end

--- Power of a square matrix.
---
--- By repeated squaring: about log2(n) products.
---
--- ```lua
--- print(linalg.matrix_power({{1, 1}, {1, 0}}, 10))
--- --> [[89. 55.]
--- -->  [55. 34.]]
--- ```
---@param a perilune.array_like A square matrix; each one of a stack. (shape (..., n, n))
---@param n integer The power; negative ones are those of the inverse.
---@return perilune.array c a times itself n times. Integers stay exact for n >= 0. (shape (..., n, n))
function linalg.matrix_power(a, n) end

--- Product of several matrices, in the order that costs least.
---
--- The product does not depend on the order of the multiplications, but their number does.
---
--- ```lua
--- print(linalg.multi_dot{pl.array{{1, 2}}, pl.array{{1, 0}, {0, 2}}, pl.array{{1}, {1}}})  --> [[5.]]
--- ```
---@param arrays table|perilune.array_like A list of matrices; the first and the last may be vectors.
---@return number|perilune.array c Their product.
function linalg.multi_dot(arrays) end

---@class perilune.linalg.matrix_balance.options
---@field permute? boolean Whether rows and columns may change places. (default true)
---@field scale? boolean Whether rows and columns may be scaled, by powers of 2. (default true)
---@field separate? boolean Give the scale factors and the permutation instead of T. (default false)

--- A similar matrix whose rows and columns have like norms.
---
--- Eigenvalues of a badly scaled matrix come out more accurate after balancing; `linalg.eig` does it by itself.
---
--- ```lua
--- local B, T = linalg.matrix_balance{{1, 1024}, {0.0009765625, 1}}
--- print(B)
--- --> [[1.  2. ]
--- -->  [0.5 1. ]]
--- ```
---@param a perilune.array_like A square matrix, real or complex; each one of a stack. (shape (..., n, n))
---@param permute? boolean Whether rows and columns may change places. (default true)
---@param scale? boolean Whether rows and columns may be scaled, by powers of 2. (default true)
---@param separate? boolean Give the scale factors and the permutation instead of T. (default false)
---@param options? perilune.linalg.matrix_balance.options
---@return perilune.array B The balanced matrix, T^-1 a T. (shape (..., n, n))
---@return perilune.array T The transformation. (shape (..., n, n), only without separate)
---@return perilune.array scaling The factor of each row and column of B. (shape (..., n), only with separate)
---@return perilune.array perm The positions in a of the rows and columns of B. (shape (..., n), only with separate)
---@overload fun(a: perilune.array_like, options: perilune.linalg.matrix_balance.options): perilune.array, perilune.array, perilune.array, perilune.array
function linalg.matrix_balance(a, permute, scale, separate, options) end

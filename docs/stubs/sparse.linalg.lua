-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Linear algebra with sparse matrices: systems, least squares, a few eigenvalues or singular values.
---@class perilune.sparse.linalg
local linalg = {}

---@class perilune.sparse.linalg.SpectralInfo
---@field success boolean Whether all that were wanted have converged.
---@field message string Why it ended.
---@field converged integer How many have.
---@field nit integer Restarts.
---@field nfev integer Products with the operator.
---@field unpack fun(self): ...any

---@class perilune.sparse.linalg.CgInfo
---@field success boolean Whether it converged.
---@field message string Why it ended.
---@field nit integer Iterations.
---@field residual number |b - A x|.
---@field unpack fun(self): ...any

--- A matrix that is known by its products alone.
---@class perilune.sparse.linalg.LinearOperator
---@field shape table Rows and columns.
---@field dtype string The dtype of the products.
---@field H perilune.sparse.linalg.LinearOperator The adjoint operator.
---@field T perilune.sparse.linalg.LinearOperator The transposed operator.
---@overload fun(x: number|perilune.complex|perilune.array_like|perilune.sparse.linalg.LinearOperator|perilune.sparse.matrix): perilune.array|perilune.sparse.linalg.LinearOperator
---@operator add(any): any
---@operator sub(any): any
---@operator mul(any): any
---@operator div(any): any
---@operator pow(any): any
---@operator unm: any
local LinearOperator = {}

--- Product with a vector.
---
--- Calls the function that the operator was made from.
---
--- ```lua
--- local op = sparse.linalg.LinearOperator({2, 2}, function(x) return 2 * x end, function(x) return 2 * x end)
--- print(op:matvec{1, 2})  --> [2. 4.]
--- ```
---@param x perilune.array_like The vector.
---@return perilune.array y The product.
function LinearOperator:matvec(x) end

--- Product of the adjoint with a vector.
---
--- Needs rmatvec.
---
--- ```lua
--- local op = sparse.linalg.LinearOperator({2, 2}, function(x) return 2 * x end, function(x) return 2 * x end)
--- print(op:rmatvec{1, 2})  --> [2. 4.]
--- ```
---@param x perilune.array_like The vector.
---@return perilune.array y The product.
function LinearOperator:rmatvec(x) end

--- Product with a matrix.
---
--- By matmat where it was given, else column by column.
---
--- ```lua
--- local op = sparse.linalg.LinearOperator({2, 2}, function(x) return 2 * x end, function(x) return 2 * x end)
--- print(op:matmat{{1, 2}, {3, 4}})
--- --> [[2. 4.]
--- -->  [6. 8.]]
--- ```
---@param X perilune.array_like The matrix.
---@return perilune.array Y The product.
function LinearOperator:matmat(X) end

--- Product of the adjoint with a matrix.
---
--- By rmatmat, else column by column.
---
--- ```lua
--- local op = sparse.linalg.LinearOperator({2, 2}, function(x) return 2 * x end, function(x) return 2 * x end)
--- print(op:rmatmat{{1}, {3}})
--- --> [[2.]
--- -->  [6.]]
--- ```
---@param X perilune.array_like The matrix.
---@return perilune.array Y The product.
function LinearOperator:rmatmat(X) end

--- Product with a vector, a matrix or another operator.
---
--- matvec or matmat; with an operator or a sparse matrix the operator that does one after the other. The same as `op * x` and op(x).
---
--- ```lua
--- local op = sparse.linalg.LinearOperator({2, 2}, function(x) return 2 * x end, function(x) return 2 * x end)
--- print(op:dot{1, 2}, op:dot(op):matvec{1, 2})  --> [2. 4.]	[4. 8.]
--- ```
---@param x number|perilune.complex|perilune.array_like|perilune.sparse.linalg.LinearOperator|perilune.sparse.matrix A vector, a matrix, a number or an operator.
---@return perilune.array|perilune.sparse.linalg.LinearOperator y The product, an operator where x is one, or a sparse matrix or number.
function LinearOperator:dot(x) end

--- The adjoint operator.
---
--- Its products are those of rmatvec.
---
--- ```lua
--- local op = sparse.linalg.LinearOperator({2, 2}, function(x) return 2 * x end, function(x) return 2 * x end)
--- print(op:adjoint():matvec{1, 2})  --> [2. 4.]
--- ```
---@return perilune.sparse.linalg.LinearOperator op The operator.
function LinearOperator:adjoint() end

--- The transposed operator.
---
--- The adjoint without conjugation.
---
--- ```lua
--- local op = sparse.linalg.LinearOperator({2, 2}, function(x) return 2 * x end, function(x) return 2 * x end)
--- print(op:transpose():matvec{1, 2})  --> [2. 4.]
--- ```
---@return perilune.sparse.linalg.LinearOperator op The operator.
function LinearOperator:transpose() end

--- LU factors of a sparse matrix.
---@class perilune.sparse.linalg.SuperLU
---@field L perilune.sparse.matrix The lower triangle, with ones on the diagonal.
---@field U perilune.sparse.matrix The upper triangle.
---@field perm_r perilune.array Where each row of A has gone.
---@field perm_c perilune.array Where each column of A has gone.
---@field shape table Rows and columns of A.
---@field nnz integer How many numbers L and U hold.
local SuperLU = {}

---@class perilune.SuperLU.solve.options
---@field trans? "N"|"T"|"H" A x = b, or with the transpose (T) or the adjoint (H) of A. (default "N")

--- Solution by the factors.
---
--- Also of complex right-hand sides where A is real. By the factors of `sparse.linalg.spilu` it is about the solution, which a preconditioner wants.
---
--- ```lua
--- local a = sparse.csc_matrix{{0, 2}, {4, 1}}; local lu = sparse.linalg.splu(a)
--- print(lu:solve{2, 5}, lu:solve({4, 5}, "T"))  --> [1. 1.]	[2. 1.]
--- ```
---@param rhs perilune.array_like A vector, or a matrix of right-hand sides. (shape (n))
---@param trans? "N"|"T"|"H" A x = b, or with the transpose (T) or the adjoint (H) of A. (default "N")
---@param options? perilune.SuperLU.solve.options
---@return perilune.array x The solution. (shape (n))
---@overload fun(self: perilune.sparse.linalg.SuperLU, rhs: perilune.array_like, options: perilune.SuperLU.solve.options): perilune.array
function SuperLU:solve(rhs, trans, options) end

--- A sparse matrix that is factored, to be called with right-hand sides.
---@class perilune.sparse.linalg.Factorized
---@overload fun(b: perilune.array_like): perilune.array
local Factorized = {}

---@class perilune.sparse.linalg.eigsh.options
---@field k? integer How many. (at least 1, default 6)
---@field M? perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator The matrix of A x = w M x, positive semi-definite; the identity when left out.
---@field sigma? number Finds those near it, by factors of A - sigma M. (finite)
---@field which? "LM"|"SM"|"LA"|"SA"|"BE" Largest or smallest by magnitude, largest or smallest by value, or both ends. With sigma it speaks of 1 / (w - sigma), so that LM means the nearest. (default "LM")
---@field v0? perilune.array_like Where to begin; a fixed random vector when left out.
---@field ncv? integer Vectors in the basis, more than k; max(2 k + 1, k + 24) when left out, with solver = "arpack" max(2 k + 1, 20). (at least 1)
---@field maxiter? integer Restarts at most; ten times n when left out. (at least 1)
---@field tol? number Relative accuracy of each; 0 means machine precision. (at least 0, default 0)
---@field return_eigenvectors? boolean Whether vectors are wanted. (default true)
---@field Minv? perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator The product with M^-1, instead of factors of M; without sigma.
---@field OPinv? perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator The product with (A - sigma M)^-1, instead of factors.
---@field mode? "normal"|"buckling"|"cayley" With sigma: which transformation. buckling is for A positive semi-definite and M indefinite. (default "normal")
---@field solver? "lanczos"|"arpack" lanczos is perilune's own: measured faster than ARPACK, and it has no state that only one call may use at a time, so that calls nest and states do not wait for each other. arpack is that package, for comparison. (default "lanczos")
---@field maxtime? number When to give up. (in seconds, at least 0)

--- A few eigenvalues of a symmetric or Hermitian matrix.
---
--- By products with A alone, or, with sigma, by factors of A - sigma M. Ends of the spectrum come without sigma, what lies inside or close together is found much sooner with it. Where not all converge, those that have are returned, with a warning. ARPACK has none to return when maxtime cuts it short.
---
--- ```lua
--- local a = sparse.diags({-1, 2, -1}, {-1, 0, 1}, {100, 100})
--- local w, v = sparse.linalg.eigsh(a, 3, {sigma = 0})
--- print(pl.allclose(w, 2 - 2 * pl.cos(pl.array{1, 2, 3} * math.pi / 101)))  --> true
--- print(v.shape)  --> {100, 3}
--- ```
---@param A perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator A symmetric or Hermitian matrix, sparse or dense, or an operator. (shape (n, n))
---@param k? integer How many. (at least 1, default 6)
---@param options? perilune.sparse.linalg.eigsh.options
---@return perilune.array w Eigenvalues, rising. (shape (k))
---@return perilune.array v Eigenvectors, one per column, with v^H M v = 1. (shape (n, k), only with return_eigenvectors)
---@return perilune.sparse.linalg.SpectralInfo info How it went.
---@overload fun(A: perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator, options: perilune.sparse.linalg.eigsh.options): perilune.array, perilune.array, perilune.sparse.linalg.SpectralInfo
function linalg.eigsh(A, k, options) end

---@class perilune.sparse.linalg.svds.options
---@field k? integer How many. (at least 1, default 6)
---@field ncv? integer Vectors in the basis, more than k; max(2 k + 1, k + 24) when left out, with solver = "arpack" max(2 k + 1, 20). (at least 1)
---@field tol? number Relative accuracy of each; 0 means machine precision. (at least 0, default 0)
---@field which? "LM"|"SM" The largest or the smallest. (default "LM")
---@field v0? perilune.array_like Where to begin; a fixed random vector when left out.
---@field maxiter? integer Restarts at most; ten times n when left out. (at least 1)
---@field return_singular_vectors? boolean|"u"|"vh" Whether U and Vt are wanted; "u" or "vh" for one of them, the other is nil. (default true)
---@field solver? "lanczos"|"arpack" lanczos is perilune's own: measured faster than ARPACK, and it has no state that only one call may use at a time, so that calls nest and states do not wait for each other. arpack is that package, for comparison. (default "lanczos")
---@field maxtime? number When to give up. (in seconds, at least 0)

--- A few singular values of a matrix.
---
--- The matrix is never made dense: Lanczos iteration for A^H A or A A^H, then the singular values of A on the space found. Small singular values beside large ones are accurate to about 1e-8 of the largest.
---
--- ```lua
--- local a = sparse.random(200, 50, 0.2, {rng = 1}):tocsr()
--- local U, s, Vt = sparse.linalg.svds(a, 2)
--- print(U.shape, #s, Vt.shape)  --> {200, 2}	2	{2, 50}
--- print(pl.allclose(a:dot(Vt.T), U * s))  --> true
--- ```
---@param A perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator The matrix, sparse or dense, or an operator with rmatvec. (shape (m, n))
---@param k? integer How many. (at least 1, default 6)
---@param options? perilune.sparse.linalg.svds.options
---@return nil|perilune.array U Left singular vectors, one per column. (shape (m, k), only with return_singular_vectors)
---@return perilune.array s Singular values, rising as SciPy's do. (shape (k))
---@return nil|perilune.array Vt Right singular vectors, one per row. (shape (k, n), only with return_singular_vectors)
---@return perilune.sparse.linalg.SpectralInfo info How it went.
---@overload fun(A: perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator, options: perilune.sparse.linalg.svds.options): nil|perilune.array, perilune.array, nil|perilune.array, perilune.sparse.linalg.SpectralInfo
function linalg.svds(A, k, options) end

---@class perilune.sparse.linalg.norm.options
---@field ord? number|"fro" "fro"; 1 or -1, the largest or smallest sum of a column's magnitudes; inf or -inf, of a row's; 2, the largest singular value. With an axis any number, of vectors. "fro" (2 with an axis) when left out.
---@field axis? integer|integer[]|perilune.none 1: norms of columns; 2: norms of rows; both or none: of the matrix.

--- Norms of a sparse matrix.
---
--- Sums of squares neither overflow nor vanish.
---
--- ```lua
--- print(sparse.linalg.norm{{3, 0}, {0, 4}}, sparse.linalg.norm({{3, 0}, {0, 4}}, 1))  --> 5.0	4.0
--- ```
---@param x perilune.array_like|perilune.sparse.matrix The matrix.
---@param ord? number|"fro" "fro"; 1 or -1, the largest or smallest sum of a column's magnitudes; inf or -inf, of a row's; 2, the largest singular value. With an axis any number, of vectors. "fro" (2 with an axis) when left out.
---@param axis? integer|integer[]|perilune.none 1: norms of columns; 2: norms of rows; both or none: of the matrix.
---@param options? perilune.sparse.linalg.norm.options
---@return number|perilune.array n The norm, or one for each row or column.
---@overload fun(x: perilune.array_like|perilune.sparse.matrix, options: perilune.sparse.linalg.norm.options): number|perilune.array
function linalg.norm(x, ord, axis, options) end

---@class perilune.sparse.linalg.eigs.options
---@field k? integer How many. (at least 1, default 6)
---@field M? perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator The matrix of A x = w M x, symmetric or Hermitian and positive semi-definite; the identity when left out.
---@field sigma? number|perilune.complex Finds those near it, by factors of A - sigma M.
---@field which? "LM"|"SM"|"LR"|"SR"|"LI"|"SI" Largest or smallest by magnitude, by real part or by imaginary part (of real problems by its magnitude). With sigma it speaks of 1 / (w - sigma), so that LM means the nearest. (default "LM")
---@field v0? perilune.array_like Where to begin; a fixed random vector when left out.
---@field ncv? integer Vectors in the basis, more than k + 1; max(2 k + 1, 20) when left out. (at least 1)
---@field maxiter? integer Restarts at most; ten times n when left out. (at least 1)
---@field tol? number Relative accuracy of each; 0 means machine precision. (at least 0, default 0)
---@field return_eigenvectors? boolean Whether vectors are wanted. (default true)
---@field Minv? perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator The product with M^-1, instead of factors of M; without sigma.
---@field OPinv? perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator The product with (A - sigma M)^-1, instead of factors; for a complex sigma with complex vectors.
---@field OPpart? "r"|"i" Of a real problem near a complex sigma: whether the real or the imaginary part of (A - sigma M)^-1 M is the operator. which then speaks of its values, (1 / (w - sigma) + 1 / (w - conj(sigma))) / 2 for r. (default "r")
---@field maxtime? number When to give up. (in seconds, at least 0)

--- A few eigenvalues of any square matrix.
---
--- By products with A alone, or, with sigma, by factors of A - sigma M. For symmetric and Hermitian matrices `sparse.linalg.eigsh` is faster and more accurate. Where not all converge within maxiter, those that have are returned, with a warning; maxtime leaves nothing. ARPACK solves one problem at a time: calls from several states wait for each other, and a product of A cannot call eigs itself. Where k is n - 1 or n, all eigenvalues are computed by the dense method.
---
--- ```lua
--- local n = 50   -- rotates each pair of coordinates
--- local a = sparse.diags({pl.arange(1, n), -pl.arange(1, n)}, {1, -1})
--- local w, v = sparse.linalg.eigs(a, 2, {which = "LI"})
--- print(pl.allclose(w.real, 0, {atol = 1e-9}), pl.allclose(w[1].imag, -w[2].imag))  --> true	true
--- print(pl.allclose(a:dot(v), v * w))  --> true
--- ```
---@param A perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator A square matrix, sparse or dense, or an operator. (shape (n, n))
---@param k? integer How many. (at least 1, default 6)
---@param options? perilune.sparse.linalg.eigs.options
---@return perilune.array w Eigenvalues, complex, the most wanted first. (shape (k))
---@return perilune.array v Eigenvectors, complex, one per column, with |v| = 1 (v^H M v = 1). (shape (n, k), only with return_eigenvectors)
---@return perilune.sparse.linalg.SpectralInfo info How it went.
---@overload fun(A: perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator, options: perilune.sparse.linalg.eigs.options): perilune.array, perilune.array, perilune.sparse.linalg.SpectralInfo
function linalg.eigs(A, k, options) end

---@class perilune.sparse.linalg.spsolve.options
---@field permc_spec? "COLAMD"|"NATURAL"|"MMD_ATA"|"MMD_AT_PLUS_A" In which order to eliminate: by columns (COLAMD; MMD_ATA is taken for the same), as for a symmetric pattern (MMD_AT_PLUS_A), or as it stands (NATURAL). Chosen by the matrix when left out.

--- Solution of a sparse linear system.
---
--- Hermitian matrices with a positive diagonal are tried by Cholesky's method first, all others go to LU with pivoting. What the factors take does not count against a memory limit.
---
--- ```lua
--- local a = sparse.csc_matrix{{4, 1, 0}, {1, 4, 1}, {0, 1, 4}}
--- print(sparse.linalg.spsolve(a, {5, 6, 5}))  --> [1. 1. 1.]
--- ```
---@param A perilune.array_like|perilune.sparse.matrix The matrix; CSC saves a conversion. (shape (n, n))
---@param b perilune.array_like|perilune.sparse.matrix A vector, a matrix of right-hand sides, or a sparse one. (shape (n))
---@param options? perilune.sparse.linalg.spsolve.options
---@return perilune.array|perilune.sparse.matrix x The solution, sparse where b is. (shape (n))
function linalg.spsolve(A, b, options) end

---@class perilune.sparse.linalg.cg.options
---@field x0? perilune.array_like Where to begin; 0 when left out. (shape (n))
---@field rtol? number Ends when |b - A x| is at most max(rtol |b|, atol). (at least 0, default 1e-05)
---@field tol? number The same as rtol.
---@field atol? number See rtol. (at least 0, default 0)
---@field maxiter? integer Iterations at most; ten times n when left out. (at least 1)
---@field M? perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator A preconditioner: a matrix or operator near the inverse of A.
---@field callback? function Sees x and {nit, residual} after each iteration; true or "stop" ends it. (x, state -> stop)
---@field maxtime? number When to give up. (in seconds, at least 0)

--- Conjugate gradients for a positive definite system.
---
--- Needs products with A alone. M approximates the inverse of A; a good one saves most of the iterations.
---
--- ```lua
--- local a = sparse.diags({-1, 2.5, -1}, {-1, 0, 1}, {50, 50})
--- local x, info = sparse.linalg.cg(a, pl.ones(50), {rtol = 1e-10})
--- print(info, pl.allclose(a:dot(x), 1))  --> 0	true
--- ```
---@param A perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator A symmetric or Hermitian positive definite matrix, or an operator. (shape (n, n))
---@param b perilune.array_like The right-hand side. (shape (n))
---@param x0? perilune.array_like Where to begin; 0 when left out. (shape (n))
---@param options? perilune.sparse.linalg.cg.options
---@return perilune.array x The solution, or the last approximation. (shape (n))
---@return integer info 0: converged; n > 0: gave up after n iterations; -1: A or M is not positive definite.
---@return perilune.sparse.linalg.CgInfo details How it went.
---@overload fun(A: perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator, b: perilune.array_like, options: perilune.sparse.linalg.cg.options): perilune.array, integer, perilune.sparse.linalg.CgInfo
function linalg.cg(A, b, x0, options) end

---@class perilune.sparse.linalg.lsqr.options
---@field damp? number Adds damp^2 |x - x0|^2 to what is made small. (at least 0, default 0)
---@field atol? number Relative error of A, below which nothing needs to be solved. (at least 0, default 1e-06)
---@field btol? number Relative error of b. (at least 0, default 1e-06)
---@field conlim? number Ends when the condition number of A seems to pass it; 0: never. (at least 0, default 1e+08)
---@field iter_lim? integer Iterations at most; 2 n when left out. (at least 1)
---@field maxiter? integer The same as iter_lim.
---@field calc_var? boolean Whether var is wanted. (default false)
---@field x0? perilune.array_like Where to begin; 0 when left out. (shape (n))
---@field callback? function Sees x and {nit, residual} after each iteration; true or "stop" ends it. (x, state -> stop)
---@field maxtime? number When to give up. (in seconds, at least 0)

--- Least squares with a large sparse matrix.
---
--- The x that makes |b - A x|^2 + damp^2 |x - x0|^2 smallest, of all such the one nearest x0. Needs products with A and its adjoint alone.
---
--- ```lua
--- local a = sparse.csr_matrix{{1, 0}, {1, 1}, {1, 2}}
--- local x, istop = sparse.linalg.lsqr(a, {1, 2, 4})
--- print(pl.round(x, 6), istop)  --> [0.833333 1.5     ]	2
--- ```
---@param A perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator The matrix, of any shape, or an operator with rmatvec. (shape (m, n))
---@param b perilune.array_like The right-hand side. (shape (m))
---@param damp? number Adds damp^2 |x - x0|^2 to what is made small. (at least 0, default 0)
---@param atol? number Relative error of A, below which nothing needs to be solved. (at least 0, default 1e-06)
---@param btol? number Relative error of b. (at least 0, default 1e-06)
---@param conlim? number Ends when the condition number of A seems to pass it; 0: never. (at least 0, default 1e+08)
---@param options? perilune.sparse.linalg.lsqr.options
---@return perilune.array x The solution. (shape (n))
---@return integer istop Why it ended: 0, x0 is exact; 1, A x = b is solved; 2, the least-squares problem is; 3, conlim; 4, 5, 6, the same at machine precision; 7, iter_lim; 8, maxtime; 9, the callback.
---@return integer itn Iterations.
---@return number r1norm |b - A x|.
---@return number r2norm The root of |b - A x|^2 + damp^2 |x - x0|^2.
---@return number anorm An estimate of the Frobenius norm of A (with damp below it).
---@return number acond An estimate of its condition number.
---@return number arnorm |A^H (b - A x) - damp^2 (x - x0)|.
---@return number xnorm |x - x0|.
---@return perilune.array var Estimates of the diagonal of (A^H A + damp^2)^-1. (only with calc_var)
---@overload fun(A: perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator, b: perilune.array_like, options: perilune.sparse.linalg.lsqr.options): perilune.array, integer, integer, number, number, number, number, number, number, perilune.array
function linalg.lsqr(A, b, damp, atol, btol, conlim, options) end

---@class perilune.sparse.linalg.splu.options
---@field permc_spec? "COLAMD"|"NATURAL"|"MMD_ATA"|"MMD_AT_PLUS_A" In which order to eliminate: by columns (COLAMD; MMD_ATA is taken for the same), as for a symmetric pattern (MMD_AT_PLUS_A), or as it stands (NATURAL). Chosen by the matrix when left out.
---@field diag_pivot_thresh? number How much of the largest element of its column a pivot must have; 1 is partial pivoting, 0 none. 0.1 when left out (1 with Eigen). (0 to 1)
---@field SymmetricMode? boolean Whether the pattern is about symmetric, as MMD_AT_PLUS_A. (default false)

--- LU factors of a sparse matrix.
---
--- With pivoting: by UMFPACK, without scaling of its rows, or by Eigen where that is not there. For one solution `sparse.linalg.spsolve` is enough, for many of a matrix whose factors nobody looks at `sparse.linalg.factorized` is faster.
---
--- ```lua
--- local lu = sparse.linalg.splu(sparse.diags({-1, 2, -1}, {-1, 0, 1}, {4, 4}))
--- print(lu:solve{1, 0, 0, 1}, lu.shape)  --> [1. 1. 1. 1.]	{4, 4}
--- ```
---@param A perilune.array_like|perilune.sparse.matrix The square matrix. (shape (n, n))
---@param options? perilune.sparse.linalg.splu.options
---@return perilune.sparse.linalg.SuperLU lu The factors.
function linalg.splu(A, options) end

---@class perilune.sparse.linalg.spilu.options
---@field drop_tol? number What is smaller than this times the norm of its row is dropped. (0 to 1, default 1e-04)
---@field fill_factor? number Each row keeps so many times the elements that A has in a row on the average, half of them in L. (at least 1, default 10)

--- Incomplete LU factors of a sparse matrix.
---
--- Near to A and much emptier than its factors: for preconditioners. Rows are eliminated in an order that keeps fill low, without pivoting, so that a matrix with zeros on its diagonal gets poor ones.
---
--- ```lua
--- local a = sparse.diags({-1, 2.1, -1}, {-1, 0, 1}, {100, 100})
--- local ilu = sparse.linalg.spilu(a)
--- local M = sparse.linalg.LinearOperator({100, 100}, function(x) return ilu:solve(x) end)
--- local x, info, details = sparse.linalg.cg(a, pl.ones(100), {M = M})
--- print(info, details.nit <= 2)  --> 0	true
--- ```
---@param A perilune.array_like|perilune.sparse.matrix The square matrix. (shape (n, n))
---@param options? perilune.sparse.linalg.spilu.options
---@return perilune.sparse.linalg.SuperLU lu The factors.
function linalg.spilu(A, options) end

--- Solution of many systems with one matrix.
---
--- Factors A as `sparse.linalg.spsolve` does; what comes back is called with right-hand sides.
---
--- ```lua
--- local solve = sparse.linalg.factorized(sparse.csc_matrix{{2, 1}, {0, 4}})
--- print(solve{3, 4}, solve{{3, 0}, {4, 4}})
--- --> [1. 1.]	[[ 1.  -0.5]
--- -->  [ 1.   1. ]]
--- ```
---@param A perilune.array_like|perilune.sparse.matrix The square matrix. (shape (n, n))
---@return perilune.sparse.linalg.Factorized solve What is called with b and gives x.
function linalg.factorized(A) end

---@class perilune.sparse.linalg.spsolve_triangular.options
---@field lower? boolean Whether A is a lower triangle, or an upper one. (default true)
---@field unit_diagonal? boolean Whether the diagonal counts as 1, whatever is stored. (default false)

--- Solution of a sparse triangular system.
---
--- By substitution; nothing is overwritten.
---
--- ```lua
--- local a = sparse.csr_matrix{{2, 0}, {1, 3}}
--- print(sparse.linalg.spsolve_triangular(a, {2, 7}))  --> [1. 2.]
--- ```
---@param A perilune.array_like|perilune.sparse.matrix The triangular matrix. (shape (n, n))
---@param b perilune.array_like A vector, or a matrix of right-hand sides. (shape (n))
---@param lower? boolean Whether A is a lower triangle, or an upper one. (default true)
---@param options? perilune.sparse.linalg.spsolve_triangular.options
---@return perilune.array x The solution. (shape (n))
---@overload fun(A: perilune.array_like|perilune.sparse.matrix, b: perilune.array_like, options: perilune.sparse.linalg.spsolve_triangular.options): perilune.array
function linalg.spsolve_triangular(A, b, lower, options) end

---@class perilune.sparse.linalg.LinearOperator.options
---@field rmatvec? function The product of the adjoint with a vector, which svds and lsqr need. (y[m] -> x[n])
---@field matmat? function The product with a matrix; column by column when left out. (X[n, k] -> Y[m, k])
---@field dtype? perilune.dtype float64, or complex128 where vectors are complex. (default "float64")
---@field rmatmat? function The product of the adjoint with a matrix. (Y[m, k] -> X[n, k])

--- A matrix that is known by its products alone.
---
--- Takes the place of a matrix in `sparse.linalg.eigsh`, `sparse.linalg.svds`, `sparse.linalg.cg` and `sparse.linalg.lsqr`. The functions may call any solver themselves. Operators of one shape can be added and subtracted, multiplied by numbers, put one after the other by `A * B`, and raised to whole powers by `A ^ n`; matrices can take part. `A * x` is the product with an array.
---
--- ```lua
--- local n = 100
--- local function difference(x)   -- a second difference, never stored
---   local y = 2 * x
---   y["2:"] = y["2:"] - x["1:-2"]
---   y["1:-2"] = y["1:-2"] - x["2:"]
---   return y
--- end
--- local op = sparse.linalg.LinearOperator({n, n}, difference)
--- local w = sparse.linalg.eigsh(op, 1, {which = "LA"})
--- print(math.abs(w[1] - 2 - 2 * math.cos(math.pi / (n + 1))) < 1e-12)  --> true
--- ```
---@param shape integer|integer[] Rows m and columns n.
---@param matvec function The product with a vector. (x[n] -> y[m])
---@param rmatvec? function The product of the adjoint with a vector, which svds and lsqr need. (y[m] -> x[n])
---@param matmat? function The product with a matrix; column by column when left out. (X[n, k] -> Y[m, k])
---@param dtype? perilune.dtype float64, or complex128 where vectors are complex. (default "float64")
---@param rmatmat? function The product of the adjoint with a matrix. (Y[m, k] -> X[n, k])
---@param options? perilune.sparse.linalg.LinearOperator.options
---@return perilune.sparse.linalg.LinearOperator op The operator.
---@overload fun(shape: integer|integer[], matvec: function, options: perilune.sparse.linalg.LinearOperator.options): perilune.sparse.linalg.LinearOperator
function linalg.LinearOperator(shape, matvec, rmatvec, matmat, dtype, rmatmat, options) end

--- A matrix as an operator.
---
--- For code that asks for matvec.
---
--- ```lua
--- print(sparse.linalg.aslinearoperator(sparse.eye(3)):matvec{1, 2, 3})  --> [1. 2. 3.]
--- ```
---@param A perilune.array_like|perilune.sparse.matrix|perilune.sparse.linalg.LinearOperator A sparse or dense matrix, or an operator, which comes back.
---@return perilune.sparse.linalg.LinearOperator op The operator.
function linalg.aslinearoperator(A) end

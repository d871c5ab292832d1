-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Sparse matrices: only what is not zero is stored.
---@class perilune.sparse
---@field linalg perilune.sparse.linalg Linear algebra with sparse matrices: systems, least squares, a few eigenvalues or singular values.
local sparse = {}

--- A sparse matrix of any format.
---@class perilune.sparse.matrix
---@field shape table Rows and columns.
---@field ndim integer How many axes: two.
---@field nnz integer How many values are stored.
---@field size integer How many values are stored.
---@field dtype string The dtype of the values.
---@field format string How it is stored.
---@field data perilune.array The stored values.
---@field T perilune.sparse.matrix The transposed matrix.
---@field H perilune.sparse.matrix The transposed and conjugated matrix.
---@field real perilune.sparse.matrix The real parts.
---@field imag perilune.sparse.matrix The imaginary parts.
---@field has_sorted_indices boolean Whether positions rise within rows or columns.
---@field has_canonical_format boolean Whether positions rise and none comes twice.
---@overload fun(...: any): any
---@operator add(any): any
---@operator sub(any): any
---@operator mul(any): any
---@operator div(any): any
---@operator pow(any): any
---@operator unm: any
---@operator len: integer
---@field [integer|string|table|perilune.array] any
local matrix = {}

--- The matrix by rows.
---
--- Sums the duplicates of COO. Shares the values where it is CSR.
---
--- ```lua
--- print(sparse.eye(2, {format = "coo"}):tocsr().format)  --> csr
--- ```
---@return perilune.sparse.matrix m The matrix.
function matrix:tocsr() end

--- The matrix by columns.
---
--- Sums the duplicates of COO. Shares the values where it is CSC.
---
--- ```lua
--- print(sparse.eye(2):tocsc().format)  --> csc
--- ```
---@return perilune.sparse.matrix m The matrix.
function matrix:tocsc() end

--- The matrix as triplets.
---
--- Shares the values.
---
--- ```lua
--- print(sparse.eye(2):tocoo().row)  --> [1 2]
--- ```
---@return perilune.sparse.matrix m The matrix.
function matrix:tocoo() end

---@class perilune.matrix.asformat.options
---@field format? "csr"|"csc"|"coo" csr, csc or coo; as it is when left out.

--- The matrix in a format.
---
--- As tocsr, tocsc and tocoo.
---
--- ```lua
--- print(sparse.eye(2):asformat("csc").format)  --> csc
--- ```
---@param format? "csr"|"csc"|"coo" csr, csc or coo; as it is when left out.
---@param options? perilune.matrix.asformat.options
---@return perilune.sparse.matrix m The matrix.
---@overload fun(self: perilune.sparse.matrix, options: perilune.matrix.asformat.options): perilune.sparse.matrix
function matrix:asformat(format, options) end

--- The matrix with values of a dtype.
---
--- Always with its own values.
---
--- ```lua
--- print(sparse.eye(2):astype("float32").dtype)  --> float32
--- ```
---@param dtype perilune.dtype float64, float32, complex128 or complex64.
---@return perilune.sparse.matrix m The matrix.
function matrix:astype(dtype) end

--- The matrix with its own values.
---
--- What is stored where is shared, being read-only.
---
--- ```lua
--- print(sparse.eye(2):copy() == sparse.eye(2))  --> true
--- ```
---@return perilune.sparse.matrix m The matrix.
function matrix:copy() end

--- The transposed matrix.
---
--- CSR becomes CSC and back; the values are shared.
---
--- ```lua
--- print(sparse.eye(2, 3):transpose().shape)  --> {3, 2}
--- ```
---@return perilune.sparse.matrix m The matrix.
function matrix:transpose() end

---@class perilune.matrix.toarray.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- The dense matrix.
---
--- Refused before anything is allocated when there is no room.
---
--- ```lua
--- print(sparse.eye(2):toarray())
--- --> [[1. 0.]
--- -->  [0. 1.]]
--- ```
---@param options? perilune.matrix.toarray.options
---@return perilune.array a The dense matrix. (shape (m, n))
function matrix:toarray(options) end

matrix.todense = matrix.toarray

--- Matrix product.
---
--- With a dense operand the result is dense. The bits do not depend on the number of threads.
---
--- ```lua
--- local a = sparse.csr_matrix{{1, 0}, {2, 3}}
--- print(a:dot{1, 1}, a:dot(a):toarray())  --> [1. 5.]	[[1. 0.]
--- -->  [8. 9.]]
--- ```
---@param other perilune.array_like|perilune.sparse.matrix A vector, a dense matrix or a sparse one.
---@return perilune.array|perilune.sparse.matrix product Sparse for a sparse operand, else dense.
function matrix:dot(other) end

matrix.matmul = matrix.dot

--- Product element by element.
---
--- What is zero in one of them stays unstored.
---
--- ```lua
--- print(sparse.csr_matrix{{1, 0}, {2, 3}}:multiply({10, 100}).data)  --> [ 10.  20. 300.]
--- ```
---@param other number|perilune.complex|perilune.array_like|perilune.sparse.matrix A number, a dense matrix, row or column, or a sparse matrix.
---@return perilune.sparse.matrix m The matrix.
function matrix:multiply(other) end

--- Quotient element by element.
---
--- By a number or a dense matrix, row or column; only what is stored is divided.
---
--- ```lua
--- print(sparse.csr_matrix{{1, 0}, {2, 3}}:divide({2, 3}).data)  --> [0.5 1.  1. ]
--- ```
---@param other number|perilune.complex|perilune.array_like|perilune.sparse.matrix A number, a dense matrix, row or column, or a sparse matrix.
---@return perilune.sparse.matrix m The matrix.
function matrix:divide(other) end

--- The larger of two, element by element.
---
--- Of a number only one that is not positive. NaN wins.
---
--- ```lua
--- print(sparse.csr_matrix{{-1, 0, 2}}:maximum(0).data)  --> [0. 2.]
--- ```
---@param other number|perilune.complex|perilune.array_like|perilune.sparse.matrix A number, a dense matrix, row or column, or a sparse matrix.
---@return perilune.sparse.matrix m The matrix.
function matrix:maximum(other) end

--- The smaller of two, element by element.
---
--- Of a number only one that is not negative. NaN wins.
---
--- ```lua
--- print(sparse.csr_matrix{{-1, 0, 2}}:minimum(1).data)  --> [-1.  1.]
--- ```
---@param other number|perilune.complex|perilune.array_like|perilune.sparse.matrix A number, a dense matrix, row or column, or a sparse matrix.
---@return perilune.sparse.matrix m The matrix.
function matrix:minimum(other) end

--- Powers of the elements.
---
--- Of the stored values; n must keep 0 at 0.
---
--- ```lua
--- print(sparse.csr_matrix{{2, 0, 3}}:power(2).data)  --> [4. 9.]
--- ```
---@param n number The exponent. (above 0)
---@return perilune.sparse.matrix m The matrix.
function matrix:power(n) end

--- Magnitudes.
---
--- Of the stored values; 0 stays 0.
---
--- ```lua
--- print(sparse.csr_matrix{{-2, 0}}:abs().data)  --> [2.]
--- ```
---@return perilune.sparse.matrix m The matrix.
function matrix:abs() end

--- Complex conjugates.
---
--- Of the stored values; 0 stays 0.
---
--- ```lua
--- print(sparse.csr_matrix{{pl.complex(1, 2)}}:conj()(1, 1))  --> (1-2j)
--- ```
---@return perilune.sparse.matrix m The matrix.
function matrix:conj() end

matrix.conjugate = matrix.conj

--- Square roots.
---
--- Of the stored values; 0 stays 0.
---
--- ```lua
--- print(sparse.csr_matrix{{4, 0}}:sqrt().data)  --> [2.]
--- ```
---@return perilune.sparse.matrix m The matrix.
function matrix:sqrt() end

--- Signs.
---
--- Of the stored values; 0 stays 0.
---
--- ```lua
--- print(sparse.csr_matrix{{-4, 3}}:sign().data)  --> [-1.  1.]
--- ```
---@return perilune.sparse.matrix m The matrix.
function matrix:sign() end

--- Logarithms of 1 + x.
---
--- Of the stored values; 0 stays 0.
---
--- ```lua
--- print(sparse.csr_matrix{{0, 1}}:log1p().nnz)  --> 1
--- ```
---@return perilune.sparse.matrix m The matrix.
function matrix:log1p() end

--- exp(x) - 1.
---
--- Of the stored values; 0 stays 0.
---
--- ```lua
--- print(sparse.csr_matrix{{0, 1}}:expm1().nnz)  --> 1
--- ```
---@return perilune.sparse.matrix m The matrix.
function matrix:expm1() end

---@class perilune.matrix.sum.options
---@field axis? integer|perilune.none 1 down the columns, 2 along the rows; everything when left out.

--- Sum of elements.
---
--- Over one axis a vector, else one number.
---
--- ```lua
--- local a = sparse.csr_matrix{{1, 0}, {2, 3}}
--- print(a:sum(), a:sum(1), a:sum(2))  --> 6.0	[3. 3.]	[1. 5.]
--- ```
---@param axis? integer|perilune.none 1 down the columns, 2 along the rows; everything when left out.
---@param options? perilune.matrix.sum.options
---@return number|perilune.complex|perilune.array result A vector, or one number.
---@overload fun(self: perilune.sparse.matrix, options: perilune.matrix.sum.options): number|perilune.complex|perilune.array
function matrix:sum(axis, options) end

---@class perilune.matrix.mean.options
---@field axis? integer|perilune.none 1 down the columns, 2 along the rows; everything when left out.

--- Mean of elements, the zeros among them.
---
--- Over one axis a vector, else one number.
---
--- ```lua
--- print(sparse.csr_matrix{{1, 0}, {2, 3}}:mean())  --> 1.5
--- ```
---@param axis? integer|perilune.none 1 down the columns, 2 along the rows; everything when left out.
---@param options? perilune.matrix.mean.options
---@return number|perilune.complex|perilune.array result A vector, or one number.
---@overload fun(self: perilune.sparse.matrix, options: perilune.matrix.mean.options): number|perilune.complex|perilune.array
function matrix:mean(axis, options) end

---@class perilune.matrix.max.options
---@field axis? integer|perilune.none 1 down the columns, 2 along the rows; everything when left out.

--- Largest element, the zeros among them.
---
--- Over one axis a vector, else one number. NaN wins.
---
--- ```lua
--- print(sparse.csr_matrix{{-1, 0}, {-2, -3}}:max(2))  --> [ 0. -2.]
--- ```
---@param axis? integer|perilune.none 1 down the columns, 2 along the rows; everything when left out.
---@param options? perilune.matrix.max.options
---@return number|perilune.complex|perilune.array result A vector, or one number.
---@overload fun(self: perilune.sparse.matrix, options: perilune.matrix.max.options): number|perilune.complex|perilune.array
function matrix:max(axis, options) end

---@class perilune.matrix.min.options
---@field axis? integer|perilune.none 1 down the columns, 2 along the rows; everything when left out.

--- Smallest element, the zeros among them.
---
--- Over one axis a vector, else one number. NaN wins.
---
--- ```lua
--- print(sparse.csr_matrix{{1, 0}, {2, 3}}:min(2))  --> [0. 2.]
--- ```
---@param axis? integer|perilune.none 1 down the columns, 2 along the rows; everything when left out.
---@param options? perilune.matrix.min.options
---@return number|perilune.complex|perilune.array result A vector, or one number.
---@overload fun(self: perilune.sparse.matrix, options: perilune.matrix.min.options): number|perilune.complex|perilune.array
function matrix:min(axis, options) end

---@class perilune.matrix.diagonal.options
---@field k? integer Which diagonal. (default 0)

--- A diagonal.
---
--- A dense vector, empty beyond the matrix.
---
--- ```lua
--- print(sparse.csr_matrix{{1, 0}, {2, 3}}:diagonal())  --> [1. 3.]
--- ```
---@param k? integer Which diagonal. (default 0)
---@param options? perilune.matrix.diagonal.options
---@return perilune.array d Its elements.
---@overload fun(self: perilune.sparse.matrix, options: perilune.matrix.diagonal.options): perilune.array
function matrix:diagonal(k, options) end

---@class perilune.matrix.trace.options
---@field offset? integer Which diagonal. (default 0)

--- Sum of a diagonal.
---
--- Also of matrices that are not square.
---
--- ```lua
--- print(sparse.csr_matrix{{1, 0}, {2, 3}}:trace())  --> 4.0
--- ```
---@param offset? integer Which diagonal. (default 0)
---@param options? perilune.matrix.trace.options
---@return number|perilune.complex t The sum of its elements.
---@overload fun(self: perilune.sparse.matrix, options: perilune.matrix.trace.options): number|perilune.complex
function matrix:trace(offset, options) end

--- How many elements are not zero.
---
--- Stored zeros do not count, unlike in nnz.
---
--- ```lua
--- print(sparse.eye(3):count_nonzero())  --> 3
--- ```
---@return integer n How many.
function matrix:count_nonzero() end

--- Where elements are not zero.
---
--- In the order of rows.
---
--- ```lua
--- print(sparse.csr_matrix{{1, 0}, {2, 3}}:nonzero())  --> [1 2 2]	[1 1 2]
--- ```
---@return perilune.array row Rows, from 1.
---@return perilune.array col Columns, from 1.
function matrix:nonzero() end

--- A row, as a sparse matrix.
---
--- The same as a(i, ":").
---
--- ```lua
--- print(sparse.eye(3):getrow(2).shape)  --> {1, 3}
--- ```
---@param i integer Which, from 1; -1 is the last.
---@return perilune.sparse.matrix m The matrix.
function matrix:getrow(i) end

--- A column, as a sparse matrix.
---
--- The same as a(":", i).
---
--- ```lua
--- print(sparse.eye(3):getcol(-1).shape)  --> {3, 1}
--- ```
---@param i integer Which, from 1; -1 is the last.
---@return perilune.sparse.matrix m The matrix.
function matrix:getcol(i) end

--- A part of the matrix.
---
--- What a(...) gives.
---
--- ```lua
--- print(sparse.eye(3):get(2, 2))  --> 1.0
--- ```
---@param ... any One for each axis: positions, ranges, lists.
---@return any part An element, a vector for two lists, or a sparse matrix.
function matrix:get(...) end

--- Sets an element.
---
--- In place. A place that was not stored costs a copy of the matrix: build with `sparse.coo_matrix` instead.
---
--- ```lua
--- local a = sparse.eye(2); a:set(1, 2, 7)
--- print(a(1, 2))  --> 7.0
--- ```
---@param i integer Row, from 1.
---@param j integer Column, from 1.
---@param value number|perilune.complex|perilune.array_like|perilune.sparse.matrix The new element.
function matrix:set(i, j, value) end

---@class perilune.matrix.setdiag.options
---@field k? integer Which diagonal. (default 0)

--- Sets a diagonal.
---
--- In place.
---
--- ```lua
--- local a = sparse.eye(2); a:setdiag(5)
--- print(a:trace())  --> 10.0
--- ```
---@param values perilune.array_like A number, or a vector.
---@param k? integer Which diagonal. (default 0)
---@param options? perilune.matrix.setdiag.options
---@overload fun(self: perilune.sparse.matrix, values: perilune.array_like, options: perilune.matrix.setdiag.options)
function matrix:setdiag(values, k, options) end

--- Drops stored zeros.
---
--- In place.
---
--- ```lua
--- local a = sparse.eye(2) * 0; a:eliminate_zeros()
--- print(a.nnz)  --> 0
--- ```
function matrix:eliminate_zeros() end

--- Adds up the values of one place.
---
--- In place; sorts as well.
---
--- ```lua
--- local a = sparse.coo_matrix{data = {1, 2}, row = {1, 1}, col = {1, 1}}
--- a:sum_duplicates()
--- print(a.nnz, a.data)  --> 1	[3.]
--- ```
function matrix:sum_duplicates() end

--- Sorts the positions within rows or columns.
---
--- In place.
---
--- ```lua
--- local a = sparse.csr_matrix{data = {1, 2}, indices = {2, 1}, indptr = {1, 3}}
--- a:sort_indices()
--- print(a.indices, a.data)  --> [1 2]	[2. 1.]
--- ```
function matrix:sort_indices() end

--- A sparse matrix stored by rows.
---@class perilune.sparse.csr_matrix: perilune.sparse.matrix
---@field indices perilune.array The column (CSR) or row (CSC) of each value.
---@field indptr perilune.array Where each row (CSR) or column (CSC) begins in data, and where the last ends.
---@overload fun(...: any): any
local csr_matrix = {}

--- A sparse matrix stored by columns.
---@class perilune.sparse.csc_matrix: perilune.sparse.matrix
---@field indices perilune.array The column (CSR) or row (CSC) of each value.
---@field indptr perilune.array Where each row (CSR) or column (CSC) begins in data, and where the last ends.
---@overload fun(...: any): any
local csc_matrix = {}

--- A sparse matrix as a list of triplets.
---@class perilune.sparse.coo_matrix: perilune.sparse.matrix
---@field row perilune.array The row of each value.
---@field col perilune.array The column of each value.
---@overload fun(...: any): any
local coo_matrix = {}

---@class perilune.sparse.csr_matrix.options
---@field shape? integer|integer[] Rows and columns, here instead of in the table.
---@field dtype? perilune.dtype Of the values: float64, float32, complex128 or complex64.
---@field copy? boolean Of a sparse matrix: whether the values are copied, or shared where the format stays. (default false)

--- Sparse matrix stored by rows.
---
--- What is not zero is stored, row by row (CSR), column by column (CSC) or as a list (COO). Positions that are out of range, or an indptr that falls, are errors. Integers and bool become float64.
---
--- ```lua
--- local a = sparse.csr_matrix{data = {1, 2, 3}, row = {1, 2, 2}, col = {1, 1, 3}, shape = {2, 3}}
--- print(a:toarray())
--- --> [[1. 0. 0.]
--- -->  [2. 0. 3.]]
--- print(a:dot{1, 1, 1}, a.nnz)  --> [1. 5.]	3
--- print(a.indptr)  --> [1 2 4]
--- ```
---@param arg1 table|perilune.array_like|perilune.sparse.matrix {data = d, row = i, col = j}: triplets, where those of one place add up; {data = d, indices = j, indptr = p}: the three arrays; both with shape = {m, n} or as large as the positions need; {shape = {m, n}} alone: zero; a dense matrix; or a sparse one.
---@param options? perilune.sparse.csr_matrix.options
---@return perilune.sparse.csr_matrix a The sparse matrix.
function sparse.csr_matrix(arg1, options) end

sparse.csr_array = sparse.csr_matrix

---@class perilune.sparse.csc_matrix.options
---@field shape? integer|integer[] Rows and columns, here instead of in the table.
---@field dtype? perilune.dtype Of the values: float64, float32, complex128 or complex64.
---@field copy? boolean Of a sparse matrix: whether the values are copied, or shared where the format stays. (default false)

--- Sparse matrix stored by columns.
---
--- What is not zero is stored, row by row (CSR), column by column (CSC) or as a list (COO). Positions that are out of range, or an indptr that falls, are errors. Integers and bool become float64.
---
--- ```lua
--- local a = sparse.csc_matrix{data = {1, 2, 3}, indices = {1, 2, 2}, indptr = {1, 3, 4}, shape = {2, 2}}
--- print(a == sparse.csc_matrix{{1, 0}, {2, 3}})  --> true
--- ```
---@param arg1 table|perilune.array_like|perilune.sparse.matrix {data = d, row = i, col = j}: triplets, where those of one place add up; {data = d, indices = j, indptr = p}: the three arrays; both with shape = {m, n} or as large as the positions need; {shape = {m, n}} alone: zero; a dense matrix; or a sparse one.
---@param options? perilune.sparse.csc_matrix.options
---@return perilune.sparse.csc_matrix a The sparse matrix.
function sparse.csc_matrix(arg1, options) end

sparse.csc_array = sparse.csc_matrix

---@class perilune.sparse.coo_matrix.options
---@field shape? integer|integer[] Rows and columns, here instead of in the table.
---@field dtype? perilune.dtype Of the values: float64, float32, complex128 or complex64.
---@field copy? boolean Of a sparse matrix: whether the values are copied, or shared where the format stays. (default false)

--- Sparse matrix as a list of triplets.
---
--- The format to build in: any order, and several values of one place, which add up when it is converted. Then `tocsr`.
---
--- ```lua
--- local a = sparse.coo_matrix{data = {1, 2, 5}, row = {1, 2, 2}, col = {2, 1, 1}, shape = {2, 2}}
--- print(a.nnz, a:tocsr().nnz)  --> 3	2
--- print(a:toarray())
--- --> [[0. 1.]
--- -->  [7. 0.]]
--- ```
---@param arg1 table|perilune.array_like|perilune.sparse.matrix {data = d, row = i, col = j}: triplets, where those of one place add up; {data = d, indices = j, indptr = p}: the three arrays; both with shape = {m, n} or as large as the positions need; {shape = {m, n}} alone: zero; a dense matrix; or a sparse one.
---@param options? perilune.sparse.coo_matrix.options
---@return perilune.sparse.coo_matrix a The sparse matrix.
function sparse.coo_matrix(arg1, options) end

sparse.coo_array = sparse.coo_matrix

---@class perilune.sparse.eye.options
---@field n? integer Columns; as many as rows when left out. (at least 0)
---@field k? integer Which diagonal: 0 the main one, above it positive, below it negative. (default 0)
---@field dtype? perilune.dtype Of the values: float64, float32, complex128 or complex64. (default "float64")
---@field format? "csr"|"csc"|"coo" The format of the result. (default "csr")

--- Sparse matrix with ones on a diagonal.
---
--- Rectangular ones are allowed.
---
--- ```lua
--- print(sparse.eye(2, 3, 1):toarray())
--- --> [[0. 1. 0.]
--- -->  [0. 0. 1.]]
--- ```
---@param m integer Rows. (at least 0)
---@param n? integer Columns; as many as rows when left out. (at least 0)
---@param k? integer Which diagonal: 0 the main one, above it positive, below it negative. (default 0)
---@param options? perilune.sparse.eye.options
---@return perilune.sparse.matrix m The matrix.
---@overload fun(m: integer, options: perilune.sparse.eye.options): perilune.sparse.matrix
function sparse.eye(m, n, k, options) end

---@class perilune.sparse.identity.options
---@field dtype? perilune.dtype Of the values: float64, float32, complex128 or complex64. (default "float64")
---@field format? "csr"|"csc"|"coo" The format of the result. (default "csr")

--- Sparse identity matrix.
---
--- The same as a square eye.
---
--- ```lua
--- print(sparse.identity(3).nnz)  --> 3
--- ```
---@param n integer Rows and columns. (at least 0)
---@param options? perilune.sparse.identity.options
---@return perilune.sparse.matrix m The matrix.
function sparse.identity(n, options) end

---@class perilune.sparse.diags.options
---@field offsets? integer|table|perilune.array_like Which diagonals: 0 the main one, above it positive, below it negative. (default 0)
---@field shape? integer|integer[] Rows and columns; square and as large as the first diagonal when left out.
---@field format? "csr"|"csc"|"coo" The format of the result. (default "csr")
---@field dtype? perilune.dtype Of the values; that of the diagonals when left out.

--- Sparse matrix from its diagonals.
---
--- A diagonal must be as long as its place in the matrix; a single number is repeated.
---
--- ```lua
--- local d = sparse.diags({-1, 2, -1}, {-1, 0, 1}, {3, 3})
--- print(d:toarray())
--- --> [[ 2. -1.  0.]
--- -->  [-1.  2. -1.]
--- -->  [ 0. -1.  2.]]
--- ```
---@param diagonals any A vector, or a list of vectors and numbers, one for each offset; a number is repeated.
---@param offsets? integer|table|perilune.array_like Which diagonals: 0 the main one, above it positive, below it negative. (default 0)
---@param shape? integer|integer[] Rows and columns; square and as large as the first diagonal when left out.
---@param options? perilune.sparse.diags.options
---@return perilune.sparse.matrix m The matrix.
---@overload fun(diagonals: any, options: perilune.sparse.diags.options): perilune.sparse.matrix
function sparse.diags(diagonals, offsets, shape, options) end

---@class perilune.sparse.random.options
---@field density? number Which part of the places holds a value. (0 to 1, default 0.01)
---@field format? "coo"|"csr"|"csc" The format of the result. (default "coo")
---@field dtype? perilune.dtype Of the values: float64, float32, complex128 or complex64. (default "float64")
---@field data_rvs? function Draws the values; even ones in [0, 1) when left out. (n -> array of n numbers)
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.

--- Sparse matrix with random values in random places.
---
--- round(density * m * n) places are drawn without putting back, then their values. The streams of NumPy give the matrices of SciPy, but for a RandomState where m * n is 2^26 or more: SciPy then reorders m * n numbers.
---
--- ```lua
--- local a = sparse.random(100, 50, 0.1, {rng = 1})
--- print(a.nnz, a.shape, a.format)  --> 500	{100, 50}	coo
--- ```
---@param m integer Rows. (at least 0)
---@param n integer Columns. (at least 0)
---@param density? number Which part of the places holds a value. (0 to 1, default 0.01)
---@param options? perilune.sparse.random.options
---@return perilune.sparse.matrix m The matrix.
---@overload fun(m: integer, n: integer, options: perilune.sparse.random.options): perilune.sparse.matrix
function sparse.random(m, n, density, options) end

--- Whether a value is a sparse matrix.
---
--- Arrays and operators are not.
---
--- ```lua
--- print(sparse.issparse(sparse.eye(2)), sparse.issparse(pl.eye(2)))  --> true	false
--- ```
---@param x any Anything.
---@return boolean yes Whether it is.
function sparse.issparse(x) end

---@class perilune.sparse.hstack.options
---@field format? "csr"|"csc"|"coo" csr, csc or coo; csr when left out.
---@field dtype? perilune.dtype Of the values; the promoted one when left out.

--- Matrices side by side.
---
--- All must have the same number of rows.
---
--- ```lua
--- print(sparse.hstack({sparse.eye(2), {{5}, {6}}}):toarray())
--- --> [[1. 0. 5.]
--- -->  [0. 1. 6.]]
--- ```
---@param blocks any A list of matrices, sparse or dense.
---@param options? perilune.sparse.hstack.options
---@return perilune.sparse.matrix m The matrix.
function sparse.hstack(blocks, options) end

---@class perilune.sparse.vstack.options
---@field format? "csr"|"csc"|"coo" csr, csc or coo; csr when left out.
---@field dtype? perilune.dtype Of the values; the promoted one when left out.

--- Matrices one below the other.
---
--- All must have the same number of columns.
---
--- ```lua
--- print(sparse.vstack{sparse.eye(2), {{5, 6}}}.shape)  --> {3, 2}
--- ```
---@param blocks any A list of matrices, sparse or dense.
---@param options? perilune.sparse.vstack.options
---@return perilune.sparse.matrix m The matrix.
function sparse.vstack(blocks, options) end

---@class perilune.sparse.block_diag.options
---@field format? "csr"|"csc"|"coo" csr, csc or coo; csr when left out.
---@field dtype? perilune.dtype Of the values; the promoted one when left out.

--- Matrices along the diagonal.
---
--- Zero elsewhere.
---
--- ```lua
--- print(sparse.block_diag{{{1, 2}}, {{3}}}:toarray())
--- --> [[1. 2. 0.]
--- -->  [0. 0. 3.]]
--- ```
---@param blocks any A list of matrices, sparse or dense.
---@param options? perilune.sparse.block_diag.options
---@return perilune.sparse.matrix m The matrix.
function sparse.block_diag(blocks, options) end

---@class perilune.sparse.bmat.options
---@field format? "csr"|"csc"|"coo" csr, csc or coo; csr when left out.
---@field dtype? perilune.dtype Of the values; the promoted one when left out.

--- A matrix from a grid of blocks.
---
--- Blocks of a row have one height, blocks of a column one width.
---
--- ```lua
--- local a = sparse.bmat{{sparse.eye(2), pl.none}, {pl.none, {{7}}}}
--- print(a.shape, a.nnz)  --> {3, 3}	3
--- ```
---@param blocks any Lists of matrices, one for each row of blocks; pl.none is a block of zeros.
---@param options? perilune.sparse.bmat.options
---@return perilune.sparse.matrix m The matrix.
function sparse.bmat(blocks, options) end

sparse.block_array = sparse.bmat

---@class perilune.sparse.kron.options
---@field format? "csr"|"csc"|"coo" csr, csc or coo; csr when left out.

--- Kronecker product.
---
--- Each element of A times the whole of B.
---
--- ```lua
--- print(sparse.kron({{1, 2}}, sparse.eye(2)):toarray())
--- --> [[1. 0. 2. 0.]
--- -->  [0. 1. 0. 2.]]
--- ```
---@param A perilune.array_like|perilune.sparse.matrix The matrix whose elements are spread out.
---@param B perilune.array_like|perilune.sparse.matrix The matrix that is repeated.
---@param options? perilune.sparse.kron.options
---@return perilune.sparse.matrix m The matrix.
function sparse.kron(A, B, options) end

---@class perilune.sparse.tril.options
---@field k? integer The diagonal to keep up to. (default 0)
---@field format? "csr"|"csc"|"coo" csr, csc or coo; csr when left out.

--- What lies on and below a diagonal.
---
--- The rest is not stored.
---
--- ```lua
--- print(sparse.tril{{1, 2}, {3, 4}}.nnz)  --> 3
--- ```
---@param A perilune.array_like|perilune.sparse.matrix The matrix.
---@param k? integer The diagonal to keep up to. (default 0)
---@param options? perilune.sparse.tril.options
---@return perilune.sparse.matrix m The matrix.
---@overload fun(A: perilune.array_like|perilune.sparse.matrix, options: perilune.sparse.tril.options): perilune.sparse.matrix
function sparse.tril(A, k, options) end

---@class perilune.sparse.triu.options
---@field k? integer The diagonal to keep up to. (default 0)
---@field format? "csr"|"csc"|"coo" csr, csc or coo; csr when left out.

--- What lies on and above a diagonal.
---
--- The rest is not stored.
---
--- ```lua
--- print(sparse.triu({{1, 2}, {3, 4}}, 1).nnz)  --> 1
--- ```
---@param A perilune.array_like|perilune.sparse.matrix The matrix.
---@param k? integer The diagonal to keep up to. (default 0)
---@param options? perilune.sparse.triu.options
---@return perilune.sparse.matrix m The matrix.
---@overload fun(A: perilune.array_like|perilune.sparse.matrix, options: perilune.sparse.triu.options): perilune.sparse.matrix
function sparse.triu(A, k, options) end

--- Places and values of what is not zero.
---
--- In the order of columns; duplicates are summed.
---
--- ```lua
--- local i, j, v = sparse.find{{0, 5}, {6, 0}}
--- print(i, j, v)  --> [2 1]	[1 2]	[6. 5.]
--- ```
---@param A perilune.array_like|perilune.sparse.matrix The matrix.
---@return perilune.array row Rows, from 1.
---@return perilune.array col Columns, from 1.
---@return perilune.array data Values.
function sparse.find(A) end

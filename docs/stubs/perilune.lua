-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta perilune

---@alias perilune.dtype "float64"|"float32"|"complex128"|"complex64"|"int64"|"int32"|"uint8"|"bool"
---@alias perilune.array_like perilune.array|table|number|boolean|perilune.complex
---@class perilune.none

--- An array: a[i], a(i, j), a["2:5, :"] and a[{i, j}] read; the forms in brackets write.
---@class perilune.array
---@field [integer|string|table|perilune.array] any
---@field shape table The lengths of the axes.
---@field ndim integer The number of axes.
---@field size integer The number of elements.
---@field dtype perilune.dtype The type of the elements.
---@field T perilune.array The array with its axes in reverse order.
---@field mT perilune.array The array with its last two axes exchanged.
---@field real perilune.array The real parts.
---@field imag perilune.array The imaginary parts.
---@field itemsize integer The bytes of one element.
---@field nbytes integer The bytes of all elements.
---@field strides table The bytes from one element to the next along each axis.
---@overload fun(...: integer|string|table|perilune.array): any
---@operator add(perilune.array_like): perilune.array
---@operator sub(perilune.array_like): perilune.array
---@operator mul(perilune.array_like): perilune.array
---@operator div(perilune.array_like): perilune.array
---@operator idiv(perilune.array_like): perilune.array
---@operator mod(perilune.array_like): perilune.array
---@operator pow(perilune.array_like): perilune.array
---@operator unm: perilune.array
---@operator band(perilune.array_like): perilune.array
---@operator bor(perilune.array_like): perilune.array
---@operator bxor(perilune.array_like): perilune.array
---@operator bnot: perilune.array
---@operator len: integer
local array = {}

--- Reads an element or a part, the same as a(...).
---
--- Ranges give views, lists and masks copies.
---
--- ```lua
--- local a = pl.array{{1, 2}, {3, 4}}
--- print(a:get(2, 1), a:get(":", 2))  --> 3.0	[2. 4.]
--- ```
---@param ... integer|table|perilune.array_like|string One for each axis: a position, a range such as "2:5", a list or a mask.
---@return any value One element as a Lua value, or the selected part.
function array:get(...) end

--- Writes an element or a part.
---
--- a:set(i, j, value) does what a[{i, j}] = value does, without the table. `a:set(value)` writes the element of a 0-d array.
---
--- ```lua
--- local a = pl.zeros{2, 2}
--- a:set(1, 2, 5)
--- a:set(2, ":", 7)
--- print(a)
--- --> [[0. 5.]
--- -->  [7. 7.]]
--- ```
---@param ... integer|table|perilune.array_like|string One for each axis: a position, a range such as "2:5", a list or a mask; then the value, which is broadcast to what they select.
function array:set(...) end

--- Reads one element as a Lua value.
---
--- Without subscripts the array must have one element, on any number of axes.
---
--- ```lua
--- print(pl.array{{42}}:item())  --> 42.0
--- ```
---@param ... integer One position for each axis; none where there is one element.
---@return any value The element as a Lua value.
function array:item(...) end

---@class perilune.array.sort.options
---@field axis? integer The axis along which elements are put in order. (default -1)
---@field kind? "quicksort"|"stable"|"mergesort"|"heapsort" SciPy's words; every one is the same stable radix sort. (default "quicksort")

--- Sorts an array in place.
---
--- NaN comes last; complex numbers go by their real, then their imaginary parts. Equal elements keep their order.
---
--- ```lua
--- local a = pl.array{3, 1, 2}
--- a:sort()
--- print(a)  --> [1. 2. 3.]
--- ```
---@param axis? integer The axis along which elements are put in order. (default -1)
---@param kind? "quicksort"|"stable"|"mergesort"|"heapsort" SciPy's words; every one is the same stable radix sort. (default "quicksort")
---@param options? perilune.array.sort.options
---@overload fun(self: perilune.array, options: perilune.array.sort.options)
function array:sort(axis, kind, options) end

--- Sets every element, in place.
---
--- The value must fit the dtype; a complex value needs a complex array.
---
--- ```lua
--- local a = pl.zeros(3)
--- a:fill(2)
--- print(a)  --> [2. 2. 2.]
--- ```
---@param value boolean|number|perilune.complex What every element becomes.
function array:fill(value) end

--- Adds b to a, in place.
---
--- Allocates nothing. The dtype stays: a result of another kind (floats into integers) is an error, as is integer overflow.
---
--- ```lua
--- local a = pl.array{1, 2}
--- a:add_(1)
--- print(a)  --> [2. 3.]
--- ```
---@param b perilune.array_like The other operand; it is broadcast to a's shape.
---@return perilune.array a The same array.
function array:add_(b) end

--- Subtracts b from a, in place.
---
--- Allocates nothing. The dtype stays: a result of another kind (floats into integers) is an error, as is integer overflow.
---
--- ```lua
--- local a = pl.array{1, 2}
--- a:sub_(1)
--- print(a)  --> [0. 1.]
--- ```
---@param b perilune.array_like The other operand; it is broadcast to a's shape.
---@return perilune.array a The same array.
function array:sub_(b) end

--- Multiplies a by b, in place.
---
--- Allocates nothing. The dtype stays: a result of another kind (floats into integers) is an error, as is integer overflow.
---
--- ```lua
--- local a = pl.array{1, 2}
--- a:mul_(3)
--- print(a)  --> [3. 6.]
--- ```
---@param b perilune.array_like The other operand; it is broadcast to a's shape.
---@return perilune.array a The same array.
function array:mul_(b) end

--- Divides a by b, in place.
---
--- Allocates nothing. The dtype stays: a result of another kind (floats into integers) is an error, as is integer overflow.
---
--- ```lua
--- local a = pl.array{1, 3}
--- a:div_(2)
--- print(a)  --> [0.5 1.5]
--- ```
---@param b perilune.array_like The other operand; it is broadcast to a's shape.
---@return perilune.array a The same array.
function array:div_(b) end

--- a // b, in place.
---
--- Allocates nothing. The dtype stays: a result of another kind (floats into integers) is an error, as is integer overflow.
---
--- ```lua
--- local a = pl.array{7, 9}
--- a:floor_divide_(2)
--- print(a)  --> [3. 4.]
--- ```
---@param b perilune.array_like The other operand; it is broadcast to a's shape.
---@return perilune.array a The same array.
function array:floor_divide_(b) end

--- a % b, in place.
---
--- Allocates nothing. The dtype stays: a result of another kind (floats into integers) is an error, as is integer overflow.
---
--- ```lua
--- local a = pl.array{7, 9}
--- a:mod_(4)
--- print(a)  --> [3. 1.]
--- ```
---@param b perilune.array_like The other operand; it is broadcast to a's shape.
---@return perilune.array a The same array.
function array:mod_(b) end

--- a ^ b, in place.
---
--- Allocates nothing. The dtype stays: a result of another kind (floats into integers) is an error, as is integer overflow.
---
--- ```lua
--- local a = pl.array{2, 3}
--- a:pow_(2)
--- print(a)  --> [4. 9.]
--- ```
---@param b perilune.array_like The other operand; it is broadcast to a's shape.
---@return perilune.array a The same array.
function array:pow_(b) end

--- A copy of an array.
---@return perilune.array b A row-major copy that shares nothing with a.
function array:copy() end

--- An array in another dtype.
---@param dtype perilune.dtype Type of the result.
---@param options? perilune.astype.options
---@return perilune.array b The converted array.
function array:astype(dtype, options) end

--- The elements as nested Lua tables.
---@return boolean|number|perilune.complex|table t Nested tables of Lua values; one value for an array without axes.
function array:tolist() end

--- The same elements in another shape.
---@param ... integer|integer[] The lengths, one after another or as one list; -1 once stands for what is left.
---@return perilune.array b A view when the strides of a allow it, else a copy.
function array:reshape(...) end

--- The elements along one axis.
---@param order? "C"|"F"|"A"|"K" As in reshape; K as the elements lie in memory. (default "C")
---@param options? perilune.ravel.options
---@return perilune.array b A view when the strides of a allow it, else a copy.
---@overload fun(self: perilune.array, options: perilune.ravel.options): perilune.array
function array:ravel(order, options) end

--- A copy of the elements along one axis.
---@param order? "C"|"F"|"A"|"K" As in reshape; K as the elements lie in memory. (default "C")
---@param options? perilune.flatten.options
---@return perilune.array b A copy with one axis.
---@overload fun(self: perilune.array, options: perilune.flatten.options): perilune.array
function array:flatten(order, options) end

--- The axes in another order.
---@param ... integer|integer[] The axes of a (from 1, negative from the last) in their new order, one after another or as one list; left out, all reversed.
---@return perilune.array b A view that shares the elements of a.
function array:transpose(...) end

--- Two axes exchanged.
---@param axis1 integer One axis.
---@param axis2 integer The other.
---@return perilune.array b A view that shares the elements of a.
function array:swapaxes(axis1, axis2) end

--- Without the axes of length 1.
---@param axis? integer|integer[] Which axes of length 1 to drop; left out, all.
---@param options? perilune.squeeze.options
---@return perilune.array b A view that shares the elements of a.
---@overload fun(self: perilune.array, options: perilune.squeeze.options): perilune.array
function array:squeeze(axis, options) end

--- Each element repeated.
---@param repeats integer|table How often each element comes; a list gives one count for each. (at least 0)
---@param axis? integer Along which axis; left out, of the flattened array.
---@param options? perilune.repeat_.options
---@return perilune.array b A copy.
---@overload fun(self: perilune.array, repeats: integer|table, options: perilune.repeat_.options): perilune.array
function array:repeat_(repeats, axis, options) end

--- e to the power of each element.
---@param options? perilune.exp.options
---@return perilune.array y An array of the same shape; a number for a number.
function array:exp(options) end

--- Natural logarithm of each element.
---@param options? perilune.log.options
---@return perilune.array y An array of the same shape; a number for a number.
function array:log(options) end

--- Square root of each element.
---@param options? perilune.sqrt.options
---@return perilune.array y An array of the same shape; a number for a number.
function array:sqrt(options) end

--- Absolute value, or modulus of complex elements.
---@param options? perilune.abs.options
---@return perilune.array y An array of the same shape; a number for a number.
function array:abs(options) end

array.absolute = array.abs

array.fabs = array.abs

--- Sine of each element, in radians.
---@param options? perilune.sin.options
---@return perilune.array y An array of the same shape; a number for a number.
function array:sin(options) end

--- Cosine of each element, in radians.
---@param options? perilune.cos.options
---@return perilune.array y An array of the same shape; a number for a number.
function array:cos(options) end

--- Hyperbolic tangent of each element.
---@param options? perilune.tanh.options
---@return perilune.array y An array of the same shape; a number for a number.
function array:tanh(options) end

--- The largest whole number not above each element.
---@param options? perilune.floor.options
---@return perilune.array y An array of the same shape; a number for a number.
function array:floor(options) end

--- The smallest whole number not below each element.
---@param options? perilune.ceil.options
---@return perilune.array y An array of the same shape; a number for a number.
function array:ceil(options) end

--- Complex conjugate of each element.
---@param options? perilune.conj.options
---@return perilune.array y An array of the same shape; a number for a number.
function array:conj(options) end

array.conjugate = array.conj

--- -1, 0 or 1 by the sign of each element; NaN stays NaN.
---@param options? perilune.sign.options
---@return perilune.array y An array of the same shape; a number for a number.
function array:sign(options) end

--- Whether each element is NaN.
---@param options? perilune.isnan.options
---@return perilune.array y An array of the same shape; a number for a number.
function array:isnan(options) end

--- Whether each element is neither infinite nor NaN.
---@param options? perilune.isfinite.options
---@return perilune.array y An array of the same shape; a number for a number.
function array:isfinite(options) end

--- Whether each element is infinite.
---@param options? perilune.isinf.options
---@return perilune.array y An array of the same shape; a number for a number.
function array:isinf(options) end

--- a + b, element by element.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.add.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function array:add(b, options) end

--- a - b, element by element.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.subtract.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function array:subtract(b, options) end

array.sub = array.subtract

--- a * b, element by element.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.multiply.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function array:multiply(b, options) end

array.mul = array.multiply

--- a / b, element by element; integers give float64.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.divide.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function array:divide(b, options) end

array.div = array.divide

array.true_divide = array.divide

--- a // b: the quotient rounded down.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.floor_divide.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function array:floor_divide(b, options) end

--- a % b, with the sign of b.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.remainder.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function array:remainder(b, options) end

array.mod = array.remainder

--- a ^ b, element by element; integers give float64.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.power.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function array:power(b, options) end

array.pow = array.power

--- The larger of two, element by element.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.maximum.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function array:maximum(b, options) end

--- The smaller of two, element by element.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.minimum.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function array:minimum(b, options) end

--- Whether two elements are equal.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.equal.options
---@return perilune.array c A bool array; true or false for two numbers.
function array:equal(b, options) end

array.eq = array.equal

--- Whether two elements differ.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.not_equal.options
---@return perilune.array c A bool array; true or false for two numbers.
function array:not_equal(b, options) end

array.ne = array.not_equal

--- Whether a is less than b, element by element.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.less.options
---@return perilune.array c A bool array; true or false for two numbers.
function array:less(b, options) end

array.lt = array.less

--- Whether a is at most b, element by element.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.less_equal.options
---@return perilune.array c A bool array; true or false for two numbers.
function array:less_equal(b, options) end

array.le = array.less_equal

--- Whether a is greater than b, element by element.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.greater.options
---@return perilune.array c A bool array; true or false for two numbers.
function array:greater(b, options) end

array.gt = array.greater

--- Whether a is at least b, element by element.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.greater_equal.options
---@return perilune.array c A bool array; true or false for two numbers.
function array:greater_equal(b, options) end

array.ge = array.greater_equal

--- Sum of elements.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.sum.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(self: perilune.array, options: perilune.sum.options): perilune.array
function array:sum(axis, options) end

--- Product of elements.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.prod.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(self: perilune.array, options: perilune.prod.options): perilune.array
function array:prod(axis, options) end

--- Arithmetic mean.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.mean.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(self: perilune.array, options: perilune.mean.options): perilune.array
function array:mean(axis, options) end

--- Standard deviation.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.std.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(self: perilune.array, options: perilune.std.options): perilune.array
function array:std(axis, options) end

--- Variance.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.var.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(self: perilune.array, options: perilune.var.options): perilune.array
function array:var(axis, options) end

--- Smallest element.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.min.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(self: perilune.array, options: perilune.min.options): perilune.array
function array:min(axis, options) end

array.amin = array.min

--- Largest element.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.max.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(self: perilune.array, options: perilune.max.options): perilune.array
function array:max(axis, options) end

array.amax = array.max

--- Whether any element is true.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.any.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(self: perilune.array, options: perilune.any.options): perilune.array
function array:any(axis, options) end

--- Whether all elements are true.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.all.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(self: perilune.array, options: perilune.all.options): perilune.array
function array:all(axis, options) end

--- Position of the smallest element.
---@param axis? integer The axis to search along; left out, the row-major order of all elements.
---@param options? perilune.argmin.options
---@return perilune.array i Positions from 1; one integer without an axis.
---@overload fun(self: perilune.array, options: perilune.argmin.options): perilune.array
function array:argmin(axis, options) end

--- Position of the largest element.
---@param axis? integer The axis to search along; left out, the row-major order of all elements.
---@param options? perilune.argmax.options
---@return perilune.array i Positions from 1; one integer without an axis.
---@overload fun(self: perilune.array, options: perilune.argmax.options): perilune.array
function array:argmax(axis, options) end

--- Running sums.
---@param axis? integer The axis to run along; left out, the row-major order of all elements.
---@param options? perilune.cumsum.options
---@return perilune.array r The running results, in the shape of a, or with one axis.
---@overload fun(self: perilune.array, options: perilune.cumsum.options): perilune.array
function array:cumsum(axis, options) end

--- Running products.
---@param axis? integer The axis to run along; left out, the row-major order of all elements.
---@param options? perilune.cumprod.options
---@return perilune.array r The running results, in the shape of a, or with one axis.
---@overload fun(self: perilune.array, options: perilune.cumprod.options): perilune.array
function array:cumprod(axis, options) end

--- The positions that put an array in order.
---@param axis? integer|perilune.none The axis along which elements are put in order; pl.none: all elements in one line. (default -1)
---@param kind? "quicksort"|"stable"|"mergesort"|"heapsort" SciPy's words; every one is the same stable radix sort. (default "quicksort")
---@param options? perilune.argsort.options
---@return perilune.array i Positions from 1 along the axis; `a[i]` of a vector is sorted.
---@overload fun(self: perilune.array, options: perilune.argsort.options): perilune.array
function array:argsort(axis, kind, options) end

--- The positions that partition an array.
---@param kth integer|table The places, from 1, whose elements come where sorting would put them.
---@param axis? integer|perilune.none The axis along which elements are put in order; pl.none: all elements in one line. (default -1)
---@param options? perilune.argpartition.options
---@return perilune.array i Positions from 1 that bring a into that order.
---@overload fun(self: perilune.array, kth: integer|table, options: perilune.argpartition.options): perilune.array
function array:argpartition(kth, axis, options) end

--- The positions of the elements that are not zero.
---@return perilune.array i Positions from 1, one vector for each axis.
function array:nonzero() end

--- Where elements would go into a sorted vector.
---@param v perilune.array_like What to find places for.
---@param side? "left"|"right" Which place among equals: before them, or behind them. (default "left")
---@param sorter? perilune.array_like Positions from 1 that put an unsorted a in order, as argsort gives them.
---@param options? perilune.searchsorted.options
---@return perilune.array i Positions from 1 to #a + 1, in the shape of v: inserting v[i] there keeps a in order.
---@overload fun(self: perilune.array, v: perilune.array_like, options: perilune.searchsorted.options): perilune.array
function array:searchsorted(v, side, sorter, options) end

--- Elements bounded below and above.
---@param min? perilune.none|perilune.array_like Lower bound, broadcast; nil or pl.none for none.
---@param max? perilune.none|perilune.array_like Upper bound, broadcast; nil or pl.none for none.
---@param options? perilune.clip.options
---@return perilune.array b The bounded elements.
---@overload fun(self: perilune.array, options: perilune.clip.options): perilune.array
function array:clip(min, max, options) end

--- Elements rounded to so many decimals, halves to even.
---@param decimals? integer Digits to keep behind the point; negative ones round in front of it. (-400 to 400, default 0)
---@param options? perilune.round.options
---@return perilune.array b The rounded elements.
---@overload fun(self: perilune.array, options: perilune.round.options): perilune.array
function array:round(decimals, options) end

array.around = array.round

--- Product of vectors, matrices, or a number with either.
---@param b perilune.array_like Right operand.
---@param options? perilune.dot.options
---@return perilune.array c The product; a Lua value when no axis is left.
function array:dot(b, options) end

--- Matrix product; stacks of matrices are broadcast.
---@param b perilune.array_like Right operand.
---@param options? perilune.matmul.options
---@return perilune.array c The product; a Lua value when no axis is left.
function array:matmul(b, options) end

--- Arrays: making them, computing with them, arranging and reducing them.
---@class perilune
---@field linalg perilune.linalg Dense linear algebra: equations, factorisations, eigenvalues, norms and functions of matrices.
---@field optimize perilune.optimize Minima and roots of functions.
---@field integrate perilune.integrate Integrals and ordinary differential equations.
---@field interpolate perilune.interpolate Functions through given points.
---@field special perilune.special Special functions: error, gamma and beta functions, their incomplete forms and inverses.
---@field stats perilune.stats Statistics: describing samples, tests of hypotheses, distributions.
---@field spatial perilune.spatial Points in space: neighbours and distances.
---@field sparse perilune.sparse Sparse matrices: only what is not zero is stored.
---@field fft perilune.fft Discrete Fourier transforms.
---@field signal perilune.signal Filters, spectra and peaks of sampled signals.
---@field random perilune.random Random numbers: NumPy's streams, bit for bit.
---@field io perilune.io Files of numbers: NumPy's .npy and .npz, tables of text.
local pl = {}

--- Complex numbers, which cannot change.
---@class perilune.complex
---@field real number The real part.
---@field imag number The imaginary part.
---@operator add(number|perilune.complex): perilune.complex
---@operator sub(number|perilune.complex): perilune.complex
---@operator mul(number|perilune.complex): perilune.complex
---@operator div(number|perilune.complex): perilune.complex
---@operator pow(number|perilune.complex): perilune.complex
---@operator unm: perilune.complex
local complex = {}

--- The modulus of a complex number.
---
--- Without overflow on the way.
---
--- ```lua
--- print(pl.complex(3, 4):abs())  --> 5.0
--- ```
---@return number x A real number.
function complex:abs() end

--- The argument of a complex number.
---
--- In radians, from -pi to pi.
---
--- ```lua
--- print(pl.complex(0, 2):angle() == math.pi / 2)  --> true
--- ```
---@return number x A real number.
function complex:angle() end

--- The complex conjugate.
---
--- Exact.
---
--- ```lua
--- print(pl.complex(1, 2):conj())  --> (1-2j)
--- ```
---@return perilune.complex w A complex number.
function complex:conj() end

--- The ratio of a circle's circumference to its diameter.
---@type number
pl.pi = nil

--- The base of natural logarithms.
---@type number
pl.e = nil

--- The Euler-Mascheroni constant.
---@type number
pl.euler_gamma = nil

--- Infinity, the same as math.huge.
---@type number
pl.inf = nil

--- Not a number.
---@type number
pl.nan = nil

--- What SciPy calls None, where leaving an argument out means something else.
---@type any
pl.none = nil

--- As a subscript, a new axis of length 1.
---@type any
pl.newaxis = nil

---@class perilune.array.options
---@field dtype? perilune.dtype Type of the elements. Left out, numbers are float64, booleans bool, complex values complex128, and an array keeps its own.
---@field copy? boolean Always make a new array; false returns an array as it is when its dtype fits. (default true)
---@field ndmin? integer The least number of axes; axes of length 1 are put in front. (0 to 32, default 0)

--- An array from a nested table, another array or a number.
---
--- Every row of a nested table must have the same number of entries; ragged tables, holes, strings and tables that contain themselves raise with the place. Whole Lua numbers become float64 unless dtype says otherwise. A single number gives an array without axes (0-d).
---
--- ```lua
--- print(pl.array{{1, 2}, {3, 4}})
--- --> [[1. 2.]
--- -->  [3. 4.]]
--- ```
---@param data any A nested table of numbers, booleans or complex values, an array, or one number.
---@param dtype? perilune.dtype Type of the elements. Left out, numbers are float64, booleans bool, complex values complex128, and an array keeps its own.
---@param options? perilune.array.options
---@return perilune.array a The array.
---@overload fun(data: any, options: perilune.array.options): perilune.array
function pl.array(data, dtype, options) end

pl.asarray = pl.array

---@class perilune.zeros.options
---@field dtype? perilune.dtype Type of the elements. (default "float64")

--- An array of zeros.
---
--- Row-major. Raises when the lengths are negative, not whole, or more than the memory holds.
---
--- ```lua
--- print(pl.zeros{2, 3})
--- --> [[0. 0. 0.]
--- -->  [0. 0. 0.]]
--- ```
---@param shape integer|integer[] A length, or a list of lengths, one for each axis.
---@param dtype? perilune.dtype Type of the elements. (default "float64")
---@param options? perilune.zeros.options
---@return perilune.array a The array.
---@overload fun(shape: integer|integer[], options: perilune.zeros.options): perilune.array
function pl.zeros(shape, dtype, options) end

---@class perilune.ones.options
---@field dtype? perilune.dtype Type of the elements. (default "float64")

--- An array of ones.
---
--- Row-major. Raises when the lengths are negative, not whole, or more than the memory holds.
---
--- ```lua
--- print(pl.ones(3))  --> [1. 1. 1.]
--- ```
---@param shape integer|integer[] A length, or a list of lengths, one for each axis.
---@param dtype? perilune.dtype Type of the elements. (default "float64")
---@param options? perilune.ones.options
---@return perilune.array a The array.
---@overload fun(shape: integer|integer[], options: perilune.ones.options): perilune.array
function pl.ones(shape, dtype, options) end

---@class perilune.empty.options
---@field dtype? perilune.dtype Type of the elements. (default "float64")

--- An array whose elements are not set.
---
--- The elements hold whatever the memory held: for arrays that are written in full before they are read. Row-major.
---
--- ```lua
--- print(pl.empty{2, 3}.size)  --> 6
--- ```
---@param shape integer|integer[] A length, or a list of lengths, one for each axis.
---@param dtype? perilune.dtype Type of the elements. (default "float64")
---@param options? perilune.empty.options
---@return perilune.array a The array.
---@overload fun(shape: integer|integer[], options: perilune.empty.options): perilune.array
function pl.empty(shape, dtype, options) end

---@class perilune.full.options
---@field dtype? perilune.dtype Type of the elements; left out, that of fill_value.

--- An array with one value everywhere.
---
--- Row-major. Raises when the lengths are negative, not whole, or more than the memory holds.
---
--- ```lua
--- print(pl.full(2, 7))  --> [7. 7.]
--- ```
---@param shape integer|integer[] A length, or a list of lengths, one for each axis.
---@param fill_value perilune.array_like What every element becomes; it is broadcast to the shape.
---@param dtype? perilune.dtype Type of the elements; left out, that of fill_value.
---@param options? perilune.full.options
---@return perilune.array a The array.
---@overload fun(shape: integer|integer[], fill_value: perilune.array_like, options: perilune.full.options): perilune.array
function pl.full(shape, fill_value, dtype, options) end

---@class perilune.zeros_like.options
---@field dtype? perilune.dtype Another type of the elements.
---@field shape? integer|integer[] Another shape.

--- Zeros in the shape and dtype of another array.
---
--- Row-major, whatever the order of a.
---
--- ```lua
--- print(pl.zeros_like{1, 2})  --> [0. 0.]
--- ```
---@param a perilune.array_like The array that gives shape and dtype.
---@param dtype? perilune.dtype Another type of the elements.
---@param options? perilune.zeros_like.options
---@return perilune.array b The new array.
---@overload fun(a: perilune.array_like, options: perilune.zeros_like.options): perilune.array
function pl.zeros_like(a, dtype, options) end

---@class perilune.ones_like.options
---@field dtype? perilune.dtype Another type of the elements.
---@field shape? integer|integer[] Another shape.

--- Ones in the shape and dtype of another array.
---
--- Row-major, whatever the order of a.
---
--- ```lua
--- print(pl.ones_like{1, 2})  --> [1. 1.]
--- ```
---@param a perilune.array_like The array that gives shape and dtype.
---@param dtype? perilune.dtype Another type of the elements.
---@param options? perilune.ones_like.options
---@return perilune.array b The new array.
---@overload fun(a: perilune.array_like, options: perilune.ones_like.options): perilune.array
function pl.ones_like(a, dtype, options) end

---@class perilune.empty_like.options
---@field dtype? perilune.dtype Another type of the elements.
---@field shape? integer|integer[] Another shape.

--- An unset array in the shape and dtype of another.
---
--- The elements hold whatever the memory held: for arrays that are written in full before they are read. Row-major.
---
--- ```lua
--- print(pl.empty_like{1, 2}.size)  --> 2
--- ```
---@param a perilune.array_like The array that gives shape and dtype.
---@param dtype? perilune.dtype Another type of the elements.
---@param options? perilune.empty_like.options
---@return perilune.array b The new array.
---@overload fun(a: perilune.array_like, options: perilune.empty_like.options): perilune.array
function pl.empty_like(a, dtype, options) end

---@class perilune.full_like.options
---@field dtype? perilune.dtype Another type of the elements.
---@field shape? integer|integer[] Another shape.

--- One value everywhere, in the shape and dtype of another array.
---
--- Row-major, whatever the order of a.
---
--- ```lua
--- print(pl.full_like({1, 2}, 7))  --> [7. 7.]
--- ```
---@param a perilune.array_like The array that gives shape and dtype.
---@param fill_value perilune.array_like What every element becomes; it is broadcast to the shape.
---@param dtype? perilune.dtype Another type of the elements.
---@param options? perilune.full_like.options
---@return perilune.array b The new array.
---@overload fun(a: perilune.array_like, fill_value: perilune.array_like, options: perilune.full_like.options): perilune.array
function pl.full_like(a, fill_value, dtype, options) end

---@class perilune.arange.options
---@field stop? number End of the range; it is not reached.
---@field step? number Distance from one number to the next; may be negative. (default 1)
---@field dtype? perilune.dtype Type of the elements. (default "float64")

--- Numbers from start to below stop by a step.
---
--- ceil((stop - start) / step) numbers; integer dtypes are exact. With fractional steps `linspace` says more surely where the range ends.
---
--- ```lua
--- print(pl.arange(1, 6))  --> [1. 2. 3. 4. 5.]
--- ```
---@param start number First number; with one argument only, the end, and the start is 0.
---@param stop? number End of the range; it is not reached.
---@param step? number Distance from one number to the next; may be negative. (default 1)
---@param dtype? perilune.dtype Type of the elements. (default "float64")
---@param options? perilune.arange.options
---@return perilune.array a The array.
---@overload fun(start: number, options: perilune.arange.options): perilune.array
function pl.arange(start, stop, step, dtype, options) end

---@class perilune.linspace.options
---@field num? integer How many numbers. (at least 0, default 50)
---@field endpoint? boolean Whether stop is the last number. (default true)
---@field retstep? boolean Also return the step. (default false)
---@field dtype? perilune.dtype Type of the elements; left out, float64 or complex128.
---@field axis? integer The axis of the result along which the numbers lie, when the ends are arrays. (default 1)

--- Evenly spaced numbers between two ends, both included.
---
--- The last number is stop itself. Arrays as ends give one row of numbers for each pair.
---
--- ```lua
--- print(pl.linspace(0, 8, 5))  --> [0. 2. 4. 6. 8.]
--- ```
---@param start perilune.array_like First number, or an array of them.
---@param stop perilune.array_like Last number, or an array of them.
---@param num? integer How many numbers. (at least 0, default 50)
---@param options? perilune.linspace.options
---@return perilune.array a The array.
---@return number step The distance from one number to the next. (only with retstep)
---@overload fun(start: perilune.array_like, stop: perilune.array_like, options: perilune.linspace.options): perilune.array, number
function pl.linspace(start, stop, num, options) end

---@class perilune.logspace.options
---@field num? integer How many numbers. (at least 0, default 50)
---@field endpoint? boolean Whether stop is the last number. (default true)
---@field base? number The base of the powers. (default 10)
---@field dtype? perilune.dtype Type of the elements; left out, float64 or complex128.
---@field axis? integer The axis of the result along which the numbers lie, when the ends are arrays. (default 1)

--- Numbers evenly spaced on a logarithmic scale, given by exponents.
---
--- base ^ linspace(start, stop, num).
---
--- ```lua
--- print(pl.logspace(0, 2, 3))  --> [  1.  10. 100.]
--- ```
---@param start perilune.array_like Exponent of the first number.
---@param stop perilune.array_like Exponent of the last number.
---@param num? integer How many numbers. (at least 0, default 50)
---@param options? perilune.logspace.options
---@return perilune.array a The array.
---@overload fun(start: perilune.array_like, stop: perilune.array_like, options: perilune.logspace.options): perilune.array
function pl.logspace(start, stop, num, options) end

---@class perilune.geomspace.options
---@field num? integer How many numbers. (at least 0, default 50)
---@field endpoint? boolean Whether stop is the last number. (default true)
---@field dtype? perilune.dtype Type of the elements; left out, float64 or complex128.
---@field axis? integer The axis of the result along which the numbers lie, when the ends are arrays. (default 1)

--- Numbers evenly spaced on a logarithmic scale, given by their ends.
---
--- Each number is the one before times a constant; both ends are exact.
---
--- ```lua
--- print(pl.geomspace(1, 100, 3))  --> [  1.  10. 100.]
--- ```
---@param start perilune.array_like First number, or an array of them.
---@param stop perilune.array_like Last number, or an array of them.
---@param num? integer How many numbers. (at least 0, default 50)
---@param options? perilune.geomspace.options
---@return perilune.array a The array.
---@overload fun(start: perilune.array_like, stop: perilune.array_like, options: perilune.geomspace.options): perilune.array
function pl.geomspace(start, stop, num, options) end

---@class perilune.eye.options
---@field m? integer Number of columns; left out, n. (at least 0)
---@field M? integer The same as m.
---@field k? integer Which diagonal: 0 the main one, positive above, negative below it. (default 0)
---@field dtype? perilune.dtype Type of the elements. (default "float64")
---@field order? "C"|"F" Row-major or column-major. (default "C")

--- Ones on a diagonal, zeros elsewhere.
---
--- `k` moves the diagonal.
---
--- ```lua
--- print(pl.eye(2))
--- --> [[1. 0.]
--- -->  [0. 1.]]
--- ```
---@param n integer Number of rows. (at least 0)
---@param m? integer Number of columns; left out, n. (at least 0)
---@param k? integer Which diagonal: 0 the main one, positive above, negative below it. (default 0)
---@param dtype? perilune.dtype Type of the elements. (default "float64")
---@param options? perilune.eye.options
---@return perilune.array a The matrix.
---@overload fun(n: integer, options: perilune.eye.options): perilune.array
function pl.eye(n, m, k, dtype, options) end

---@class perilune.identity.options
---@field dtype? perilune.dtype Type of the elements. (default "float64")

--- The identity matrix.
---
--- `eye` takes other shapes and diagonals.
---
--- ```lua
--- print(pl.identity(2))
--- --> [[1. 0.]
--- -->  [0. 1.]]
--- ```
---@param n integer Number of rows and columns. (at least 0)
---@param dtype? perilune.dtype Type of the elements. (default "float64")
---@param options? perilune.identity.options
---@return perilune.array a The matrix.
---@overload fun(n: integer, options: perilune.identity.options): perilune.array
function pl.identity(n, dtype, options) end

---@class perilune.diag.options
---@field k? integer Which diagonal: 0 the main one, positive above, negative below it. (default 0)

--- A matrix from its diagonal, or the diagonal of a matrix.
---
--- The diagonal of a matrix is a view: writing to it writes to the matrix.
---
--- ```lua
--- print(pl.diag{{1, 2}, {3, 4}})  --> [1. 4.]
--- ```
---@param v perilune.array_like A vector to put on the diagonal, or a matrix to take it from.
---@param k? integer Which diagonal: 0 the main one, positive above, negative below it. (default 0)
---@param options? perilune.diag.options
---@return perilune.array a A matrix, or the diagonal as a view.
---@overload fun(v: perilune.array_like, options: perilune.diag.options): perilune.array
function pl.diag(v, k, options) end

---@class perilune.tri.options
---@field m? integer Number of columns; left out, n. (at least 0)
---@field M? integer The same as m.
---@field k? integer Which diagonal: 0 the main one, positive above, negative below it. (default 0)
---@field dtype? perilune.dtype Type of the elements. (default "float64")

--- Ones on and below a diagonal.
---
--- `tril` of a matrix of ones.
---
--- ```lua
--- print(pl.tri(2))
--- --> [[1. 0.]
--- -->  [1. 1.]]
--- ```
---@param n integer Number of rows. (at least 0)
---@param m? integer Number of columns; left out, n. (at least 0)
---@param k? integer Which diagonal: 0 the main one, positive above, negative below it. (default 0)
---@param dtype? perilune.dtype Type of the elements. (default "float64")
---@param options? perilune.tri.options
---@return perilune.array a The matrix.
---@overload fun(n: integer, options: perilune.tri.options): perilune.array
function pl.tri(n, m, k, dtype, options) end

---@class perilune.tril.options
---@field k? integer Which diagonal: 0 the main one, positive above, negative below it. (default 0)

--- The lower triangle of a matrix.
---
--- Elements above the k-th diagonal become zero.
---
--- ```lua
--- print(pl.tril{{1, 2}, {3, 4}})
--- --> [[1. 0.]
--- -->  [3. 4.]]
--- ```
---@param a perilune.array_like A matrix, or a stack of them.
---@param k? integer Which diagonal: 0 the main one, positive above, negative below it. (default 0)
---@param options? perilune.tril.options
---@return perilune.array b A copy with zeros outside the triangle.
---@overload fun(a: perilune.array_like, options: perilune.tril.options): perilune.array
function pl.tril(a, k, options) end

---@class perilune.triu.options
---@field k? integer Which diagonal: 0 the main one, positive above, negative below it. (default 0)

--- The upper triangle of a matrix.
---
--- Elements below the k-th diagonal become zero.
---
--- ```lua
--- print(pl.triu{{1, 2}, {3, 4}})
--- --> [[1. 2.]
--- -->  [0. 4.]]
--- ```
---@param a perilune.array_like A matrix, or a stack of them.
---@param k? integer Which diagonal: 0 the main one, positive above, negative below it. (default 0)
---@param options? perilune.triu.options
---@return perilune.array b A copy with zeros outside the triangle.
---@overload fun(a: perilune.array_like, options: perilune.triu.options): perilune.array
function pl.triu(a, k, options) end

--- Coordinate arrays of a grid.
---
--- The i-th result varies along the axis of the i-th argument and repeats along the others.
---
--- ```lua
--- local x, y = pl.meshgrid({1, 2}, {3, 4, 5})
--- print(x.shape, y[2])  --> {3, 2}	[4. 4.]
--- ```
---@param ... perilune.array_like Coordinates along each axis.
---@return perilune.array grids One array for each argument.
function pl.meshgrid(...) end

--- A copy of an array.
---
--- Row-major, also when a is a view with other strides.
---
--- ```lua
--- local a = pl.array{1, 2}
--- local b = a:copy()
--- b[1] = 5
--- print(a)  --> [1. 2.]
--- ```
---@param a perilune.array_like The array to copy.
---@return perilune.array b A row-major copy that shares nothing with a.
function pl.copy(a) end

---@class perilune.astype.options
---@field casting? "checked"|"wrap"|"same_kind" checked: any dtype, but integers out of range, NaN and infinities raise; wrap: integers modulo 2^bits; same_kind: never from floats to integers. (default "checked")
---@field copy? boolean Copy even when the dtype is the same already. (default true)

--- An array in another dtype.
---
--- Fractions are cut off on the way to integers. Complex arrays never lose their imaginary part silently: take a.real.
---
--- ```lua
--- print(pl.array{1.7, -1.7}:astype("int32"))  --> [ 1 -1]
--- ```
---@param a perilune.array_like The array to convert.
---@param dtype perilune.dtype Type of the result.
---@param options? perilune.astype.options
---@return perilune.array b The converted array.
function pl.astype(a, dtype, options) end

--- The elements as nested Lua tables.
---
--- Floats become Lua floats, integers Lua integers, bool booleans and complex elements complex values.
---
--- ```lua
--- print(pl.array{{1, 2}, {3, 4}}:tolist()[2][1])  --> 3.0
--- ```
---@param a perilune.array_like The array.
---@return boolean|number|perilune.complex|table t Nested tables of Lua values; one value for an array without axes.
function pl.tolist(a) end

--- The same elements in another shape.
---
--- The number of elements must stay. Elements are read and written in the order of `order`.
---
--- ```lua
--- print(pl.arange(1, 7):reshape(2, 3))
--- --> [[1. 2. 3.]
--- -->  [4. 5. 6.]]
--- ```
---@param a perilune.array_like The array.
---@param ... integer|integer[] The lengths, one after another or as one list; -1 once stands for what is left.
---@return perilune.array b A view when the strides of a allow it, else a copy.
function pl.reshape(a, ...) end

---@class perilune.ravel.options
---@field order? "C"|"F"|"A"|"K" As in reshape; K as the elements lie in memory. (default "C")

--- The elements along one axis.
---
--- A copy only where a view cannot do it; `flatten` always copies.
---
--- ```lua
--- print(pl.array{{1, 2}, {3, 4}}:ravel())  --> [1. 2. 3. 4.]
--- ```
---@param a perilune.array_like The array.
---@param order? "C"|"F"|"A"|"K" As in reshape; K as the elements lie in memory. (default "C")
---@param options? perilune.ravel.options
---@return perilune.array b A view when the strides of a allow it, else a copy.
---@overload fun(a: perilune.array_like, options: perilune.ravel.options): perilune.array
function pl.ravel(a, order, options) end

---@class perilune.flatten.options
---@field order? "C"|"F"|"A"|"K" As in reshape; K as the elements lie in memory. (default "C")

--- A copy of the elements along one axis.
---
--- `ravel` gives a view where it can.
---
--- ```lua
--- print(pl.array{{1, 2}, {3, 4}}:flatten("F"))  --> [1. 3. 2. 4.]
--- ```
---@param a perilune.array_like The array.
---@param order? "C"|"F"|"A"|"K" As in reshape; K as the elements lie in memory. (default "C")
---@param options? perilune.flatten.options
---@return perilune.array b A copy with one axis.
---@overload fun(a: perilune.array_like, options: perilune.flatten.options): perilune.array
function pl.flatten(a, order, options) end

--- The axes in another order.
---
--- `a.T` reverses them. Nothing is copied.
---
--- ```lua
--- print(pl.zeros{2, 3, 4}:transpose(2, 3, 1).shape)  --> {3, 4, 2}
--- ```
---@param a perilune.array_like The array.
---@param ... integer|integer[] The axes of a (from 1, negative from the last) in their new order, one after another or as one list; left out, all reversed.
---@return perilune.array b A view that shares the elements of a.
function pl.transpose(a, ...) end

--- Two axes exchanged.
---
--- Nothing is copied.
---
--- ```lua
--- print(pl.zeros{2, 3, 4}:swapaxes(1, 3).shape)  --> {4, 3, 2}
--- ```
---@param a perilune.array_like The array.
---@param axis1 integer One axis.
---@param axis2 integer The other.
---@return perilune.array b A view that shares the elements of a.
function pl.swapaxes(a, axis1, axis2) end

--- Axes moved to other places.
---
--- The other axes keep their order. Nothing is copied.
---
--- ```lua
--- print(pl.moveaxis(pl.zeros{2, 3, 4}, 1, -1).shape)  --> {3, 4, 2}
--- ```
---@param a perilune.array_like The array.
---@param source integer|integer[] The axes to move.
---@param destination integer|integer[] Where they go.
---@return perilune.array b A view that shares the elements of a.
function pl.moveaxis(a, source, destination) end

--- New axes of length 1.
---
--- `a["+, ..."]` does the same in an index.
---
--- ```lua
--- print(pl.expand_dims({1, 2}, 1).shape)  --> {1, 2}
--- ```
---@param a perilune.array_like The array.
---@param axis integer|integer[] Where the new axes stand in the result.
---@return perilune.array b A view that shares the elements of a.
function pl.expand_dims(a, axis) end

---@class perilune.squeeze.options
---@field axis? integer|integer[] Which axes of length 1 to drop; left out, all.

--- Without the axes of length 1.
---
--- An axis that is named and longer is an error.
---
--- ```lua
--- print(pl.zeros{1, 3, 1}:squeeze().shape)  --> {3}
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[] Which axes of length 1 to drop; left out, all.
---@param options? perilune.squeeze.options
---@return perilune.array b A view that shares the elements of a.
---@overload fun(a: perilune.array_like, options: perilune.squeeze.options): perilune.array
function pl.squeeze(a, axis, options) end

--- The array repeated to a shape, without copying.
---
--- Writing to the view writes to every element that shares the memory.
---
--- ```lua
--- print(pl.broadcast_to({1, 2}, {2, 2}))
--- --> [[1. 2.]
--- -->  [1. 2.]]
--- ```
---@param a perilune.array_like The array.
---@param shape integer|integer[] The shape to broadcast to.
---@return perilune.array b A view; repeated elements share memory.
function pl.broadcast_to(a, shape) end

---@class perilune.flip.options
---@field axis? integer|integer[] Which axes to reverse; left out, all.

--- The elements in reverse along axes.
---
--- Nothing is copied; `a["::-1"]` does the same in an index.
---
--- ```lua
--- print(pl.flip{1, 2, 3})  --> [3. 2. 1.]
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[] Which axes to reverse; left out, all.
---@param options? perilune.flip.options
---@return perilune.array b A view that shares the elements of a.
---@overload fun(a: perilune.array_like, options: perilune.flip.options): perilune.array
function pl.flip(a, axis, options) end

---@class perilune.concatenate.options
---@field axis? integer|perilune.none The axis along which they are joined; pl.none flattens them first. (default 1)
---@field dtype? perilune.dtype The dtype of the result; left out, the promoted one.

--- Arrays joined along an axis they have.
---
--- All shapes must agree but for the joined axis. The dtypes are promoted.
---
--- ```lua
--- print(pl.concatenate{{1, 2}, {3}})  --> [1. 2. 3.]
--- ```
---@param arrays table|perilune.array_like A list of arrays.
---@param axis? integer|perilune.none The axis along which they are joined; pl.none flattens them first. (default 1)
---@param options? perilune.concatenate.options
---@return perilune.array a The joined array.
---@overload fun(arrays: table|perilune.array_like, options: perilune.concatenate.options): perilune.array
function pl.concatenate(arrays, axis, options) end

---@class perilune.stack.options
---@field axis? integer Where the new axis stands in the result. (default 1)
---@field dtype? perilune.dtype The dtype of the result; left out, the promoted one.

--- Arrays of one shape joined along a new axis.
---
--- The dtypes are promoted.
---
--- ```lua
--- print(pl.stack{{1, 2}, {3, 4}})
--- --> [[1. 2.]
--- -->  [3. 4.]]
--- ```
---@param arrays table|perilune.array_like A list of arrays.
---@param axis? integer Where the new axis stands in the result. (default 1)
---@param options? perilune.stack.options
---@return perilune.array a The stacked array.
---@overload fun(arrays: table|perilune.array_like, options: perilune.stack.options): perilune.array
function pl.stack(arrays, axis, options) end

---@class perilune.vstack.options
---@field dtype? perilune.dtype The dtype of the result; left out, the promoted one.

--- Arrays joined on top of each other.
---
--- Vectors count as rows.
---
--- ```lua
--- print(pl.vstack{{1, 2}, {3, 4}}.shape)  --> {2, 2}
--- ```
---@param arrays table|perilune.array_like A list of arrays.
---@param options? perilune.vstack.options
---@return perilune.array a The joined array.
function pl.vstack(arrays, options) end

---@class perilune.hstack.options
---@field dtype? perilune.dtype The dtype of the result; left out, the promoted one.

--- Arrays joined side by side.
---
--- Along the second axis; vectors along their only one.
---
--- ```lua
--- print(pl.hstack{{1, 2}, {3, 4}})  --> [1. 2. 3. 4.]
--- ```
---@param arrays table|perilune.array_like A list of arrays.
---@param options? perilune.hstack.options
---@return perilune.array a The joined array.
function pl.hstack(arrays, options) end

---@class perilune.dstack.options
---@field dtype? perilune.dtype The dtype of the result; left out, the promoted one.

--- Arrays joined along the third axis.
---
--- Shorter ones get axes of length 1 first.
---
--- ```lua
--- print(pl.dstack{{1, 2}, {3, 4}}.shape)  --> {1, 2, 2}
--- ```
---@param arrays table|perilune.array_like A list of arrays.
---@param options? perilune.dstack.options
---@return perilune.array a The joined array.
function pl.dstack(arrays, options) end

--- Vectors as the columns of a matrix.
---
--- Matrices among them are joined as they are.
---
--- ```lua
--- print(pl.column_stack{{1, 2}, {3, 4}})
--- --> [[1. 3.]
--- -->  [2. 4.]]
--- ```
---@param arrays table|perilune.array_like A list of arrays.
---@return perilune.array a A matrix whose columns are the vectors.
function pl.column_stack(arrays) end

---@class perilune.split.options
---@field axis? integer The axis that is cut. (default 1)

--- An array cut into equal parts.
---
--- The length must divide by the number of parts; `array_split` allows a rest.
---
--- ```lua
--- print(pl.split({1, 2, 3, 4}, 2)[2])  --> [3. 4.]
--- ```
---@param a perilune.array_like The array.
---@param indices_or_sections integer|table How many parts, or a list of cuts: each cut counts the elements before it. (at least 1)
---@param axis? integer The axis that is cut. (default 1)
---@param options? perilune.split.options
---@return table parts A table of views.
---@overload fun(a: perilune.array_like, indices_or_sections: integer|table, options: perilune.split.options): table
function pl.split(a, indices_or_sections, axis, options) end

---@class perilune.array_split.options
---@field axis? integer The axis that is cut. (default 1)

--- An array cut into parts of about equal length.
---
--- The first parts are longer by one where the length does not divide.
---
--- ```lua
--- print(pl.array_split({1, 2, 3}, 2)[1])  --> [1. 2.]
--- ```
---@param a perilune.array_like The array.
---@param indices_or_sections integer|table How many parts, or a list of cuts: each cut counts the elements before it. (at least 1)
---@param axis? integer The axis that is cut. (default 1)
---@param options? perilune.array_split.options
---@return table parts A table of views.
---@overload fun(a: perilune.array_like, indices_or_sections: integer|table, options: perilune.array_split.options): table
function pl.array_split(a, indices_or_sections, axis, options) end

---@class perilune.roll.options
---@field axis? integer|integer[] Along which axes; left out, along the flattened array.

--- Elements moved on along axes, the last coming first.
---
--- Negative shifts move them back.
---
--- ```lua
--- print(pl.roll({1, 2, 3}, 1))  --> [3. 1. 2.]
--- ```
---@param a perilune.array_like The array.
---@param shift integer|table By how many places elements move on; a list for several axes.
---@param axis? integer|integer[] Along which axes; left out, along the flattened array.
---@param options? perilune.roll.options
---@return perilune.array b A copy.
---@overload fun(a: perilune.array_like, shift: integer|table, options: perilune.roll.options): perilune.array
function pl.roll(a, shift, axis, options) end

--- The array repeated along axes.
---
--- The shorter of the shape and reps gets ones in front.
---
--- ```lua
--- print(pl.tile({1, 2}, 2))  --> [1. 2. 1. 2.]
--- ```
---@param a perilune.array_like The array.
---@param reps integer|integer[] How often along each axis.
---@return perilune.array b A copy.
function pl.tile(a, reps) end

---@class perilune.repeat_.options
---@field axis? integer Along which axis; left out, of the flattened array.

--- Each element repeated.
---
--- `repeat` is a word of Lua's.
---
--- ```lua
--- print(pl.repeat_({1, 2}, 2))  --> [1. 1. 2. 2.]
--- ```
---@param a perilune.array_like The array.
---@param repeats integer|table How often each element comes; a list gives one count for each. (at least 0)
---@param axis? integer Along which axis; left out, of the flattened array.
---@param options? perilune.repeat_.options
---@return perilune.array b A copy.
---@overload fun(a: perilune.array_like, repeats: integer|table, options: perilune.repeat_.options): perilune.array
function pl.repeat_(a, repeats, axis, options) end

---@class perilune.exp.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- e to the power of each element.
---
--- Computed in float64 for integers and booleans, in the array's own precision for the rest; real results lie within 4 units in the last place, and zeros, infinities and NaN give what C99 prescribes.
---
--- ```lua
--- print(pl.exp(0))  --> 1.0
--- ```
---@param x perilune.array_like Numbers: an array, a nested table, or a single number.
---@param options? perilune.exp.options
---@return perilune.array y An array of the same shape; a number for a number.
function pl.exp(x, options) end

---@class perilune.log.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Natural logarithm of each element.
---
--- Computed in float64 for integers and booleans, in the array's own precision for the rest; real results lie within 4 units in the last place, and zeros, infinities and NaN give what C99 prescribes.
---
--- ```lua
--- print(pl.log(1))  --> 0.0
--- ```
---@param x perilune.array_like Numbers: an array, a nested table, or a single number.
---@param options? perilune.log.options
---@return perilune.array y An array of the same shape; a number for a number.
function pl.log(x, options) end

---@class perilune.sqrt.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Square root of each element.
---
--- Computed in float64 for integers and booleans, in the array's own precision for the rest; real results lie within 4 units in the last place, and zeros, infinities and NaN give what C99 prescribes.
---
--- ```lua
--- print(pl.sqrt{1, 4, 9})  --> [1. 2. 3.]
--- ```
---@param x perilune.array_like Numbers: an array, a nested table, or a single number.
---@param options? perilune.sqrt.options
---@return perilune.array y An array of the same shape; a number for a number.
function pl.sqrt(x, options) end

---@class perilune.abs.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Absolute value, or modulus of complex elements.
---
--- The dtype stays, but complex elements give their modulus in the real dtype of the same precision, computed without overflow on the way. What integers cannot hold is an error.
---
--- ```lua
--- print(pl.abs{-1, 2})  --> [1. 2.]
--- ```
---@param x perilune.array_like Numbers: an array, a nested table, or a single number.
---@param options? perilune.abs.options
---@return perilune.array y An array of the same shape; a number for a number.
function pl.abs(x, options) end

pl.absolute = pl.abs

pl.fabs = pl.abs

---@class perilune.sin.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Sine of each element, in radians.
---
--- Computed in float64 for integers and booleans, in the array's own precision for the rest; real results lie within 4 units in the last place, and zeros, infinities and NaN give what C99 prescribes.
---
--- ```lua
--- print(pl.sin(0))  --> 0.0
--- ```
---@param x perilune.array_like Numbers: an array, a nested table, or a single number.
---@param options? perilune.sin.options
---@return perilune.array y An array of the same shape; a number for a number.
function pl.sin(x, options) end

---@class perilune.cos.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Cosine of each element, in radians.
---
--- Computed in float64 for integers and booleans, in the array's own precision for the rest; real results lie within 4 units in the last place, and zeros, infinities and NaN give what C99 prescribes.
---
--- ```lua
--- print(pl.cos(0))  --> 1.0
--- ```
---@param x perilune.array_like Numbers: an array, a nested table, or a single number.
---@param options? perilune.cos.options
---@return perilune.array y An array of the same shape; a number for a number.
function pl.cos(x, options) end

---@class perilune.tanh.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Hyperbolic tangent of each element.
---
--- Computed in float64 for integers and booleans, in the array's own precision for the rest; real results lie within 4 units in the last place, and zeros, infinities and NaN give what C99 prescribes.
---
--- ```lua
--- print(pl.tanh(0))  --> 0.0
--- ```
---@param x perilune.array_like Numbers: an array, a nested table, or a single number.
---@param options? perilune.tanh.options
---@return perilune.array y An array of the same shape; a number for a number.
function pl.tanh(x, options) end

---@class perilune.floor.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- The largest whole number not above each element.
---
--- Exact. The result keeps the dtype where it can hold the values.
---
--- ```lua
--- print(pl.floor{-1.5, 1.5})  --> [-2.  1.]
--- ```
---@param x perilune.array_like Numbers: an array, a nested table, or a single number.
---@param options? perilune.floor.options
---@return perilune.array y An array of the same shape; a number for a number.
function pl.floor(x, options) end

---@class perilune.ceil.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- The smallest whole number not below each element.
---
--- Exact. The result keeps the dtype where it can hold the values.
---
--- ```lua
--- print(pl.ceil{-1.5, 1.5})  --> [-1.  2.]
--- ```
---@param x perilune.array_like Numbers: an array, a nested table, or a single number.
---@param options? perilune.ceil.options
---@return perilune.array y An array of the same shape; a number for a number.
function pl.ceil(x, options) end

---@class perilune.conj.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Complex conjugate of each element.
---
--- Exact. The result keeps the dtype where it can hold the values.
---
--- ```lua
--- print(pl.conj(pl.complex(1, 2)))  --> (1-2j)
--- ```
---@param x perilune.array_like Numbers: an array, a nested table, or a single number.
---@param options? perilune.conj.options
---@return perilune.array y An array of the same shape; a number for a number.
function pl.conj(x, options) end

pl.conjugate = pl.conj

---@class perilune.sign.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- -1, 0 or 1 by the sign of each element; NaN stays NaN.
---
--- Exact. The result keeps the dtype where it can hold the values.
---
--- ```lua
--- print(pl.sign{-3, 0, 2})  --> [-1.  0.  1.]
--- ```
---@param x perilune.array_like Numbers: an array, a nested table, or a single number.
---@param options? perilune.sign.options
---@return perilune.array y An array of the same shape; a number for a number.
function pl.sign(x, options) end

---@class perilune.isnan.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Whether each element is NaN.
---
--- Gives a bool array; true or false for a number.
---
--- ```lua
--- print(pl.isnan{1, 0/0})  --> [false  true]
--- ```
---@param x perilune.array_like Numbers: an array, a nested table, or a single number.
---@param options? perilune.isnan.options
---@return perilune.array y An array of the same shape; a number for a number.
function pl.isnan(x, options) end

---@class perilune.isfinite.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Whether each element is neither infinite nor NaN.
---
--- Gives a bool array; true or false for a number.
---
--- ```lua
--- print(pl.isfinite{1, 1/0})  --> [ true false]
--- ```
---@param x perilune.array_like Numbers: an array, a nested table, or a single number.
---@param options? perilune.isfinite.options
---@return perilune.array y An array of the same shape; a number for a number.
function pl.isfinite(x, options) end

---@class perilune.isinf.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Whether each element is infinite.
---
--- Gives a bool array; true or false for a number.
---
--- ```lua
--- print(pl.isinf{1, 1/0})  --> [false  true]
--- ```
---@param x perilune.array_like Numbers: an array, a nested table, or a single number.
---@param options? perilune.isinf.options
---@return perilune.array y An array of the same shape; a number for a number.
function pl.isinf(x, options) end

---@class perilune.add.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- a + b, element by element.
---
--- Shapes are broadcast and dtypes promoted as in NumPy. Integers do not wrap: a result that its dtype cannot hold is an error.
---
--- ```lua
--- print(pl.add({1, 2}, 10))  --> [11. 12.]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.add.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function pl.add(a, b, options) end

---@class perilune.subtract.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- a - b, element by element.
---
--- Shapes are broadcast and dtypes promoted as in NumPy. Integers do not wrap: a result that its dtype cannot hold is an error.
---
--- ```lua
--- print(pl.subtract({1, 2}, 1))  --> [0. 1.]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.subtract.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function pl.subtract(a, b, options) end

pl.sub = pl.subtract

---@class perilune.multiply.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- a * b, element by element.
---
--- Shapes are broadcast and dtypes promoted as in NumPy. Integers do not wrap: a result that its dtype cannot hold is an error.
---
--- ```lua
--- print(pl.multiply({1, 2}, {3, 4}))  --> [3. 8.]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.multiply.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function pl.multiply(a, b, options) end

pl.mul = pl.multiply

---@class perilune.divide.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- a / b, element by element; integers give float64.
---
--- Shapes are broadcast and dtypes promoted as in NumPy. Integers do not wrap: a result that its dtype cannot hold is an error.
---
--- ```lua
--- print(pl.divide({1, 3}, 2))  --> [0.5 1.5]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.divide.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function pl.divide(a, b, options) end

pl.div = pl.divide

pl.true_divide = pl.divide

---@class perilune.floor_divide.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- a // b: the quotient rounded down.
---
--- Shapes are broadcast and dtypes promoted as in NumPy. Integers do not wrap: a result that its dtype cannot hold is an error.
---
--- ```lua
--- print(pl.floor_divide({7, -7}, 2))  --> [ 3. -4.]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.floor_divide.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function pl.floor_divide(a, b, options) end

---@class perilune.remainder.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- a % b, with the sign of b.
---
--- Shapes are broadcast and dtypes promoted as in NumPy. Integers do not wrap: a result that its dtype cannot hold is an error.
---
--- ```lua
--- print(pl.remainder({7, -7}, 3))  --> [1. 2.]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.remainder.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function pl.remainder(a, b, options) end

pl.mod = pl.remainder

---@class perilune.power.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- a ^ b, element by element; integers give float64.
---
--- Shapes are broadcast and dtypes promoted as in NumPy. Integers do not wrap: a result that its dtype cannot hold is an error.
---
--- ```lua
--- print(pl.power({2, 3}, 2))  --> [4. 9.]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.power.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function pl.power(a, b, options) end

pl.pow = pl.power

---@class perilune.maximum.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- The larger of two, element by element.
---
--- Shapes are broadcast and dtypes promoted as in NumPy. NaN in either operand gives NaN.
---
--- ```lua
--- print(pl.maximum({1, 5}, 3))  --> [3. 5.]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.maximum.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function pl.maximum(a, b, options) end

---@class perilune.minimum.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- The smaller of two, element by element.
---
--- Shapes are broadcast and dtypes promoted as in NumPy. NaN in either operand gives NaN.
---
--- ```lua
--- print(pl.minimum({1, 5}, 3))  --> [1. 3.]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.minimum.options
---@return perilune.array c The result in the promoted dtype; a number for two numbers.
function pl.minimum(a, b, options) end

---@class perilune.equal.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Whether two elements are equal.
---
--- Shapes are broadcast. `a == b` on whole arrays is one boolean instead.
---
--- ```lua
--- print(pl.equal({1, 2}, 2))  --> [false  true]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.equal.options
---@return perilune.array c A bool array; true or false for two numbers.
function pl.equal(a, b, options) end

pl.eq = pl.equal

---@class perilune.not_equal.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Whether two elements differ.
---
--- Shapes are broadcast. `a == b` on whole arrays is one boolean instead.
---
--- ```lua
--- print(pl.not_equal({1, 2}, 2))  --> [ true false]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.not_equal.options
---@return perilune.array c A bool array; true or false for two numbers.
function pl.not_equal(a, b, options) end

pl.ne = pl.not_equal

---@class perilune.less.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Whether a is less than b, element by element.
---
--- Shapes are broadcast. `a == b` on whole arrays is one boolean instead.
---
--- ```lua
--- print(pl.less({1, 2}, 2))  --> [ true false]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.less.options
---@return perilune.array c A bool array; true or false for two numbers.
function pl.less(a, b, options) end

pl.lt = pl.less

---@class perilune.less_equal.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Whether a is at most b, element by element.
---
--- Shapes are broadcast. `a == b` on whole arrays is one boolean instead.
---
--- ```lua
--- print(pl.less_equal({1, 3}, 2))  --> [ true false]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.less_equal.options
---@return perilune.array c A bool array; true or false for two numbers.
function pl.less_equal(a, b, options) end

pl.le = pl.less_equal

---@class perilune.greater.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Whether a is greater than b, element by element.
---
--- Shapes are broadcast. `a == b` on whole arrays is one boolean instead.
---
--- ```lua
--- print(pl.greater({1, 3}, 2))  --> [false  true]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.greater.options
---@return perilune.array c A bool array; true or false for two numbers.
function pl.greater(a, b, options) end

pl.gt = pl.greater

---@class perilune.greater_equal.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Whether a is at least b, element by element.
---
--- Shapes are broadcast. `a == b` on whole arrays is one boolean instead.
---
--- ```lua
--- print(pl.greater_equal({1, 2}, 2))  --> [false  true]
--- ```
---@param a perilune.array_like First operand.
---@param b perilune.array_like Second operand; the two shapes are broadcast.
---@param options? perilune.greater_equal.options
---@return perilune.array c A bool array; true or false for two numbers.
function pl.greater_equal(a, b, options) end

pl.ge = pl.greater_equal

---@class perilune.isclose.options
---@field rtol? number Relative tolerance. (at least 0, default 1e-05)
---@field atol? number Absolute tolerance. (at least 0, default 1e-08)
---@field equal_nan? boolean Whether NaN equals NaN. (default false)

--- Which elements are equal within a tolerance.
---
--- Infinities are close when they are equal. Not symmetric: the relative tolerance is taken of b, as in NumPy.
---
--- ```lua
--- print(pl.isclose({1, 2}, {1, 2.1}))  --> [ true false]
--- ```
---@param a perilune.array_like First array.
---@param b perilune.array_like Second array, the reference of the relative tolerance; the shapes are broadcast.
---@param rtol? number Relative tolerance. (at least 0, default 1e-05)
---@param atol? number Absolute tolerance. (at least 0, default 1e-08)
---@param options? perilune.isclose.options
---@return perilune.array close Whether |a - b| <= atol + rtol |b|.
---@overload fun(a: perilune.array_like, b: perilune.array_like, options: perilune.isclose.options): perilune.array
function pl.isclose(a, b, rtol, atol, options) end

---@class perilune.allclose.options
---@field rtol? number Relative tolerance. (at least 0, default 1e-05)
---@field atol? number Absolute tolerance. (at least 0, default 1e-08)
---@field equal_nan? boolean Whether NaN equals NaN. (default false)

--- Whether two arrays are equal within a tolerance.
---
--- Infinities are close when they are equal. Not symmetric: the relative tolerance is taken of b, as in NumPy.
---
--- ```lua
--- print(pl.allclose({1, 2}, {1, 2 + 1e-9}))  --> true
--- ```
---@param a perilune.array_like First array.
---@param b perilune.array_like Second array, the reference of the relative tolerance; the shapes are broadcast.
---@param rtol? number Relative tolerance. (at least 0, default 1e-05)
---@param atol? number Absolute tolerance. (at least 0, default 1e-08)
---@param options? perilune.allclose.options
---@return boolean close Whether |a - b| <= atol + rtol |b| everywhere.
---@overload fun(a: perilune.array_like, b: perilune.array_like, options: perilune.allclose.options): boolean
function pl.allclose(a, b, rtol, atol, options) end

---@class perilune.array_equal.options
---@field equal_nan? boolean Whether NaN equals NaN. (default false)

--- Whether two arrays have the same shape and elements.
---
--- No broadcasting; dtypes may differ.
---
--- ```lua
--- print(pl.array_equal({1, 2}, {1, 2}))  --> true
--- ```
---@param a perilune.array_like First array.
---@param b perilune.array_like Second array.
---@param options? perilune.array_equal.options
---@return boolean equal Whether shapes and all elements are equal.
function pl.array_equal(a, b, options) end

---@class perilune.sum.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field dtype? perilune.dtype The dtype to compute in.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field initial? number|perilune.complex One more element for each result.
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Sum of elements.
---
--- Floats are added pairwise, so that the error grows with the logarithm of their number; integers and booleans are added exactly as int64, and a sum that int64 cannot hold is an error. Results do not depend on the number of threads.
---
--- ```lua
--- print(pl.sum{{1, 2}, {3, 4}})  --> 10.0
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.sum.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.sum.options): perilune.array
function pl.sum(a, axis, options) end

---@class perilune.prod.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field dtype? perilune.dtype The dtype to compute in.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field initial? number|perilune.complex One more element for each result.
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Product of elements.
---
--- Integers and booleans are multiplied exactly as int64; a product that int64 cannot hold is an error.
---
--- ```lua
--- print(pl.prod{2, 3, 4})  --> 24.0
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.prod.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.prod.options): perilune.array
function pl.prod(a, axis, options) end

---@class perilune.mean.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field dtype? perilune.dtype The dtype to compute in.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Arithmetic mean.
---
--- Integers and booleans are averaged in float64. Without elements the mean is NaN, with a warning.
---
--- ```lua
--- print(pl.mean({{1, 2}, {3, 4}}, 1))  --> [2. 3.]
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.mean.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.mean.options): perilune.array
function pl.mean(a, axis, options) end

---@class perilune.std.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field ddof? number The divisor is n - ddof: 0 for the population, 1 for the unbiased estimate of a sample. (default 0)
---@field correction? number The same as ddof.
---@field dtype? perilune.dtype The dtype to compute in.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Standard deviation.
---
--- The mean of squared distances from the mean, computed in two passes; complex elements count by their modulus.
---
--- ```lua
--- print(pl.std{1, 3})  --> 1.0
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.std.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.std.options): perilune.array
function pl.std(a, axis, options) end

---@class perilune.var.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field ddof? number The divisor is n - ddof: 0 for the population, 1 for the unbiased estimate of a sample. (default 0)
---@field correction? number The same as ddof.
---@field dtype? perilune.dtype The dtype to compute in.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Variance.
---
--- The mean of squared distances from the mean, computed in two passes; complex elements count by their modulus.
---
--- ```lua
--- print(pl.var({1, 3}, {ddof = 1}))  --> 2.0
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.var.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.var.options): perilune.array
function pl.var(a, axis, options) end

---@class perilune.min.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field initial? number|perilune.complex One more element for each result.
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Smallest element.
---
--- NaN anywhere gives NaN. Without elements there is no extreme: an error, unless initial is given.
---
--- ```lua
--- print(pl.min{3, 1, 2})  --> 1.0
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.min.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.min.options): perilune.array
function pl.min(a, axis, options) end

pl.amin = pl.min

---@class perilune.max.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field initial? number|perilune.complex One more element for each result.
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Largest element.
---
--- NaN anywhere gives NaN. Without elements there is no extreme: an error, unless initial is given.
---
--- ```lua
--- print(pl.max{3, 1, 2})  --> 3.0
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.max.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.max.options): perilune.array
function pl.max(a, axis, options) end

pl.amax = pl.max

---@class perilune.any.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Whether any element is true.
---
--- Anything but zero counts as true, NaN too.
---
--- ```lua
--- print(pl.any{0, 0, 1})  --> true
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.any.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.any.options): perilune.array
function pl.any(a, axis, options) end

---@class perilune.all.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Whether all elements are true.
---
--- Anything but zero counts as true, NaN too.
---
--- ```lua
--- print(pl.all{0, 0, 1})  --> false
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.all.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.all.options): perilune.array
function pl.all(a, axis, options) end

---@class perilune.count_nonzero.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)

--- How many elements are not zero.
---
--- Anything but zero counts as true, NaN too.
---
--- ```lua
--- print(pl.count_nonzero{0, 5, 1})  --> 2
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.count_nonzero.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.count_nonzero.options): perilune.array
function pl.count_nonzero(a, axis, options) end

---@class perilune.nansum.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field dtype? perilune.dtype The dtype to compute in.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field initial? number|perilune.complex One more element for each result.
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Sum of the elements that are not NaN.
---
--- NaN takes no part; see the function without `nan` in its name for the rest.
---
--- ```lua
--- print(pl.nansum{1, 0/0, 3})  --> 4.0
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.nansum.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.nansum.options): perilune.array
function pl.nansum(a, axis, options) end

---@class perilune.nanmean.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field dtype? perilune.dtype The dtype to compute in.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Mean of the elements that are not NaN.
---
--- NaN takes no part; see the function without `nan` in its name for the rest.
---
--- ```lua
--- print(pl.nanmean{1, 0/0, 3})  --> 2.0
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.nanmean.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.nanmean.options): perilune.array
function pl.nanmean(a, axis, options) end

---@class perilune.nanstd.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field ddof? number The divisor is n - ddof: 0 for the population, 1 for the unbiased estimate of a sample. (default 0)
---@field correction? number The same as ddof.
---@field dtype? perilune.dtype The dtype to compute in.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Standard deviation of the elements that are not NaN.
---
--- NaN takes no part; see the function without `nan` in its name for the rest.
---
--- ```lua
--- print(pl.nanstd{1, 0/0, 3})  --> 1.0
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.nanstd.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.nanstd.options): perilune.array
function pl.nanstd(a, axis, options) end

---@class perilune.nanvar.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field ddof? number The divisor is n - ddof: 0 for the population, 1 for the unbiased estimate of a sample. (default 0)
---@field correction? number The same as ddof.
---@field dtype? perilune.dtype The dtype to compute in.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Variance of the elements that are not NaN.
---
--- NaN takes no part; see the function without `nan` in its name for the rest.
---
--- ```lua
--- print(pl.nanvar{1, 0/0, 3})  --> 1.0
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.nanvar.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.nanvar.options): perilune.array
function pl.nanvar(a, axis, options) end

---@class perilune.nanmin.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field initial? number|perilune.complex One more element for each result.
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Smallest of the elements that are not NaN.
---
--- NaN takes no part; see the function without `nan` in its name for the rest.
---
--- ```lua
--- print(pl.nanmin{3, 0/0, 2})  --> 2.0
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.nanmin.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.nanmin.options): perilune.array
function pl.nanmin(a, axis, options) end

---@class perilune.nanmax.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field initial? number|perilune.complex One more element for each result.
---@field where? perilune.array_like Which elements take part, broadcast to a.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Largest of the elements that are not NaN.
---
--- NaN takes no part; see the function without `nan` in its name for the rest.
---
--- ```lua
--- print(pl.nanmax{3, 0/0, 2})  --> 3.0
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.nanmax.options
---@return perilune.array r The results; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.nanmax.options): perilune.array
function pl.nanmax(a, axis, options) end

---@class perilune.argmin.options
---@field axis? integer The axis to search along; left out, the row-major order of all elements.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Position of the smallest element.
---
--- The first of equals; the first NaN when there is one. Without elements there is none: an error.
---
--- ```lua
--- print(pl.argmin{3, 1, 2})  --> 2
--- ```
---@param a perilune.array_like The array.
---@param axis? integer The axis to search along; left out, the row-major order of all elements.
---@param options? perilune.argmin.options
---@return perilune.array i Positions from 1; one integer without an axis.
---@overload fun(a: perilune.array_like, options: perilune.argmin.options): perilune.array
function pl.argmin(a, axis, options) end

---@class perilune.argmax.options
---@field axis? integer The axis to search along; left out, the row-major order of all elements.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Position of the largest element.
---
--- The first of equals; the first NaN when there is one. Without elements there is none: an error.
---
--- ```lua
--- print(pl.argmax{3, 1, 2})  --> 1
--- ```
---@param a perilune.array_like The array.
---@param axis? integer The axis to search along; left out, the row-major order of all elements.
---@param options? perilune.argmax.options
---@return perilune.array i Positions from 1; one integer without an axis.
---@overload fun(a: perilune.array_like, options: perilune.argmax.options): perilune.array
function pl.argmax(a, axis, options) end

---@class perilune.nanargmin.options
---@field axis? integer The axis to search along; left out, the row-major order of all elements.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Position of the smallest element that is not NaN.
---
--- NaN takes no part; see the function without `nan` in its name for the rest.
---
--- ```lua
--- print(pl.nanargmin{0/0, 3, 2})  --> 3
--- ```
---@param a perilune.array_like The array.
---@param axis? integer The axis to search along; left out, the row-major order of all elements.
---@param options? perilune.nanargmin.options
---@return perilune.array i Positions from 1; one integer without an axis.
---@overload fun(a: perilune.array_like, options: perilune.nanargmin.options): perilune.array
function pl.nanargmin(a, axis, options) end

---@class perilune.nanargmax.options
---@field axis? integer The axis to search along; left out, the row-major order of all elements.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Position of the largest element that is not NaN.
---
--- NaN takes no part; see the function without `nan` in its name for the rest.
---
--- ```lua
--- print(pl.nanargmax{0/0, 3, 2})  --> 2
--- ```
---@param a perilune.array_like The array.
---@param axis? integer The axis to search along; left out, the row-major order of all elements.
---@param options? perilune.nanargmax.options
---@return perilune.array i Positions from 1; one integer without an axis.
---@overload fun(a: perilune.array_like, options: perilune.nanargmax.options): perilune.array
function pl.nanargmax(a, axis, options) end

---@class perilune.cumsum.options
---@field axis? integer The axis to run along; left out, the row-major order of all elements.
---@field dtype? perilune.dtype The dtype to compute in.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Running sums.
---
--- Elements are taken one after the other. Integers and booleans run exactly in int64; a result that does not fit is an error.
---
--- ```lua
--- print(pl.cumsum{1, 2, 3})  --> [1. 3. 6.]
--- ```
---@param a perilune.array_like The array.
---@param axis? integer The axis to run along; left out, the row-major order of all elements.
---@param options? perilune.cumsum.options
---@return perilune.array r The running results, in the shape of a, or with one axis.
---@overload fun(a: perilune.array_like, options: perilune.cumsum.options): perilune.array
function pl.cumsum(a, axis, options) end

---@class perilune.cumprod.options
---@field axis? integer The axis to run along; left out, the row-major order of all elements.
---@field dtype? perilune.dtype The dtype to compute in.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Running products.
---
--- Elements are taken one after the other. Integers and booleans run exactly in int64; a result that does not fit is an error.
---
--- ```lua
--- print(pl.cumprod{1, 2, 3})  --> [1. 2. 6.]
--- ```
---@param a perilune.array_like The array.
---@param axis? integer The axis to run along; left out, the row-major order of all elements.
---@param options? perilune.cumprod.options
---@return perilune.array r The running results, in the shape of a, or with one axis.
---@overload fun(a: perilune.array_like, options: perilune.cumprod.options): perilune.array
function pl.cumprod(a, axis, options) end

---@class perilune.nancumsum.options
---@field axis? integer The axis to run along; left out, the row-major order of all elements.
---@field dtype? perilune.dtype The dtype to compute in.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Running sums that pass over NaN.
---
--- NaN counts as 0 in sums and as 1 in products.
---
--- ```lua
--- print(pl.nancumsum{1, 0/0, 3})  --> [1. 1. 4.]
--- ```
---@param a perilune.array_like The array.
---@param axis? integer The axis to run along; left out, the row-major order of all elements.
---@param options? perilune.nancumsum.options
---@return perilune.array r The running results, in the shape of a, or with one axis.
---@overload fun(a: perilune.array_like, options: perilune.nancumsum.options): perilune.array
function pl.nancumsum(a, axis, options) end

---@class perilune.nancumprod.options
---@field axis? integer The axis to run along; left out, the row-major order of all elements.
---@field dtype? perilune.dtype The dtype to compute in.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Running products that pass over NaN.
---
--- NaN counts as 0 in sums and as 1 in products.
---
--- ```lua
--- print(pl.nancumprod{2, 0/0, 3})  --> [2. 2. 6.]
--- ```
---@param a perilune.array_like The array.
---@param axis? integer The axis to run along; left out, the row-major order of all elements.
---@param options? perilune.nancumprod.options
---@return perilune.array r The running results, in the shape of a, or with one axis.
---@overload fun(a: perilune.array_like, options: perilune.nancumprod.options): perilune.array
function pl.nancumprod(a, axis, options) end

---@class perilune.median.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)

--- The middle element, or the mean of the two in the middle.
---
--- By selection, in time linear in the number of elements. NaN anywhere gives NaN.
---
--- ```lua
--- print(pl.median{3, 1, 2, 10})  --> 2.5
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.median.options
---@return perilune.array m The medians; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.median.options): perilune.array
function pl.median(a, axis, options) end

---@class perilune.percentile.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field method? "linear"|"lower"|"higher"|"midpoint"|"nearest"|"inverted_cdf"|"averaged_inverted_cdf"|"closest_observation"|"interpolated_inverted_cdf"|"hazen"|"weibull"|"median_unbiased"|"normal_unbiased" How a quantile between two elements is found: the nine of Hyndman and Fan and NumPy's own four. (default "linear")
---@field interpolation? "linear"|"lower"|"higher"|"midpoint"|"nearest"|"inverted_cdf"|"averaged_inverted_cdf"|"closest_observation"|"interpolated_inverted_cdf"|"hazen"|"weibull"|"median_unbiased"|"normal_unbiased" The same as method.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)

--- The values below which so many percent of the elements lie.
---
--- By selection, in time linear in the number of elements. NaN anywhere gives NaN. A method that picks an element keeps the dtype, the others give float64.
---
--- ```lua
--- print(pl.percentile({1, 2, 3, 4}, {25, 50}))  --> [1.75 2.5 ]
--- ```
---@param a perilune.array_like The array.
---@param q perilune.array_like Percentages, 0 to 100.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.percentile.options
---@return perilune.array r The results, the axes of q in front; a Lua value when no axis is left.
---@overload fun(a: perilune.array_like, q: perilune.array_like, options: perilune.percentile.options): perilune.array
function pl.percentile(a, q, axis, options) end

---@class perilune.quantile.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field method? "linear"|"lower"|"higher"|"midpoint"|"nearest"|"inverted_cdf"|"averaged_inverted_cdf"|"closest_observation"|"interpolated_inverted_cdf"|"hazen"|"weibull"|"median_unbiased"|"normal_unbiased" How a quantile between two elements is found: the nine of Hyndman and Fan and NumPy's own four. (default "linear")
---@field interpolation? "linear"|"lower"|"higher"|"midpoint"|"nearest"|"inverted_cdf"|"averaged_inverted_cdf"|"closest_observation"|"interpolated_inverted_cdf"|"hazen"|"weibull"|"median_unbiased"|"normal_unbiased" The same as method.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)

--- The values below which a fraction of the elements lies.
---
--- By selection, in time linear in the number of elements. NaN anywhere gives NaN. A method that picks an element keeps the dtype, the others give float64.
---
--- ```lua
--- print(pl.quantile({1, 2, 3, 4}, 0.5))  --> 2.5
--- ```
---@param a perilune.array_like The array.
---@param q perilune.array_like Fractions, 0 to 1.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.quantile.options
---@return perilune.array r The results, the axes of q in front; a Lua value when no axis is left.
---@overload fun(a: perilune.array_like, q: perilune.array_like, options: perilune.quantile.options): perilune.array
function pl.quantile(a, q, axis, options) end

---@class perilune.nanmedian.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)

--- The median of the elements that are not NaN.
---
--- NaN takes no part; see the function without `nan` in its name for the rest.
---
--- ```lua
--- print(pl.nanmedian{1, 0/0, 3})  --> 2.0
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.nanmedian.options
---@return perilune.array m The medians; a Lua value when every axis is reduced.
---@overload fun(a: perilune.array_like, options: perilune.nanmedian.options): perilune.array
function pl.nanmedian(a, axis, options) end

---@class perilune.nanpercentile.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field method? "linear"|"lower"|"higher"|"midpoint"|"nearest"|"inverted_cdf"|"averaged_inverted_cdf"|"closest_observation"|"interpolated_inverted_cdf"|"hazen"|"weibull"|"median_unbiased"|"normal_unbiased" How a quantile between two elements is found: the nine of Hyndman and Fan and NumPy's own four. (default "linear")
---@field interpolation? "linear"|"lower"|"higher"|"midpoint"|"nearest"|"inverted_cdf"|"averaged_inverted_cdf"|"closest_observation"|"interpolated_inverted_cdf"|"hazen"|"weibull"|"median_unbiased"|"normal_unbiased" The same as method.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)

--- Percentiles of the elements that are not NaN.
---
--- NaN takes no part; see the function without `nan` in its name for the rest.
---
--- ```lua
--- print(pl.nanpercentile({1, 0/0, 3}, 50))  --> 2.0
--- ```
---@param a perilune.array_like The array.
---@param q perilune.array_like Percentages, 0 to 100.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.nanpercentile.options
---@return perilune.array r The results, the axes of q in front; a Lua value when no axis is left.
---@overload fun(a: perilune.array_like, q: perilune.array_like, options: perilune.nanpercentile.options): perilune.array
function pl.nanpercentile(a, q, axis, options) end

---@class perilune.nanquantile.options
---@field axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@field method? "linear"|"lower"|"higher"|"midpoint"|"nearest"|"inverted_cdf"|"averaged_inverted_cdf"|"closest_observation"|"interpolated_inverted_cdf"|"hazen"|"weibull"|"median_unbiased"|"normal_unbiased" How a quantile between two elements is found: the nine of Hyndman and Fan and NumPy's own four. (default "linear")
---@field interpolation? "linear"|"lower"|"higher"|"midpoint"|"nearest"|"inverted_cdf"|"averaged_inverted_cdf"|"closest_observation"|"interpolated_inverted_cdf"|"hazen"|"weibull"|"median_unbiased"|"normal_unbiased" The same as method.
---@field keepdims? boolean Keep the reduced axes with length 1. (default false)

--- Quantiles of the elements that are not NaN.
---
--- NaN takes no part; see the function without `nan` in its name for the rest.
---
--- ```lua
--- print(pl.nanquantile({1, 0/0, 3}, 0.5))  --> 2.0
--- ```
---@param a perilune.array_like The array.
---@param q perilune.array_like Fractions, 0 to 1.
---@param axis? integer|integer[]|perilune.none The axis, or a list of axes, to reduce over; left out, all of them.
---@param options? perilune.nanquantile.options
---@return perilune.array r The results, the axes of q in front; a Lua value when no axis is left.
---@overload fun(a: perilune.array_like, q: perilune.array_like, options: perilune.nanquantile.options): perilune.array
function pl.nanquantile(a, q, axis, options) end

---@class perilune.sort.options
---@field axis? integer|perilune.none The axis along which elements are put in order; pl.none: all elements in one line. (default -1)
---@field kind? "quicksort"|"stable"|"mergesort"|"heapsort" SciPy's words; every one is the same stable radix sort. (default "quicksort")

--- A sorted copy.
---
--- NaN comes last; complex numbers go by their real, then their imaginary parts. Equal elements keep their order.
---
--- ```lua
--- print(pl.sort{3, 1, 2})  --> [1. 2. 3.]
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|perilune.none The axis along which elements are put in order; pl.none: all elements in one line. (default -1)
---@param kind? "quicksort"|"stable"|"mergesort"|"heapsort" SciPy's words; every one is the same stable radix sort. (default "quicksort")
---@param options? perilune.sort.options
---@return perilune.array b A sorted copy.
---@overload fun(a: perilune.array_like, options: perilune.sort.options): perilune.array
function pl.sort(a, axis, kind, options) end

---@class perilune.argsort.options
---@field axis? integer|perilune.none The axis along which elements are put in order; pl.none: all elements in one line. (default -1)
---@field kind? "quicksort"|"stable"|"mergesort"|"heapsort" SciPy's words; every one is the same stable radix sort. (default "quicksort")

--- The positions that put an array in order.
---
--- NaN comes last; complex numbers go by their real, then their imaginary parts. Equal elements keep their order.
---
--- ```lua
--- print(pl.argsort{30, 10, 20})  --> [2 3 1]
--- ```
---@param a perilune.array_like The array.
---@param axis? integer|perilune.none The axis along which elements are put in order; pl.none: all elements in one line. (default -1)
---@param kind? "quicksort"|"stable"|"mergesort"|"heapsort" SciPy's words; every one is the same stable radix sort. (default "quicksort")
---@param options? perilune.argsort.options
---@return perilune.array i Positions from 1 along the axis; `a[i]` of a vector is sorted.
---@overload fun(a: perilune.array_like, options: perilune.argsort.options): perilune.array
function pl.argsort(a, axis, kind, options) end

---@class perilune.partition.options
---@field axis? integer|perilune.none The axis along which elements are put in order; pl.none: all elements in one line. (default -1)

--- A copy in which some places hold what sorting would put there.
---
--- Linear in the number of elements.
---
--- ```lua
--- print(pl.partition({4, 1, 3, 2}, 2)[2])  --> 2.0
--- ```
---@param a perilune.array_like The array.
---@param kth integer|table The places, from 1, whose elements come where sorting would put them.
---@param axis? integer|perilune.none The axis along which elements are put in order; pl.none: all elements in one line. (default -1)
---@param options? perilune.partition.options
---@return perilune.array b A copy in which no element before a k-th place is larger and none behind it smaller.
---@overload fun(a: perilune.array_like, kth: integer|table, options: perilune.partition.options): perilune.array
function pl.partition(a, kth, axis, options) end

---@class perilune.argpartition.options
---@field axis? integer|perilune.none The axis along which elements are put in order; pl.none: all elements in one line. (default -1)

--- The positions that partition an array.
---
--- Linear in the number of elements.
---
--- ```lua
--- print(pl.argpartition({4, 1, 3, 2}, 1)[1])  --> 2
--- ```
---@param a perilune.array_like The array.
---@param kth integer|table The places, from 1, whose elements come where sorting would put them.
---@param axis? integer|perilune.none The axis along which elements are put in order; pl.none: all elements in one line. (default -1)
---@param options? perilune.argpartition.options
---@return perilune.array i Positions from 1 that bring a into that order.
---@overload fun(a: perilune.array_like, kth: integer|table, options: perilune.argpartition.options): perilune.array
function pl.argpartition(a, kth, axis, options) end

--- The positions of the elements that are not zero.
---
--- In row-major order. The vectors select those elements: `a(a:nonzero())`.
---
--- ```lua
--- print(pl.nonzero{0, 5, 0, 7})  --> [2 4]
--- ```
---@param a perilune.array_like The array.
---@return perilune.array i Positions from 1, one vector for each axis.
function pl.nonzero(a) end

--- The positions of the elements that are not zero, in one line.
---
--- Positions in `a:ravel()`.
---
--- ```lua
--- print(pl.flatnonzero{{0, 1}, {2, 0}})  --> [2 3]
--- ```
---@param a perilune.array_like The array.
---@return perilune.array i Positions from 1 in row-major order.
function pl.flatnonzero(a) end

---@class perilune.searchsorted.options
---@field side? "left"|"right" Which place among equals: before them, or behind them. (default "left")
---@field sorter? perilune.array_like Positions from 1 that put an unsorted a in order, as argsort gives them.

--- Where elements would go into a sorted vector.
---
--- By bisection. NaN sorts last.
---
--- ```lua
--- print(pl.searchsorted({10, 20, 30}, {5, 20, 99}))  --> [1 2 4]
--- ```
---@param a perilune.array_like A sorted vector.
---@param v perilune.array_like What to find places for.
---@param side? "left"|"right" Which place among equals: before them, or behind them. (default "left")
---@param sorter? perilune.array_like Positions from 1 that put an unsorted a in order, as argsort gives them.
---@param options? perilune.searchsorted.options
---@return perilune.array i Positions from 1 to #a + 1, in the shape of v: inserting v[i] there keeps a in order.
---@overload fun(a: perilune.array_like, v: perilune.array_like, options: perilune.searchsorted.options): perilune.array
function pl.searchsorted(a, v, side, sorter, options) end

---@class perilune.unique.options
---@field return_index? boolean Also return where each is first met. (default false)
---@field return_inverse? boolean Also return which of the distinct ones each element is. (default false)
---@field return_counts? boolean Also return how often each is met. (default false)
---@field axis? integer Distinct sub-arrays along this axis instead.
---@field equal_nan? boolean Whether all NaN are one element. (default true)

--- The distinct elements, in order.
---
--- -0.0 and 0.0 are equal.
---
--- ```lua
--- print(pl.unique{3, 1, 3, 2})  --> [1. 2. 3.]
--- ```
---@param a perilune.array_like The array.
---@param return_index? boolean Also return where each is first met. (default false)
---@param return_inverse? boolean Also return which of the distinct ones each element is. (default false)
---@param return_counts? boolean Also return how often each is met. (default false)
---@param axis? integer Distinct sub-arrays along this axis instead.
---@param options? perilune.unique.options
---@return perilune.array values The distinct elements in order.
---@return perilune.array index Positions from 1. (only with return_index)
---@return perilune.array inverse Positions from 1 among the values: `values[inverse]` is a in one line. (only with return_inverse)
---@return perilune.array counts Counts. (only with return_counts)
---@overload fun(a: perilune.array_like, options: perilune.unique.options): perilune.array, perilune.array, perilune.array, perilune.array
function pl.unique(a, return_index, return_inverse, return_counts, axis, options) end

--- Lists of positions that select a grid instead of pairing up.
---
--- `a(pl.ix_(rows, columns))` selects every row of the one list at every column of the other, where `a(rows, columns)` takes them in pairs.
---
--- ```lua
--- local a = pl.arange(1, 10):reshape(3, 3)
--- print(a(pl.ix_({1, 3}, {2, 3})))
--- --> [[2. 3.]
--- -->  [8. 9.]]
--- ```
---@param ... perilune.array_like A list of positions (from 1) or a mask for each axis.
---@return perilune.array grids One array for each list, shaped so that together they span the grid.
function pl.ix_(...) end

---@class perilune.where.options
---@field x? perilune.array_like Taken where the condition holds.
---@field y? perilune.array_like Taken elsewhere.

--- Elements of x where a condition holds, of y elsewhere.
---
--- All three are broadcast. With the condition alone, the positions (from 1) where it holds, as `nonzero` gives them.
---
--- ```lua
--- print(pl.where({true, false, true}, {1, 2, 3}, 0))  --> [1. 0. 3.]
--- ```
---@param condition perilune.array_like Which side to take, element by element; anything that is not zero counts as true.
---@param x? perilune.array_like Taken where the condition holds.
---@param y? perilune.array_like Taken elsewhere.
---@param options? perilune.where.options
---@return perilune.array a The chosen elements in the promoted dtype; without x and y the positions, as `nonzero` gives them.
---@overload fun(condition: perilune.array_like, options: perilune.where.options): perilune.array
function pl.where(condition, x, y, options) end

---@class perilune.clip.options
---@field min? perilune.none|perilune.array_like Lower bound, broadcast; nil or pl.none for none.
---@field a_min? perilune.none|perilune.array_like The same as min.
---@field max? perilune.none|perilune.array_like Upper bound, broadcast; nil or pl.none for none.
---@field a_max? perilune.none|perilune.array_like The same as max.
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Elements bounded below and above.
---
--- minimum(maximum(a, min), max). NaN in a or a bound gives NaN. Where min is above max, max wins.
---
--- ```lua
--- print(pl.clip({-5, 0.5, 5}, -1, 1))  --> [-1.   0.5  1. ]
--- ```
---@param a perilune.array_like The array.
---@param min? perilune.none|perilune.array_like Lower bound, broadcast; nil or pl.none for none.
---@param max? perilune.none|perilune.array_like Upper bound, broadcast; nil or pl.none for none.
---@param options? perilune.clip.options
---@return perilune.array b The bounded elements.
---@overload fun(a: perilune.array_like, options: perilune.clip.options): perilune.array
function pl.clip(a, min, max, options) end

---@class perilune.round.options
---@field decimals? integer Digits to keep behind the point; negative ones round in front of it. (-400 to 400, default 0)
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Elements rounded to so many decimals, halves to even.
---
--- Multiplies by a power of ten, rounds to the nearest whole number with ties to even, and divides, as NumPy does.
---
--- ```lua
--- print(pl.round({0.5, 1.5, 2.567}, 1))  --> [0.5 1.5 2.6]
--- ```
---@param a perilune.array_like The array.
---@param decimals? integer Digits to keep behind the point; negative ones round in front of it. (-400 to 400, default 0)
---@param options? perilune.round.options
---@return perilune.array b The rounded elements.
---@overload fun(a: perilune.array_like, options: perilune.round.options): perilune.array
function pl.round(a, decimals, options) end

pl.around = pl.round

--- Real parts.
---
--- A copy; `a.real` is a view of a complex array.
---
--- ```lua
--- print(pl.real(pl.complex(1, 2)))  --> 1.0
--- ```
---@param a perilune.array_like The array.
---@return perilune.array b The parts; of a real array, its elements or zeros.
function pl.real(a) end

--- Imaginary parts.
---
--- A copy; `a.imag` is a view of a complex array.
---
--- ```lua
--- print(pl.imag(pl.complex(1, 2)))  --> 2.0
--- ```
---@param a perilune.array_like The array.
---@return perilune.array b The parts; of a real array, its elements or zeros.
function pl.imag(a) end

---@class perilune.dot.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Product of vectors, matrices, or a number with either.
---
--- Floats and complex numbers go to BLAS. Integers are multiplied exactly as int64, and a result that does not fit is an error; booleans give booleans.
---
--- ```lua
--- print(pl.dot({1, 2}, {3, 4}))  --> 11.0
--- ```
---@param a perilune.array_like Left operand.
---@param b perilune.array_like Right operand.
---@param options? perilune.dot.options
---@return perilune.array c The product; a Lua value when no axis is left.
function pl.dot(a, b, options) end

---@class perilune.matmul.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Matrix product; stacks of matrices are broadcast.
---
--- Floats and complex numbers go to BLAS. Integers are multiplied exactly as int64, and a result that does not fit is an error; booleans give booleans.
---
--- ```lua
--- print(pl.matmul({{1, 2}, {3, 4}}, {1, 1}))  --> [3. 7.]
--- ```
---@param a perilune.array_like Left operand.
---@param b perilune.array_like Right operand.
---@param options? perilune.matmul.options
---@return perilune.array c The product; a Lua value when no axis is left.
function pl.matmul(a, b, options) end

---@class perilune.outer.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- All products of an element of a with one of b.
---
--- Both are flattened; the result has a row for each element of a.
---
--- ```lua
--- print(pl.outer({1, 2}, {3, 4}))
--- --> [[3. 4.]
--- -->  [6. 8.]]
--- ```
---@param a perilune.array_like Left operand.
---@param b perilune.array_like Right operand.
---@param options? perilune.outer.options
---@return perilune.array c The product; a Lua value when no axis is left.
function pl.outer(a, b, options) end

---@class perilune.inner.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Sums of products over the last axes.
---
--- Floats and complex numbers go to BLAS. Integers are multiplied exactly as int64, and a result that does not fit is an error; booleans give booleans.
---
--- ```lua
--- print(pl.inner({1, 2}, {3, 4}))  --> 11.0
--- ```
---@param a perilune.array_like Left operand.
---@param b perilune.array_like Right operand.
---@param options? perilune.inner.options
---@return perilune.array c The product; a Lua value when no axis is left.
function pl.inner(a, b, options) end

---@class perilune.vdot.options
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Sum of conj(a) * b over all elements.
---
--- Floats and complex numbers go to BLAS. Integers are multiplied exactly as int64, and a result that does not fit is an error; booleans give booleans.
---
--- ```lua
--- print(pl.vdot({1, 2}, {3, 4}))  --> 11.0
--- ```
---@param a perilune.array_like Left operand.
---@param b perilune.array_like Right operand.
---@param options? perilune.vdot.options
---@return perilune.array c The product; a Lua value when no axis is left.
function pl.vdot(a, b, options) end

---@class perilune.s.options
---@field start? integer First position; left out, the beginning.
---@field stop? integer Last position, included; left out, the end.
---@field step? integer Distance between positions, negative to go backwards; left out, 1.

--- A range of positions for a subscript, without text.
---
--- `a(pl.s(i, j))` is what `a["i:j"]` is. Both ends are included, negative positions count from the last, and places may be left out with nil: `pl.s(nil, nil, -1)` is everything backwards.
---
--- ```lua
--- local a = pl.array{10, 20, 30, 40}
--- print(a(pl.s(2, 3)))  --> [20. 30.]
--- print(a[pl.s(nil, nil, -1)])  --> [40. 30. 20. 10.]
--- ```
---@param start? integer First position; left out, the beginning.
---@param stop? integer Last position, included; left out, the end.
---@param step? integer Distance between positions, negative to go backwards; left out, 1.
---@param options? perilune.s.options
---@return any range A value to be used as a subscript.
---@overload fun(options: perilune.s.options): any
function pl.s(start, stop, step, options) end

pl.s_ = pl.s

---@class perilune.complex.options
---@field im? number Imaginary part. (default 0)

--- A complex number.
---
--- Numbers cannot change; arithmetic with them gives complex numbers. `z.real` and `z.imag` are the parts.
---
--- ```lua
--- local z = pl.complex(3, 4)
--- print(z * 2, z:abs())  --> (6+8j)	5.0
--- ```
---@param re number|perilune.complex Real part.
---@param im? number Imaginary part. (default 0)
---@param options? perilune.complex.options
---@return perilune.complex z The complex number.
---@overload fun(re: number|perilune.complex, options: perilune.complex.options): perilune.complex
function pl.complex(re, im, options) end

--- The values of a record, table or array as several values.
---
--- Records come in SciPy's order. Works like `table.unpack`, also for values that are no tables.
---
--- ```lua
--- local a, b = pl.unpack(pl.array{1, 2})
--- print(a, b)  --> 1.0	2.0
--- ```
---@param list table|perilune.array_like|table A record, a table, or an array along its first axis.
---@return any  list[1], list[2] and so on.
function pl.unpack(list) end

---@class perilune.strict.options
---@field on? boolean Whether undefined globals are errors. (default true)

--- Makes reading an undefined global an error.
---
--- The message names what was probably meant. The prompt starts strict. `rawget(_G, name)` still asks without risk.
---
--- ```lua
--- pl.strict()
--- print((pcall(function() return undefined_name end)))  --> false
--- pl.strict(false)
--- ```
---@param on? boolean Whether undefined globals are errors. (default true)
---@param options? perilune.strict.options
---@overload fun(options: perilune.strict.options)
function pl.strict(on, options) end

---@class perilune.set_printoptions.options
---@field precision? integer Digits after the point, at most. (0 to 1000)
---@field threshold? integer Arrays with more elements are shortened. (at least 0)
---@field edgeitems? integer How many elements a shortened axis shows at each end. (at least 1)
---@field linewidth? integer Characters in a line. (at least 1)
---@field suppress? boolean Never switch to the scientific notation because of small numbers.
---@field nanstr? string How NaN is written.
---@field infstr? string How infinity is written.
---@field sign? "-"|"+"|" " '-': only negative numbers have a sign; '+': all have; ' ': a blank in place of +.
---@field floatmode? "maxprec"|"fixed"|"unique"|"maxprec_equal" maxprec: as many digits as each number needs, at most precision; maxprec_equal: all as many as the longest; fixed: always precision digits; unique: as many as identify the number.

--- Changes how arrays are printed.
---
--- What is left out stays as it is. Starts as NumPy does: precision 8, threshold 1000, edgeitems 3, linewidth 75.
---
--- ```lua
--- local before = pl.set_printoptions{precision = 2}
--- print(pl.array{3.14159})  --> [3.14]
--- pl.set_printoptions(before)
--- ```
---@param options? perilune.set_printoptions.options
---@return table before The settings that were in force; hand it back to restore them.
function pl.set_printoptions(options) end

--- How arrays are printed.
---
--- See `pl.set_printoptions`.
---
--- ```lua
--- print(pl.get_printoptions().precision)  --> 8
--- ```
---@return table settings The settings in force.
function pl.get_printoptions() end

--- What is left of the limits that the host has set.
---
--- Bytes are Lua's, the arrays' and the kernels' workspaces together. Where there is no limit, the value is `math.huge`; outside a host that sets limits that is so for all of them.
---
--- ```lua
--- print(pl.budget().bytes_left > 0)  --> true
--- ```
---@return any left A table with bytes_used, bytes_left, instructions_left and seconds_left.
function pl.budget() end

--- Sets how many threads kernels may use.
---
--- The default is the number of cores; the environment variable PERILUNE_NUM_THREADS overrides it. Results of perilune's own kernels do not depend on it.
---
--- ```lua
--- local before = pl.set_num_threads(1)
--- print(pl.get_num_threads())  --> 1
--- pl.set_num_threads(before)
--- ```
---@param n integer How many threads kernels may use. (1 to 1024)
---@return integer before How many it was.
function pl.set_num_threads(n) end

--- How many threads kernels may use.
---
--- See `pl.set_num_threads`.
---
--- ```lua
--- local before = pl.set_num_threads(2)
--- print(pl.get_num_threads())  --> 2
--- pl.set_num_threads(before)
--- ```
---@return integer n How many threads kernels may use.
function pl.get_num_threads() end

---@class perilune.deterministic.options
---@field on? boolean Whether it shall be so from now on; left out, nothing changes.

--- Makes matrix products and factorisations give the same bits at any number of threads.
---
--- BLAS and LAPACK add up in an order that depends on how many threads they have; with `pl.deterministic(true)` they have one. All other kernels give the same bits in any case.
---
--- ```lua
--- local before = pl.deterministic(true)
--- print(pl.deterministic())  --> true
--- pl.deterministic(before)
--- ```
---@param on? boolean Whether it shall be so from now on; left out, nothing changes.
---@param options? perilune.deterministic.options
---@return boolean before Whether it was.
---@overload fun(options: perilune.deterministic.options): boolean
function pl.deterministic(on, options) end

---@class perilune.warnings.options
---@field policy? "ignore"|"print"|"error" What becomes of warnings from now on.

--- Decides what becomes of warnings.
---
--- Scripts start with "ignore", the prompt with "print" (to stderr). "error" makes each warning an error of the call that gave it.
---
--- ```lua
--- local before = pl.warnings("error")
--- print((pcall(function() return pl.array{1, 2}[":-1"] end)))  --> false
--- pl.warnings(before)
--- ```
---@param policy? "ignore"|"print"|"error" What becomes of warnings from now on.
---@param options? perilune.warnings.options
---@return string before The policy that was in force.
---@overload fun(options: perilune.warnings.options): string
function pl.warnings(policy, options) end

---@class perilune.help.options
---@field about? any A function, a module, an array or object, or text: a name or words to look for. Left out, a tour.

--- Shows what is known about a function, a module, a value or some words.
---
--- The text goes through the global function print, wherever that writes. It is the same as in the reference pages.
---
--- ```lua
--- pl.help "newaxis"
--- --> pl.newaxis
--- -->
--- --> As a subscript, a new axis of length 1.
--- ```
---@param about? any A function, a module, an array or object, or text: a name or words to look for. Left out, a tour.
---@param options? perilune.help.options
---@overload fun(options: perilune.help.options)
function pl.help(about, options) end

return pl

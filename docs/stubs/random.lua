-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Random numbers: NumPy's streams, bit for bit.
---@class perilune.random
local random = {}

--- A generator of random numbers; `random.default_rng` makes one.
---@class perilune.random.Generator
---@field bit_generator any The source of bits.
local Generator = {}

---@class perilune.Generator.random.options
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@field dtype? perilune.dtype float64, or float32, which takes half as many bits and gives other numbers. (default "float64")
---@field out? perilune.array_like An array to fill and return, of float64 or float32.

--- Floats from 0 up to but not including 1.
---
--- Whole multiples of 2^-53 (2^-24 in float32), each as likely as any other.
---
--- ```lua
--- local rng = random.default_rng(42)
--- print(rng:random())  --> 0.77395604855596
--- print(rng:random(3))  --> [0.43887844 0.85859792 0.69736803]
--- ```
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param dtype? perilune.dtype float64, or float32, which takes half as many bits and gives other numbers. (default "float64")
---@param options? perilune.Generator.random.options
---@return number|perilune.array x The sample.
---@overload fun(self: perilune.random.Generator, options: perilune.Generator.random.options): number|perilune.array
function Generator:random(size, dtype, options) end

---@class perilune.Generator.integers.options
---@field high? integer|perilune.array_like One past the highest; left out, low is, and 0 the lowest.
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@field dtype? perilune.dtype int64, int32, uint8 or bool; each draws numbers of its own. (default "int64")
---@field endpoint? boolean Whether high itself may come. (default false)

--- Whole numbers in a range.
---
--- Each value is exactly as likely as any other. The range is half-open, as in NumPy: `integers(1, 7)` throws a die. Ends may be arrays, which broadcast to the sample.
---
--- ```lua
--- local rng = random.default_rng(42)
--- print(rng:integers(1, 7, 5))  --> [1 5 4 3 3]
--- print(rng:integers(10, {size = 5}))  --> [8 0 6 2 0]
--- ```
---@param low integer|perilune.array_like The lowest number.
---@param high? integer|perilune.array_like One past the highest; left out, low is, and 0 the lowest.
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param dtype? perilune.dtype int64, int32, uint8 or bool; each draws numbers of its own. (default "int64")
---@param endpoint? boolean Whether high itself may come. (default false)
---@param options? perilune.Generator.integers.options
---@return integer|perilune.array n The whole numbers.
---@overload fun(self: perilune.random.Generator, low: integer|perilune.array_like, options: perilune.Generator.integers.options): integer|perilune.array
function Generator:integers(low, high, size, dtype, endpoint, options) end

---@class perilune.Generator.uniform.options
---@field low? perilune.array_like The lowest number. (default 0)
---@field high? perilune.array_like The upper end; rounding may let it come. (default 1)
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.

--- Floats from low up to high.
---
--- `low + (high - low) * u` with u from 0 up to 1. Parameters may be arrays, which broadcast to the sample.
---
--- ```lua
--- local rng = random.default_rng(42)
--- print(rng:uniform(-1, 1, 3))  --> [ 0.5479121  -0.12224312  0.71719584]
--- ```
---@param low? perilune.array_like The lowest number. (default 0)
---@param high? perilune.array_like The upper end; rounding may let it come. (default 1)
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.Generator.uniform.options
---@return number|perilune.array x The sample.
---@overload fun(self: perilune.random.Generator, options: perilune.Generator.uniform.options): number|perilune.array
function Generator:uniform(low, high, size, options) end

---@class perilune.Generator.standard_normal.options
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@field dtype? perilune.dtype float64, or float32, which takes half as many bits and gives other numbers. (default "float64")
---@field out? perilune.array_like An array to fill and return, of float64 or float32.

--- Normal numbers of mean 0 and standard deviation 1.
---
--- By the ziggurat method.
---
--- ```lua
--- local rng = random.default_rng(42)
--- print(rng:standard_normal(3))  --> [ 0.30471708 -1.03998411  0.7504512 ]
--- ```
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param dtype? perilune.dtype float64, or float32, which takes half as many bits and gives other numbers. (default "float64")
---@param options? perilune.Generator.standard_normal.options
---@return number|perilune.array x The sample.
---@overload fun(self: perilune.random.Generator, options: perilune.Generator.standard_normal.options): number|perilune.array
function Generator:standard_normal(size, dtype, options) end

---@class perilune.Generator.normal.options
---@field loc? perilune.array_like The mean. (default 0)
---@field scale? perilune.array_like The standard deviation, not negative. (default 1)
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.

--- Normal numbers.
---
--- `loc + scale * z` with standard normal z. Parameters may be arrays, which broadcast to the sample.
---
--- ```lua
--- local rng = random.default_rng(42)
--- print(rng:normal(10, 2, 3))  --> [10.60943416  7.92003179 11.50090239]
--- print(rng:normal({0, 100}, 1))  --> [ 0.94056472 98.04896481]
--- ```
---@param loc? perilune.array_like The mean. (default 0)
---@param scale? perilune.array_like The standard deviation, not negative. (default 1)
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.Generator.normal.options
---@return number|perilune.array x The sample.
---@overload fun(self: perilune.random.Generator, options: perilune.Generator.normal.options): number|perilune.array
function Generator:normal(loc, scale, size, options) end

---@class perilune.Generator.standard_exponential.options
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@field dtype? perilune.dtype float64, or float32, which takes half as many bits and gives other numbers. (default "float64")
---@field method? "zig"|"inv" Ziggurat, or inversion, which takes one draw for each number. (default "zig")
---@field out? perilune.array_like An array to fill and return, of float64 or float32.

--- Exponential numbers of mean 1.
---
--- By the ziggurat method unless method says otherwise.
---
--- ```lua
--- local rng = random.default_rng(42)
--- print(rng:standard_exponential(3))  --> [2.4042086  2.33618966 2.384761  ]
--- ```
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param dtype? perilune.dtype float64, or float32, which takes half as many bits and gives other numbers. (default "float64")
---@param options? perilune.Generator.standard_exponential.options
---@return number|perilune.array x The sample.
---@overload fun(self: perilune.random.Generator, options: perilune.Generator.standard_exponential.options): number|perilune.array
function Generator:standard_exponential(size, dtype, options) end

---@class perilune.Generator.exponential.options
---@field scale? perilune.array_like The mean, not negative; the rate is 1 / scale. (default 1)
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.

--- Exponential numbers.
---
--- `scale * e` with standard exponential e: waiting times between events that come at a rate of 1 / scale.
---
--- ```lua
--- local rng = random.default_rng(42)
--- print(rng:exponential(2, 3))  --> [4.80841721 4.67237931 4.769522  ]
--- ```
---@param scale? perilune.array_like The mean, not negative; the rate is 1 / scale. (default 1)
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.Generator.exponential.options
---@return number|perilune.array x The sample.
---@overload fun(self: perilune.random.Generator, options: perilune.Generator.exponential.options): number|perilune.array
function Generator:exponential(scale, size, options) end

---@class perilune.Generator.choice.options
---@field size? integer|integer[] How many, as a length or a list of lengths; left out, one.
---@field replace? boolean Whether one may be picked again. (default true)
---@field p? perilune.array_like The probability of each; they sum to 1. Left out, all are as likely. (shape (n))
---@field axis? integer The axis of a along which elements are picked. (default 1)
---@field shuffle? boolean Without replacement: whether the order is random as well; false takes less time. (default true)

--- Picks elements at random.
---
--- From an array, size takes the place of the axis in the shape of the result. With probabilities, numbers from 0 to 1 are looked up in their running sums, rounding as NumPy does.
---
--- ```lua
--- local rng = random.default_rng(42)
--- print(rng:choice(5, 8))  --> [1 4 4 3 3 5 1 4]
--- print(rng:choice({10, 20, 30}, 3, {replace = false}))  --> [10. 30. 20.]
--- print(rng:choice(3, 8, {p = {0.1, 0, 0.9}}))  --> [3 3 3 3 3 3 3 3]
--- ```
---@param a integer|perilune.array_like An array, or n for the positions 1 to n.
---@param size? integer|integer[] How many, as a length or a list of lengths; left out, one.
---@param replace? boolean Whether one may be picked again. (default true)
---@param p? perilune.array_like The probability of each; they sum to 1. Left out, all are as likely. (shape (n))
---@param axis? integer The axis of a along which elements are picked. (default 1)
---@param shuffle? boolean Without replacement: whether the order is random as well; false takes less time. (default true)
---@param options? perilune.Generator.choice.options
---@return number|perilune.array c What was picked; from an array with more axes, whole sub-arrays.
---@overload fun(self: perilune.random.Generator, a: integer|perilune.array_like, options: perilune.Generator.choice.options): number|perilune.array
function Generator:choice(a, size, replace, p, axis, shuffle, options) end

---@class perilune.Generator.permutation.options
---@field axis? integer The axis along which sub-arrays are reordered. (default 1)

--- A random order of 1 to n, or of the parts of an array.
---
--- Every order is as likely as any other. Sub-arrays stay whole.
---
--- ```lua
--- local rng = random.default_rng(42)
--- print(rng:permutation(5))  --> [5 3 4 2 1]
--- print(rng:permutation{{1, 2}, {3, 4}, {5, 6}})
--- --> [[3. 4.]
--- -->  [5. 6.]
--- -->  [1. 2.]]
--- ```
---@param x integer|perilune.array_like An array, or n for the positions 1 to n.
---@param axis? integer The axis along which sub-arrays are reordered. (default 1)
---@param options? perilune.Generator.permutation.options
---@return perilune.array y A new array: the positions, or x reordered.
---@overload fun(self: perilune.random.Generator, x: integer|perilune.array_like, options: perilune.Generator.permutation.options): perilune.array
function Generator:permutation(x, axis, options) end

---@class perilune.Generator.shuffle.options
---@field axis? integer The axis along which sub-arrays are reordered. (default 1)

--- Puts the parts of an array in a random order, in place.
---
--- Sub-arrays along the axis change places and stay whole; `Generator:permuted` reorders each lane by itself.
---
--- ```lua
--- local rng = random.default_rng(42)
--- local a = pl.arange(1, 6)
--- rng:shuffle(a)
--- print(a)  --> [5. 3. 4. 2. 1.]
--- ```
---@param x perilune.array_like The array, which must be one that can be written to.
---@param axis? integer The axis along which sub-arrays are reordered. (default 1)
---@param options? perilune.Generator.shuffle.options
---@overload fun(self: perilune.random.Generator, x: perilune.array_like, options: perilune.Generator.shuffle.options)
function Generator:shuffle(x, axis, options) end

---@class perilune.Generator.permuted.options
---@field axis? integer The axis whose lanes are reordered; left out, all elements are.
---@field out? perilune.array_like An array of x's shape and dtype to write to; x itself for in place.

--- Reorders each lane of an array by itself.
---
--- Along an axis, every lane gets an order of its own, where `Generator:permutation` moves whole sub-arrays.
---
--- ```lua
--- local rng = random.default_rng(42)
--- print(rng:permuted({{1, 2, 3}, {4, 5, 6}}, {axis = 2}))
--- --> [[3. 2. 1.]
--- -->  [4. 6. 5.]]
--- ```
---@param x perilune.array_like The array.
---@param options? perilune.Generator.permuted.options
---@return perilune.array y The array, reordered.
function Generator:permuted(x, options) end

--- Random bytes, as a string.
---
--- Each byte is as likely as any other.
---
--- ```lua
--- local rng = random.default_rng(42)
--- print(#rng:bytes(10))  --> 10
--- ```
---@param length integer How many. (0 to 1073741824)
---@return string text The bytes.
function Generator:bytes(length) end

--- Independent generators for parallel work.
---
--- From children of this one's seeds; each call gives new ones.
---
--- ```lua
--- local a, b = table.unpack(random.default_rng(42):spawn(2))
--- print(a:random() == b:random())  --> false
--- ```
---@param n_children integer How many. (0 to 1048576)
---@return table children Generators whose streams have nothing to do with each other or with this one's.
function Generator:spawn(n_children) end

--- A stream of NumPy's legacy numbers.
---@class perilune.random.RandomState
local RandomState = {}

---@class perilune.RandomState.random.options
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.

--- Floats from 0 up to but not including 1.
---
--- Whole multiples of 2^-53, each as likely as any other.
---
--- ```lua
--- print(random.RandomState(42):random(3))  --> [0.37454012 0.95071431 0.73199394]
--- ```
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.RandomState.random.options
---@return number|perilune.array x The sample.
---@overload fun(self: perilune.random.RandomState, options: perilune.RandomState.random.options): number|perilune.array
function RandomState:random(size, options) end

RandomState.random_sample = RandomState.random

--- Floats from 0 up to 1, by lengths.
---
--- As `random.random`, with the lengths one after another.
---
--- ```lua
--- print(random.RandomState(42):rand(2))  --> [0.37454012 0.95071431]
--- ```
---@param ... integer|integer[] The lengths, one after another or as one list; none for one number.
---@return number|perilune.array x The sample.
function RandomState:rand(...) end

--- Standard normal numbers, by lengths.
---
--- As `random.standard_normal`, with the lengths one after another.
---
--- ```lua
--- print(random.RandomState(42):randn(3))  --> [ 0.49671415 -0.1382643   0.64768854]
--- ```
---@param ... integer|integer[] The lengths, one after another or as one list; none for one number.
---@return number|perilune.array x The sample.
function RandomState:randn(...) end

---@class perilune.RandomState.randint.options
---@field high? integer|perilune.array_like One past the highest; left out, low is, and 0 the lowest.
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@field dtype? perilune.dtype int64, int32, uint8 or bool; each draws numbers of its own. (default "int64")

--- Whole numbers in a range.
---
--- Each value is exactly as likely as any other. The range is half-open, as in NumPy: `integers(1, 7)` throws a die. Ends may be arrays, which broadcast to the sample.
---
--- ```lua
--- print(random.RandomState(42):randint(1, 7, 5))  --> [4 5 3 5 5]
--- ```
---@param low integer|perilune.array_like The lowest number.
---@param high? integer|perilune.array_like One past the highest; left out, low is, and 0 the lowest.
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param dtype? perilune.dtype int64, int32, uint8 or bool; each draws numbers of its own. (default "int64")
---@param options? perilune.RandomState.randint.options
---@return integer|perilune.array n The whole numbers.
---@overload fun(self: perilune.random.RandomState, low: integer|perilune.array_like, options: perilune.RandomState.randint.options): integer|perilune.array
function RandomState:randint(low, high, size, dtype, options) end

---@class perilune.RandomState.uniform.options
---@field low? perilune.array_like The lowest number. (default 0)
---@field high? perilune.array_like The upper end; rounding may let it come. (default 1)
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.

--- Floats from low up to high.
---
--- `low + (high - low) * u` with u from 0 up to 1. Parameters may be arrays, which broadcast to the sample.
---
--- ```lua
--- print(random.RandomState(42):uniform(-1, 1, 3))  --> [-0.25091976  0.90142861  0.46398788]
--- ```
---@param low? perilune.array_like The lowest number. (default 0)
---@param high? perilune.array_like The upper end; rounding may let it come. (default 1)
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.RandomState.uniform.options
---@return number|perilune.array x The sample.
---@overload fun(self: perilune.random.RandomState, options: perilune.RandomState.uniform.options): number|perilune.array
function RandomState:uniform(low, high, size, options) end

---@class perilune.RandomState.standard_normal.options
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.

--- Normal numbers of mean 0 and standard deviation 1.
---
--- By the polar method: of each pair the second waits for the next call.
---
--- ```lua
--- print(random.RandomState(42):standard_normal(3))  --> [ 0.49671415 -0.1382643   0.64768854]
--- ```
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.RandomState.standard_normal.options
---@return number|perilune.array x The sample.
---@overload fun(self: perilune.random.RandomState, options: perilune.RandomState.standard_normal.options): number|perilune.array
function RandomState:standard_normal(size, options) end

---@class perilune.RandomState.normal.options
---@field loc? perilune.array_like The mean. (default 0)
---@field scale? perilune.array_like The standard deviation, not negative. (default 1)
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.

--- Normal numbers.
---
--- `loc + scale * z` with standard normal z. Parameters may be arrays, which broadcast to the sample.
---
--- ```lua
--- print(random.RandomState(42):normal(10, 2, 3))  --> [10.99342831  9.7234714  11.29537708]
--- ```
---@param loc? perilune.array_like The mean. (default 0)
---@param scale? perilune.array_like The standard deviation, not negative. (default 1)
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.RandomState.normal.options
---@return number|perilune.array x The sample.
---@overload fun(self: perilune.random.RandomState, options: perilune.RandomState.normal.options): number|perilune.array
function RandomState:normal(loc, scale, size, options) end

---@class perilune.RandomState.standard_exponential.options
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.

--- Exponential numbers of mean 1.
---
--- By inversion.
---
--- ```lua
--- print(random.RandomState(42):standard_exponential(3))  --> [0.46926809 3.01012143 1.31674569]
--- ```
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.RandomState.standard_exponential.options
---@return number|perilune.array x The sample.
---@overload fun(self: perilune.random.RandomState, options: perilune.RandomState.standard_exponential.options): number|perilune.array
function RandomState:standard_exponential(size, options) end

---@class perilune.RandomState.exponential.options
---@field scale? perilune.array_like The mean, not negative; the rate is 1 / scale. (default 1)
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.

--- Exponential numbers.
---
--- `scale * e` with standard exponential e: waiting times between events that come at a rate of 1 / scale.
---
--- ```lua
--- print(random.RandomState(42):exponential(2, 3))  --> [0.93853618 6.02024286 2.63349139]
--- ```
---@param scale? perilune.array_like The mean, not negative; the rate is 1 / scale. (default 1)
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.RandomState.exponential.options
---@return number|perilune.array x The sample.
---@overload fun(self: perilune.random.RandomState, options: perilune.RandomState.exponential.options): number|perilune.array
function RandomState:exponential(scale, size, options) end

---@class perilune.RandomState.choice.options
---@field size? integer|integer[] How many, as a length or a list of lengths; left out, one.
---@field replace? boolean Whether one may be picked again. (default true)
---@field p? perilune.array_like The probability of each; they sum to 1. Left out, all are as likely. (shape (n))

--- Picks elements at random.
---
--- From an array, size takes the place of the axis in the shape of the result. With probabilities, numbers from 0 to 1 are looked up in their running sums, rounding as NumPy does.
---
--- ```lua
--- print(random.RandomState(42):choice(5, 8))  --> [4 5 3 5 5 2 3 3]
--- ```
---@param a integer|perilune.array_like An array, or n for the positions 1 to n.
---@param size? integer|integer[] How many, as a length or a list of lengths; left out, one.
---@param replace? boolean Whether one may be picked again. (default true)
---@param p? perilune.array_like The probability of each; they sum to 1. Left out, all are as likely. (shape (n))
---@param options? perilune.RandomState.choice.options
---@return number|perilune.array c What was picked; from an array with more axes, whole sub-arrays.
---@overload fun(self: perilune.random.RandomState, a: integer|perilune.array_like, options: perilune.RandomState.choice.options): number|perilune.array
function RandomState:choice(a, size, replace, p, options) end

--- A random order of 1 to n, or of the parts of an array.
---
--- Every order is as likely as any other. Sub-arrays stay whole.
---
--- ```lua
--- print(random.RandomState(42):permutation(5))  --> [2 5 3 1 4]
--- ```
---@param x integer|perilune.array_like An array, or n for the positions 1 to n.
---@return perilune.array y A new array: the positions, or x reordered.
function RandomState:permutation(x) end

--- Puts the parts of an array in a random order, in place.
---
--- Sub-arrays along the first axis change places and stay whole.
---
--- ```lua
--- local a = pl.arange(1, 6)
--- random.RandomState(42):shuffle(a)
--- print(a)  --> [2. 5. 3. 1. 4.]
--- ```
---@param x perilune.array_like The array, which must be one that can be written to.
function RandomState:shuffle(x) end

--- Random bytes, as a string.
---
--- Each byte is as likely as any other.
---
--- ```lua
--- print(#random.RandomState(42):bytes(10))  --> 10
--- ```
---@param length integer How many. (0 to 1073741824)
---@return string text The bytes.
function RandomState:bytes(length) end

---@class perilune.RandomState.seed.options
---@field seed? integer|table A whole number below 2^32 or a list of them. Left out, fresh entropy from the operating system.

--- Begins the stream anew.
---
--- The same seed gives the same numbers, NumPy's legacy ones.
---
--- ```lua
--- local rng = random.RandomState(1)
--- rng:seed(42)
--- print(rng:rand())  --> 0.37454011884736
--- ```
---@param seed? integer|table A whole number below 2^32 or a list of them. Left out, fresh entropy from the operating system.
---@param options? perilune.RandomState.seed.options
---@overload fun(self: perilune.random.RandomState, options: perilune.RandomState.seed.options)
function RandomState:seed(seed, options) end

--- The state as a table of names.
---
--- key holds 624 words as an int64 array, pos says which comes next, gauss is the normal number that waits.
---
--- ```lua
--- print(random.RandomState(42):get_state().pos)  --> 624
--- ```
---@return table state What set_state takes.
function RandomState:get_state() end

---@class perilune.RandomState.set_state.options
---@field key? perilune.array_like The 624 words, from 0 to 2^32 - 1.
---@field pos? integer Which of them comes next, counted from 0; 624 when all were drawn. (0 to 624, default 624)
---@field has_gauss? integer 1 when the second number of a normal pair waits. (0 to 1, default 0)
---@field gauss? number That number. (default 0)
---@field bit_generator? "MT19937" Whose state it is. (default "MT19937")

--- Goes to a state that was kept.
---
--- Takes the names that get_state gives, so that its table can be given as it is.
---
--- ```lua
--- local rng = random.RandomState(42)
--- local kept = rng:get_state()
--- local x = rng:rand()
--- rng:set_state(kept)
--- print(rng:rand() == x)  --> true
--- ```
---@param options? perilune.RandomState.set_state.options
function RandomState:set_state(options) end

--- Seeds for one generator or for many.
---@class perilune.random.SeedSequence
---@field entropy perilune.array The seeds as 32-bit words, lowest first.
---@field spawn_key perilune.array Where in the tree of spawned sequences this one stands.
---@field pool_size integer How many words of entropy are kept.
---@field n_children_spawned integer How many children there are.
local SeedSequence = {}

--- Words that a generator can start from.
---
--- The same words each time; a longer answer begins with the shorter one.
---
--- ```lua
--- print(random.SeedSequence(42):generate_state(2))  --> [3444837047 2669555309]
--- ```
---@param n_words integer How many. (0 to 268435456)
---@return perilune.array words Whole numbers from 0 to 2^32 - 1, int64.
function SeedSequence:generate_state(n_words) end

--- Sequences for parallel work.
---
--- Each call gives new ones: they are told apart by their spawn_key.
---
--- ```lua
--- local a, b = table.unpack(random.SeedSequence(42):spawn(2))
--- print(random.default_rng(a):random() == random.default_rng(b):random())  --> false
--- ```
---@param n_children integer How many. (0 to 16777216)
---@return table children Sequences whose streams have nothing to do with each other or with this one's.
function SeedSequence:spawn(n_children) end

--- The usual source of bits.
---@class perilune.random.PCG64
---@field state table The state as a table of names.
local PCG64 = {}

---@class perilune.PCG64.set_state.options
---@field state? string The state, below 2^128, as digits ("12345…" or "0x1f…").
---@field inc? string The odd increment, the same.
---@field has_uint32? integer 1 when half of a drawn word waits for the next 32-bit draw. (0 to 1, default 0)
---@field uinteger? integer That half. (0 to 4294967295, default 0)
---@field bit_generator? "PCG64" Whose state it is. (default "PCG64")

--- Goes to a state that was kept.
---
--- Takes the names of the field state, so that a table of them can be given as it is.
---
--- ```lua
--- local bits = random.PCG64(1)
--- local kept = bits.state
--- local rng = random.Generator(bits)
--- local x = rng:random()
--- bits:set_state(kept)
--- print(rng:random() == x)  --> true
--- ```
---@param options? perilune.PCG64.set_state.options
function PCG64:set_state(options) end

--- Passes by many draws at once.
---
--- Takes as long as 64 draws, however many are passed by. Half of a word that waits is dropped.
---
--- ```lua
--- local bits = random.PCG64(1)
--- bits:advance(1)
--- local second = random.default_rng(1):random(2)[2]
--- print(random.Generator(bits):random() == second)  --> true
--- ```
---@param delta integer How many 64-bit draws to pass by. (at least 0)
function PCG64:advance(delta) end

--- Independent sources for parallel work.
---
--- Each call gives new ones.
---
--- ```lua
--- print(#random.PCG64(1):spawn(3))  --> 3
--- ```
---@param n_children integer How many. (0 to 1048576)
---@return table children Sources of the same kind from children of this one's seeds.
function PCG64:spawn(n_children) end

--- The Mersenne Twister as a source of bits.
---@class perilune.random.MT19937
---@field state table The state as a table of names.
local MT19937 = {}

---@class perilune.MT19937.set_state.options
---@field key? perilune.array_like The 624 words, from 0 to 2^32 - 1.
---@field pos? integer Which of them comes next, counted from 0; 624 when all were drawn. (0 to 624, default 624)
---@field bit_generator? "MT19937" Whose state it is. (default "MT19937")

--- Goes to a state that was kept.
---
--- Takes the names of the field state, so that a table of them can be given as it is.
---
--- ```lua
--- local bits = random.MT19937(1)
--- local kept = bits.state
--- local rng = random.Generator(bits)
--- local x = rng:random()
--- bits:set_state(kept)
--- print(rng:random() == x)  --> true
--- ```
---@param options? perilune.MT19937.set_state.options
function MT19937:set_state(options) end

--- Independent sources for parallel work.
---
--- Each call gives new ones.
---
--- ```lua
--- print(#random.MT19937(1):spawn(3))  --> 3
--- ```
---@param n_children integer How many. (0 to 1048576)
---@return table children Sources of the same kind from children of this one's seeds.
function MT19937:spawn(n_children) end

---@class perilune.random.default_rng.options
---@field seed? integer|table|string|userdata A whole number that is not negative, a list of them, the digits of a large one as text ("12345…" or "0x1f…"), a SeedSequence, a PCG64 or MT19937, or a Generator, which comes back as it is. Left out, fresh entropy from the operating system.

--- A generator of random numbers: where to begin.
---
--- PCG64, seeded as NumPy seeds it: the same seed gives NumPy's numbers bit for bit, from each method of `random.Generator`.
---
--- ```lua
--- local rng = random.default_rng(42)
--- print(rng:random())  --> 0.77395604855596
--- print(rng:integers(1, 7, 5))  --> [4 3 3 6 1]
--- ```
---@param seed? integer|table|string|userdata A whole number that is not negative, a list of them, the digits of a large one as text ("12345…" or "0x1f…"), a SeedSequence, a PCG64 or MT19937, or a Generator, which comes back as it is. Left out, fresh entropy from the operating system.
---@param options? perilune.random.default_rng.options
---@return perilune.random.Generator rng The generator.
---@overload fun(options: perilune.random.default_rng.options): perilune.random.Generator
function random.default_rng(seed, options) end

--- A generator over a source of bits.
---
--- `random.default_rng` makes the usual one.
---
--- ```lua
--- local rng = random.Generator(random.MT19937(42))
--- print(rng:integers(1, 7, 5))  --> [4 6 4 3 1]
--- ```
---@param bit_generator userdata A PCG64 or MT19937, which generators may share.
---@return perilune.random.Generator rng The generator.
function random.Generator(bit_generator) end

---@class perilune.random.SeedSequence.options
---@field entropy? integer|table|string|userdata A whole number that is not negative, a list of them, the digits of a large one as text ("12345…" or "0x1f…"), or a SeedSequence. Left out, fresh entropy from the operating system.
---@field spawn_key? table Where in the tree of `SeedSequence:spawn` this one stands.
---@field pool_size? integer How many 32-bit words of entropy are kept. (4 to 4096, default 4)
---@field n_children_spawned? integer How many children there are already. (at least 0, default 0)

--- Seeds for one generator or for many.
---
--- Mixes its entropy so that near seeds give unrelated streams; `SeedSequence:spawn` gives seeds for parallel work.
---
--- ```lua
--- local seeds = random.SeedSequence(42)
--- print(random.default_rng(seeds):random())  --> 0.77395604855596
--- ```
---@param entropy? integer|table|string|userdata A whole number that is not negative, a list of them, the digits of a large one as text ("12345…" or "0x1f…"), or a SeedSequence. Left out, fresh entropy from the operating system.
---@param options? perilune.random.SeedSequence.options
---@return perilune.random.SeedSequence seeds The sequence.
---@overload fun(options: perilune.random.SeedSequence.options): perilune.random.SeedSequence
function random.SeedSequence(entropy, options) end

---@class perilune.random.PCG64.options
---@field seed? integer|table|string|userdata A whole number that is not negative, a list of them, the digits of a large one as text ("12345…" or "0x1f…"), or a SeedSequence. Left out, fresh entropy from the operating system.

--- The usual source of bits.
---
--- 128 bits of state, 64 bits a step; jumps ahead with `PCG64:advance`.
---
--- ```lua
--- local rng = random.Generator(random.PCG64(42))
--- print(rng:random())  --> 0.77395604855596
--- ```
---@param seed? integer|table|string|userdata A whole number that is not negative, a list of them, the digits of a large one as text ("12345…" or "0x1f…"), or a SeedSequence. Left out, fresh entropy from the operating system.
---@param options? perilune.random.PCG64.options
---@return perilune.random.PCG64 bits The source of bits.
---@overload fun(options: perilune.random.PCG64.options): perilune.random.PCG64
function random.PCG64(seed, options) end

---@class perilune.random.MT19937.options
---@field seed? integer|table|string|userdata A whole number that is not negative, a list of them, the digits of a large one as text ("12345…" or "0x1f…"), or a SeedSequence. Left out, fresh entropy from the operating system.

--- The Mersenne Twister as a source of bits.
---
--- Seeded through a SeedSequence, unlike `random.RandomState`, which seeds it as it always did.
---
--- ```lua
--- local rng = random.Generator(random.MT19937(42))
--- print(rng:random())  --> 0.54199389300627
--- ```
---@param seed? integer|table|string|userdata A whole number that is not negative, a list of them, the digits of a large one as text ("12345…" or "0x1f…"), or a SeedSequence. Left out, fresh entropy from the operating system.
---@param options? perilune.random.MT19937.options
---@return perilune.random.MT19937 bits The source of bits.
---@overload fun(options: perilune.random.MT19937.options): perilune.random.MT19937
function random.MT19937(seed, options) end

---@class perilune.random.random.options
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.

--- Floats from 0 up to but not including 1.
---
--- Whole multiples of 2^-53, each as likely as any other.
---
--- ```lua
--- random.seed(42)
--- print(random.random(3))  --> [0.37454012 0.95071431 0.73199394]
--- ```
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.random.random.options
---@return number|perilune.array x The sample.
---@overload fun(options: perilune.random.random.options): number|perilune.array
function random.random(size, options) end

random.random_sample = random.random

random.ranf = random.random

random.sample = random.random

--- Floats from 0 up to 1, by lengths.
---
--- As `random.random`, with the lengths one after another.
---
--- ```lua
--- random.seed(42)
--- print(random.rand(2, 2))
--- --> [[0.37454012 0.95071431]
--- -->  [0.73199394 0.59865848]]
--- ```
---@param ... integer|integer[] The lengths, one after another or as one list; none for one number.
---@return number|perilune.array x The sample.
function random.rand(...) end

--- Standard normal numbers, by lengths.
---
--- As `random.standard_normal`, with the lengths one after another.
---
--- ```lua
--- random.seed(42)
--- print(random.randn(3))  --> [ 0.49671415 -0.1382643   0.64768854]
--- ```
---@param ... integer|integer[] The lengths, one after another or as one list; none for one number.
---@return number|perilune.array x The sample.
function random.randn(...) end

---@class perilune.random.randint.options
---@field high? integer|perilune.array_like One past the highest; left out, low is, and 0 the lowest.
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@field dtype? perilune.dtype int64, int32, uint8 or bool; each draws numbers of its own. (default "int64")
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.

--- Whole numbers in a range.
---
--- Each value is exactly as likely as any other. The range is half-open, as in NumPy: `integers(1, 7)` throws a die. Ends may be arrays, which broadcast to the sample.
---
--- ```lua
--- random.seed(42)
--- print(random.randint(1, 7, 5))  --> [4 5 3 5 5]
--- ```
---@param low integer|perilune.array_like The lowest number.
---@param high? integer|perilune.array_like One past the highest; left out, low is, and 0 the lowest.
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param dtype? perilune.dtype int64, int32, uint8 or bool; each draws numbers of its own. (default "int64")
---@param options? perilune.random.randint.options
---@return integer|perilune.array n The whole numbers.
---@overload fun(low: integer|perilune.array_like, options: perilune.random.randint.options): integer|perilune.array
function random.randint(low, high, size, dtype, options) end

---@class perilune.random.uniform.options
---@field low? perilune.array_like The lowest number. (default 0)
---@field high? perilune.array_like The upper end; rounding may let it come. (default 1)
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.

--- Floats from low up to high.
---
--- `low + (high - low) * u` with u from 0 up to 1. Parameters may be arrays, which broadcast to the sample.
---
--- ```lua
--- random.seed(42)
--- print(random.uniform(-1, 1, 3))  --> [-0.25091976  0.90142861  0.46398788]
--- ```
---@param low? perilune.array_like The lowest number. (default 0)
---@param high? perilune.array_like The upper end; rounding may let it come. (default 1)
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.random.uniform.options
---@return number|perilune.array x The sample.
---@overload fun(options: perilune.random.uniform.options): number|perilune.array
function random.uniform(low, high, size, options) end

---@class perilune.random.standard_normal.options
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.

--- Normal numbers of mean 0 and standard deviation 1.
---
--- By the polar method: of each pair the second waits for the next call.
---
--- ```lua
--- random.seed(42)
--- print(random.standard_normal(3))  --> [ 0.49671415 -0.1382643   0.64768854]
--- ```
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.random.standard_normal.options
---@return number|perilune.array x The sample.
---@overload fun(options: perilune.random.standard_normal.options): number|perilune.array
function random.standard_normal(size, options) end

---@class perilune.random.normal.options
---@field loc? perilune.array_like The mean. (default 0)
---@field scale? perilune.array_like The standard deviation, not negative. (default 1)
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.

--- Normal numbers.
---
--- `loc + scale * z` with standard normal z. Parameters may be arrays, which broadcast to the sample.
---
--- ```lua
--- print(random.normal(10, 2, 3, {rng = 42}))  --> [10.99342831  9.7234714  11.29537708]
--- ```
---@param loc? perilune.array_like The mean. (default 0)
---@param scale? perilune.array_like The standard deviation, not negative. (default 1)
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.random.normal.options
---@return number|perilune.array x The sample.
---@overload fun(options: perilune.random.normal.options): number|perilune.array
function random.normal(loc, scale, size, options) end

---@class perilune.random.standard_exponential.options
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.

--- Exponential numbers of mean 1.
---
--- By inversion.
---
--- ```lua
--- random.seed(42)
--- print(random.standard_exponential(3))  --> [0.46926809 3.01012143 1.31674569]
--- ```
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.random.standard_exponential.options
---@return number|perilune.array x The sample.
---@overload fun(options: perilune.random.standard_exponential.options): number|perilune.array
function random.standard_exponential(size, options) end

---@class perilune.random.exponential.options
---@field scale? perilune.array_like The mean, not negative; the rate is 1 / scale. (default 1)
---@field size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.

--- Exponential numbers.
---
--- `scale * e` with standard exponential e: waiting times between events that come at a rate of 1 / scale.
---
--- ```lua
--- random.seed(42)
--- print(random.exponential(2, 3))  --> [0.93853618 6.02024286 2.63349139]
--- ```
---@param scale? perilune.array_like The mean, not negative; the rate is 1 / scale. (default 1)
---@param size? integer|integer[] A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.
---@param options? perilune.random.exponential.options
---@return number|perilune.array x The sample.
---@overload fun(options: perilune.random.exponential.options): number|perilune.array
function random.exponential(scale, size, options) end

---@class perilune.random.choice.options
---@field size? integer|integer[] How many, as a length or a list of lengths; left out, one.
---@field replace? boolean Whether one may be picked again. (default true)
---@field p? perilune.array_like The probability of each; they sum to 1. Left out, all are as likely. (shape (n))
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.

--- Picks elements at random.
---
--- From an array, size takes the place of the axis in the shape of the result. With probabilities, numbers from 0 to 1 are looked up in their running sums, rounding as NumPy does.
---
--- ```lua
--- random.seed(42)
--- print(random.choice({10, 20, 30}, 5))  --> [30. 10. 30. 30. 10.]
--- ```
---@param a integer|perilune.array_like An array, or n for the positions 1 to n.
---@param size? integer|integer[] How many, as a length or a list of lengths; left out, one.
---@param replace? boolean Whether one may be picked again. (default true)
---@param p? perilune.array_like The probability of each; they sum to 1. Left out, all are as likely. (shape (n))
---@param options? perilune.random.choice.options
---@return number|perilune.array c What was picked; from an array with more axes, whole sub-arrays.
---@overload fun(a: integer|perilune.array_like, options: perilune.random.choice.options): number|perilune.array
function random.choice(a, size, replace, p, options) end

---@class perilune.random.permutation.options
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.

--- A random order of 1 to n, or of the parts of an array.
---
--- Every order is as likely as any other. Sub-arrays stay whole.
---
--- ```lua
--- random.seed(42)
--- print(random.permutation(5))  --> [2 5 3 1 4]
--- ```
---@param x integer|perilune.array_like An array, or n for the positions 1 to n.
---@param options? perilune.random.permutation.options
---@return perilune.array y A new array: the positions, or x reordered.
function random.permutation(x, options) end

---@class perilune.random.shuffle.options
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.

--- Puts the parts of an array in a random order, in place.
---
--- Sub-arrays along the first axis change places and stay whole.
---
--- ```lua
--- random.seed(42)
--- local a = pl.arange(1, 6)
--- random.shuffle(a)
--- print(a)  --> [2. 5. 3. 1. 4.]
--- ```
---@param x perilune.array_like The array, which must be one that can be written to.
---@param options? perilune.random.shuffle.options
function random.shuffle(x, options) end

---@class perilune.random.bytes.options
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.

--- Random bytes, as a string.
---
--- Each byte is as likely as any other.
---
--- ```lua
--- print(#random.bytes(10))  --> 10
--- ```
---@param length integer How many. (0 to 1073741824)
---@param options? perilune.random.bytes.options
---@return string text The bytes.
function random.bytes(length, options) end

---@class perilune.random.seed.options
---@field seed? integer|table A whole number below 2^32 or a list of them. Left out, fresh entropy from the operating system.

--- Begins the stream anew.
---
--- The same seed gives the same numbers, NumPy's legacy ones.
---
--- ```lua
--- random.seed(42)
--- print(random.rand())  --> 0.37454011884736
--- ```
---@param seed? integer|table A whole number below 2^32 or a list of them. Left out, fresh entropy from the operating system.
---@param options? perilune.random.seed.options
---@overload fun(options: perilune.random.seed.options)
function random.seed(seed, options) end

--- The state as a table of names.
---
--- key holds 624 words as an int64 array, pos says which comes next, gauss is the normal number that waits.
---
--- ```lua
--- random.seed(42)
--- print(random.get_state().pos)  --> 624
--- ```
---@return table state What set_state takes.
function random.get_state() end

---@class perilune.random.set_state.options
---@field key? perilune.array_like The 624 words, from 0 to 2^32 - 1.
---@field pos? integer Which of them comes next, counted from 0; 624 when all were drawn. (0 to 624, default 624)
---@field has_gauss? integer 1 when the second number of a normal pair waits. (0 to 1, default 0)
---@field gauss? number That number. (default 0)
---@field bit_generator? "MT19937" Whose state it is. (default "MT19937")

--- Goes to a state that was kept.
---
--- Takes the names that get_state gives, so that its table can be given as it is.
---
--- ```lua
--- local kept = random.get_state()
--- local x = random.rand()
--- random.set_state(kept)
--- print(random.rand() == x)  --> true
--- ```
---@param options? perilune.random.set_state.options
function random.set_state(options) end

---@class perilune.random.RandomState.options
---@field seed? integer|table A whole number below 2^32 or a list of them. Left out, fresh entropy from the operating system.

--- A stream of NumPy's legacy numbers.
---
--- What `random.seed` and the functions of the module draw from, as an object of one's own. `random.default_rng` is faster and better.
---
--- ```lua
--- local rng = random.RandomState(42)
--- print(rng:rand())  --> 0.37454011884736
--- ```
---@param seed? integer|table A whole number below 2^32 or a list of them. Left out, fresh entropy from the operating system.
---@param options? perilune.random.RandomState.options
---@return perilune.random.RandomState rng The stream.
---@overload fun(options: perilune.random.RandomState.options): perilune.random.RandomState
function random.RandomState(seed, options) end

-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Statistics: describing samples.
---@class perilune.stats
local stats = {}

---@class perilune.stats.DescribeResult
---@field nobs integer|perilune.array How many elements; with nan_policy "omit" and nan in the data, one number per slice.
---@field [1] integer|perilune.array
---@field minmax table The smallest and the largest element.
---@field [2] table
---@field mean number|perilune.array Their mean.
---@field [3] number|perilune.array
---@field variance number|perilune.array Their variance, with divisor nobs - ddof.
---@field [4] number|perilune.array
---@field skewness number|perilune.array The third standardised moment; nan for equal elements.
---@field [5] number|perilune.array
---@field kurtosis number|perilune.array The fourth standardised moment less 3, its value for a normal distribution.
---@field [6] number|perilune.array
---@field unpack fun(self): ...any

---@class perilune.stats.describe.options
---@field axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@field ddof? integer What is taken off the number of elements to divide the variance by. (default 1)
---@field bias? boolean Whether skewness and kurtosis stay as they are; false corrects them for the size of the sample. (default true)
---@field nan_policy? "propagate"|"omit"|"raise" What nan does: makes its slice nan, is left out, is an error. (default "propagate")

--- Number, extremes, mean, variance, skewness and kurtosis of a sample.
---
--- Two passes over the data, summed in float64; integers and booleans have float64 results, float32 stays float32.
---
--- ```lua
--- print(stats.describe{1, 2, 3, 4})
--- -->     nobs: 4
--- -->   minmax: min: 1.0
--- -->           max: 4.0
--- -->     mean: 2.5
--- --> variance: 1.6666666666667
--- --> skewness: 0.0
--- --> kurtosis: -1.36
--- ```
---@param a perilune.array_like The sample, real and not empty.
---@param axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@param ddof? integer What is taken off the number of elements to divide the variance by. (default 1)
---@param bias? boolean Whether skewness and kurtosis stay as they are; false corrects them for the size of the sample. (default true)
---@param nan_policy? "propagate"|"omit"|"raise" What nan does: makes its slice nan, is left out, is an error. (default "propagate")
---@param options? perilune.stats.describe.options
---@return perilune.stats.DescribeResult res The statistics; arrays when the data have more axes.
---@overload fun(a: perilune.array_like, options: perilune.stats.describe.options): perilune.stats.DescribeResult
function stats.describe(a, axis, ddof, bias, nan_policy, options) end

-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Statistics: describing samples, tests of hypotheses, distributions.
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

---@class perilune.stats.TtestResult
---@field statistic number|perilune.array The t statistic.
---@field [1] number|perilune.array
---@field pvalue number|perilune.array The probability of one as extreme under the hypothesis.
---@field [2] number|perilune.array
---@field df number|perilune.array The degrees of freedom.
---@field unpack fun(self): ...any

---@class perilune.stats.KstestResult
---@field statistic number|perilune.array The largest distance of the two distribution functions.
---@field [1] number|perilune.array
---@field pvalue number|perilune.array The probability of one as large under the hypothesis.
---@field [2] number|perilune.array
---@field statistic_location number|perilune.array Where the distance is attained.
---@field statistic_sign number|perilune.array 1 where the first function lies above, -1 where it lies below.
---@field unpack fun(self): ...any

---@class perilune.stats.MannwhitneyuResult
---@field statistic number|perilune.array U of the first sample: in how many pairs it has the larger element, ties for one half.
---@field [1] number|perilune.array
---@field pvalue number|perilune.array The probability of one as extreme under the hypothesis.
---@field [2] number|perilune.array
---@field unpack fun(self): ...any

---@class perilune.stats.PearsonRResult
---@field statistic number|perilune.array The correlation coefficient.
---@field [1] number|perilune.array
---@field pvalue number|perilune.array The probability of one as extreme for independent normal samples.
---@field [2] number|perilune.array
---@field unpack fun(self): ...any

---@class perilune.stats.SignificanceResult
---@field statistic number|perilune.array The coefficient; a matrix for more than two variables.
---@field [1] number|perilune.array
---@field pvalue number|perilune.array The probability of one as extreme for independent samples.
---@field [2] number|perilune.array
---@field unpack fun(self): ...any

---@class perilune.stats.Chi2ContingencyResult
---@field statistic number The test statistic.
---@field [1] number
---@field pvalue number The probability of one as large under independence.
---@field [2] number
---@field dof integer The degrees of freedom.
---@field [3] integer
---@field expected_freq perilune.array The counts that independence would lead to.
---@field [4] perilune.array
---@field unpack fun(self): ...any

--- A distribution whose parameters are fixed.
---@class perilune.stats.rv_frozen
local rv_frozen = {}

--- The distribution function, P(X <= x).
---
--- With its full relative accuracy in the lower tail.
---
--- ```lua
--- print(stats.norm(1, 2):cdf(-19))  --> 7.6198530241605e-24
--- ```
---@param x perilune.array_like Where.
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_frozen:cdf(x) end

--- The logarithm of the distribution function.
---
--- Goes on where the function itself has vanished, for those laws that know how.
---
--- ```lua
--- print(stats.norm():logcdf(-100))  --> -5005.5242086942
--- ```
---@param x perilune.array_like Where.
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_frozen:logcdf(x) end

--- The survival function, P(X > x).
---
--- 1 - cdf(x), computed so that it keeps its relative accuracy in the upper tail.
---
--- ```lua
--- print(stats.expon():sf(50))  --> 1.9287498479639e-22
--- ```
---@param x perilune.array_like Where.
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_frozen:sf(x) end

--- The logarithm of the survival function.
---
--- As accurate in the upper tail as logcdf in the lower.
---
--- ```lua
--- print(stats.expon():logsf(5000))  --> -5000.0
--- ```
---@param x perilune.array_like Where.
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_frozen:logsf(x) end

--- Quantiles: the smallest x with cdf(x) >= q.
---
--- q outside of 0 to 1 gives NaN.
---
--- ```lua
--- print(stats.norm():ppf(0.975))  --> 1.9599639845401
--- ```
---@param q perilune.array_like Probabilities.
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_frozen:ppf(q) end

--- Upper quantiles: the smallest x with sf(x) <= q.
---
--- More accurate than ppf(1 - q) for small q.
---
--- ```lua
--- print(stats.norm():isf(1e-20))  --> 9.2623400897984
--- ```
---@param q perilune.array_like Probabilities.
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_frozen:isf(q) end

---@class perilune.rv_frozen.rvs.options
---@field size? integer|integer[] The shape of the sample; left out, that of the parameters.
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.

--- Random numbers of the distribution.
---
--- One number where neither a size nor a parameter asks for more. The stream is used as NumPy and SciPy use theirs: the same seed gives the same numbers.
---
--- ```lua
--- print(stats.norm():rvs(3, {rng = 1}))  --> [ 1.62434536 -0.61175641 -0.52817175]
--- ```
---@param size? integer|integer[] The shape of the sample; left out, that of the parameters.
---@param options? perilune.rv_frozen.rvs.options
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
---@overload fun(self: perilune.stats.rv_frozen, options: perilune.rv_frozen.rvs.options): number|perilune.array
function rv_frozen:rvs(size, options) end

--- The mean.
---
--- Infinite or NaN where there is none.
---
--- ```lua
--- print(stats.gamma(3):mean())  --> 3.0
--- ```
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_frozen:mean() end

--- The variance.
---
--- Infinite or NaN where there is none.
---
--- ```lua
--- print(stats.gamma(3):var())  --> 3.0
--- ```
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_frozen:var() end

--- The standard deviation.
---
--- The square root of the variance.
---
--- ```lua
--- print(stats.norm(0, 2):std())  --> 2.0
--- ```
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_frozen:std() end

--- The median, ppf(0.5).
---
--- Half of the probability lies on each side.
---
--- ```lua
--- print(stats.expon():median())  --> 0.69314718055995
--- ```
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_frozen:median() end

--- The differential entropy, or entropy, in nats.
---
--- By a closed form where there is one, else by quadrature or summation.
---
--- ```lua
--- print(stats.norm():entropy())  --> 1.4189385332047
--- ```
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_frozen:entropy() end

--- The ends of the support.
---
--- Two numbers or arrays.
---
--- ```lua
--- print(stats.beta(2, 3):support())  --> 0.0	1.0
--- ```
---@return number|perilune.array low The lower end. (shape (...))
---@return number|perilune.array high The upper end. (shape (...))
function rv_frozen:support() end

---@class perilune.rv_frozen.stats.options
---@field moments? string Which: m mean, v variance, s skewness, k kurtosis. (default "mv")

--- Mean, variance, skewness and kurtosis.
---
--- As many results as letters in `moments`; the kurtosis of the normal distribution is 0.
---
--- ```lua
--- print(stats.expon():stats{moments = "mvsk"})  --> 1.0	1.0	2.0	6.0
--- ```
---@param options? perilune.rv_frozen.stats.options
---@return any  One for each letter.
function rv_frozen:stats(options) end

--- A moment about 0, the mean of x^order.
---
--- By closed forms where there are any, else by quadrature or summation.
---
--- ```lua
--- print(stats.norm(1, 2):moment(2))  --> 5.0
--- ```
---@param order integer The power. (0 to 100)
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_frozen:moment(order) end

--- The interval with equal tails that holds a share.
---
--- From ppf((1 - confidence) / 2) to ppf((1 + confidence) / 2).
---
--- ```lua
--- print(stats.norm():interval(0.95))  --> -1.9599639845401	1.9599639845401
--- ```
---@param confidence perilune.array_like The share, from 0 to 1.
---@return number|perilune.array low The lower end. (shape (...))
---@return number|perilune.array high The upper end. (shape (...))
function rv_frozen:interval(confidence) end

---@class perilune.rv_frozen.expect.options
---@field func? function The function; left out, x itself. (x -> number)
---@field lb? number Lower end; left out, that of the support.
---@field ub? number Upper end; left out, that of the support.
---@field conditional? boolean Whether to divide by the probability of the interval. (default false)

--- The mean of a function of the variable.
---
--- By adaptive quadrature over pieces between quantiles, or by summation outward from the median.
---
--- ```lua
--- print(stats.binom(4, 0.5):expect(function(x) return x * x end))  --> 5.0
--- ```
---@param func? function The function; left out, x itself. (x -> number)
---@param lb? number Lower end; left out, that of the support.
---@param ub? number Upper end; left out, that of the support.
---@param conditional? boolean Whether to divide by the probability of the interval. (default false)
---@param options? perilune.rv_frozen.expect.options
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
---@overload fun(self: perilune.stats.rv_frozen, options: perilune.rv_frozen.expect.options): number|perilune.array
function rv_frozen:expect(func, lb, ub, conditional, options) end

--- A continuous distribution whose parameters are fixed.
---@class perilune.stats.rv_continuous_frozen: perilune.stats.rv_frozen
local rv_continuous_frozen = {}

--- The density, or probability mass, at x.
---
--- 0 outside the support. Broadcasts over arrays of x and of parameters.
---
--- ```lua
--- print(stats.norm():pdf(0))  --> 0.39894228040143
--- ```
---@param x perilune.array_like Where.
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_continuous_frozen:pdf(x) end

--- The logarithm of the density or probability mass.
---
--- Minus infinity outside the support; does not vanish where the density itself does.
---
--- ```lua
--- print(stats.norm():logpdf(100))  --> -5000.9189385332
--- ```
---@param x perilune.array_like Where.
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_continuous_frozen:logpdf(x) end

--- A discrete distribution whose parameters are fixed.
---@class perilune.stats.rv_discrete_frozen: perilune.stats.rv_frozen
local rv_discrete_frozen = {}

--- The density, or probability mass, at x.
---
--- 0 outside the support. Broadcasts over arrays of x and of parameters.
---
--- ```lua
--- print(stats.poisson(2):pmf(0))  --> 0.13533528323661
--- ```
---@param x perilune.array_like Where.
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_discrete_frozen:pmf(x) end

--- The logarithm of the density or probability mass.
---
--- Minus infinity outside the support; does not vanish where the density itself does.
---
--- ```lua
--- print(stats.poisson(2):logpmf(0))  --> -2.0
--- ```
---@param x perilune.array_like Where.
---@return number|perilune.array y A number, or an array where an argument is one. (shape (...))
function rv_discrete_frozen:logpmf(x) end

--- A density estimated by normal kernels.
---@class perilune.stats.gaussian_kde
---@field factor number The bandwidth, a multiple of the data's deviation.
---@field neff number The effective number of observations.
---@field d number The number of dimensions.
---@field n number The number of observations.
---@field scotts_factor number The factor by Scott's rule.
---@field silverman_factor number The factor by Silverman's rule.
---@field covariance perilune.array The covariance matrix of the kernels.
---@field dataset perilune.array The observations, (d, n).
---@field weights perilune.array How much each counts; their sum is 1.
---@overload fun(points: perilune.array_like): perilune.array
local gaussian_kde = {}

--- The density at some points.
---
--- The sum of the kernels, in time n for each point.
---
--- ```lua
--- local kde = stats.gaussian_kde{0, 1, 3}
--- print(kde:evaluate{1})  --> [0.21489537]
--- ```
---@param points perilune.array_like Numbers, or a (d, m) matrix with one point in each column.
---@return perilune.array y One value for each point.
function gaussian_kde:evaluate(points) end

--- The density at some points.
---
--- The sum of the kernels, in time n for each point.
---
--- ```lua
--- local kde = stats.gaussian_kde{0, 1, 3}
--- print(kde:pdf{1})  --> [0.21489537]
--- ```
---@param points perilune.array_like Numbers, or a (d, m) matrix with one point in each column.
---@return perilune.array y One value for each point.
function gaussian_kde:pdf(points) end

--- The logarithm of the density at some points.
---
--- The sum of the kernels, in time n for each point.
---
--- ```lua
--- local kde = stats.gaussian_kde{0, 1, 3}
--- print(kde:logpdf{1})  --> [-1.53760404]
--- ```
---@param points perilune.array_like Numbers, or a (d, m) matrix with one point in each column.
---@return perilune.array y One value for each point.
function gaussian_kde:logpdf(points) end

--- The probability of an interval.
---
--- Of an estimate in one dimension.
---
--- ```lua
--- local kde = stats.gaussian_kde{0, 1, 3}
--- print(kde:integrate_box_1d(-100, 100))  --> 1.0
--- ```
---@param low number The lower end.
---@param high number The upper end.
---@return number p The probability of the interval.
function gaussian_kde:integrate_box_1d(low, high) end

--- The integral of the estimate times a normal density.
---
--- In closed form.
---
--- ```lua
--- local kde = stats.gaussian_kde({-1, 1}, {bw_method = 1})
--- print(kde:integrate_gaussian(0, 1))  --> 0.19496965572274
--- ```
---@param mean perilune.array_like The mean of the normal density.
---@param cov perilune.array_like Its covariance matrix; a number in one dimension.
---@return number y The integral of the product.
function gaussian_kde:integrate_gaussian(mean, cov) end

--- The integral of the product of two estimates.
---
--- In closed form.
---
--- ```lua
--- local kde = stats.gaussian_kde({-1, 1}, {bw_method = 1})
--- print(kde:integrate_kde(kde))  --> 0.16022825123014
--- ```
---@param other perilune.stats.gaussian_kde Another estimate.
---@return number y The integral of the product.
function gaussian_kde:integrate_kde(other) end

---@class perilune.gaussian_kde.resample.options
---@field size? integer How many; left out, the effective number of observations. (at least 0)
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.

--- Random points from the estimate.
---
--- An observation by its weight, moved by a normal deviate of the kernels' covariance.
---
--- ```lua
--- print(stats.gaussian_kde({1, 2, 3}):resample(4, {rng = 1}).shape)  --> {1, 4}
--- ```
---@param size? integer How many; left out, the effective number of observations. (at least 0)
---@param options? perilune.gaussian_kde.resample.options
---@return perilune.array sample A (d, size) matrix. (shape (d, size))
---@overload fun(self: perilune.stats.gaussian_kde, options: perilune.gaussian_kde.resample.options): perilune.array
function gaussian_kde:resample(size, options) end

---@class perilune.gaussian_kde.set_bandwidth.options
---@field bw_method? number|"scott"|"silverman"|function The bandwidth as a multiple of the data's deviation: a rule, a number, or a function that gives one. ({n, d, neff} -> number, default "scott")

--- Sets the bandwidth anew.
---
--- As the constructor does.
---
--- ```lua
--- local kde = stats.gaussian_kde{0, 1, 3}
--- kde:set_bandwidth(0.5)
--- print(kde.factor)  --> 0.5
--- ```
---@param bw_method? number|"scott"|"silverman"|function The bandwidth as a multiple of the data's deviation: a rule, a number, or a function that gives one. ({n, d, neff} -> number, default "scott")
---@param options? perilune.gaussian_kde.set_bandwidth.options
---@overload fun(self: perilune.stats.gaussian_kde, options: perilune.gaussian_kde.set_bandwidth.options)
function gaussian_kde:set_bandwidth(bw_method, options) end

---@class perilune.stats.describe.options
---@field axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@field ddof? integer What is taken off the number of elements to divide the variance by. (default 1)
---@field bias? boolean Whether skewness and kurtosis stay as they are; false corrects them for the size of the sample. (default true)
---@field nan_policy? "propagate"|"omit"|"raise" What nan does: makes its result nan, is left out, is an error. (default "propagate")

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
---@param nan_policy? "propagate"|"omit"|"raise" What nan does: makes its result nan, is left out, is an error. (default "propagate")
---@param options? perilune.stats.describe.options
---@return perilune.stats.DescribeResult res The statistics; arrays when the data have more axes.
---@overload fun(a: perilune.array_like, options: perilune.stats.describe.options): perilune.stats.DescribeResult
function stats.describe(a, axis, ddof, bias, nan_policy, options) end

---@class perilune.stats.ttest_1samp.options
---@field axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@field nan_policy? "propagate"|"omit"|"raise" What nan does: makes its result nan, is left out, is an error. (default "propagate")
---@field alternative? "two-sided"|"less"|"greater" What is held against the hypothesis. (default "two-sided")
---@field keepdims? boolean Whether the axis stays, with length 1. (default false)

--- Whether a sample has a given mean: Student's t-test.
---
--- The hypothesis is that the expected value is popmean.
---
--- ```lua
--- local t, p = pl.unpack(stats.ttest_1samp({5.1, 4.9, 5.6, 5.8, 6.0}, 5))
--- print(t, p)  --> 2.3040737315391	0.082568296745774
--- ```
---@param a perilune.array_like The sample.
---@param popmean perilune.array_like The mean that the hypothesis claims; one for each test.
---@param axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@param options? perilune.stats.ttest_1samp.options
---@return perilune.stats.TtestResult res statistic and pvalue, which unpack, df, and `confidence_interval(level)`.
---@overload fun(a: perilune.array_like, popmean: perilune.array_like, options: perilune.stats.ttest_1samp.options): perilune.stats.TtestResult
function stats.ttest_1samp(a, popmean, axis, options) end

---@class perilune.stats.ttest_rel.options
---@field axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@field nan_policy? "propagate"|"omit"|"raise" What nan does: makes its result nan, is left out, is an error. (default "propagate")
---@field alternative? "two-sided"|"less"|"greater" What is held against the hypothesis. (default "two-sided")
---@field keepdims? boolean Whether the axis stays, with length 1. (default false)

--- Whether paired samples have the same mean: the paired t-test.
---
--- The test of one sample for the differences of the pairs, whose mean is 0 under the hypothesis.
---
--- ```lua
--- print(stats.ttest_rel({1, 2, 3, 4}, {2, 3, 4, 6}).pvalue)  --> 0.015392438073302
--- ```
---@param a perilune.array_like The first of each pair.
---@param b perilune.array_like The second of each pair, of the same shape.
---@param axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@param options? perilune.stats.ttest_rel.options
---@return perilune.stats.TtestResult res statistic and pvalue, which unpack, df, and `confidence_interval(level)`.
---@overload fun(a: perilune.array_like, b: perilune.array_like, options: perilune.stats.ttest_rel.options): perilune.stats.TtestResult
function stats.ttest_rel(a, b, axis, options) end

---@class perilune.stats.ttest_ind.options
---@field axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@field equal_var? boolean Whether the variances are taken to be equal; false is Welch's test. (default true)
---@field nan_policy? "propagate"|"omit"|"raise" What nan does: makes its result nan, is left out, is an error. (default "propagate")
---@field permutations? number The p-value from so many random relabellings, or from all where there are fewer; infinity: all. Left out or 0: from the t distribution. (at least 0)
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.
---@field alternative? "two-sided"|"less"|"greater" What is held against the hypothesis. (default "two-sided")
---@field trim? number The share cut off each end of the samples, as Yuen's test does. (at least 0, below 0.5, default 0)
---@field keepdims? boolean Whether the axis stays, with length 1. (default false)

--- Whether two independent samples have the same mean: the t-test.
---
--- With equal variances by the pooled one; `equal_var = false` is Welch's test, which does not assume them equal; `trim` is Yuen's for long tails.
---
--- ```lua
--- local res = stats.ttest_ind({1, 2, 3, 4}, {3, 4, 5, 6, 9}, {equal_var = false})
--- print(res)
--- --> statistic: -2.3864743019106
--- -->    pvalue: 0.051486663315399
--- -->        df: 6.4366445095553
--- ```
---@param a perilune.array_like One sample.
---@param b perilune.array_like The other; it may have another length along the axis.
---@param axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@param equal_var? boolean Whether the variances are taken to be equal; false is Welch's test. (default true)
---@param options? perilune.stats.ttest_ind.options
---@return perilune.stats.TtestResult res statistic and pvalue, which unpack, df, and `confidence_interval(level)`.
---@overload fun(a: perilune.array_like, b: perilune.array_like, options: perilune.stats.ttest_ind.options): perilune.stats.TtestResult
function stats.ttest_ind(a, b, axis, equal_var, options) end

---@class perilune.stats.ttest_ind_from_stats.options
---@field equal_var? boolean Whether the variances are taken to be equal; false is Welch's test. (default true)
---@field alternative? "two-sided"|"less"|"greater" What is held against the hypothesis. (default "two-sided")

--- The t-test of two samples of which means, deviations and sizes are known.
---
--- What `stats.ttest_ind` computes from the samples themselves.
---
--- ```lua
--- print(stats.ttest_ind_from_stats(15, 1, 10, 13, 2, 12).pvalue)  --> 0.0094797173213381
--- ```
---@param mean1 perilune.array_like Mean of the first sample.
---@param std1 perilune.array_like Its standard deviation, with divisor n - 1.
---@param nobs1 perilune.array_like Its size.
---@param mean2 perilune.array_like Mean of the second sample.
---@param std2 perilune.array_like Its standard deviation.
---@param nobs2 perilune.array_like Its size.
---@param equal_var? boolean Whether the variances are taken to be equal; false is Welch's test. (default true)
---@param options? perilune.stats.ttest_ind_from_stats.options
---@return perilune.stats.TtestResult res statistic and pvalue, which unpack, df, and `confidence_interval(level)`.
---@overload fun(mean1: perilune.array_like, std1: perilune.array_like, nobs1: perilune.array_like, mean2: perilune.array_like, std2: perilune.array_like, nobs2: perilune.array_like, options: perilune.stats.ttest_ind_from_stats.options): perilune.stats.TtestResult
function stats.ttest_ind_from_stats(mean1, std1, nobs1, mean2, std2, nobs2, equal_var, options) end

---@class perilune.stats.ks_2samp.options
---@field alternative? "two-sided"|"less"|"greater" What is held against the hypothesis. (default "two-sided")
---@field method? "auto"|"exact"|"asymp" How the p-value is found; auto: exactly for up to 10,000 elements. (default "auto")
---@field mode? "auto"|"exact"|"asymp" The same as method.
---@field axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@field nan_policy? "propagate"|"omit"|"raise" What nan does: makes its result nan, is left out, is an error. (default "propagate")
---@field keepdims? boolean Whether the axis stays, with length 1. (default false)

--- Whether two samples come from one distribution: Kolmogorov and Smirnov's test.
---
--- The statistic is the largest distance between the two empirical distribution functions; with "less" or "greater" the largest by which the first lies below or above the second.
---
--- ```lua
--- print(stats.ks_2samp({1, 2, 3, 4}, {3.5, 4.5, 5.5}).pvalue)  --> 0.22857142857143
--- ```
---@param data1 perilune.array_like One sample.
---@param data2 perilune.array_like The other; the lengths may differ.
---@param axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@param options? perilune.stats.ks_2samp.options
---@return perilune.stats.KstestResult res statistic and pvalue, which unpack, and where the distance is.
---@overload fun(data1: perilune.array_like, data2: perilune.array_like, options: perilune.stats.ks_2samp.options): perilune.stats.KstestResult
function stats.ks_2samp(data1, data2, axis, options) end

---@class perilune.stats.ks_1samp.options
---@field args? number|table Shape parameters, loc and scale of a named distribution, or further arguments of the function: one or a list of them.
---@field alternative? "two-sided"|"less"|"greater" What is held against the hypothesis. (default "two-sided")
---@field method? "auto"|"exact"|"approx"|"asymp" How the p-value is found; auto: exactly. (default "auto")
---@field mode? "auto"|"exact"|"approx"|"asymp" The same as method.

--- Whether a sample comes from a given distribution: Kolmogorov's test.
---
--- The distribution is continuous and wholly known: parameters estimated from the sample itself make the p-value too large.
---
--- ```lua
--- print(stats.ks_1samp({-0.5, 0.1, 0.7}, stats.norm.cdf).statistic)  --> 0.30853753872599
--- ```
---@param x perilune.array_like The sample, all axes together.
---@param cdf string|function The distribution function, called with numbers, or a distribution's name. (x -> number)
---@param options? perilune.stats.ks_1samp.options
---@return perilune.stats.KstestResult res statistic and pvalue, which unpack, and where the distance is.
function stats.ks_1samp(x, cdf, options) end

---@class perilune.stats.kstest.options
---@field args? number|table Shape parameters, loc and scale of a named distribution, or further arguments of the function: one or a list of them.
---@field N? integer The size of the sample that is drawn. (at least 1, default 20)
---@field rng? integer|userdata What draws: a Generator, a RandomState, or the seed of a new RandomState. Left out, the stream that `random.seed` begins.
---@field seed? integer|userdata The same as rng.
---@field random_state? integer|userdata The same as rng.
---@field alternative? "two-sided"|"less"|"greater" What is held against the hypothesis. (default "two-sided")
---@field method? "auto"|"exact"|"approx"|"asymp" How the p-value is found; auto: exactly for up to 10,000 elements. (default "auto")
---@field mode? "auto"|"exact"|"approx"|"asymp" The same as method.

--- Kolmogorov and Smirnov's test, of one sample or of two.
---
--- `stats.ks_1samp` where cdf is a function or a name, `stats.ks_2samp` where it is a sample.
---
--- ```lua
--- print(stats.kstest({-0.5, 0.1, 0.7}, "norm", {args = {0, 1}}).statistic)  --> 0.30853753872599
--- ```
---@param rvs perilune.array_like|string The sample, or the name of a distribution to draw one of N from.
---@param cdf perilune.array_like|string|function The distribution function, called with numbers, a distribution's name, or a second sample. (x -> number)
---@param options? perilune.stats.kstest.options
---@return perilune.stats.KstestResult res statistic and pvalue, which unpack, and where the distance is.
function stats.kstest(rvs, cdf, options) end

---@class perilune.stats.mannwhitneyu.options
---@field use_continuity? boolean Whether the asymptotic statistic is moved by 1/2 to the middle. (default true)
---@field alternative? "two-sided"|"less"|"greater" What is held against the hypothesis. (default "two-sided")
---@field axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@field method? "auto"|"asymptotic"|"exact" How the p-value is found; auto: exactly where one sample has at most 8 elements and there are no ties. (default "auto")
---@field nan_policy? "propagate"|"omit"|"raise" What nan does: makes its result nan, is left out, is an error. (default "propagate")
---@field keepdims? boolean Whether the axis stays, with length 1. (default false)

--- Whether one of two samples tends to be larger: Mann and Whitney's U test.
---
--- Compares ranks, so any increasing transformation gives the same. The exact method takes ties as they come and is then an approximation.
---
--- ```lua
--- local u, p = pl.unpack(stats.mannwhitneyu({19, 22, 16, 29, 24}, {20, 11, 17, 12}))
--- print(u, p)  --> 17.0	0.11111111111111
--- ```
---@param x perilune.array_like One sample.
---@param y perilune.array_like The other; the lengths may differ.
---@param use_continuity? boolean Whether the asymptotic statistic is moved by 1/2 to the middle. (default true)
---@param axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@param options? perilune.stats.mannwhitneyu.options
---@return perilune.stats.MannwhitneyuResult res statistic and pvalue, which unpack.
---@overload fun(x: perilune.array_like, y: perilune.array_like, options: perilune.stats.mannwhitneyu.options): perilune.stats.MannwhitneyuResult
function stats.mannwhitneyu(x, y, use_continuity, axis, options) end

---@class perilune.stats.pearsonr.options
---@field alternative? "two-sided"|"less"|"greater" What is held against the hypothesis. (default "two-sided")
---@field axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@field nan_policy? "propagate"|"omit"|"raise" What nan does: makes its result nan, is left out, is an error. (default "propagate")
---@field keepdims? boolean Whether the axis stays, with length 1. (default false)

--- The linear correlation of two samples, and whether it is there at all.
---
--- The p-value is exact for normal samples. Constant samples have no correlation: nan, with a warning.
---
--- ```lua
--- local r, p = pl.unpack(stats.pearsonr({1, 2, 3, 4, 5}, {1, 3, 2, 5, 4}))
--- print(r, p)  --> 0.8	0.10408803866183
--- ```
---@param x perilune.array_like One sample, of at least two elements.
---@param y perilune.array_like The other, of the same length.
---@param axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@param options? perilune.stats.pearsonr.options
---@return perilune.stats.PearsonRResult res statistic and pvalue, which unpack, and `confidence_interval(level)`.
---@overload fun(x: perilune.array_like, y: perilune.array_like, options: perilune.stats.pearsonr.options): perilune.stats.PearsonRResult
function stats.pearsonr(x, y, axis, options) end

---@class perilune.stats.spearmanr.options
---@field b? perilune.array_like The other sample, or further variables.
---@field axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@field nan_policy? "propagate"|"omit"|"raise" What nan does: makes its result nan, is left out, is an error. (default "propagate")
---@field alternative? "two-sided"|"less"|"greater" What is held against the hypothesis. (default "two-sided")

--- The rank correlation of Spearman.
---
--- Pearson's correlation of the ranks, ties sharing their mean rank; the p-value is that of a t distribution. More than two variables give matrices.
---
--- ```lua
--- print(stats.spearmanr({1, 2, 3, 4, 5}, {1, 3, 2, 5, 4}).statistic)  --> 0.8
--- ```
---@param a perilune.array_like One sample, or a matrix whose columns (rows, with axis 2) are variables.
---@param b? perilune.array_like The other sample, or further variables.
---@param axis? integer|perilune.none The axis along which a sample lies; pl.none: all elements are one. (default 1)
---@param options? perilune.stats.spearmanr.options
---@return perilune.stats.SignificanceResult res statistic and pvalue, which unpack.
---@overload fun(a: perilune.array_like, options: perilune.stats.spearmanr.options): perilune.stats.SignificanceResult
function stats.spearmanr(a, b, axis, options) end

---@class perilune.stats.kendalltau.options
---@field nan_policy? "propagate"|"omit"|"raise" What nan does: makes its result nan, is left out, is an error. (default "propagate")
---@field method? "auto"|"asymptotic"|"exact" How the p-value is found; auto: exactly without ties for up to 33 pairs, or next to a perfect order. (default "auto")
---@field variant? "b"|"c" Which tau: b counts ties out, c is for tables with unequal sides. (default "b")
---@field alternative? "two-sided"|"less"|"greater" What is held against the hypothesis. (default "two-sided")

--- The rank correlation of Kendall.
---
--- The pairs in agreement less those in disagreement, over all; counted in time n log(n).
---
--- ```lua
--- print(stats.kendalltau({1, 2, 3, 4, 5}, {1, 3, 2, 5, 4}).statistic)  --> 0.6
--- ```
---@param x perilune.array_like One sample, all axes together.
---@param y perilune.array_like The other, with as many elements.
---@param options? perilune.stats.kendalltau.options
---@return perilune.stats.SignificanceResult res statistic and pvalue, which unpack.
function stats.kendalltau(x, y, options) end

---@class perilune.stats.chi2_contingency.options
---@field correction? boolean Whether each count moves by 1/2 towards what is expected where there is one degree of freedom (Yates). (default true)
---@field lambda_? number|"pearson"|"log-likelihood"|"freeman-tukey"|"mod-log-likelihood"|"neyman"|"cressie-read" The power of the divergence, or the name of one; left out, Pearson's statistic.

--- Whether the axes of a table of counts are independent.
---
--- Compares the counts with the products of the margins, by Pearson's chi-squared or another statistic of the power divergence family.
---
--- ```lua
--- print(stats.chi2_contingency{{10, 10, 20}, {20, 20, 20}}.pvalue)  --> 0.2493522087773
--- ```
---@param observed perilune.array_like The counts, of any number of axes; none negative.
---@param correction? boolean Whether each count moves by 1/2 towards what is expected where there is one degree of freedom (Yates). (default true)
---@param lambda_? number|"pearson"|"log-likelihood"|"freeman-tukey"|"mod-log-likelihood"|"neyman"|"cressie-read" The power of the divergence, or the name of one; left out, Pearson's statistic.
---@param options? perilune.stats.chi2_contingency.options
---@return perilune.stats.Chi2ContingencyResult res The test, in SciPy's order.
---@overload fun(observed: perilune.array_like, options: perilune.stats.chi2_contingency.options): perilune.stats.Chi2ContingencyResult
function stats.chi2_contingency(observed, correction, lambda_, options) end

---@class perilune.stats.gaussian_kde.options
---@field bw_method? number|"scott"|"silverman"|function The bandwidth as a multiple of the data's deviation: a rule, a number, or a function that gives one. ({n, d, neff} -> number, default "scott")
---@field weights? perilune.array_like How much each observation counts; left out, all the same.

--- A density estimated by normal kernels around observations.
---
--- The kernels have the covariance of the data, times the square of a factor: Scott's rule takes n^(-1/(d+4)).
---
--- ```lua
--- local kde = stats.gaussian_kde{0, 1, 3}
--- print(kde{1})  --> [0.21489537]
--- ```
---@param dataset perilune.array_like The observations: numbers, or a (d, n) matrix with one in each column.
---@param bw_method? number|"scott"|"silverman"|function The bandwidth as a multiple of the data's deviation: a rule, a number, or a function that gives one. ({n, d, neff} -> number, default "scott")
---@param options? perilune.stats.gaussian_kde.options
---@return perilune.stats.gaussian_kde kde The estimate.
---@overload fun(dataset: perilune.array_like, options: perilune.stats.gaussian_kde.options): perilune.stats.gaussian_kde
function stats.gaussian_kde(dataset, bw_method, options) end

---@class perilune.stats.norm.options
---@field loc? perilune.array_like The location: added to the standard form. (default 0)
---@field scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)

--- The normal distribution.
---
--- loc is the mean and scale the standard deviation. `stats.norm(loc, scale)` fixes both; `stats.norm.cdf(x, loc, scale)` and the other functions take them behind their own arguments.
---
--- ```lua
--- print(stats.norm.cdf(2, {loc = 1, scale = 2}), stats.norm(1, 2):cdf(2))  --> 0.69146246127401	0.69146246127401
--- ```
---@param loc? perilune.array_like The location: added to the standard form. (default 0)
---@param scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)
---@param options? perilune.stats.norm.options
---@return perilune.stats.rv_continuous_frozen frozen The distribution with these parameters.
---@overload fun(options: perilune.stats.norm.options): perilune.stats.rv_continuous_frozen
function stats.norm(loc, scale, options) end

---@class perilune.stats.t.options
---@field loc? perilune.array_like The location: added to the standard form. (default 0)
---@field scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)

--- Student's t distribution.
---
--- The normal distribution is its limit for large df.
---
--- ```lua
--- print(stats.t.cdf(1, 1))  --> 0.75
--- ```
---@param df perilune.array_like Degrees of freedom, positive, possibly infinite.
---@param loc? perilune.array_like The location: added to the standard form. (default 0)
---@param scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)
---@param options? perilune.stats.t.options
---@return perilune.stats.rv_continuous_frozen frozen The distribution with these parameters.
---@overload fun(df: perilune.array_like, options: perilune.stats.t.options): perilune.stats.rv_continuous_frozen
function stats.t(df, loc, scale, options) end

---@class perilune.stats.chi2.options
---@field loc? perilune.array_like The location: added to the standard form. (default 0)
---@field scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)

--- The chi-squared distribution.
---
--- Of a sum of df squares of standard normal variables.
---
--- ```lua
--- print(stats.chi2.isf(0.05, 1))  --> 3.8414588206941
--- ```
---@param df perilune.array_like Degrees of freedom, positive.
---@param loc? perilune.array_like The location: added to the standard form. (default 0)
---@param scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)
---@param options? perilune.stats.chi2.options
---@return perilune.stats.rv_continuous_frozen frozen The distribution with these parameters.
---@overload fun(df: perilune.array_like, options: perilune.stats.chi2.options): perilune.stats.rv_continuous_frozen
function stats.chi2(df, loc, scale, options) end

---@class perilune.stats.f.options
---@field loc? perilune.array_like The location: added to the standard form. (default 0)
---@field scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)

--- The F distribution of Fisher and Snedecor.
---
--- Of the ratio of two chi-squared variables, each over its degrees of freedom.
---
--- ```lua
--- print(stats.f.sf(3, 2, 2))  --> 0.25
--- ```
---@param dfn perilune.array_like Degrees of freedom of the numerator, positive.
---@param dfd perilune.array_like Degrees of freedom of the denominator, positive.
---@param loc? perilune.array_like The location: added to the standard form. (default 0)
---@param scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)
---@param options? perilune.stats.f.options
---@return perilune.stats.rv_continuous_frozen frozen The distribution with these parameters.
---@overload fun(dfn: perilune.array_like, dfd: perilune.array_like, options: perilune.stats.f.options): perilune.stats.rv_continuous_frozen
function stats.f(dfn, dfd, loc, scale, options) end

---@class perilune.stats.beta.options
---@field loc? perilune.array_like The location: added to the standard form. (default 0)
---@field scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)

--- The beta distribution.
---
--- Density x^(a-1) (1-x)^(b-1) / B(a, b) between 0 and 1.
---
--- ```lua
--- print(stats.beta(2, 3):mean())  --> 0.4
--- ```
---@param a perilune.array_like Shape, positive.
---@param b perilune.array_like Second shape, positive.
---@param loc? perilune.array_like The location: added to the standard form. (default 0)
---@param scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)
---@param options? perilune.stats.beta.options
---@return perilune.stats.rv_continuous_frozen frozen The distribution with these parameters.
---@overload fun(a: perilune.array_like, b: perilune.array_like, options: perilune.stats.beta.options): perilune.stats.rv_continuous_frozen
function stats.beta(a, b, loc, scale, options) end

---@class perilune.stats.gamma.options
---@field loc? perilune.array_like The location: added to the standard form. (default 0)
---@field scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)

--- The gamma distribution.
---
--- Density x^(a-1) exp(-x) / gamma(a); with rate r, scale is 1 / r.
---
--- ```lua
--- print(stats.gamma.sf(2, 1))  --> 0.13533528323661
--- ```
---@param a perilune.array_like Shape, positive.
---@param loc? perilune.array_like The location: added to the standard form. (default 0)
---@param scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)
---@param options? perilune.stats.gamma.options
---@return perilune.stats.rv_continuous_frozen frozen The distribution with these parameters.
---@overload fun(a: perilune.array_like, options: perilune.stats.gamma.options): perilune.stats.rv_continuous_frozen
function stats.gamma(a, loc, scale, options) end

---@class perilune.stats.expon.options
---@field loc? perilune.array_like The location: added to the standard form. (default 0)
---@field scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)

--- The exponential distribution.
---
--- Density exp(-x); with rate r, scale is 1 / r.
---
--- ```lua
--- print(stats.expon.sf(3, {scale = 3}))  --> 0.36787944117144
--- ```
---@param loc? perilune.array_like The location: added to the standard form. (default 0)
---@param scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)
---@param options? perilune.stats.expon.options
---@return perilune.stats.rv_continuous_frozen frozen The distribution with these parameters.
---@overload fun(options: perilune.stats.expon.options): perilune.stats.rv_continuous_frozen
function stats.expon(loc, scale, options) end

---@class perilune.stats.uniform.options
---@field loc? perilune.array_like The location: added to the standard form. (default 0)
---@field scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)

--- The uniform distribution.
---
--- Between loc and loc + scale.
---
--- ```lua
--- print(stats.uniform(2, 4):support())  --> 2.0	6.0
--- ```
---@param loc? perilune.array_like The location: added to the standard form. (default 0)
---@param scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)
---@param options? perilune.stats.uniform.options
---@return perilune.stats.rv_continuous_frozen frozen The distribution with these parameters.
---@overload fun(options: perilune.stats.uniform.options): perilune.stats.rv_continuous_frozen
function stats.uniform(loc, scale, options) end

---@class perilune.stats.lognorm.options
---@field loc? perilune.array_like The location: added to the standard form. (default 0)
---@field scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)

--- The lognormal distribution.
---
--- exp of a normal variable of mean log(scale) and standard deviation s.
---
--- ```lua
--- print(stats.lognorm(1, {scale = 5}):median())  --> 5.0
--- ```
---@param s perilune.array_like The standard deviation of the logarithm, positive.
---@param loc? perilune.array_like The location: added to the standard form. (default 0)
---@param scale? perilune.array_like The scale: the standard form is multiplied by it. Positive. (default 1)
---@param options? perilune.stats.lognorm.options
---@return perilune.stats.rv_continuous_frozen frozen The distribution with these parameters.
---@overload fun(s: perilune.array_like, options: perilune.stats.lognorm.options): perilune.stats.rv_continuous_frozen
function stats.lognorm(s, loc, scale, options) end

---@class perilune.stats.binom.options
---@field loc? perilune.array_like The location: added to the standard form. (default 0)

--- The binomial distribution.
---
--- Of the number of successes in n independent trials.
---
--- ```lua
--- print(stats.binom.pmf(1, 2, 0.5))  --> 0.5
--- ```
---@param n perilune.array_like How many trials, a whole number.
---@param p perilune.array_like The probability of a success.
---@param loc? perilune.array_like The location: added to the standard form. (default 0)
---@param options? perilune.stats.binom.options
---@return perilune.stats.rv_discrete_frozen frozen The distribution with these parameters.
---@overload fun(n: perilune.array_like, p: perilune.array_like, options: perilune.stats.binom.options): perilune.stats.rv_discrete_frozen
function stats.binom(n, p, loc, options) end

---@class perilune.stats.poisson.options
---@field loc? perilune.array_like The location: added to the standard form. (default 0)

--- The Poisson distribution.
---
--- Of the number of rare independent events.
---
--- ```lua
--- print(stats.poisson.pmf({0, 1, 2}, 2))  --> [0.13533528 0.27067057 0.27067057]
--- ```
---@param mu perilune.array_like The mean, not negative.
---@param loc? perilune.array_like The location: added to the standard form. (default 0)
---@param options? perilune.stats.poisson.options
---@return perilune.stats.rv_discrete_frozen frozen The distribution with these parameters.
---@overload fun(mu: perilune.array_like, options: perilune.stats.poisson.options): perilune.stats.rv_discrete_frozen
function stats.poisson(mu, loc, options) end

-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Distances and dissimilarities between vectors.
---@class perilune.spatial.distance
local distance = {}

---@class perilune.spatial.distance.cdist.options
---@field metric? "braycurtis"|"canberra"|"chebyshev"|"cityblock"|"correlation"|"cosine"|"dice"|"euclidean"|"hamming"|"jaccard"|"jensenshannon"|"kulczynski1"|"mahalanobis"|"matching"|"minkowski"|"rogerstanimoto"|"russellrao"|"seuclidean"|"sokalmichener"|"sokalsneath"|"sqeuclidean"|"yule"|function How distances are measured: a word, or a function of two vectors that gives a number. (u, v -> number, default "euclidean")
---@field p? number For "minkowski": the power of the differences that is added up, 2 by default; math.huge for the largest difference. (above 0)
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@field V? perilune.array_like For "seuclidean": variances of the components; by default those of all points, with divisor n - 1. (shape (d))
---@field VI? perilune.array_like For "mahalanobis": the inverse of the covariance matrix; by default that of all points. (shape (d, d))
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Distances between two sets of points.
---
--- With "correlation", means are taken off each point first. "dice", "kulczynski1", "rogerstanimoto", "russellrao", "sokalmichener", "sokalsneath" and "yule" compare booleans: what is not 0 is true. Cosines and correlations come from one matrix product.
---
--- ```lua
--- local D = spatial.distance.cdist({{0, 0}, {3, 4}}, {{0, 0}, {6, 8}})
--- print(D)
--- --> [[ 0. 10.]
--- -->  [ 5.  5.]]
--- print(spatial.distance.cdist({{0, 0}}, {{3, 4}}, "cityblock")(1, 1))  --> 7.0
--- ```
---@param XA perilune.array_like Points, one per row. (shape (m, d))
---@param XB perilune.array_like Other points. (shape (n, d))
---@param metric? "braycurtis"|"canberra"|"chebyshev"|"cityblock"|"correlation"|"cosine"|"dice"|"euclidean"|"hamming"|"jaccard"|"jensenshannon"|"kulczynski1"|"mahalanobis"|"matching"|"minkowski"|"rogerstanimoto"|"russellrao"|"seuclidean"|"sokalmichener"|"sokalsneath"|"sqeuclidean"|"yule"|function How distances are measured: a word, or a function of two vectors that gives a number. (u, v -> number, default "euclidean")
---@param options? perilune.spatial.distance.cdist.options
---@return perilune.array D The distance from each point of XA (rows) to each of XB (columns). (shape (m, n))
---@overload fun(XA: perilune.array_like, XB: perilune.array_like, options: perilune.spatial.distance.cdist.options): perilune.array
function distance.cdist(XA, XB, metric, options) end

---@class perilune.spatial.distance.pdist.options
---@field metric? "braycurtis"|"canberra"|"chebyshev"|"cityblock"|"correlation"|"cosine"|"dice"|"euclidean"|"hamming"|"jaccard"|"jensenshannon"|"kulczynski1"|"mahalanobis"|"matching"|"minkowski"|"rogerstanimoto"|"russellrao"|"seuclidean"|"sokalmichener"|"sokalsneath"|"sqeuclidean"|"yule"|function How distances are measured: a word, or a function of two vectors that gives a number. (u, v -> number, default "euclidean")
---@field p? number For "minkowski": the power of the differences that is added up, 2 by default; math.huge for the largest difference. (above 0)
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@field V? perilune.array_like For "seuclidean": variances of the components; by default those of all points, with divisor n - 1. (shape (d))
---@field VI? perilune.array_like For "mahalanobis": the inverse of the covariance matrix; by default that of all points. (shape (d, d))
---@field out? perilune.array_like An array of the result's shape that receives the values; it is returned.

--- Distances between all pairs of points.
---
--- The metrics are those of `spatial.distance.cdist`.
---
--- ```lua
--- local d = spatial.distance.pdist{{0, 0}, {3, 4}, {6, 8}}
--- print(d)  --> [ 5. 10.  5.]
--- print(spatial.distance.pdist({{0, 1}, {1, 1}}, function(u, v) return (u - v):sum() end))  --> [-1.]
--- ```
---@param X perilune.array_like Points, one per row. (shape (n, d))
---@param metric? "braycurtis"|"canberra"|"chebyshev"|"cityblock"|"correlation"|"cosine"|"dice"|"euclidean"|"hamming"|"jaccard"|"jensenshannon"|"kulczynski1"|"mahalanobis"|"matching"|"minkowski"|"rogerstanimoto"|"russellrao"|"seuclidean"|"sokalmichener"|"sokalsneath"|"sqeuclidean"|"yule"|function How distances are measured: a word, or a function of two vectors that gives a number. (u, v -> number, default "euclidean")
---@param options? perilune.spatial.distance.pdist.options
---@return perilune.array d The distances between points 1 and 2, 1 and 3 … 2 and 3 …; `spatial.distance.squareform` makes a matrix of them. (shape (n (n - 1) / 2))
---@overload fun(X: perilune.array_like, options: perilune.spatial.distance.pdist.options): perilune.array
function distance.pdist(X, metric, options) end

---@class perilune.spatial.distance.squareform.options
---@field force? "no"|"tomatrix"|"tovector" "tomatrix" and "tovector" say which way it goes; "no" goes by X. (default "no")
---@field checks? boolean Whether a matrix must be symmetric with zeros on its diagonal. (default true)

--- Distances of all pairs as a matrix, or such a matrix as a vector.
---
--- The vector holds the upper triangle, row by row.
---
--- ```lua
--- print(spatial.distance.squareform{5, 10, 5})
--- --> [[ 0.  5. 10.]
--- -->  [ 5.  0.  5.]
--- -->  [10.  5.  0.]]
--- print(spatial.distance.squareform{{0, 2}, {2, 0}})  --> [2.]
--- ```
---@param X perilune.array_like Distances as pdist gives them, or a symmetric matrix.
---@param force? "no"|"tomatrix"|"tovector" "tomatrix" and "tovector" say which way it goes; "no" goes by X. (default "no")
---@param checks? boolean Whether a matrix must be symmetric with zeros on its diagonal. (default true)
---@param options? perilune.spatial.distance.squareform.options
---@return perilune.array Y The other form, of the same dtype.
---@overload fun(X: perilune.array_like, options: perilune.spatial.distance.squareform.options): perilune.array
function distance.squareform(X, force, checks, options) end

---@class perilune.spatial.distance.euclidean.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- The length of the difference.
---
--- The root of the sum of squares.
---
--- ```lua
--- print(spatial.distance.euclidean({0, 0}, {3, 4}))  --> 5.0
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.euclidean.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.euclidean.options): number
function distance.euclidean(u, v, w, options) end

---@class perilune.spatial.distance.sqeuclidean.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- The squared length of the difference.
---
--- The sum of squares.
---
--- ```lua
--- print(spatial.distance.sqeuclidean({0, 0}, {3, 4}))  --> 25.0
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.sqeuclidean.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.sqeuclidean.options): number
function distance.sqeuclidean(u, v, w, options) end

--- The euclidean distance in units of standard deviations.
---
--- Each squared difference is divided by a variance.
---
--- ```lua
--- print(spatial.distance.seuclidean({0, 0}, {3, 4}, {9, 16}))  --> 1.4142135623731
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param V perilune.array_like Variances of the components, above 0. (shape (d))
---@return number d Their distance.
function distance.seuclidean(u, v, V) end

---@class perilune.spatial.distance.cityblock.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- The sum of the differences.
---
--- Also known as the Manhattan distance.
---
--- ```lua
--- print(spatial.distance.cityblock({0, 0}, {3, 4}))  --> 7.0
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.cityblock.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.cityblock.options): number
function distance.cityblock(u, v, w, options) end

---@class perilune.spatial.distance.chebyshev.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- The largest difference.
---
--- Components of weight 0 do not count.
---
--- ```lua
--- print(spatial.distance.chebyshev({0, 0}, {3, 4}))  --> 4.0
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.chebyshev.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.chebyshev.options): number
function distance.chebyshev(u, v, w, options) end

---@class perilune.spatial.distance.minkowski.options
---@field p? number The power; math.huge for the largest difference. (above 0, default 2)
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- The p-norm of the difference.
---
--- p = 1 is cityblock, p = 2 euclidean; below 1 it is no metric.
---
--- ```lua
--- print(spatial.distance.minkowski({0, 0}, {3, 4}, 1))  --> 7.0
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param p? number The power; math.huge for the largest difference. (above 0, default 2)
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.minkowski.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.minkowski.options): number
function distance.minkowski(u, v, p, w, options) end

---@class perilune.spatial.distance.cosine.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- 1 - the cosine of the angle.
---
--- nan for a vector of zeros.
---
--- ```lua
--- print(spatial.distance.cosine({1, 0}, {0, 2}))  --> 1.0
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.cosine.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.cosine.options): number
function distance.cosine(u, v, w, options) end

---@class perilune.spatial.distance.correlation.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@field centered? boolean Whether the means are taken off first. (default true)

--- 1 - the correlation coefficient.
---
--- nan for a constant vector.
---
--- ```lua
--- print(spatial.distance.correlation({1, 2, 3}, {3, 2, 1}))  --> 2.0
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param centered? boolean Whether the means are taken off first. (default true)
---@param options? perilune.spatial.distance.correlation.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.correlation.options): number
function distance.correlation(u, v, w, centered, options) end

--- The euclidean distance where the covariance is the unit.
---
--- The root of (u - v) VI (u - v).
---
--- ```lua
--- print(spatial.distance.mahalanobis({0, 0}, {3, 4}, {{1, 0}, {0, 1}}))  --> 5.0
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param VI perilune.array_like The inverse of the covariance matrix. (shape (d, d))
---@return number d Their distance.
function distance.mahalanobis(u, v, VI) end

---@class perilune.spatial.distance.canberra.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- The sum of the relative differences.
---
--- |u - v| / (|u| + |v|) for each component, 0 where both are 0.
---
--- ```lua
--- print(spatial.distance.canberra({1, 0}, {3, 0}))  --> 0.5
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.canberra.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.canberra.options): number
function distance.canberra(u, v, w, options) end

---@class perilune.spatial.distance.braycurtis.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- The sum of the differences over the sum of the sums.
---
--- sum of |u - v| / sum of |u + v|.
---
--- ```lua
--- print(spatial.distance.braycurtis({1, 0}, {3, 4}))  --> 0.75
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.braycurtis.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.braycurtis.options): number
function distance.braycurtis(u, v, w, options) end

---@class perilune.spatial.distance.hamming.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- The share of components that differ.
---
--- Equality is exact.
---
--- ```lua
--- print(spatial.distance.hamming({1, 0, 2}, {1, 1, 2}) * 3)  --> 1.0
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.hamming.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.hamming.options): number
function distance.hamming(u, v, w, options) end

---@class perilune.spatial.distance.jaccard.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- The share of components that differ, among those not 0 in both.
---
--- 0 when all are 0.
---
--- ```lua
--- print(spatial.distance.jaccard({1, 0, 0}, {1, 1, 0}))  --> 0.5
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.jaccard.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.jaccard.options): number
function distance.jaccard(u, v, w, options) end

---@class perilune.spatial.distance.jensenshannon.options
---@field base? number Of the logarithms; e by default. (above 0)
---@field axis? integer Along which the distributions lie; the first by default. (default 1)
---@field keepdims? boolean Whether the axis stays, with length 1. (default false)

--- The distance between two distributions.
---
--- The root of the mean of the divergences of p and q from the distribution in the middle, each divided by its sum first. Between 0 and the root of log(2).
---
--- ```lua
--- print(pl.round(spatial.distance.jensenshannon({1, 0}, {0, 1}, 2), 12))  --> 1.0
--- print(spatial.distance.jensenshannon({1, 2}, {2, 4}))  --> 0.0
--- ```
---@param p perilune.array_like A distribution, or several; what is not 1 in sum is divided by it.
---@param q perilune.array_like Others, of a shape that fits.
---@param base? number Of the logarithms; e by default. (above 0)
---@param options? perilune.spatial.distance.jensenshannon.options
---@return number|perilune.array d Their distances; a number for two vectors.
---@overload fun(p: perilune.array_like, q: perilune.array_like, options: perilune.spatial.distance.jensenshannon.options): number|perilune.array
function distance.jensenshannon(p, q, base, options) end

---@class perilune.spatial.distance.dice.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- Dice's dissimilarity of booleans.
---
--- What is not 0 counts as true.
---
--- ```lua
--- print(spatial.distance.dice({1, 0, 1, 1}, {1, 1, 0, 1}))  --> 0.33333333333333
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.dice.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.dice.options): number
function distance.dice(u, v, w, options) end

---@class perilune.spatial.distance.kulczynski1.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- Kulczynski's first similarity of booleans.
---
--- What is not 0 counts as true.
---
--- ```lua
--- print(spatial.distance.kulczynski1({1, 0, 1, 1}, {1, 1, 0, 1}))  --> 1.0
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.kulczynski1.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.kulczynski1.options): number
function distance.kulczynski1(u, v, w, options) end

---@class perilune.spatial.distance.rogerstanimoto.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- Rogers' and Tanimoto's dissimilarity of booleans.
---
--- What is not 0 counts as true.
---
--- ```lua
--- print(spatial.distance.rogerstanimoto({1, 0, 1, 1}, {1, 1, 0, 1}))  --> 0.66666666666667
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.rogerstanimoto.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.rogerstanimoto.options): number
function distance.rogerstanimoto(u, v, w, options) end

---@class perilune.spatial.distance.russellrao.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- Russell's and Rao's dissimilarity of booleans.
---
--- What is not 0 counts as true.
---
--- ```lua
--- print(spatial.distance.russellrao({1, 0, 1, 1}, {1, 1, 0, 1}))  --> 0.5
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.russellrao.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.russellrao.options): number
function distance.russellrao(u, v, w, options) end

---@class perilune.spatial.distance.sokalmichener.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- Sokal's and Michener's dissimilarity of booleans.
---
--- What is not 0 counts as true.
---
--- ```lua
--- print(spatial.distance.sokalmichener({1, 0, 1, 1}, {1, 1, 0, 1}))  --> 0.66666666666667
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.sokalmichener.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.sokalmichener.options): number
function distance.sokalmichener(u, v, w, options) end

---@class perilune.spatial.distance.sokalsneath.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- Sokal's and Sneath's dissimilarity of booleans.
---
--- What is not 0 counts as true.
---
--- ```lua
--- print(spatial.distance.sokalsneath({1, 0, 1, 1}, {1, 1, 0, 1}))  --> 0.66666666666667
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.sokalsneath.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.sokalsneath.options): number
function distance.sokalsneath(u, v, w, options) end

---@class perilune.spatial.distance.yule.options
---@field w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))

--- Yule's dissimilarity of booleans.
---
--- What is not 0 counts as true.
---
--- ```lua
--- print(spatial.distance.yule({1, 0, 1, 0}, {1, 1, 0, 0}))  --> 1.0
--- ```
---@param u perilune.array_like One vector. (shape (d))
---@param v perilune.array_like The other. (shape (d))
---@param w? perilune.array_like Weights of the components, not negative; 1 each by default. (shape (d))
---@param options? perilune.spatial.distance.yule.options
---@return number d Their distance.
---@overload fun(u: perilune.array_like, v: perilune.array_like, options: perilune.spatial.distance.yule.options): number
function distance.yule(u, v, w, options) end

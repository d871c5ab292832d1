-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Points in space: neighbours and distances.
---@class perilune.spatial
---@field distance perilune.spatial.distance Distances and dissimilarities between vectors.
local spatial = {}

--- A k-d tree.
---@class perilune.spatial.KDTree
---@field data perilune.array The points.
---@field n integer The number of points.
---@field m integer The number of dimensions.
---@field leafsize integer The size that is not divided further.
---@field size integer The number of nodes.
---@field boxsize nil|perilune.array The lengths of a periodic box.
---@field mins perilune.array The lower corner of the points.
---@field maxes perilune.array The upper corner of the points.
local KDTree = {}

---@class perilune.KDTree.query.options
---@field k? integer|table How many neighbours; a list asks for the first, third … of them by number. (at least 1, default 1)
---@field eps? number How much answers may be off: by a factor of at most 1 + eps. (at least 0, finite, default 0)
---@field p? number Which p-norm measures distances; math.huge for the largest difference. (at least 1, default 2)
---@field distance_upper_bound? number Only points nearer than this count. (at least 0, default inf)
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- The nearest points.
---
--- Of equally near points those with smaller positions come first. Many points in one call are shared out among the threads.
---
--- ```lua
--- local tree = spatial.KDTree{{0, 0}, {3, 4}, {6, 8}}
--- print(tree:query({0, 1}))  --> 1.0	1
--- local d, i = tree:query({{0, 0}, {6, 7}}, 2)
--- print(i)
--- --> [[1 2]
--- -->  [3 2]]
--- ```
---@param x perilune.array_like Points to start from. (shape (..., m))
---@param k? integer|table How many neighbours; a list asks for the first, third … of them by number. (at least 1, default 1)
---@param eps? number How much answers may be off: by a factor of at most 1 + eps. (at least 0, finite, default 0)
---@param p? number Which p-norm measures distances; math.huge for the largest difference. (at least 1, default 2)
---@param distance_upper_bound? number Only points nearer than this count. (at least 0, default inf)
---@param workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)
---@param options? perilune.KDTree.query.options
---@return number|perilune.array d Distances, nearest first; infinite where there are too few points. (shape (..., k))
---@return integer|perilune.array i Positions of the neighbours from 1; 0 where there are too few. (shape (..., k))
---@overload fun(self: perilune.spatial.KDTree, x: perilune.array_like, options: perilune.KDTree.query.options): number|perilune.array, integer|perilune.array
function KDTree:query(x, k, eps, p, distance_upper_bound, workers, options) end

---@class perilune.KDTree.query_ball_point.options
---@field p? number Which p-norm measures distances; math.huge for the largest difference. (at least 1, default 2)
---@field eps? number How much answers may be off: by a factor of at most 1 + eps. (at least 0, finite, default 0)
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)
---@field return_sorted? boolean Whether positions come in order. (default true)
---@field return_length? boolean Whether only the numbers of points are wanted. (default false)

--- The points within a radius.
---
--- Points at distance r count.
---
--- ```lua
--- local tree = spatial.KDTree{{0, 0}, {3, 4}, {6, 8}}
--- print(tree:query_ball_point({0, 0}, 5))  --> [1 2]
--- print(tree:query_ball_point({{0, 0}, {6, 8}}, 1, {return_length = true}))  --> [1 1]
--- ```
---@param x perilune.array_like Centres. (shape (..., m))
---@param r number|perilune.array_like The radius, or one for each centre.
---@param p? number Which p-norm measures distances; math.huge for the largest difference. (at least 1, default 2)
---@param eps? number How much answers may be off: by a factor of at most 1 + eps. (at least 0, finite, default 0)
---@param workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)
---@param return_sorted? boolean Whether positions come in order. (default true)
---@param return_length? boolean Whether only the numbers of points are wanted. (default false)
---@param options? perilune.KDTree.query_ball_point.options
---@return integer|table|perilune.array i Positions from 1 of the points no farther away than r; nested lists of such arrays for several centres; with return_length how many they are.
---@overload fun(self: perilune.spatial.KDTree, x: perilune.array_like, r: number|perilune.array_like, options: perilune.KDTree.query_ball_point.options): integer|table|perilune.array
function KDTree:query_ball_point(x, r, p, eps, workers, return_sorted, return_length, options) end

---@class perilune.KDTree.query_ball_tree.options
---@field p? number Which p-norm measures distances; math.huge for the largest difference. (at least 1, default 2)
---@field eps? number How much answers may be off: by a factor of at most 1 + eps. (at least 0, finite, default 0)

--- The points of another tree within a radius of each point.
---
--- A list with one array for each point.
---
--- ```lua
--- local a, b = spatial.KDTree{{0, 0}, {9, 9}}, spatial.KDTree{{0, 1}, {1, 0}}
--- local i = a:query_ball_tree(b, 1)
--- print(i[1], i[2])  --> [1 2]	[]
--- ```
---@param other perilune.spatial.KDTree Another tree, of the same dimension.
---@param r number The radius. (at least 0)
---@param p? number Which p-norm measures distances; math.huge for the largest difference. (at least 1, default 2)
---@param eps? number How much answers may be off: by a factor of at most 1 + eps. (at least 0, finite, default 0)
---@param options? perilune.KDTree.query_ball_tree.options
---@return table i For each point of this tree the positions from 1 of those of the other no farther away than r.
---@overload fun(self: perilune.spatial.KDTree, other: perilune.spatial.KDTree, r: number, options: perilune.KDTree.query_ball_tree.options): table
function KDTree:query_ball_tree(other, r, p, eps, options) end

---@class perilune.KDTree.query_pairs.options
---@field p? number Which p-norm measures distances; math.huge for the largest difference. (at least 1, default 2)
---@field eps? number How much answers may be off: by a factor of at most 1 + eps. (at least 0, finite, default 0)

--- All pairs of points that are near to each other.
---
--- One row for each pair that is no farther apart than r.
---
--- ```lua
--- print(spatial.KDTree{{0, 0}, {9, 9}, {0, 1}}:query_pairs(2))  --> [[1 3]]
--- ```
---@param r number The largest distance. (at least 0)
---@param p? number Which p-norm measures distances; math.huge for the largest difference. (at least 1, default 2)
---@param eps? number How much answers may be off: by a factor of at most 1 + eps. (at least 0, finite, default 0)
---@param options? perilune.KDTree.query_pairs.options
---@return perilune.array pairs Positions from 1, the smaller one first; in order. (shape (n, 2))
---@overload fun(self: perilune.spatial.KDTree, r: number, options: perilune.KDTree.query_pairs.options): perilune.array
function KDTree:query_pairs(r, p, eps, options) end

---@class perilune.spatial.KDTree.options
---@field leafsize? integer So many points are not divided further. (at least 1, default 10)
---@field compact_nodes? boolean Whether boxes shrink to the points in them: slower to build, faster to ask. (default true)
---@field balanced_tree? boolean Whether boxes are cut at the median point rather than in the middle. (default true)
---@field boxsize? number|perilune.array_like Lengths of a periodic box that begins at 0: one for all axes, or one each, 0 for an axis that is not periodic. (shape (m))

--- A tree of points that finds neighbours fast.
---
--- For up to 10 or 20 dimensions; beyond that `spatial.distance.cdist` does as well. The points are copied.
---
--- ```lua
--- local tree = spatial.KDTree(random.default_rng(1):random{1000, 3})
--- local d, i = tree:query({0.5, 0.5, 0.5}, 5)
--- print(#i, d[1] <= d[2])  --> 5	true
--- ```
---@param data perilune.array_like Points, one per row, real and finite. (shape (n, m))
---@param leafsize? integer So many points are not divided further. (at least 1, default 10)
---@param options? perilune.spatial.KDTree.options
---@return perilune.spatial.KDTree tree The tree.
---@overload fun(data: perilune.array_like, options: perilune.spatial.KDTree.options): perilune.spatial.KDTree
function spatial.KDTree(data, leafsize, options) end

spatial.cKDTree = spatial.KDTree

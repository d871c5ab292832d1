local pl = require "perilune"
local check = require "check"
local sd = pl.spatial.distance
local A, B = {{0, 0}, {3, 4}}, {{0, 0}, {6, 8}, {1, 1}}

check.group("cdist and pdist", function()
  check.near(sd.cdist(A, B), {{0, 10, math.sqrt(2)}, {5, 5, math.sqrt(13)}}, 1e-15)
  check.near(sd.cdist(A, B, "CityBlock")[2], {7, 7, 5}, 0)
  check.near(sd.cdist(A, B, "minkowski", {p = 3})(2, 1), 91 ^ (1 / 3), 1e-15)
  check.near(sd.cdist(A, B, "euclidean", {w = {1, 0}})[2], {3, 3, 2}, 0)
  check.near(sd.cdist(A, B, "seuclidean", {V = {9, 16}})(2, 1), math.sqrt(2), 1e-15)
  check.near(sd.cdist(A, B, "mahalanobis", {VI = {{1, 0}, {0, 1}}}), sd.cdist(A, B), 1e-15)
  check.near(sd.pdist(B), {10, math.sqrt(2), math.sqrt(74)}, 1e-15)
  check.eq(sd.pdist(pl.zeros{1, 3}).shape == {0}, true)
  check.eq(sd.cdist(pl.zeros{0, 2}, A).shape == {0, 2}, true)
  check.near(sd.cdist(pl.array(A, {dtype = "int32"}), pl.array(B, {dtype = "float32"})), sd.cdist(A, B), 0)
  -- scipy.spatial.distance.pdist([[1, 2], [3, 5], [2, 2], [4, 1]], 'mahalanobis'), and 'seuclidean'
  local X = {{1, 2}, {3, 5}, {2, 2}, {4, 1}}
  local expected = {2.32379001, 0.77459667, 2.394438, 1.8973666, 2.43584345, 1.65327957}
  check.near(sd.pdist(X, "mahalanobis"), expected, 1e-8)
  check.near(sd.pdist(X, "seuclidean"), expected, 1e-8)  -- the components are uncorrelated
end)

check.group("jensenshannon", function()
  -- scipy.spatial.distance.jensenshannon
  check.near(sd.jensenshannon({1, 0, 0}, {0, 1, 0}, 2), 1, 1e-15)
  check.near(sd.jensenshannon({1, 2, 3}, {3, 1, 2}), 0.2572004322691725, 1e-15)
  check.near(sd.jensenshannon({1, 2, 3}, {3, 1, 2}, 10), 0.16949771576404382, 1e-15)
  local P, Q = {{1, 2}, {3, 4}, {0, 5}}, {{2, 2}, {1, 0}, {4, 1}}
  check.near(sd.jensenshannon(P, Q), {0.55838807, 0.45204199}, 1e-8)
  check.near(sd.jensenshannon(P, Q, {axis = -1}), pl.diag(sd.cdist(P, Q, "jensenshannon")), 1e-15)
  check.eq(sd.jensenshannon(P, Q, {keepdims = true}).shape == {1, 2}, true)
  check.near(sd.pdist(P, "JensenShannon"), {sd.jensenshannon(P[1], P[2]), sd.jensenshannon(P[1], P[3]), sd.jensenshannon(P[2], P[3])}, 1e-15)
  check.raises_like("w must be left out", sd.cdist, P, Q, "jensenshannon", {w = {1, 2}})
  check.raises_like("q must have as many axes as p", sd.jensenshannon, P, {1, 2})
  check.raises_like("base must be above 0 and not 1, got 1", sd.jensenshannon, {1}, {1}, 1)
end)

check.group("out, and another word for hamming", function()
  local out = pl.empty{2, 3}
  local D = sd.cdist(A, B, "cityblock", {out = out})
  check.eq(D == out and out == sd.cdist(A, B, "cityblock"), true)
  sd.cdist(A, B, function() return 7 end, {out = out.T.T})
  check.eq(out:min(), 7.0)
  local d = pl.zeros(6)
  sd.pdist(B, {out = d["::2"]})
  check.eq(d["::2"] == sd.pdist(B) and d[2] == 0, true)
  check.raises_like("out must have shape", sd.cdist, A, B, {out = pl.zeros{3, 2}})
  check.eq(sd.cdist(A, B, "matching") == sd.cdist(A, B, "hamming"), true)
end)

check.group("a function as metric", function()
  local calls = 0
  local D = sd.cdist(A, B, function(u, v)
    calls = calls + 1
    check.eq(#u, 2)
    return pl.abs(u - v):max()
  end)
  check.eq(calls, 6)
  check.near(D, sd.cdist(A, B, "chebyshev"), 0)
  check.near(sd.pdist(B, function(u, v) return u:dot(v) end), {0, 0, 14}, 0)
  check.raises_like("metric returned", sd.cdist, A, B, function() end)
  check.raises_like("mine", sd.cdist, A, B, function() error "mine" end)
end)

check.group("options of other metrics are refused", function()
  check.raises_like('p must be left out unless metric is "minkowski"', sd.cdist, A, B, "euclidean", {p = 3})
  check.raises_like('V must be left out', sd.cdist, A, B, {V = {1, 2}})
  check.raises_like('VI must be left out', sd.pdist, A, {VI = {{1, 0}, {0, 1}}})
  check.raises_like("w must be left out", sd.pdist, A, "seuclidean", {w = {1, 2}})
  check.raises_like("w must be left out", sd.pdist, A, function() return 1 end, {w = {1, 2}})
  check.raises_like("metric must be", sd.pdist, A, "euclid")
  check.raises_like("XB must have 2 columns to match XA, got 3", sd.cdist, A, {{1, 2, 3}})
  check.raises_like("p must be", sd.cdist, A, B, "minkowski", {p = 0})
  check.raises_like("VI must be given", sd.pdist, {{1, 2, 3}, {4, 5, 6}}, "mahalanobis")
end)

check.group("two vectors", function()
  local d = {
    euclidean = 5, sqeuclidean = 25, cityblock = 7, chebyshev = 4, minkowski = 5, canberra = 2, braycurtis = 1,
    hamming = 1, jaccard = 1,
  }
  for name, value in pairs(d) do check.near(sd[name]({0, 0}, {3, 4}), value, 1e-15, name) end
  check.near(sd.cosine({1, 0, 0}, {0, 1, 0}), 1, 0)
  check.near(sd.cosine({2, 2}, {1, 1}), 0, 1e-15)
  check.near(sd.correlation({1, 2, 3}, {3, 1, 5}, {centered = false}), sd.cosine({1, 2, 3}, {3, 1, 5}), 1e-15)
  check.near(sd.minkowski({0, 0}, {3, 4}, math.huge), 4, 0)
  check.near(sd.minkowski({0, 0}, {3, 4}, 1, {2, 1}), 10, 0)
  check.near(sd.euclidean({0, 0}, {3, 4}, {w = {1, 0}}), 3, 0)
  check.near(sd.mahalanobis({0, 0}, {1, 1}, {{2, 0.5}, {0.5, 1}}), 2, 1e-15)
  check.near(sd.seuclidean({0, 0}, {3, 4}, {9, 16}), math.sqrt(2), 1e-15)
  check.raises_like("v must have 2 elements to match u, got 3", sd.euclidean, {1, 2}, {1, 2, 3})
  check.raises_like("u must be", sd.cosine, "a", {1})
  check.raises_like("u must be real", sd.cosine, pl.array{pl.complex(1, 1)}, {1})
end)

check.group("squareform", function()
  local v = pl.array{5, 10, 6}
  local M = sd.squareform(v)
  check.eq(M == pl.array{{0, 5, 10}, {5, 0, 6}, {10, 6, 0}}, true)
  check.eq(sd.squareform(M) == v, true)
  check.eq(sd.squareform(pl.array({1, 2, 3}, {dtype = "int32"})).dtype, "int32")
  check.eq(sd.squareform(pl.zeros(0)).shape == {1, 1}, true)
  check.raises_like("X must have at most 2^31 %- 1 rows", sd.pdist, pl.broadcast_to(pl.array(1.0), {2 ^ 40, 1}))
  local function one() return 1 end
  check.raises_like("X must have at most 2^31 %- 1 rows", sd.pdist, pl.zeros{4814665733036938101, 0}, one)
  check.raises_like("X must have at most 2^31 %- 1 rows", sd.pdist, pl.zeros{4814665733036938101, 0})
  check.eq(sd.cdist(pl.zeros{2 ^ 62, 0}, pl.zeros{0, 0}, one).shape == {2 ^ 62, 0}, true)
  check.raises_like("X must have n", sd.squareform, {1, 2})
  check.raises_like("X must be symmetric", sd.squareform, {{0, 1}, {2, 0}})
  check.raises_like("zeros on its diagonal", sd.squareform, {{1, 1}, {1, 0}})
  check.near(sd.squareform({{1, 7}, {2, 0}}, {checks = false}), {7}, 0)
  check.raises_like("must have one axis", sd.squareform, {{0, 1}, {1, 0}}, "tomatrix")
  check.raises_like("must be a matrix", sd.squareform, v, "tovector")
end)

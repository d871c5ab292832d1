"""Distances and neighbours."""

from .case import case

for d in 3, 16, 128:
    case(f"cdist 2000x2000, d = {d}", 2.0,
         f"local g = random.default_rng(1); local a, b = g:random{{2000, {d}}}, g:random{{2000, {d}}}",
         "local r = spatial.distance.cdist(a, b)",
         f"from scipy.spatial import distance\ng = np.random.default_rng(1); a = g.random((2000, {d})); "
         f"b = g.random((2000, {d}))", "r = distance.cdist(a, b)")
for metric in "cosine", "cityblock", "jaccard":
    case(f"pdist 2000, d = 16, {metric}", 1.0,
         "local a = random.default_rng(1):random{2000, 16}", f'local r = spatial.distance.pdist(a, "{metric}")',
         "from scipy.spatial import distance\na = np.random.default_rng(1).random((2000, 16))",
         f"r = distance.pdist(a, '{metric}')")
case("cosine of two vectors", 5.0, "local u, v = {1, 2, 3, 4}, {2, 1, 4, 3}", "local r = spatial.distance.cosine(u, v)",
     "from scipy.spatial import distance\nu, v = [1, 2, 3, 4], [2, 1, 4, 3]", "r = distance.cosine(u, v)")
TREE = ("local g = random.default_rng(1); local x, q = g:random{1000000, 3}, g:random{20000, 3}",
        "from scipy.spatial import KDTree\ng = np.random.default_rng(1); x = g.random((1000000, 3)); "
        "q = g.random((20000, 3))")
case("KDTree of 1e6 x 3", 1.0, TREE[0], "local r = spatial.KDTree(x)", TREE[1], "r = KDTree(x)")
case("KDTree query 2e4, k = 5", 1.0, TREE[0] + "; local t = spatial.KDTree(x)", "local r = t:query(q, 5)",
     TREE[1] + "; t = KDTree(x)", "r = t.query(q, 5)")
case("KDTree query one point", 5.0, TREE[0] + "; local t = spatial.KDTree(x); local p = q[1]", "local r = t:query(p)",
     TREE[1] + "; t = KDTree(x); p = q[0]", "r = t.query(p)")
case("KDTree balls 2e4, r = 0.02", 1.0, TREE[0] + "; local t = spatial.KDTree(x)",
     "local r = t:query_ball_point(q, 0.02, {return_sorted = false})", TREE[1] + "; t = KDTree(x)",
     "r = t.query_ball_point(q, 0.02, return_sorted=False)")

-- What tests/faults/allocation.cpp runs with failing memory: every kind of call once.
local pl = require "perilune"

local cases = {}

function cases.arrays()
  local a = pl.array{{1, 2, 3}, {4, 5, 6}}
  local b = pl.zeros({100, 100}) + 1
  local c = a.T:copy()
  a[{1, 2}] = 7
  a["1:2, 2"] = 0
  local s = tostring(a) .. tostring(a.shape)
  local t = b:tolist()
  return a({1, 2}, {2, 3}), b["2:5, :"], c[c:gt(2)], a == c, s, t
end

function cases.arithmetic()
  local a, b = pl.ones(1000), pl.full(1000, 2)
  local c = a + b * 2 - 1 / b
  a:add_(b)
  pl.add(a, b, {out = c})
  return c:lt(3), -c, {1, 2} + pl.array{3, 4}, pl.complex(1, 2) * a["1:3"], pl.exp(c)
end

function cases.reductions()
  local a = pl.arange(2000):reshape(20, 100)
  return a:sum(1), a:std(2), a:mean(), a:argmax(1), a:cumsum(2), a:dot(a.T), pl.concatenate{a, a}, pl.linspace(0, 1, 99)
end

function cases.modules()
  local rng = pl.random.default_rng(7)
  local a = rng:random{12, 8}
  local U, s, Vt = pl.linalg.svd(a)
  local spline = pl.interpolate.CubicSpline(pl.arange(9), pl.sin(pl.arange(9)))
  local facts = pl.stats.describe(a)
  return U, s, Vt, spline(2.5), spline({1, 2}), tostring(facts), rng:permutation(20), rng:choice(9, 3), rng:normal(0, 1, 600)
end

function cases.sparse()
  local sparse = pl.sparse
  local a = sparse.coo_matrix{data = {4, 4, 4, 1, 1}, row = {1, 2, 3, 1, 2}, col = {1, 2, 3, 2, 1}}:tocsr()
  local b = sparse.hstack{a + a.T, sparse.kron(a, {{1}}), sparse.eye(3)}
  a[{3, 1}] = 2
  local w, v = sparse.linalg.eigsh(a + a.T, 1)
  local U, s, Vt = sparse.linalg.svds(b, 1)
  local op = sparse.linalg.LinearOperator({3, 3}, function(x) return (a + a.T):dot(x) end)
  return b(2, 1), b[{{1, 2}}], b.indices, b.indptr, a:dot(b), a == b, tostring(a), a:sum(1), w, v, U, s, Vt,
         sparse.linalg.spsolve(a, {1, 2, 3}), sparse.linalg.spsolve(a + a.T, {1, 2, 3}), sparse.linalg.cg(op, {1, 2, 3}),
         sparse.linalg.lsqr(b.T, pl.ones(9)), op.H, sparse.find(b), sparse.random(4, 4, 0.5), sparse.linalg.norm(b)
end

function cases.callbacks()
  local res = pl.optimize.minimize(function(x) return (x[1] - 1) ^ 2 + x[2] ^ 2 end, {3, 4}, {method = "Nelder-Mead", maxiter = 15})
  local kept = {}
  local function keep(x, state) kept[#kept + 1] = {x, state} end
  pl.optimize.minimize(function(x, a, b) return (x[1] - a) ^ 2 + b end, {3}, {args = {1, 2}, maxiter = 3, callback = keep})
  return pl.optimize.brentq(function(x) return x * x - 2 end, 0, 2, {callback = keep}), tostring(res), kept
end

function cases.solvers()
  local optimize = pl.optimize
  local function bowl(x) return (x[1] - 1) ^ 2 + 2 * x[2] ^ 2 end
  local function slope(x) return {2 * (x[1] - 1), 4 * x[2]} end
  local l = optimize.minimize(bowl, {3, 4}, {bounds = {{0, 5}, {}}, jac = slope, return_all = true, maxiter = 4})
  local b = optimize.minimize(bowl, {3, 4}, {maxiter = 2})
  local c = optimize.minimize(bowl, {3, 4}, {method = "CG", jac = "3-point", maxiter = 2})
  local x = pl.arange(5)
  local function line(t, p, q) return p * t + q end
  local p, cov = optimize.curve_fit(line, x, 2 * x + 1)
  local q = optimize.curve_fit(line, x, 2 * x + 1, {bounds = {0, 9}, sigma = pl.eye(5), maxfev = 20})
  local r = optimize.least_squares(function(v) return {v[1] - 1, v[1] * v[2]} end, {2, 1}, {loss = "huber", max_nfev = 3})
  local s = optimize.root_scalar(function(v) return v ^ 3 - 2 end, {bracket = {0, 2}, method = "toms748"})
  local m = optimize.minimize_scalar(function(v) return (v - 1) ^ 2 end)
  return tostring(l), l.hess_inv:todense(), b, c, p, cov, q, r, s, m
end

function cases.integrals()
  local integrate = pl.integrate
  local y, e, info = integrate.quad(math.exp, 0, 1, {full_output = true, points = {0.3}})
  local o = integrate.quad(math.exp, 0, 1, {weight = "cos", wvar = 40})
  local d = integrate.dblquad(function(u, v) return u * v end, 0, 1, 0, function(v) return v end)
  local res = integrate.solve_ivp(function(t, u) return {u[2], -u[1]} end, {0, 2}, {1, 0},
                                  {dense_output = true, t_eval = {0, 1, 2}, events = {fun = function(t, u) return u[1] end, terminal = true}})
  return y, e, info, o, d, tostring(res), res.sol{0.5, 1}
end

function cases.transforms()
  local fft = pl.fft
  local x = pl.sin(pl.arange(600)):reshape(20, 30)
  return fft.fft(x), fft.rfft(x, 40, 1), fft.irfft(x, 7), fft.fftn(x, {8, 50}), fft.irfft2(x), fft.fft(x:ravel()),
    fft.fftshift(x), fft.fftfreq(5), fft.hfft(x, {norm = "ortho"})
end

function cases.signals()
  local signal = pl.signal
  local x = pl.sin(pl.arange(400))
  local sos = signal.butter(3, {0.1, 0.3}, {btype = "bandpass", output = "sos"})
  local b, a = signal.butter(2, 0.2)
  local y, zf = signal.lfilter(b, a, x, {zi = {0, 1}})
  local u, uf = signal.sosfilt(sos, x:reshape(20, 20), {axis = 1, zi = pl.ones{3, 2, 20}})
  local peaks, found = signal.find_peaks(x, {height = 0, distance = 3, prominence = 0.1, width = 1})
  return y, zf, u, uf, signal.filtfilt(b, a, x, {method = "gust", irlen = 20}), signal.sosfiltfilt(sos, x), found.widths,
    signal.convolve(x, x, "same", "fft"), signal.correlate({1, 2, 3}, {1, 1}), signal.fftconvolve(x:reshape(20, 20), pl.ones{3, 3}),
    {signal.welch(x, {nperseg = 64, average = "median"})}, {signal.spectrogram(x, {mode = "phase"})}, {signal.csd(x, x)},
    {signal.stft(x, {nperseg = 64})}, {signal.istft(pl.ones{9, 4})}, {signal.ellip(4, 1, 40, 0.3)}, signal.windows.chebwin(30, 60),
    {signal.windows.dpss(40, 2, 3, {return_ratios = true})}, {signal.freqz(b, a)}, {signal.butter(3, 0.4, {output = "zpk"})}, signal.detrend(x), signal.get_window({"kaiser", 5}, 30)
end

function cases.statistics()
  local stats, special = pl.stats, pl.special
  local a, b = {1, 2, 3, 5, 8, 13, 21}, {2, 3, 4, 4.5, 9, 11, 12}
  local res = stats.ttest_ind(a, b, {equal_var = false, permutations = 20, rng = 1})
  local list = {tostring(res), res:confidence_interval().low, stats.ttest_rel(a, b).pvalue, stats.ttest_1samp(a, 2).df,
                stats.ks_2samp(a, b).pvalue, stats.kstest(a, "norm", {args = {5, 3}}).pvalue,
                stats.kstest({0.1, 0.7}, function(x) return x end).pvalue, stats.mannwhitneyu(a, b).pvalue,
                stats.pearsonr(a, b):confidence_interval().high, stats.spearmanr(a, b).pvalue,
                stats.kendalltau(a, b).pvalue, stats.chi2_contingency({{4, 5}, {6, 2}}).pvalue}
  local d = stats.gamma(pl.array{1, 2}, {scale = 3})
  local x = {d:cdf(pl.array(a):reshape(7, 1)), d:rvs({3, 2}, {rng = 1}), d:mean(), stats.beta.ppf({0.1, 0.5}, 2, 3)}
  local y = {stats.gamma.fit(a, {floc = 0}), stats.norm():expect(function(v) return v * v end), stats.binom(5, 0.5):entropy()}
  return list, x, y, special.betainc({1, 2}, 3, {{0.1}, {0.4}}), special.logsumexp(a, {b = b}), special.softmax(a)
end

local path = os.tmpname()

function cases.files()
  pl.io.save(path .. ".npy", {{1, 2}, {3, 4}})
  pl.io.savez_compressed(path .. ".npz", {x = pl.ones(500), y = {1, 2}})
  pl.io.savetxt(path, {{1, 2}, {3, 4}}, {delimiter = ",", header = "a,b", comments = ""})
  local x = pl.io.load(path .. ".npy")
  local z = pl.io.load(path .. ".npz")
  local t = pl.io.loadtxt(path, {delimiter = ",", skiprows = 1})
  local u = pl.io.loadtxt(path, {delimiter = ",", skiprows = 1, converters = function(text) return tonumber(text) or text end})
  local g = pl.io.genfromtxt(path, {delimiter = ",", names = true, dtype = pl.none})
  for _, suffix in ipairs{"", ".npy", ".npz"} do os.remove(path .. suffix) end
  return x, z, t, u, g
end

function cases.errors()
  local ok, message = pcall(pl.zeros, {2, 3}, "float65")
  assert(not ok and (message:find "float65" or message:find "memory"))
  ok, message = pcall(function() return pl.zeross end)
  assert(not ok and (message:find "zeros" or message:find "memory"))
  ok, message = pcall(pl.array, {{1, 2}, {3}})
  assert(not ok)
end

function cases.help()
  local before, said = print, nil
  print = function(text) said = text end
  local ok, message = pcall(function()
    pl.help()
    pl.help(pl.zeros)
    pl.help(pl.linalg)
    pl.help "square root"
    pl.help(pl.array{1})
    pl.help(function(a, ...) end)
  end)
  print = before
  if not ok then error(message, 0) end
  assert(said:find "function%(a, %.%.%.%)")
end

function cases.factors()
  local linalg = pl.linalg
  local a = pl.array{{4, 1, 0}, {1, 3, 1}, {0, 1, 2}}
  local U, s, Vt = linalg.svd({{3, 0}, {0, 4}}, {lapack_driver = "gesvd"})
  assert(math.abs(s[1] - 4) < 1e-12)
  local lu = linalg.lu_factor(a)
  local c = linalg.cho_factor(a)
  local z = a * pl.complex(1, 2)
  return linalg.solve(a, {1, 2, 3}), linalg.solve(a, pl.eye(3), {assume_a = "pos"}), linalg.inv(a), linalg.det(a),
    linalg.lu_solve(lu, {1, 2, 3}), linalg.cho_solve(c, {1, 2, 3}), linalg.pinv(a), linalg.expm(a), linalg.norm(z, 2),
    linalg.cond(a), linalg.matrix_rank(z), linalg.solve(pl.stack{a, a}, pl.ones{2, 3, 1}), linalg.matrix_balance(a)
end

function cases.eigenvalues()
  local linalg = pl.linalg
  local a = pl.array{{4, 1, 0}, {1, 3, 1}, {0, 1, 2}}
  local z = a * pl.complex(1, 2)
  local w, left, right = linalg.eig(z, {left = true})
  local u, v = linalg.eigh(a, {b = pl.eye(3), type = 2, subset_by_index = {1, 2}})
  local q, r, p = linalg.qr(a, {pivoting = true})
  local x, residues, rank, s = linalg.lstsq(a["1:3, 1:2"], {1, 2, 3}, {lapack_driver = "gelsy"})
  return w, left, right, u, v, q, r, p, x, residues, rank, s, linalg.eigvals(a), linalg.eigvalsh(a), linalg.cholesky(a),
    linalg.eigh(pl.random.default_rng(1):random{40, 40})
end

function cases.neighbours()
  local spatial = pl.spatial
  local points = pl.random.default_rng(3):random{60, 3}
  local tree = spatial.KDTree(points, {leafsize = 4})
  local d, i = tree:query(points["1:9"], 3)
  local distance = spatial.distance
  return d, i, tree:query_ball_point(points["1:5"], 0.4), tree:query_pairs(0.2), tostring(tree),
    distance.cdist(points, points["1:3"], "cosine"), distance.pdist(points, "mahalanobis"),
    distance.cdist(points["1:3"], points["1:3"], function(u, v) return u[1] - v[1] end),
    tree:query_ball_tree(tree, 0.2), distance.jensenshannon(points, points["::-1"], {axis = 2}),
    distance.squareform(distance.pdist(points["1:4"])), distance.minkowski({1, 2}, {3, 4}, 3)
end

function cases.interpolants()
  local interpolate = pl.interpolate
  local x, y = pl.arange(9), pl.cos(pl.arange(9))
  local f = interpolate.interp1d(x, y, {kind = "cubic", fill_value = "extrapolate"})
  local g = interpolate.interp1d(x, y, {bounds_error = false, fill_value = {0, 1}})
  local pchip = interpolate.PchipInterpolator(x, y)
  local spline = interpolate.CubicSpline(x, pl.stack({y, y}, {axis = 2}), {bc_type = "natural"})
  return f{0.5, 11}, g{-1, 12}, pchip(0.5), pchip:derivative()(1), spline:antiderivative()(2), spline:integrate(0, 3),
    pchip:roots(), pchip:solve(0.2), tostring(spline)
end

function cases.afterwards()
  local a = pl.array{1, 2, 3}
  assert((a * 2)[3] == 6)
  assert(not pcall(pl.zeros, -1))
end

return cases

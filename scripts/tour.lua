-- tour.lua: one short example of each library that perilune wraps, with the numbers that SciPy gives.
--
--   perilune scripts/tour.lua
--
-- tests/reference/tour/tour.py is the same in Python; a test compares what both print.

local pl = require "perilune"
local linalg, sparse, optimize, stats = pl.linalg, pl.sparse, pl.optimize, pl.stats
local spatial, fft, signal, integrate, interpolate, special = pl.spatial, pl.fft, pl.signal, pl.integrate, pl.interpolate,
  pl.special

local function section(title) print("\n" .. title) end

-- A line of output: a name, and numbers to six digits.
local function show(name, ...)
  local parts = {}
  for i = 1, select("#", ...) do
    local value = select(i, ...)
    for _, x in ipairs(type(value) == "number" and {value} or value:ravel():tolist()) do
      if math.abs(x) < 5e-13 then x = 0.0 end
      parts[#parts + 1] = ("%.6g"):format(x)
    end
  end
  print(("  %-28s %s"):format(name, table.concat(parts, " ")))
end

section "Singular values of a table of ratings (LAPACK)"
local ratings = pl.array{{5, 4, 3, 4, 2}, {4, 5, 3, 5, 1}, {1, 2, 5, 1, 5}, {2, 1, 4, 2, 4}}
local U, s, Vt = linalg.svd(ratings, {full_matrices = false})
local kept = 2
local predicted = U(":", "1:2") * s("1:2")
predicted = predicted:matmul(Vt("1:2"))
show("singular values", s)
show("rebuilt from " .. kept, pl.round(predicted, 1))

section "Linear systems and eigenvalues (LAPACK)"
local A = pl.array{{4, 1, 0}, {1, 3, 1}, {0, 1, 2}}
show("solve", linalg.solve(A, {1, 2, 3}))
show("lu_solve", linalg.lu_solve(linalg.lu_factor(A), {1, 2, 3}))
show("cho_solve", linalg.cho_solve(linalg.cho_factor(A), {1, 2, 3}))
show("eigenvalues", (linalg.eigh(A)))
show("determinant, condition", linalg.det(A), linalg.cond(A))

section "Sparse matrices: triplets to rows, leading singular values (Lanczos)"
local rows, columns, values = {}, {}, {}
for i = 1, 400 do
  rows[i], columns[i], values[i] = (i * 37) % 90 + 1, (i * 53) % 60 + 1, (i * 7) % 5 + 1
end
local M = sparse.coo_matrix{data = values, row = rows, col = columns, shape = {90, 60}}:tocsr()
local _, leading = sparse.linalg.svds(M, {k = 3})
show("stored, sum", M.nnz, M:sum())
show("row 8", M:getrow(8):toarray():sum())
show("three largest", pl.sort(leading))
local grid = sparse.diags({pl.full(49, -1), pl.full(50, 2), pl.full(49, -1)}, {-1, 0, 1})
show("smallest of a Laplacian", (sparse.linalg.eigsh(grid:tocsc(), {k = 2, sigma = 0})))
show("conjugate gradients", (sparse.linalg.cg(grid:tocsr(), pl.ones(50), {tol = 1e-12})):max())

section "Minima (L-BFGS-B and its kin)"
local function rosenbrock(x) return (1 - x[1]) ^ 2 + 100 * (x[2] - x[1] ^ 2) ^ 2 end
for _, method in ipairs{"L-BFGS-B", "BFGS", "CG", "Nelder-Mead"} do
  local res = optimize.minimize(rosenbrock, {0, 0}, {method = method})
  show(method, pl.round(res.x, 2))
end
local inside = optimize.minimize(rosenbrock, {0, 0}, {method = "L-BFGS-B", bounds = {{-1, 0.5}, {-1, 1}}})
show("within bounds", inside.x, inside.fun)

section "Curves through data (MINPACK)"
local x = pl.linspace(0, 4, 50)
local noise = pl.sin(pl.arange(50) * 12.9898) * 0.05
local function model(t, a, b, c) return a * pl.exp(-b * t) + c end
local popt, pcov = optimize.curve_fit(model, x, model(x, 2.5, 1.3, 0.5) + noise)
show("parameters", popt)
show("standard errors", pl.sqrt(pl.diag(pcov)))

section "Tests and distributions"
local old = stats.norm.rvs{loc = 0, scale = 1, size = 200, random_state = 1}
local new = stats.norm.rvs{loc = 0.3, scale = 1.2, size = 200, random_state = 2}
local t, p = stats.ttest_ind(old, new, {equal_var = false}):unpack()
show("Welch's t-test", t, p)
show("paired t-test", stats.ttest_rel(old, new).statistic, stats.ttest_rel(old, new).pvalue)
local ks = stats.ks_2samp(old, new)
show("Kolmogorov-Smirnov", ks.statistic, ks.pvalue)
show("Mann-Whitney", stats.mannwhitneyu(old, new).statistic, stats.mannwhitneyu(old, new).pvalue)
show("correlation", stats.pearsonr(old, new).statistic)
show("contingency", stats.chi2_contingency{{10, 20, 30}, {6, 9, 17}}.pvalue)
show("normal, beta, Poisson", stats.norm.cdf(1.96), stats.beta.pdf(0.3, 2, 5), stats.poisson.pmf(3, 2.5))
show("special functions", special.erf(0.5), special.gammaln(10), special.betainc(2, 3, 0.4))

section "Neighbours and distances"
local points = pl.stack({pl.sin(pl.arange(1000) * 1.1), pl.cos(pl.arange(1000) * 2.3), pl.sin(pl.arange(1000) * 3.7)},
                        {axis = 2})
local d, i = spatial.KDTree(points):query({0.1, 0.2, 0.3}, 5)
show("distances", d)
show("positions, from 1", i:astype("float64"))
show("cosine distance", spatial.distance.cosine({0.8, 0.1, 0.6}, {0.7, 0.3, 0.5}))
show("pairwise", spatial.distance.pdist({{0, 0}, {3, 4}, {6, 8}}))

section "Spectra and filters (FFTW)"
local wave = pl.sin(pl.arange(1024) * 2 * pl.pi * 50 / 1024) + 0.5 * pl.cos(pl.arange(1024) * 2 * pl.pi * 120 / 1024)
local spectrum = pl.abs(fft.rfft(wave))
show("strongest bins, from 0", pl.sort(pl.argsort(spectrum)("-2:") - 1):astype("float64"))
show("there and back", pl.abs(fft.irfft(fft.rfft(wave)) - wave):max() < 1e-14 and 1 or 0)
local smooth = signal.fftconvolve(wave, pl.ones(100) / 100, {mode = "same"})
show("smoothed", smooth[500], #smooth)
local b, a = signal.butter(4, 0.2)
show("Butterworth", b)
show("forth and back", signal.filtfilt(b, a, wave)[512])
local f, power = signal.welch(wave, {fs = 1024, nperseg = 256})
show("Welch's peak", f[pl.argmax(power)])

section "Integrals and differential equations"
local area, off = integrate.quad(function(u) return u ^ 2 * math.exp(-u) end, 0, math.huge)
show("quad", area, off < 1e-7 and 1 or 0)
show("dblquad", (integrate.dblquad(function(v, u) return u * v ^ 2 end, 0, 2, 0, 1)))
local function predator(_, y) return {1.5 * y[1] - y[1] * y[2], y[1] * y[2] - 3 * y[2]} end
local run = integrate.solve_ivp(predator, {0, 10}, {10, 5}, {rtol = 1e-8, atol = 1e-8})
show("Lotka-Volterra at 10", run.y(1, -1), run.y(2, -1))
show("evaluations", run.nfev)

section "Interpolation"
local knots, heights = {0, 1, 2, 3, 4}, {0, 0.8, 0.9, 0.1, -0.8}
show("linear", interpolate.interp1d(knots, heights)(2.5))
show("cubic", interpolate.interp1d(knots, heights, "cubic")(2.5))
show("spline, its slope", interpolate.CubicSpline(knots, heights)(2.5), interpolate.CubicSpline(knots, heights)(2.5, 1))
show("monotone", interpolate.PchipInterpolator(knots, heights)(2.5))

#!/usr/bin/python3
"""Writes tour.txt: what scripts/tour.lua shows, computed by SciPy."""
import numpy as np
from scipy import fft, integrate, interpolate, linalg, optimize, signal, sparse, spatial, special, stats
from scipy.sparse.linalg import cg, eigsh, svds


def show(name, *values):
    parts = []
    for value in values:
        for x in np.asarray(value, float).ravel():
            parts.append("%.6g" % (0.0 if abs(x) < 5e-13 else x))
    print("  %-28s %s" % (name, " ".join(parts)))


def section(title):
    print("\n" + title)


section("Singular values of a table of ratings (LAPACK)")
ratings = np.array([[5, 4, 3, 4, 2], [4, 5, 3, 5, 1], [1, 2, 5, 1, 5], [2, 1, 4, 2, 4]])
U, s, Vt = linalg.svd(ratings, full_matrices=False)
show("singular values", s)
show("rebuilt from 2", np.round(U[:, :2] * s[:2] @ Vt[:2], 1))

section("Linear systems and eigenvalues (LAPACK)")
A = np.array([[4., 1, 0], [1, 3, 1], [0, 1, 2]])
show("solve", linalg.solve(A, [1, 2, 3]))
show("lu_solve", linalg.lu_solve(linalg.lu_factor(A), [1, 2, 3]))
show("cho_solve", linalg.cho_solve(linalg.cho_factor(A), [1, 2, 3]))
show("eigenvalues", linalg.eigh(A)[0])
show("determinant, condition", linalg.det(A), np.linalg.cond(A))

section("Sparse matrices: triplets to rows, leading singular values (Lanczos)")
i = np.arange(1, 401)
M = sparse.coo_matrix(((i * 7) % 5 + 1., ((i * 37) % 90, (i * 53) % 60)), shape=(90, 60)).tocsr()
show("stored, sum", M.nnz, M.sum())
show("row 8", M[7].toarray().sum())
show("three largest", np.sort(svds(M, k=3)[1]))
grid = sparse.diags([np.full(49, -1.), np.full(50, 2.), np.full(49, -1.)], [-1, 0, 1])
show("smallest of a Laplacian", eigsh(grid.tocsc(), k=2, sigma=0)[0])
show("conjugate gradients", cg(grid.tocsr(), np.ones(50), tol=1e-12)[0].max())

section("Minima (L-BFGS-B and its kin)")


def rosenbrock(x):
    return (1 - x[0])**2 + 100 * (x[1] - x[0]**2)**2


for method in "L-BFGS-B", "BFGS", "CG", "Nelder-Mead":
    show(method, np.round(optimize.minimize(rosenbrock, [0, 0], method=method).x, 2))
res = optimize.minimize(rosenbrock, [0, 0], method="L-BFGS-B", bounds=[(-1, 0.5), (-1, 1)])
show("within bounds", res.x, res.fun)

section("Curves through data (MINPACK)")
x = np.linspace(0, 4, 50)


def model(t, a, b, c):
    return a * np.exp(-b * t) + c


popt, pcov = optimize.curve_fit(model, x, model(x, 2.5, 1.3, 0.5) + np.sin(np.arange(50) * 12.9898) * 0.05)
show("parameters", popt)
show("standard errors", np.sqrt(np.diag(pcov)))

section("Tests and distributions")
old = stats.norm.rvs(loc=0, scale=1, size=200, random_state=1)
new = stats.norm.rvs(loc=0.3, scale=1.2, size=200, random_state=2)
show("Welch's t-test", *stats.ttest_ind(old, new, equal_var=False))
show("paired t-test", *stats.ttest_rel(old, new))
show("Kolmogorov-Smirnov", *stats.ks_2samp(old, new))
show("Mann-Whitney", *stats.mannwhitneyu(old, new))
show("correlation", stats.pearsonr(old, new)[0])
show("contingency", stats.chi2_contingency([[10, 20, 30], [6, 9, 17]])[1])
show("normal, beta, Poisson", stats.norm.cdf(1.96), stats.beta.pdf(0.3, 2, 5), stats.poisson.pmf(3, 2.5))
show("special functions", special.erf(0.5), special.gammaln(10), special.betainc(2, 3, 0.4))

section("Neighbours and distances")
n = np.arange(1000.)
d, i = spatial.KDTree(np.stack([np.sin(n * 1.1), np.cos(n * 2.3), np.sin(n * 3.7)], axis=1)).query([0.1, 0.2, 0.3], 5)
show("distances", d)
show("positions, from 1", i + 1)
show("cosine distance", spatial.distance.cosine([0.8, 0.1, 0.6], [0.7, 0.3, 0.5]))
show("pairwise", spatial.distance.pdist([[0, 0], [3, 4], [6, 8]]))

section("Spectra and filters (FFTW)")
n = np.arange(1024.)
wave = np.sin(n * 2 * np.pi * 50 / 1024) + 0.5 * np.cos(n * 2 * np.pi * 120 / 1024)
spectrum = np.abs(fft.rfft(wave))
show("strongest bins, from 0", np.sort(np.argsort(spectrum)[-2:]))
show("there and back", np.abs(fft.irfft(fft.rfft(wave)) - wave).max() < 1e-14)
smooth = signal.fftconvolve(wave, np.ones(100) / 100, mode="same")
show("smoothed", smooth[499], len(smooth))
b, a = signal.butter(4, 0.2)
show("Butterworth", b)
show("forth and back", signal.filtfilt(b, a, wave)[511])
f, power = signal.welch(wave, fs=1024, nperseg=256)
show("Welch's peak", f[np.argmax(power)])

section("Integrals and differential equations")
area, off = integrate.quad(lambda u: u**2 * np.exp(-u), 0, np.inf)
show("quad", area, off < 1e-7)
show("dblquad", integrate.dblquad(lambda v, u: u * v**2, 0, 2, 0, 1)[0])
run = integrate.solve_ivp(lambda t, y: [1.5 * y[0] - y[0] * y[1], y[0] * y[1] - 3 * y[1]], (0, 10), [10, 5],
                          rtol=1e-8, atol=1e-8)
show("Lotka-Volterra at 10", run.y[0, -1], run.y[1, -1])
show("evaluations", run.nfev)

section("Interpolation")
knots, heights = [0, 1, 2, 3, 4], [0, 0.8, 0.9, 0.1, -0.8]
show("linear", interpolate.interp1d(knots, heights)(2.5))
show("cubic", interpolate.interp1d(knots, heights, "cubic")(2.5))
spline = interpolate.CubicSpline(knots, heights)
show("spline, its slope", spline(2.5), spline(2.5, 1))
show("monotone", interpolate.PchipInterpolator(knots, heights)(2.5))

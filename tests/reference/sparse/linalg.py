"""SciPy's answers for tests/kernels/sparse: python3 linalg.py > linalg.txt (SciPy 1.10.1).

Every problem is made by the same rule here and in the tests: a tridiagonal matrix with diagonal 2 + sin(i) and -1 beside
it, a diagonal mass matrix 1 + (i % 3) / 4, and a rectangular matrix with entries sin(1 + 7 i + 3 j) where (i + 2 j) % 5
== 0.
"""
import numpy as np
import scipy.sparse as sp
import scipy.sparse.linalg as sla


def symmetric(n):
    i = np.arange(n)
    return sp.diags([2 + np.sin(i), -np.ones(n - 1), -np.ones(n - 1)], [0, 1, -1], format="csr")


def mass(n):
    return sp.diags([1 + (np.arange(n) % 3) / 4], [0], format="csr")


def rectangular(m, n):
    i, j = np.meshgrid(np.arange(m), np.arange(n), indexing="ij")
    return sp.csr_matrix(np.where((i + 2 * j) % 5 == 0, np.sin(1 + 7 * i + 3 * j), 0))


def show(name, values):
    print(name, *(repr(float(x)) for x in np.ravel(values)))


A, M, v0 = symmetric(60), mass(60), np.ones(60)
for which in "LM", "SM", "LA", "SA", "BE":
    show(f"eigsh_{which}", np.sort(sla.eigsh(A, 5, which=which, v0=v0, maxiter=10000)[0]))
for mode in "normal", "cayley":
    show(f"eigsh_sigma_{mode}", np.sort(sla.eigsh(A, 4, sigma=1.5, mode=mode, v0=v0)[0]))
for which in "LM", "SA":
    show(f"eigsh_M_{which}", np.sort(sla.eigsh(A, 4, M, which=which, v0=v0, maxiter=10000)[0]))
show("eigsh_M_sigma", np.sort(sla.eigsh(A, 4, M, sigma=2.0, v0=v0)[0]))
R = rectangular(40, 25)
show("svds_LM", sla.svds(R, 4, v0=np.ones(25))[1])
show("svds_wide", sla.svds(R.T, 3, v0=np.ones(25))[1])
S = A + 3 * sp.eye(60)
b = np.cos(np.arange(60))
show("eigsh_sigma_buckling", np.sort(sla.eigsh(S, 4, sigma=3.4, mode="buckling", v0=v0)[0]))
show("spsolve", sla.spsolve(S.tocsc(), b))
x, info = sla.cg(S, b, tol=1e-12)
show("cg", x)
r = sla.lsqr(R, np.cos(np.arange(40)), damp=0.1, atol=1e-12, btol=1e-12, calc_var=True)
show("lsqr_x", r[0])
show("lsqr_numbers", [r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8]])
r = sla.lsqr(R, np.cos(np.arange(40)), damp=0.1, atol=0, btol=0, iter_lim=4, calc_var=True)
show("lsqr_four_x", r[0])
show("lsqr_four_var", r[9])
for order in "fro", 1, -1, np.inf, -np.inf:
    show(f"norm_{order}", sla.norm(R, order))


def rotating(n):
    i = np.arange(n)
    beside = 1 + i[:-1] % 4
    return sp.diags([np.sin(i), beside, -beside / (1 + i[:-1] % 2 / 10)], [0, 1, -1], format="csr")


def show_eigenvalues(name, w):
    w = w[np.lexsort((np.round(w.imag, 9), np.round(w.real, 9)))]
    show(name, np.column_stack([w.real, w.imag]))


G = rotating(60)
C = G + sp.diags([1j * np.cos(np.arange(60))], [0])
for which in "LM", "LR", "SR", "LI":
    show_eigenvalues(f"eigs_{which}", sla.eigs(G, 4, which=which, v0=v0, maxiter=10000, ncv=30)[0])
    show_eigenvalues(f"eigs_complex_{which}", sla.eigs(C, 4, which=which, v0=v0 + 0j, maxiter=10000, ncv=30)[0])
show_eigenvalues("eigs_M", sla.eigs(G, 4, M, v0=v0, maxiter=10000, ncv=30)[0])
show_eigenvalues("eigs_sigma", sla.eigs(G, 4, sigma=0.5, v0=v0)[0])
show_eigenvalues("eigs_M_sigma", sla.eigs(G, 4, M, sigma=0.5, v0=v0)[0])
show_eigenvalues("eigs_complex_sigma", sla.eigs(C, 4, sigma=0.5 + 1j, v0=v0 + 0j)[0])
show_eigenvalues("eigs_part_r", sla.eigs(G, 4, sigma=0.5 + 1j, v0=v0)[0])
show_eigenvalues("eigs_part_i", sla.eigs(G, 5, sigma=0.5 + 1j, OPpart="i", v0=v0)[0])

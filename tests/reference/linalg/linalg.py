"""Writes linalg.lua: what SciPy and NumPy give for matrices that both sides build alike, over the options of linalg.

    /usr/bin/python3 linalg.py > linalg.lua
"""

import numpy as np
import scipy.linalg as L

print("-- Written by linalg.py with NumPy %s and SciPy %s. Arrays are lists in row-major order with their shape." %
      (np.__version__, __import__("scipy").__version__))
print("return {")


def m(rows, columns, seed):
    """Multiples of 1/4 between -3.5 and 3.5, the same in linalg.lua's reader."""
    i, j = np.ogrid[1:rows + 1, 1:columns + 1]
    return ((i * 37 + j * 101 + i * j * 17 + i * i * j * 5 + seed * 13) % 29 - 14) / 4.0


def z(rows, columns, seed):
    return m(rows, columns, seed) + 1j * m(rows, columns, seed + 5)


def numbers(x):
    return "{" + ", ".join("1/0" if v == np.inf else "-1/0" if v == -np.inf else "0/0" if v != v else repr(float(v))
                           for v in x) + "}"


def put(name, value):
    a = np.asarray(value)
    if a.dtype == bool or a.dtype.kind in "iu":
        a = a.astype(float)
    shape = "{" + ", ".join(map(str, a.shape)) + "}"
    flat = a.ravel()
    im = ", im = " + numbers(flat.imag) if a.dtype.kind == "c" else ""
    print(f'  ["{name}"] = {{shape = {shape}, re = {numbers(flat.real)}{im}}},')


A, B, Z = m(5, 5, 1), m(5, 2, 2), z(4, 4, 3)
S = A + A.T
H = Z + Z.conj().T
P = A @ A.T + 5 * np.eye(5)
HP = Z @ Z.conj().T + 4 * np.eye(4)
T = np.tril(A) + 6 * np.eye(5)

put("solve", L.solve(A, B))
put("solve vector", L.solve(A, B[:, 0]))
put("solve transposed", L.solve(A, B, transposed=True))
put("solve sym upper", L.solve(np.triu(S) - 3 * np.tril(A, -1), B, assume_a="sym"))
put("solve sym lower", L.solve(np.tril(S) - 3 * np.triu(A, 1), B, assume_a="sym", lower=True))
put("solve sym complex", L.solve(Z + Z.T, Z[:, 0], assume_a="sym"))
put("solve her", L.solve(H, Z[:, :2], assume_a="her"))
put("solve pos", L.solve(P, B, assume_a="pos"))
put("solve pos complex", L.solve(HP, Z[:, 1], assume_a="pos", lower=True))
for trans in 0, 1, 2:
    put(f"triangular {trans}", L.solve_triangular(T, B, trans=trans, lower=True))
    put(f"triangular complex {trans}", L.solve_triangular(np.triu(Z) + 4 * np.eye(4), Z[:, 0], trans=trans))
put("triangular unit", L.solve_triangular(T, B, lower=True, unit_diagonal=True))
put("inv", L.inv(A))
put("inv complex", L.inv(Z))
put("det", L.det(A))
put("det complex", L.det(Z))
put("det stack", np.linalg.det(np.stack([A, S, P])))
put("slogdet", np.linalg.slogdet(A))
s, logdet = np.linalg.slogdet(Z)
put("slogdet complex sign", s)
put("slogdet complex log", logdet)

p, l, u = L.lu(m(5, 3, 4))
put("lu p", p), put("lu l", l), put("lu u", u)
put("lu permuted", L.lu(m(3, 5, 4), permute_l=True)[0])
lu, piv = L.lu_factor(A)
put("lu_factor lu", lu), put("lu_factor piv", piv + 1)
for trans in 0, 1, 2:
    put(f"lu_solve {trans}", L.lu_solve(L.lu_factor(Z), Z[:, 0], trans=trans))
put("cholesky", L.cholesky(P))
put("cholesky lower", L.cholesky(HP, lower=True))
put("cho_factor", L.cho_factor(P, lower=True)[0])
put("cho_solve", L.cho_solve(L.cho_factor(HP), Z[:, :2]))

for shape in (5, 3), (3, 5):
    q, r = L.qr(m(*shape, 6))
    name = "%dx%d" % shape
    put("qr Q " + name, q), put("qr R " + name, r)
    q, r = L.qr(z(*shape, 6), mode="economic")
    put("qr economic Q " + name, q), put("qr economic R " + name, r)
    q, r, perm = L.qr(m(*shape, 6), pivoting=True)
    put("qr pivoted Q " + name, q), put("qr pivoted R " + name, r), put("qr pivoted P " + name, perm + 1)
    put("qr r " + name, L.qr(m(*shape, 6), mode="r")[0])
    (qr, tau), r = L.qr(m(*shape, 6), mode="raw")
    put("qr raw " + name, qr), put("qr raw tau " + name, tau), put("qr raw R " + name, r)

put("eigvalsh", L.eigvalsh(S))
put("eigvalsh complex", L.eigvalsh(H))
put("eigvalsh upper", L.eigvalsh(A, lower=False))
put("eigvalsh lower", L.eigvalsh(A))
for t in 1, 2, 3:
    put(f"eigvalsh type {t}", L.eigvalsh(S, P, type=t))
    put(f"eigvalsh complex type {t}", L.eigvalsh(H, HP, type=t))
put("eigvalsh index", L.eigvalsh(S, subset_by_index=[1, 3]))
put("eigvalsh value", L.eigvalsh(S, subset_by_value=[-4, 3]))
put("eigvalsh b value", L.eigvalsh(S, P, subset_by_value=[-np.inf, 0.1]))
put("eigvals", np.sort_complex(L.eigvals(A)))
put("eigvals complex", np.sort_complex(L.eigvals(Z)))
put("eigvals b", np.sort_complex(L.eigvals(A, S)))

O, y = m(6, 3, 7), m(6, 2, 8)
D = np.outer(m(6, 1, 1), m(1, 3, 2))
for driver in "gelsd", "gelsy", "gelss":
    for name, a, b in ("tall", O, y), ("wide", O.T, m(3, 2, 8)), ("deficient", D, y), ("vector", O, y[:, 0]):
        x, res, rank, sv = L.lstsq(a, b, lapack_driver=driver)
        put(f"lstsq {driver} {name} x", x), put(f"lstsq {driver} {name} res", res)
        put(f"lstsq {driver} {name} rank", rank)
        if sv is not None:
            put(f"lstsq {driver} {name} s", sv)
put("lstsq cond", L.lstsq(O, y, cond=0.5)[0])
put("lstsq complex", L.lstsq(z(6, 3, 7), z(6, 1, 8))[0])
put("pinv", L.pinv(O))
put("pinv complex", L.pinv(z(3, 5, 2)))
put("pinv rtol", L.pinv(O, rtol=0.5))
put("pinv atol", L.pinv(O, atol=5.0))
put("pinvh", L.pinvh(S))
put("pinvh deficient", L.pinvh(np.outer(A[0], A[0])))

v = m(1, 7, 3)[0]
for order in None, 0, 1, 2, 3, -1, 0.5, np.inf, -np.inf:
    put(f"norm vector {order}", np.linalg.norm(v, order))
    put(f"norm complex vector {order}", np.linalg.norm(z(1, 6, 4)[0], order))
for order in None, 1, -1, 2, -2, np.inf, -np.inf, "fro", "nuc":
    put(f"norm matrix {order}", L.norm(O, order))
    put(f"norm complex matrix {order}", L.norm(Z, order))
    put(f"norm stack {order}", np.linalg.norm(np.stack([A, S, P]), order, axis=(0, 2), keepdims=True))
    put(f"cond {order}", np.linalg.cond(A, order))
put("cond tall", np.linalg.cond(O))
put("rank", np.linalg.matrix_rank(np.stack([A, np.ones((5, 5)), np.zeros((5, 5))])))
put("rank tol", np.linalg.matrix_rank(O, tol=5))

put("expm", L.expm(A))
put("expm small", L.expm(A / 100))
put("expm half", L.expm(A / 16))
put("expm one", L.expm(A / 8))
put("expm two", L.expm(A / 4))
put("expm large", L.expm(-20 * P / 5))
put("expm complex", L.expm(Z))
put("expm triangular", L.expm(T / 2))
put("matrix_power", np.linalg.matrix_power(A, 7))
put("matrix_power inverse", np.linalg.matrix_power(A, -3))
put("multi_dot", np.linalg.multi_dot([m(4, 2, 1), m(2, 7, 2), m(7, 3, 3), m(3, 5, 4)]))
put("multi_dot vectors", np.linalg.multi_dot([v[:4], m(4, 2, 1), m(2, 3, 2), v[:3]]))

K = np.array([[1, 2, 0, 0], [0, 3, 0, 0], [1e3, 2e-3, 4, 5e3], [0, 1e-4, 6e-3, 7]])
for permute in True, False:
    for scale in True, False:
        b, t = L.matrix_balance(K, permute=permute, scale=scale)
        b, (scaling, perm) = L.matrix_balance(K, permute=permute, scale=scale, separate=True)
        name = f"balance {str(permute).lower()} {str(scale).lower()} "
        put(name + "B", b), put(name + "T", t), put(name + "scaling", scaling), put(name + "perm", perm + 1)
print("}")

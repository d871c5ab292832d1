"""sparse: products, a few singular values and eigenvalues, direct solutions."""

from .case import case

case("CSR * vector, 1e6 rows, 1e7 values", 1.0,
     "local rng = random.default_rng(1); "
     "local a = sparse.csr_matrix{data = rng:random(10000000), indices = rng:integers(1, 1000001, {size = 10000000}), "
     "indptr = pl.arange(1, 10000002, 10), shape = {1000000, 1000000}}; local x = rng:random(1000000)",
     "local r = a:dot(x)",
     "import scipy.sparse as sp\nrng = np.random.default_rng(1)\n"
     "a = sp.csr_matrix((rng.random(10**7), rng.integers(0, 10**6, 10**7).astype(np.int32), "
     "np.arange(0, 10**7 + 1, 10).astype(np.int32)), shape=(10**6, 10**6))\nx = rng.random(10**6)",
     "r = a @ x")

LARGE = ("local rng = random.default_rng(1); local n = 1000000; "
         "local a = sparse.coo_matrix{data = rng:random(n), row = rng:integers(1, 100001, {size = n}), "
         "col = rng:integers(1, 20001, {size = n}), shape = {100000, 20000}}:tocsr()",
         "import scipy.sparse as sp, scipy.sparse.linalg as sla\nrng = np.random.default_rng(1); n = 10**6\n"
         "a = sp.coo_matrix((rng.random(n), (rng.integers(0, 100000, n), rng.integers(0, 20000, n))), "
         "shape=(100000, 20000)).tocsr()")
for k, wanted in (6, 1.2), (50, 1.5):
    case(f"svds k={k}, 1e5 x 2e4, 1e6 values", wanted, LARGE[0], f"local u, s, v = sparse.linalg.svds(a, {k})",
         LARGE[1], f"u, s, v = sla.svds(a, {k})")

GRID = ("local n = 300; local t = sparse.diags({-1, 2, -1}, {-1, 0, 1}, {n, n}); local i = sparse.eye(n); "
        "local a = (sparse.kron(i, t) + sparse.kron(t, i)):tocsc(); local b = pl.ones(n * n)",
        "import scipy.sparse as sp, scipy.sparse.linalg as sla\nn = 300; t = sp.diags([-1, 2, -1], [-1, 0, 1], (n, n))\n"
        "i = sp.eye(n); a = (sp.kron(i, t) + sp.kron(t, i)).tocsc(); b = np.ones(n * n)")
case("eigsh sigma=0, 300x300 grid", 1.8, GRID[0], "local w, v = sparse.linalg.eigsh(a, 6, {sigma = 0})", GRID[1],
     "w, v = sla.eigsh(a, 6, sigma=0)")
case("spsolve, 300x300 grid", 1.5, GRID[0], "local x = sparse.linalg.spsolve(a, b)", GRID[1], "x = sla.spsolve(a, b)")

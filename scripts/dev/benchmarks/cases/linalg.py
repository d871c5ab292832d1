"""Dense matrices."""

from .case import case

case("svd 200x200", 1.0, "local a = random.default_rng(1):random({200, 200})", "local u, s, v = linalg.svd(a)",
     "from scipy import linalg\na = np.random.default_rng(1).random((200, 200))", "u, s, v = linalg.svd(a)")
case("svd 4x4", 1.0, "local a = random.default_rng(1):random({4, 4})", "local u, s, v = linalg.svd(a)",
     "from scipy import linalg\na = np.random.default_rng(1).random((4, 4))", "u, s, v = linalg.svd(a)")

SCIPY = "from scipy import linalg\n"
for n in 2, 4, 10, 50, 1000:
    small = n <= 10
    lua = (f"local rng = random.default_rng(1); local a = rng:standard_normal{{{n}, {n}}}; "
           f"local b = rng:standard_normal({n}); local s = a + a.T")
    python = SCIPY + (f"rng = np.random.default_rng(1); a = rng.standard_normal(({n}, {n})); "
                      f"b = rng.standard_normal({n}); s = a + a.T")
    case(f"solve {n}x{n}", 5.0 if small else 1.0, lua, "local x = linalg.solve(a, b)", python, "x = linalg.solve(a, b)")
    case(f"det {n}x{n}", 5.0 if small else 1.0, lua, "local d = linalg.det(a)", python, "d = linalg.det(a)")
    case(f"inv {n}x{n}", 4.0 if small else 1.0, lua, "local x = linalg.inv(a)", python, "x = linalg.inv(a)")
    if n < 1000:
        case(f"eigh {n}x{n}", 2.5 if small else 1.0, lua, "local w, v = linalg.eigh(s)", python, "w, v = linalg.eigh(s)")
        case(f"eig {n}x{n}", 1.0, lua, "local w, v = linalg.eig(a)", python, "w, v = linalg.eig(a)")
for f, lua, python in (("eigh", "local w, v = linalg.eigh(s)", "w, v = linalg.eigh(s)"),
                       ("eigvalsh", "local w = linalg.eigvalsh(s)", "w = linalg.eigvalsh(s)"),
                       ("eig", "local w, v = linalg.eig(s)", "w, v = linalg.eig(s)"),
                       ("qr", "local q, r = linalg.qr(s)", "q, r = linalg.qr(s)"),
                       ("cholesky", "local c = linalg.cholesky(p)", "c = linalg.cholesky(p)"),
                       ("lstsq", "local x = linalg.lstsq(s, b)", "x = linalg.lstsq(s, b)[0]"),
                       ("pinv", "local x = linalg.pinv(s)", "x = linalg.pinv(s)"),
                       ("expm", "local e = linalg.expm(s)", "e = linalg.expm(s)")):
    case(f"{f} 300x300", 1.0,
         "local rng = random.default_rng(1); local s = rng:standard_normal{300, 300}; s = s + s.T; "
         "local b = rng:standard_normal(300); local p = s:dot(s) + pl.eye(300)", lua,
         SCIPY + "rng = np.random.default_rng(1); s = rng.standard_normal((300, 300)); s = s + s.T; "
         "b = rng.standard_normal(300); p = s @ s + np.eye(300)", python)

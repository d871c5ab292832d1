"""Files."""

from .case import case

case("loadtxt 1e6 x 5", 5.0,
     'local path = os.tmpname(); pl.io.savetxt(path, random.default_rng(1):random({1000000, 5}), {fmt = "%.8g"})',
     "local r = pl.io.loadtxt(path)",
     "import tempfile, os\npath = tempfile.mktemp()\n"
     "np.savetxt(path, np.random.default_rng(1).random((1000000, 5)), fmt='%.8g')",
     "r = np.loadtxt(path)")

case("loadtxt of gz 2e5 x 5", 5.0,
     'local path = os.tmpname() .. ".gz"; '
     'pl.io.savetxt(path, random.default_rng(1):random({200000, 5}), {fmt = "%.8g"})',
     "local r = pl.io.loadtxt(path)",
     "import tempfile\npath = tempfile.mktemp() + '.gz'\n"
     "np.savetxt(path, np.random.default_rng(1).random((200000, 5)), fmt='%.8g')",
     "r = np.loadtxt(path)")

"""Dense matrices."""

from .case import case

case("svd 200x200", 1.0, "local a = random.default_rng(1):random({200, 200})", "local u, s, v = linalg.svd(a)",
     "from scipy import linalg\na = np.random.default_rng(1).random((200, 200))", "u, s, v = linalg.svd(a)")
case("svd 4x4", 1.0, "local a = random.default_rng(1):random({4, 4})", "local u, s, v = linalg.svd(a)",
     "from scipy import linalg\na = np.random.default_rng(1).random((4, 4))", "u, s, v = linalg.svd(a)")

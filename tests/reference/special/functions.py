#!/usr/bin/python3
"""Writes functions.lua: special functions over a few arguments, corners among them, by SciPy."""
import itertools
import warnings

import numpy as np
import scipy
from scipy import special

warnings.simplefilter("ignore")
X = [0.0, 0.3, 1.0, 2.5, 7.0, 30.0, -0.4, -1.0, -2.5, np.inf, -np.inf, np.nan]
P = [0.0, 1e-12, 0.2, 0.5, 0.9, 1.0, 1.5, -0.1, np.nan]
S = [0.3, 1.0, 2.5, 12.0]
CASES = {
    "erf": [X], "erfc": [X], "erfcx": [X], "erfinv": [P], "erfcinv": [P], "ndtr": [X], "ndtri": [P], "log_ndtr": [X],
    "gamma": [[0.0, 0.3, 1.0, 2.5, 7.0, 30.0, -0.4, -1.0, -2.5, np.nan]], "gammaln": [X], "gammasgn": [X[:9]],
    "rgamma": [X[:9]], "psi": [X[:9]], "polygamma": [[1.0, 2.0, 3.0], S], "poch": [S, [0.0, 0.5, 1.0, 3.0, -0.2]],
    "beta": [[0.3, 1.0, 2.5, 12.0, -0.4], S], "betaln": [S, [0.3, 5.0, 40.0, 2000.0]], "binom": [[5.0, 0.5, 50.0, 2.5], S],
    "gammainc": [S + [0.0], [0.0, 0.1, 2.0, 15.0, np.inf]], "gammaincc": [S, [0.0, 0.1, 2.0, 15.0, np.inf]],
    "gammaincinv": [S, P], "gammainccinv": [S, P],
    "betainc": [S, S, [0.0, 0.01, 0.4, 0.8, 1.0, 1.2]], "betaincinv": [S, S, [0.0, 0.01, 0.4, 0.8, 1.0]],
    "expit": [X], "logit": [P], "log_expit": [X], "xlogy": [[0.0, 1.5], [0.0, 2.0, np.nan]],
    "xlog1py": [[0.0, 1.5], [-1.0, 2.0]], "entr": [X], "rel_entr": [[0.0, 1.0, -1.0], [0.0, 2.0, -1.0]],
    "kl_div": [[0.0, 1.0, -1.0], [0.0, 2.0, -1.0]], "huber": [[1.0, -1.0], X[:9]], "pseudo_huber": [[1.0, 0.0, -1.0], X[:9]],
    "boxcox": [S, [0.0, 0.5, -1.0]], "boxcox1p": [S, [0.0, 0.5, -1.0]], "inv_boxcox": [[0.1, 0.5], [0.0, 0.5, -1.0]],
    "inv_boxcox1p": [[0.1, 0.5], [0.0, 0.5, -1.0]], "exprel": [X[:9]], "cosm1": [X[:9]],
    "bdtr": [[0.0, 2.0, 3.7, 5.0], [5.0], [0.1, 0.5]], "bdtrc": [[0.0, 2.0, 3.7, 5.0], [5.0], [0.1, 0.5]],
    "chdtr": [S, [0.0, 1.0, 20.0]], "chdtrc": [S, [0.0, 1.0, 20.0]], "chdtri": [S, [0.01, 0.5, 0.99]],
    "fdtr": [S, S, [0.0, 1.0, 20.0]], "fdtrc": [S, S, [0.0, 1.0, 20.0]], "fdtri": [S, S, [0.01, 0.5, 0.99]],
    "pdtr": [[0.0, 2.0, 9.0], [0.5, 4.0]], "pdtrc": [[0.0, 2.0, 9.0], [0.5, 4.0]],
    "stdtr": [S, [-30.0, -2.0, 0.0, 1.0]], "stdtrit": [S, [0.01, 0.5, 0.99]],
    "kolmogorov": [[0.0, 0.3, 0.9, 2.0, 4.0]], "kolmogi": [[0.01, 0.5, 0.99]], "smirnov": [[1.0, 5.0, 30.0], [0.1, 0.3, 0.7]],
}


def shown(x):
    return "nan" if np.isnan(x) else "inf" if x == np.inf else "-inf" if x == -np.inf else "%.17g" % x


print("-- Written by functions.py with SciPy", scipy.__version__)
print("-- name, {arguments, one list each}, {values, row-major over their grid}")
print("local inf, nan = math.huge, 0/0\nreturn {")
for name, lists in CASES.items():
    values = [shown(float(getattr(special, name)(*args))) for args in itertools.product(*lists)]
    print('  {"%s", {%s},\n    {%s}},' % (name, ", ".join("{" + ", ".join(map(shown, l)) + "}" for l in lists), ", ".join(values)))
print("}")

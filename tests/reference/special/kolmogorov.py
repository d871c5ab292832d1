#!/usr/bin/python3
"""Writes kolmogorov.txt: n, d, and the upper tails of the two-sided and the one-sided statistic, by SciPy."""
import scipy
from scipy.stats import ksone, kstwo

print("# Written by kolmogorov.py with SciPy", scipy.__version__)
for n in [1, 2, 3, 5, 10, 20, 50, 100, 140, 141, 200, 1000, 5000, 20000, 200000]:
    for z in [0.3, 0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 1.9, 2.5]:
        d = float("%.6g" % (z / n**0.5))
        if d < 1:
            print("%d %r %.17g %.17g" % (n, d, kstwo.sf(d, n), ksone.sf(d, n)))

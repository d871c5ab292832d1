#!/usr/bin/python3
"""Writes distance.txt: scipy.spatial.distance over every metric, with and without weights, of points from their place."""
import numpy as np
import scipy
from scipy.spatial import distance as sd


def points(n, d, step, booleans):
    i = np.arange(n * d)
    v = (i * step % 97) / 12.0 - 3.5
    return (v > 0).astype(float).reshape(n, d) if booleans else v.reshape(n, d)


def listed(values):
    return " ".join("%.16g" % e for e in np.asarray(values, float).ravel())


METRICS = ["braycurtis", "canberra", "chebyshev", "cityblock", "correlation", "cosine", "dice", "euclidean", "hamming",
           "jaccard", "kulczynski1", "mahalanobis", "minkowski", "rogerstanimoto", "russellrao", "seuclidean",
           "sokalmichener", "sokalsneath", "sqeuclidean", "yule"]
BOOLEAN = ["dice", "kulczynski1", "rogerstanimoto", "russellrao", "sokalmichener", "sokalsneath", "yule", "jaccard",
           "hamming"]

print("# Written by distance.py with SciPy", scipy.__version__)
print("# metric; d; weighted; p; cdist of 2 and 66 points; pdist of the first 9 of these; cdist of the first pair by its own function")
for metric in METRICS:
    for d in 3, 17:
        for weighted in 0, 1:
            for p in (1, 1.5, 3, np.inf) if metric == "minkowski" else (2,):
                if weighted and metric in ("mahalanobis", "seuclidean"):
                    continue
                a, b = points(2, d, 7919, metric in BOOLEAN), points(66, d, 31, metric in BOOLEAN)
                options = {}
                if weighted:
                    options["w"] = (np.arange(d) % 3 + 0.5) if metric != "chebyshev" else (np.arange(d) % 3) * 1.0
                if metric == "minkowski":
                    options["p"] = p
                own = dict(options)
                if metric == "seuclidean":
                    own["V"] = options["V"] = np.arange(d) + 0.5
                if metric == "mahalanobis":
                    own["VI"] = options["VI"] = np.eye(d) * 2 + 0.25
                f = getattr(sd, metric)
                if metric in BOOLEAN and metric not in ("jaccard", "hamming"):
                    one = f(a[0].astype(bool), b[0].astype(bool), **own)
                else:
                    one = f(a[0], b[0], **own)
                with np.errstate(all="ignore"):
                    print("; ".join([metric, str(d), str(weighted), "%.17g" % p, listed(sd.cdist(a, b, metric, **options)),
                                     listed(sd.pdist(b[:9], metric, **options)), "%.17g" % one]))

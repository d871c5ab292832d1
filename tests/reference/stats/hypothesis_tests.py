#!/usr/bin/python3
"""Writes hypothesis_tests.lua: tests of hypotheses with all their options, by SciPy. Each case holds Lua's arguments as text."""
import itertools
import warnings

import numpy as np
import scipy
from scipy import stats

warnings.simplefilter("ignore")
rng = np.random.default_rng(11)
A = np.round(rng.normal(0, 1, 12), 3)
B = np.round(rng.normal(0.6, 2, 9), 3)
C = np.round(A + rng.normal(0.2, 0.5, 12), 3)
T1, T2 = rng.integers(0, 8, 15).astype(float), rng.integers(1, 9, 15).astype(float)
M1, M2 = np.round(rng.normal(0, 1, (4, 6)), 3), np.round(rng.normal(0.5, 1, (4, 6)), 3)
N1, N2 = M1.copy(), M2.copy()
N1[1, 2] = N2[3, 4] = N1[0, 0] = np.nan
L1, L2 = np.round(rng.normal(0, 1, 60), 3), np.round(rng.normal(0.3, 1.2, 45), 3)
DATA = dict(A=A, B=B, C=C, T1=T1, T2=T2, M1=M1, M2=M2, N1=N1, N2=N2, L1=L1, L2=L2, N3=np.where(np.arange(12) == 4, np.nan, A))
DATA["L3"] = np.round(0.5 * DATA["L1"][:45] + rng.normal(0, 1, 45), 3)
SIDES = ["two-sided", "less", "greater"]


def shown(x):
    x = np.asarray(x)
    if x.ndim:
        return "{" + ", ".join(shown(v) for v in x) + "}"
    x = float(x)
    return "nan" if np.isnan(x) else "inf" if x == np.inf else "-inf" if x == -np.inf else "%.17g" % x


print("-- Written by hypothesis_tests.py with SciPy", scipy.__version__)
print("-- call, statistic, pvalue; axes as Lua counts them")
print("local inf, nan = math.huge, 0/0\nlocal data = {")
for name, values in DATA.items():
    print("  %s = %s," % (name, shown(values)))
print("}\nlocal cases = {")


def case(f, values_, lua_args, **options):
    values = [DATA[a] if isinstance(a, str) and a in DATA else a for a in values_]
    r = getattr(stats, f)(*values, **options)
    parts = []
    for key, v in options.items():
        if key == "axis":
            v = "pl.none" if v is None else str(v + 1)
        elif isinstance(v, bool):
            v = str(v).lower()
        elif isinstance(v, str):
            v = '"%s"' % v
        elif isinstance(v, tuple):
            v = shown(v)
        parts.append("%s = %s" % (key, v))
    call = "stats.%s(%s, {%s})" % (f, ", ".join(lua_args), ", ".join(parts))
    stat, p = r[0], r[1]
    print("  {[==[%s]==], %s, %s}," % (call, shown(np.ma.filled(stat, np.nan)), shown(np.ma.filled(p, np.nan))))


for side in SIDES:
    case("ttest_1samp", ["A", 0.2], ["data.A", "0.2"], alternative=side)
    for axis in (0, 1, None):
        case("ttest_1samp", ["M1", 0], ["data.M1", "0"], axis=axis, alternative=side)
    case("ttest_rel", ["A", "C"], ["data.A", "data.C"], alternative=side)
    case("ttest_rel", ["M1", "M2"], ["data.M1", "data.M2"], axis=1, alternative=side)
    for equal in (True, False):
        case("ttest_ind", ["A", "B"], ["data.A", "data.B"], equal_var=equal, alternative=side)
        case("ttest_ind", ["L1", "L2"], ["data.L1", "data.L2"], equal_var=equal, alternative=side, trim=0.1)
        case("ttest_ind", ["M1", "M2"], ["data.M1", "data.M2"], equal_var=equal, alternative=side, axis=1)
for policy in ("propagate", "omit"):
    case("ttest_1samp", ["N1", 0], ["data.N1", "0"], axis=1, nan_policy=policy)
    case("ttest_rel", ["N1", "N2"], ["data.N1", "data.N2"], axis=1, nan_policy=policy)
    case("ttest_ind", ["N1", "N2"], ["data.N1", "data.N2"], axis=1, nan_policy=policy)
    case("ttest_1samp", ["N3", 0], ["data.N3", "0"], nan_policy=policy)
print('  {"stats.ttest_ind({1, 2, 5}, {3, 4, 4.5}, {permutations = 100000})", %s, %s},'
      % tuple(map(shown, stats.ttest_ind([1, 2, 5.0], [3, 4, 4.5], permutations=100000))))
case("ttest_ind_from_stats", [15, 1, 10, 13, 2, 12], ["15", "1", "10", "13", "2", "12"], equal_var=False, alternative="greater")
for side in SIDES:
    for mode in ("auto", "exact", "asymp"):
        case("ks_2samp", ["A", "B"], ["data.A", "data.B"], alternative=side, method=mode)
        case("ks_2samp", ["A", "C"], ["data.A", "data.C"], alternative=side, method=mode)
        case("ks_2samp", ["L1", "L2"], ["data.L1", "data.L2"], alternative=side, method=mode)
        case("ks_2samp", ["T1", "T2"], ["data.T1", "data.T2"], alternative=side, method=mode)
    for mode in ("auto", "exact", "asymp", "approx"):
        case("ks_1samp", ["A", stats.norm.cdf], ["data.A", "stats.norm.cdf"], alternative=side, method=mode)
        case("kstest", ["L1", "norm"], ["data.L1", '"norm"'], args=(0.2, 1.1), alternative=side, method=mode)
    case("kstest", ["A", "B"], ["data.A", "data.B"], alternative=side)
    for mode in ("auto", "exact", "asymptotic"):
        case("mannwhitneyu", ["A", "B"], ["data.A", "data.B"], alternative=side, method=mode)
        case("mannwhitneyu", ["M1", "M2"], ["data.M1", "data.M2"], alternative=side, method=mode, axis=1)
    for cont in (True, False):
        case("mannwhitneyu", ["T1", "T2"], ["data.T1", "data.T2"], alternative=side, use_continuity=cont)
        case("mannwhitneyu", ["L1", "L2"], ["data.L1", "data.L2"], alternative=side, use_continuity=cont)
    case("pearsonr", ["A", "C"], ["data.A", "data.C"], alternative=side)
    case("pearsonr", ["L3", "L2"], ["data.L3", "data.L2"], alternative=side)
    case("spearmanr", ["A", "C"], ["data.A", "data.C"], alternative=side)
    case("spearmanr", ["T1", "T2"], ["data.T1", "data.T2"], alternative=side)
    case("spearmanr", ["M1"], ["data.M1"], alternative=side)
    case("spearmanr", ["M1", "M2"], ["data.M1", "data.M2"], alternative=side, axis=1)
    for v in "bc":
        case("kendalltau", ["T1", "T2"], ["data.T1", "data.T2"], alternative=side, variant=v)
        case("kendalltau", ["A", "C"], ["data.A", "data.C"], alternative=side, variant=v)
        case("kendalltau", ["A", "C"], ["data.A", "data.C"], alternative=side, variant=v, method="asymptotic")
        case("kendalltau", ["L3", "L2"], ["data.L3", "data.L2"], alternative=side, variant=v)
for table in ([[10, 10, 20], [20, 20, 20]], [[12, 5], [3, 9]], [[[3, 5], [6, 2]], [[4, 7], [1, 8]]]):
    text = shown(np.array(table, float))
    for lam in (None, "pearson", "log-likelihood", "freeman-tukey", "mod-log-likelihood", "neyman", "cressie-read", 0.5):
        for cor in (True, False):
            options = dict(correction=cor)
            if lam is not None:
                options["lambda_"] = lam
            case("chi2_contingency", [table], [text], **options)
print("}\nreturn {data = data, cases = cases}")

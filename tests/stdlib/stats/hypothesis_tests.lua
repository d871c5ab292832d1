-- Tests of hypotheses from Lua against SciPy's values, with all options; records, intervals, errors.
local check = require "check"
local pl = require "perilune"
local stats = pl.stats
local here = (...):match "^(.*)/stdlib/" or "tests"
local reference = dofile(here .. "/reference/stats/hypothesis_tests.lua")
local scope = setmetatable({data = reference.data, stats = stats, pl = pl}, {__index = _G})

check.group("SciPy's values", function()
  for _, case in ipairs(reference.cases) do
    local call, statistic, pvalue = table.unpack(case)
    local ok, res = pcall(load("return " .. call, "=case", "t", scope))
    if check(ok, call .. " raised " .. tostring(res)) then
      -- SciPy's tails of Kolmogorov's statistic are good to about nine digits.
      check.close(res.statistic, statistic, 1e-12, 1e-6, call .. ".statistic")
      check.close(res.pvalue, pvalue, 1e-8, 1e-6, call .. ".pvalue")
    end
  end
end)

check.group("records", function()
  local res = stats.ttest_ind({1, 2, 3, 4}, {3, 4, 5, 6, 9})
  local t, p = pl.unpack(res)
  check.eq({t, p}, {res.statistic, res.pvalue})
  check.eq({res[1], res[2], #res}, {t, p, 2})
  check.eq(res.df, 7.0)
  check.eq(math.type(res.statistic), "float")
  check(not tostring(res):find "_estimate", "what only methods read does not show")
  check(not pcall(function() return res._estimate end), "nor can it be read")
  check.raises("a TtestResult record has no field 'confidence_intervall' (did you mean 'confidence_interval'?)",
               function() return res.confidence_intervall end)
end)

check.group("confidence intervals", function()
  local a = {5.1, 4.9, 5.6, 5.8, 6.0}
  local ci = stats.ttest_1samp(a, 5):confidence_interval(0.95)
  local n, mean = 5, 5.48
  local se = pl.std(pl.array(a), {ddof = 1}) / math.sqrt(n)
  local half = stats.t.ppf(0.975, 4) * se
  check.near({ci.low, ci.high}, {mean - half, mean + half}, 1e-13)
  ci = stats.ttest_1samp(a, 5, {alternative = "greater"}):confidence_interval(0.9)
  check.near(ci.low, mean - stats.t.ppf(0.9, 4) * se, 1e-13)
  check.eq(ci.high, math.huge)
  ci = stats.ttest_1samp(a, 5, {alternative = "less"}):confidence_interval{confidence_level = 0.9}
  check.eq(ci.low, -math.huge)
  local low, high = pl.unpack(stats.ttest_ind(a, {1, 2, 3}):confidence_interval())
  check(low < 3.48 and 3.48 < high, "the difference of the means lies inside")
  local many = stats.ttest_1samp({{1, 2}, {3, 5}, {6, 6}}, 0):confidence_interval()
  check.eq(many.low.shape == {2}, true)
  check.raises("TtestResult:confidence_interval: confidence_level must be at most 1, got 2",
               function() stats.ttest_1samp(a, 5):confidence_interval(2) end)
  local r = stats.pearsonr({1, 2, 3, 4, 5}, {1, 3, 2, 5, 4}):confidence_interval(0.95)
  check.near({r.low, r.high}, {-0.27964004196935477, 0.9861961933012714}, 1e-9)
  r = stats.pearsonr({1, 2, 3, 4, 5}, {1, 3, 2, 5, 4}, {alternative = "greater"}):confidence_interval()
  check.eq(r.high, 1.0)
  r = stats.pearsonr({1, 2, 3}, {1, 3, 2}):confidence_interval()
  check.eq({r.low, r.high}, {-1.0, 1.0})
end)

check.group("options", function()
  local a = pl.array{{1, 2, 3.5}, {4, 5, 5}}
  check.eq(stats.ttest_1samp(a, 0, {axis = 2, keepdims = true}).statistic.shape == {2, 1}, true)
  check.eq(stats.ttest_1samp(a, {1, 2, 3}).statistic.shape == {3}, true)
  check.eq(stats.ttest_1samp(a.T, 0, 2).statistic, stats.ttest_1samp(a, 0, 1).statistic, "strides")
  check.eq(stats.ttest_ind(a, a * 2, {axis = pl.none}).df, 10.0)
  local u = stats.ttest_ind({1, 2, 3, 5, 8}, {2, 4, 6, 9, 12}, {permutations = 200, rng = 3})
  local v = stats.ttest_ind({1, 2, 3, 5, 8}, {2, 4, 6, 9, 12}, {permutations = math.huge})
  check(math.abs(u.pvalue - v.pvalue) < 0.15, "random relabellings come close to all of them")
  check.eq(u.pvalue, stats.ttest_ind({1, 2, 3, 5, 8}, {2, 4, 6, 9, 12}, {permutations = 200, rng = 3}).pvalue)
  -- SciPy 1.10.1's values: NumPy's legacy permutations, the same for each of several tests.
  check.near(stats.ttest_ind({1, 2, 3, 5, 8, 4, 7}, {2, 4, 6, 9, 12, 3.5}, {permutations = 50, random_state = 3}).pvalue,
             0.35294117647058826, 1e-15)
  check.near(stats.ttest_ind({{1, 2, 3, 5, 8, 4, 7}, {3, 1, 2, 9, 9, 5, 2}}, {{2, 4, 6, 9, 12, 3.5}, {1, 1, 4, 3, 0, 2}},
                             {axis = 2, permutations = 40, random_state = 5, alternative = "less"}).pvalue,
             {0.1951219512195122, 0.975609756097561}, 1e-15)
  check.eq(stats.ks_2samp({{1, 2}, {3, 4}, {5, 6}}, {{1, 2}, {3, 9}, {5, 8}}, {axis = 1}).pvalue.shape == {2}, true)
  check.eq(stats.kstest({0.1, 0.5, -0.3}, "norm", {mode = "asymp"}).pvalue,
           stats.kstest({0.1, 0.5, -0.3}, "norm", {method = "asymp"}).pvalue, "SciPy's older name")
  local emptied = stats.mannwhitneyu({{0 / 0, 0 / 0}, {1, 2}}, {{1, 3}, {4, 5}}, {axis = 2, nan_policy = "omit"}).pvalue
  check(emptied[1] ~= emptied[1], "nothing is left of the first")
  check.eq(emptied[2], stats.mannwhitneyu({1, 2}, {4, 5}).pvalue)
  local ks = stats.ks_2samp({1, 2, 3, 4}, {3.5, 4.5, 5.5})
  check.eq({ks.statistic_location, ks.statistic_sign}, {3.0, 1})
  check.near(stats.kstest({0.1, 0.4, 0.7}, function(x) return x end).statistic, 0.3, 1e-15)
  check.near(stats.kstest({0.1, 0.4, 0.7}, function(x, k) return x ^ k end, {args = 2}).pvalue,
             stats.ks_1samp({0.1, 0.4, 0.7}, stats.beta.cdf, {args = {2, 1}}).pvalue, 1e-13)
  check(stats.kstest("norm", "norm", {N = 100, rng = 1}).pvalue > 0.01)
  check.eq(stats.kstest("expon", "expon", {rng = 5}).pvalue, stats.kstest("expon", "expon", {rng = 5}).pvalue)
  local m = stats.spearmanr(pl.array{{1, 2, 9}, {2, 1, 7}, {3, 5, 8}, {4, 4, 1}})
  check.eq(m.statistic.shape == {3, 3}, true)
  check.near(m.statistic[{1, 1}], 1, 1e-15)
  check.near(m.statistic[{1, 3}], stats.spearmanr({1, 2, 3, 4}, {9, 7, 8, 1}).statistic, 1e-15)
  check.eq(stats.chi2_contingency({{10, 10, 20}, {20, 20, 20}}).dof, 2)
  check.near(stats.chi2_contingency({{10, 10, 20}, {20, 20, 20}}).expected_freq, {{12, 12, 16}, {18, 18, 24}}, 1e-13)
  local all = {stats.chi2_contingency({{12, 5}, {3, 9}}):unpack()}
  check.eq({#all, all[3]}, {4, 1})
end)

check.group("few and strange data", function()
  check.eq(stats.ttest_1samp({3}, 0).pvalue, 0 / 0)
  check.eq(stats.ttest_1samp({}, 0).statistic, 0 / 0)
  check.eq(stats.ttest_ind({1}, {2}).pvalue, 0 / 0)
  check.eq(stats.ttest_rel({1, 2}, {1, 2}).pvalue, 0 / 0)
  check.eq(stats.ttest_1samp({2, 2, 2}, 1).statistic, math.huge)
  check.eq(stats.ttest_1samp({1, 2, 0 / 0}, 0).pvalue, 0 / 0)
  check.eq(stats.pearsonr({1, 1, 1}, {1, 2, 3}).statistic, 0 / 0)
  check.eq(stats.pearsonr({1, 2}, {4, 3}).statistic, -1.0)
  check.eq(stats.ks_2samp({1, 2, 0 / 0}, {1, 2}).pvalue, 0 / 0)
  check.eq(stats.mannwhitneyu({1, 2, 0 / 0}, {1, 2}).pvalue, 0 / 0)
  check.eq(stats.ks_2samp({1, 2}, {1, 2}).pvalue, 1.0)
  check.near(stats.pearsonr({1e300, 2e300, 4e300}, {1, 2, 3}).statistic, stats.pearsonr({1, 2, 4}, {1, 2, 3}).statistic, 1e-14)
end)

check.group("errors", function()
  check.raises("stats.ttest_rel: b must have as many elements as a, 2, got 3", stats.ttest_rel, {1, 2}, {1, 2, 3})
  check.raises("stats.ttest_ind: a must be real, got a vector of length 2 (complex128)", stats.ttest_ind,
               pl.zeros(2, "complex128"), {1})
  check.raises("stats.ttest_1samp: a must not hold nan, got nan", stats.ttest_1samp, {1, 0 / 0}, 0, {nan_policy = "raise"})
  check.raises("stats.ks_2samp: the samples must not be empty, got one without elements", stats.ks_2samp, {}, {1})
  check.raises("stats.pearsonr: x must have at least 2 elements, got 1", stats.pearsonr, {1}, {1})
  check.raises("stats.pearsonr: y must have as many elements as x, 2, got 3", stats.pearsonr, {1, 2}, {1, 2, 3})
  check.raises("stats.chi2_contingency: observed must not be negative, got -1", stats.chi2_contingency, {{1, -1}, {2, 3}})
  check.raises("stats.chi2_contingency: observed must have a positive count in every row and column, got one without",
               stats.chi2_contingency, {{1, 0}, {2, 0}})
  check.raises("stats.kendalltau: method 'exact' takes no ties", stats.kendalltau, {1, 1, 2}, {1, 2, 3}, {method = "exact"})
  check.raises("stats.ttest_ind: permutations must be left out beside trim, got 10", stats.ttest_ind, {1, 2, 3}, {1, 2, 3},
               {permutations = 10, trim = 0.1})
  check.raises("stats.kstest: cdf must be a sample, a function or the name of a distribution (norm, t, chi2, f, beta, " ..
               "gamma, expon, uniform, lognorm, binom, poisson), got 'nrom'", stats.kstest, {1, 2}, "nrom")
  check.raises("stats.kstest: cdf must lie between 0 and 1, got 3", stats.kstest, {1, 3}, function(x) return x end)
  check(not pcall(stats.kstest, {1, 2}, function() error "mine" end), "an error of the function comes out")
  check(not pcall(stats.mannwhitneyu, {1}, {2}, {method = "fast"}), "no such method")
end)

-- Functions of modules and of distributions are called with a dot; with a colon the module's own table comes first.
local check = require "check"
local pl = require "perilune"
local linalg, optimize, stats, sparse = pl.linalg, pl.optimize, pl.stats, pl.sparse

-- The message begins so, and says how it is written.
local function refused(text, f)
  local message = check.error_of(f)
  check(type(message) == "string" and message:find(text, 1, true), tostring(message))
end

check.group("a module in front of a colon", function()
  refused("linalg.det: call it with a dot, linalg.det(...)", function() return linalg:det{{1, 2}, {3, 4}} end)
  refused("linalg.solve: call it with a dot, linalg.solve(...)", function() return linalg:solve({{1}}, {1}) end)
  refused("optimize.minimize: call it with a dot", function()
    return optimize:minimize(function(x) return x[1] ^ 2 end, {1})
  end)
  refused("pl.sum: call it with a dot, pl.sum(...)", function() return pl:sum{1, 2} end)
  refused("pl.exp: call it with a dot", function() return pl:exp(1) end)
  refused("pl.zeros: call it with a dot", function() return pl:zeros{3} end)
  refused("pl.array: call it with a dot", function() return pl:array{3} end)
  refused("stats.describe: call it with a dot", function() return stats:describe{1, 2, 3} end)
  refused("sparse.linalg.cg: call it with a dot, sparse.linalg.cg(...)", function()
    return sparse.linalg:cg(sparse.eye(2), {1, 2})
  end)
  refused("pl.io.loadtxt: call it with a dot", function() return pl.io:loadtxt "none" end)
  refused("stats.norm: call it with a dot", function() return stats:norm(1, 2) end)
end)

check.group("a distribution in front of a colon", function()
  refused("stats.norm.ppf: call it with a dot, stats.norm.ppf(...)", function() return stats.norm:ppf(0.5) end)
  for _, name in ipairs{"cdf", "rvs", "mean", "interval", "fit"} do
    refused("call it with a dot, stats.norm." .. name, function() return stats.norm[name](stats.norm, 0.95) end)
  end
  refused("stats.binom.pmf: call it with a dot", function() return stats.binom:pmf(3, 10, 0.3) end)
end)

check.group("tables that are arguments", function()
  check.eq(stats.norm(0, 1):cdf(0), 0.5)
  check(stats.kstest({0.1, 0.2, 0.9}, stats.norm.cdf).pvalue > 0)
  check(pcall(pl.exp, {1, 2}))
end)

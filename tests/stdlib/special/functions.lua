-- special from Lua: every elementwise function against SciPy's values on a grid that holds the corners of its domain, as
-- plain numbers and as broadcast arrays; dtypes, layouts, errors. The accuracy is tested with the kernels.
local check = require "check"
local pl = require "perilune"
local special = pl.special
local here = (...):match "^(.*)/stdlib/" or "tests"

-- SciPy's own errors are larger for these.
local loose = {zeta = 1e-12, smirnov = 1e-12, betaincinv = 1e-10, gammaincinv = 1e-10, gammainccinv = 1e-10, chdtri = 1e-10,
               fdtri = 1e-10, stdtrit = 1e-8, betaln = 1e-11, kolmogi = 1e-10}
local tested = {}
for _, case in ipairs(dofile(here .. "/reference/special/functions.lua")) do
  local name, lists, values = table.unpack(case)
  tested[name] = true
  check.group(name, function()
    local f, n, counts = special[name], #lists, {}
    local arrays = {}
    for k, list in ipairs(lists) do
      local shape = {}
      for j = 1, n do shape[j] = j == k and #list or 1 end
      arrays[k] = pl.array(list):reshape(shape)
      counts[k] = #list
    end
    local together = f(table.unpack(arrays)):ravel()
    check.eq(#together, #values)
    for i, expected in ipairs(values) do
      local args, rest = {}, i - 1
      for k = n, 1, -1 do
        args[k] = lists[k][rest % counts[k] + 1]
        rest = rest // counts[k]
      end
      local value = f(table.unpack(args))
      check(math.type(value) == "float", "a number for numbers")
      -- Close in absolute terms around zeros, in relative ones elsewhere.
      check.close(value, expected, loose[name] or 1e-13, 1e-3, ("%s(%s)"):format(name, table.concat(args, ", ")))
      check(value == together[i] or value ~= value and together[i] ~= together[i], "the same in an array")
    end
  end)
end

check.group("what SciPy 1.10 does not have", function()
  check.near(special.betaincc(2.5, 1.5, 0.3), 1 - special.betainc(2.5, 1.5, 0.3), 1e-15)
  check.near(special.betainccinv(2.5, 1.5, special.betaincc(2.5, 1.5, 0.3)), 0.3, 1e-14)
  check.near(special.ndtri_exp(special.log_ndtr(-3)), -3, 1e-14)
  check.near(special.softplus{-800, 0, 800}, {0, math.log(2), 800}, 1e-15)
  check.near(special.loggamma(4.5), special.gammaln(4.5), 0)
  check.eq(special.digamma, special.psi)
  for _, name in ipairs{"betaincc", "betainccinv", "ndtri_exp", "softplus", "loggamma", "erfi", "dawsn"} do tested[name] = true end
end)

check.group("complex numbers", function()
  for _, case in ipairs(dofile(here .. "/reference/special/complex.lua")) do
    local name, z, expected = case[1], pl.complex(case[2], case[3]), pl.complex(case[4], case[5])
    local value = special[name](z)
    local limit = name == "loggamma" and 1e-15 + 1e-14 * expected:abs() or 3e-14 * expected:abs()
    check((value - expected):abs() <= limit, ("%s(%s) is %s, expected %s"):format(name, z, value, expected))
  end
  local z = pl.array{pl.complex(1, 2), pl.complex(-0.5, 0.25), pl.complex(3, -1), pl.complex(0, 0.5)}:reshape(2, 2)
  for _, name in ipairs{"erf", "erfc", "erfcx", "erfi", "dawsn", "wofz", "ndtr", "log_ndtr", "gamma", "rgamma", "loggamma", "psi"} do
    local f = special[name]
    check.eq(f(z).dtype, "complex128", name)
    check.eq(f(z.T)(2, 1), f(z(1, 2)), name)
    check.eq(f(z:astype "complex64").dtype, "complex64", name)
    -- Along the real axis the real function.
    local real = f(2.5)
    check((f(pl.complex(2.5, 0)) - real):abs() <= 2e-15 * (type(real) == "number" and math.abs(real) or real:abs()), name)
    if name ~= "wofz" then check((f(z):conj() - f(z:conj())):abs():max() < 1e-14, name) end
    local nothing = f(pl.complex(0 / 0, 1))
    check(nothing.real ~= nothing.real, name .. " of NaN")
  end
  check.eq(special.wofz(pl.ones(2, "float32")).dtype, "complex64")
  check.eq(special.rgamma(pl.complex(-2, 0)), pl.complex(0, 0))
  check.eq(special.xlogy(pl.complex(0, 0), pl.complex(0, 0)), pl.complex(0, 0))
  check((special.xlogy(2, pl.complex(0, 1)) - pl.complex(0, math.pi)):abs() < 1e-15)
  check((special.xlog1py(pl.complex(1, 1), 1e-10) - pl.complex(1, 1) * 9.9999999995e-11):abs() < 1e-25)
end)

check.group("no function without a test", function()
  for name in pairs(special) do
    check(tested[name] or name == "digamma" or name:find "softmax" or name == "logsumexp" or name == "wofz", name)
  end
end)

check.group("dtypes", function()
  for from, to in pairs{float64 = "float64", float32 = "float32", int64 = "float64", int32 = "float64", uint8 = "float64",
                        bool = "float64"} do
    check.eq(special.erf(pl.ones(3, from)).dtype, to, from)
  end
  local f = pl.ones(3, "float32")
  check.eq(special.gammainc(2, f).dtype, "float32", "a number does not widen")
  check.eq(special.gammainc(pl.ones(3), f).dtype, "float64")
  check.near(special.gammainc(2, f)[1], special.gammainc(2, 1), 1e-7)
end)

check.group("layouts", function()
  local a = pl.arange(12):reshape(3, 4)
  check.eq(special.erf(a.T), special.erf(a.T:copy()))
  check.eq(special.erf(a["::-1, ::2"]), special.erf(a["::-1, ::2"]:copy()))
  check.eq(special.beta(a + 1, {1, 2, 3, 4})[{2, 3}], special.beta(7, 3))
  check.eq(special.erf(pl.zeros{0, 3}).shape == {0, 3}, true)
  check.eq(special.erf(pl.array(0)), 0.0, "a 0-d array gives a number")
  check.eq(special.erf{x = 0}, 0.0)
end)

check.group("large arrays on several threads", function()
  local x = pl.linspace(-4, 4, 100001)
  local y = special.ndtr(x)
  check.eq(y[1], special.ndtr(-4))
  check.near(y[50001], 0.5, 0)
  check.near(y + special.ndtr(-x), pl.ones(100001), 3e-16)
end)

check.group("errors", function()
  check.raises("special.expit: x must be real, got a complex value", special.expit, pl.complex(1, 2))
  check.raises("special.beta: b must be real, got a vector of length 2 (complex128)", special.beta, 1,
               pl.zeros(2, "complex128"))
  check.raises("special.gammainc: shapes 2 and 3 do not broadcast together", special.gammainc, {1, 2}, {1, 2, 3})
  check(not pcall(special.erf), "an argument is missing")
  check(not pcall(special.erf, "a"), "text is no number")
  check(not pcall(special.erf, 1, 2), "one too many")
end)

-- Complex values, and arrays of them.
local check = require "check"
local family = require "family"
local pl = family.covers "complex complex:abs complex:angle complex:conj complex.real complex.imag"
local is, told = family.is, family.told
local c = pl.complex
local inf, nan = math.huge, 0 / 0

check.group("making and reading", function()
  local z = c(3, -4)
  check.eq({z.real, z.imag, z:abs(), z:angle(), z:conj()}, {3.0, -4.0, 5.0, math.atan(-4, 3), c(3, 4)})
  check.eq(c(2).imag, 0.0)
  check.eq(c(2, nil), c(2))
  check.eq(c(z), z)
  check.eq(c(1, {im = 2}), c(1, 2))
  check.eq(c{re = 1, im = 2}, c(1, 2))
  check.eq(c(true and 1, 0), c(1))
  check.eq(math.type(c(1, 2).real), "float")
  check.eq({tostring(c(1, 2)), tostring(c(0, -1)), tostring(c(1.5, 0)), tostring(c(-0.0, 1e300))},
           {"(1+2j)", "(0-1j)", "(1.5+0j)", "(-0+1e+300j)"})
  check.eq({tostring(c(nan, inf)), tostring(c(-inf, 0))}, {"(nan+infj)", "(-inf+0j)"})
  check.eq(c(1e200, 1e200):abs() < inf, true, "without overflow on the way")
  check.eq(c(0, 2):angle(), math.pi / 2)
  check.eq(c(-1, 0):angle(), math.pi)
  told("complex values are immutable", "a.real = 3", z)
  told("a complex value has no field 'foo'; it has real, imag, abs(), angle() and conj()", "a.foo", z)
  told("pl.complex: argument re is missing\n    usage: z = pl.complex(re, [im = 0])", "pl.complex()")
  told("pl.complex: im must be a number, got 'x'", "pl.complex(1, 'x')")
  told("pl.complex: takes at most 2 arguments, got 3\n    usage: z = pl.complex(re, [im = 0])", "pl.complex(1, 2, 3)")
  told("pl.complex: re is given by place and by name", "pl.complex(1, {re = 2})")
  told("pl.complex: unknown option 'imag'", "pl.complex(1, {imag = 2})")
  check.raises_like("complex", z.abs, 3)
end)

check.group("arithmetic of values", function()
  local a, b = c(1, 2), c(3, -1)
  check.eq({a + b, a - b, a * b, -a}, {c(4, 1), c(-2, 3), c(5, 5), c(-1, -2)})
  check.near(a / b, c(0.1, 0.7), 1e-15)
  check.eq({a + 1, 1 + a, a * 2, 2 * a, a - 1, 1 - a, a / 2}, {c(2, 2), c(2, 2), c(2, 4), c(2, 4), c(0, 2), c(0, -2), c(0.5, 1)})
  check.eq({a ^ 2, a ^ 0, c(0, 1) ^ 2}, {c(-3, 4), c(1), c(-1)})
  check.near(c(0, 1) ^ c(0, 1), c(math.exp(-math.pi / 2)), 1e-15)
  check.near(2 ^ c(0, 1), c(math.cos(math.log(2)), math.sin(math.log(2))), 1e-15)
  check.eq({a == c(1, 2), a == b, c(1) == 1, c(0) == c(-0.0, -0.0), c(nan) == c(nan)}, {true, false, false, true, false})
  told("complex values have no order", "a < b", a, b)
  told("complex values have no order", "a <= 1", a)
  told("complex values have no operator //", "a // 2", a)
  told("complex values have no operator %", "a % 2", a)
  check.raises_like("complex", function() return a + "x" end)
  check.raises_like("complex", function() return a + nil end)
  check.raises_like("complex", function() return #a end)
end)

check.group("arrays", function()
  for _, dtype in ipairs{"complex128", "complex64"} do
    local z = pl.array({c(1, 2), c(3, -1)}, dtype)
    is(z + c(0, 1), {c(1, 3), c(3, 0)}, dtype)
    is(c(0, 1) * z, {c(-2, 1), c(1, 3)}, dtype)
    is(z * z["::-1"], {c(5, 5), c(5, 5)}, dtype)
    is(z + pl.array({1, 2}, "float32"), {c(2, 2), c(5, -1)}, dtype)
    is(z:conj(), {c(1, -2), c(3, 1)}, dtype)
    is(z ^ 2, {c(-3, 4), c(8, -6)}, dtype)
    check.eq(z:sum(), c(4, 1))
    check.eq(z[1], c(1, 2))
    z[1] = c(9, 9)
    z[2] = 4
    is(z, {c(9, 9), c(4)}, dtype)
    check.eq(tostring(z), "[9.+9.j 4.+0.j]")
    check.eq(z:tolist(), {c(9, 9), c(4)})
    check.eq((z == pl.array{c(9, 9), 4}), true)
    told("floor_divide does not take " .. dtype, "a // 2", z)
  end
  -- Complex input is never cut: it works, or it is an error.
  local z = pl.array{c(1, 1)}
  for _, name in ipairs{"floor", "ceil"} do check.raises_like("does not take complex128", pl[name], z) end
  for _, f in ipairs{function() return pl.percentile(z, 50) end, function() return pl.zeros(2)[z] end, function() return z:astype "int32" end,
                     function() pl.zeros(1)["..."] = z end, function() pl.zeros(1):add_(z) end, function() return pl.arange(c(1, 1)) end,
                     function() return pl.exp(z, {out = pl.zeros(1)}) end, function() return pl.zeros{c(2, 0)} end,
                     function() return pl.round(z, c(1, 0)) end} do
    check(not pcall(f), "an error")
  end
end)

family.finish()

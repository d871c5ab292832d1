-- logsumexp, softmax and log_softmax: SciPy 1.10.1's values, options, extremes.
local check = require "check"
local pl = require "perilune"
local special = pl.special

check.group("logsumexp", function()
  local a = pl.array{{1, 2, 3}, {4, 5, 6.5}}
  check.near(special.logsumexp(a), 6.8005550910875154, 1e-13)
  check.near(special.logsumexp(a, 1), {4.0485873515737, 5.0485873515737, 6.5297504182726}, 1e-12)
  check.near(special.logsumexp(a, {axis = -1}), {3.4076059644443804, 6.766367899807134}, 1e-13)
  check.eq(special.logsumexp(a, {axis = 2, keepdims = true}).shape == {2, 1}, true)
  check.eq(special.logsumexp(a, {axis = {1, 2}}), special.logsumexp(a))
  check.eq(special.logsumexp(a, {axis = pl.none, keepdims = true}).shape == {1, 1}, true)
  local y, s = special.logsumexp({1, 2, 3}, {b = {1, 0, -1}, return_sign = true})
  check.near(y, 2.854586542131141, 1e-14)
  check.eq(s, -1.0)
  check.eq(special.logsumexp({1, 2}, {b = {1, -1}}), 0 / 0)
  check.eq(special.logsumexp({math.huge, 1}, {b = {0, 1}}), 1.0, "a factor of 0 takes out an infinity")
  check.near(special.logsumexp({1000, 1000.0}), 1000 + math.log(2), 1e-15)
  check.eq(special.logsumexp({-math.huge, -math.huge}), -math.huge)
  check.eq(special.logsumexp({math.huge, 0}), math.huge)
  check.eq(special.logsumexp({0 / 0, 0}), 0 / 0)
  check.eq(special.logsumexp{}, -math.huge)
  check.eq(special.logsumexp(pl.ones(3, "float32"), 1, {keepdims = true}).dtype, "float32")
  local z = special.logsumexp(pl.array{pl.complex(1, 1), pl.complex(2, 0)})
  check.near({z.real, z.imag}, {2.2135700834423, 0.25271137821859}, 1e-13)
  check.eq(special.logsumexp(3), 3.0)
end)

check.group("softmax", function()
  local a = pl.array{{1, 2, 3}, {4, 5, 6.5}}
  check.near(special.softmax(a):sum(), 1, 1e-15)
  check.near(special.softmax(a, 2):sum(2), {1, 1}, 1e-15)
  check.near(special.softmax(a, {axis = 1})[{1, 1}], 1 / (1 + math.exp(3)), 1e-15)
  check.near(special.log_softmax(a, 2), pl.log(special.softmax(a, 2)), 1e-14)
  check.eq(special.softmax{1e4, 0}, pl.array{1, 0})
  check.eq(special.log_softmax{1e4, 0}, pl.array{0, -1e4})
  check.eq(special.softmax(pl.zeros{0, 2}).shape == {0, 2}, true)
  check.eq(special.softmax(pl.ones(2, "float32")).dtype, "float32")
end)

check.group("errors", function()
  check.raises("special.softmax: axis 3 is out of range for an array with 1 axis", special.softmax, {1, 2}, 3)
  check.raises("special.logsumexp: shapes 2 and 3 do not broadcast together", special.logsumexp, {1, 2}, {b = {1, 2, 3}})
end)

local pl = require "perilune"
local check = require "check"
local fft, complex = pl.fft, pl.complex

local functions = {"fft", "ifft", "rfft", "irfft", "hfft", "ihfft"}
local many = {"fftn", "ifftn", "rfftn", "irfftn"}
local two = {"fft2", "ifft2", "rfft2", "irfft2"}

check.group("values", function()
  check.near(fft.fft{1, 2, 3, 4}, pl.array{complex(10, 0), complex(-2, 2), complex(-2, 0), complex(-2, -2)}, 1e-15)
  check.near(fft.ifft(fft.fft{1, 2, 3, 4}).real, {1, 2, 3, 4}, 1e-15)
  check.near(fft.rfft{1, 2, 3, 4}, fft.fft{1, 2, 3, 4} "1:3", 1e-15)
  check.near(fft.irfft(fft.rfft{1, 2, 3}, 3), {1, 2, 3}, 1e-15)
  check.near(fft.hfft{1, 2, 3}, {8, -2, 0, -2}, 1e-15)
  check.near(fft.ihfft{8, -2, 0, -2}.real, {1, 2, 3}, 1e-15)
  local x = pl.random.default_rng(3):normal{size = {6, 7}}
  check.near(fft.ifft2(fft.fft2(x)).real, x, 1e-14)
  check.near(fft.irfft2(fft.rfft2(x), {6, 7}), x, 1e-14)
  check.near(fft.ifftn(fft.fftn(x)).real, x, 1e-14)
  check.near(fft.irfftn(fft.rfftn(x), {6, 7}), x, 1e-14)
  check.near(fft.fftn(x), fft.fft(fft.fft(x, {axis = 1}), {axis = 2}), 1e-13)
  -- Energy is kept.
  check.near(pl.sum(pl.abs(fft.fft(x, {norm = "ortho"})) ^ 2), pl.sum(x ^ 2), 1e-12)
end)

check.group("lengths, axes and norms by place and by name", function()
  local x = pl.random.default_rng(4):normal{size = {4, 6}}
  check.near(fft.fft(x, 8, 1, "ortho"), fft.fft(x, {n = 8, axis = 1, norm = "Ortho"}), 0)
  check.eq(fft.fft(x, 8, 1).shape == {8, 6}, true)
  check.eq(fft.rfft(x, 5).shape == {4, 3}, true)
  check.eq(fft.irfft(x, 5).shape == {4, 5}, true)
  check.eq(fft.fftn(x, {3, 3}).shape == {3, 3}, true)
  check.eq(fft.fftn(x, {5}).shape == {4, 5}, true)
  check.eq(fft.rfftn(x, {8}, {1}).shape == {5, 6}, true)
  check.eq(fft.fftn(x, {s = {9}, axes = 1}).shape == {9, 6}, true)
  check.near(fft.fft2(x, {axes = {2, 1}}), fft.fft2(x), 1e-13)
  for _, name in ipairs(functions) do
    local f = fft[name]
    local a, b, c = f(x, {norm = "backward"}), f(x, {norm = "ortho"}), f(x, {norm = "forward"})
    check.near(b * b, a * c, 1e-13, name)
    check.near(f(x), a, 0)
  end
  for _, names in ipairs{many, two} do
    for _, name in ipairs(names) do
      check.near(fft[name](x, {norm = "ortho"}) ^ 2, fft[name](x) * fft[name](x, {norm = "forward"}), 1e-13, name)
    end
  end
end)

check.group("dtypes", function()
  for dtype, expected in pairs{float64 = "complex128", float32 = "complex64", int64 = "complex128", bool = "complex128",
                               uint8 = "complex128", complex64 = "complex64", complex128 = "complex128"} do
    check.eq(fft.fft(pl.ones({5}, {dtype = dtype})).dtype, expected)
    check.eq(fft.irfft(pl.ones({5}, {dtype = dtype})).dtype, expected == "complex64" and "float32" or "float64")
  end
  check.eq(fft.rfft(pl.ones({5}, {dtype = "float32"})).dtype, "complex64")
  local x = pl.random.default_rng(5):normal{size = 200}
  check.near(fft.fft(x:astype "float32"), fft.fft(x), 2e-5)
  check.near(fft.fft(x "::-2"), fft.fft((x "::-2"):copy()), 0)
end)

check.group("short lines take a path of their own, with the same values", function()
  for _, n in ipairs{1, 2, 7, 64, 101, 4096, 4097} do
    local z = pl.random.default_rng(n):normal{size = 2 * n}
    z = z(pl.s(1, n)) + z(pl.s(n + 1, 2 * n)) * complex(0, 1)
    for _, x in ipairs{z, z "::-1", z.real, z.imag:copy(), z:astype "complex64", z.real:astype "float32"} do
      for _, name in ipairs{"fft", "ifft", "rfft"} do
        if name ~= "rfft" or x.dtype:find "float" then
          local short, long = fft[name](x), fft[name](x, n)
          check.eq(short.dtype, long.dtype)
          check.near(short, long, 0, name .. " of " .. n)
        end
      end
    end
  end
end)

check.group("helpers", function()
  check.eq(fft.fftfreq(4, 0.5):tolist(), {0.0, 0.5, -1.0, -0.5})
  check.eq(fft.rfftfreq(5, {d = 0.2}):tolist(), {0.0, 1.0, 2.0})
  check.eq(fft.fftfreq(3) == pl.array{0, 1 / 3, -1 / 3}, true)
  local x = pl.arange(12):reshape(3, 4)
  check.eq(fft.ifftshift(fft.fftshift(x)) == x, true)
  check.eq(fft.fftshift(x, 1) == pl.roll(x, 1, 1), true)
  check.eq(fft.fftshift(x, {axes = {1, 2}}) == fft.fftshift(x), true)
  check.eq(fft.next_fast_len(13), 14)
  check.eq(fft.next_fast_len(13, {real = true}), 15)
end)

check.group("wrong use", function()
  local x = {1, 2, 3}
  check.raises("fft.fft: n must be at least 1, got 0", fft.fft, x, 0)
  check.raises("fft.fft: norm must be 'backward', 'ortho' or 'forward', got 'back' (did you mean 'backward'?)", fft.fft, x, {norm = "back"})
  check.raises("fft.fft: x must have at least one element along axis 1, got 0", fft.fft, pl.zeros(0))
  check.raises("fft.irfft: x must have at least 2 elements along axis 1 without n, got 1", fft.irfft, {1})
  check.raises("fft.irfftn: x must have at least 2 elements along axis 2 without s, got 1", fft.irfftn, pl.ones{3, 1})
  check.raises("fft.fftn: x must have at least one element along axis 2, got 0", fft.fftn, pl.ones{3, 0})
  check.raises("fft.fft: workers must be -1 or at least 1, got 0", fft.fft, {1, 2}, {workers = 0})
  check.raises_like("workers must be", fft.fft2, {{1, 2}}, {workers = -2})
  local signals = pl.random.default_rng(3):random{64, 3000}
  for _, f in ipairs{"fft", "ifft", "rfft", "irfft", "hfft", "ihfft", "fft2", "ifft2", "rfft2", "irfft2", "fftn", "ifftn", "rfftn", "irfftn"} do
    check.eq(fft[f](signals, {workers = 1}) == fft[f](signals, {workers = -1}), true, f)
  end
  check.raises("fft.rfft: x must be real, got complex128", fft.rfft, pl.array{complex(1, 2)})
  check.raises_like("axis", fft.fft, x, {axis = 2})
  check.raises_like("at least one axis", fft.fft, 3)
  check.raises_like("at least two axes", fft.fft2, x)
  check.raises("fft.fftn: s must have one length for each of 2 axes, got 1", fft.fftn, pl.ones{2, 2},
               {s = {2}, axes = {1, 2}})
  check.raises("fft.fftn: s must have at most one length for each axis of x (2x2), got 3", fft.fftn, pl.ones{2, 2},
               {s = {2, 2, 2}})
  check.raises_like("axes", fft.fftn, pl.ones{2, 2}, {axes = {1, 1}})
  check.raises("fft.fftfreq: n must be at least 1, got 0", fft.fftfreq, 0)
  check.raises("fft.fftfreq: d must not be 0", fft.fftfreq, 3, 0)
  check.raises_like("at least 0", fft.next_fast_len, -1)
  for _, names in ipairs{functions, many, two} do
    for _, name in ipairs(names) do check.raises_like("unknown option 'axs'", fft[name], pl.ones{2, 2}, {axs = 1}) end
  end
end)

check.group("nothing, and nan", function()
  check.eq(fft.fft(pl.zeros{0, 4}).shape == {0, 4}, true)
  check.eq(fft.rfftn(pl.zeros{0, 4}, {axes = 2}).shape == {0, 3}, true)
  check(pl.all(pl.isnan(fft.fft{1, 0 / 0, 3}.real)), "nan spreads over its own line")
end)

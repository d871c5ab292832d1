-- What lies at the edges of the arguments: nothing at all, nan, integers and bools, lags, one spelling for another.
local pl = require "perilune"
local check = require "check"
local signal = pl.signal
local nan = 0 / 0

local x = pl.sin(pl.arange(100) / 5)
local sos = signal.butter(4, 0.2, {output = "sos"})

check.group("nothing, and nan", function()
  local b, a = signal.butter(2, 0.2)
  check.eq(#signal.lfilter(b, a, pl.zeros(0)), 0)
  check.eq(signal.sosfilt(sos, pl.zeros{0, 5}).shape == {0, 5}, true)
  check.eq(signal.sosfiltfilt(sos, pl.zeros{0, 50}).shape == {0, 50}, true)
  check.eq(signal.filtfilt(b, a, pl.zeros{0, 50}, {method = "gust"}).shape == {0, 50}, true)
  check.eq(#signal.convolve(pl.zeros(0), {1, 2}), 0)
  local late = pl.ones(10)
  late[5] = nan
  local y = signal.lfilter(b, a, late)
  check(y[4] == y[4] and y[5] ~= y[5] and y[10] ~= y[10], "nan stays from where it came in")
  check.eq(#signal.find_peaks(pl.zeros(0)), 0)
  check.eq(#signal.find_peaks{0, nan, 0, 1, 0}, 1)
  local f, P = signal.welch(pl.zeros(0))
  check.eq({#f, #P}, {0, 0})
end)

check.group("dtypes of convolutions", function()
  local big = pl.array({2 ^ 30 // 1 | 0, 1}, "int64")
  check.eq(signal.convolve(big, big):tolist(), {1 << 60, 1 << 31, 1})
  check.eq(signal.convolve(pl.array{true, true}, pl.array{true, true}):tolist(), {1, 2, 1})
  check.eq(signal.convolve(pl.ones(3, "float32"), pl.ones(2, "float32")).dtype, "float32")
end)

check.group("lags belong to the values, whatever the lengths", function()
  for n = 1, 6 do
    for m = 1, 6 do
      local full, lags = signal.correlate(pl.arange(n) + 1, pl.arange(m) ^ 2 + 1), signal.correlation_lags(n, m)
      for _, mode in ipairs{"same", "valid"} do
        local part, some = signal.correlate(pl.arange(n) + 1, pl.arange(m) ^ 2 + 1, mode), signal.correlation_lags(n, m, mode)
        for i = 1, #part do check.near(part[i], full[some[i] - lags[1] + 1], 1e-13) end
      end
    end
  end
end)

check.group("two spellings", function()
  local peaks = signal.find_peaks(x)
  local a, b, c = signal.peak_prominences(x, peaks)
  check.near((signal.peak_widths(x, peaks, {prominence_data = {a, b, c}})), (signal.peak_widths(x, peaks)), 0)
  check.near(signal.detrend(x, {bp = 50}), signal.detrend(x, {bp = {50}}), 0)
end)

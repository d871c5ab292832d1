-- scripts/heartbeat.lua on a signal whose beats are known: intervals of 0.75, 0.8 and 0.85 s in turns, one of 1.6 s, on a
-- slow drift with a T wave behind each beat, as whole numbers.
local cli = require "cli"
local pl = require "perilune"

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end

local fs, n = 200, 6000
local t = pl.arange(n) / fs
local x = 300 * pl.sin(2 * math.pi * 0.25 * t) + 1000
local at, beats = 1.0, 0
while at < 29 do
  x = x + 800 * pl.exp(-((t - at) / 0.012) ^ 2) + 120 * pl.exp(-((t - at - 0.25) / 0.05) ^ 2)
  at = at + (beats == 17 and 1.6 or ({0.75, 0.8, 0.85})[beats % 3 + 1])
  beats = beats + 1
end
local path = os.tmpname()
pl.io.savez(path .. ".npz", {ecg = pl.round(x):astype "int32", fs = pl.array(fs)})
local plain = os.tmpname()
pl.io.savez(plain .. ".npz", {lead2 = x, quiet = pl.zeros(2000), bad = pl.zeros(2000) / 0})
local files = {["heartbeat.lua"] = read "scripts/heartbeat.lua", ["ecg.npz"] = read(path .. ".npz"),
               ["plain.npz"] = read(plain .. ".npz")}
for _, name in ipairs{path, path .. ".npz", plain, plain .. ".npz"} do os.remove(name) end

cli.ours{"beats, rate and what is irregular", [[lua heartbeat.lua ecg.npz]], files = files, out = [[
6000 samples, 30.0 seconds at 200 Hz
beats        35
rate         73.1 per minute (mean), 75.0 (median)
intervals    0.800 s median, 0.141 s standard deviation, 0.750 to 1.600 s
irregular    1 of 34 intervals are more than a fifth off the median
]]}

cli.ours{"another lead, its frequency, every beat", [[lua heartbeat.lua plain.npz --lead lead2 --fs 200 --beats | sed -n '7,10p']],
         files = files, out = [[
beat  seconds  per minute
   1    1.000
   2    1.750        80.0
   3    2.550        75.0
]]}

cli.ours{"no beats", [[lua heartbeat.lua plain.npz --lead quiet --fs 200]], files = files, status = 1, out = [[
2000 samples, 10.0 seconds at 200 Hz
beats        0
rate         unknown: too few beats
]]}

for _, case in ipairs{
  {"no fs", "plain.npz", "heartbeat: plain.npz does not tell fs: give --fs\n"},
  {"an unknown lead", "ecg.npz --lead I", "heartbeat: ecg.npz has no lead I\n"},
  {"too slow", "ecg.npz --fs 20", "heartbeat: fs must be above 30 Hz to see beats, got 20\n"},
  {"nan", "plain.npz --lead bad --fs 200", "heartbeat: the samples hold nan or infinities\n"},
  {"no file", "", "heartbeat: usage: heartbeat.lua ECG.npz [--lead NAME] [--fs HZ] [--beats]\n"},
  {"a bad frequency", "ecg.npz --fs fast", "heartbeat: --fs must be followed by a frequency, got fast\n"},
} do
  cli.ours{case[1], "lua heartbeat.lua " .. case[2], files = files, status = 2, err = case[3]}
end

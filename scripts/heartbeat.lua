-- heartbeat.lua: heart rate from an electrocardiogram.
--
--   perilune scripts/heartbeat.lua ECG.npz [--lead NAME] [--fs HZ] [--beats]
--
-- ECG.npz holds the samples of one lead (the first array with more than one element, or --lead) and, as `fs`, how many
-- there are in a second (or --fs). A band-pass brings out the QRS complexes, whose energy lies between 5 and 15 Hz; it
-- runs forwards and backwards, so that nothing is delayed. The slope, squared and averaged over 150 ms, rises at each
-- beat (J. Pan, W. Tompkins, IEEE Trans. Biomed. Eng. 32, 1985); its peaks at least 250 ms apart that stand out are the
-- beats, and the R peak is the largest deflection near each. Printed: how many beats there are, the rate in beats per
-- minute, the spread of the intervals, and those that are far off the median. --beats lists every beat.

local pl = require "perilune"
local signal = pl.signal

local function fail(text)
  io.stderr:write("heartbeat: ", text, "\n")
  os.exit(2)
end

local function arguments(list)
  local found = {}
  local i = 1
  while i <= #list do
    local word = list[i]
    if word == "--beats" then
      found.beats = true
    elseif word == "--lead" or word == "--fs" then
      i = i + 1
      local value = list[i]
      if word == "--fs" then
        value = tonumber(value or "")
        if not value or value <= 0 or value == math.huge then fail("--fs must be followed by a frequency, got " .. tostring(list[i])) end
      end
      if not value then fail(word .. " must be followed by a name") end
      found[word:sub(3)] = value
    elseif not found.path then
      found.path = word
    else
      fail("unknown argument " .. word)
    end
    i = i + 1
  end
  if not found.path then fail "usage: heartbeat.lua ECG.npz [--lead NAME] [--fs HZ] [--beats]" end
  return found
end

-- The samples as floats, and the sampling frequency.
local function read(options)
  local file = pl.io.load(options.path)
  if type(file) == "userdata" then
    if file.ndim ~= 1 then fail "a lead must have one axis" end
    return file:astype "float64", options.fs or fail "an array alone does not tell fs: give --fs"
  end
  local fs = options.fs
  local lead, chosen
  for name, array in pairs(file) do
    if name == "fs" and not fs then fs = type(array) == "number" and array or array:item() end
    if options.lead and name == options.lead then
      lead = array
    elseif not options.lead and name ~= "fs" and type(array) ~= "number" and array.size > 1 and (not chosen or name < chosen) then
      lead, chosen = array, name
    end
  end
  if not lead then fail(options.path .. " has no lead" .. (options.lead and " " .. options.lead or "")) end
  if not fs then fail(options.path .. " does not tell fs: give --fs") end
  if lead.ndim ~= 1 then fail "a lead must have one axis" end
  return lead:astype "float64", fs
end

-- Positions of the R peaks, in samples from 1.
local function find_beats(x, fs)
  local sos = signal.butter(2, {5, 15}, {btype = "bandpass", output = "sos", fs = fs})
  local band = signal.sosfiltfilt(sos, x)
  local slope = pl.zeros(#x)
  slope["2:"] = (band["2:"] - band(pl.s(1, #x - 1))) * fs
  local width = math.max(1, math.floor(0.15 * fs + 0.5))
  local energy = signal.fftconvolve(slope * slope, pl.ones(width) / width, "same")
  -- The levels of beats differ widely: what stands out is a part of what humps no closer than half a second are like.
  local rough = signal.find_peaks(energy, {distance = math.max(1, 0.5 * fs)})
  if #rough == 0 then return {} end
  local level = 0.2 * pl.median(energy[rough])
  local humps = signal.find_peaks(energy, {distance = math.max(1, 0.25 * fs), height = level, prominence = level})
  local near, beats = math.max(1, math.floor(0.1 * fs)), {}
  for _, at in ipairs(humps:tolist()) do
    local first = math.max(1, at - near)
    local stretch = pl.abs(band(pl.s(first, math.min(#x, at + near))))
    local peak = first + stretch:argmax() - 1
    if beats[#beats] ~= peak then beats[#beats + 1] = peak end
  end
  return beats
end

local options = arguments(arg)
local ok, x, fs = pcall(read, options)
if not ok then fail((tostring(x):gsub("^[^:]+:%d+: ", ""))) end
if fs <= 30 then fail(("fs must be above 30 Hz to see beats, got %g"):format(fs)) end
if #x < 2 * fs then fail(("at least two seconds are needed, got %.2f"):format(#x / fs)) end
if pl.any(~pl.isfinite(x)) then fail "the samples hold nan or infinities" end

local beats = find_beats(x, fs)
print(("%d samples, %.1f seconds at %g Hz"):format(#x, #x / fs, fs))
print(("beats        %d"):format(#beats))
if #beats < 2 then
  print "rate         unknown: too few beats"
  os.exit(1)
end
local times = (pl.array(beats) - 1) / fs
local intervals = times["2:"] - times(pl.s(1, #beats - 1))
local median = pl.median(intervals)
print(("rate         %.1f per minute (mean), %.1f (median)"):format(60 / intervals:mean(), 60 / median))
print(("intervals    %.3f s median, %.3f s standard deviation, %.3f to %.3f s"):format(
  median, intervals:std(), intervals:min(), intervals:max()))
local odd = 0
for _, interval in ipairs(intervals:tolist()) do
  if math.abs(interval - median) > 0.2 * median then odd = odd + 1 end
end
print(("irregular    %d of %d intervals are more than a fifth off the median"):format(odd, #intervals))
if options.beats then
  print "\nbeat  seconds  per minute"
  for i, time in ipairs(times:tolist()) do
    print(("%4d  %7.3f%s"):format(i, time, i > 1 and ("  %10.1f"):format(60 / intervals[i - 1]) or ""))
  end
end

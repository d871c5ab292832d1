-- Has the data changed? Compares each numeric column of two CSV files with the same header:
--   perilune scripts/drift.lua OLD.csv NEW.csv [--alpha 0.01]
-- For each column the two-sample test of Kolmogorov and Smirnov, and how far the mean has moved in standard deviations of
-- the old data. The exit status is for a monitor: 0 no drift, 1 at least one column has drifted, 2 the files do not do.
-- A column has drifted when its p-value is below alpha over the number of columns (Bonferroni).
local pl = require "perilune"
local stats = pl.stats

local function fail(...)
  io.stderr:write("drift: ", string.format(...), "\n")
  os.exit(2)
end

local files, alpha = {}, 0.01
do
  local i = 1
  while arg[i] do
    if arg[i] == "--alpha" then
      alpha = tonumber(arg[i + 1] or "")
      if not alpha or alpha <= 0 or alpha >= 1 then fail "--alpha takes a number between 0 and 1" end
      i = i + 2
    else
      files[#files + 1] = arg[i]
      i = i + 1
    end
  end
end
if #files ~= 2 then fail "usage: drift.lua OLD.csv NEW.csv [--alpha 0.01]" end

-- The fields of a line; one in quotes may hold commas.
local function fields(line)
  local list, at = {}, 1
  line = line:gsub("\r$", "") .. ","
  while at <= #line do
    local quoted, behind = line:match('^%s*"([^"]*)"%s*,()', at)
    if quoted then
      list[#list + 1], at = quoted, behind
    else
      local stop = line:find(",", at, true)
      list[#list + 1], at = line:sub(at, stop - 1):match "^%s*(.-)%s*$", stop + 1
    end
  end
  return list
end

-- The columns of a file by name, each a list of numbers; what is no number in a numeric column counts as missing.
local function read(path)
  local file, problem = io.open(path)
  if not file then fail("%s", problem) end
  local header = file:read "l"
  if not header then fail("%s is empty", path) end
  local names, columns, texts = {}, {}, {}
  for k, name in ipairs(fields(header)) do
    names[k] = name
    columns[name], texts[name] = {}, 0
  end
  for line in file:lines() do
    for k, text in ipairs(fields(line)) do
      local name = names[k]
      if name then
        local number = tonumber(text)
        if number and number == number then
          table.insert(columns[name], number)
        elseif text ~= "" and not text:lower():find "^[-+]?nan$" and text ~= "NA" then
          texts[name] = texts[name] + 1
        end
      end
    end
  end
  file:close()
  -- A column is numeric when most of what stands in it is.
  for name, list in pairs(columns) do
    if texts[name] >= #list then columns[name] = nil end
  end
  return names, columns
end

local names, old = read(files[1])
local _, new = read(files[2])
local rows, missing = {}, {}
for _, name in ipairs(names) do
  if old[name] and #old[name] > 0 then
    if new[name] and #new[name] > 0 then
      rows[#rows + 1] = name
    else
      missing[#missing + 1] = name
    end
  end
end
if #rows == 0 then fail("%s and %s have no numeric column in common", files[1], files[2]) end

local level, drifted = alpha / #rows, 0
print(("%-20s %8s %8s %9s %11s %9s"):format("column", "old", "new", "KS", "p", "shift"))
for _, name in ipairs(rows) do
  local a, b = pl.array(old[name]), pl.array(new[name])
  local res = stats.ks_2samp(a, b)
  local spread = #a > 1 and a:std{ddof = 1} or 0
  local difference = b:mean() - a:mean()
  local shift = difference == 0 and 0.0 or difference / spread
  local mark = ""
  if res.pvalue < level then
    drifted = drifted + 1
    mark = "  drift"
  end
  print(("%-20s %8d %8d %9.4f %11.3g %+9.3f%s"):format(name, #a, #b, res.statistic, res.pvalue, shift, mark))
end
for _, name in ipairs(missing) do print(("%-20s is missing in the new data  drift"):format(name)) end
drifted = drifted + #missing
print(drifted == 0 and "no drift" or ("%d of %d columns have drifted"):format(drifted, #rows + #missing))
os.exit(drifted == 0 and 0 or 1)

-- drift.lua: has the data changed?
--
--   perilune scripts/drift.lua OLD.csv NEW.csv [--alpha 0.01] [--skip N]
--
-- For each column of numbers: the two-sample test of Kolmogorov and Smirnov, how far the mean has moved in standard
-- deviations of the old data (over finite values), and whether more or fewer values are missing (a chi-squared test of the two counts). For
-- each column of text: a chi-squared test of how often each word stands in it. A column has drifted when one of its
-- p-values is below alpha over the number of tests (Bonferroni), or when only one of the files has it. --skip leaves
-- out lines at the start of both files.
-- The exit status is for a monitor: 0 no drift, 1 at least one column has drifted, 2 the files do not do.

local pl = require "perilune"
local stats = pl.stats
local read_table = dofile((arg[0]:match "^(.*/)" or "") .. "read_table.lua")

local usage = "usage: drift.lua OLD.csv NEW.csv [--alpha 0.01] [--skip N]"

local function fail(...)
  io.stderr:write("drift: ", string.format(...), "\n")
  os.exit(2)
end

local function arguments(list)
  local found = {alpha = 0.01, skip = 0}
  local i = 1
  while i <= #list do
    local word, value = list[i], tonumber(list[i + 1] or "")
    if word == "--alpha" then
      if not value or value <= 0 or value >= 1 then fail "--alpha takes a number between 0 and 1" end
      found.alpha, i = value, i + 1
    elseif word == "--skip" then
      if not math.tointeger(value) or value < 0 then fail "--skip takes a number of lines" end
      found.skip, i = math.tointeger(value), i + 1
    elseif word:sub(1, 1) == "-" then
      fail("unknown option %s; %s", word, usage)
    else
      found[#found + 1] = word
    end
    i = i + 1
  end
  if #found ~= 2 then fail("%s", usage) end
  return found
end

-- The columns of a file by name.
local function read(path, skip)
  local ok, t = pcall(read_table, path, skip)
  if not ok then fail("%s", (tostring(t):gsub("^[^:]+:%d+: ", ""))) end
  local by_name = {}
  for i, name in ipairs(t.names) do
    if by_name[name] then fail("%s has two columns named '%s'", path, name) end
    by_name[name] = t.columns[i]
  end
  return t, by_name
end

-- The p-value of a table of counts in which nothing may be surprising.
local function surprise(counts)
  local ok, res = pcall(stats.chi2_contingency, counts)
  return ok and res.pvalue or 1  -- counts that are all in one row or column
end

local function numbers(column) return type(column) == "userdata" and column[~pl.isnan(column)] or nil end

local function counted(column, is_missing)
  local counts, n = {}, 0
  for _, word in ipairs(column) do
    if not is_missing(word) then
      counts[word] = (counts[word] or 0) + 1
      n = n + 1
    end
  end
  return counts, n
end

local options = arguments(arg)
local first, old = read(options[1], options.skip)
local second, new = read(options[2], options.skip)

-- What there is to say of each column; `p` has the p-values.
local findings, tests = {}, 0
local function add(finding)
  findings[#findings + 1] = finding
  tests = tests + #(finding.p or {})
end

local function compare_numbers(name, a, b)
  local x, y = numbers(a), numbers(b)
  local line = {name = name, old = #x, new = #y, p = {}, words = {"distribution", "missing values"}}
  if #x == 0 and #y == 0 then return line end
  if #x == 0 or #y == 0 then
    line.note = #y == 0 and "has no values left" or "had no values"
    return line
  end
  local res = stats.ks_2samp(x, y)
  line.statistic, line.shift = res.statistic, 0.0
  local u, v = x[pl.isfinite(x)], y[pl.isfinite(y)]
  if #u > 0 and #v > 0 and v:mean() ~= u:mean() then
    line.shift = (v:mean() - u:mean()) / (#u > 1 and u:std{ddof = 1} or 0)
  end
  line.p = {res.pvalue, surprise{{#x, #a - #x}, {#y, #b - #y}}}
  return line
end

local function compare_words(name, a, b)
  local x, n = counted(a, first.is_missing)
  local y, m = counted(b, second.is_missing)
  local rows = {{}, {}}
  for word, count in pairs(x) do
    table.insert(rows[1], count)
    table.insert(rows[2], y[word] or 0)
  end
  for word, count in pairs(y) do
    if not x[word] then
      table.insert(rows[1], 0)
      table.insert(rows[2], count)
    end
  end
  -- Words that are all different, as names and dates are, say nothing.
  local varied = #rows[1] > 1 and #rows[1] <= (n + m) / 5
  return {name = name, old = n, new = m, text = true, p = {varied and surprise(rows) or 1}, words = {"words"}}
end

for _, name in ipairs(first.names) do
  local a, b = old[name], new[name]
  if not b then
    add{name = name, note = "is missing in the new data"}
  elseif numbers(a) and numbers(b) then
    add(compare_numbers(name, a, b))
  elseif numbers(a) or numbers(b) then
    add{name = name, note = numbers(a) and "is text in the new data" or "was text in the old data"}
  else
    add(compare_words(name, a, b))
  end
end
for _, name in ipairs(second.names) do
  if not old[name] then add{name = name, note = "is only in the new data"} end
end
if tests == 0 then fail("%s and %s have no column in common", options[1], options[2]) end

local level, drifted = options.alpha / tests, 0
print(("%-20s %8s %8s %9s %11s %9s"):format("column", "old", "new", "KS", "p", "shift"))
for _, line in ipairs(findings) do
  local reasons = {}
  for k, p in ipairs(line.p or {}) do
    if p < level then reasons[#reasons + 1] = line.words[k] end
  end
  if line.note or #reasons > 0 then drifted = drifted + 1 end
  local mark = line.note and ("  drift: " .. line.note) or #reasons > 0 and ("  drift: " .. table.concat(reasons, ", ")) or ""
  local text
  if line.statistic then
    text = ("%8d %8d %9.4f %11.3g %+9.3f"):format(line.old, line.new, line.statistic, line.p[1], line.shift)
  elseif line.text then
    text = ("%8d %8d %9s %11.3g %9s"):format(line.old, line.new, "text", line.p[1], "")
  else
    text = ("%8s %8s %9s %11s %9s"):format(line.old or "", line.new or "", "", "", "")
  end
  print((("%-20s %s%s"):format(line.name, text, mark):gsub("%s+$", "")))
end
print(drifted == 0 and "no drift" or ("%d of %d columns have drifted"):format(drifted, #findings))
os.exit(drifted == 0 and 0 or 1)

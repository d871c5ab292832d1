-- first_look.lua: what is in a table of numbers?
--
--   perilune scripts/first_look.lua FILE.csv [COLUMNS] [--skip N]
--
-- For each column: how many values there are and how many are missing, mean, standard deviation (of a sample, n - 1),
-- smallest, quartiles (linear between neighbours), largest; then the correlation of every two columns, over the rows
-- that have both. COLUMNS picks some by name or place: temp_max,wind or 2,3. --skip leaves out lines at the start.
-- The first line names the columns when it holds anything but numbers. Columns of text are only counted.

local pl = require "perilune"

local read_table = dofile((arg[0]:match "^(.*/)" or "") .. "read_table.lua")

local function fail(text)
  io.stderr:write("first_look: ", text, "\n")
  os.exit(2)
end

local function arguments(list)
  local path, columns, skip
  local i = 1
  while i <= #list do
    if list[i] == "--skip" then
      i = i + 1
      skip = math.tointeger(tonumber(list[i] or ""))
      if not skip or skip < 0 then fail("--skip must be followed by a number of lines, got " .. tostring(list[i])) end
    elseif list[i]:sub(1, 2) == "--" then
      fail("unknown option " .. list[i])
    elseif not path then
      path = list[i]
    elseif not columns then
      columns = list[i]
    else
      fail("unknown argument " .. list[i])
    end
    i = i + 1
  end
  if not path then fail("usage: first_look.lua FILE.csv [COLUMNS] [--skip N]") end
  return path, columns, skip or 0
end

local function choose(names, words)
  local chosen = {}
  if not words then
    for i = 1, #names do chosen[i] = i end
    return chosen
  end
  for word in words:gmatch "[^,]+" do
    local place = math.tointeger(tonumber(word))
    if place and place < 0 then place = #names + 1 + place end
    for i, name in ipairs(names) do
      if name == word then place = i end
    end
    if not place or not names[place] then fail(("no column '%s'; there are %s"):format(word, table.concat(names, ", "))) end
    chosen[#chosen + 1] = place
  end
  return chosen
end

local function describe(column, is_missing)
  if type(column) == "table" then
    local missing = 0
    for _, text in ipairs(column) do missing = missing + (is_missing(text) and 1 or 0) end
    return {#column - missing, missing, text = true}
  end
  local values = column[~pl.isnan(column)]
  local n = #values
  if n == 0 then return {0, #column} end
  local quartiles = pl.percentile(values, {25, 50, 75})
  return {n, #column - n, values:mean(), n > 1 and values:std{ddof = 1} or 0 / 0, values:min(),
          quartiles[1], quartiles[2], quartiles[3], values:max()}
end

-- Pearson's coefficient over the rows where neither value is missing; NaN where one of them does not vary.
local function correlation(a, b)
  local both = ~(pl.isnan(a) | pl.isnan(b))
  local x, y = a[both], b[both]
  if #x < 2 then return 0 / 0 end
  x, y = x - x:mean(), y - y:mean()
  return x:dot(y) / math.sqrt(x:dot(x) * y:dot(y))
end

local function number(x)
  if x == nil then return "" end
  if math.type(x) == "integer" then return tostring(x) end
  if x ~= x then return "nan" end
  return ("%.6g"):format(x)
end

-- Columns as wide as their widest entry, the first to the left, the others to the right.
local function print_aligned(rows)
  local widths = {}
  for _, row in ipairs(rows) do
    for i, cell in ipairs(row) do widths[i] = math.max(widths[i] or 0, utf8.len(cell) or #cell) end
  end
  for _, row in ipairs(rows) do
    local line = {}
    for i, cell in ipairs(row) do
      local blanks = (" "):rep(widths[i] - (utf8.len(cell) or #cell))
      line[i] = i == 1 and cell .. blanks or blanks .. cell
    end
    print((table.concat(line, "  "):gsub("%s+$", "")))
  end
end

local path, words, skip = arguments(arg)
local ok, t = pcall(read_table, path, skip)
if not ok then fail((tostring(t):gsub("^[^:]+:%d+: ", ""))) end
local names, columns = t.names, t.columns

local numeric, rows = {}, {{"column", "count", "missing", "mean", "std", "min", "25%", "50%", "75%", "max"}}
for _, i in ipairs(choose(names, words)) do
  local facts = describe(columns[i], t.is_missing)
  local row = {names[i]}
  for k = 1, 9 do row[k + 1] = facts.text and k == 3 and "text" or number(facts[k]) end
  rows[#rows + 1] = row
  if not facts.text then numeric[#numeric + 1] = i end
end
print_aligned(rows)

if #numeric > 1 then
  print "\ncorrelation"
  rows = {{""}}
  for _, i in ipairs(numeric) do
    rows[1][#rows[1] + 1] = names[i]
    local row = {names[i]}
    for _, j in ipairs(numeric) do
      local r = correlation(columns[i], columns[j])
      row[#row + 1] = r ~= r and "nan" or ("%.3f"):format(r)
    end
    rows[#rows + 1] = row
  end
  print_aligned(rows)
end

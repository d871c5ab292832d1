-- Reads a table of text for first_look.lua and drift.lua: fields between commas, semicolons or tabs (whichever the first
-- line has most of), in quotes or not; the first line names the columns when it holds anything but numbers.
--
--   local read_table = dofile "scripts/read_table.lua"
--   local t = read_table(path, skip)    -- skip: lines to leave out at the start
--   t.names, t.columns, t.rows, t.is_missing(text)
--
-- A column is an array of float64, NaN where a value is missing, or a list of texts. What the file is not is an error
-- with a message for its user.

local pl = require "perilune"

local missing_words = "NA, N/A, NaN, nan, null, NULL, None, ?"

local function is_missing(text)
  if text == "" then return true end
  for word in missing_words:gmatch "[^, ]+" do
    if text == word then return true end
  end
  return false
end

-- The first line behind the skipped ones, as fields, the character between them, and whether it ends the file.
local function first_line(path, skip)
  local file, problem = io.open(path)
  if not file then error(problem, 0) end
  local line, further
  for i = 1, skip + 1 do
    line, problem = file:read "l"
    if i == 1 and line then line = line:gsub("^\239\187\191", "") end  -- the mark that some programs put before UTF-8
  end
  if line then further = file:read "l" end
  file:close()
  if problem then error(("%s cannot be read: %s"):format(path, problem), 0) end
  if not line and skip == 0 then error(path .. " is empty", 0) end
  if not line then error(("%s has no line behind the %d skipped ones"):format(path, skip), 0) end
  local delimiter, most = ",", 0
  for _, candidate in ipairs{",", ";", "\t"} do
    local _, count = line:gsub(candidate, "")
    if count > most then delimiter, most = candidate, count end
  end
  local fields = {}
  local options = {dtype = "text", delimiter = delimiter, quotechar = '"', comments = pl.none, autostrip = true}
  for i, column in ipairs(pl.io.genfromtxt({line}, options)) do fields[i] = column[1] end
  return fields, delimiter, further == nil
end

return function(path, skip)
  local fields, delimiter, alone = first_line(path, skip)
  local header = false
  for _, field in ipairs(fields) do header = header or (field ~= "" and not tonumber(field)) end
  if header and alone then error(path .. " has names of columns and no rows", 0) end
  local options = {dtype = pl.none, delimiter = delimiter, quotechar = '"', comments = pl.none, autostrip = true,
                   skip_header = skip + (header and 1 or 0), missing_values = missing_words, ndmin = 2}
  local kinds = pl.io.genfromtxt(path, options)
  local count = type(kinds) == "table" and #kinds or kinds.shape[2]
  if count ~= #fields then
    error(("%s: line %d has %d fields, the rows below have %d%s"):format(path, skip + 1, #fields, count,
          skip == 0 and "; --skip 1 leaves the first line out" or ""), 0)
  end
  local table_ = {names = {}, columns = {}, is_missing = is_missing}
  for i, field in ipairs(fields) do
    table_.names[i] = header and field or tostring(i)
    local column = type(kinds) == "table" and kinds[i] or kinds(":", i)
    if type(column) == "table" then
      -- One with nothing in it may as well be numbers.
      local empty = true
      for _, text in ipairs(column) do empty = empty and is_missing(text) end
      if empty then column = pl.full(#column, 0 / 0) end
    elseif column.dtype == "bool" then
      local words = {}
      for k = 1, #column do words[k] = tostring(column[k]) end
      column = words
    else
      -- Again as floats: a missing whole number has no NaN.
      options.dtype, options.usecols = "float64", i
      column = pl.io.genfromtxt(path, options):ravel()
    end
    table_.columns[i] = column
    table_.rows = #column
  end
  return table_
end

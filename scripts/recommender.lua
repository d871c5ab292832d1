-- recommender.lua: what would a user give to what he has not rated?
--
--   perilune scripts/recommender.lua [RATINGS.csv] [--k N] [--size USERS,ITEMS,RATINGS] [--seed N]
--
-- RATINGS.csv has a line `user,item,rating` each, with numbers for users and items and further columns left alone; a
-- first line of names is skipped. Who rated an item several times is taken at the mean of that. Without a file, ratings are planted: a few tastes that users have and items serve,
-- plus noise (50,000 users, 5,000 items, 2 million ratings; --size for others).
--
-- A tenth of the ratings is held out and a tenth is kept for tuning. Of the rest the mean and what each item is above it
-- are taken off, and the remainder, zero where there is no rating, goes as a sparse matrix through a truncated singular
-- value decomposition of rank k (20, less for few ratings): P. Cremonesi, Y. Koren, R. Turrin, RecSys 2010. Zeros for what nobody rated make
-- its predictions too small; how much of each component to take is fitted to the tuning part by least squares.
-- Printed: processor time and peak memory of each stage, the error on the held-out ratings beside that of the mean alone, and what
-- the user with most ratings would like best of what is new to him.

local pl = require "perilune"
local sparse, io = pl.sparse, io

local function fail(text)
  io.stderr:write("recommender: ", text, "\n")
  os.exit(2)
end

local function whole(text, name, least)
  local n = math.tointeger(tonumber(text or ""))
  if not n or n < least then fail(name .. " must be followed by a whole number, got " .. tostring(text)) end
  return n
end

local function arguments(list)
  local found = {seed = 1, users = 50000, items = 5000, count = 2000000}
  local i = 1
  while i <= #list do
    local word = list[i]
    if word == "--k" or word == "--seed" then
      i = i + 1
      found[word:sub(3)] = whole(list[i], word, word == "--k" and 1 or 0)
    elseif word == "--size" then
      i = i + 1
      local users, items, count = (list[i] or ""):match "^(%d+),(%d+),(%d+)$"
      if not users then fail("--size must be followed by users,items,ratings, got " .. tostring(list[i])) end
      found.users, found.items, found.count = whole(users, word, 3), whole(items, word, 3), whole(count, word, 20)
      found.planted = true
      if found.count > found.users * found.items then fail "--size must have room for the ratings" end
    elseif word:sub(1, 1) == "-" then
      fail("unknown option " .. word)
    elseif not found.path then
      found.path = word
    else
      fail("one file at a time, got " .. word)
    end
    i = i + 1
  end
  if found.path and found.planted then fail "--size is for planted ratings, without a file" end
  return found
end

-- The most memory that the process has had, in megabytes; nil where the system does not tell.
local function peak()
  local file = io.open "/proc/self/status"
  if not file then return nil end
  local text = file:read "a"
  file:close()
  local kilobytes = text:match "VmHWM:%s*(%d+)"
  return kilobytes and tonumber(kilobytes) / 1024
end

local function stage(name, body, ...)
  local start = os.clock()
  local results = table.pack(body(...))
  local megabytes = peak()
  print(("%-28s %8.2f s%s"):format(name, os.clock() - start, megabytes and (" %8.0f MB"):format(megabytes) or ""))
  return table.unpack(results, 1, results.n)
end

-- Tastes that matter less and less, as those of people do.
local function planted(options)
  local rng = pl.random.default_rng(options.seed)
  local rank = 20
  local weight = 1 / pl.sqrt(pl.arange(1, rank + 1))
  weight = weight / pl.sqrt(pl.sum(weight ^ 2))
  local tastes = rng:normal{size = {options.users, rank}} * weight
  local served = rng:normal{size = {options.items, rank}}
  local places = rng:choice(options.users * options.items, options.count, {replace = false}) - 1  -- no pair twice
  local user, item = places // options.items + 1, places % options.items + 1
  local liking = rng:normal{size = options.items} * 0.3
  local rating = 3.5 + liking(item) + 0.25 * rng:normal{size = options.count}
  for c = 1, rank do rating:add_(tastes(":", c)(user) * served(":", c)(item)) end  -- one by one, to save memory
  return user, item, rating, options.users, options.items
end

local function from_file(options)
  local ok, table_ = pcall(pl.io.loadtxt, options.path, {delimiter = ",", usecols = {1, 2, 3}})
  if not ok then ok, table_ = pcall(pl.io.loadtxt, options.path, {delimiter = ",", usecols = {1, 2, 3}, skiprows = 1}) end
  if not ok then fail(tostring(table_)) end
  if table_.ndim ~= 2 or table_.shape[1] < 20 then fail(options.path .. " must hold at least 20 ratings") end
  if not pl.isfinite(table_):all() then fail(options.path .. " holds what is no number, or an infinity") end
  local users, user = pl.unique(table_(":", 1), {return_inverse = true})
  local items, item = pl.unique(table_(":", 2), {return_inverse = true})
  local rating = table_(":", 3)
  local pairs_, place, times = pl.unique((user - 1) * #items + item - 1, {return_inverse = true, return_counts = true})
  if #pairs_ < #rating then
    print(("%d ratings of an item by a user who rated it before: their mean counts"):format(#rating - #pairs_))
    local sum = sparse.coo_matrix{data = rating, row = place, col = pl.ones(#place, "int64"), shape = {#pairs_, 1}}:toarray()
    user, item, rating = pairs_ // #items + 1, pairs_ % #items + 1, sum:ravel() / times
  end
  if #rating < 20 then fail(options.path .. " must hold at least 20 ratings") end
  return user, item, rating, #users, #items, users, items
end

local options = arguments(arg)
local user, item, rating, users, items, user_names, item_names =
  stage(options.path and "read the ratings" or "plant ratings", options.path and from_file or planted, options)
if math.min(users, items) < 3 then fail(("at least 3 users and 3 items are needed, got %d and %d"):format(users, items)) end
local most = math.min(users, items) - 1
if options.k and options.k > most then fail(("--k must be at most %d, got %d"):format(most, options.k)) end
options.k = options.k or math.max(1, math.min(20, most, #rating // 200))  -- few ratings tell few tastes
print(("%d ratings of %d items by %d users, %.2f %% of all"):format(#rating, items, users, 100 * #rating / users / items))

-- Which ratings are for what: the first tenth of a permutation is held out, the second for tuning.
local order = pl.random.default_rng(options.seed + 1):permutation(#rating)
local tenth = #rating // 10
local function part(first, last)
  local places = order(pl.s(first, last))
  return {user = user(places), item = item(places), rating = rating(places)}
end
local held, tuning, train = part(1, tenth), part(tenth + 1, 2 * tenth), part(2 * tenth + 1, #rating)

local mean = pl.mean(train.rating)
local bonus
local matrix = stage("triplets to rows (COO, CSR)", function()
  local function build(values)
    return sparse.coo_matrix{data = values, row = train.user, col = train.item, shape = {users, items}}
  end
  -- Items with few ratings are drawn to the mean, as if five average ones had come before.
  bonus = build(train.rating - mean):sum(1) / (build(pl.ones(#train.rating)):sum(1) + 5)
  return build(train.rating - mean - bonus(train.item)):tocsr()
end)
print(("  %d stored, %.1f MB"):format(matrix.nnz, (matrix.nnz * 12 + users * 4) / 2 ^ 20))

local U, s, Vt = stage(("svds, k = %d"):format(options.k), sparse.linalg.svds, matrix, options.k)

-- One column for each component: what it says about these pairs.
local function components(pairs)
  return U(pairs.user) * s * Vt.T(pairs.item)
end
local share = stage("fit the components", function()
  return (sparse.linalg.lsqr(components(tuning), tuning.rating - mean - bonus(tuning.item)))
end)
local predicted = stage("predict what was held out", function()
  return mean + bonus(held.item) + components(held):dot(share)
end)

local function error_of(guess) return math.sqrt(pl.mean((held.rating - guess) ^ 2)) end
local plain, by_item, ours = error_of(mean), error_of(mean + bonus(held.item)), error_of(predicted)
print(("held-out error (rms)   mean %.4f, mean of the item %.4f, recommender %.4f"):format(plain, by_item, ours))
local factor = plain / ours
if factor > 1 then print(("better than the mean by a factor of %.2f"):format(factor))
else print "no better than the mean: there is too little to learn from" end

-- The matrix knows nothing of what was held out: that counts as rated all the same.
local function count(places, n)
  return sparse.coo_matrix{data = pl.ones(#places), row = places, col = pl.ones(#places, "int64"), shape = {n, 1}}:sum(2)
end
local counts = count(user, users)
local fan = counts:argmax()
local liked = mean + bonus + components{user = pl.full(items, fan, "int64"), item = pl.arange(1, items + 1)}:dot(share)
liked[item[user:eq(fan)]] = -math.huge
local best = pl.argsort(-liked)
local names = {}
for i = 1, math.min(5, items - counts[fan]) do
  names[i] = ("%g (%.1f)"):format(item_names and item_names[best[i]] or best[i], liked[best[i]])
end
print(("new to user %g, who rated %d, and best: %s"):format(user_names and user_names[fan] or fan, counts[fan],
      #names > 0 and table.concat(names, ", ") or "nothing, all are rated"))

-- scripts/recommender.lua on small planted ratings, and on a file of them.
local cli = require "cli"
local pl = require "perilune"

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end

-- One taste: users of odd number like items of odd number.
local lines = {"user,item,rating,time"}
local rng = pl.random.default_rng(5)
for user = 1, 60 do
  for item = 1, 40 do
    if rng:random() < 0.5 then
      local liked = (user + item) % 2 == 0
      lines[#lines + 1] = ("%d,%d,%.1f,%d"):format(user * 10, item + 500, (liked and 5 or 1) + 0.2 * rng:normal(), #lines)
    end
  end
end
local one = {}
for i = 1, 30 do one[i] = ("1,%d,%d"):format(i, i % 5) end
local body = table.concat(lines, "\n", 2) .. "\n"
local files = {["twice.csv"] = body .. body, ["one.csv"] = table.concat(one, "\n"), ["nan.csv"] = body .. "1,2,nan\n",
               ["recommender.lua"] = read "scripts/recommender.lua", ["ratings.csv"] = table.concat(lines, "\n") .. "\n",
               ["short.csv"] = "1,1,5\n1,2,4\n"}

cli.ours{"planted ratings are predicted", [[lua recommender.lua --size 400,100,12000 --k 5 --seed 3]], files = files,
         out = {like = "^plant ratings .*\n12000 ratings of 100 items by 400 users, 30.00 %% of all\n" ..
                  "triplets to rows.*\n  %d+ stored, .*svds, k = 5 .*held%-out error .*better than the mean by a factor of [12]%.%d%d\n" ..
                  "new to user %d+, who rated %d+, and best: %d+ %(.*\n$"}}
cli.ours{"a file with names on top", [[lua recommender.lua ratings.csv --k 2 | tail -n 2]], files = files,
         out = {like = "^better than the mean by a factor of [3-9]%.%d%d\nnew to user %d+0, .*best: 5%d%d %("}}
cli.ours{"ratings given twice count once", [[lua recommender.lua twice.csv --k 2]], files = files,
         out = {like = "^(%d+) ratings of an item by a user who rated it before: their mean counts\n.*\n%1 ratings of 40 items"}}
cli.ours{"no number", [[lua recommender.lua nan.csv]], files = files, status = 2,
         err = "recommender: nan.csv holds what is no number, or an infinity\n"}
cli.ours{"one user", [[lua recommender.lua one.csv]], files = files, status = 2, out = {like = "^read"},
         err = "recommender: at least 3 users and 3 items are needed, got 1 and 30\n"}
cli.ours{"a file and a size", [[lua recommender.lua ratings.csv --size 9,9,30]], files = files, status = 2,
         err = "recommender: --size is for planted ratings, without a file\n"}
cli.ours{"too few ratings", [[lua recommender.lua short.csv]], files = files, status = 2,
         err = "recommender: short.csv must hold at least 20 ratings\n"}
cli.ours{"wrong arguments", [[lua recommender.lua --size 3]], files = files, status = 2,
         err = "recommender: --size must be followed by users,items,ratings, got 3\n"}
cli.ours{"more components than items", [[lua recommender.lua ratings.csv --k 40]], files = files, status = 2,
         out = {like = "^read the ratings"}, err = "recommender: --k must be at most 39, got 40\n"}

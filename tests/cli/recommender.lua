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
local files = {["recommender.lua"] = read "scripts/recommender.lua", ["ratings.csv"] = table.concat(lines, "\n") .. "\n",
               ["short.csv"] = "1,1,5\n1,2,4\n"}

cli.ours{"planted ratings are predicted", [[lua recommender.lua --size 400,100,12000 --k 5 --seed 3]], files = files,
         out = {like = "^plant ratings .*\n12000 ratings of 100 items by 400 users, 30.00 %% of all\n" ..
                  "triplets to rows.*\n  %d+ stored, .*svds, k = 5 .*held%-out error .*better than the mean by a factor of [12]%.%d%d\n$"}}
cli.ours{"a file with names on top", [[lua recommender.lua ratings.csv --k 2 | tail -n 1]], files = files,
         out = {like = "^better than the mean by a factor of [3-9]%.%d%d\n$"}}
cli.ours{"too few ratings", [[lua recommender.lua short.csv]], files = files, status = 2,
         err = "recommender: short.csv must hold at least 20 ratings\n"}
cli.ours{"wrong arguments", [[lua recommender.lua --size 3]], files = files, status = 2,
         err = "recommender: --size must be followed by users,items,ratings, got 3\n"}
cli.ours{"more components than items", [[lua recommender.lua ratings.csv --k 40]], files = files, status = 2,
         out = {like = "^read the ratings"}, err = "recommender: --k must be less than 40\n"}

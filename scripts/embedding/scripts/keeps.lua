-- Keeps what was only lent: the samples of the last call are gone by the next one. A copy would last.
local before

function check(samples, number)
  if before and number % 4 == 0 then print(pcall(function() return before:mean() end)) end
  before = samples
end

-- Keeps more than it may. The third call fails and so do all after it, since `kept` stays.
kept = {}

function check(samples)
  for _ = 1, 10 do kept[#kept + 1] = pl.zeros(250000) end
end

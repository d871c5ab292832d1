-- Where streams begin: default_rng, SeedSequence, PCG64, MT19937. The numbers are NumPy 1.24.2's.
local pl = require "perilune"
local check = require "check"
local random = pl.random
local raises, eq = check.raises, check.eq

local function first(seed) return random.default_rng(seed):random() end

check.group("seeds of default_rng", function()
  eq(first(0), 0.6369616873214543)
  eq(first(42.0), 0.7739560485559633)
  eq(first(2 ^ 53), 0.2805046273908769)
  eq(first{1, 2, 3}, 0.6704722626516632)
  eq(first(pl.array({1, 2, 3}, "int32")), 0.6704722626516632)
  eq(first "0x3034c61a9ae04ff8cb62ab8ec2c4b501", 0.19029263503854454)
  eq(first "12345678901234567890123", 0.9015032973944714)
  eq(first "42", first(42))
  check.ne(first(), first(), "fresh entropy")
  local g = random.default_rng(5)
  eq(rawequal(random.default_rng(g), g), true, "a Generator comes back as it is")
  local bits = random.PCG64(42)
  eq(random.default_rng(bits):random(), 0.7739560485559633)
  eq(random.Generator(bits):random(), 0.4388784397520523, "generators share their source")
  raises("random.default_rng: seed must not be negative, got -1", random.default_rng, -1)
  raises("random.default_rng: seed must not be negative, got a table of 2 entries", random.default_rng, {1, -2})
  raises("random.default_rng: seed must be a non-negative integer in decimal or 0x digits, got 'abc'", random.default_rng, "abc")
  raises("random.default_rng: seed must have at most 100000 digits, got 100001", random.default_rng, ("9"):rep(100001))
  raises("random.default_rng: seed must be an object, a whole number, a string or a list, got 1.5", random.default_rng, 1.5)
  raises("random.default_rng: seed must be a random.SeedSequence or numbers, got an object of random.RandomState",
         random.default_rng, random.RandomState(1))
  raises("random.Generator: bit_generator must be a random.PCG64 or a random.MT19937, got an object of random.Generator",
         random.Generator, g)
end)

check.group("SeedSequence", function()
  local seeds = random.SeedSequence(42)
  eq(seeds:generate_state(2):tolist(), {3444837047, 2669555309})
  eq(seeds:generate_state(0).size, 0)
  eq(random.SeedSequence(42, {spawn_key = {1}}):generate_state(2):tolist(), {4091952314, 31242083})
  eq(random.SeedSequence(42, {pool_size = 8}):generate_state(2):tolist(), {3148411915, 2066703841})
  local children = seeds:spawn(2)
  eq(first(children[1]), 0.9167441575549085)
  eq(first(children[2]), 0.4674907799518424)
  eq(seeds.n_children_spawned, 2)
  eq(seeds:spawn(1)[1].spawn_key:tolist(), {2})
  eq(random.SeedSequence(42, {n_children_spawned = 1}):spawn(1)[1]:generate_state(2):tolist(), {4091952314, 31242083})
  eq(children[1]:spawn(1)[1].spawn_key:tolist(), {0, 0})
  eq(random.SeedSequence("0x500000007").entropy:tolist(), {7, 5})
  eq(seeds.pool_size, 4)
  local fresh = random.SeedSequence()
  eq(first(fresh), first(fresh.entropy), "the words of the entropy make it again")
  raises("random.SeedSequence: pool_size must be at least 4, got 3", random.SeedSequence, 1, {pool_size = 3})
  raises("random.SeedSequence: spawn_key must not hold negative numbers, got a table of 1 entries", random.SeedSequence, 1, {spawn_key = {-1}})
  raises("SeedSequence:spawn: n_children must be at least 0, got -1", seeds.spawn, seeds, -1)
end)

check.group("PCG64", function()
  local bits = random.PCG64(0)
  local state = bits.state
  eq(state, {bit_generator = "PCG64", state = "0x1aa1b5345996452d09585eb7a69561e3",
             inc = "0x418ddadb3af71a82588133bc447873a9", has_uint32 = 0, uinteger = 0})
  local g = random.Generator(bits)
  g:random(1, "float32")
  eq(bits.state.has_uint32, 1, "half a word waits")
  local held = bits.state
  local x = g:random(5, "float32")
  bits:set_state(held)
  eq(g:random(5, "float32") == x, true)
  bits:set_state{state = "0x1aa1b5345996452d09585eb7a69561e3", inc = "87136372517582989555478159403783844777"}
  eq(random.Generator(bits):random(), 0.6369616873214543, "decimal digits too")
  bits = random.PCG64(1)
  bits:advance(10 ^ 15)
  local a = random.Generator(bits):random()
  bits = random.PCG64(1)
  for _ = 1, 10 do bits:advance(10 ^ 14) end
  eq(random.Generator(bits):random(), a)
  eq(#random.PCG64(1):spawn(3), 3)
  raises("PCG64:set_state: option inc is missing", bits.set_state, bits, {state = "1"})
  raises("PCG64:set_state: inc must be odd, got '2'", bits.set_state, bits, {state = "1", inc = "2"})
  raises("PCG64:set_state: state must be below 2^128, got '0x100000000000000000000000000000000'", bits.set_state,
         bits, {state = "0x100000000000000000000000000000000", inc = "1"})
  raises("PCG64:set_state: bit_generator must be 'PCG64', got 'MT19937'", bits.set_state, bits,
         {state = "1", inc = "1", bit_generator = "MT19937"})
end)

check.group("MT19937", function()
  eq(random.Generator(random.MT19937(42)):random(), 0.5419938930062744)
  local bits = random.MT19937(42)
  local g = random.Generator(bits)
  g:random(100)
  local held = bits.state
  eq(#held.key, 624)
  local x = g:random(400)
  bits:set_state(held)
  eq(g:random(400) == x, true)
  raises("MT19937:set_state: option key is missing", bits.set_state, bits, {pos = 3})
  raises("MT19937:set_state: key must hold 624 words, got a table of 2 entries", bits.set_state, bits, {key = {1, 2}})
  raises("MT19937:set_state: pos must be at most 624, got 625", bits.set_state, bits, {key = held.key, pos = 625})
  raises("MT19937:set_state: key must hold words from 0 to 2^32 - 1, got a vector of length 624 (float64)", bits.set_state,
         bits, {key = pl.full(624, -1)})
end)

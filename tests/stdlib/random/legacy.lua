-- The functions of NumPy's global stream, and RandomState. The numbers are NumPy 1.24.2's, seed 42 unless said otherwise.
local pl = require "perilune"
local check = require "check"
local random = pl.random
local raises, eq = check.raises, check.eq

-- All but logarithms are exact; theirs may differ in the last bits where another libm rounds otherwise.
local function near(actual, expected) check.near(actual, expected, 4 * 2.0 ^ -52) end
local function same(actual, expected, note) check.near(actual, expected, 0, note) end

local m = pl.arange(12):reshape(3, 4)

-- One stream from its seed on: r.f(x) is either random.f(x) or state:f(x).
local function stream(r)
  same(r.random_sample(2), {0.3745401188473625, 0.9507143064099162})
  same(r.rand(2), {0.7319939418114051, 0.5986584841970366})
  near(r.randn(3), {-0.23415337472333597, -0.23413695694918055, 1.5792128155073915})
  near(r.standard_normal(2), {0.7674347291529088, -0.4694743859349521})
  same(r.randint(1, 7, 5), {4, 5, 1, 4, 2})
  same(r.uniform(2, -1, 2), {0.4257307051032866, 0.7041649440736526}, "high may be below low")
  near(r.normal(10, 2, 2), {11.08512008717193, 11.632890161902655})
  near(r.exponential(2, 2), {0.30046905745467734, 0.6910310240048045})
  near(r.standard_exponential(1), {0.45627721822084705})
  same(r.choice(5, 4), {3, 4, 4, 1})
  same(r.choice({10, 20, 30}, 2, false), {20, 10})
  same(r.choice(3, 5, {p = {0.1, 0.4, 0.5}}), {3, 2, 1, 3, 3})
  same(r.permutation(5), {3, 4, 1, 5, 2})
  same(r.permutation(m), {{8, 9, 10, 11}, {4, 5, 6, 7}, {0, 1, 2, 3}})
  eq(r.bytes(3), "\x53\xe5\x29")
  same(r.randint(0, 200, 4, "uint8"), {91, 179, 61, 110})
  eq(r.randint(5), 3)
end

check.group("the functions of the module", function()
  random.seed(42)
  stream(random)
  random.seed{seed = 42}
  eq(random.rand(), 0.3745401188473625)
  random.seed{1, 2, 3}
  eq(random.rand(), 0.6098612722867289)
  random.seed(2 ^ 32 - 1)
  eq(random.random(), 0.0976320289940138)
  random.seed()
  local a = random.rand()
  random.seed()
  check.ne(random.rand(), a)
  raises("random.seed: seed must be between 0 and 2^32 - 1, got -1", random.seed, -1)
  raises("random.seed: seed must be between 0 and 2^32 - 1, got 4294967296", random.seed, 2 ^ 32)
  raises("random.seed: seed must not be empty", random.seed, pl.zeros(0))
end)

check.group("RandomState", function()
  local state = random.RandomState(42)
  stream(setmetatable({}, {__index = function(_, name)
    return function(...) return state[name](state, ...) end
  end}))
  eq(random.RandomState{1, 2, 3}:rand(), 0.6098612722867289)
  state:seed(42)
  eq(state:random(), 0.3745401188473625)
  random.seed(7)
  local before = random.get_state()
  state:rand(1000)
  eq(random.get_state().pos, before.pos, "a stream of its own")
  check.ne(random.RandomState():rand(), random.RandomState():rand())
  raises("RandomState:normal: scale must not be negative, got -1", state.normal, state, 0, -1)
  raises("RandomState:choice: size must be at most 3 without replacement, got 4", state.choice, state, 3, 4, false)
  raises("RandomState:permutation: takes at most 2 arguments, got 3\n    usage: y = RandomState:permutation(x)",
         state.permutation, state, m, 2)
end)

check.group("rand and randn take lengths", function()
  random.seed(42)
  same(random.rand(1, 2), {{0.3745401188473625, 0.9507143064099162}})
  random.seed(42)
  same(random.rand{1, 2}, {{0.3745401188473625, 0.9507143064099162}})
  eq(random.randn(0).size, 0)
  eq(math.type(random.randn()), "float")
  same(random.rand(2, {rng = 42}), {0.3745401188473625, 0.9507143064099162})
end)

check.group("rng", function()
  random.seed(1)
  local untouched = random.get_state()
  same(random.random(2, {rng = 42}), {0.3745401188473625, 0.9507143064099162}, "a seed begins a legacy stream")
  same(random.uniform{size = 1, seed = 42}, {0.3745401188473625})
  same(random.uniform{size = 1, random_state = 42}, {0.3745401188473625})
  local g = random.default_rng(42)
  same(random.random(1, {rng = g}), {0.7739560485559633}, "a Generator gives its own numbers")
  same(random.random{rng = g}, 0.4388784397520523, "and moves on")
  local s = random.RandomState(42)
  same(random.normal{rng = s}, 0.4967141530112327)
  same(random.randint(1, 7, 5, {rng = random.default_rng(42)}), {1, 5, 4, 3, 3})
  local x = pl.arange(1, 6)
  random.shuffle(x, {rng = 42})
  same(x, {2, 5, 3, 1, 4})
  eq(random.get_state(), untouched, "the shared stream stays where it was")
  raises("random.random: rng must be an object or a whole number, got 'x'", random.random, {rng = "x"})
  raises("random.random: rng must be a random.Generator, a random.RandomState or a whole number, got an object of random.PCG64",
         random.random, {rng = random.PCG64(1)})
  raises("random.random: seed must be between 0 and 2^32 - 1, got -1", random.random, {rng = -1})
  raises("random.random: rng is given twice, under two names", random.random, {rng = 1, seed = 2})
end)

check.group("get_state and set_state", function()
  random.seed(42)
  random.randn()  -- the second of the pair waits
  local state = random.get_state()
  eq(state.bit_generator, "MT19937")
  eq(state.has_gauss, 1)
  eq(state.key.dtype, "int64")
  local x = random.randn(5)
  random.set_state(state)
  eq(random.randn(5) == x, true)
  local other = random.RandomState(0)
  other:set_state(state)
  eq(other:randn(5) == x, true)
  random.shuffle(pl.arange(1, 6))
  random.seed(42)
  eq(random.get_state().pos, 624)
  raises("random.set_state: option key is missing", random.set_state, {})
  raises("random.set_state: has_gauss must be at most 1, got 2", random.set_state, {key = state.key, has_gauss = 2})
end)

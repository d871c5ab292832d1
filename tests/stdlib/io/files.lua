-- io.load, save, savez and savez_compressed from Lua. The formats are tested with the kernels.
local check = require "check"
local pl = require "perilune"
local pio = pl.io

local base = os.tmpname()
local paths = {base}
local function path(suffix)
  paths[#paths + 1] = base .. suffix
  return paths[#paths]
end
local function put(name, bytes)
  local f = assert(io.open(name, "wb"))
  f:write(bytes)
  f:close()
end
local function npy(descr, shape, bytes)
  local header = ("{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n"):format(descr, shape)
  return "\x93NUMPY\1\0" .. string.pack("<I2", #header) .. header .. bytes
end

check.group("a .npy file brings back dtype, shape and values", function()
  local file = path(".npy")
  for _, dtype in ipairs{"float64", "float32", "complex128", "complex64", "int64", "int32", "uint8", "bool"} do
    local a = pl.array({{1, 0, 1}, {0, 1, 1}}):astype(dtype)
    check.eq(select("#", pio.save(file, a)), 0)
    local b = pio.load(file)
    check.eq(b.dtype, dtype)
    check.eq(pl.array_equal(a, b), true, dtype)
  end
  local a = pl.arange(12):reshape(3, 4)
  for name, view in pairs{transposed = a.T, backwards = a["::-1, ::2"], row = a[2], empty = pl.zeros{0, 3}} do
    pio.save(file, view)
    check.eq(pl.array_equal(pio.load(file), view), true, name)
  end
  pio.save(file, {{1, 2}, {3, 4}})
  check.eq(pio.load(file):tolist(), {{1.0, 2.0}, {3.0, 4.0}}, "a nested table")
  pio.save(file, 2.5)
  check.eq(pio.load(file), 2.5, "no axes: a number")
  pio.save(base, {1, 2})
  check.eq(pio.load(base .. ".npy"):tolist(), {1.0, 2.0}, "the suffix is added")
end)

check.group("other types are widened or refused", function()
  local file = path("other.npy")
  for descr, case in pairs{["<u2"] = {"<I2", "int32"}, [">i2"] = {">i2", "int32"}, ["|i1"] = {"i1", "int32"},
                           ["<u4"] = {"<I4", "int64"}, [">u8"] = {">I8", "int64"}} do
    put(file, npy(descr, "(2,)", string.pack(case[1]:rep(1), 7) .. string.pack(case[1], 100)))
    check.eq(pio.load(file):tolist(), {7, 100}, descr)
    check.eq(pio.load(file).dtype, case[2])
  end
  put(file, npy("<f2", "(2,)", "\0\x3e\0\xc0"))
  check.eq(pio.load(file):tolist(), {1.5, -2.0})
  put(file, npy("|O", "(1,)", "pickle"))
  check.raises("pl.io.load: '" .. file .. "' holds Python objects (dtype '|O'); reading them would run code from the " ..
               "file, so they are refused", pio.load, file)
  put(file, npy("<U3", "(1,)", ("x"):rep(12)))
  check.raises("pl.io.load: '" .. file .. "' holds strings (dtype '<U3'), which have no counterpart", pio.load, file)
  put(file, npy("<f8", "(100000000000,)", ""))
  check.raises("pl.io.save: the file name must not be empty", pl.io.save, "", 1)
  check.raises("pl.io.savez: the file name must not be empty", pl.io.savez, "", {a = 1})
  check.raises("pl.io.load: '" .. file .. "' is cut short: its header promises 800000000000 bytes of data, 0 are there",
               pio.load, file)
end)

check.group("mapped files", function()
  local file = path("map.npy")
  pio.save(file, {1, 2, 3})
  local r = pio.load(file, "r")
  check.eq(r:tolist(), {1.0, 2.0, 3.0})
  check.eq(pcall(function() r[1] = 5 end), false, "read-only")
  check.eq(r[1], 1.0)
  local c = pio.load(file, {mmap_mode = "c"})
  c[1] = 10
  check.eq(c[1], 10.0)
  check.eq(pio.load(file)[1], 1.0)
  local w = pio.load(file, {mmap_mode = "r+"})
  w[1] = 10
  check.eq(pio.load(file)[1], 10.0)
end)

check.group("archives", function()
  local file = path(".npz")
  for _, save in ipairs{pio.savez, pio.savez_compressed} do
    save(file, {x = {1, 2}, y = pl.eye(2), n = 5, ["b c"] = pl.array({true, false})})
    local data = pio.load(file)
    check.eq(data.x:tolist(), {1.0, 2.0})
    check.eq(pl.array_equal(data.y, pl.eye(2)), true)
    check.eq(data.n, 5.0)
    check.eq(data["b c"].dtype, "bool")
    save(file, {{1, 2}, pl.zeros(3)})
    data = pio.load(file)
    check.eq(data.arr_0:tolist(), {1.0, 2.0})
    check.eq(#data.arr_1, 3)
    save(file, {})
    check.eq(next(pio.load(file)), nil)
  end
  pio.savez(base, {x = {1}})
  check.eq(pio.load(base .. ".npz").x:tolist(), {1.0}, "the suffix is added")
  check.raises("pl.io.load: mmap_mode is for .npy files, '" .. file .. "' is an archive", pio.load, file, "r")
  check.raises("pl.io.savez: arrays must be a table, got 5", pio.savez, file, 5)
  check.raises("pl.io.savez: arrays.x must be an array, a nested table of numbers or a number, got 'text'", pio.savez, file, {x = "text"})
end)

check.group("what cannot be read or written", function()
  check.raises("pl.io.load: cannot open '/nowhere/x.npy': No such file or directory", pio.load, "/nowhere/x.npy")
  check.raises("pl.io.load: cannot read '/': Is a directory", pio.load, "/")
  check.raises("pl.io.save: cannot write '/nowhere/x.npy': No such file or directory", pio.save, "/nowhere/x", {1})
  put(base, "text")
  check.raises("pl.io.load: '" .. base .. "' is neither a .npy nor a .npz file", pio.load, base)
  check.raises("pl.io.load: file must be a string, got 5", pio.load, 5)
  check.raises("pl.io.load: mmap_mode must be 'r', 'r+' or 'c', got 'w+'", pio.load, base, "w+")
  check.raises("pl.io.load: allow_pickle must be false: reading Python objects would run code from the file",
               pio.load, base, {allow_pickle = true})
end)

for _, name in ipairs(paths) do os.remove(name) end

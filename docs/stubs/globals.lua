-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

---@type perilune
pl = nil

help = pl.help

---@type perilune.linalg
linalg = nil

---@type perilune.optimize
optimize = nil

---@type perilune.integrate
integrate = nil

---@type perilune.interpolate
interpolate = nil

---@type perilune.special
special = nil

---@type perilune.stats
stats = nil

---@type perilune.spatial
spatial = nil

---@type perilune.sparse
sparse = nil

---@type perilune.fft
fft = nil

---@type perilune.signal
signal = nil

---@type perilune.random
random = nil

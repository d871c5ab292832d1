-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

---@type perilune
pl = nil

help = pl.help

---@type perilune.linalg
linalg = nil

---@type perilune.optimize
optimize = nil

---@type perilune.interpolate
interpolate = nil

---@type perilune.stats
stats = nil

---@type perilune.random
random = nil

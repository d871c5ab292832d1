-- docs/licences.md knows every library that --version names, with the same licence.
local cli = require "cli"
local check = require "check"

local path = debug.getinfo(1, "S").source:match "^@(.*)tests/cli/licences.lua$" .. "docs/licences.md"
local file = assert(io.open(path))
local known = {}
for line in file:lines() do
  local name, licence = line:match "^| (%S+) | ([^|]-) |"
  if name then known[name] = licence end
end
file:close()

local text = {}
for line in io.lines(path) do text[#text + 1] = line end
text = table.concat(text, "\n")

-- The name in the page of a shared library that has another.
local names = {libopenblas = "OpenBLAS", libz = "zlib", libfftw3 = "FFTW", libfftw3f = "FFTW", libfftw3_threads = "FFTW",
               libfftw3f_threads = "FFTW", libcholmod = "CHOLMOD", libumfpack = "UMFPACK", libamd = "CHOLMOD",
               libcolamd = "CHOLMOD", libcamd = "CHOLMOD", libccolamd = "CHOLMOD", libsuitesparseconfig = "CHOLMOD",
               libmetis = "METIS", libarpack = "ARPACK", libcminpack = "MINPACK",
               liblbfgsb = "L-BFGS-B", liblua5 = "Lua", libreadline = "readline", libc = "glibc",
               ["ld-linux-x86"] = "glibc", libopenblasp = "OpenBLAS", libblas = "OpenBLAS", liblapack = "LAPACK", libgcc_s = "libstdc++"}

local program = os.getenv "PERILUNE_PROGRAM"
local output = assert(io.popen(("'%s' --version"):format(program)))
local seen, gpl = {}, {}
local closing
for line in output:lines() do
  local name, rest = line:match "^  (%S+)%s+(.*)$"
  if name then
    seen[name], seen[#seen + 1] = true, name
    check(known[name], name .. " is in docs/licences.md")
    local licence = known[name] or "none"
    check(rest:find("  " .. licence .. "  ", 1, true) or rest:find(" " .. licence .. "  ", 1, true),
          name .. " is under " .. licence)
    check(rest:find "%d", name .. " has a version: " .. rest)
    if licence:find "^GPL" and not licence:find "exception" then gpl[#gpl + 1] = name end
  else
    closing = line
  end
end
output:close()
check(#seen >= 7, "--version names libraries")
if #gpl > 0 then
  check(closing:find("under the GPL, because of " .. table.concat(gpl, ", "), 1, true), "what the GPL asks is said: " .. closing)
end
if os.getenv "PERILUNE_LICENCE" == "permissive" then check.eq(#gpl, 0, "libraries under the GPL: " .. table.concat(gpl, ", ")) end

-- What the process has loaded is what the page and --version name.
local loaded, count = {}, 0
for line in io.lines "/proc/self/maps" do
  local library = line:match "/([^/%s]+)%.so[%.%d]*$"
  library = library and library:gsub("%-r?[%d.]+$", "")
  if library and not loaded[library] and not library:find "san$" then
    loaded[library], count = true, count + 1
    local name = names[library]
    check(text:find(name or library, 1, true), library .. " is in docs/licences.md")
    if name then check(seen[name], library .. " is named by --version") end
  end
end
check(count > 5, "shared libraries were looked at")

-- scripts/dev/setup.sh: what it installs and what it says, with stand-ins for the commands of the system.
local cli = require "cli"

local root = debug.getinfo(1, "S").source:match "^@(.*)/tests/cli/setup.lua$"

-- Which packages the stand-in for dpkg-query calls installed, who runs it, whether there is sudo.
local function case(title, installed, user, has_sudo, expected)
  expected[1] = title
  expected[2] = ([[
mkdir fake
cat >fake/dpkg-query <<'END'
#!/bin/sh
for last; do :; done
case " %s " in *" $last "*) printf installed ;; *) exit 1 ;; esac
END
printf '#!/bin/sh\necho %s\n' >fake/id
printf '#!/bin/sh\necho "apt-get $* ($DEBIAN_FRONTEND)"\n' >fake/apt-get
[ %s = yes ] && printf '#!/bin/sh\necho sudo; exec "$@"\n' >fake/sudo
for tool in bash sh env dirname; do ln -s "$(command -v $tool)" fake/$tool; done
chmod +x fake/*
PATH=$PWD/fake bash -c '
set -eu
source %s/scripts/dev/setup.sh
install "
first-package    the first reason
second-package   the second reason
"
echo done' ]]):format(installed, user, has_sudo and "yes" or "no", root)
  cli.ours(expected)
end

local announced = "perilune: these Debian packages are missing and will be installed with apt:\n"
case("nothing is missing", "first-package second-package", "0", false, {out = "done\n"})
case("one is missing, as root", "first-package", "0", false, {out = "done\n", err = announced ..
     "  second-package       the second reason\napt-get -q update (noninteractive)\n" ..
     "apt-get -q install -y --no-install-recommends second-package (noninteractive)\n"})
case("both are missing, with sudo", "", "1000", true, {out = "done\n", err = announced ..
     "  first-package        the first reason\n  second-package       the second reason\n" ..
     "sudo\napt-get -q update (noninteractive)\n" ..
     "sudo\napt-get -q install -y --no-install-recommends first-package second-package (noninteractive)\n"})
case("neither root nor sudo", "first-package", "1000", false, {status = 1, err = announced ..
     "  second-package       the second reason\n" ..
     "perilune: neither root nor sudo; as root: apt-get install second-package\n"})

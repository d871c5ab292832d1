"""One case: set-up and work in Lua, set-up and work in Python (np is there), wanted ratio. With first, the work is
timed once in a new process each time: what is kept for later calls does not help."""

from collections import namedtuple

Case = namedtuple("Case", "name wanted lua_setup lua python_setup python first")
CASES = []


def case(name, wanted, lua_setup, lua, python_setup, python, first=False):
    CASES.append(Case(name, wanted, lua_setup, lua, "import numpy as np\n" + python_setup, python, first))

"""One case: set-up and work in Lua, set-up and work in Python (np is there), wanted ratio."""

from collections import namedtuple

Case = namedtuple("Case", "name wanted lua_setup lua python_setup python")
CASES = []


def case(name, wanted, lua_setup, lua, python_setup, python):
    CASES.append(Case(name, wanted, lua_setup, lua, "import numpy as np\n" + python_setup, python))

"""The cases of scripts/dev/bench, a file for each module: the same work in Lua and in Python, and the ratio theirs / ours
that is wanted."""

import importlib
import pkgutil

from .case import CASES

for module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
    importlib.import_module(f".{module}", __name__)

"""What forks commands imports this: all but the rooms that load OpenCV or matplotlib, and the exercises are read."""

from __future__ import annotations

import importlib

from paths import ROOT
from shipped import LIBRARY

HEAVY = {"__main__.py", "report", "screen"}  # left to the commands that need them

for path in sorted((ROOT / "coach").rglob("*.py")):
    parts = path.relative_to(ROOT).with_suffix("").parts
    if path.relative_to(ROOT / "coach").parts[0] not in HEAVY:
        importlib.import_module(".".join(parts).removesuffix(".__init__"))
LIBRARY.cards()

"""matplotlib's list of fonts, made without asking the system: the charts need DejaVu Sans, which comes with matplotlib.

Left alone, it starts `fc-list`, whichever program of that name is found first, reads every font of the machine, and
writes a list into the user's folders.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


def load() -> None:
    """Import matplotlib with its list of fonts; does nothing once that is done."""
    with _nothing_of_the_system():
        import matplotlib.font_manager  # noqa: F401


@contextmanager
def _nothing_of_the_system() -> Iterator[None]:
    """An environment that leads to an empty folder, for programs and for what is kept; afterwards it is as it was."""
    before = {name: os.environ.get(name) for name in ("MPLCONFIGDIR", "MPL_IGNORE_SYSTEM_FONTS", "PATH")}
    with tempfile.TemporaryDirectory(prefix="posture-coach-") as empty:
        os.environ |= {"MPLCONFIGDIR": empty, "MPL_IGNORE_SYSTEM_FONTS": "1", "PATH": empty}
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value

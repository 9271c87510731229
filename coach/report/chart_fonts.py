"""matplotlib's list of fonts, made without asking the system: the charts need DejaVu Sans, which comes with matplotlib.

Left alone, it starts `fc-list`, whichever program of that name is found first, reads every font of the machine, and
writes a list into its own folder. Ours is made once, beside the model, because making it takes a quarter of a second.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from coach.private_file import cache_folder, private_folder


def load() -> None:
    """Import matplotlib with its list of fonts; does nothing once that is done."""
    kept = _folder()
    made = tempfile.TemporaryDirectory(prefix="posture-coach-") if kept is None else nullcontext(kept)
    with made as folder, _nothing_of_the_system(str(folder)):
        import matplotlib.font_manager  # noqa: F401


def _folder() -> Path | None:
    """Where the list is kept, for this user alone; None where nothing can be kept."""
    fonts = cache_folder() / "fonts"
    try:
        private_folder(fonts)
    except OSError:
        return None
    return fonts


@contextmanager
def _nothing_of_the_system(folder: str) -> Iterator[None]:
    """An environment that leads to this folder, for programs and for what is kept; afterwards it is as it was."""
    before = {name: os.environ.get(name) for name in ("MPLCONFIGDIR", "MPL_IGNORE_SYSTEM_FONTS", "PATH")}
    os.environ |= {"MPLCONFIGDIR": folder, "MPL_IGNORE_SYSTEM_FONTS": "1", "PATH": folder}
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value

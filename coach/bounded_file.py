"""Files that other programs may have written, read within bounds: a pipe is not waited for, a large file not loaded."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any

from coach.wording.catalogue import _

MOST_JSON = 1 << 20  # bytes; the largest that the coach writes, all baselines of a person, has some 50,000
# Opened without waiting for somebody who writes into a pipe, and without becoming the terminal of this process.
READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def content(path: Path, most: int) -> bytes:
    """What is in a regular file of at most so many bytes.

    Raises
    ------
    OSError : it is not there, may not be read, is something else than a file, or is larger.
    """
    with os.fdopen(os.open(path, READ), "rb") as file:
        kind = os.fstat(file.fileno()).st_mode
        if not stat.S_ISREG(kind):
            number = errno.EISDIR if stat.S_ISDIR(kind) else errno.EINVAL
            raise OSError(number, os.strerror(number) if stat.S_ISDIR(kind) else _("not a regular file"), str(path))
        found = file.read(most + 1)
    if len(found) > most:
        raise OSError(errno.EFBIG, _("larger than {size} KB", size=most // 1024), str(path))
    return found


def plain_json(path: Path) -> Any:
    """The JSON in a file. Raises OSError, or ValueError for what is no JSON."""
    try:
        return json.loads(content(path, MOST_JSON))
    except RecursionError:
        raise ValueError(_("nested too deeply")) from None


def expanded(text: str | Path) -> Path:
    """A path with `~` as the home folder; as it stands where there is no such person."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def real(path: Path) -> Path:
    """Where a path leads through all links; a circle of links leads to itself."""
    return Path(os.path.realpath(path))

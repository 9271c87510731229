"""A file that nobody but its owner can read, in a folder that nobody else can enter; also one that already exists."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from coach.wording.catalogue import _

OTHERS = stat.S_IRWXG | stat.S_IRWXO
BESIDE = ("-wal", "-shm")  # what SQLite keeps next to its file


def make_private(path: Path) -> None:
    """Make the file, with its folder, for this user alone. Only what belongs to this user is changed, and no folder
    that is for more than the coach (a home, or one that is shared like /tmp).

    Raises
    ------
    OSError : it cannot be made, or is something else than a file.
    """
    private_folder(path.parent)
    if not path.exists():
        path.touch(mode=0o600)
    if not path.is_file():
        raise OSError(_("it is not a file"))
    for file in (path, *(path.with_name(path.name + ending) for ending in BESIDE)):
        shut(file)


def cache_folder() -> Path:
    """What can be fetched or made again is in here: `posture-coach` in the user's cache folder."""
    import platformdirs

    return platformdirs.user_cache_path("posture-coach", appauthor=False)


def private_folder(folder: Path) -> None:
    """Make the folder for this user alone, also one that already exists. Raises OSError when it cannot be made."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    shut(folder)


def shut(path: Path) -> None:
    """Take the rights of others away from what is there. Raises OSError."""
    if not path.exists() or os.name != "posix":  # on Windows the folder of a user is theirs alone
        return
    found = path.stat()
    if found.st_uid != os.geteuid() or not found.st_mode & OTHERS:
        return
    if path.is_dir() and (found.st_mode & stat.S_ISVTX or path == Path.home()):
        return
    path.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)

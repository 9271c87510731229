"""The folders on this machine that belong to the coach. Nobody but their owner can read what is in them."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from coach.bounded_file import expanded
from coach.private_file import shut

SAFETY_NOTE = "safety-acknowledged"
OWN = (".", "settings.yaml", "history*.db*", "desk-profiles.json", SAFETY_NOTE, "watch", "watch/*")


def coach_home() -> Path:
    """The folder of settings: COACH_HOME, or the user's own configuration folder."""
    folder = _named()
    _shut_once(folder)
    return folder


def safety_note() -> Path:
    """There once somebody has read the safety text."""
    return coach_home() / SAFETY_NOTE


def watch_folder() -> Path:
    """Where the lock, the status and the commands of the running watch are."""
    return coach_home() / "watch"


def _named() -> Path:
    if named := os.environ.get("COACH_HOME"):
        return expanded(named)
    import platformdirs

    return platformdirs.user_config_path("posture-coach", appauthor=False)


@cache
def _shut_once(folder: Path) -> None:
    """Take from others the right to read what an earlier version, or somebody by hand, left open to them."""
    for pattern in OWN:
        for path in [folder] if pattern == "." else folder.glob(pattern):
            with suppress(OSError):
                shut(path)

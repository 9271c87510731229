"""The folders on this machine that belong to the coach."""

from __future__ import annotations

import os
from pathlib import Path

from coach.bounded_file import expanded


def home() -> Path:
    """The folder of settings: COACH_HOME, or the user's own configuration folder."""
    if named := os.environ.get("COACH_HOME"):
        return expanded(named)
    import platformdirs

    return platformdirs.user_config_path("posture-coach", appauthor=False)


def watch_folder() -> Path:
    """Where the lock, the status and the commands of the running watch are."""
    return home() / "watch"

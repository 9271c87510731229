"""The watch in the tray: an icon for its state, and a menu that tells it what to do. The coach never waits for it."""

from __future__ import annotations

import importlib.util
import sys
from typing import Protocol

from coach.desktop.session_bus import bus_address
from coach.desktop.tray_face import TrayFace
from coach.wording.catalogue import _


class Tray(Protocol):
    """An icon with a menu. `reason`: why nobody sees it, or None."""

    @property
    def reason(self) -> str | None: ...

    def show(self, face: TrayFace) -> None:
        """Put this in place of the last. Comes back at once; nothing happens when it is the same."""

    def chosen(self) -> list[str]:
        """The commands of the entries that were clicked since this was last asked, in order."""

    def close(self) -> None:
        """Take it away, and end; may be called twice."""


class NoTray:
    """No icon, and the reason for it."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    @property
    def reason(self) -> str | None:
        """Why there is no icon."""
        return self._reason

    def show(self, face: TrayFace) -> None:
        """Shows nothing."""

    def chosen(self) -> list[str]:
        """Nobody clicks."""
        return []

    def close(self) -> None:
        """Does nothing: nothing is open."""


def open_tray(platform: str = sys.platform) -> Tray:
    """The tray of this desktop, or none with the reason. Never raises."""
    if (reason := why_no_tray(platform)) is not None:
        return NoTray(reason)
    if platform.startswith("linux"):
        from coach.desktop.status_item import StatusItem

        return StatusItem()
    from coach.desktop.tray_program import TrayProgram

    return TrayProgram()


def why_no_tray(platform: str = sys.platform) -> str | None:
    """The reason there can be no icon here, or None as far as that is known before it is tried."""
    if platform.startswith("linux"):
        return _("no session bus: not started from a desktop") if bus_address() is None else None
    if importlib.util.find_spec("pystray") is None:
        return _("pystray is not installed: pip install 'posture-coach[tray]'")
    return None

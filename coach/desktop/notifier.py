"""What the watch asks of anything that notifies somebody, and the one that cannot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

Buttons = Sequence[tuple[str, str]]
"""Pairs of the answer and the words on the button."""


class Notifier(Protocol):
    """Says something on the desktop. `reason`: why it cannot, or None."""

    @property
    def reason(self) -> str | None: ...

    def show(self, title: str, text: str, buttons: Buttons = (), *, sound: bool = False) -> None:
        """Replace what was shown before by this. Comes back at once."""

    def pressed(self) -> str | None:
        """The answer given since this was last asked; "skip" for a notification put away; None when there was none."""

    def clear(self) -> None:
        """Take away what is shown."""

    def close(self) -> None:
        """Take away what is shown, and end."""


class Nowhere:
    """No notifications, and the reason for it."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    @property
    def reason(self) -> str | None:
        """Why nothing is shown."""
        return self._reason

    def show(self, title: str, text: str, buttons: Buttons = (), *, sound: bool = False) -> None:
        """Shows nothing."""

    def pressed(self) -> str | None:
        """Nobody answers."""
        return None

    def clear(self) -> None:
        """Does nothing: nothing is shown."""

    def close(self) -> None:
        """Does nothing: nothing is open."""

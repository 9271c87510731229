"""The small tray of `tray_host.py`, from a test: what it says, and what it is told."""

from __future__ import annotations

from typing import Any

from spoken_to import SpokenTo


class Host(SpokenTo):
    """The panel and what it says."""

    def __init__(self, *words: str) -> None:
        self._rows: list[dict[str, Any]] = []
        super().__init__("tray_host.py", *words)
        self.told("ready")

    def told(self, what: str) -> Any:
        """The next thing of this kind that it tells, or told before while something else was waited for."""
        while not (found := [row for row in self._rows if what in row]):
            self._rows.append(self.heard())
        self._rows.remove(found[0])
        return found[0][what]

    def has_told(self, what: str) -> bool:
        """Whether it told such a thing by now that nobody asked after."""
        return any(what in row for row in self._rows)

    def asked(self, what: str) -> Any:
        self.do(what)
        return self.told(what)

"""The small tray of `tray_host.py`, from a test: what it says, and what it is told."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import IO, Any

from paths import TESTS


class Host:
    """The panel and what it says."""

    def __init__(self, *words: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(TESTS / "tray_host.py"), *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in: IO[str] = self._process.stdin
        self._out: IO[str] = self._process.stdout
        self._rows: list[dict[str, Any]] = []
        self.told("ready")

    def told(self, what: str) -> Any:
        """The next thing of this kind that it tells, or told before while something else was waited for."""
        while not (found := [row for row in self._rows if what in row]):
            line = self._out.readline()
            assert line, "the tray has ended"
            self._rows.append(json.loads(line))
        self._rows.remove(found[0])
        return found[0][what]

    def has_told(self, what: str) -> bool:
        """Whether it told such a thing by now that nobody asked after."""
        return any(what in row for row in self._rows)

    def asked(self, what: str) -> Any:
        self.do(what)
        return self.told(what)

    def do(self, words: str) -> None:
        self._in.write(words + "\n")
        self._in.flush()

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)

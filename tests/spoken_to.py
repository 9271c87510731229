"""A program of these tests that reads a word a line and answers with JSON, a line each."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import IO, Any

from paths import TESTS


class SpokenTo:
    """The program; what it says first is that it is ready."""

    def __init__(self, script: str, *words: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(TESTS / script), *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in: IO[str] = self._process.stdin
        self._out: IO[str] = self._process.stdout

    def heard(self) -> dict[str, Any]:
        """The next line that it says."""
        line = self._out.readline()
        assert line, "it has ended"
        row: dict[str, Any] = json.loads(line)
        return row

    def do(self, words: str) -> None:
        self._in.write(words + "\n")
        self._in.flush()

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)


class Service(SpokenTo):
    """The notification service of `notification_daemon.py`: it tells what it was asked to show, and presses buttons."""

    def __init__(self, *words: str) -> None:
        super().__init__("notification_daemon.py", *words)
        assert self.heard() == {"ready": True}

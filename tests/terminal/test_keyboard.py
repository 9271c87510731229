"""A run in a real terminal (a pseudo-terminal): its keys are read, and it is given back as it was."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from paths import ROOT

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

import fcntl
import termios

DEMO = ROOT / "fixtures" / "demo" / "demo.npz"
TIMEOUT_S = 60


class TerminalView:
    """The coach, with a terminal of its own."""

    def __init__(self, home: Path, *words: str) -> None:
        (home / "safety-acknowledged").write_text("yes")
        self.ours, self.theirs = os.openpty()
        self.before = termios.tcgetattr(self.theirs)
        self.shown = ""
        env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "COLUMNS", "LINES")}
        self.run = subprocess.Popen(
            [sys.executable, "-m", "coach", "do", "wall-slides", "--source", str(DEMO), "--mute", *words],
            stdin=self.theirs, stdout=self.theirs, stderr=self.theirs, cwd=ROOT, start_new_session=True,
            env=env | {"COACH_HOME": str(home), "TERM": "xterm"},
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0) and None,
        )  # fmt: skip

    def read(self, wait_s: float = 0.0) -> bool:
        if not select.select([self.ours], [], [], wait_s)[0]:
            return False
        self.shown += os.read(self.ours, 65536).decode(errors="replace")
        return True

    def until(self, *words: str) -> None:
        end_s = time.monotonic() + TIMEOUT_S
        while not any(word in self.shown for word in words):
            assert time.monotonic() < end_s, self.shown
            self.read(0.1)

    def press(self, keys: bytes) -> None:
        os.write(self.ours, keys)

    def ended(self) -> int:
        end_s = time.monotonic() + TIMEOUT_S
        while self.run.poll() is None:
            assert time.monotonic() < end_s, self.shown
            self.read(0.1)
        while self.read():
            pass
        return self.run.returncode


@pytest.fixture
def coach(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[TerminalView]:
    """The coach with the words that the test is parametrised with."""
    one = TerminalView(tmp_path, *request.param)
    yield one
    one.run.kill()
    one.run.wait()
    os.close(one.ours)
    os.close(one.theirs)


@pytest.mark.parametrize("coach", [("--plain",), ()], indirect=True, ids=["plain", "live"])
def test_a_key_leaves_and_the_terminal_is_as_it_was(coach: TerminalView, request: pytest.FixtureRequest) -> None:
    coach.until("Ready")
    coach.press(b"\x1b[A")  # an arrow is no Escape
    coach.press(b"h")
    coach.until("q leave")
    coach.press(b"q")
    assert coach.ended() == 0
    assert coach.shown.rsplit("q leave", 1)[1].strip()  # how it went
    plain = "plain" in request.node.name
    assert ("\x1b" in coach.shown) != plain  # plain lines move no cursor and have no colour
    assert termios.tcgetattr(coach.theirs) == coach.before

"""The dimmed screen, really shown on a display of its own: it clears itself and can never stay behind."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from waiting import eventually

from benchmarks.x_server import x_server
from coach.desktop.dim import Dim, why_no_overlay

NO_DISPLAY = "no display: DISPLAY is not set"
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("Xvfb") is None or why_no_overlay() not in (None, NO_DISPLAY),
    reason="needs Xvfb and tkinter",
)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A display of this test's own; its picture, as the X server keeps it in a file."""
    with x_server(320, 200, "-fbdir", str(tmp_path)) as display:
        monkeypatch.setenv("DISPLAY", display)
        yield tmp_path / "Xvfb_screen0"


def is_dimmed(screen: Path) -> bool:
    """Whether the words of the overlay stand on the screen: the root window is black without them."""
    header = int.from_bytes(screen.read_bytes()[:4], "big") + 4096
    return b"\xff\xff\xff" in screen.read_bytes()[header:]


def until(screen: Path, dimmed: bool) -> None:
    assert eventually(lambda: is_dimmed(screen) is dimmed), "never " + ("dimmed" if dimmed else "cleared")


def test_shown_and_cleared(screen: Path) -> None:
    overlay = Dim()
    assert not is_dimmed(screen)
    overlay.show("Sit up")
    until(screen, True)
    assert overlay.shown
    overlay.clear()
    assert not overlay.shown
    until(screen, False)
    overlay.clear()
    overlay.close()


def test_it_goes_with_a_coach_that_is_killed(screen: Path) -> None:
    code = (
        "import sys; from coach.desktop.dim import Dim; o = Dim(); o.show('Sit up');"
        "print('up', flush=True); sys.stdin.read()"
    )
    owner = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert owner.stdout is not None
    assert owner.stdout.readline() == b"up\n"
    until(screen, True)
    owner.send_signal(signal.SIGKILL)
    owner.wait(10)
    until(screen, False)


def test_shown_twice_is_shown_once(screen: Path) -> None:
    overlay = Dim()
    overlay.show("Sit up")
    first = overlay._process
    overlay.show("Sit up")
    assert overlay._process is first
    overlay.close()


def test_no_display_is_known_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    assert why_no_overlay() == NO_DISPLAY

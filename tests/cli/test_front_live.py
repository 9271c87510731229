"""The home window as a person has it: a real window on a real screen, the mouse, the keys, and a watch that stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bodies import Arm, Stick
from head_stream import HeadStream
from joined import save, still
from paths import ROOT
from waiting import eventually

from benchmarks.x_server import x_server
from coach.capture.model.store import Model
from coach.cli.front_deeds import FrontDeeds
from coach.cli.settings import personal
from coach.home.button import Button, Deed
from coach.home.watch_page import GO_ON, OFF, ON, PAUSED_30
from coach.screen.window import Window

HANGING = Stick(left=Arm(8, 8), right=Arm(8, 8))
IDLE_S, MOST_CPU = 6.0, 0.02
needs_a_screen = pytest.mark.skipif(
    shutil.which("Xvfb") is None or shutil.which("xdotool") is None, reason="needs Xvfb and xdotool"
)


SHADES = 100  # of a page with pictures; a window that is still empty has two or three


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    """An X server of this test's own, whose screen is a file."""
    with x_server(1280, 720, "-fbdir", str(tmp_path)) as name:
        yield name


class Person:
    """Somebody with a mouse and a keyboard in front of the home window."""

    def __init__(self, display: str, home: Path, source: str) -> None:
        kept = {name: text for name, text in os.environ.items() if not name.startswith("QT_")}
        self._env = kept | {"DISPLAY": display, "COACH_HOME": str(home), "PYTHONPATH": str(ROOT)}
        self._screen = home.parent / "Xvfb_screen0"
        self._said = (home.parent / "said.txt").open("w+")
        self.coach = subprocess.Popen(
            [sys.executable, "-m", "coach", "--window", "--source", source], env=self._env, stdout=self._said,
            stderr=subprocess.STDOUT,
        )  # fmt: skip

    def window(self) -> str:
        found = self._xdotool("search", "--name", "Posture coach").split()
        return found[0] if found else ""

    def sees_a_page(self) -> bool:
        return len(set(self._screen.read_bytes())) > SHADES

    def press(self, key: str) -> None:
        self._xdotool("key", key)
        time.sleep(1.5)  # a busy machine takes its time to look

    def click(self, x: int, y: int) -> None:
        self._xdotool("mousemove", str(x), str(y), "click", "1")

    def said(self) -> str:
        return Path(self._said.name).read_text()

    def keeps_busy(self) -> float:
        """The share of a processor that the coach takes while nothing is asked of it."""
        began_s = self._cpu_s()
        time.sleep(IDLE_S)
        return (self._cpu_s() - began_s) / IDLE_S

    def _cpu_s(self) -> float:
        fields = Path(f"/proc/{self.coach.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        if self.coach.poll() is None:
            self.coach.kill()
        self.coach.wait(10)
        self._said.close()

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._env, capture_output=True, text=True, timeout=20, check=False
        )
        return done.stdout


@pytest.fixture
def person(display: str, tmp_path: Path) -> Iterator[Person]:
    """Before a camera that sees somebody for two seconds."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "safety-acknowledged").touch()
    found = Person(display, home, str(save(tmp_path / "seen.npz", still(HANGING, 2.0))))
    yield found
    found.close()


@needs_a_screen
def test_a_click_begins_a_workout_in_the_same_window_and_home_comes_back(person: Person) -> None:
    # Both: a window that stays empty on a busy machine is opened again.
    assert eventually(lambda: person.sees_a_page() and person.window() != "")
    window = person.window()
    person.click(800, 260)
    assert eventually(lambda: "A break at the desk" in person.said(), 90.0), person.said()
    assert person.window() == window
    person.press("space")  # the result has been read
    assert eventually(lambda: person.keeps_busy() < MOST_CPU, 60.0)  # once home has come back, which takes a moment
    assert person.coach.poll() is None
    person.press("3")
    person.press("Escape")
    assert person.coach.poll() is None
    person.press("Escape")
    assert eventually(lambda: person.coach.poll() is not None)
    assert person.coach.returncode == 0


@pytest.fixture
def stream() -> Iterator[str]:
    with HeadStream() as server:
        yield f"http://127.0.0.1:{server.server_port}/video"


def test_a_watch_is_begun_paused_resumed_and_ended_and_stays_when_the_window_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stream: str, model: Model
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    deeds, window = FrontDeeds(personal(), stream), Window()

    def tell(word: str) -> None:
        deeds.do(Button(Deed.WATCH, word), window)

    assert not deeds.facts.watch().on
    tell(ON)
    assert deeds._started is not None
    process = deeds._started._process
    try:
        assert eventually(lambda: deeds.facts.watch().on), deeds.news_of_watch()
        assert os.getsid(process.pid) != os.getsid(0)  # so closing the window or its terminal does not end it
        assert deeds.news_of_watch() == ""
        assert deeds.news_of_watch() is None
        tell(PAUSED_30)
        assert eventually(lambda: deeds.facts.watch().paused)
        tell(GO_ON)
        assert eventually(lambda: not deeds.facts.watch().paused)
        tell(OFF)
        assert not deeds.facts.watch().on
        process.wait(20)
        assert deeds.news_of_watch() == ""
    finally:
        process.kill()

"""Notifications on a real session bus, with a real notification service that shows and presses them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest
from paths import TESTS

from coach.desktop import notifications
from coach.desktop.notifications import Desktop, Nowhere, open_notifier, why_no_notifications

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs a session bus: install dbus"
)
BUTTONS = (("drill", "One-minute drill"), ("fine", "That was fine"), ("snooze", "Snooze"))


class Service:
    """The notification service and what it says."""

    def __init__(self, *words: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(TESTS.joinpath("notification_daemon.py")), *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in: IO[str] = self._process.stdin
        self._out: IO[str] = self._process.stdout
        assert self.told() == {"ready": True}

    def told(self) -> dict[str, object]:
        row: dict[str, object] = json.loads(self._out.readline())
        return row

    def do(self, words: str) -> None:
        self._in.write(words + "\n")
        self._in.flush()

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)


@pytest.fixture
def service(bus: str) -> Iterator[Service]:
    running = Service()
    yield running
    running.close()


@pytest.fixture
def desktop(bus: str) -> Iterator[Desktop]:
    notifier = Desktop()
    yield notifier
    notifier.close()


def until(what: Callable[[], object | None], turns: int = 2_000_000) -> object:
    """What it returns, once that is something; the bus takes its time, and this asks again at once."""
    for _ in range(turns):
        if (found := what()) is not None:
            return found
        os.sched_yield()
    raise AssertionError("nothing came")


def test_a_notification_with_its_buttons(service: Service, desktop: Desktop) -> None:
    desktop.show("You are slouching", "For 30 s.", BUTTONS)
    shown = service.told()
    assert (shown["title"], shown["text"], shown["sound"]) == ("You are slouching", "For 30 s.", False)
    titles = shown["actions"][1::2]  # type: ignore[index]
    assert [t for t in titles if t] == ["One-minute drill", "That was fine", "Snooze"]
    assert desktop.pressed() is None


@pytest.mark.parametrize(("answer", "words"), BUTTONS)
def test_each_button_answers(service: Service, desktop: Desktop, answer: str, words: str) -> None:
    desktop.show("You are slouching", "For 30 s.", BUTTONS)
    actions = service.told()["actions"]
    key = actions[actions.index(words) - 1]  # type: ignore[attr-defined,index]
    until(lambda: desktop.shown or None)
    service.do(f"press {key}")
    assert until(desktop.pressed) == answer
    assert desktop.pressed() is None


def test_gnome_shows_three_buttons_and_a_click_beside_them_is_the_fourth(
    service: Service, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    desktop.show("You are slouching", "For 30 s.", [*BUTTONS, ("more", "More ...")])
    shown = service.told()
    assert shown["text"] == "For 30 s.\nClick here for more."
    assert [t for t in shown["actions"][1::2] if t] == ["One-minute drill", "That was fine", "Snooze"]  # type: ignore[index]
    until(lambda: desktop.shown or None)
    service.do("press default")
    assert until(desktop.pressed) == "more"


def test_put_away_is_skipped(service: Service, desktop: Desktop) -> None:
    desktop.show("You are slouching", "For 30 s.", BUTTONS)
    service.told()
    until(lambda: desktop.shown or None)
    service.do("dismiss")
    assert until(desktop.pressed) == "skip"


def test_the_next_takes_the_place_of_the_last(service: Service, desktop: Desktop) -> None:
    desktop.show("one", "")
    first = service.told()["shown"]
    desktop.show("two", "")
    assert service.told() == {"closed": first}
    assert service.told()["title"] == "two"


def test_sitting_up_takes_it_away(service: Service, desktop: Desktop) -> None:
    desktop.show("one", "")
    number = service.told()["shown"]
    desktop.clear()
    assert service.told() == {"closed": number}


def test_the_end_takes_it_away(service: Service, bus: str) -> None:
    notifier = Desktop()
    notifier.show("one", "")
    number = service.told()["shown"]
    notifier.close()
    assert service.told() == {"closed": number}
    notifier.close()


def test_a_sound_on_request(service: Service, desktop: Desktop) -> None:
    desktop.show("one", "", sound=True)
    assert service.told()["sound"] is True


def test_a_desktop_without_the_service_gives_the_reason(desktop: Desktop) -> None:
    desktop.show("one", "")
    assert "no notification service answers" in str(until(lambda: desktop.reason))


def test_a_service_that_never_answers_is_told_and_the_next_one_is_used(
    bus: str, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notifications, "ANSWER_S", 0.3)
    hung = Service("--silent")
    desktop.show("one", "")
    assert hung.told() == {"asked": "one"}
    assert until(lambda: desktop.reason) == "the notification service does not answer"
    hung.close()
    service = Service()
    desktop.show("two", "")
    assert service.told()["title"] == "two"
    until(lambda: True if desktop.reason is None else None)
    service.close()


def test_a_service_that_comes_later_is_used(bus: str, desktop: Desktop) -> None:
    desktop.show("one", "")
    until(lambda: desktop.reason)
    service = Service()
    desktop.show("two", "")
    assert service.told()["title"] == "two"
    until(lambda: True if desktop.reason is None else None)
    service.close()


def test_a_bus_is_found_where_logins_keep_it(
    service: Service, bus: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(Path(bus.partition("path=")[2].partition(",")[0]).parent))
    notifier = open_notifier()
    notifier.show("You are slouching", "For 30 s.")
    assert service.told()["title"] == "You are slouching"
    notifier.close()


def test_no_session_bus_is_known_beforehand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert why_no_notifications() == "no session bus: not started from a desktop"
    notifier = open_notifier()
    assert isinstance(notifier, Nowhere)
    notifier.show("one", "")
    assert notifier.pressed() is None

"""Notifications on a real session bus, with a real notification service that shows and presses them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from spoken_to import Service
from waiting import eventually

from coach.desktop import notifications
from coach.desktop.notifications import Desktop, open_notifier, why_no_notifications
from coach.desktop.notifier import Nowhere

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs a session bus: install dbus"
)
BUTTONS = (("drill", "One-minute drill"), ("fine", "That was fine"), ("snooze", "Snooze"))


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


def until(what: Callable[[], object | None]) -> object:
    """What it returns, once that is something."""
    found = eventually(what)
    assert found is not None, "nothing came"
    return found


def test_a_notification_with_its_buttons(service: Service, desktop: Desktop) -> None:
    desktop.show("You are slouching", "For 30 s.", BUTTONS)
    shown = service.heard()
    assert (shown["title"], shown["text"], shown["sound"]) == ("You are slouching", "For 30 s.", False)
    titles = shown["actions"][1::2]  # type: ignore[index]
    assert [t for t in titles if t] == ["One-minute drill", "That was fine", "Snooze"]
    assert desktop.pressed() is None


@pytest.mark.parametrize(("answer", "words"), BUTTONS)
def test_each_button_answers(service: Service, desktop: Desktop, answer: str, words: str) -> None:
    desktop.show("You are slouching", "For 30 s.", BUTTONS)
    actions = service.heard()["actions"]
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
    shown = service.heard()
    assert shown["text"] == "For 30 s.\nClick here for more."
    assert [t for t in shown["actions"][1::2] if t] == ["One-minute drill", "That was fine", "Snooze"]  # type: ignore[index]
    until(lambda: desktop.shown or None)
    service.do("press default")
    assert until(desktop.pressed) == "more"


def test_put_away_is_skipped(service: Service, desktop: Desktop) -> None:
    desktop.show("You are slouching", "For 30 s.", BUTTONS)
    service.heard()
    until(lambda: desktop.shown or None)
    service.do("dismiss")
    assert until(desktop.pressed) == "skip"


def test_the_next_takes_the_place_of_the_last(service: Service, desktop: Desktop) -> None:
    desktop.show("one", "")
    first = service.heard()["shown"]
    desktop.show("two", "")
    assert service.heard() == {"closed": first}
    assert service.heard()["title"] == "two"


def test_sitting_up_takes_it_away(service: Service, desktop: Desktop) -> None:
    desktop.show("one", "")
    number = service.heard()["shown"]
    desktop.clear()
    assert service.heard() == {"closed": number}


def test_the_end_takes_it_away(service: Service, bus: str) -> None:
    notifier = Desktop()
    notifier.show("one", "")
    number = service.heard()["shown"]
    notifier.close()
    assert service.heard() == {"closed": number}
    notifier.close()


def test_a_sound_on_request(service: Service, desktop: Desktop) -> None:
    desktop.show("one", "", sound=True)
    assert service.heard()["sound"] is True


def test_a_desktop_without_the_service_gives_the_reason(desktop: Desktop) -> None:
    desktop.show("one", "")
    assert "no notification service answers" in str(until(lambda: desktop.reason))


def test_a_service_that_never_answers_is_told_and_the_next_one_is_used(
    bus: str, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notifications, "ANSWER_S", 0.3)
    hung = Service("--silent")
    desktop.show("one", "")
    assert hung.heard() == {"asked": "one"}
    assert until(lambda: desktop.reason) == "the notification service does not answer"
    hung.close()
    service = Service()
    desktop.show("two", "")
    assert service.heard()["title"] == "two"
    until(lambda: True if desktop.reason is None else None)
    service.close()


def test_a_service_that_comes_later_is_used(bus: str, desktop: Desktop) -> None:
    desktop.show("one", "")
    until(lambda: desktop.reason)
    service = Service()
    desktop.show("two", "")
    assert service.heard()["title"] == "two"
    until(lambda: True if desktop.reason is None else None)
    service.close()


def test_a_bus_is_found_where_logins_keep_it(
    service: Service, bus: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(Path(bus.partition("path=")[2].partition(",")[0]).parent))
    notifier = open_notifier()
    notifier.show("You are slouching", "For 30 s.")
    assert service.heard()["title"] == "You are slouching"
    notifier.close()


def test_no_session_bus_is_known_beforehand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert why_no_notifications() == "no session bus: not started from a desktop"
    notifier = open_notifier()
    assert isinstance(notifier, Nowhere)
    notifier.show("one", "")
    assert notifier.pressed() is None

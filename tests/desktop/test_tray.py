"""The watch in the tray: on a real session bus, with a program that lists and shows items as a panel does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from paths import ROOT
from trays import Host
from waiting import eventually

from coach.desktop.icon import argb, drawn
from coach.desktop.status_item import SIDES_PX, StatusItem
from coach.desktop.tray import NoTray, open_tray
from coach.desktop.tray_face import Look, MenuEntry, TrayFace
from coach.desktop.tray_program import TrayProgram

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the session bus of Linux")
PATIENCE_S = 20.0
FACE = TrayFace(
    Look.UPRIGHT, "upright", (MenuEntry("pause 30m", "Pause for 30 minutes"), MenuEntry(), MenuEntry("stop", "End_it"))
)


STAND_IN = """
import pathlib, threading
class MenuItem:
    def __init__(self, text, action, enabled=True):
        self.text, self.action = text, action
class Menu(tuple):
    SEPARATOR = MenuItem("", None)
    def __new__(cls, *items):
        return super().__new__(cls, items)
class Icon:
    def __init__(self, name, icon, title):
        self.over = threading.Event()
    def run(self):
        self.over.wait(60)
    def stop(self):
        pathlib.Path(__file__).with_name("ended").write_text(self.title)
    def update_menu(self):
        for item in self.menu:
            if item.action:
                item.action()
"""


@pytest.fixture
def host(bus: str) -> Iterator[Host]:
    running = Host()
    yield running
    running.close()


@pytest.fixture
def item(bus: str) -> Iterator[StatusItem]:
    tray = StatusItem()
    yield tray
    tray.close()


def until(what: Callable[[], bool]) -> None:
    assert eventually(what, PATIENCE_S)


def test_its_properties_are_those_of_the_state(host: Host, item: StatusItem) -> None:
    host.told("registered")
    item.show(FACE)
    found = host.asked("properties")
    assert (found["Id"], found["Title"], found["Status"]) == ("posture-coach", "Posture coach", "Active")
    assert found["ToolTip"][2:] == ["Posture coach", "upright"]
    assert found["ItemIsMenu"] is True
    assert [(w, h) for w, h, _ in found["IconPixmap"]] == [(side, side) for side in SIDES_PX]
    assert bytes.fromhex(found["IconPixmap"][1][2]) == argb(drawn(Look.UPRIGHT, 22))
    until(lambda: item.reason is None)


def test_a_change_is_told_and_only_that(host: Host, item: StatusItem) -> None:
    host.told("registered")
    item.show(FACE)
    assert [host.told("changed") for _ in range(3)] == ["NewIcon", "NewToolTip", "LayoutUpdated"]
    item.show(FACE)
    item.show(TrayFace(Look.UPRIGHT, "upright", (MenuEntry("resume", "Go on watching"),)))
    assert host.told("changed") == "LayoutUpdated"
    item.show(TrayFace(Look.PAUSED, "upright", (MenuEntry("resume", "Go on watching"),)))
    assert host.told("changed") == "NewIcon"
    item.show(TrayFace(Look.PAUSED, "paused", (MenuEntry("resume", "Go on watching"),)))
    assert [host.told("changed") for _ in range(2)] == ["NewToolTip", "LayoutUpdated"], "the menu begins with the text"


def test_a_click_is_the_command(host: Host, item: StatusItem) -> None:
    host.told("registered")
    item.show(FACE)
    rows = host.asked("menu")
    assert [row.get("label", row.get("type")) for row in rows] == [
        "upright",
        "Pause for 30 minutes",
        "separator",
        "End__it",  # a single underscore would mark a letter
    ]
    assert rows[0]["enabled"] is False
    assert item.chosen() == []
    for words in ("Pause for 30 minutes", "End__it", "upright"):
        host.do(f"click {words}")
        host.told("clicked")
    assert item.chosen() == ["pause 30m", "stop"]
    assert item.chosen() == []


def test_a_panel_that_opens_no_menu_on_a_click_gives_the_command_of_the_icon(host: Host, item: StatusItem) -> None:
    host.told("registered")
    item.show(TrayFace(Look.UPRIGHT, "upright", FACE.entries, click="today"))
    host.do("activate")
    host.told("activated")
    item.show(FACE)  # which has none
    host.do("activate")
    host.told("activated")
    assert item.chosen() == ["today"]


def test_an_entry_keeps_its_number_while_others_come_and_go(host: Host, item: StatusItem) -> None:
    """A menu that is open when the state changes: the click on it means what was read."""
    host.told("registered")
    item.show(FACE)
    before = {row["label"]: row["id"] for row in host.asked("menu") if "label" in row}
    item.show(TrayFace(Look.PAUSED, "paused", (MenuEntry("resume", "Go on"), MenuEntry("stop", "End_it"))))
    after = {row["label"]: row["id"] for row in host.asked("menu")}
    assert after["End__it"] == before["End__it"]
    assert after["Go on"] not in before.values()


def test_a_tray_that_comes_later_gets_the_item_and_so_does_the_next(bus: str, item: StatusItem) -> None:
    item.show(FACE)
    until(lambda: item.reason == "no program on this desktop shows a tray")
    for _ in range(2):
        late = Host()
        late.told("registered")
        until(lambda: item.reason is None)
        assert late.asked("properties")["ToolTip"][3] == "upright"
        late.close()
        until(lambda: item.reason is not None)


def test_it_registers_once(host: Host, item: StatusItem) -> None:
    """The list tells everybody of each item that registers; whoever took that for a new list would never end."""
    host.told("registered")
    until(lambda: item.reason is None)
    host.asked("properties")
    assert not host.has_told("registered")


def test_a_list_that_nobody_shows_is_no_tray_until_somebody_does(bus: str, item: StatusItem) -> None:
    listing = Host("--no-host")
    listing.told("registered")
    assert listing.asked("properties")["Id"] == "posture-coach"
    assert item.reason == "no program on this desktop shows a tray"
    listing.do("host")
    until(lambda: item.reason is None)
    assert not listing.has_told("registered")
    listing.close()


def test_the_end_takes_it_away(host: Host, bus: str) -> None:
    tray = StatusItem()
    name = host.told("registered")
    tray.close()
    tray.close()
    tray.show(FACE)
    assert tray.chosen() == []
    asked = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/"]
    asked.append("org.freedesktop.DBus.ListNames")
    owned = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert "StatusNotifierWatcher" in owned
    assert name not in owned


def test_without_a_bus_there_is_a_reason_and_nothing_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    tray = open_tray("linux")
    assert isinstance(tray, NoTray)
    assert tray.reason == "no session bus: not started from a desktop"
    tray.show(FACE)
    assert tray.chosen() == []
    tray.close()


def test_a_bus_that_has_gone_is_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/gone")
    tray = open_tray("linux")
    until(lambda: str(tray.reason).startswith("the tray failed: "))
    tray.show(FACE)
    tray.close()


def test_a_bus_that_goes_in_the_middle_is_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address=unix:path={tmp_path}/bus"]
    daemon = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert daemon.stdout is not None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
    host = Host()
    tray = StatusItem()
    until(lambda: tray.reason is None)
    daemon.kill()
    daemon.wait(10)
    until(lambda: tray.reason == "the tray failed: the session bus has gone")
    tray.show(FACE)
    assert tray.chosen() == []
    tray.close()
    host.close()


def test_elsewhere_a_process_shows_it_until_its_pipe_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A stand-in for the library draws nothing, but has the icon's menu clicked through."""
    (tmp_path / "pystray.py").write_text(STAND_IN)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    tray = TrayProgram()
    tray.show(FACE)
    tray.show(FACE)
    clicked: list[str] = []
    until(lambda: bool(clicked.extend(tray.chosen()) or clicked[1:]))
    assert clicked == ["pause 30m", "stop"]
    assert tray.reason is None
    tray.close()
    assert (tmp_path / "ended").read_text() == "Posture coach: upright"
    tray.close()


def test_a_tray_process_that_ends_is_a_reason(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pystray.py").write_text("raise SystemExit")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    tray = TrayProgram()
    until(lambda: tray.reason == "the tray failed: its program has ended")
    tray.show(FACE)
    assert tray.chosen() == []
    tray.close()

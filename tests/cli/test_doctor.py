"""`coach doctor` on a desktop: what it tries is really shown, and taken away again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from spoken_to import Service
from trays import Host

from coach.cli import doctor
from coach.desktop import launcher

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the session bus of Linux")


def test_a_desktop_with_everything(bus: str) -> None:
    service = Service()
    found = doctor._notifications()
    assert (found.works, found.found) == (True, "the desktop showed one")
    shown, closed = (service.heard() for _ in range(2))
    assert shown["text"] == "`coach doctor` tries whether this reaches you."
    assert closed == {"closed": shown["shown"]}
    service.close()
    host = Host()
    found = doctor._tray()
    assert found.works
    assert host.told("registered").startswith("org.kde.StatusNotifierItem-")
    host.close()


def test_a_desktop_with_a_bus_and_nothing_on_it(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "DESKTOP_S", 0.5)
    tray = doctor._tray()
    assert (tray.works, tray.found) == (False, "no program on this desktop shows a tray")
    told = doctor._notifications()
    assert not told.works
    assert told.found
    assert told.advice


def test_the_launcher_is_found_once_it_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert not doctor._launcher().works
    path = launcher.install("linux")
    found = doctor._launcher()
    assert (found.works, found.found) == (True, str(path))

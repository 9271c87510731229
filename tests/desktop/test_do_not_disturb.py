"""Do-not-disturb and calls, as far as the desktop tells: the sound system's own files, the desktop's own settings."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from paths import TESTS

from coach.cli import environment
from coach.desktop import do_not_disturb

RUNNING = """state: RUNNING
owner_pid   : 4242
trigger_time: 5120.182736451
tstamp      : 0.000000000
delay       : 512
avail       : 512
avail_max   : 1024
-----
hw_ptr      : 1228800
appl_ptr    : 1228288
"""
OPEN_ONLY = RUNNING.replace("RUNNING", "PREPARED")


def stream(proc: Path, name: str, status: str, card: str = "card0") -> Path:
    """One stream of a sound card, as Linux shows it: pcm0c records, pcm0p plays."""
    path = proc / card / name / "sub0" / "status"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(status)
    return path


# ---------------------------------------------------------------- a call: a microphone that is recorded from


def test_a_microphone_that_is_recorded_from_is_a_call(tmp_path: Path) -> None:
    stream(tmp_path, "pcm0c", RUNNING)
    assert do_not_disturb.in_call(tmp_path)


def test_the_second_card_and_a_later_stream_count_too(tmp_path: Path) -> None:
    stream(tmp_path, "pcm0c", "closed\n")
    stream(tmp_path, "pcm0p", "closed\n")
    stream(tmp_path, "pcm3c", RUNNING, card="card1")
    assert do_not_disturb.in_call(tmp_path)


def test_music_is_no_call(tmp_path: Path) -> None:
    stream(tmp_path, "pcm0p", RUNNING)
    stream(tmp_path, "pcm0c", "closed\n")
    assert not do_not_disturb.in_call(tmp_path)


def test_a_microphone_only_held_ready_is_no_call(tmp_path: Path) -> None:
    stream(tmp_path, "pcm0c", OPEN_ONLY)
    assert not do_not_disturb.in_call(tmp_path)


def test_a_call_that_ends_is_over(tmp_path: Path) -> None:
    status = stream(tmp_path, "pcm0c", RUNNING)
    assert do_not_disturb.in_call(tmp_path)
    status.write_text("closed\n")
    assert not do_not_disturb.in_call(tmp_path)


def test_a_machine_without_sound_is_in_no_call(tmp_path: Path) -> None:
    assert not do_not_disturb.in_call(tmp_path / "nothing")


def test_a_status_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    stream(tmp_path, "pcm0c", "").unlink()
    (tmp_path / "card0/pcm0c/sub0/status").mkdir()  # reading it raises, whoever asks
    stream(tmp_path, "pcm1c", RUNNING)
    assert do_not_disturb.in_call(tmp_path)


# ---------------------------------------------------------------- the desktop's do-not-disturb, with its own tools

SCHEMA = """<schemalist>
  <schema id="org.gnome.desktop.notifications" path="/org/gnome/desktop/notifications/">
    <key name="show-banners" type="b"><default>true</default></key>
  </schema>
</schemalist>
"""
real_settings = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in ("gsettings", "glib-compile-schemas")) or sys.platform != "linux",
    reason="needs gsettings and glib-compile-schemas",
)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Real settings of a desktop of this test's own, kept in a file."""
    schemas = tmp_path / "schemas"
    schemas.mkdir()
    (schemas / "org.gnome.desktop.notifications.gschema.xml").write_text(SCHEMA)
    subprocess.run(["glib-compile-schemas", str(schemas)], check=True)
    for name, value in {
        "GSETTINGS_SCHEMA_DIR": str(schemas),
        "GSETTINGS_BACKEND": "keyfile",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_DIRS": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)
    return tmp_path


def banners(shown: bool) -> None:
    words = ["gsettings", "set", "org.gnome.desktop.notifications", "show-banners", str(shown).lower()]
    subprocess.run(words, check=True)


@real_settings
def test_do_not_disturb_is_followed_as_it_is_switched(settings: Path) -> None:
    assert not do_not_disturb.do_not_disturb()
    banners(shown=False)
    assert do_not_disturb.do_not_disturb()
    banners(shown=True)
    assert not do_not_disturb.do_not_disturb()


@real_settings
def test_a_desktop_without_that_setting_may_be_disturbed(settings: Path) -> None:
    shutil.rmtree(settings / "schemas")
    assert not do_not_disturb.do_not_disturb()


def tool(folder: Path, script: str) -> None:
    """A `gsettings` that does as told, alone on the path."""
    path = folder / "gsettings"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


linux = pytest.mark.skipif(sys.platform != "linux", reason="only asked on Linux")


@linux
@pytest.mark.parametrize(
    ("script", "expected"),
    [('[ "$*" = "get org.gnome.desktop.notifications show-banners" ] && echo false', True), ("echo true", False),
     ("echo No such schema >&2; exit 1", False), ("echo false; exit 1", False)],
)  # fmt: skip
def test_what_the_settings_tool_says(
    script: str, expected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert do_not_disturb.do_not_disturb() is expected


@linux
def test_settings_that_hang_hold_up_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool(tmp_path, "exec sleep 30")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(do_not_disturb, "ASK_S", 0.05)
    assert not do_not_disturb.do_not_disturb()


def test_without_the_tool_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not do_not_disturb.do_not_disturb()


# ---------------------------------------------------------------- desktops that answer on the session bus


class SilentDesktop:
    """A desktop on the bus that can be told to be silent."""

    def __init__(self, which: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(TESTS.joinpath("silent_desktop.py")), which],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._told("ready")

    def switch(self, how: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(how + "\n")
        self._process.stdin.flush()
        self._told("done")

    def _told(self, word: str) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == word + "\n"

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)


@linux
@pytest.mark.parametrize("which", ["plasma", "dunst", "xfce"])
def test_do_not_disturb_on_the_bus_is_followed_as_it_is_switched(
    which: str, bus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(do_not_disturb, "ASK_S", 10.0)  # a busy machine; what is too long is tested below
    desktop = SilentDesktop(which)
    try:
        assert not do_not_disturb.Bus().on()
        desktop.switch("on")
        assert do_not_disturb.Bus().on()
        desktop.switch("off")
        assert not do_not_disturb.Bus().on()
    finally:
        desktop.close()


@linux
def test_a_bus_without_a_desktop_and_no_bus_say_nothing(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not do_not_disturb.Bus().on()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    assert not do_not_disturb.Bus().on()
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert not do_not_disturb.Bus().on()


@linux
def test_a_bus_that_hangs_holds_up_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = socket.socket(socket.AF_UNIX)
    silent.bind(str(tmp_path / "bus"))
    silent.listen()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/bus")
    monkeypatch.setattr(do_not_disturb, "ASK_S", 0.05)
    assert not do_not_disturb.Bus().on()
    silent.close()


# ---------------------------------------------------------------- each platform and desktop its own


@pytest.mark.parametrize(
    ("platform", "desktop", "expected"),
    [("linux", "ubuntu:GNOME", ["Bus", "org.gnome.desktop.notifications"]),
     ("linux", "X-Cinnamon", ["Bus", "org.gnome.desktop.notifications", "org.cinnamon.desktop.notifications"]),
     ("linux", "MATE", ["Bus", "org.gnome.desktop.notifications", "org.mate.NotificationDaemon"]),
     ("linux", "", ["Bus", "org.gnome.desktop.notifications"]), ("win32", "", ["Windows"]), ("darwin", "", [])],
)  # fmt: skip
def test_who_is_asked(platform: str, desktop: str, expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
    asked = do_not_disturb.silences(platform)
    assert [getattr(silence, "schema", type(silence).__name__) for silence in asked] == expected


@pytest.mark.parametrize(
    ("state", "busy"), [(0, False), (1, False), (2, True), (3, True), (4, True), (5, False), (6, True), (7, False)]
)
def test_what_windows_says(state: int, busy: bool) -> None:
    assert do_not_disturb.Windows(lambda: state).on() is busy


# ---------------------------------------------------------------- either is enough


@pytest.mark.parametrize(("call", "quiet"), [(True, False), (False, True), (True, True), (False, False)])
def test_a_call_or_do_not_disturb_keeps_the_watch_silent(
    call: bool, quiet: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(do_not_disturb, "in_call", lambda: call)
    monkeypatch.setattr(do_not_disturb, "do_not_disturb", lambda: quiet)
    assert environment.Environment().disturbed() is (call or quiet)


# ---------------------------------------------------------------- the screen is shown to others


def pipewire(folder: Path, monkeypatch: pytest.MonkeyPatch, *nodes: tuple[str, str, str]) -> None:
    """A `pw-dump` that tells of these nodes: media class, name, state."""
    dump = [
        {"id": i, "info": {"state": state, "props": {"media.class": kind, "node.name": name}}}
        for i, (kind, name, state) in enumerate(nodes)
    ]
    path = folder / "pw-dump"
    path.write_text(f"#!/bin/sh\ncat <<'END'\n{json.dumps([*dump, {'id': 99, 'info': None}, 3])}\nEND\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")


NODES = {
    "GNOME's stream of the screen": (("Stream/Output/Video", "gnome-shell", "running"), True),
    "that of wlroots": (("Video/Source", "xdg-desktop-portal-wlr", "running"), True),
    "one that is only made ready": (("Stream/Output/Video", "gnome-shell", "suspended"), False),
    "a camera": (("Video/Source", "v4l2_input.pci-0000", "running"), False),
    "music": (("Stream/Output/Audio", "Firefox", "running"), False),
}


@pytest.mark.skipif(os.name == "nt", reason="PipeWire is Linux's")
@pytest.mark.parametrize(("node", "shared"), NODES.values(), ids=NODES)
def test_a_stream_of_the_screen_is_sharing_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, node: tuple[str, str, str], shared: bool
) -> None:
    pipewire(tmp_path, monkeypatch, ("Video/Source", "v4l2_input.usb", "running"), node)
    assert do_not_disturb.shares_screen() == shared


@pytest.mark.skipif(os.name == "nt", reason="PipeWire is Linux's")
@pytest.mark.parametrize("script", ["exit 1", "echo nonsense", "echo '{}'", "sleep 30"])
def test_where_pipewire_does_not_tell_nothing_is_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    pipewire(tmp_path, monkeypatch)
    (tmp_path / "pw-dump").write_text(f"#!/bin/sh\n{script}\n")
    assert not do_not_disturb.shares_screen()
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert not do_not_disturb.shares_screen()

"""For how long keys and mouse have rested: asked of a real X server, and of a bus that answers as GNOME does."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from benchmarks.x_server import x_server
from coach.desktop import hands_busy
from coach.desktop.hands_busy import GNOME, idle_s, typing

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux asks there")
NEEDS_X = pytest.mark.skipif(None in (shutil.which("Xvfb"), shutil.which("xdotool")), reason="needs Xvfb and xdotool")


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    with x_server(64, 48) as name:
        monkeypatch.setenv("DISPLAY", name)
        yield name


@LINUX
@NEEDS_X
def test_a_key_that_is_pressed_on_a_real_x_server(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["xdotool", "key", "a"], check=True)
    first = idle_s()
    time.sleep(0.5)
    second = idle_s()
    assert first is not None
    assert second is not None
    assert second - first >= 0.4
    monkeypatch.setattr(hands_busy, "PAUSE_S", second + 60)
    assert typing() is True
    monkeypatch.setattr(hands_busy, "PAUSE_S", 0.1)
    assert typing() is False


@LINUX
def test_without_a_desktop_nobody_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    assert typing() is None
    monkeypatch.setenv("DISPLAY", ":4242")
    assert typing() is None, "no such server"


@LINUX
@pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs dbus-daemon")
@pytest.mark.parametrize(("idle_ms", "types"), [(300, True), (2500, False)])
def test_gnome_tells_over_its_bus(monkeypatch: pytest.MonkeyPatch, idle_ms: int, types: bool) -> None:
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    ready, over = threading.Event(), threading.Event()
    monitor = threading.Thread(target=lambda: asyncio.run(_monitor(address, idle_ms, ready, over)))
    monitor.start()
    try:
        assert ready.wait(10)
        assert idle_s() == idle_ms / 1000
        assert typing() is types
    finally:
        over.set()
        monitor.join(10)
        daemon.terminate()
        daemon.wait()


async def _monitor(address: str, idle_ms: int, ready: threading.Event, over: threading.Event) -> None:
    """Answers as Mutter's idle monitor does, with an unsigned number of 64 bits."""
    from dbus_fast import Message
    from dbus_fast.aio import MessageBus

    bus = await MessageBus(bus_address=address).connect()

    def answer(message: Message) -> Message | None:
        if (message.path, message.member) == (GNOME.path, GNOME.method):
            return Message.new_method_return(message, "t", [idle_ms])
        return None

    bus.add_message_handler(answer)
    await bus.request_name(GNOME.service)
    ready.set()
    while not over.is_set():
        await asyncio.sleep(0.02)
    bus.disconnect()

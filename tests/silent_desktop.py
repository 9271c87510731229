"""A desktop on the session bus whose do-not-disturb is switched from standard input: silent_desktop.py WHICH, then "on"
and "off"; says "ready", and "done" after each."""

# no "from __future__ import annotations": dbus-fast reads the signatures from the annotations
# ruff: noqa: F821, N802
import asyncio
import sys

from dbus_fast import PropertyAccess, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_property, method


class Plasma(ServiceInterface):
    """As Plasma's notifications: a property that is true while they are held back."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.Notifications")
        self.silent = False

    @dbus_property(access=PropertyAccess.READ)
    def Inhibited(self) -> "b":  # type: ignore[valid-type]
        return self.silent


class Dunst(ServiceInterface):
    """As dunst, beside its notifications."""

    def __init__(self) -> None:
        super().__init__("org.dunstproject.cmd0")
        self.silent = False

    @dbus_property(access=PropertyAccess.READ)
    def paused(self) -> "b":  # type: ignore[valid-type]
        return self.silent


class Xfce(ServiceInterface):
    """As the settings of Xfce, of which only this one was ever changed."""

    def __init__(self) -> None:
        super().__init__("org.xfce.Xfconf")
        self.silent = False

    @method()
    def GetProperty(self, channel: "s", name: "s") -> "v":  # type: ignore[valid-type]
        assert (channel, name) == ("xfce4-notifyd", "/do-not-disturb")
        return Variant("b", self.silent)


DESKTOPS = {
    "plasma": (Plasma, "org.freedesktop.Notifications", "/org/freedesktop/Notifications"),
    "dunst": (Dunst, "org.freedesktop.Notifications", "/org/freedesktop/Notifications"),
    "xfce": (Xfce, "org.xfce.Xfconf", "/org/xfce/Xfconf"),
}


async def main(which: str) -> None:
    made, name, path = DESKTOPS[which]
    bus, desktop = await MessageBus().connect(), made()
    bus.export(path, desktop)
    await bus.request_name(name)
    print("ready", flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        desktop.silent = line.strip() == "on"
        print("done", flush=True)


asyncio.run(main(sys.argv[1]))

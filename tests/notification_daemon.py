"""A small notification service for the session bus: tells on standard output what it is asked to show, one JSON line
each, and presses the buttons that it is told on standard input ("press drill", "dismiss")."""

# no "from __future__ import annotations": dbus-fast reads the signatures from the annotations
# ruff: noqa: F722, F821, N802
import asyncio
import json
import sys
import time

from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, method, signal


class Notifications(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.freedesktop.Notifications")
        self.last = 0

    @method()
    def Notify(
        self, app: "s", replaces: "u", icon: "s", title: "s", text: "s", actions: "as", hints: "a{sv}", timeout: "i"
    ) -> "u":  # type: ignore[valid-type]
        if "--silent" in sys.argv:
            say(asked=title)
            time.sleep(60)  # as a daemon that has hung: it has taken the call, and nothing comes back
        self.last = replaces or self.last + 1
        say(shown=self.last, title=title, text=text, actions=actions, sound="sound-name" in hints)
        return self.last

    @method()
    def CloseNotification(self, number: "u"):  # type: ignore[valid-type,no-untyped-def]
        say(closed=number)
        self.NotificationClosed(number, 3)

    @method()
    def GetCapabilities(self) -> "as":  # type: ignore[valid-type]
        return ["actions", "body", "sound"]

    @method()
    def GetServerInformation(self) -> "ssss":  # type: ignore[valid-type]
        return ["test", "coach", "1", "1.2"]

    @signal()
    def ActionInvoked(self, number: int, key: str) -> "us":  # type: ignore[valid-type]
        return [number, key]

    @signal()
    def NotificationClosed(self, number: int, why: int) -> "uu":  # type: ignore[valid-type]
        return [number, why]


def say(**what: object) -> None:
    print(json.dumps(what), flush=True)


async def main() -> None:
    bus = await MessageBus().connect()
    service = Notifications()
    bus.export("/org/freedesktop/Notifications", service)
    await bus.request_name("org.freedesktop.Notifications")
    say(ready=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        word, _, key = line.strip().partition(" ")
        if word == "press":
            service.ActionInvoked(service.last, key)
            service.NotificationClosed(service.last, 2)
        elif word == "dismiss":
            service.NotificationClosed(service.last, 2)


asyncio.run(main())

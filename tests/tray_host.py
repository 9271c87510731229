"""A small tray for the session bus: the list of items and the panel that shows them in one. Tells on standard output,
one JSON line each, what registers and what changes, and does what it is told on standard input: "properties", "menu",
"click WORDS", "activate" (a click on the icon), "host" (a panel comes to show the list). With --no-host there is no
panel at first."""

# no "from __future__ import annotations": dbus-fast reads the signatures from the annotations
# ruff: noqa: F821, N802
import asyncio
import json
import sys
from typing import Any

from dbus_fast import Message, MessageType, PropertyAccess, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_property, method, signal

WATCHER, ITEM, MENU = "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierItem", "com.canonical.dbusmenu"


class Watcher(ServiceInterface):
    def __init__(self, panel: "Panel") -> None:
        super().__init__(WATCHER)
        self.panel, self.hosted = panel, "--no-host" not in sys.argv

    @method()
    def RegisterStatusNotifierItem(self, service: "s"):  # type: ignore[valid-type,no-untyped-def]
        self.panel.name = service
        say(registered=service)
        self.StatusNotifierItemRegistered(service)

    @signal()
    def StatusNotifierItemRegistered(self, service: str) -> "s":  # type: ignore[valid-type]
        return service

    @signal()
    def StatusNotifierHostRegistered(self) -> None:
        self.hosted = True

    @dbus_property(access=PropertyAccess.READ)
    def IsStatusNotifierHostRegistered(self) -> "b":  # type: ignore[valid-type]
        return self.hosted


class Panel:
    def __init__(self, bus: MessageBus) -> None:
        self.bus, self.name = bus, ""

    async def call(self, path: str, interface: str, member: str, signature: str = "", *body: Any) -> list[Any]:
        reply = await self.bus.call(
            Message(destination=self.name, path=path, interface=interface, member=member, signature=signature,
                    body=list(body))
        )  # fmt: skip
        assert reply is not None
        assert reply.message_type == MessageType.METHOD_RETURN, reply.body
        return list(reply.body)

    async def properties(self) -> dict[str, Any]:
        (found,) = await self.call("/StatusNotifierItem", "org.freedesktop.DBus.Properties", "GetAll", "s", ITEM)
        plain = {name: value.value for name, value in found.items()}
        plain["IconPixmap"] = [[width, height, pixels.hex()] for width, height, pixels in plain["IconPixmap"]]
        return plain

    async def menu(self) -> list[dict[str, Any]]:
        path = (await self.properties())["Menu"]
        _revision, (_number, _row, inside) = await self.call(path, MENU, "GetLayout", "iias", 0, -1, [])
        rows = [entry.value for entry in inside]
        return [{"id": number} | {name: value.value for name, value in row.items()} for number, row, _ in rows]

    async def click(self, words: str) -> None:
        (row,) = [row for row in await self.menu() if row.get("label") == words]
        await self.call("/MenuBar", MENU, "Event", "isvu", row["id"], "clicked", Variant("s", ""), 0)
        say(clicked=words)

    def heard(self, message: Message) -> None:
        if message.interface in (ITEM, MENU) and message.message_type == MessageType.SIGNAL:
            say(changed=message.member)


def say(**what: object) -> None:
    print(json.dumps(what), flush=True)


async def main() -> None:
    bus = await MessageBus().connect()
    panel = Panel(bus)
    bus.add_message_handler(panel.heard)
    watcher = Watcher(panel)
    bus.export("/StatusNotifierWatcher", watcher)
    for interface in (ITEM, MENU):
        await bus.call(
            Message(destination="org.freedesktop.DBus", path="/org/freedesktop/DBus", interface="org.freedesktop.DBus",
                    member="AddMatch", signature="s", body=[f"type='signal',interface='{interface}'"])
        )  # fmt: skip
    await bus.request_name(WATCHER)
    say(ready=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        word, _, words = line.strip().partition(" ")
        if word == "properties":
            say(properties=await panel.properties())
        elif word == "menu":
            say(menu=await panel.menu())
        elif word == "activate":
            await panel.call("/StatusNotifierItem", ITEM, "Activate", "ii", 10, 10)
            say(activated=True)
        elif word == "host":
            watcher.StatusNotifierHostRegistered()
        elif word == "click":
            await panel.click(words)


asyncio.run(main())

"""The tray of Linux desktops: an item that a panel shows, and its menu, on the session bus.

Sources: freedesktop.org, StatusNotifierItem, and the interface com.canonical.dbusmenu that panels read its menu by.
KDE Plasma, Xfce, LXQt, MATE, Cinnamon, sway's bar and GNOME's extension for it show such items.
"""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import suppress
from functools import cache
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from coach.desktop import icon
from coach.desktop.session_bus import bus_address
from coach.desktop.tray_face import Look, TrayFace, clicked
from coach.wording.catalogue import N_, _

if TYPE_CHECKING:
    from dbus_fast import Message, Variant
    from dbus_fast.aio import MessageBus

WATCHER, WATCHER_PATH = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"
ITEM, ITEM_PATH = "org.kde.StatusNotifierItem", "/StatusNotifierItem"
MENU, MENU_PATH = "com.canonical.dbusmenu", "/MenuBar"
PROPERTIES, INTROSPECTABLE = "org.freedesktop.DBus.Properties", "org.freedesktop.DBus.Introspectable"
BUS, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
ROOT = 0  # the menu itself; its entries are numbered from 1
SIDES_PX = (16, 22, 24, 32, 48)  # the heights of the panels of today's desktops, at single and at double density
CLOSE_S = 2.0  # at the end of a watch, wait no longer than this for the bus
NOBODY = N_("no program on this desktop shows a tray")
COMES, SHOWN, NOT_SHOWN = "NameOwnerChanged", "StatusNotifierHostRegistered", "StatusNotifierHostUnregistered"
WATCHES = (  # the signals that tell that the list of items, or a panel that shows it, has come or gone
    f"type='signal',sender='{BUS}',interface='{BUS}',member='{COMES}',arg0='{WATCHER}'",
    f"type='signal',interface='{WATCHER}',member='{SHOWN}'",
    f"type='signal',interface='{WATCHER}',member='{NOT_SHOWN}'",
)
METHODS = {  # what may be called, with the signatures of what goes in and what comes out
    ITEM: {"ContextMenu": ("ii", ""), "Activate": ("ii", ""), "SecondaryActivate": ("ii", ""), "Scroll": ("is", "")},
    MENU: {
        "GetLayout": ("iias", "u(ia{sv}av)"), "GetGroupProperties": ("aias", "a(ia{sv})"), "GetProperty": ("is", "v"),
        "Event": ("isvu", ""), "EventGroup": ("a(isvu)", "ai"), "AboutToShow": ("i", "b"),
        "AboutToShowGroup": ("ai", "aiai"),
    },
    PROPERTIES: {"Get": ("ss", "v"), "GetAll": ("s", "a{sv}")},
    INTROSPECTABLE: {"Introspect": ("", "s")},
}  # fmt: skip


class StatusItem:
    """The item, in a thread of its own, so that a bus that hangs delays nothing. A tray that comes later gets it."""

    def __init__(self) -> None:
        self._clicks: SimpleQueue[str] = SimpleQueue()
        self._face = TrayFace(Look.UNSEEN, "")
        self._numbers: dict[str, int] = {}  # of each command, so that a click on a menu of before still means the same
        self._revision = 1
        self._reason: str | None = _(NOBODY)
        self._bus: MessageBus | None = None
        self._name = f"{ITEM}-{os.getpid()}-1"
        self._over = asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="tray", daemon=True)
        self._thread.start()

    @property
    def reason(self) -> str | None:
        """Why nobody sees it, or None: a tray has taken it."""
        if self._bus is not None and not self._bus.connected:
            return _("the tray failed: {reason}", reason=_("the session bus has gone"))
        return self._reason

    def show(self, face: TrayFace) -> None:
        """Put this in place of the last. Comes back at once."""
        if face == self._face or self._loop.is_closed():
            return
        before, self._face = self._face, face
        with suppress(RuntimeError):  # it ends at this moment
            self._loop.call_soon_threadsafe(self._tell_change, before, face)

    def chosen(self) -> list[str]:
        """The commands that were clicked since this was last asked."""
        return clicked(self._clicks)

    def close(self) -> None:
        """Take the item away, and end the thread; may be called twice."""
        if self._loop.is_closed():
            return
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(CLOSE_S)

    # ------------------------------------------------------------ the bus

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._stay())
        except Exception as error:  # no error of the desktop may end the watch
            self._reason = _("the tray failed: {reason}", reason=error or type(error).__name__)
        finally:
            self._loop.close()

    async def _stay(self) -> None:
        from dbus_fast.aio import MessageBus

        self._bus = bus = await MessageBus(bus_address=bus_address()).connect()
        bus.add_message_handler(self._handle)
        await bus.request_name(self._name)
        for rule in WATCHES:
            await self._call(BUS, BUS_PATH, BUS, "AddMatch", "s", rule)
        await self._register()
        await self._over.wait()
        bus.disconnect()

    async def _register(self) -> None:
        """Ask the desktop's list of items to take this one."""
        from dbus_fast import MessageType

        taken = await self._call(WATCHER, WATCHER_PATH, WATCHER, "RegisterStatusNotifierItem", "s", self._name)
        if taken.message_type == MessageType.ERROR:
            self._reason = _(NOBODY)
        else:
            await self._look_for_host()

    async def _look_for_host(self) -> None:
        """Whether anybody shows the list."""
        from dbus_fast import MessageType

        words = (WATCHER, "IsStatusNotifierHostRegistered")
        reply = await self._call(WATCHER, WATCHER_PATH, PROPERTIES, "Get", "ss", *words)
        hosted = reply.message_type != MessageType.ERROR and reply.body[0].value is True
        self._reason = None if hosted else _(NOBODY)

    async def _call(self, service: str, path: str, interface: str, method: str, signature: str, *body: str) -> Message:
        from dbus_fast import Message, MessageFlag

        assert self._bus is not None
        asked = Message(
            destination=service, path=path, interface=interface, member=method, signature=signature, body=list(body),
            flags=MessageFlag.NO_AUTOSTART,
        )  # fmt: skip
        reply = await self._bus.call(asked)
        assert reply is not None  # a call that wants an answer gets one, be it an error
        return reply

    def _tell_change(self, before: TrayFace, now: TrayFace) -> None:
        """Tell whoever shows the item what is different."""
        if before.look != now.look:
            self._signal(ITEM_PATH, ITEM, "NewIcon")
        if before.text != now.text:
            self._signal(ITEM_PATH, ITEM, "NewToolTip")
        if (before.text, before.entries) != (now.text, now.entries):  # the menu begins with the text
            self._revision += 1
            self._signal(MENU_PATH, MENU, "LayoutUpdated", "ui", self._revision, ROOT)

    def _signal(self, path: str, interface: str, name: str, signature: str = "", *body: Any) -> None:
        from dbus_fast import Message

        if self._bus is not None and self._bus.connected:
            self._bus.send(Message.new_signal(path, interface, name, signature, list(body)))

    # ------------------------------------------------------------ what others ask

    def _handle(self, message: Message) -> Message | bool | None:
        from dbus_fast import MessageType

        if message.message_type == MessageType.SIGNAL:
            if message.member == COMES and message.body[0] == WATCHER:
                self._task = self._loop.create_task(self._register())
            elif message.member in (SHOWN, NOT_SHOWN):
                self._task = self._loop.create_task(self._look_for_host())
            return None
        if message.message_type != MessageType.METHOD_CALL or message.path not in (ITEM_PATH, MENU_PATH):
            return None
        signatures = METHODS.get(message.interface or "", {}).get(message.member or "")
        if signatures is None or message.signature != signatures[0]:
            return None  # the library answers that there is no such method
        try:
            body = self._answer(str(message.path), str(message.member), message.body)
        except (KeyError, StopIteration) as error:
            return type(message).new_error(message, "org.freedesktop.DBus.Error.InvalidArgs", f"there is no {error}")
        return type(message).new_method_return(message, signatures[1], body)

    def _answer(self, path: str, method: str, words: list[Any]) -> list[Any]:
        """What comes out of a method: a list with one value for each that its signature promises."""
        if method == "Introspect":
            return [_introspection(path, self._properties(path))]
        if method == "Get":
            return [self._properties(path)[words[1]]]
        if method == "GetAll":
            return [self._properties(path) if words[0] in (ITEM, MENU) else {}]
        if method == "Activate" and self._face.click:  # most panels open the menu instead, as `ItemIsMenu` asks of them
            self._clicks.put(self._face.click)
        if path != MENU_PATH or method not in METHODS[MENU]:
            return []
        return self._answer_about_menu(method, words)

    def _answer_about_menu(self, method: str, words: list[Any]) -> list[Any]:
        if method == "GetLayout":
            return [self._revision, self._layout(words[0])]
        if method == "GetGroupProperties":
            rows = self._rows()
            return [[[number, rows[number]] for number in words[0] or list(rows) if number in rows]]
        if method == "GetProperty":
            return [self._rows()[words[0]][words[1]]]
        if method == "AboutToShow":
            return [False]  # it is up to date at any time
        if method == "AboutToShowGroup":
            return [[], []]
        events = [words] if method == "Event" else words[0]
        for number, kind, _data, _time in events:
            self._click(number, kind)
        return [[]] if method == "EventGroup" else []

    def _click(self, number: int, kind: str) -> None:
        """A click on an entry that does something is a command; one on the state or on a line is nothing."""
        for command, known in self._numbers.items():
            if known == number and kind == "clicked" and command.strip():
                self._clicks.put(command)

    def _properties(self, path: str) -> dict[str, Variant]:
        from dbus_fast import Variant

        if path == MENU_PATH:
            return {
                "Version": Variant("u", 3), "TextDirection": Variant("s", "ltr"), "Status": Variant("s", "normal"),
                "IconThemePath": Variant("as", []),
            }  # fmt: skip
        face, pictures = self._face, _pictures(self._face.look)
        title = _("Posture coach")
        return {
            "Category": Variant("s", "ApplicationStatus"), "Id": Variant("s", "posture-coach"),
            "Title": Variant("s", title), "Status": Variant("s", "Active"), "WindowId": Variant("i", 0),
            "IconName": Variant("s", ""), "IconPixmap": Variant("a(iiay)", pictures),
            "OverlayIconName": Variant("s", ""), "OverlayIconPixmap": Variant("a(iiay)", []),
            "AttentionIconName": Variant("s", ""), "AttentionIconPixmap": Variant("a(iiay)", []),
            "AttentionMovieName": Variant("s", ""), "IconThemePath": Variant("s", ""),
            "ToolTip": Variant("(sa(iiay)ss)", ["", [], title, face.text]),
            "ItemIsMenu": Variant("b", True), "Menu": Variant("o", MENU_PATH),
        }  # fmt: skip

    # ------------------------------------------------------------ the menu

    def _rows(self) -> dict[int, dict[str, Variant]]:
        """The entries by number, the state as the first, which cannot be clicked."""
        from dbus_fast import Variant

        rows: dict[int, dict[str, Variant]] = {}
        if self._face.text:
            rows[self._number("")] = {"label": Variant("s", _label(self._face.text)), "enabled": Variant("b", False)}
        for place, entry in enumerate(self._face.entries):
            if entry.command:
                rows[self._number(entry.command)] = {"label": Variant("s", _label(entry.words))}
            else:
                rows[self._number(f"\n{place}")] = {"type": Variant("s", "separator")}
        return rows

    def _number(self, command: str) -> int:
        return self._numbers.setdefault(command, len(self._numbers) + 1)

    def _layout(self, parent: int) -> list[Any]:
        from dbus_fast import Variant

        rows = self._rows()
        if parent != ROOT:
            return [parent, rows[parent], []]
        inside = [Variant("(ia{sv}av)", [number, row, []]) for number, row in rows.items()]
        return [ROOT, {"children-display": Variant("s", "submenu")}, inside]


@cache
def _pictures(look: Look) -> list[list[Any]]:
    """The icon in each size: width, height and its pixels."""
    return [[side, side, icon.argb(icon.drawn(look, side))] for side in SIDES_PX]


def _label(text: str) -> str:
    """As a label has it: one underscore would mark a letter to be pressed."""
    return text.replace("_", "__")


def _introspection(path: str, properties: dict[str, Variant]) -> str:
    """What there is at this path, as XML. Source: D-Bus Specification, "Introspection Data Format"."""
    own = ITEM if path == ITEM_PATH else MENU
    lines = ["<node>"]
    for interface in (own, PROPERTIES, INTROSPECTABLE):
        lines.append(f'<interface name="{interface}">')
        for method, (into, out) in METHODS[interface].items():
            lines.append(f'<method name="{method}">{_arguments("in", into)}{_arguments("out", out)}</method>')
        if interface == own:
            lines += [f'<property name="{n}" type="{v.signature}" access="read"/>' for n, v in properties.items()]
        lines.append("</interface>")
    return "".join([*lines, "</node>"])


def _arguments(direction: str, signature: str) -> str:
    from dbus_fast import SignatureTree

    kinds = (kind.signature for kind in SignatureTree(signature).types)
    return "".join(f'<arg direction="{direction}" type="{kind}"/>' for kind in kinds)

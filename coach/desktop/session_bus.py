"""Short questions to the desktop's programs over the session bus. Asking never starts a program."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROPERTIES = "org.freedesktop.DBus.Properties"


@dataclass(frozen=True)
class Question:
    """A method that takes words and answers with one value, as reading a property does."""

    service: str
    path: str
    words: tuple[str, ...]
    interface: str = PROPERTIES
    method: str = "Get"


def says_yes(questions: Sequence[Question], seconds: float) -> bool:
    """Whether one of the answers is true. False when nobody answers within so many seconds, or there is no bus."""
    return any(answer is True for answer in answers(questions, seconds))


def answers(questions: Sequence[Question], seconds: float) -> list[Any]:
    """What is answered, within so many seconds in all; [] when there is no bus."""
    address = bus_address()
    if address is None:
        return []
    found: list[Any] = []
    try:
        asyncio.run(asyncio.wait_for(_ask(address, questions, found), seconds))
    except Exception:  # any error of the bus or the desktop counts as no answer
        return found
    return found


def bus_address() -> str | None:
    """Where the session bus is, or None when this was not started from a desktop."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    there = f"unix:path={runtime}/bus" if runtime and (Path(runtime) / "bus").exists() else None
    return os.environ.get("DBUS_SESSION_BUS_ADDRESS") or there


async def _ask(address: str, questions: Sequence[Question], found: list[Any]) -> None:
    """Adds each answer as it comes."""
    from dbus_fast import Message, MessageFlag, MessageType
    from dbus_fast.aio import MessageBus

    bus = await MessageBus(bus_address=address).connect()
    try:
        for asked in questions:
            reply = await bus.call(
                Message(
                    destination=asked.service, path=asked.path, interface=asked.interface, member=asked.method,
                    signature="s" * len(asked.words), body=list(asked.words), flags=MessageFlag.NO_AUTOSTART,
                )
            )  # fmt: skip
            if reply is not None and reply.body and reply.message_type == MessageType.METHOD_RETURN:
                found.append(getattr(reply.body[0], "value", reply.body[0]))
    finally:
        bus.disconnect()

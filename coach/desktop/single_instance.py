"""One watch at a time, and how another terminal talks to it: a lock, a status and commands, as files in one folder."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from filelock import FileLock, Timeout

from coach.atomic_file import replacing
from coach.bounded_file import content, plain_json
from coach.errors import DeviceError
from coach.private_file import private_folder
from coach.wording.catalogue import _

FRESH_S = 30.0  # a status older than this comes from a watch that has hung
EVERY_S = 5.0  # the status is written this often at least
MOST_COMMAND = 4096  # bytes: "pause 1h30m" has eleven
LATEST_S = 1e11  # the year 5138; a clock on the wall cannot show much later times
MAYBE_TIME = (int, float, type(None))
TIMES = {"at", "since", "snoozed_until", "paused_until", "upright_s", "watched_s"}
KINDS: Mapping[str, tuple[type, ...]] = {
    "at": (int, float), "pid": (int,), "state": (str,), "phase": (str,), "says": (str,), "score": (int, float),
    "since": MAYBE_TIME, "snoozed_until": MAYBE_TIME, "paused_until": MAYBE_TIME, "upright_s": (int, float),
    "watched_s": (int, float), "reminders": (int,), "quiet": (bool,), "silenced": (bool,), "camera": (bool, type(None)),
    "unheard": (str, type(None)),
}  # fmt: skip
LOOKS_S = 0.3  # another command that only looks whether a watch runs holds the lock for a moment


class AlreadyWatchingError(DeviceError):
    """There is a watch already."""

    exit_code = 2


class SingleInstance:
    """The side of the running watch. Use inside `with`: it holds the lock, publishes its status and receives commands.

    Raises
    ------
    AlreadyWatchingError : another one runs.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        private_folder(folder)
        self._lock = _lock(folder)
        try:
            self._lock.acquire(timeout=LOOKS_S)
        except Timeout:
            who = (status(folder) or {}).get("pid")
            raise AlreadyWatchingError(
                _("a watch is running already (process {process})", process=who)
                if who
                else _("a watch is running already"),
                _("See it with `coach watch --status`, end it with `coach watch --stop`."),
            ) from None
        self._written_s, self._kind = -EVERY_S, ""
        self._forget()

    def tell(self, facts: Mapping[str, Any]) -> None:
        """Keep the status for other commands. Written at once when anything but a number in it has changed."""
        now_s = time.time()
        kind = repr([value for value in facts.values() if not isinstance(value, float)])
        if kind == self._kind and 0 <= now_s - self._written_s < EVERY_S:
            return
        self._written_s, self._kind = now_s, kind
        # A full disk must not end the watch.
        with (
            suppress(OSError),
            replacing(self.folder / "status.json", private=True) as file,
        ):  # a full disk must not end the watch
            file.write(json.dumps({**facts, "pid": os.getpid(), "at": now_s}).encode())

    def commands(self) -> list[str]:
        """The commands received since the last call, in order."""
        found = []
        for path in sorted(self.folder.glob("command-*")):
            with suppress(OSError):
                found.append(content(path, MOST_COMMAND).decode("utf-8", "replace").strip())
            with suppress(OSError):
                path.unlink()
        return [text for text in found if text]

    def close(self) -> None:
        """Release the lock and remove the status; may be called twice."""
        if self._lock.is_locked:
            self._forget()
            self._lock.release()

    def _forget(self) -> None:
        for path in (self.folder / "status.json", *self.folder.glob("command-*")):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _lock(folder: Path) -> FileLock:
    """The lock, which no other user can hold: they cannot open it."""
    return FileLock(folder / "lock", mode=0o600)


def runs(folder: Path) -> bool:
    """Whether a watch runs now: the lock decides, since a crash may leave files behind."""
    if not (folder / "lock").exists():
        return False
    lock = _lock(folder)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


def status(folder: Path) -> dict[str, Any] | None:
    """What the running watch last told, with `fresh`: whether that was just now. None when none runs."""
    if not runs(folder):
        return None
    try:
        facts = _checked(plain_json(folder / "status.json"))
    except (OSError, ValueError):
        return {"state": "starting", "fresh": True}
    return {**facts, "fresh": abs(time.time() - facts["at"]) < FRESH_S}


def _checked(facts: Any) -> dict[str, Any]:
    """The facts of a status. Raises ValueError for what is none."""
    if not isinstance(facts, dict) or not {"at", "state"} <= set(facts):
        raise ValueError("no status")
    if any(not _fits(name, value) for name, value in facts.items()):
        raise ValueError("a status with a wrong value")
    return facts


def _fits(name: str, value: object) -> bool:
    """Whether a fact is of the kind that was told; a fact that is not known here may be anything."""
    if name not in KINDS:
        return True
    if name in TIMES and isinstance(value, int | float) and not 0 <= value <= LATEST_S:
        return False
    return isinstance(value, KINDS[name])


def send(folder: Path, command: str) -> bool:
    """Hand a command to the running watch. False when none runs."""
    if not runs(folder):
        return False
    with replacing(folder / f"command-{time.time_ns():020d}", private=True) as file:
        file.write(command.encode())
    return True


def wait_for_end(folder: Path, seconds: float) -> bool:
    """Whether the watch has ended within so many seconds."""
    until_s = time.monotonic() + seconds
    while runs(folder):
        if time.monotonic() > until_s:
            return False
        time.sleep(0.1)  # soon enough for somebody who waits, and no load
    return True

"""Histories that are of no use, for real: a full disk, a lock, garbage, a later version, a pipe. Each is a context."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from small_disk import fill, small_disk

from coach.records.history import History


@contextmanager
def full_disk(home: Path) -> Iterator[None]:
    with small_disk(home):
        fill(home)
        yield


@contextmanager
def locked(home: Path) -> Iterator[None]:
    History(home / "history.db").close()
    other = sqlite3.connect(home / "history.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.close()


@contextmanager
def garbage(home: Path) -> Iterator[None]:
    (home / "history.db").write_bytes(bytes(range(256)) * 64)
    yield


@contextmanager
def damaged_inside(home: Path) -> Iterator[None]:
    History(home / "history.db").close()
    content = bytearray((home / "history.db").read_bytes())
    content[5000:] = bytes(len(content) - 5000)
    (home / "history.db").write_bytes(content)
    yield


@contextmanager
def later_version(home: Path) -> Iterator[None]:
    History(home / "history.db").close()
    with sqlite3.connect(home / "history.db") as db:
        db.execute("INSERT INTO migration VALUES ('9999-future')")
    yield


@contextmanager
def pipe(home: Path) -> Iterator[None]:
    os.mkfifo(home / "history.db")
    yield


@contextmanager
def folder(home: Path) -> Iterator[None]:
    (home / "history.db").mkdir()
    yield


@contextmanager
def circle(home: Path) -> Iterator[None]:
    (home / "history.db").symlink_to(home / "history.db")
    yield


FAILURES = [full_disk, locked, garbage, damaged_inside, later_version, pipe, folder, circle]

"""What reads files of others, each as a function that takes bytes and lets nothing out but the errors meant for people.

`tests/test_fuzz.py` tries each for a moment, `python -m benchmarks.fuzz --seconds 3600` for an hour.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import typer
from hypothesis import strategies as st
from paths import ROOT

from coach.capture import address
from coach.capture.recording import Recording
from coach.cli.options import duration_s, number
from coach.cli.status_line import line
from coach.definitions.document import DefinitionError
from coach.definitions.library import Library
from coach.desktop import single_instance
from coach.desktop.single_instance import SingleInstance
from coach.errors import RecordingError
from coach.records import archive
from coach.records.archive import ArchiveError
from coach.records.history import History
from coach.records.profiles import Profiles
from coach.records.settings import Settings, read, revised

LIBRARY = Library()
ODD = (b"\r", "\u2028".encode(), b"{" * 99, b"9" * 400, b"\0", b"~")


def exercise(content: bytes, place: Path) -> None:
    path = place / "mine.yaml"
    path.write_bytes(content)
    with suppress(DefinitionError):
        LIBRARY.check(path)


def plan(content: bytes, place: Path) -> None:
    path = place / "mine.yaml"
    path.write_bytes(content)
    with suppress(DefinitionError):
        LIBRARY.plan(str(path))


def settings(content: bytes, place: Path) -> None:
    path = place / "settings.yaml"
    path.write_bytes(content)
    with suppress(DefinitionError):
        read(path)
        text = content.decode("utf-8-sig")
        for name in Settings.model_fields:
            with suppress(ValueError):
                revised(text, {name: None}, "settings.yaml")
        with suppress(ValueError):
            revised(text, {"voice": "off"}, "settings.yaml")


def recording(content: bytes, place: Path) -> None:
    path = place / "mine.npz"
    path.write_bytes(content)
    with suppress(RecordingError):
        for _none, frame in Recording(path):
            assert frame.image.shape == (33, 3)


def stream_address(content: bytes, place: Path) -> None:
    text = content.decode("utf-8", "surrogateescape")
    for one in (text, f"rtsp://{text}", f"http://me:{text}@host/x"):
        address.shown(one)
        found = address.parsed(one) if "://" in one else None
        assert found is None or found.kept is not None


def words(content: bytes, place: Path) -> None:
    text = content.decode("utf-8", "surrogateescape")
    for look in (duration_s, number(0, 100)):
        with suppress(typer.BadParameter):
            look(text)


def watch_files(content: bytes, place: Path) -> None:
    with SingleInstance(place / "watch") as running:
        (place / "watch" / "command-1").write_bytes(content)
        (place / "watch" / "status.json").write_bytes(content)
        running.commands()
        line(single_instance.status(place / "watch") or {}, 1e9)


def profiles(content: bytes, place: Path) -> None:
    path = place / "desk-profiles.json"
    path.write_bytes(content)
    Profiles(path).of("camera 0", (640, 480))


def history_import(content: bytes, place: Path) -> None:
    path = place / "mine.zip"
    path.write_bytes(content)
    with History(place / "history.db") as history, suppress(ArchiveError):
        archive.import_from(history, path)


@cache
def small_recording() -> bytes:
    whole = io.BytesIO()
    np.savez(whole, t_s=np.arange(3) / 30, image=np.zeros((3, 33, 3), "f4"), world=np.zeros((3, 33, 3), "f4"),
             visibility=np.ones((3, 33), "f4"), size=np.array([640, 480]))  # fmt: skip
    return whole.getvalue()


@cache
def exported() -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as place, History(Path(place, "history.db")) as history:
        archive.export(history, Path(place, "mine.zip"))
        return Path(place, "mine.zip").read_bytes()


@cache
def empty_zip() -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as packed:
        packed.writestr("t_s.npy", b"\x93NUMPY\x01\x00")
    return whole.getvalue()


def a_status() -> bytes:
    facts = {"at": 1e9, "state": "upright", "since": 5.0, "watched_s": 9.0, "upright_s": 3.0, "paused_until": None}
    return json.dumps(facts).encode()


def seeds() -> Mapping[str, tuple[Callable[[bytes, Path], None], tuple[bytes, ...]]]:
    """Name -> what reads it, and whole files of that kind to begin with."""
    slides = (ROOT / "exercises" / "wall-slides.yaml").read_bytes()
    program = (ROOT / "exercises" / "programs" / "desk-break.yaml").read_bytes()
    return {
        "exercise": (exercise, (slides, program, b"id: a\n")),
        "plan": (plan, ((ROOT / "exercises" / "plans" / "band-pulls.yaml").read_bytes(),)),
        "settings": (settings, (b"# mine\nvoice: quiet\r\nmirror: false\n", b"camera: 'rtsp://me:a@b/c'\n")),
        "recording": (recording, (small_recording(), empty_zip())),
        "address": (stream_address, (b"me:p@ss@host:554/video?token=a&x=1", b"[::1]:80/a@b")),
        "words": (words, (b"1h30m", b"2,5", b"90s")),
        "watch": (watch_files, (a_status(), b"pause 30m")),
        "profiles": (profiles, (b'[{"camera": "0", "place": 1, "baseline": {"size": [1, 2], "values": {}}}]',)),
        "import": (history_import, (exported(), empty_zip())),
    }


def damaged(whole: bytes) -> st.SearchStrategy[bytes]:
    """The file with some of its bytes replaced, left out, doubled, or cut off; or nothing of it."""
    place = st.integers(0, max(0, len(whole) - 1))
    part = st.one_of(
        st.binary(max_size=8), st.sampled_from([b"\r", "\u2028".encode(), b"{" * 99, b"9" * 400, b"\0", b"~"])
    )

    @st.composite
    def made(draw: Any) -> bytes:
        content = whole
        for _ in range(draw(st.integers(0, 4))):
            at, length = draw(place), draw(st.integers(0, 6))
            content = content[:at] + draw(part) + content[at + length :]
        return content[: draw(place)] if draw(st.integers(0, 9)) == 0 else content

    return st.one_of(made(), made(), made(), st.binary(max_size=200))

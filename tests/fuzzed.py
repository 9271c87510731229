"""What reads files of others, each as a function that takes bytes and lets nothing out but the errors meant for people.

`tests/test_fuzz.py` tries each for a moment, `python -m benchmarks.fuzz --seconds 3600` for an hour.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout, suppress
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import typer
from hypothesis import strategies as st
from lived import SATURDAY, did
from paths import ROOT
from shipped import LIBRARY

from coach.body.landmarks import COUNT
from coach.capture import address
from coach.capture.recording import Recording
from coach.cli.add import frames_of, show_in_full
from coach.cli.error_lines import CommandError
from coach.cli.options import duration_s, number
from coach.cli.status_line import line
from coach.counting.explanation import Explainer
from coach.counting.replayed import Replayed
from coach.counting.session import Session, session_for
from coach.counting.set_session import Options
from coach.counting.trial import tried
from coach.definitions.document import DefinitionError, parsed, text_of
from coach.definitions.library import UnknownNameError
from coach.definitions.shared_file import shared_text
from coach.desktop import single_instance
from coach.desktop.single_instance import SingleInstance
from coach.errors import RecordingError
from coach.learning.lesson import NothingLearnedError, lesson_of
from coach.learning.showing_so_far import MOST_S
from coach.records import archive
from coach.records.archive import ArchiveError
from coach.records.damaged import open_history
from coach.records.history import History, HistoryError
from coach.records.practice import Span, cue_days, definitions_done, exercise_days, first_day, range_days
from coach.records.profiles import Profiles
from coach.records.settings import Settings, read, revised

A_FRAME = 4 * (1 + 7 * COUNT)  # bytes of one frame's numbers
ODD = (
    b"\r", "\u2028".encode(), b"{" * 99, b"9" * 400, b"\0", b"~", b"-1", b"1e999", b".nan", b"null", b"[]", b"&a [*a]",
    b"!!binary x", "\ud83d\ude00".encode("utf-16-le", "surrogatepass"), "\u202e".encode(),
    *(np.float32(value).tobytes() for value in (np.nan, np.inf, -1, 1e6, 3e38)),
)  # fmt: skip


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


def pose(content: bytes, place: Path) -> None:
    path = place / "poses" / "mine.yaml"
    path.parent.mkdir()
    path.write_bytes(content)
    with suppress(DefinitionError):
        LIBRARY.check(path)


def shared(content: bytes, place: Path) -> None:
    """As `coach add` looks at it before it asks."""
    path = place / "mine.yaml"
    path.write_bytes(content)
    with suppress(DefinitionError, CommandError, RecordingError), redirect_stdout(io.StringIO()):
        document = parsed(text_of(path), str(path))
        show_in_full(document)
        card = LIBRARY.added(document)
        frames = frames_of(card, path)
        if frames:
            tried(card, frames)


def names(content: bytes, place: Path) -> None:
    for find in (LIBRARY.find, LIBRARY.plan, LIBRARY.card):
        with suppress(DefinitionError, UnknownNameError):
            find(content.decode("utf-8", "surrogateescape"))


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


def movement(content: bytes, place: Path) -> None:
    """Damaged numbers in a whole file: counted, explained, replayed, learned from."""
    rows = np.frombuffer(content[: len(content) // A_FRAME * A_FRAME], "<f4").reshape(-1, A_FRAME // 4)
    image, world, seen = np.split(rows[:, 1:], [3 * COUNT, 6 * COUNT], axis=1)
    np.savez(place / "mine.npz", t_s=rows[:, 0], image=image.reshape(-1, COUNT, 3),
             world=world.reshape(-1, COUNT, 3), visibility=seen, size=np.array([640, 480]))  # fmt: skip
    with suppress(RecordingError):
        frames = [frame for _none, frame in Recording(place / "mine.npz")]
        card = LIBRARY.card("wall-slides")
        session = session_for(card.exercise, card.poses, Options(endless=True))
        assert isinstance(session, Session)
        explainer, replayed = Explainer(session.exercise, session.hold_s), Replayed(session.exercise)
        for frame in frames:
            progress = session.update(frame)
            explainer.note(session.judgement, progress.events)
            replayed.note(frame, session.judgement, progress.events)
        explainer.explain(frames[-1].t_s)
        replayed.curves()
        with suppress(NothingLearnedError):
            lesson_of("mine", "Mine", [frame for frame in frames if frame.t_s <= MOST_S])


def history(content: bytes, place: Path) -> None:
    path = place / "history.db"
    path.write_bytes(content)
    with suppress(HistoryError), open_history(path, lambda _line: None) as kept:
        span = Span(first_day(kept) or SATURDAY, SATURDAY)
        for read_out in (exercise_days, range_days, definitions_done, cue_days):
            read_out(kept, span)
        kept.sets(), kept.plan(), kept.reminders(), kept.postures_by_day(), kept.last_sets("wall-slides")
        archive.export(kept, place / "mine.zip")


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
    with tempfile.TemporaryDirectory() as place, History(Path(place, "history.db")) as history:
        archive.export(history, Path(place, "mine.zip"))
        return Path(place, "mine.zip").read_bytes()


@cache
def a_movement() -> bytes:
    """Eight seconds of the demo clip, ten pictures a second: the time and all numbers of each in turn."""
    frames = [frame for _none, frame in Recording(ROOT / "fixtures" / "demo" / "demo.npz")][:240:3]
    rows = [np.concatenate([[f.t_s], f.image.ravel(), f.world.ravel(), f.visibility]) for f in frames]
    return np.array(rows, "<f4").tobytes()


@cache
def a_shared() -> bytes:
    card = LIBRARY.card("wall-slides")
    frames = frames_of(card, card.path)[::8]
    return shared_text(card, text_of(card.path).replace("id: wall-slides", "id: my-slides"), frames, ()).encode()


@cache
def a_history() -> bytes:
    with tempfile.TemporaryDirectory() as place:
        with History(Path(place, "history.db")) as kept:
            did(kept, SATURDAY, pain=2, cues={"elbows": 1}, partials=1)
        return Path(place, "history.db").read_bytes()


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
        "pose": (pose, ((ROOT / "poses" / "arms-overhead.yaml").read_bytes(),)),
        "shared": (shared, (a_shared(),)),
        "names": (names, (b"wall-slides", b"./mine.yaml", b"~me/plan")),
        "settings": (settings, (b"# mine\nvoice: quiet\r\nmirror: false\n", b"camera: 'rtsp://me:a@b/c'\n")),
        "recording": (recording, (small_recording(), empty_zip())),
        "movement": (movement, (a_movement(),)),
        "history": (history, (a_history(),)),
        "address": (stream_address, (b"me:p@ss@host:554/video?token=a&x=1", b"[::1]:80/a@b")),
        "words": (words, (b"1h30m", b"2,5", b"90s")),
        "watch": (watch_files, (a_status(), b"pause 30m")),
        "profiles": (profiles, (b'[{"camera": "0", "place": 1, "baseline": {"size": [1, 2], "values": {}}}]',)),
        "import": (history_import, (exported(), empty_zip())),
    }


def damaged(whole: bytes) -> st.SearchStrategy[bytes]:
    """The file with some of its bytes replaced, left out, doubled, or cut off; or nothing of it."""
    place = st.integers(0, max(0, len(whole) - 1))
    part = st.one_of(st.binary(max_size=8), st.sampled_from(ODD))

    @st.composite
    def made(draw: Any) -> bytes:
        content = whole
        for _ in range(draw(st.integers(0, 4))):
            at, put = draw(place), draw(part)
            left_out = draw(st.one_of(st.just(len(put)), st.integers(0, 6)))
            content = content[:at] + put + content[at + left_out :]
        return content[: draw(place)] if draw(st.integers(0, 9)) == 0 else content

    return st.one_of(made(), made(), made(), st.binary(max_size=200))

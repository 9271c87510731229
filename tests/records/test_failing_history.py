"""A history that really fails: a full disk, a lock, no permission, a text, a later version. Whoever writes goes on."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cranked import item, plan
from small_disk import ROOT, fill, make_room, small_disk

from coach.events import Event, Pain, Reminder, Rep, Summary
from coach.records import diary as diary_module
from coach.records.diary import MOST_WAITING, Diary
from coach.records.history import History, HistoryError, SetBegun
from coach.workout.log import SetDone

resource = pytest.importorskip("resource", reason="rights and limits of POSIX")
SLIDES = item("wall-slides")
NOBODY = 65534
TEXT = "This is a shopping list, and long enough to be taken for something else by nobody."


class Clock:
    """Time that goes on when somebody says so."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 20, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def minutes(self, number: float) -> None:
        self.at += timedelta(minutes=number)


def set_done(number: int, reps: int = 3) -> SetDone:
    one = Rep(t_s=1.0, start_s=0.0, peak_s=0.5, end_s=1.0, side="both", direction=None, range=1.0, held_s=0.0, count=1)
    summary = Summary(t_s=9.0, reps=reps, partials=0, hold_s=0.0, by_side={"both": reps}, cues={}, seen=1.0)
    return SetDone(SLIDES, number, (*[one] * reps, summary))


class Day:
    """All that is ever written: a reminder that is answered with a drill, a workout, and posture in between."""

    def __init__(self, path: Path) -> None:
        self.said: list[str] = []
        self.clock = Clock()
        self.diary = Diary(path, self.said.append, self.clock)

    def first_half(self) -> None:
        self.diary.posture("slouch", 61.0)
        self.diary.remind(Reminder(t_s=30.0, reason="slouch", after_s=30.0, suggests="wall-slides"))
        self.diary.answer("drill")
        self.diary.begin_drill()
        self._sets(set_done(1, reps=2))

    def second_half(self) -> None:
        self.diary.begin("mine", plan(SLIDES))
        self._sets(set_done(1), set_done(2))
        self.diary.posture("upright", 61.0)

    def _sets(self, *done: SetDone) -> None:
        for number in range(len(done)):
            self.clock.minutes(0.1)
            self.diary.note(done[: number + 1], [])
        hurts: list[Event] = [Pain(t_s=9.0, exercise="wall-slides", level=1, where=None)]
        self.diary.note(done, hurts)


def is_whole(path: Path) -> bool:
    """All of the day is in the history, and once."""
    with History(path) as kept:
        sets = [(row["number"], row["reps"], row["pain"], row["workout"]) for row in kept.sets()]
        assert sets == [(1, 2, 1, None), (1, 3, 1, 1), (2, 3, 1, 1)]
        assert [workout["program"] for workout in kept.workouts()] == ["mine"]
        assert [answer for *_, answer in kept.reminders()] == ["drill"]
        assert {(share.state, share.seconds) for share in kept.postures()} == {("slouch", 61.0), ("upright", 61.0)}
    return True


# ---------------------------------------------------------------- what fails, really


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program writes and does not come to an end."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def used_up(path: Path) -> Iterator[None]:
    """Nothing can be written into any file, as with a quota that is used up."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def somebody_without_rights(change: Callable[[], None], back: Callable[[], None]) -> Iterator[None]:
    """Rights that also hold for tests that run as root, for whom nothing is read-only: these go on as nobody."""
    change()
    if ROOT:
        os.seteuid(NOBODY)
    yield
    if ROOT:
        os.seteuid(0)
    back()


@contextmanager
def read_only_file(path: Path) -> Iterator[None]:
    if not path.exists():
        path.touch()
    with somebody_without_rights(lambda: path.chmod(0o444), lambda: path.chmod(0o666)):
        yield


@contextmanager
def read_only_folder(path: Path) -> Iterator[None]:
    with somebody_without_rights(lambda: path.parent.chmod(0o555), lambda: path.parent.chmod(0o777)):
        yield


@contextmanager
def replaced(path: Path, spoil: Callable[[Path], None]) -> Iterator[None]:
    """Something else is there for a while, and is not touched."""
    aside = path.with_name("aside")
    if path.exists():
        path.rename(aside)
    spoil(path)
    before = path.read_bytes()
    yield
    assert path.read_bytes() == before
    path.unlink()
    if aside.exists():
        aside.rename(path)


def garbage(path: Path) -> None:
    path.write_text(TEXT)


def later_version(path: Path) -> None:
    History(path).close()
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO migration VALUES ('9999-in-ten-years')")
        db.execute("PRAGMA user_version = 9999")
    db.close()


FAILURES = {
    "locked": (locked, "cannot be used now: another program has locked it.\nEnd that program."),
    "quota used up": (used_up, "cannot be written: disk I/O error.\nCheck the disk and the room on it."),
    "read-only file": (read_only_file, "cannot be written: attempt to write a readonly database.\nCheck who may"),
    "read-only folder": (read_only_folder, ".\nCheck who may write there."),
    "later version": (
        lambda path: replaced(path, later_version),
        "was written by a later version (9999-in-ten-years).\nUpdate the coach.",
    ),
}


@pytest.fixture
def path() -> Iterator[Path]:
    """A history in a folder that everybody may enter, as the folders of pytest may not be."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    if ROOT:  # the folder of root would be shut to nobody
        os.chown(folder, NOBODY, NOBODY)
    yield folder / "history.db"
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diary_module, "PATIENCE_S", 0.1)


@pytest.mark.parametrize("failure", sorted(FAILURES))
@pytest.mark.parametrize("begins", ["before", "in between"])
def test_it_is_told_once_and_all_of_it_is_written_as_soon_as_it_can_be(path: Path, failure: str, begins: str) -> None:
    fails, cause = FAILURES[failure]
    if begins == "before":
        with fails(path):
            day = Day(path)
            day.first_half()
    else:
        day = Day(path)
        path.chmod(0o666)
        day.diary._let_go()  # the next write opens what is there by then
        with fails(path):
            day.first_half()
            day.clock.minutes(2)
            day.diary.posture("slouch", 0.0)
    (said,) = day.said
    assert cause in said
    assert said.endswith("I keep what happens in memory until it can be written down.")
    day.clock.minutes(2)
    day.second_half()
    assert is_whole(path), "written while it goes on"
    day.diary.close()
    assert len(day.said) == 1


@pytest.mark.parametrize("failure", sorted(FAILURES))
def test_what_waits_is_written_at_the_end_at_the_latest(path: Path, failure: str) -> None:
    with FAILURES[failure][0](path):
        day = Day(path)
        day.first_half()
        day.second_half()
    day.diary.close()
    assert len(day.said) == 1
    assert is_whole(path)


def test_what_is_lost_in_the_end_is_told(path: Path) -> None:
    later_version(path)
    before = path.read_bytes()
    day = Day(path)
    day.first_half()
    day.second_half()
    assert len(day.said) == 1
    day.diary.close()
    day.diary.close()
    assert day.said[1:] == [f"{path} could not be written to the end: what I kept in memory is lost."]
    assert path.read_bytes() == before


def test_nothing_is_said_to_be_lost_when_nothing_happened(path: Path) -> None:
    later_version(path)
    day = Day(path)
    day.diary.close()
    assert len(day.said) == 1


def set_aside(path: Path) -> list[Path]:
    return sorted(path.parent.glob("history-damaged-*.db"))


def test_what_is_no_history_is_set_aside_untouched_and_a_new_one_is_begun(path: Path) -> None:
    garbage(path)
    day = Day(path)
    day.first_half()
    day.second_half()
    day.diary.close()
    (aside,) = set_aside(path)
    assert aside.read_text() == TEXT
    assert day.said == [f"{path} was damaged. I have set it aside, untouched, as {aside.name}, and begun a new one."]
    assert is_whole(path)


def test_a_history_that_is_damaged_in_the_middle_of_a_workout_is_begun_anew(path: Path) -> None:
    day = Day(path)
    day.diary.begin("mine", plan(SLIDES))
    day.diary.note([set_done(1)], [])
    day.diary._let_go()
    damaged = path.read_bytes()[:4096] + bytes(len(path.read_bytes()) - 4096)
    path.write_bytes(damaged)
    day.diary.note([set_done(1), set_done(2)], [])
    day.diary.close()
    (aside,) = set_aside(path)
    assert aside.read_bytes() == damaged
    assert len(day.said) == 1
    with History(path) as kept:
        assert [(row["number"], row["workout"]) for row in kept.sets()] == [(2, 1)]
        assert [workout["program"] for workout in kept.workouts()] == ["mine"]


def test_two_who_find_it_damaged_set_aside_one_file(path: Path) -> None:
    garbage(path)
    first, second = Day(path), Day(path)
    first.first_half()
    second.diary.posture("upright", 61.0)
    for day in (first, second):
        day.diary.close()
    assert len(set_aside(path)) == 1
    assert (len(first.said), second.said) == (1, [])


def test_a_workout_whose_first_set_failed_does_not_take_the_number_of_another(path: Path) -> None:
    day = Day(path)
    day.diary.begin("mine", plan(SLIDES))
    with sqlite3.connect(path) as other:
        (table,) = other.execute("SELECT sql FROM sqlite_master WHERE name = 'rep'").fetchone()
        other.execute("DROP TABLE rep")
    day.diary.note([set_done(1)], [])
    assert "no such table: rep" in day.said[0]
    other.execute(table)
    other.close()
    with History(path) as kept:
        kept.begin_workout(day.clock(), "of somebody else", ["wall-slides"])
    day.diary.close()
    with History(path) as kept:
        numbers = {workout["program"]: workout["id"] for workout in kept.workouts()}
        assert [row["workout"] for row in kept.sets()] == [numbers["mine"]]


def test_while_it_fails_nobody_waits_for_it_at_every_frame(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = Day(path)
    tried: list[float] = []
    opened = day.diary._open
    monkeypatch.setattr(day.diary, "_open", lambda patience_s: tried.append(patience_s) or opened(patience_s))
    with locked(path):
        for _ in range(600):
            day.clock.minutes(0.01)
            day.diary.note([set_done(1)], [])
    assert tried == 6 * [diary_module.BETWEEN_FRAMES_S]
    day.diary.close()


def test_what_waits_is_bounded_and_the_oldest_goes_first(path: Path) -> None:
    later_version(path)
    day = Day(path)
    for after_s in range(MOST_WAITING + 5):
        day.diary.remind(Reminder(t_s=0.0, reason="slouch", after_s=after_s, suggests=None))
    for _ in range(24 * 8):
        day.clock.minutes(60)
        day.diary.posture("upright", 1.0)
    path.unlink()
    day.diary.close()
    with History(path) as kept:
        assert [after_s for _, _, after_s, _ in kept.reminders()] == list(range(5, MOST_WAITING + 5))
        assert sum(share.seconds for share in kept.postures()) == 24 * 7


# ---------------------------------------------------------------- a disk that is full


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path):
        yield tmp_path


@pytest.mark.parametrize("begins", ["before", "in between"])
def test_a_disk_that_is_full_for_a_while(disk: Path, begins: str) -> None:
    path = disk / "history.db"
    day = Day(path) if begins == "in between" else None
    fill(disk)
    day = day or Day(path)
    day.first_half()
    for number in range(40):  # the pages that are there have room for a little
        day.diary.begin_drill()
        day.diary.note([set_done(1, reps=100 + number)], [])
    assert day.said == [
        f"{path} cannot be written: the disk is full.\nMake room on the disk."
        " I keep what happens in memory until it can be written down."
    ]
    make_room(disk)
    day.clock.minutes(2)
    day.second_half()
    day.diary.close()
    with History(path) as kept:
        assert [row["reps"] for row in kept.sets()][:-2] == [2, *range(100, 140)]
        assert [len(kept.reps(row["id"])) for row in kept.sets()] == [row["reps"] for row in kept.sets()]
        assert {(share.state, share.seconds) for share in kept.postures()} == {("slouch", 61.0), ("upright", 61.0)}


def test_a_write_that_fails_leaves_the_history_as_it_was_and_says_why(disk: Path) -> None:
    with History(disk / "history.db") as kept:
        fill(disk)
        at = datetime(2026, 11, 20, 9, tzinfo=UTC)
        with pytest.raises(HistoryError, match="the disk is full"):
            kept.add_set(at, SetBegun(exercise="wall-slides"), set_done(1, reps=20000).events)
        assert kept.sets() == []
        make_room(disk)
        kept.add_set(at, SetBegun(exercise="wall-slides"), set_done(1).events)
        assert len(kept.sets()) == 1

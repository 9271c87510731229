"""The history in a real SQLite file, and the profiles beside it."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from coach.desk.baseline import MEASURES, Baseline
from coach.events import Cue, Hold, Moved, Partial, Rep, Summary, Timed
from coach.records import clock, migrations
from coach.records.damaged import open_history
from coach.records.history import DamagedHistoryError, History, HistoryError, SetBegun, Share
from coach.records.last_results import last_results
from coach.records.profiles import PLACES, Profiles

BERLIN = timezone(timedelta(hours=1))
NINE = datetime(2026, 3, 2, 9, 59, 30, tzinfo=BERLIN)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "history.db"


def test_seconds_add_up_by_hour_and_state(path: Path) -> None:
    with History(path) as kept:
        kept.add_posture(NINE, {"upright": 40.0, "slouch": 20.0})
        kept.add_posture(NINE, {"upright": 10.5, "away": 0.0})
        kept.add_posture(NINE.replace(hour=10), {"upright": 60.0})
    with History(path) as kept:
        assert kept.postures() == [
            Share(datetime(2026, 3, 2, 9, tzinfo=BERLIN), "slouch", 20.0),
            Share(datetime(2026, 3, 2, 9, tzinfo=BERLIN), "upright", 50.5),
            Share(datetime(2026, 3, 2, 10, tzinfo=BERLIN), "upright", 60.0),
        ]
        assert kept.postures_by_day() == {"2026-03-02": {"slouch": 20.0, "upright": 110.5}}
        assert kept.postures(since="2026-03-03") == []


def test_reminders_and_their_answers(path: Path) -> None:
    with History(path) as kept:
        first = kept.add_reminder(NINE, "slouch", 30.0)
        kept.add_reminder(NINE.replace(hour=11), "break", 3000.0)
        kept.answer(first, "drill")
        assert kept.reminders() == [
            ("2026-03-02T09:59:30+01:00", "slouch", 30.0, "drill"),
            ("2026-03-02T11:59:30+01:00", "break", 3000.0, None),
        ]


def rep(t_s: float) -> Rep:
    return Rep(t_s=t_s, start_s=t_s - 3, peak_s=t_s - 1, end_s=t_s, side="both", direction=None, range=0.97, held_s=1.5,
               count=1)  # fmt: skip


def test_a_set_with_its_repetitions(path: Path) -> None:
    partial = Partial(t_s=9.0, start_s=7, peak_s=8, end_s=9, side="left", direction="forward", range=0.5, held_s=0.0,
                      missing=("arm_elevation",))  # fmt: skip
    hold = Hold(t_s=20.0, start_s=12, end_s=20, seconds=8.0, side="right")
    summary = Summary(t_s=21.0, reps=2, partials=1, hold_s=8.0, by_side={"both": 2}, cues={}, seen=0.98)
    with History(path) as kept:
        number = kept.add_set(NINE, SetBegun(exercise="wall-slides"), [rep(4.0), rep(8.0), partial, hold, summary])
        (row,) = kept.sets()
        assert (row["exercise"], row["reps"], row["partials"], row["pain"]) == ("wall-slides", 2, 1, None)
        reps = kept.reps(number)
        assert [r["kind"] for r in reps] == ["rep", "rep", "partial", "hold"]
        assert reps[2]["direction"] == "forward"
        assert reps[3]["held_s"] == 8.0


def summary(reps: int, **more: object) -> Summary:
    whole = {"t_s": 60.0, "partials": 0, "hold_s": 0.0, "by_side": {"both": reps}, "cues": {}, "seen": 1.0} | more
    return Summary(reps=reps, **whole)  # type: ignore[arg-type]


def test_a_workout_with_its_sets_pain_and_corrections(path: Path) -> None:
    with History(path) as kept:
        one = kept.begin_workout(NINE, "strength-three", ["band-row", "face-pull"])
        drill = kept.add_set(NINE, SetBegun(exercise="face-pull"), [summary(2)])
        kept.set_pain([drill], 2, "back")
        first = kept.add_set(
            NINE, SetBegun(exercise="band-row", workout=one), [rep(4.0), summary(1, cues={"leaning": 3})]
        )
        second = kept.add_set(NINE, SetBegun(exercise="band-row", workout=one, number=2, level="gentle"), [summary(0)])
        timed = Timed(t_s=30.0, start_s=0.0, end_s=30.0, seconds=30.0, completed=True)
        third = kept.add_set(
            NINE, SetBegun(exercise="face-pull", workout=one, judged=False), [timed, summary(0, hold_s=30.0)]
        )
        kept.set_pain([first, second], 3, "neck")
    with History(path) as kept:
        rows = {row["id"]: row for row in kept.sets()}
        shown = [(rows[n]["workout"], rows[n]["number"], rows[n]["level"], rows[n]["judged"], rows[n]["pain"],
                  rows[n]["pain_where"]) for n in (drill, first, second, third)]  # fmt: skip
        assert shown == [
            (None, 1, "standard", 1, 2, "back"),
            (one, 1, "standard", 1, 3, "neck"),
            (one, 2, "gentle", 1, 3, "neck"),
            (one, 1, "standard", 0, None, None),
        ]
        assert kept.cues(first) == {"leaning": 3}
        assert [(row["kind"], row["held_s"]) for row in kept.reps(third)] == [("timed", 30.0)]


def test_the_exercises_of_a_program_the_last_times(path: Path) -> None:
    with History(path) as kept:
        kept.begin_workout(NINE, "strength-three", ["band-row", "face-pull"])
        kept.begin_workout(NINE, None, ["wall-slides"])
        kept.begin_workout(NINE, "strength-three", ["reverse-fly", "wall-slides"])
        found = [row["exercises"] for row in kept.workouts("strength-three")]
        assert found == [["band-row", "face-pull"], ["reverse-fly", "wall-slides"]]
        assert len(kept.workouts()) == 3


def test_what_it_came_to_the_last_time(path: Path) -> None:
    def left(range_: float) -> Rep:
        return Rep(
            t_s=1.0, start_s=0, peak_s=0, end_s=1, side="left", direction=None, range=range_, held_s=0.0, count=1
        )

    with History(path) as kept:
        assert last_results(kept, ["wall-slides"]) == {}
        earlier = kept.begin_workout(NINE, None, ["wall-slides"])
        kept.add_set(NINE, SetBegun(exercise="wall-slides", workout=earlier), [left(0.1), summary(1)])
        later = kept.begin_workout(NINE, None, ["wall-slides"])
        kept.add_set(
            NINE, SetBegun(exercise="wall-slides", workout=later), [left(0.8), rep(2.0), summary(2, cues={"a": 1})]
        )
        kept.add_set(
            NINE, SetBegun(exercise="wall-slides", workout=later, number=2), [left(0.9), summary(1, cues={"a": 2})]
        )
        kept.add_set(NINE, SetBegun(exercise="wall-slides", workout=later, number=3, judged=False), [summary(0)])
        found = last_results(kept, ["wall-slides", "face-pull"])["wall-slides"]
        assert (found.reps, found.partials, found.cues) == (3, 0, {"a": 3})
        assert found.ranges == {"left": pytest.approx(0.85), "both": pytest.approx(0.97)}
        assert found.held_s == pytest.approx(0.5)
        kept.add_set(
            NINE, SetBegun(exercise="wall-slides"), [left(0.2), summary(1)]
        )  # a drill between work is a time of its own
        assert last_results(kept, ["wall-slides"])["wall-slides"].ranges == {"left": pytest.approx(0.2)}


def test_a_set_without_its_end_is_refused_and_leaves_nothing(path: Path) -> None:
    with History(path) as kept:
        with pytest.raises(ValueError, match="summary"):
            kept.add_set(NINE, SetBegun(exercise="wall-slides"), [rep(4.0)])
        assert kept.sets() == []


def test_what_is_written_together_is_written_whole_or_not_at_all(path: Path) -> None:
    def written(kept: History, fails: bool) -> None:
        with kept.transaction():
            kept.add_reminder(NINE, "slouch", 30.0)
            kept.add_posture(NINE, {"upright": 40.0})
            if fails:
                raise KeyboardInterrupt

    with History(path) as kept:
        with pytest.raises(KeyboardInterrupt):
            written(kept, fails=True)
        assert (kept.reminders(), kept.postures()) == ([], [])
        written(kept, fails=False)
        assert (len(kept.reminders()), len(kept.postures())) == (1, 1)


def test_a_moment_that_could_be_anywhere_is_refused(path: Path) -> None:
    with History(path) as kept, pytest.raises(ValueError, match="offset from UTC"):
        kept.add_reminder(datetime(2026, 3, 2, 9), "slouch", 30.0)


def test_the_migrations_are_named_in_order_and_applied_once(path: Path) -> None:
    History(path).close()
    History(path).close()
    found = [name for (name,) in sqlite3.connect(path).execute("SELECT name FROM migration ORDER BY name")]
    assert found == [name for name, _ in migrations.MIGRATIONS] == sorted(found)


ROWS = {  # of the first version that could hold them
    "posture": "INSERT INTO posture VALUES ('2026-07-01', 9, 'upright', 5.0)",
    "reminder": "INSERT INTO reminder VALUES (1, '2026-07-01T09:30:00', 'slouch', 30.0, 'fine')",
    "training_set": "INSERT INTO training_set (at, exercise, reps, partials, hold_s, seen)"
    " VALUES ('2026-01-01T10:00:00', 'wall-slides', 5, 1, 0, 0.9)",
    "workout": "INSERT INTO workout VALUES (1, '2026-01-01T09:59:00', NULL, 'wall-slides')",
}


WITH_OFFSETS = 4
ROWS_WITH_OFFSETS = {
    table: row.replace(":30:00'", ":30:00+02:00'")
    .replace("10:00:00'", "10:00:00+01:00'")
    .replace("59:00'", "59:00+01:00'")
    for table, row in ROWS.items()
} | {"posture": "INSERT INTO posture VALUES ('2026-07-01T09:00:00+02:00', 'upright', 5.0)"}


@pytest.mark.parametrize("version", range(1, len(migrations.MIGRATIONS)))
def test_every_earlier_version_is_brought_up_to_date_and_keeps_its_rows(
    path: Path, version: int, zone: Callable[[str], None]
) -> None:
    zone("Europe/Berlin")
    path.parent.mkdir()
    with sqlite3.connect(path) as old:
        old.create_function("with_offset", 1, clock.with_offset)
        old.execute("CREATE TABLE migration (name TEXT PRIMARY KEY) WITHOUT ROWID")
        for name, script in migrations.MIGRATIONS[:version]:
            old.executescript(script)
            old.execute("INSERT INTO migration VALUES (?)", (name,))
        tables = {name for (name,) in old.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in tables & ROWS.keys():
            old.execute((ROWS if version < WITH_OFFSETS else ROWS_WITH_OFFSETS)[table])
    old.close()
    with History(path) as kept:
        nine = datetime(2026, 7, 1, 9, tzinfo=timezone(timedelta(hours=2)))
        assert kept.postures() == [Share(nine, "upright", 5.0)]
        assert kept.reminders() == [("2026-07-01T09:30:00+02:00", "slouch", 30.0, "fine")]
        sets = [(row["at"], row["reps"], row["judged"], row["level"], row["workout"]) for row in kept.sets()]
        assert sets == [("2026-01-01T10:00:00+01:00", 5, 1, "standard", None)] * (version >= 2)
        told_when_ended = 5
        assert all(row["ended"] == row["at"] for row in kept.sets()) or version >= told_when_ended
        assert all(row["definition"] is None for row in kept.sets())
        assert [row["at"] for row in kept.workouts()] == ["2026-01-01T09:59:00+01:00"] * (version >= 3)


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    History(path).close()
    broken = (*migrations.MIGRATIONS, ("0009-broken", "CREATE TABLE extra (a INTEGER); CREATE NONSENSE"))
    with monkeypatch.context() as later:
        later.setattr(migrations, "MIGRATIONS", broken)
        with pytest.raises(HistoryError):
            History(path)
    tables = [name for (name,) in sqlite3.connect(path).execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert "extra" not in tables
    History(path).close()


def test_a_file_of_a_later_version_is_not_touched(path: Path) -> None:
    History(path).close()
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO migration VALUES ('9999-future')")
    with pytest.raises(HistoryError, match="later version"):
        History(path)


def test_what_is_no_history_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("this is a shopping list, and long enough to be taken for something else by nobody")
    with pytest.raises(DamagedHistoryError, match="is damaged"):
        History(path)


def test_a_set_is_there_from_its_first_repetition_on(path: Path) -> None:
    late = Rep(t_s=16.0, start_s=7, peak_s=8, end_s=9, side="both", direction=None, range=0.8, held_s=0.0, count=2,
               recounted=True)  # fmt: skip
    partial = Partial(t_s=9.0, start_s=7, peak_s=8, end_s=9, side="both", direction=None, range=0.8, held_s=0.0,
                      missing=("hold", "elbow_flexion"))  # fmt: skip
    begun = SetBegun(exercise="wall-slides", goal=10, hold_goal_s=2.0, definition=("abc", "{}"))
    with History(path) as kept:
        number = kept.begin_set(NINE, begun)
        kept.add_events(number, [rep(4.0), cue("leaning"), partial])
        (row,) = kept.sets()
        assert (row["reps"], row["partials"], row["ended"], row["goal"], row["definition"]) == (1, 1, None, 10, "abc")
        assert kept.reps(number)[1]["missing"] == "hold elbow_flexion"
        kept.add_events(number, [late, cue("leaning")])
        assert [(r["kind"], r["peak_s"]) for r in kept.reps(number)] == [("rep", 3.0), ("rep", 8)]
        assert kept.cues(number) == {"leaning": 2}
        kept.end_set(number, NINE, summary(2, cues={"leaning": 2}), begun)
        (row,) = kept.sets()
        assert (row["reps"], row["partials"], row["ended"]) == (2, 0, "2026-03-02T09:59:30+01:00")
        assert kept.cues(number) == {"leaning": 2}


def cue(name: str) -> Cue:
    return Cue(t_s=5.0, id=name, say="Straighten up", side="both", spoken=True)


def test_the_range_is_kept_in_the_unit_of_the_movement(path: Path) -> None:
    def moved(amount: float, measure: str = "arm_elevation") -> Rep:
        how = Moved(measure, "deg", amount, amount - 5, amount + 5)
        return Rep(t_s=4.0, start_s=1, peak_s=3, end_s=4, side="both", direction=None, range=1.0, held_s=0.0, count=1,
                   moved=how)  # fmt: skip

    with History(path) as kept:
        number = kept.add_set(NINE, SetBegun(exercise="wall-slides"), [moved(90.0), moved(9.0, "other"), summary(2)])
        (row,) = kept.sets()
        assert (row["measure"], row["unit"]) == ("arm_elevation", "deg")
        found = [(r["moved"], r["moved_left"], r["moved_right"]) for r in kept.reps(number)]
        assert found == [(90.0, 85.0, 95.0), (None, None, None)]


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_nobody_else_can_read_it_even_where_they_could_before(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    path.touch(mode=0o644)
    with History(path) as kept:
        kept.add_reminder(NINE, "slouch", 30.0)
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in (path.parent, *path.parent.iterdir())}
    assert modes.pop("new") == 0o700
    assert modes.keys() > {"history.db-wal"}
    assert set(modes.values()) == {0o600}


def test_somebody_who_reads_does_not_wait_for_somebody_who_writes(path: Path) -> None:
    with History(path) as writer, writer.transaction():
        writer.add_reminder(NINE, "slouch", 30.0)
        with History(path, patience_s=0.0) as reader:
            assert reader.reminders() == []


def test_something_else_than_a_file_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(HistoryError, match="it is not a file"):
        open_history(path, pytest.fail)


def test_two_writers_at_once_lose_nothing(path: Path) -> None:
    def write() -> None:
        with History(path) as kept:
            for _ in range(50):
                kept.add_posture(NINE, {"upright": 1.0})

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with History(path) as kept:
        assert [share.seconds for share in kept.postures()] == [150.0]


# ---------------------------------------------------------------- profiles


def baseline(value: float = 1.0, size: tuple[int, int] = (640, 480)) -> Baseline:
    return Baseline(200.0, size, dict.fromkeys(MEASURES, value))


def test_profiles_are_kept_by_camera_and_picture_size_the_last_used_first(tmp_path: Path) -> None:
    kept = Profiles(tmp_path / "p.json")
    first = kept.add("camera 0", baseline(1.0))
    kept.add("camera 0", baseline(2.0))
    kept.add("camera 0", baseline(3.0, (1280, 720)))
    kept.add("camera 1", baseline(4.0))
    kept.use(first)
    again = Profiles(tmp_path / "p.json")
    assert [(p.place, p.baseline.values["nose_drop"]) for p in again.of("camera 0", (640, 480))] == [(1, 1.0), (2, 2.0)]
    assert [p.name for p in again.of("camera 1", (640, 480))] == ["camera 1, 640 x 480, place 1"]


def test_the_place_used_longest_ago_makes_room(tmp_path: Path) -> None:
    kept = Profiles(tmp_path / "p.json")
    for k in range(PLACES + 1):
        kept.add("camera 0", baseline(float(k)))
    values = [p.baseline.values["nose_drop"] for p in kept.of("camera 0", (640, 480))]
    assert values == [float(k) for k in range(PLACES, 0, -1)]


@pytest.mark.parametrize("text", ["", "{", '[{"camera": 0}]', '[{"camera": "0", "place": 1, "baseline": {}}]'])
def test_a_broken_file_means_calibrating_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / "p.json").write_text(text)
    kept = Profiles(tmp_path / "p.json")
    assert "I calibrate again" in kept.problem
    assert kept.of("camera 0", (640, 480)) == []

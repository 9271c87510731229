"""Hours that the clock lives through twice or never, flights, and the days that all of it adds up to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from coach.events import Reminder
from coach.records import clock, migrations
from coach.records.diary import Diary
from coach.records.history import History

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)


def from_midnight(day: datetime, hours: int, *zones: ZoneInfo) -> list[datetime]:
    """Half past every hour that goes by from that midnight on, as the clocks of the zones show it; each zone holds for
    as many hours as the others."""
    start = day.timestamp()
    return [
        datetime.fromtimestamp(start + 3600 * hour + 1800, zones[hour * len(zones) // hours]) for hour in range(hours)
    ]


def sat_upright(path: Path, moments: list[datetime]) -> History:
    """A history of somebody who sat upright for a minute at each of these moments."""
    left = list(moments)
    with Diary(path, pytest.fail, now=lambda: left.pop(0)) as diary:
        for _ in moments:
            diary.posture("upright", 30.0)
    assert not left
    return History(path)


@pytest.mark.parametrize(("day", "hours"), [("2026-10-25", 25), ("2026-03-29", 23), ("2026-03-30", 24)])
def test_a_day_has_the_hours_that_went_by(tmp_path: Path, day: str, hours: int) -> None:
    midnight = datetime.fromisoformat(day).replace(tzinfo=BERLIN)
    with sat_upright(tmp_path / "history.db", from_midnight(midnight, hours, BERLIN)) as kept:
        assert kept.postures_by_day() == {day: {"upright": 30.0 * hours}}
        began = [share.began.timestamp() for share in kept.postures()]
        assert began == [midnight.timestamp() + 3600 * hour for hour in range(hours)]


def test_the_hour_that_comes_twice_is_two_hours(tmp_path: Path) -> None:
    midnight = datetime(2026, 10, 25, tzinfo=BERLIN)
    with sat_upright(tmp_path / "history.db", from_midnight(midnight, 5, BERLIN)) as kept:
        assert [share.began.isoformat() for share in kept.postures()][1:4] == [
            "2026-10-25T01:00:00+02:00",
            "2026-10-25T02:00:00+02:00",
            "2026-10-25T02:00:00+01:00",
        ]


def test_a_day_that_a_flight_makes_36_hours_long(tmp_path: Path) -> None:
    """Bangkok to New York, twelve hours back: the same date on the wall for a day and a half."""
    bangkok, york = ZoneInfo("Asia/Bangkok"), ZoneInfo("America/New_York")
    moments = from_midnight(datetime(2026, 11, 20, tzinfo=bangkok), 36, bangkok, york)
    assert {moment.date().isoformat() for moment in moments} == {"2026-11-20"}
    with sat_upright(tmp_path / "history.db", moments) as kept:
        assert kept.postures_by_day() == {"2026-11-20": {"upright": 36 * 30.0}}
        assert len(kept.postures()) == 36
        assert sorted(share.began for share in kept.postures()) == [share.began for share in kept.postures()]
        assert kept.postures(since="2026-11-21") == []


def test_what_is_later_comes_later_whatever_the_clock_says(tmp_path: Path) -> None:
    tokyo, york = ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")
    first, then = datetime(2026, 11, 20, 9, tzinfo=tokyo), datetime(2026, 11, 20, 8, tzinfo=york)
    assert first < then
    with Diary(tmp_path / "history.db", pytest.fail, now=iter([first, then]).__next__) as diary:
        for reason in ("slouch", "break"):
            diary.remind(Reminder(t_s=0.0, reason=reason, after_s=30.0, suggests=None))
    with History(tmp_path / "history.db") as kept:
        assert [(at, reason) for at, reason, *_ in kept.reminders()] == [
            ("2026-11-20T09:00:00+09:00", "slouch"),
            ("2026-11-20T08:00:00-05:00", "break"),
        ]


def test_the_clock_takes_part_in_a_flight(zone: Callable[[str], None]) -> None:
    for name, hours in (("Asia/Tokyo", 9), ("Asia/Kathmandu", 5.75), ("UTC", 0)):
        zone(name)
        assert clock.now().utcoffset() == hours * HOUR


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-10-25T01:59:59", "2026-10-25T01:59:59+02:00"),
        ("2026-10-25T02:30:00", "2026-10-25T02:30:00+02:00"),  # the first of the two
        ("2026-10-25T03:00:00", "2026-10-25T03:00:00+01:00"),
        ("2026-03-29T02:30:00", "2026-03-29T03:30:00+02:00"),  # on no clock in Berlin
    ],
)
def test_a_moment_of_before_is_read_as_local_time(zone: Callable[[str], None], written: str, read: str) -> None:
    zone("Europe/Berlin")
    assert clock.with_offset(written) == read


def test_hours_of_before_that_are_one_now_add_up(tmp_path: Path, zone: Callable[[str], None]) -> None:
    """The history of a laptop that was elsewhere in the night in which the clocks at home went forward."""
    path = tmp_path / "history.db"
    with sqlite3.connect(path) as old:
        old.execute("CREATE TABLE migration (name TEXT PRIMARY KEY) WITHOUT ROWID")
        for name, script in migrations.MIGRATIONS[:3]:
            old.executescript(script)
            old.execute("INSERT INTO migration VALUES (?)", (name,))
        for hour in (1, 2, 3):
            old.execute("INSERT INTO posture VALUES ('2026-03-29', ?, 'upright', 100)", (hour,))
    old.close()
    zone("Europe/Berlin")
    with History(path) as kept:
        assert [(share.began.isoformat(), share.seconds) for share in kept.postures()] == [
            ("2026-03-29T01:00:00+01:00", 100.0),
            ("2026-03-29T03:00:00+02:00", 200.0),
        ]

"""The parts of the report say what the numbers say, on histories whose sums are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from lived import SATURDAY, did, reminded, sat
from shipped import LIBRARY

from coach.records.history import History
from coach.records.titles import Titles
from coach.report.contents import Contents, contents_of
from coach.report.sections import ReportSection, sections_of

TITLES = Titles(LIBRARY)
WEEK = timedelta(days=7)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.db") as history:
        yield history


def contents(kept: History, weeks: int | None = 12) -> Contents:
    return contents_of(kept, TITLES, SATURDAY, weeks)


def parts(kept: History) -> dict[str, ReportSection]:
    return {section.name: section for section in sections_of(contents(kept))}


def titles(section: ReportSection) -> list[str]:
    return [figure.title for figure in section.figures]


def test_nothing_has_no_parts(kept: History) -> None:
    assert sections_of(contents(kept)) == []
    assert not contents(kept).known


def test_what_was_done_by_day(kept: History) -> None:
    did(kept, SATURDAY - timedelta(days=4), reps=4)
    did(kept, SATURDAY, reps=5)
    done, held = parts(kept)["practice"].figures
    assert done.title == "You exercised on 2 of 5 days: 9 repetitions"
    assert done.table.rows == [("24 Nov 2026", "4"), ("28 Nov 2026", "5")]
    assert held.title == "You held for 9 seconds in all"


@pytest.mark.parametrize(
    ("ways", "title"),
    [
        ((90.0, 90.0, 96.0), "Wall slides: 6° further than at first"),
        ((90.0, 90.0, 93.0), "Wall slides: 93°, no change beyond the measuring error"),
        ((90.0, 90.0, 80.0), "Wall slides: 10° less far than at first"),
        ((90.0, 96.0), "Wall slides: 93° so far"),
    ],
)
def test_the_range_changes_only_beyond_the_error(kept: History, ways: tuple[float, ...], title: str) -> None:
    for n, way in enumerate(reversed(ways)):
        did(kept, SATURDAY - n * WEEK, way=way)
    (figure,) = parts(kept)["range"].figures
    assert figure.title == title
    assert "±4°" in figure.about
    assert [row[1] for row in figure.table.rows] == [f"{way:.0f}°" for way in ways]


def test_left_against_right(kept: History) -> None:
    did(kept, SATURDAY)  # each repetition of it 94 to 86 degrees
    assert titles(parts(kept)["sides"]) == ["Wall slides: the right goes 8° less far than the left"]


def test_even_sides_are_said_to_be_even(kept: History) -> None:
    did(kept, SATURDAY, "neck-rotations", sides=("left", "right"), reps=4, way=60.0)
    (figure,) = parts(kept)["sides"].figures
    assert figure.title == "Left and right go equally far, as well as I can measure it"
    assert figure.table.rows == [("Neck rotations", "60.0", "60.0", "±4.0")]


def test_corrections_that_became_rarer(kept: History) -> None:
    for n, times in enumerate((0, 2, 6)):
        did(kept, SATURDAY - n * WEEK, reps=10, cues={"uneven-arms": times} if times else {})
    tempo, cues = parts(kept)["form"].figures
    assert tempo.title == "Your tempo is steady: 3.0 s a repetition"
    assert cues.title == "1 of 1 corrections became rarer"
    assert cues.table.rows == [("Even out your arms", "6.0", "0.0")]


def test_the_hours_the_weekdays_and_the_reminders(kept: History) -> None:
    for n in range(3):
        sat(kept, SATURDAY - n * timedelta(days=1), 9, upright=45, slouch=15)
        sat(kept, SATURDAY - n * timedelta(days=1), 15, upright=30, slouch=30, away=0)
    sat(kept, SATURDAY, 20, upright=1, away=59)
    reminded(kept, SATURDAY, "sat-up", "drill", None)
    hours, weekdays, reminders = parts(kept)["posture"].figures
    assert hours.title == "Most upright at 9:00 (75 %), least at 15:00 (50 %)"
    assert hours.table.rows == [("9:00", "75 %"), ("15:00", "50 %")], "a minute is too little to tell"
    assert weekdays.title == "One weekday is like another"
    assert reminders.title == "You moved or sat up after 2 of 3 reminders"


@pytest.mark.parametrize(
    ("pains", "title"),
    [
        ((5, 4, 2), "Pain went down from 5.0 to 2.0 of 10"),
        ((3, 3, 2), "Pain: 2.0 of 10, 3.0 at first: less than what is felt as a change"),
        ((1, 3, 4), "Pain rose from 1.0 to 4.0 of 10: show this to your physiotherapist"),
        ((3,), "Pain: 3.0 of 10 so far"),
    ],
)
def test_pain_against_load(kept: History, pains: tuple[int, ...], title: str) -> None:
    for n, pain in enumerate(reversed(pains)):
        did(kept, SATURDAY - n * WEEK, reps=4, pain=pain)
    (figure,) = parts(kept)["pain"].figures
    assert figure.title == title
    assert [row[1:] for row in figure.table.rows] == [(f"{pain:.1f}", "4") for pain in pains]


def test_only_the_weeks_that_were_asked_for(kept: History) -> None:
    did(kept, SATURDAY - 30 * WEEK)
    did(kept, SATURDAY)
    assert len(contents(kept, 12).days) == 1
    assert contents(kept, 12).span.days == 11 * 7 + 6
    assert len(contents(kept, None).days) == 2


@pytest.mark.parametrize(("years", "labels"), [(3, ["Nov 2023"]), (0, ["16 Nov"])])
def test_dates_over_more_than_a_year_have_their_year(kept: History, years: int, labels: list[str]) -> None:
    """Ten years of "28 Nov" would be ten times the same day."""
    did(kept, SATURDAY - timedelta(days=12) - years * 52 * WEEK, reps=4)
    did(kept, SATURDAY, reps=5)
    section = next(one for one in sections_of(contents(kept, weeks=None)) if one.name == "practice")
    drawn = re.findall(r">(\w+ \w+)</text>", section.figures[0].svg)
    assert drawn[:1] == labels

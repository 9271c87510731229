"""The page for the physiotherapist: every number known from the sets, and all of it on one sheet."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from pathlib import Path

import pytest
from chromium import PROGRAM, measured, printed
from lived import SATURDAY, at, did
from shipped import LIBRARY

from benchmarks.made_history import MadeHistory
from coach.records.history import History
from coach.records.titles import Titles
from coach.report.clinician import MOST, clinician_page
from coach.report.contents import contents_of

TITLES = Titles(LIBRARY)
SIX = ("wall-slides", "band-row", "face-pull", "shoulder-rolls", "lateral-raises", "open-books")  # a long plan
NEEDS_CHROMIUM = pytest.mark.skipif(PROGRAM is None, reason="no Chromium is installed")


def page_of(kept: History) -> str:
    return clinician_page(contents_of(kept, TITLES, SATURDAY, 12))


def cells(page: str) -> list[str]:
    return [re.sub(r"<.*?>", "", cell) for cell in re.findall(r"<td>(.*?)</td>", page)]


def test_every_number_of_an_exercise(tmp_path: Path) -> None:
    with History(tmp_path / "history.db") as kept:
        for weeks, way, pain in ((2, 80.0, 4), (1, 90.0, 3), (0, 100.0, 1)):
            did(kept, SATURDAY - timedelta(weeks=weeks), reps=9, partials=1, way=way, pain=pain)
        page = page_of(kept)
    assert cells(page) == [
        "3", "3", "27 / 30", "10 %", "90 ± 8°", "80 → 100 (further)", "94 / 86 (9 %)", "2.7 (4)",
    ]  # fmt: skip
    assert "the lift of the upper arm; definition abc123" in page
    assert "Days with exercise: 3 of 15 (1.4 a week)." in page
    assert "27 of 30 asked for in the sets begun (90 %)" in page
    assert "4.0 of 10 at first, 1.0 lately" in page


def test_what_is_within_the_error_is_called_even_and_no_change(tmp_path: Path) -> None:
    with History(tmp_path / "history.db") as kept:
        for weeks, way in ((2, 60.0), (1, 61.0), (0, 62.0)):
            did(kept, SATURDAY - timedelta(weeks=weeks), "neck-rotations", reps=4, sides=("left", "right"), way=way)
        found = cells(page_of(kept))
    assert found[5:] == ["60 → 62 (within ±4°)", "61 / 61 (even)", "–"]


MINE = """\
id: mine
title: Shoulder
weeks: 6
exercises:
  - {exercise: neck-rotations, days: [mon, thu, sat], range: {left: 60, right: 80}, dose: {reps: 4}}
  - {program: desk-break, days: [mon]}
"""


def planned(kept: History, plan: str = MINE) -> None:
    kept.begin_plan(at(SATURDAY - timedelta(days=12)), "mine", "mine.yaml", plan)


def test_what_was_done_against_the_plan(tmp_path: Path) -> None:
    with History(tmp_path / "history.db") as kept:
        planned(kept)
        for ago, pain in ((12, 0), (9, 4), (5, 7)):
            did(kept, SATURDAY - timedelta(days=ago), "neck-rotations", reps=8, goal=8, sides=("left", "right"),
                way=61.0, pain=pain)  # fmt: skip
        page = html.unescape(page_of(kept))
    assert (
        "Plan: Shoulder, week 2 of 6, since 16 Nov 2026. Days with exercise, of those planned so far: 3 of 5 (60 %)."
        in page
    )
    assert (
        "Neck rotations: prescribed 4 times on each side, now 2 times on each side. Done on 3 of 5 planned days. Pain, "
        "also the day after: 1 up to mild, 1 more than mild and 1 strong, or numbness. Last time hurt too much: "
        "the dose is two steps smaller, and first I ask how the next day was. Range, mean against target: "
        "left 61 of 60° and right 61 of 80°." in page
    )
    assert "A break at the desk: Done on 0 of 2 planned days. Not done yet: this is the first dose." in page


def test_nothing_is_said_of_nothing(tmp_path: Path) -> None:
    with History(tmp_path / "history.db") as kept:
        page = page_of(kept)
    assert "Nothing is kept of these days." in page
    assert "<table" not in page


@NEEDS_CHROMIUM
@pytest.mark.parametrize("exercises", [1, 7, MOST + 6])
def test_it_is_one_sheet_of_paper_and_fits_a_screen(tmp_path: Path, exercises: int) -> None:
    with History(tmp_path / "history.db") as kept:
        if exercises == 7:
            MadeHistory(kept).live(SATURDAY - timedelta(days=83), SATURDAY, all_day=False)
        else:
            for card in LIBRARY.cards()[:exercises]:
                for weeks in range(3):
                    did(kept, SATURDAY - timedelta(weeks=weeks), card.exercise.id, pain=2, sides=("left", "right"))
            planned(kept, MINE + "".join(f"  - {{exercise: {name}}}\n" for name in SIX))
        path = tmp_path / "page.html"
        path.write_text(page_of(kept), encoding="utf-8")
    pdf = printed(path)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    found = measured(path, 390, tmp_path)
    assert found["said"] == found["cropped"] == []
    assert found["needed"] <= found["width"]

"""`coach plan`, and what the other commands take from the plan that is followed."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from lived import at, did
from paths import ROOT

from coach.cli import planned
from coach.cli.do import run_exercise
from coach.cli.error_lines import CommandError
from coach.cli.front_facts import FrontFacts
from coach.cli.plan_command import begin_plan, check_plan, end_plan, show_plan
from coach.cli.today import today_of
from coach.cli.wanted import Wanted
from coach.definitions.document import DefinitionError
from coach.definitions.json_schema import MEANING
from coach.definitions.library import Library, UnknownNameError
from coach.definitions.prescription import Prescribed, Prescription, RangeTarget, StopRules
from coach.records import clock
from coach.records.history import History
from coach.records.titles import Titles

MONDAY = date(2026, 11, 23)
PAGE = (ROOT / "docs" / "plans.md").read_text(encoding="utf-8")
MINE = """\
id: mine
title: Mine
weeks: 2
exercises:
  - {exercise: wall-slides, dose: {reps: 10}, days: [mon, wed, fri], grows_to: 12, note: slowly}
  - {program: desk-break, days: [mon, tue]}
stop: {pain: 5, signs: [numbness]}
note: Take care.
"""
WRONG = """\
id: mine
title: Mine
weeks: 100
exercises:
  - {exercise: wall-slide, dose: {reps: 0}}
  - {exercise: band-row, program: desk-break}
  - {program: desk-break, dose: {reps: 3}}
  - {exercise: face-pull, dose: usual, days: [mon, tuesday]}
stop: {pain: 8, sign: [a]}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "120")
    (tmp_path / "home").mkdir()
    on(MONDAY, monkeypatch)
    return tmp_path / "home"


def on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon of that day."""
    noon: datetime = at(day, 12)
    monkeypatch.setattr(clock, "now", lambda: noon)


@pytest.fixture
def mine(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE, encoding="utf-8")
    begin_plan(str(path))
    capsys.readouterr()
    return path


def test_without_a_plan_those_that_come_with_the_coach_are_offered(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_plan(as_json=False)
    said = capsys.readouterr().out
    for plan in Library().plans():
        assert f"{plan.id}: {plan.title}, {plan.weeks} weeks" in said
    show_plan(as_json=True)
    assert json.loads(capsys.readouterr().out) == {"plan": None}
    end_plan()
    assert capsys.readouterr().out == "You follow no plan.\n"


def test_a_plan_in_words(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show_plan(as_json=False)
    assert capsys.readouterr().out.splitlines() == [
        "Mine",
        "Week 1 of 2, since 23 Nov 2026.",
        "",
        "Wall slides: 10 times",
        "    Due today. Monday, Wednesday and Friday. Next: Wednesday. Not done yet: this is the first dose.",
        "    It grows up to 12 times. Slowly.",
        "A break at the desk",
        "    Due today. Monday and Tuesday. Next: tomorrow. Not done yet: this is the first dose.",
        "",
        "This week: 0 of 4 days.",
        "",
        "- Pain of 0 to 3 and everything done, twice in a row: the dose grows by a tenth of the first one.",
        "- Pain of 4, at the time or the day after: less of what is left that day, then a smaller dose.",
        "- Pain of 5 or more, or numbness: stop for the day. The next dose is two steps smaller.",
        "- Also stop with: numbness.",
        "- A missed day moves to a free day of the same week. If there is none, it is left out.",
        "",
        "Take care.",
        "",
        "`coach do` starts what is due.",
    ]


RULES = {  # pain on Monday and on Wednesday, repetitions of ten on both -> dose on Friday, and the rule
    "more": (0, 3, 10, "11 times", "All of it twice in a row, with mild pain at most: the dose is one step larger."),
    "amber": (0, 4, 10, "9 times", "Last time hurt more than mildly: the dose is one step smaller."),
    "red": (0, 5, 10, "8 times", "Last time hurt too much: the dose is two steps smaller, and first I ask how"),
    "no answer": (
        0,
        None,
        10,
        "10 times",
        "The question about pain was left open last time, so the dose stays as it is.",
    ),
    "not all": (0, 0, 9, "10 times", "Not all of it was done last time, so the dose stays as it is."),
}


@pytest.mark.parametrize(("monday", "wednesday", "reps", "dose", "rule"), RULES.values(), ids=RULES)
def test_the_rule_that_applies_is_told(
    mine: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    monday: int | None, wednesday: int | None, reps: int, dose: str, rule: str,
) -> None:  # fmt: skip
    with History(home / "history.db") as kept:
        did(kept, MONDAY, reps=reps, pain=monday)
        did(kept, MONDAY + timedelta(days=2), reps=reps, pain=wednesday)
    on(MONDAY + timedelta(days=4), monkeypatch)
    show_plan(as_json=False)
    said = capsys.readouterr().out
    assert f"Wall slides: {dose}" in said
    assert rule in " ".join(said.split())


def test_a_plan_for_scripts(mine: Path, home: Path, monkeypatch: pytest.MonkeyPatch,
                            capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    with History(home / "history.db") as kept:
        did(kept, MONDAY, reps=10, pain=0)
    on(MONDAY + timedelta(days=1), monkeypatch)
    show_plan(as_json=True)
    found = json.loads(capsys.readouterr().out)
    slides, desk = found.pop("lines")
    assert found == {
        "plan": "mine", "title": "Mine", "began": "2026-11-23", "week": 1, "weeks": 2, "over": False, "asked_days": 1,
        "kept_days": 1,
    }  # fmt: skip
    assert (slides["exercise"], slides["due"], slides["next"], slides["done_today"]) == (
        "wall-slides", None, "2026-11-25", False,
    )  # fmt: skip
    assert (desk["program"], desk["due"], desk["step"]) == ("desk-break", "2026-11-23", 0)
    assert {key for row in (found, slides) for key in row} <= set(re.findall(r"`(\w+)`", PAGE))


def test_a_day_of_the_plan(mine: Path, home: Path) -> None:
    with History(home / "history.db") as kept:
        did(kept, MONDAY, reps=10, pain=0)
        monday = today_of(kept, MONDAY).lines(Titles(Library()))
        tuesday = today_of(kept, MONDAY + timedelta(days=1))
    assert monday[2:6] == [
        "Your plan today:", "  ■ Wall slides: 10 times", "  · A break at the desk", "`coach do` starts what is due.",
    ]  # fmt: skip
    assert tuesday.lines(Titles(Library()))[3] == "  · A break at the desk (from Monday)"
    assert tuesday.as_json(Titles(Library()))["due"] == [
        {"program": "desk-break", "title": "A break at the desk", "dose": "", "day": "2026-11-23", "done": False}
    ]


def test_every_mistake_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(WRONG, encoding="utf-8")
    with pytest.raises(CommandError):
        check_plan([path])
    assert [line.removeprefix(f"{path}:") for line in capsys.readouterr().err.splitlines()] == [
        "3:8: weeks: expected at most 52, found the number 100",
        "5:16: exercises[0].exercise: unknown exercise 'wall-slide'; did you mean 'wall-slides'?",
        "5:41: exercises[0].dose.reps: expected at least 1, found the number 0",
        "6:5: exercises[1]: exactly one of 'exercise' and 'program' is needed",
        "7:5: exercises[2]: a program has its own doses: leave out 'dose'",
        "7:15: exercises[2].program: 'desk-break' is there twice (first in line 6)",
        "8:52: exercises[3].days[1]: expected 'mon', 'tue', 'wed', 'thu', 'fri', 'sat' or 'sun', found 'tuesday'; did"
        " you mean 'tue'?",
        "9:14: stop.pain: expected at most 6, found the number 8",
        "9:17: stop.sign: unknown key 'sign'; did you mean 'signs'?",
    ]


LINES = {  # a line of a plan, and what is wrong with it beyond its types
    "{exercise: walking, range: {left: 3}}": "this one is timed; there is no range to measure",
    "{exercise: band-row, dose: usual}": "'band-row' has no dose 'usual'; it has one only",
    "{exercise: band-row, grows_to: 2}": "expected at least the 10 that it begins with",
    "{exercise: band-row, dose: {time_s: 60}}": "missing key 'reps': how many?",
    "{exercise: band-row, range: {left: 3, both: 4}}": "'both' stands alone, or 'left' and 'right' in its place",
    "{exercise: band-row, range: {}}": "'both', or 'left' and 'right', is needed",
    "{program: desk-braek}": "unknown program 'desk-braek'; did you mean 'desk-break'?",
}


@pytest.mark.parametrize(("line", "wrong"), LINES.items(), ids=LINES)
def test_what_a_line_cannot_ask_for(tmp_path: Path, line: str, wrong: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(f"id: mine\ntitle: Mine\nweeks: 2\nexercises:\n  - {line}\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match=re.escape(wrong)):
        Library().plan(str(path))


def test_a_wrong_file_is_not_followed(mine: Path, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(WRONG, encoding="utf-8")
    with pytest.raises(DefinitionError):
        begin_plan(str(path))
    with pytest.raises(UnknownNameError, match="did you mean 'band-pulls'"):
        begin_plan("band-pull")
    with History(home / "history.db") as kept:
        assert (kept.plan() or {})["name"] == "mine"


def test_what_was_chosen_is_followed_whatever_becomes_of_the_file(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine.unlink()
    show_plan(as_json=False)
    assert capsys.readouterr().out.startswith("Mine\nWeek 1 of 2")
    end_plan()
    assert capsys.readouterr().out == "The plan has ended. What you did is still in your history.\n"


def test_a_plan_that_is_over_says_so(mine: Path, monkeypatch: pytest.MonkeyPatch,
                                     capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    on(MONDAY + timedelta(days=14), monkeypatch)
    show_plan(as_json=False)
    assert "Its 2 weeks are over. `coach plan use` begins it again, or another one." in capsys.readouterr().out
    run_exercise(Wanted(exercise="today", source="0"))
    assert capsys.readouterr().out.startswith("Your plan is over")


# ---------------------------------------------------------------- what `coach do` takes from it


def test_what_is_due_is_done_with_the_dose_of_the_plan(mine: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with History(home / "history.db") as kept:
        did(kept, MONDAY, reps=10, pain=4)
    on(MONDAY + timedelta(days=2), monkeypatch)
    followed = planned.followed_today()
    assert followed is not None
    now = planned.planned_workout(followed, None)
    assert now is not None
    assert [(one.exercise, one.dose.reps) for one in now.card.program.items] == [("wall-slides", 9)]  # type: ignore[union-attr]
    assert (now.asks, now.stop_at) == ("How did it feel after Monday: any pain?", 5)
    named = planned.planned_workout(followed, "wall-slides")
    assert named == now
    assert planned.planned_workout(followed, "band-row") is None


def test_more_than_mild_pain_the_day_after_means_a_smaller_dose_at_once(
    mine: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with History(home / "history.db") as kept:
        did(kept, MONDAY, reps=10, pain=0)
    on(MONDAY + timedelta(days=1), monkeypatch)
    followed = planned.followed_today()
    assert followed is not None
    now = planned.planned_workout(followed, "wall-slides")
    assert now is not None
    doses = [card.program.items[0].dose.reps for card in (now.card, now.smaller)]  # type: ignore[union-attr]
    assert (now.asks, doses) == ("How did it feel after yesterday: any pain?", [10, 9])


def test_nothing_due_is_said_with_the_day_that_comes(mine: Path, home: Path, monkeypatch: pytest.MonkeyPatch,
                                                     capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    with History(home / "history.db") as kept:
        did(kept, MONDAY, reps=10, pain=0)
        did(kept, MONDAY, "shoulder-rolls", program="desk-break", pain=0)
    run_exercise(Wanted(exercise="today", source="0"))
    assert capsys.readouterr().out == "Everything for today is done. Next: tomorrow.\n"
    with History(home / "history.db") as kept:
        did(kept, MONDAY, reps=10, pain=7)
    run_exercise(Wanted(exercise="today", source="0"))
    assert capsys.readouterr().out.startswith("That is enough for today.")


def test_neither_a_history_nor_a_plan_that_cannot_be_read_stands_in_the_way(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (ROOT / "exercises" / "shoulder-rolls.yaml").read_text(encoding="utf-8")
    (tmp_path / "my-rolls.yaml").write_text(whole.replace("id: shoulder-rolls", "id: my-rolls"), encoding="utf-8")
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    begin_plan(str(tmp_path / "own.yaml"))
    (tmp_path / "my-rolls.yaml").unlink()
    capsys.readouterr()
    assert planned.plan_for_a_workout() is None
    assert "Your plan cannot be read any more" in capsys.readouterr().err
    with sqlite3.connect(home / "history.db") as db:
        db.execute("INSERT INTO migration VALUES ('9999-future')")
    assert planned.plan_for_a_workout() is None


def test_without_a_plan_and_a_habit_somebody_has_to_choose(home: Path) -> None:
    with pytest.raises(CommandError, match="name an exercise or a program"):
        run_exercise(Wanted(exercise="today", source="0"))


# ---------------------------------------------------------------- in the home window

OWN = """\
id: own
title: Own
weeks: 2
exercises: [{exercise: my-rolls}, {exercise: wall-slides}, {program: desk-break}]
"""


def test_the_window_has_room_for_a_plan_with_exercises_of_ones_own_and_for_one_that_cannot_be_read(
    home: Path, tmp_path: Path
) -> None:
    whole = (ROOT / "exercises" / "shoulder-rolls.yaml").read_text(encoding="utf-8")
    (tmp_path / "my-rolls.yaml").write_text(whole.replace("id: shoulder-rolls", "id: my-rolls"), encoding="utf-8")
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    begin_plan(str(tmp_path / "own.yaml"))
    facts = FrontFacts()
    assert [(one.name, one.title) for one in facts.today().due] == [
        ("today", "what is due today"), ("my-rolls", "Shoulder rolls"), ("wall-slides", "Wall slides"),
        ("desk-break", "A break at the desk"),
    ]  # fmt: skip
    assert facts.today().due[0].note == "Shoulder rolls and Wall slides", "the break is a workout of its own"
    assert facts.plan().lines[1] == (
        "Wall slides: 10 times. Due today. Every day. Next: tomorrow. Not done yet: this is the first dose. It grows "
        "up to 15 times."
    )
    (tmp_path / "my-rolls.yaml").unlink()
    facts = FrontFacts()
    assert facts.today().due == ()
    assert facts.plan().problem.startswith("Your plan cannot be read any more: unknown exercise 'my-rolls'")


# ---------------------------------------------------------------- the page


@pytest.mark.parametrize("model", [Prescription, Prescribed, RangeTarget, StopRules])
def test_the_page_explains_every_key(model: type[Prescription]) -> None:
    told = set(re.findall(r"`(\w+)`", PAGE))
    assert set(model.model_fields) - told == set()
    assert set(MEANING[model.__name__]) == set(model.model_fields)


def test_the_example_on_the_page_is_right_and_uses_every_key(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    plan = Library().plan_in(example, tmp_path / "example.yaml").prescription
    used = plan.model_fields_set | {key for line in plan.exercises for key in line.model_fields_set}
    assert {*Prescription.model_fields, *Prescribed.model_fields} - used == {"translations"}


@pytest.mark.parametrize("plan", Library().plans(), ids=lambda plan: plan.id)
def test_the_plans_that_come_with_the_coach_can_be_followed(plan: Prescription) -> None:
    card = Library().plan(plan.id)
    assert all(card.card_of(line) for line in plan.exercises)
    assert plan.description


def test_the_trial_is_named_with_what_it_found() -> None:
    plan = Library().plan("band-pulls").prescription
    assert "Pain 2011;152:440-446" in plan.source
    assert "1.4" in plan.description
    assert "1.9" in plan.description

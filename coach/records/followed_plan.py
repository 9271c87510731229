"""The plan that is followed, held against the history: what each of its lines asks for today, and what was kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from coach.counting.progress import Reply
from coach.definitions.definition import Dose, Entry, Program
from coach.definitions.document import DefinitionError
from coach.definitions.dosage import in_words, sides
from coach.definitions.library import Card, Library, PlanCard, ProgramCard
from coach.definitions.prescription import Prescribed
from coach.plans.progression import (
    TENTHS,
    KeptSet,
    Ladder,
    Light,
    LineSession,
    Standing,
    light,
    scaled_dose,
    standing,
)  # fmt: skip
from coach.plans.rules_in_words import most, next_in_words, range_in_words, weekdays, why
from coach.plans.week import WEEK, PlanDays, WeekKept, monday_of, weeks_kept
from coach.records.history import History
from coach.wording import dates
from coach.wording.catalogue import _
from coach.wording.lists import capitalised


@dataclass(frozen=True)
class PlanLine:
    """One line of the plan on one day.

    Attributes
    ----------
    prescribed : as the plan has it.
    card : the exercise or program, with the dose that the plan begins with.
    ladder, standing : the doses that it can have, and where it stands among them.
    sessions : the days on which something of it was done, with what was answered.
    due : the day that it is due for today, None = not due or done. `next_day`: when it is due next.
    """

    prescribed: Prescribed
    card: Card | ProgramCard
    days: PlanDays
    ladder: Ladder
    standing: Standing
    sessions: Sequence[LineSession]
    due: date | None
    next_day: date | None

    @cached_property
    def done(self) -> frozenset[date]:
        """The days on which something of it was done."""
        return frozenset(session.day for session in self.sessions)

    @property
    def dose(self) -> Dose | None:
        """The dose of today; None for a program, which has one for each of its exercises."""
        return self.ladder.at(self.standing.step) if isinstance(self.card, Card) else None

    @property
    def title(self) -> str:
        """Of the exercise or program."""
        return self.card.exercise.title if isinstance(self.card, Card) else self.card.program.title

    @property
    def dose_in_words(self) -> str:
        """ "12 times, 2 sets"; of a program how much less than usual it is, or ""."""
        if isinstance(self.card, Card):
            return in_words(self.card.exercise, self.dose or self.card.exercise.dose)
        share = 100 * (TENTHS + self.standing.step) // TENTHS
        return _("{share} % of its usual dose", share=share) if share < 100 else ""

    @property
    def headline(self) -> str:
        """ "Band row: 12 times"; the title alone where the dose is the usual one."""
        return f"{self.title}: {self.dose_in_words}" if self.dose_in_words else self.title

    def in_words(self, today: date) -> str:
        """ "Band row: 12 times. Due today. Monday to Friday. Next: tomorrow. ..." """
        return f"{self.headline}. {self.details(today)}"

    def in_brief(self, today: date) -> str:
        """ "Band row: 12 times. Due today." """
        return f"{self.headline}. {self._state(today)}".rstrip()

    def details(self, today: date) -> str:
        """Its days, the rule that its dose goes by, how far it grows, its range and its note."""
        parts = [
            self._state(today), f"{capitalised(weekdays(self.prescribed.weekdays))}.",
            next_in_words(self.next_day, today), why(self.standing, self.ladder),
        ]  # fmt: skip
        if grows := most(self.ladder):
            parts.append(_("It grows {most}.", most=grows))
        if self.prescribed.range is not None:
            parts.append(_("Its range: {range}.", range=range_in_words(self.prescribed.range)))
        if self.prescribed.note and not (self.dose and self.prescribed.note == self.dose.note):
            parts.append(f"{capitalised(self.prescribed.note.rstrip('.'))}.")
        return " ".join(part for part in parts if part)

    def _state(self, today: date) -> str:
        """What the line is today."""
        if self.due is None:
            return _("Done today.") if today in self.done else ""
        if self.due == today:
            return _("Due today.")
        return _("Due today, moved from {weekday}.", weekday=dates.weekday(self.due.weekday()))

    def entries(self) -> tuple[Entry, ...]:
        """The exercise with today's dose, as the entry of a program."""
        return (Entry(exercise=self.prescribed.name, dose=self.dose),)


@dataclass(frozen=True)
class FollowedPlan:
    """The plan with its history up to `today`."""

    card: PlanCard
    began: date
    today: date
    rows: Sequence[Mapping[str, Any]]
    answers: Sequence[Mapping[str, Any]]

    @property
    def week(self) -> int:
        """Which of its weeks this is, from 1."""
        return (self.today - self.began).days // WEEK.days + 1

    @property
    def week_in_words(self) -> str:
        """ "Week 2 of 10, since 23 Nov 2026."."""
        weeks, began = self.card.prescription.weeks, self.began
        day = dates.in_full(began.day, began.month, began.year)
        return _("Week {week} of {weeks}, since {day}.", week=min(self.week, weeks), weeks=weeks, day=day)

    @property
    def is_over(self) -> bool:
        """All its weeks have gone by."""
        return self.week > self.card.prescription.weeks

    @property
    def stop_at(self) -> int:
        """The pain at which the day's exercise ends."""
        return self.card.prescription.stop.pain

    @cached_property
    def lines(self) -> tuple[PlanLine, ...]:
        """Its lines as they stand today."""
        return tuple(self._line(prescribed) for prescribed in self.card.prescription.exercises)

    def weeks(self) -> list[WeekKept]:
        """What was asked for and kept, week by week."""
        return weeks_kept([line.days for line in self.lines], self.days_kept, self.today)

    @cached_property
    def days_kept(self) -> frozenset[date]:
        """The days on which something of the plan was done."""
        return frozenset().union(*(line.done for line in self.lines))

    @property
    def last_session(self) -> date | None:
        """The last day on which something of the plan was done, today left out."""
        return max((day for day in self.days_kept if day < self.today), default=None)

    @property
    def asks_about(self) -> date | None:
        """The day that the next start asks about: the last one, unless today's answer is there or a set of today."""
        last = self.last_session
        answered = any(_day(row["at"]) == self.today for row in self.answers)
        return None if last is None or answered or self.today in self.days_kept else last

    def answered(self, level: int) -> FollowedPlan:
        """As if that had been answered today about the last time."""
        row = {"at": self.today.isoformat(), "pain": level, "pain_where": None}
        return replace(self, answers=(*self.answers, row))

    @property
    def is_red_today(self) -> bool:
        """Today's answers say that it is enough for today."""
        rows = [*(row for row in self.rows if row["pain"] is not None), *self.answers]
        today = [row for row in rows if _day(row["at"]) == self.today]
        return any(_is_numb(row) or light(row["pain"], self.stop_at) == Light.RED for row in today)

    def _line(self, prescribed: Prescribed) -> PlanLine:
        card = self.card.card_of(prescribed)
        days = PlanDays(self.began, self.card.prescription.weeks, prescribed.weekdays, prescribed.rest_days)
        sessions = self._sessions(prescribed)
        done = frozenset(session.day for session in sessions)
        ladder = _ladder(card, prescribed)
        return PlanLine(
            prescribed, card, days, ladder, standing(sessions, ladder, self.stop_at), sessions,
            None if self.is_red_today else days.due(done, self.today), days.next_day(done, self.today),
        )  # fmt: skip

    def _sessions(self, prescribed: Prescribed) -> list[LineSession]:
        """The days on which the line was done, the oldest first, with the answers given until the next of them."""
        own = {line.program for line in self.card.prescription.exercises if line.program}
        by_day: dict[date, list[Mapping[str, Any]]] = {}
        for row in self.rows:
            program = row["program"] if row["program"] in own else None
            if program == prescribed.program and (prescribed.program or row["exercise"] == prescribed.exercise):
                by_day.setdefault(_day(row["at"]), []).append(row)
        days = [*sorted(by_day), date.max]
        return [_session(day, by_day[day], self._answers(day, later)) for day, later in pairwise(days)]

    def _answers(self, day: date, later: date) -> list[Mapping[str, Any]]:
        """Those given after that day, until the later one, before which they were asked."""
        return [row for row in self.answers if day < _day(row["at"]) <= later]


def followed_plan(history: History, today: date, library: Library | None = None) -> FollowedPlan | None:
    """The plan that is followed; None where there is none. Raises DefinitionError where it cannot be read any more,
    because an exercise of its own is gone."""
    kept = history.plan()
    if kept is None:
        return None
    card = (library or Library()).plan_in(kept["content"], Path(kept["file"]))
    since = kept["began"]
    rows, answers = history.sets_with_program(since[:10]), history.days_after(since[:10])
    return FollowedPlan(card, _day(since), today, rows, answers)


def readable_plan(history: History, today: date, library: Library | None = None) -> FollowedPlan | None:
    """The same; None also where it cannot be read any more, which `coach plan` and `coach do` tell."""
    try:
        return followed_plan(history, today, library)
    except DefinitionError:
        return None


def due_card(plan: FollowedPlan, lines: Iterable[PlanLine]) -> ProgramCard:
    """What is done now of the plan, with today's doses: one program, or all exercises that are due, one after the
    other."""
    first, *others = lines
    if isinstance(first.card, ProgramCard):
        return _scaled(first.card, first.standing.step)
    lines = (first, *others)
    cards = {line.prescribed.name: line.card for line in lines if isinstance(line.card, Card)}
    program = Program(
        id=plan.card.prescription.id, title=plan.card.prescription.title, description="", good_for=("",),
        items=tuple(entry for line in lines for entry in line.entries()),
    )  # fmt: skip
    return ProgramCard(program, cards, plan.card.path)


def due_lines(plan: FollowedPlan, name: str | None = None) -> tuple[PlanLine, ...]:
    """The lines that one workout does next: that of this exercise or program, due or not; without a name the first
    program that is due, or the exercises before it that are."""
    if name is not None:
        return tuple(line for line in plan.lines if line.prescribed.name == name)
    due = [line for line in plan.lines if line.due is not None]
    exercises: list[PlanLine] = []
    for line in due:
        if isinstance(line.card, ProgramCard):
            return tuple(exercises) or (line,)
        exercises.append(line)
    return tuple(exercises)


def _scaled(card: ProgramCard, step: int) -> ProgramCard:
    """The program with each of its doses as many steps smaller."""
    if step == 0:
        return card

    def smaller(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(entry.model_copy(update={"dose": scaled_dose(_dose(entry, card), step)}) for entry in entries)

    program = card.program
    parts = {part: smaller(getattr(program, part)) for part in ("warm_up", "items", "among")}
    return replace(card, program=program.model_copy(update=parts))


def _dose(entry: Entry, card: ProgramCard) -> Dose:
    exercise = card.cards[entry.exercise].exercise
    return entry.dose if isinstance(entry.dose, Dose) else exercise.doses.get(entry.dose or "", exercise.dose)


def _ladder(card: Card | ProgramCard, prescribed: Prescribed) -> Ladder:
    if isinstance(card, ProgramCard):
        return Ladder(Dose(reps=10), whole=True)  # the tenths in which all its doses shrink
    dose = card.exercise.dose
    return Ladder(dose, sides(card.exercise) * max(1, len(dose.directions)), prescribed.grows_to)


def _session(day: date, rows: Sequence[Mapping[str, Any]], answers: Sequence[Mapping[str, Any]]) -> LineSession:
    sets = tuple(
        KeptSet(row["reps"], row["goal"], row["hold_s"], row["hold_goal_s"], bool(row["judged"])) for row in rows
    )
    return LineSession(
        day, sets, _worst(rows), _worst(answers), any(_is_numb(row) for row in (*rows, *answers)),
    )  # fmt: skip


def _worst(rows: Sequence[Mapping[str, Any]]) -> int | None:
    return max((row["pain"] for row in rows if row["pain"] is not None), default=None)


def _is_numb(row: Mapping[str, Any]) -> bool:
    return bool(row["pain_where"] == Reply.NUMB)


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def kept_this_week(plan: FollowedPlan) -> tuple[Collection[date], int]:
    """The days of this week on which something of the plan was done, and on how many the plan asks for something in the
    whole of it."""
    monday = monday_of(plan.today)
    asked = {day for line in plan.lines for day in line.days.of_week(monday)}
    return {day for day in plan.days_kept if monday <= day <= plan.today}, len(asked)


__all__ = [
    "DefinitionError", "FollowedPlan", "PlanLine", "due_card", "due_lines", "followed_plan",
    "kept_this_week", "readable_plan",
]  # fmt: skip

"""`coach today`: what is due, what was done, and the posture so far."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from coach.cli import options
from coach.cli.folders import coach_home, watch_folder
from coach.cli.open_library import open_library
from coach.wording import answers, dates
from coach.wording.catalogue import _, plural
from coach.wording.durations import in_short
from coach.wording.lists import listed

if TYPE_CHECKING:
    from coach.records.history import History
    from coach.records.practice import AnswerCount, DeskHour, Due, ExerciseDay
    from coach.records.titles import Titles

BAR = 20  # characters for an hour of posture: five percent each
FULL, EMPTY = "█", "░"
DONE, OPEN = "■", "·"


def today(as_json: options.JsonOption = False) -> None:
    """Show what is due today, what you have done, and your posture so far."""
    from coach.cli.kept import kept
    from coach.desktop.single_instance import status
    from coach.records.clock import now
    from coach.records.titles import Titles

    with kept(coach_home() / "history.db") as history:
        found = today_of(history, now().date(), goes_on=status(watch_folder()) is not None)
    titles = Titles(open_library())
    print(json.dumps(found.as_json(titles)) if as_json else "\n".join(found.lines(titles)))


@dataclass(frozen=True)
class TodaySeen:
    """A day as far as it has gone: what is due, what was done, and the hours at the desk in their order. `closing` is
    the day at the desk in two sentences, once the watch has ended."""

    day: date
    due: Sequence[Due]
    done: Sequence[ExerciseDay]
    hours: Sequence[DeskHour]
    answers: Sequence[AnswerCount]
    closing: Sequence[str] = ()

    def lines(self, titles: Titles) -> list[str]:
        """For people."""
        parts = [self._due(titles), self._done(titles), self.posture_lines(), self._reminders(), list(self.closing)]
        return [self.heading(), *(line for part in parts if part for line in ("", *part))]

    def heading(self) -> str:
        """The day in words."""
        return f"{dates.weekday(self.day.weekday())}, {dates.in_full(self.day.day, self.day.month, self.day.year)}"

    def _due(self, titles: Titles) -> list[str]:
        if not self.due:
            return []
        if self.due[0].day is None:
            return [_("Due:"), *("  " + _habit_line(one, titles, self.day) for one in self.due)]
        how = [_("`coach do` starts what is due.")] if any(not one.done for one in self.due) else []
        return [_("Your plan today:"), *("  " + _plan_line(one, self.day) for one in self.due), *how]

    def _done(self, titles: Titles) -> list[str]:
        if not self.done:
            return [_("No exercise yet today.")]
        return [_("Done:"), *("  " + done_line(one, titles) for one in self.done)]

    def posture_lines(self) -> list[str]:
        """How much of the day at the desk was upright, and the same of each hour; nothing where nobody was seen."""
        there_s, upright_s = (sum(getattr(hour, name) for hour in self.hours) for name in ("there_s", "upright_s"))
        if not there_s:
            return []
        share, duration = _percent(upright_s / there_s), in_short(there_s)
        head = (
            _("Posture: {share} upright in {duration} at the desk.", share=share, duration=duration)
            if self.closing
            else _("Posture so far: {share} upright in {duration} at the desk.", share=share, duration=duration)
        )
        return [head, *("  " + _hour_line(hour) for hour in self.hours if hour.there_s)]

    def _reminders(self) -> list[str]:
        given = sum(one.number for one in self.answers)
        if not given:
            return []
        by_answer: dict[str | None, int] = {}
        for one in self.answers:
            by_answer[one.answer] = by_answer.get(one.answer, 0) + one.number
        became = listed([f"{number} {answers.answer(word)}" for word, number in by_answer.items()])
        return [plural("{number} reminder: {became}.", "{number} reminders: {became}.", given, became=became)]

    def as_json(self, titles: Titles) -> dict[str, Any]:
        """One object; `docs/history.md` says what each of it means."""
        return {
            "day": self.day.isoformat(),
            "due": [due_json(one) for one in self.due],
            "done": [done_json(one, titles) for one in self.done],
            "posture": [_hour_json(hour) for hour in self.hours],
            "closing": list(self.closing),
            "reminders": [{"reason": a.reason, "answer": a.answer, "number": a.number} for a in self.answers],
        }  # fmt: skip


def today_of(history: History, day: date, *, goes_on: bool = True) -> TodaySeen:
    """What the history has of this day. `goes_on`: the watch still runs."""
    from coach.records import practice
    from coach.records.closing import closing

    span = practice.Span(day, day)
    hours, answered = practice.desk_hours(history, day), practice.answers(history, span)
    return TodaySeen(
        day, practice.due(history, day), practice.exercise_days(history, span), hours, answered,
        () if goes_on else closing(hours, answered),
    )  # fmt: skip


def done_line(one: ExerciseDay, titles: Titles) -> str:
    """ "Wall slides: 2 sets, 20 repetitions (3 partial), pain 2 of 10"."""
    parts = [plural("{number} set", "{number} sets", one.sets)]
    if one.reps or one.partials:
        parts.append(plural("{number} repetition", "{number} repetitions", one.reps))
    if one.partials:
        parts[-1] += " " + _("({number} partial)", number=one.partials)
    if one.hold_s:
        parts.append(_("{duration} held", duration=in_short(one.hold_s)))
    if one.pain is not None:
        parts.append(_("pain {level} of 10", level=one.pain) if one.pain else _("no pain"))
    return f"{titles.exercise(one.exercise)}: {', '.join(parts)}"


def done_json(one: ExerciseDay, titles: Titles) -> dict[str, Any]:
    """A day of an exercise for scripts."""
    return {
        "day": one.day.isoformat(), "exercise": one.exercise, "title": titles.exercise(one.exercise), "sets": one.sets,
        "reps": one.reps, "partials": one.partials, "hold_s": round(one.hold_s, 1), "goal": one.goal or None,
        "pain": one.pain,
    }  # fmt: skip


def due_json(one: Due) -> dict[str, Any]:
    """What is due, for scripts."""
    name = {"program" if one.is_program else "exercise": one.name}
    if one.last is not None:
        return {**name, "every_days": one.every_days, "last": one.last.isoformat()}
    day = None if one.day is None else one.day.isoformat()
    return {**name, "title": one.title, "dose": one.dose, "day": day, "done": one.done}


def _habit_line(one: Due, titles: Titles, day: date) -> str:
    title = titles.program(one.name) if one.is_program else titles.exercise(one.name)
    usual = _("you do it {often}", often=dates.every(one.every_days or 1))
    ago = dates.ago((day - (one.last or day)).days)
    return _("{title}: {usual}, the last time {ago}", title=title, usual=usual, ago=ago)


def _plan_line(one: Due, today: date) -> str:
    """ "Band row: 12 times, 3 sets (from Monday)"; a mark before it when it is done."""
    named = f"{one.title}: {one.dose}" if one.dose else one.title
    if one.done:
        return f"{DONE} {named}"
    if one.day is None or one.day == today:
        return f"{OPEN} {named}"
    return _("{mark} {line} (from {weekday})", mark=OPEN, line=named, weekday=dates.weekday(one.day.weekday()))


def _hour_line(hour: DeskHour) -> str:
    """The hour, a bar, and the share upright."""
    share = hour.upright_s / hour.there_s
    full = round(share * BAR)
    seen = _("{share} of {duration}", share=_percent(share), duration=in_short(hour.there_s))
    return f"{hour.began:%H:%M}  {FULL * full}{EMPTY * (BAR - full)}  {seen}"


def _hour_json(hour: DeskHour) -> dict[str, Any]:
    """The hour with its offset from UTC, and seconds by state."""
    return {"began": hour.began.isoformat(), "seconds": {k: round(s, 1) for k, s in hour.seconds.items()}}


def _percent(share: float) -> str:
    return _("{number} %", number=f"{100 * share:.0f}")

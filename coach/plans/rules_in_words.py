"""The rules of a plan in words: what makes a dose grow, stay and shrink, and on which days something is done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from coach.body.side import SIDES
from coach.definitions.dosage import growing, growing_key
from coach.definitions.prescription import Prescription, RangeTarget
from coach.plans.progression import MODERATE, Ladder, Light, Standing
from coach.wording import body_parts, dates
from coach.wording.catalogue import _, plural
from coach.wording.durations import in_words as duration_in_words
from coach.wording.lists import any_of, listed


def why(now: Standing, ladder: Ladder) -> str:
    """Which rule made the dose what it is."""
    if now.last is None:
        return _("Not done yet: this is the first dose.")
    if now.light == Light.RED:
        return _("Last time hurt too much: the dose is two steps smaller, and first I ask how the next day was.")
    if now.light == Light.AMBER:
        return _("Last time hurt more than mildly: the dose is one step smaller.")
    if now.light is None:
        return _("The question about pain was left open last time, so the dose stays as it is.")
    if not now.full:
        return _("Not all of it was done last time, so the dose stays as it is.")
    if now.in_a_row == 0:
        return _("All of it twice in a row, with mild pain at most: the dose is one step larger.")
    if now.step >= ladder.most:
        return _("All of it, with mild pain at most: the dose is as large as the plan wants it.")
    return _("All of it, with mild pain at most. Once more like this, and the dose grows.")


def rules(plan: Prescription) -> list[str]:
    """All that the plan goes by, a sentence each."""
    stop_at = plan.stop.pain
    found = [
        _(
            "Pain of 0 to {mild} and everything done, twice in a row: the dose grows by a tenth of the first one.",
            mild=min(stop_at, MODERATE) - 1,
        )
    ]
    if stop_at > MODERATE:
        amber = any_of([str(level) for level in range(MODERATE, stop_at)])
        found.append(
            _(
                "Pain of {levels}, at the time or the day after: less of what is left that day, then a smaller dose.",
                levels=amber,
            )
        )
    found.append(
        _("Pain of {level} or more, or numbness: stop for the day. The next dose is two steps smaller.", level=stop_at)
    )
    if plan.stop.signs:
        found.append(_("Also stop with: {signs}.", signs=", ".join(plan.stop.signs)))
    found.append(_("A missed day moves to a free day of the same week. If there is none, it is left out."))
    return found


def most(ladder: Ladder) -> str:
    """How far a dose grows: "up to 40 times"; "" where it does not."""
    if ladder.most == 0:
        return ""
    dose = ladder.at(ladder.most)
    if growing_key(dose) == "reps":
        return plural("up to {number} time", "up to {number} times", round(growing(dose)))
    return _("up to {duration}", duration=duration_in_words(growing(dose)))


def range_in_words(target: RangeTarget) -> str:
    """ "90 left and 120 right", in the unit of the movement."""
    if target.both is not None:
        return f"{target.both:g}"
    sides = ((side, target.of(side)) for side in SIDES)
    return listed([f"{number:g} {body_parts.side(side)}" for side, number in sides if number is not None])


def weekdays(days: Collection[int]) -> str:
    """ "every day", "Monday to Friday", "Monday, Wednesday and Friday"; 0 = Monday."""
    found = sorted(days)
    if len(found) == 7:
        return _("every day")
    if len(found) > 2 and found == list(range(found[0], found[-1] + 1)):
        return _("{first} to {last}", first=dates.weekday(found[0]), last=dates.weekday(found[-1]))
    return listed([dates.weekday(day) for day in found])


def next_in_words(day: date | None, today: date) -> str:
    """ "Next: tomorrow."; "" where nothing comes."""
    if day is None:
        return ""
    days = (day - today).days
    when = _("tomorrow") if days == 1 else dates.weekday(day.weekday())
    return _("Next: {when}.", when=when)


def asked_about(day: date, today: date) -> str:
    """The question at the next start."""
    days = (today - day).days
    if days == 1:
        return _("How did it feel after yesterday: any pain?")
    if days < 7:
        return _("How did it feel after {weekday}: any pain?", weekday=dates.weekday(day.weekday()))
    return _("How did it feel after the last time: any pain?")


def paragraphs(plan: Prescription) -> Sequence[str]:
    """What the plan says of itself."""
    texts = [plan.description, plan.note]
    if plan.contraindications:
        texts.append(_("Ask a doctor first with: {what}.", what=", ".join(plan.contraindications)))
    if plan.source:
        texts.append(_("Source: {source}.", source=plan.source.rstrip(".")))
    return [" ".join(text.split()) for text in texts if text.strip()]

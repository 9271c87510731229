"""One page for a physiotherapist: adherence, range, asymmetry and pain of each exercise; errors below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from coach.records.practice import ExerciseDay, RangeDay
from coach.report.adherence import adherence
from coach.report.change import Trend, change_of
from coach.report.contents import Contents, pain_change, weekly
from coach.report.measuring_error import PAIN, error_of
from coach.report.page import rendered, span_in_words
from coach.report.sections import side_means
from coach.wording import units
from coach.wording.catalogue import _, language
from coach.wording.measures import measure_in_words

PAGE = "clinician.html"
MOST, LEAST = 12, 4  # exercises that have room on one page; a line of a plan takes the room of one of them
UNKNOWN = "–"


@dataclass(frozen=True)
class ClinicianRow:
    """One exercise, every cell as it is printed."""

    title: str
    definition: str
    cells: Sequence[str]


def clinician_page(contents: Contents) -> str:
    """The whole page."""
    names, plan = contents.favourites(10 * MOST), adherence(contents)
    most = max(LEAST, MOST - len(plan))
    done = {one.day for one in contents.days}
    weeks = max(1.0, contents.lived_days / 7)
    return rendered(
        PAGE,
        language=language() if len(language()) == 2 else "en",
        title=_("Exercise record for the physiotherapist"),
        span=span_in_words(contents),
        summary=_summary(contents, len(done), weeks),
        plan=plan,
        head=_head(),
        rows=[_row(contents, name) for name in names[:most]],
        more=_("Not shown: {number} exercises done less often.", number=len(names) - most) if len(names) > most else "",
        empty=_("Nothing is kept of these days."),
        notes=_notes(),
    )  # fmt: skip


def _summary(contents: Contents, days: int, weeks: float) -> list[str]:
    if not contents.days:
        return []
    goal = sum(one.goal for one in contents.days if one.goal)
    reps = sum(one.reps for one in contents.days if one.goal)
    lines = [
        _(
            "Days with exercise: {days} of {of} ({weekly} a week).",
            days=days,
            of=contents.lived_days,
            weekly=f"{days / weeks:.1f}",
        )
    ]
    if goal:
        lines.append(
            _("Repetitions done in full: {reps} of {goal} asked for in the sets begun ({share} %).",
              reps=reps, goal=goal, share=f"{100 * min(1.0, reps / goal):.0f}")
        )  # fmt: skip
    pain = pain_change(contents)
    if not math.isnan(pain.now):
        now = f"{pain.now:.1f}"
        lines.append(
            _("Pain after exercise: {now} of 10.", now=now) if pain.trend == Trend.EARLY else
            _("Pain after exercise: {then} of 10 at first, {now} lately.", then=f"{pain.then:.1f}", now=now)
        )  # fmt: skip
    return lines


def _head() -> list[str]:
    return [
        _("Exercise"), _("Days"), _("Sets"), _("Full / asked"), _("Partial"), _("Range, mean ± SD"),
        _("At first → lately"), _("Left / right"), _("Pain mean (worst)"),
    ]  # fmt: skip


def _row(contents: Contents, exercise: str) -> ClinicianRow:
    days = [one for one in contents.days if one.exercise == exercise]
    ranges = contents.ranges_of(exercise)
    reps, partials, goal = (sum(getattr(one, name) for one in days) for name in ("reps", "partials", "goal"))
    cells = [
        str(len({one.day for one in days})), str(sum(one.sets for one in days)),
        f"{reps} / {goal}" if goal else str(reps),
        f"{100 * partials / (reps + partials):.0f} %" if reps + partials else UNKNOWN,
        _spread(ranges), _then_to_now(ranges), _asymmetry(ranges), _pain(days),
    ]  # fmt: skip
    hashes = ", ".join(contents.definitions.get(exercise, ())) or UNKNOWN
    measure = measure_in_words(ranges[-1].measure or "") if ranges else UNKNOWN
    return ClinicianRow(
        contents.titles.exercise(exercise), _("{measure}; definition {hash}", measure=measure, hash=hashes), cells
    )


def _spread(ranges: Sequence[RangeDay]) -> str:
    """Mean and standard deviation over all complete repetitions."""
    if not ranges:
        return UNKNOWN
    unit, number = ranges[-1].unit or "1", sum(one.number for one in ranges)
    mean = sum((one.moved or 0.0) * one.number for one in ranges) / number
    square = sum((one.moved_sq or 0.0) * one.number for one in ranges) / number
    spread = math.sqrt(max(0.0, square - mean * mean))
    return f"{units.in_digits(mean, unit)} ± {units.in_short(spread, unit)}"


def _then_to_now(ranges: Sequence[RangeDay]) -> str:
    if not ranges:
        return UNKNOWN
    unit = ranges[-1].unit or "1"
    error = error_of(ranges[-1].measure or "", unit)
    change = change_of(weekly(ranges, lambda one: one.moved, lambda one: one.number), error)
    if change.trend == Trend.EARLY:
        return _("too early")
    way = f"{units.in_digits(change.then, unit)} → {units.in_digits(change.now, unit)}"
    verdict = {
        Trend.SAME: _("within ±{error}", error=units.in_short(error, unit)),
        Trend.MORE: _("further"),
        Trend.LESS: _("less far"),
    }[change.trend]  # fmt: skip
    return f"{way} ({verdict})"


def _asymmetry(ranges: Sequence[RangeDay]) -> str:
    """Both sides, and by how much the lesser falls short of the greater; "even" within the error."""
    left, right = side_means(ranges)
    if left is None or right is None:
        return UNKNOWN
    unit = ranges[-1].unit or "1"
    both = f"{units.in_digits(left, unit)} / {units.in_digits(right, unit)}"
    if abs(left - right) <= error_of(ranges[-1].measure or "", unit):
        return _("{both} (even)", both=both)
    return f"{both} ({100 * abs(left - right) / max(left, right):.0f} %)"


def _pain(days: Sequence[ExerciseDay]) -> str:
    answers = [one.pain for one in days if one.pain is not None]
    return f"{sum(answers) / len(answers):.1f} ({max(answers)})" if answers else UNKNOWN


def _notes() -> list[str]:
    flat, deep = (units.in_short(error_of(name, "deg"), "deg") for name in ("arm_elevation", "head_turn_3d"))
    length = units.in_short(error_of("", "sw"), "sw")
    return [
        _(
            "Days, sets: with at least one repetition, complete or partial. Full: reached the target and came "
            "back; asked: the dose of the sets begun. Error: on rendered people that no number was fitted on, "
            "about 6 % of repetitions are missed and under 1 % invented; on real people it is likely more."
        ),
        _(
            "Range: change of the named measure from rest to peak of a complete repetition, by one camera, not by"
            " goniometer. Error: {flat} in the plane of the picture, {deep} where depth is needed (it "
            "stands in the row), {length} for lengths.",
            flat=flat,
            deep=deep,
            length=length,
        ),
        _(
            "SD: over repetitions, the person's own variation included. At first and lately: means of the first "
            "and the last third of the weeks, four at most; a change within the error is not called one."
        ),
        _(
            "Left / right: mean range of each side; percent: by how much the lesser falls short of the greater. "
            "Error: as for the range."
        ),
        _(
            "Pain: numeric rating 0 to 10, asked after each exercise, worst of the day; a difference below {pain}"
            " is not felt as a change (Farrar et al., Pain 2001;94:149-158).",
            pain=f"{PAIN:.0f}",
        ),
        _(
            "Definition: content hash of the exercise and poses by which it was judged; another hash means other "
            "targets. The coach informs and does not diagnose."
        ),
    ]

"""What was done of a plan, for the physiotherapist's page: days, doses, answers, and the range against its target."""

from __future__ import annotations

from collections import Counter

from coach.body.side import SIDES
from coach.definitions.dosage import in_words
from coach.definitions.library import Card
from coach.definitions.prescription import RangeTarget
from coach.plans.progression import Light
from coach.plans.rules_in_words import why
from coach.plans.week import weeks_kept
from coach.records.followed_plan import FollowedPlan, PlanLine
from coach.report.contents import Contents
from coach.report.sections import side_means
from coach.wording import body_parts, dates, units
from coach.wording.catalogue import _
from coach.wording.lists import listed


def adherence(contents: Contents) -> list[str]:
    """A sentence about the plan, and one about each of its lines; [] where none is followed."""
    plan = contents.plan
    return [] if plan is None else [_whole(plan), *(_line(line, contents, plan) for line in plan.lines)]


def _whole(plan: FollowedPlan) -> str:
    weeks = plan.weeks()
    asked, kept = sum(week.asked for week in weeks), sum(week.kept for week in weeks)
    share = f" ({100 * kept / asked:.0f} %)" if asked else ""
    prescription = plan.card.prescription
    return _(
        "Plan: {title}, week {week} of {weeks}, since {day}. Days with exercise, of those planned so far: "
        "{kept} of {asked}{share}.",
        title=prescription.title, week=min(plan.week, prescription.weeks), weeks=prescription.weeks,
        day=dates.in_full(plan.began.day, plan.began.month, plan.began.year), kept=kept, asked=asked, share=share,
    )  # fmt: skip


def _line(line: PlanLine, contents: Contents, plan: FollowedPlan) -> str:
    parts = [_dose(line), _days(line, plan), _answers(line, plan), why(line.standing, line.ladder)]
    if line.prescribed.range is not None:
        parts.append(_range(line.prescribed.range, line, contents, plan))
    return f"{line.title}: {' '.join(part for part in parts if part)}"


def _dose(line: PlanLine) -> str:
    if not isinstance(line.card, Card):
        now = line.dose_in_words
        return _("now {dose}.", dose=now) if now else ""
    first = in_words(line.card.exercise, line.ladder.dose)
    if line.standing.step == 0:
        return _("prescribed and now {dose}.", dose=first)
    return _("prescribed {first}, now {dose}.", first=first, dose=line.dose_in_words)


def _days(line: PlanLine, plan: FollowedPlan) -> str:
    weeks = weeks_kept([line.days], line.done, plan.today)
    return _("Done on {kept} of {asked} planned days.", kept=sum(week.kept for week in weeks),
             asked=sum(week.asked for week in weeks))  # fmt: skip


def _answers(line: PlanLine, plan: FollowedPlan) -> str:
    """How often the pain, at once or the day after, was mild, more, or too much."""
    lights = Counter(session.light(plan.stop_at) for session in line.sessions)
    named = {Light.GREEN: _("up to mild"), Light.AMBER: _("more than mild"), Light.RED: _("strong, or numbness")}
    told = [f"{lights[one]} {words}" for one, words in named.items() if lights[one]]
    return _("Pain, also the day after: {answers}.", answers=listed(told)) if told else ""


def _range(target: RangeTarget, line: PlanLine, contents: Contents, plan: FollowedPlan) -> str:
    """What each side reached in the mean, against what it should."""
    ranges = [one for one in contents.ranges_of(line.prescribed.name) if one.day >= plan.began]
    if not ranges:
        return ""
    unit = ranges[-1].unit or "1"
    means = dict(zip(SIDES, side_means(ranges), strict=True))
    told = [
        _("{side} {reached} of {target}", side=body_parts.side(side), reached=units.in_digits(mean, unit),
          target=units.in_short(target.of(side) or 0.0, unit))
        for side, mean in means.items() if mean is not None and target.of(side) is not None
    ]  # fmt: skip
    return _("Range, mean against target: {sides}.", sides=listed(told)) if told else ""

"""What there is to show and say at each moment of a workout, from where it is and what the set shows."""

from __future__ import annotations

from dataclasses import replace

from coach.training import stages
from coach.training.course import Course
from coach.training.moment import BEFORE_SET, Moment
from coach.training.progress import Choice, Progress

COUNT_IN_S = 3.0
WAITED_S = 6.0  # so long in framing, and the clock is offered instead
LOOKING = ("framing", "count-in", "set", "paused")


def shown(now: Moment, course: Course, inner: Progress) -> Progress:
    """`inner` is what the set shows after this frame."""
    said, item = said_at(now, course), course.item
    looking = now.stage in LOOKING and item.judged
    return replace(
        inner,
        title=course.plan.title if now.stage == "summary" else item.exercise.title,
        phase=_phase(now, inner),
        guidance=_guidance(now, course, inner) if looking else None,
        missing=inner.missing if looking else (),
        cue=inner.cue if now.stage == "set" else None,
        events=tuple(course.events),
        exercise=item.exercise.id,
        stage=now.stage,
        say=said[0] or _nudge(now, inner),
        lines=said[1:],
        countdown_s=_countdown_s(now, course, inner),
        next_title=None if course.is_last else course.plan.items[course.at + 1].exercise.title,
        time_left_s=_time_left_s(now, course, inner),
        item=course.at + 1,
        items=len(course.plan.items),
        set_number=course.set_number,
        sets=item.sets if now.attended else 1,
        praise=now.told if now.told_s > 0 else inner.praise,
        choices=_choices(now, course),
        timed=not item.judged,
        pain=now.question.level if now.stage == "pain" else None,
    )


def said_at(now: Moment, course: Course) -> tuple[str, ...]:
    """What is said in this stage, and the lines under it."""
    match now.stage:
        case "intro":
            known = course.item.exercise.id in now.before and not now.in_full
            return stages.intro(course.item, known=known, hurt=now.hurt)
        case "paused":
            return stages.paused(away=now.away)
        case "rest":
            return (f"Rest. Set {course.set_number + 1} of {course.item.sets} is next.",)
        case "pain":
            return now.question.said()
        case "where":
            return ("Where does it hurt?",)
        case "confirm":
            return ("Did you do it?", "What you confirm goes into your history.")
        case "summary" if now.stopped:
            return stages.STOPPED
        case "summary":
            return (course.account.say(), *course.account.lines(now.before))
    return ("",)


def intro_s(now: Moment, course: Course) -> float:
    """How long the instruction stands: until it is read, and what went before is rested from."""
    read_s = stages.reading_s(said_at(now, course)[0])
    rested_before_s = now.rested_s - now.stage_s
    return max(read_s, course.item.rest_s - rested_before_s) if course.at else read_s


def _phase(now: Moment, inner: Progress) -> str:
    if now.over or now.stage == "summary":
        return "done"
    if now.stage == "rest":
        return "rest"
    return "start" if now.stage in BEFORE_SET and inner.phase == "done" else inner.phase


def _nudge(now: Moment, inner: Progress) -> str:
    """What begins the next repetition, for somebody who waits in the middle of a set."""
    if not (now.attended and now.waits and now.stage == "set"):
        return ""
    return {"start": "Take the start position", "ready": "Ready when you are"}.get(inner.phase, "")


def _choices(now: Moment, course: Course) -> tuple[Choice, ...]:
    if not now.attended:
        return ()
    if now.stage == "pain":
        return now.question.choices()
    if now.stage == "where":
        return now.question.places()
    if now.stage == "summary" and now.stopped:
        return (stages.ENOUGH,)
    return stages.choices(now.stage, course.item, waited=now.stage_s >= WAITED_S)


def _countdown_s(now: Moment, course: Course, inner: Progress) -> float | None:
    left_s = {
        "count-in": COUNT_IN_S - now.stage_s,
        "rest": course.item.exercise.dose.rest_s - now.stage_s,
        "set": inner.hold_goal_s - inner.hold_s if inner.timed else None,
    }.get(now.stage)
    return None if left_s is None else max(0.0, left_s)


def _guidance(now: Moment, course: Course, inner: Progress) -> str | None:
    """What to change; and what there is to do instead, for somebody who is seen and stays where that is of no use."""
    if inner.guidance is None:
        return _other_side(course, inner)
    stays = now.stage == "framing" and now.stage_s >= WAITED_S and not inner.missing
    return f"{inner.guidance} Or do it by the clock." if stays else inner.guidance


def _other_side(course: Course, inner: Progress) -> str | None:
    side = course.other_side
    return f"Now the {side} side." if side is not None and inner.phase in ("start", "ready") else None


def _time_left_s(now: Moment, course: Course, inner: Progress) -> float | None:
    """An estimate: what is left of this set at the pace so far, and what a plan reckons for all the rest."""
    item = course.item
    if not now.attended or item.options.endless:
        return None
    later_s = course.plan.seconds_after(course.at) + item.sets_s(item.sets - course.set_number)
    match now.stage:
        case "intro":
            now_s = max(0.0, intro_s(now, course) - now.stage_s) + item.around_s + item.set_s
        case "framing":
            now_s = item.around_s + item.set_s
        case "count-in":
            now_s = (_countdown_s(now, course, inner) or 0.0) + item.set_s
        case "rest":
            now_s = -now.stage_s
        case "set" | "paused":
            now_s = item.rest_of_set_s(inner, now.set_s)
        case "summary":
            return 0.0
        case _:
            now_s = 0.0
    return max(0.0, later_s + now_s)

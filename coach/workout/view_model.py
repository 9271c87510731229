"""What there is to show and say at each moment of a workout, from where it is and what the set shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from coach.body.side import Side
from coach.counting.progress import Choice, SetProgress
from coach.definitions.phase import Phase
from coach.events import DayAfter, Event, Pain, Summary
from coach.wording.catalogue import N_, _, plural
from coach.workout import prompts, summary
from coach.workout.camera_places import CameraPlace, moves_in_words
from coach.workout.done import done_in
from coach.workout.first_screen import FirstScreen, first_screen
from coach.workout.plan import Item
from coach.workout.set_runner import SetRunner
from coach.workout.stage import BEFORE_SET, Stage
from coach.workout.state import WorkoutState
from coach.workout.workout_progress import WorkoutProgress

COUNT_IN_S = 3.0  # three, two, one
WAITED_S = 6.0  # so long in framing, and the clock is offered instead
LOOKING = (Stage.FRAMING, Stage.COUNT_IN, Stage.SET, Stage.PAUSED)


def shown(state: WorkoutState, runner: SetRunner, inner: SetProgress) -> WorkoutProgress:
    """`inner` is what the set shows after this frame."""
    said, item = said_at(state, runner), runner.item
    looking, other_side = state.stage in LOOKING and item.judged, runner.other_side
    told: dict[str, Any] = {
        "phase": _phase(state, inner),
        "guidance": _guidance(state, other_side, inner) if looking else None,
        "uncounted": inner.uncounted if looking else None,
        "missing": inner.missing if looking else (),
        "cue": inner.cue if state.stage == Stage.SET else None,
        "praise": state.told if state.told_s > 0 else inner.praise,
        "timed": not item.judged,
    }
    changed = {name: value for name, value in told.items() if value != getattr(inner, name)}
    return WorkoutProgress(
        set=replace(inner, **changed) if changed else inner,
        title=runner.plan.title if state.stage == Stage.SUMMARY else item.exercise.title,
        stage=state.stage,
        exercise=item.exercise.id,
        events=tuple(_in_sentences(event, state, runner) for event in runner.events),
        say=said[0] or _nudge(state, inner),
        lines=said[1:],
        countdown_s=_countdown_s(state, item, inner),
        next_title=runner.plan.items[runner.at + 1].exercise.title if runner.at + 1 < len(runner.plan.items) else None,
        time_left_s=_time_left_s(state, runner, item, inner),
        item=runner.at + 1,
        items=len(runner.plan.items),
        set_number=runner.set_number,
        sets=item.sets if state.attended else 1,
        choices=_choices(state, item),
        pain=state.question.level if state.stage == Stage.PAIN else None,
        side=other_side,
        brief=item.exercise.brief,
        first_screen=_first_screen(state, runner) if state.stage == Stage.INTRO else None,
    )


def said_at(state: WorkoutState, runner: SetRunner) -> tuple[str, ...]:
    """What is said in this stage, and the lines under it."""
    match state.stage:
        case Stage.INTRO:
            known = runner.item.exercise.id in state.before
            said = prompts.intro(runner.item, known=known, in_full=state.in_full, hurt=state.hurt)
            moves = moves_in_words(_places(runner))
            return (*said, moves) if moves else said
        case Stage.PAUSED:
            return prompts.paused(away=state.away)
        case Stage.REST:
            return (_("Rest. Set {number} of {sets} is next.", number=runner.set_number + 1, sets=runner.item.sets),)
        case Stage.PAIN:
            return state.question.said()
        case Stage.WHERE:
            return (_("Where does it hurt?"),)
        case Stage.CONFIRM:
            return (_("Did you do it?"), _("What you confirm goes into your history."))
        case Stage.SUMMARY:
            return _summary(state, runner)
    return ("",)


def _first_screen(state: WorkoutState, runner: SetRunner) -> FirstScreen:
    return first_screen(runner.item, hurt=state.hurt, places=_places(runner))


def _places(runner: SetRunner) -> tuple[CameraPlace, ...]:
    """Where one will have to be on the way, for the first screen alone."""
    return () if runner.at else runner.plan.places


def _summary(state: WorkoutState, runner: SetRunner) -> tuple[str, ...]:
    """What it came to; where pain ended it, first what to do about that."""
    done = done_in(runner.plan, runner.log.done, in_sets=state.attended)
    if state.stopped:
        begun = any(one.worth_keeping for one in runner.log.done)
        return (*prompts.stopped(), summary.headline(done, met=state.met)) if begun else prompts.stopped()
    ended = (state.ended_by,) if state.ended_by else ()
    afterwards = (runner.plan.afterwards,) if runner.plan.afterwards else ()
    ranges = summary.ranges(runner.plan, runner.log.done)
    lines = summary.lines(done, state.before, met=state.met, cut_off=bool(ended))
    return (summary.headline(done, met=state.met), *ended, *lines, *ranges, *afterwards)


def _in_sentences(event: Event, state: WorkoutState, runner: SetRunner) -> Event:
    """The end of a set with what is shown and said if the workout ends with it, and the pain that did end it."""
    if isinstance(event, Summary) or (isinstance(event, Pain | DayAfter) and state.stopped):
        return replace(event, told=_summary(state, runner))
    return event


def intro_s(state: WorkoutState, runner: SetRunner) -> float:
    """How long the instruction stands: until it is read, and what went before is rested from."""
    read_s = prompts.reading_s(said_at(state, runner)[0])
    rested_before_s = state.rested_s - state.stage_s
    return max(read_s, runner.item.rest_s - rested_before_s) if runner.at else read_s


def _phase(state: WorkoutState, inner: SetProgress) -> Phase:
    if state.over or state.stage == Stage.SUMMARY:
        return Phase.DONE
    if state.stage == Stage.REST:
        return Phase.REST
    return Phase.START if state.stage in BEFORE_SET and inner.phase == Phase.DONE else inner.phase


def _nudge(state: WorkoutState, inner: SetProgress) -> str:
    """What begins the next repetition, for somebody who waits in the middle of a set."""
    if not (state.attended and state.waits and state.stage == Stage.SET):
        return ""
    nudges = {Phase.START: N_("Take the start position"), Phase.READY: N_("Ready when you are")}
    return _(nudges[inner.phase]) if inner.phase in nudges else ""


def _choices(state: WorkoutState, item: Item) -> tuple[Choice, ...]:
    if not state.attended:
        return ()
    if state.stage == Stage.PAIN:
        return state.question.choices()
    if state.stage == Stage.WHERE:
        return state.question.places()
    if state.stage == Stage.SUMMARY and state.stopped:
        return (prompts.in_this_language(prompts.ENOUGH),)
    asked = state.stage, item.judged, bool(item.exercise.cannot_see), state.stage_s >= WAITED_S
    if state.offered[0] != asked:
        stage, judged, doubtful, waited = asked
        state.offered = asked, prompts.choices(stage, judged=judged, doubtful=doubtful, waited=waited)
    return state.offered[1]


def _countdown_s(state: WorkoutState, item: Item, inner: SetProgress) -> float | None:
    left_s = {
        Stage.COUNT_IN: COUNT_IN_S - state.stage_s,
        Stage.REST: item.exercise.dose.rest_s - state.stage_s,
        Stage.SET: inner.hold_goal_s - inner.hold_s if inner.timed else None,
    }.get(state.stage)
    return None if left_s is None else max(0.0, left_s)


def _guidance(state: WorkoutState, other_side: Side | None, inner: SetProgress) -> str | None:
    """What to change. Somebody who is in view but stays in the wrong place is offered the clock instead."""
    if state.too_few is not None:
        return _too_few(state.too_few)
    if inner.guidance is None:
        return _other_side(other_side, inner)
    stays = state.stage == Stage.FRAMING and state.stage_s >= WAITED_S and not inner.missing
    return _("{guidance} Or do it by the clock.", guidance=inner.guidance) if stays else inner.guidance


def _too_few(pictures_a_second: float) -> str:
    """What to do on a machine that does not keep up, in whole pictures where there are any."""
    number = max(1, round(pictures_a_second))
    return plural(
        "I get only {number} picture a second, too few to judge. Close other programs, or ask for a smaller picture.",
        "I get only {number} pictures a second, too few to judge. Close other programs, or ask for a smaller picture.",
        number,
    )


def _other_side(side: Side | None, inner: SetProgress) -> str | None:
    if side is None or inner.phase not in (Phase.START, Phase.READY):
        return None
    return _("Now the left side.") if side == Side.LEFT else _("Now the right side.")


def _time_left_s(state: WorkoutState, runner: SetRunner, item: Item, inner: SetProgress) -> float | None:
    """An estimate: what is left of this set at the pace so far, and what a plan reckons for all the rest."""
    if not state.attended or item.options.endless:
        return None
    later_s = runner.plan.seconds_after(runner.at) + item.sets_s(item.sets - runner.set_number)
    match state.stage:
        case Stage.INTRO:
            now_s = max(0.0, intro_s(state, runner) - state.stage_s) + item.around_s + item.set_s
        case Stage.FRAMING:
            now_s = item.around_s + item.set_s
        case Stage.COUNT_IN:
            now_s = (_countdown_s(state, item, inner) or 0.0) + item.set_s
        case Stage.REST:
            now_s = -state.stage_s
        case Stage.SET | Stage.PAUSED:
            now_s = item.rest_of_set_s(inner, state.set_s)
        case Stage.SUMMARY:
            return 0.0
        case _:
            now_s = 0.0
    return max(0.0, later_s + now_s)

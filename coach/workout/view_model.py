"""What there is to show and say at each moment of a workout, from where it is and what the set shows."""

from __future__ import annotations

from dataclasses import replace

from coach.counting.progress import Choice, Progress
from coach.definitions.phase import Phase
from coach.workout import prompts
from coach.workout.set_runner import SetRunner
from coach.workout.state import BEFORE_SET, WorkoutState

COUNT_IN_S = 3.0
WAITED_S = 6.0  # so long in framing, and the clock is offered instead
LOOKING = ("framing", "count-in", "set", "paused")


def shown(state: WorkoutState, runner: SetRunner, inner: Progress) -> Progress:
    """`inner` is what the set shows after this frame."""
    said, item = said_at(state, runner), runner.item
    looking = state.stage in LOOKING and item.judged
    return replace(
        inner,
        title=runner.plan.title if state.stage == "summary" else item.exercise.title,
        phase=_phase(state, inner),
        guidance=_guidance(state, runner, inner) if looking else None,
        missing=inner.missing if looking else (),
        cue=inner.cue if state.stage == "set" else None,
        events=tuple(runner.events),
        exercise=item.exercise.id,
        stage=state.stage,
        say=said[0] or _nudge(state, inner),
        lines=said[1:],
        countdown_s=_countdown_s(state, runner, inner),
        next_title=None if runner.is_last else runner.plan.items[runner.at + 1].exercise.title,
        time_left_s=_time_left_s(state, runner, inner),
        item=runner.at + 1,
        items=len(runner.plan.items),
        set_number=runner.set_number,
        sets=item.sets if state.attended else 1,
        praise=state.told if state.told_s > 0 else inner.praise,
        choices=_choices(state, runner),
        timed=not item.judged,
        pain=state.question.level if state.stage == "pain" else None,
    )


def said_at(state: WorkoutState, runner: SetRunner) -> tuple[str, ...]:
    """What is said in this stage, and the lines under it."""
    match state.stage:
        case "intro":
            known = runner.item.exercise.id in state.before and not state.in_full
            return prompts.intro(runner.item, known=known, hurt=state.hurt)
        case "paused":
            return prompts.paused(away=state.away)
        case "rest":
            return (f"Rest. Set {runner.set_number + 1} of {runner.item.sets} is next.",)
        case "pain":
            return state.question.said()
        case "where":
            return ("Where does it hurt?",)
        case "confirm":
            return ("Did you do it?", "What you confirm goes into your history.")
        case "summary" if state.stopped:
            return prompts.STOPPED
        case "summary":
            return (runner.log.say(), *runner.log.lines(state.before))
    return ("",)


def intro_s(state: WorkoutState, runner: SetRunner) -> float:
    """How long the instruction stands: until it is read, and what went before is rested from."""
    read_s = prompts.reading_s(said_at(state, runner)[0])
    rested_before_s = state.rested_s - state.stage_s
    return max(read_s, runner.item.rest_s - rested_before_s) if runner.at else read_s


def _phase(state: WorkoutState, inner: Progress) -> Phase:
    if state.over or state.stage == "summary":
        return Phase.DONE
    if state.stage == "rest":
        return Phase.REST
    return Phase.START if state.stage in BEFORE_SET and inner.phase == Phase.DONE else inner.phase


def _nudge(state: WorkoutState, inner: Progress) -> str:
    """What begins the next repetition, for somebody who waits in the middle of a set."""
    if not (state.attended and state.waits and state.stage == "set"):
        return ""
    return {"start": "Take the start position", "ready": "Ready when you are"}.get(inner.phase, "")


def _choices(state: WorkoutState, runner: SetRunner) -> tuple[Choice, ...]:
    if not state.attended:
        return ()
    if state.stage == "pain":
        return state.question.choices()
    if state.stage == "where":
        return state.question.places()
    if state.stage == "summary" and state.stopped:
        return (prompts.ENOUGH,)
    return prompts.choices(state.stage, runner.item, waited=state.stage_s >= WAITED_S)


def _countdown_s(state: WorkoutState, runner: SetRunner, inner: Progress) -> float | None:
    left_s = {
        "count-in": COUNT_IN_S - state.stage_s,
        "rest": runner.item.exercise.dose.rest_s - state.stage_s,
        "set": inner.hold_goal_s - inner.hold_s if inner.timed else None,
    }.get(state.stage)
    return None if left_s is None else max(0.0, left_s)


def _guidance(state: WorkoutState, runner: SetRunner, inner: Progress) -> str | None:
    """What to change; and what there is to do instead, for somebody who is seen and stays where that is of no use."""
    if inner.guidance is None:
        return _other_side(runner, inner)
    stays = state.stage == "framing" and state.stage_s >= WAITED_S and not inner.missing
    return f"{inner.guidance} Or do it by the clock." if stays else inner.guidance


def _other_side(runner: SetRunner, inner: Progress) -> str | None:
    side = runner.other_side
    return f"Now the {side} side." if side is not None and inner.phase in ("start", "ready") else None


def _time_left_s(state: WorkoutState, runner: SetRunner, inner: Progress) -> float | None:
    """An estimate: what is left of this set at the pace so far, and what a plan reckons for all the rest."""
    item = runner.item
    if not state.attended or item.options.endless:
        return None
    later_s = runner.plan.seconds_after(runner.at) + item.sets_s(item.sets - runner.set_number)
    match state.stage:
        case "intro":
            now_s = max(0.0, intro_s(state, runner) - state.stage_s) + item.around_s + item.set_s
        case "framing":
            now_s = item.around_s + item.set_s
        case "count-in":
            now_s = (_countdown_s(state, runner, inner) or 0.0) + item.set_s
        case "rest":
            now_s = -state.stage_s
        case "set" | "paused":
            now_s = item.rest_of_set_s(inner, state.set_s)
        case "summary":
            return 0.0
        case _:
            now_s = 0.0
    return max(0.0, later_s + now_s)

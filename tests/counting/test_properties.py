"""What must not matter: the mirror, the frame rate, place and size in the picture, and when the clock was started."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pytest
from bodies import Stick, film, reps, shoulder_roll, squeeze, wall_slide
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from recorded import EXERCISES, Clip, clips, run

from coach.body.landmarks import PoseFrame, mirror_name
from coach.events import Cue, Event, Partial, Ready, Rep, Summary, Unseen

# a set takes its time, so few examples and no search for smaller ones
steady = settings(max_examples=3, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
FRAME_S = 1 / 30


@dataclass(frozen=True)
class Movement:
    """Somebody doing an exercise, at any frame rate."""

    exercise: str
    pose: Callable[[float], Stick]
    seconds: float
    hold_s: float | None
    outcome: tuple[str, ...]

    def __str__(self) -> str:
        return self.exercise

    def frames(self, fps: float = 30.0) -> list[PoseFrame]:
        return film(self.pose, self.seconds, fps)


def uneven_slides() -> Movement:
    """Whole, half, and one with the right arm left low, which is a partial with a cue."""
    level, seconds = reps([1.0, 0.5, 1.0], out_s=1.5)

    def pose(t: float) -> Stick:
        return wall_slide(level(t), (0.55 if t > 8.5 else 1.0) * level(t))

    return Movement("wall-slides", pose, seconds, None, ("rep", "partial", "partial"))


def rolls() -> Movement:
    """Two backward, one forward, two seconds each."""

    def pose(t: float) -> Stick:
        number, phase = divmod(t - 1.5, 3.0)
        return shoulder_roll(min(phase / 2, 1.0) if 0 <= number < 3 else 0.0, -1.0 if number == 2 else 1.0)

    return Movement("shoulder-rolls", pose, 11.0, None, ("rep backward", "rep backward", "rep forward"))


def squeezes() -> Movement:
    level, seconds = reps([1.0, 0.3, 1.0], hold_s=2.0)
    return Movement("scapular-squeezes", lambda t: squeeze(level(t)), seconds, 1.5, ("rep", "partial", "rep"))


MOVEMENTS = (uneven_slides(), rolls(), squeezes())
PLAINEST = {"from-aside", "backward", "at-45-degrees"}
RECORDED = tuple(clip for exercise in EXERCISES for clip in clips(exercise) if clip.path.stem in PLAINEST)
moving = pytest.mark.parametrize("movement", MOVEMENTS, ids=str)
recorded = pytest.mark.parametrize("clip", RECORDED, ids=str)


def done(events: Iterable[Event]) -> list[Rep | Partial]:
    return [event for event in events if isinstance(event, Rep | Partial)]


def words(events: Iterable[Event]) -> tuple[str, ...]:
    return tuple(f"{e.kind} {e.direction}" if e.direction else e.kind for e in done(events))


def flipped(event: Event) -> Event:
    """What the same movement is called in the mirror."""
    swap = {"left": "right", "right": "left", "both": "both"}
    if isinstance(event, Rep | Partial | Cue):
        event = replace(event, side=swap[event.side])
    if isinstance(event, Unseen):
        return replace(event, missing=tuple(sorted(mirror_name(name) for name in event.missing)))
    if isinstance(event, Summary):
        return replace(event, by_side={swap[side]: n for side, n in event.by_side.items()})
    return event


def ordered(event: Event) -> Event:
    return replace(event, missing=tuple(sorted(event.missing))) if isinstance(event, Unseen) else event


def same(one: Iterable[Event], other: Iterable[Event], later_s: float = 0.0, exactly: bool = False) -> None:
    """The same events `later_s` later. A limit in seconds that falls on a frame may be met one frame sooner or later
    when the clock is rounded another way; `exactly` allows no such thing."""
    a, b = [event.as_json() for event in one], [event.as_json() for event in other]
    assert [e["type"] for e in a] == [e["type"] for e in b]
    for left, right in zip(a, b, strict=True):
        for key, value in left.items():
            if not isinstance(value, float):
                assert right[key] == value, key
            elif key.endswith("_s"):
                shift = 0.0 if key in ("held_s", "hold_s") else later_s
                assert right[key] == pytest.approx(value + shift, abs=0.002 if exactly else 1.2 * FRAME_S), key
            else:
                assert right[key] == pytest.approx(value, abs=0.002 if exactly else 0.01), key


def resampled(frames: list[PoseFrame], fps: float) -> list[PoseFrame]:
    """The same seconds at another frame rate, straight from frame to frame."""
    times = np.array([f.t_s for f in frames])
    out = []
    for t in np.arange(times[0], times[-1], 1 / fps):
        i = min(int(np.searchsorted(times, t, side="right")) - 1, len(frames) - 2)
        a, b = frames[i], frames[i + 1]
        share = (t - a.t_s) / (b.t_s - a.t_s)
        mixed = ((1 - share) * x + share * y for x, y in ((a.image, b.image), (a.world, b.world)))
        image, world = mixed
        out.append(replace(a, t_s=float(t), image=image, world=world))
    return out


# ---------------------------------------------------------------- the movements themselves


@moving
def test_the_synthetic_movements_are_what_they_are_meant_to_be(movement: Movement) -> None:
    events = run(movement.exercise, movement.frames(), movement.hold_s)
    assert words(events) == movement.outcome


# ---------------------------------------------------------------- mirror


@moving
def test_a_mirror_swaps_the_sides_of_a_movement(movement: Movement) -> None:
    plain = run(movement.exercise, movement.frames(), movement.hold_s)
    mirrored = run(movement.exercise, [f.mirrored() for f in movement.frames()], movement.hold_s)
    same([flipped(e) for e in plain], [ordered(e) for e in mirrored], exactly=True)


def test_the_mirror_has_a_side_to_swap() -> None:
    told = [e for e in run("wall-slides", uneven_slides().frames()) if isinstance(e, Cue) and e.side != "both"]
    assert [(cue.id, cue.side) for cue in told] == [("uneven-arms", "right")]


@recorded
def test_a_mirror_swaps_the_sides_of_a_recording(clip: Clip) -> None:
    exercise = clip.truth["exercise"]
    plain = clip.events()
    mirrored = run(exercise, [f.mirrored() for f in clip.frames()], clip.hold_s)
    same([flipped(e) for e in plain], [ordered(e) for e in mirrored], exactly=True)


# ---------------------------------------------------------------- frame rate


def check_rates(frames_at: Callable[[float], list[PoseFrame]], exercise: str, hold_s: float | None) -> None:
    plain = run(exercise, frames_at(30), hold_s)
    for fps in (12, 60):
        frame_s = 1 / min(fps, 30)
        other = run(exercise, frames_at(fps), hold_s)
        assert words(other) == words(plain)
        for a, b in zip(done(plain), done(other), strict=True):
            assert b.end_s == pytest.approx(a.end_s, abs=2 * frame_s + 0.02)
            assert b.peak_s == pytest.approx(a.peak_s, abs=2 * frame_s + 0.02)
            assert b.range == pytest.approx(a.range, abs=0.06)
            assert b.held_s == pytest.approx(a.held_s, abs=0.15 + 2 * frame_s)  # from slopes, so times some factor


@moving
def test_the_frame_rate_changes_no_count(movement: Movement) -> None:
    check_rates(movement.frames, movement.exercise, movement.hold_s)


@recorded
def test_the_frame_rate_changes_no_count_of_a_recording(clip: Clip) -> None:
    check_rates(lambda fps: resampled(clip.frames(), fps), clip.truth["exercise"], clip.hold_s)


# ---------------------------------------------------------------- size, place, clock


@pytest.mark.parametrize("movement", MOVEMENTS, ids=str)
@steady
@given(st.floats(0.4, 3.0), st.floats(-120, 120), st.floats(-20, 20), st.floats(0, 1e5))
def test_size_place_and_clock_change_nothing(
    movement: Movement, factor: float, x: float, y: float, start_s: float
) -> None:
    frames, plain = once(movement)
    changed = [moved(frame, factor, (x, y), start_s) for frame in frames]
    same(plain, run(movement.exercise, changed, movement.hold_s), later_s=start_s)


@recorded
def test_size_and_clock_change_nothing_in_a_recording(clip: Clip) -> None:
    exercise = clip.truth["exercise"]
    plain = clip.events()
    changed = [moved(frame, 2.5, (0.0, 0.0), 3600.0) for frame in clip.frames()]
    same(plain, run(exercise, changed, clip.hold_s), later_s=3600.0)


@cache
def once(movement: Movement) -> tuple[list[PoseFrame], list[Event]]:
    """Frames and events, made once for all examples."""
    frames = movement.frames()
    return frames, run(movement.exercise, frames, movement.hold_s)


def moved(frame: PoseFrame, factor: float, shift: tuple[float, float], start_s: float) -> PoseFrame:
    """The same body elsewhere in a larger or smaller picture, on a clock that was started earlier."""
    image = frame.image * factor
    image[:, :2] += np.array(shift) * factor
    size = round(frame.size[0] * factor), round(frame.size[1] * factor)
    return replace(frame, t_s=frame.t_s + start_s, image=image, size=size)


# ---------------------------------------------------------------- noise


def test_a_pixel_of_tremble_changes_no_count() -> None:
    movement = uneven_slides()  # rolls and squeezes are a few pixels in all at this distance
    frames = film(movement.pose, movement.seconds, noise_px=1.0)
    events = run(movement.exercise, frames, movement.hold_s)
    assert words(events) == movement.outcome
    assert len([e for e in events if isinstance(e, Ready)]) == 1

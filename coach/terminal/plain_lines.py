"""A run as plain lines, one for each change, with nothing that moves: for screen readers, pipes and logs."""

from __future__ import annotations

import math
from collections.abc import Iterator

from coach.body.side import Side
from coach.events import Cue, Event, Hold, Partial, Ready, Rep, Timed
from coach.wording import body_parts, durations
from coach.wording.catalogue import N_, _
from coach.wording.keys import key_name
from coach.workout import captions
from coach.workout.moments import TAKE_START, chapter, holding, left_s, wanted
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

STEADY_S, ASIDE_S = 0.8, 4.0  # guidance must stay this long before it is printed; longer out of the start pose
TELL_LEFT_S = {60: 90, 30: 45, 10: 15}  # seconds left that are told, of what takes longer than the second
BEGUN_S = 5.0  # just after "Begin", the start pose needs no extra line
ALWAYS = N_("Keys at any time: m sound on or off, h these keys, q leave")


_RUNS_OUT = {Stage.COUNT_IN: N_("Starting in {duration}"), Stage.REST: N_("Rest for {duration}")}


class PlainLines:
    """Lines for what changed since the last frame."""

    def __init__(self) -> None:
        self._exercise: tuple[int, str] | None = None
        self._chapter: str | None = None
        self._stage = ""
        self._guide = _PlainGuide()
        self._left: int | None = None
        self._from_s = 0
        self._begun_s = -math.inf
        self._asked = ("", "")
        self._holding = False
        self._praise: str | None = None
        self._direction: str | None = None
        self._offered = ""

    def update(self, progress: WorkoutProgress, keys: bool = False) -> list[str]:
        """The lines that this frame adds, often none; with `keys`, also the keys that answer now."""
        lines = [
            *self._heading(progress),
            *self._events(progress),
            *self._entered(progress),
            *self._running(progress),
            *self._words(progress),
        ]
        answers = [f"{key_name(choice.key)} {choice.label}" for choice in progress.choices if choice.key]
        offered = ", ".join([*answers, *([_("1 to 9 how strong it is")] if progress.stage == Stage.PAIN else [])])
        if keys and offered not in ("", self._offered):
            self._offered = offered
            lines.append(_("Keys: {keys}", keys=offered))
        self._stage = progress.stage
        return lines

    def _heading(self, progress: WorkoutProgress) -> Iterator[str]:
        before, self._exercise = self._exercise, (progress.item, progress.title)
        if before == self._exercise or progress.stage == Stage.SUMMARY:
            return
        place = (
            _("Exercise {number} of {total}", number=progress.item, total=progress.items) if progress.items > 1 else ""
        )
        named = progress.title if not progress.say.startswith(progress.title) else ""
        heading = ": ".join(part for part in (place, named) if part)
        if heading:
            yield heading

    def _entered(self, progress: WorkoutProgress) -> Iterator[str]:
        """The lines at the beginning of a stage."""
        before, self._chapter = self._chapter, chapter(progress)
        if before == self._chapter:
            return
        if progress.stage == Stage.SET:
            if self._stage == Stage.PAUSED:
                yield _("Go on")
            elif self._stage not in ("", Stage.SET):
                self._begun_s = progress.set.t_s
                if progress.sets > 1:
                    yield _("Begin set {number} of {total}", number=progress.set_number, total=progress.sets)
                else:
                    yield _("Begin")
            return
        if progress.stage == Stage.FRAMING:
            return
        asked, self._asked = self._asked, (progress.stage, progress.say)
        if progress.say and asked != self._asked:
            yield progress.say
        yield from progress.lines
        if progress.countdown_s is not None and progress.stage in _RUNS_OUT:
            left_s = durations.whole_seconds(progress.countdown_s)
            yield _(_RUNS_OUT[progress.stage], duration=durations.in_words(left_s))

    def _events(self, progress: WorkoutProgress) -> Iterator[str]:
        for event in progress.events:
            line = _event_line(event, progress)
            if line is not None and not (isinstance(event, Ready) and event.t_s - self._begun_s < BEGUN_S):
                yield line

    def _running(self, progress: WorkoutProgress) -> Iterator[str]:
        """The lines about holds and about time that runs out."""
        left = left_s(progress)
        if progress.stage == Stage.REST or (progress.set.timed and progress.set.goal == 1):
            before, self._left = self._left, left
            self._from_s = left or 0 if before is None else self._from_s
            if left is not None and left < (before or 0) and self._from_s > TELL_LEFT_S.get(left, math.inf):
                yield _("{duration} left", duration=durations.in_words(left))
            return
        self._left = None
        before_held, self._holding = self._holding, holding(progress) and progress.stage == Stage.SET
        if self._holding and not before_held:
            yield _("Hold for {duration}", duration=durations.in_words(progress.set.hold_goal_s))
        elif before_held and left is not None and left <= 0:
            yield _("Relax")

    def _words(self, progress: WorkoutProgress) -> Iterator[str]:
        praise, self._praise = self._praise, progress.set.praise
        if progress.set.praise not in (None, praise):
            yield progress.set.praise or ""
        direction, self._direction = self._direction, progress.set.direction or self._direction
        if direction not in (None, self._direction):
            yield _("Now {direction}", direction=body_parts.direction(self._direction or direction))
        yield from self._guide.update(progress)


class _PlainGuide:
    """What the person should change: once it has lasted, and again only after it was put right."""

    def __init__(self) -> None:
        self._wanted: str | None = None
        self._said: str | None = None
        self._since_s = -math.inf

    def update(self, progress: WorkoutProgress) -> Iterator[str]:
        text = wanted(progress)
        if text != self._wanted:
            self._wanted, self._since_s = text, progress.set.t_s
        if text is None:
            self._said = None
        elif text != self._said and progress.set.t_s - self._since_s >= (
            ASIDE_S if text == _(TAKE_START) else STEADY_S
        ):
            self._said = text
            yield text


def _event_line(event: Event, progress: WorkoutProgress) -> str | None:
    if isinstance(event, Rep):
        return _rep_line(event, progress)
    if isinstance(event, Partial):
        way = _("Partial: {percent} % of the way", percent=f"{100 * event.range:.0f}")
        return way if event.fell_short else _("Partial")
    if isinstance(event, Hold):
        return _("Held {duration}", duration=durations.in_words(event.seconds))
    if isinstance(event, Timed):
        return durations.in_words(event.seconds)
    if isinstance(event, Cue) and event.spoken:
        return event.say
    return _("Ready") if isinstance(event, Ready) else None


def _rep_line(rep: Rep, progress: WorkoutProgress) -> str:
    """ "3 of 10, held 5 s (left)"."""
    line = captions.number_of(rep.count, progress.set.goal)
    if progress.set.hold_goal_s > 0:
        line = _("{count}, held {seconds} s", count=line, seconds=f"{rep.held_s:.0f}")
    return line if rep.side == Side.BOTH else f"{line} ({body_parts.side(rep.side)})"

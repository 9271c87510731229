"""The recordings in `fixtures/` with the truth beside them, and how an exercise's events compare with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml

from benchmarks.processes import ROOT
from coach.body.landmarks import PoseFrame
from coach.capture.recording import Recording
from coach.counting.session import session_for
from coach.counting.set_session import Options
from coach.definitions.library import Library
from coach.events import Cue, Event, Hold, Partial, Rep

FIXTURES = ROOT / "fixtures"
SLACK_S, CUE_TAIL_S = 0.6, 1.5

Truth = dict[str, Any]
E = TypeVar("E", Rep, Hold, Partial, Rep | Hold)


@dataclass(frozen=True)
class Clip:
    """A recording, the exercise that it shows (None: none of them) and what truly happened."""

    path: Path
    exercise: str | None
    truth: Truth

    def __str__(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"


@dataclass
class Score:
    """What came of the clips of an exercise. Times in seconds; `wrong` counts sides and directions."""

    clips: int = 0
    true: int = 0
    counted: int = 0
    missed: int = 0
    invented: int = 0
    short: int = 0
    flagged: int = 0
    faults: int = 0
    heard: int = 0
    groundless: int = 0
    wrong: int = 0
    held_s: list[float] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        return Score(**{name: value + getattr(other, name) for name, value in vars(self).items()})


def clips() -> list[Clip]:
    """The recordings of all exercises and of other things that people do, with their truth."""
    found = []
    known = {exercise.id for exercise in Library().exercises()} | {"other"}
    for path in sorted(FIXTURES.glob("*/*.npz")):
        if path.parent.name in known:
            truth = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
            found.append(Clip(path, truth.get("exercise"), truth))
    return found


def frames(clip: Clip) -> list[PoseFrame]:
    """All frames of a recording."""
    return [frame for _, frame in Recording(clip.path)]


def events_of(exercise: str, shown: Iterable[PoseFrame], hold_s: float | None) -> list[Event]:
    """The events of a set of that exercise over all frames."""
    card = Library().card(exercise)
    session = session_for(card.exercise, card.poses, Options(hold_s=hold_s, endless=True))
    events = [event for frame in shown for event in session.update(frame).events]
    return [*events, *session.finish().events]


def done(events: Iterable[Event]) -> list[Rep | Hold]:
    """What was counted: repetitions and holds."""
    return [event for event in events if isinstance(event, Rep | Hold)]


def scored(clip: Clip, events: list[Event]) -> Score:
    """What these events of the clip's own exercise are worth."""
    truth = clip.truth["reps"]
    whole = [t for t in truth if t["completed"] and not t.get("optional")]
    short = [t for t in truth if not t["completed"]]
    free = [t for t in truth if t.get("optional")]
    counted = done(events)
    partials = [event for event in events if isinstance(event, Partial)]
    pairs, left = _paired(whole, counted)
    left = _paired(free, left)[1]
    score = Score(clips=1, true=len(whole), counted=len(pairs), missed=len(whole) - len(pairs), invented=len(left))
    score.short, score.flagged = len(short), len(_paired(short, partials)[0])
    for true, event in pairs:
        score.wrong += event.side != true.get("side", event.side) != "any"
        score.wrong += "direction" in clip.truth and getattr(event, "direction", None) != clip.truth["direction"]
        if "held_s" in true:
            held_s = event.seconds if isinstance(event, Hold) else event.held_s
            score.held_s.append(abs(held_s - true["held_s"]))
    return score + _cues(clip, [event for event in events if isinstance(event, Cue)])


def _cues(clip: Clip, cues: list[Cue]) -> Score:
    faults = [fault for fault in clip.truth["faults"] if "cue" in fault]
    judged = {rule.id for rule in Library().exercise(str(clip.exercise)).cues}
    told = [cue for cue in cues if cue.id in judged]
    heard = sum(any(c.id == f["cue"] and _during(c.t_s, f) for c in told) for f in faults)
    groundless = sum(not any(c.id == f["cue"] and _during(c.t_s, f) for f in faults) for c in told)
    return Score(faults=len(faults), heard=heard, groundless=groundless)


def _during(t_s: float, fault: Truth) -> bool:
    return bool(fault["start_s"] - 0.3 <= t_s <= fault["end_s"] + CUE_TAIL_S)


def _paired(truth: list[Truth], events: Iterable[E]) -> tuple[list[tuple[Truth, E]], list[E]]:
    """One to one: the true ones with the events whose middle lies within them, and the events left over."""
    pairs, left, open_ = [], [], list(truth)
    for event in events:
        middle_s = (event.start_s + event.end_s) / 2 if isinstance(event, Hold) else event.peak_s
        fits = [t for t in open_ if t["start_s"] - SLACK_S <= middle_s <= t["end_s"] + SLACK_S]
        if fits:
            best = min(fits, key=lambda t: abs(t["peak_s"] - middle_s))
            open_.remove(best)
            pairs.append((best, event))
        else:
            left.append(event)
    return pairs, left

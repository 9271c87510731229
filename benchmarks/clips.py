"""The recordings in `fixtures/` with the truth beside them, and how an exercise's events compare with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml

from benchmarks.processes import ROOT
from coach.body.landmarks import PoseFrame
from coach.capture.recording import Recording
from coach.counting.session import session_for
from coach.counting.set_session import Options, events_over
from coach.definitions.library import Library
from coach.events import Cue, Event, Hold, Partial, Rep, Uncounted, Unseen, counted_in

FIXTURES = ROOT / "fixtures"
SLACK_S, CUE_TAIL_S = 0.6, 1.5
WORD_S = 5.0  # a missed repetition is silent when nothing was said from its start until so long after its end

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
    """What came of the clips of an exercise. Times in seconds.

    true, counted, missed, invented : complete repetitions or holds. silent : missed, and nothing was said about it.
    short, flagged, short_counted : repetitions that turned back early, those told as such, and those counted.
    faults, heard : faults that a correction belongs to. told, groundless : corrections, and those without a fault.
    wrong : sides and directions. shown_cues, heard_cues : `faults` and `heard` by the name of the correction.
    """

    clips: int = 0
    true: int = 0
    counted: int = 0
    missed: int = 0
    invented: int = 0
    silent: int = 0
    short: int = 0
    flagged: int = 0
    short_counted: int = 0
    faults: int = 0
    heard: int = 0
    told: int = 0
    groundless: int = 0
    wrong: int = 0
    held_s: list[float] = field(default_factory=list)
    shown_cues: Counter[str] = field(default_factory=Counter)
    heard_cues: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Score) -> Score:
        return Score(**{name: value + getattr(other, name) for name, value in vars(self).items()})

    @property
    def error(self) -> int:
        """Repetitions missed or invented."""
        return self.missed + self.invented


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
    return events_over(session_for(card.exercise, card.poses, Options(hold_s=hold_s, endless=True)), shown)


def scored(clip: Clip, events: list[Event]) -> Score:
    """What these events of the clip's own exercise are worth."""
    truth = clip.truth["reps"]
    whole = [t for t in truth if t["completed"] and not t.get("optional")]
    short = [t for t in truth if not t["completed"] and not t.get("optional")]
    free = [t for t in truth if t.get("optional")]
    pairs, missed, left = _paired(whole, counted_in(events))
    left = _paired(free, left)[2]
    score = Score(clips=1, true=len(whole), counted=len(pairs), missed=len(missed), invented=len(left))
    score.short, score.short_counted = len(short), len(_paired(short, left)[0])
    score.flagged = len(_paired(short, [event for event in events if isinstance(event, Partial)])[0])
    score.silent = sum(not _spoken_of(true, events) for true in missed)
    for true, event in pairs:
        score.wrong += event.side != true.get("side", event.side) != "any"
        score.wrong += "direction" in clip.truth and getattr(event, "direction", None) != clip.truth["direction"]
        if "held_s" in true:
            held_s = event.seconds if isinstance(event, Hold) else event.held_s
            score.held_s.append(abs(held_s - true["held_s"]))
    return score + _cues(clip, [event for event in events if isinstance(event, Cue)])


def _cues(clip: Clip, cues: list[Cue]) -> Score:
    """Judged are the corrections that the truth names as such, or else all of the exercise."""
    faults = [fault for fault in clip.truth["faults"] if "cue" in fault]
    judged = clip.truth.get("judged_cues")
    if judged is None:
        judged = [rule.id for rule in Library().exercise(str(clip.exercise)).cues]
    told = [cue for cue in cues if cue.id in judged]
    heard = [f for f in faults if any(c.id == f["cue"] and _during(c.t_s, f) for c in told)]
    groundless = sum(not any(c.id == f["cue"] and _during(c.t_s, f) for f in faults) for c in told)
    return Score(
        faults=len(faults), heard=len(heard), told=len(told), groundless=groundless,
        shown_cues=Counter(f["cue"] for f in faults), heard_cues=Counter(f["cue"] for f in heard),
    )  # fmt: skip


def _during(t_s: float, fault: Truth) -> bool:
    return bool(fault["start_s"] - 0.3 <= t_s <= fault["end_s"] + CUE_TAIL_S)


def _spoken_of(missed: Truth, events: Iterable[Event]) -> bool:
    """Something was said that may be about this repetition: what it lacked, a correction, or why nothing counts."""
    words = (event for event in events if isinstance(event, Partial | Cue | Unseen | Uncounted))
    return any(missed["start_s"] <= event.t_s <= missed["end_s"] + WORD_S for event in words)


def _paired(truth: list[Truth], events: Iterable[E]) -> tuple[list[tuple[Truth, E]], list[Truth], list[E]]:
    """One to one, the true ones with the events whose middle lies within them (the right side first, then the nearest
    in time); the true ones left over; the events left over."""
    told = list(events)
    fits = sorted(
        (_is_other_side(t, told[k]), abs(_middle_s(told[k]) - t["peak_s"]), i, k)
        for i, t in enumerate(truth)
        for k in range(len(told))
        if t["start_s"] - SLACK_S <= _middle_s(told[k]) <= t["end_s"] + SLACK_S
    )
    paired: dict[int, int] = {}
    for _, _, i, k in fits:
        if i not in paired and k not in paired.values():
            paired[i] = k
    pairs = [(truth[i], told[k]) for i, k in sorted(paired.items())]
    missed = [t for i, t in enumerate(truth) if i not in paired]
    return pairs, missed, [event for k, event in enumerate(told) if k not in paired.values()]


def _middle_s(event: Rep | Hold | Partial) -> float:
    return (event.start_s + event.end_s) / 2 if isinstance(event, Hold) else event.peak_s


def _is_other_side(true: Truth, event: Rep | Hold | Partial) -> bool:
    return true.get("side") in ("left", "right") and event.side != true["side"]

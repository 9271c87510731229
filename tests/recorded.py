"""The recordings in `fixtures/` with the truth beside them, and a set run over frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from shipped import LIBRARY

from coach.body.landmarks import NAMES, PoseFrame
from coach.body.measured_once import MeasuredOnce
from coach.capture.recording import Recording
from coach.counting.explanation import Explainer
from coach.counting.progress import SetProgress
from coach.counting.session import Session, session_for
from coach.counting.set_session import Options, events_over
from coach.events import Cue, Event, Partial

ROOT = Path(__file__).parent.parent / "fixtures"
EXERCISES = tuple(sorted(e.id for e in LIBRARY.exercises() if (ROOT / e.id).is_dir()))
SLACK_S = 0.6  # a movement's own beginning and end are a matter of taste by so much


@dataclass(frozen=True)
class Clip:
    """A recording and what truly happened in it."""

    path: Path
    truth: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def hold_s(self) -> float | None:
        return self.truth.get("hold_asked_s")

    def frames(self) -> list[PoseFrame]:
        return _frames(self.path)

    def measured(self) -> MeasuredOnce:
        """The measures of all exercises in it; taken once, however many exercises count it."""
        return _measured(self.path)

    def events(self) -> list[Event]:
        """What a set of its exercise makes of it; judged once, however many tests ask."""
        return [event for progress in self._judged()[0] for event in progress.events]

    def progress(self) -> Iterator[SetProgress]:
        """What that set is after each frame, and when it is finished."""
        return map(_unpacked, self._judged()[0])

    def explained(self) -> Explainer:
        """What looked on at that set, and can explain it."""
        return self._judged()[1]

    def _judged(self) -> tuple[tuple[SetProgress, ...], Explainer]:
        return _judged(self.truth["exercise"], self.path, self.hold_s)


@cache
def _frames(path: Path) -> list[PoseFrame]:
    return [frame for _, frame in Recording(path)]


@cache
def _measured(_path: Path) -> MeasuredOnce:
    return MeasuredOnce(name for exercise in EXERCISES for name in _session(exercise).measures)


@cache
def clips(folder: str) -> tuple[Clip, ...]:
    paths = sorted((ROOT / folder).glob("*.npz"))
    return tuple(Clip(path, truth_of(path)) for path in paths)


def truth_of(path: Path) -> dict[str, Any]:
    """What the file beside a recording says of it."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's, which is ten times as fast, where it is there
    return dict(yaml.load(path.with_suffix(".yaml").read_text("utf-8"), Loader=loader))


@cache
def _judged(exercise: str, path: Path, hold_s: float | None) -> tuple[tuple[SetProgress, ...], Explainer]:
    session = _session(exercise, hold_s)
    explainer = Explainer(session.exercise, session.hold_s)
    progress: list[SetProgress] = []
    for frame in _frames(path):
        progress.append(_packed(session.update(frame)))
        explainer.note(session.judgement, progress[-1].events)
    progress.append(session.finish())
    explainer.note(None, progress[-1].events)
    return tuple(progress), explainer


def _packed(progress: SetProgress) -> SetProgress:
    """To be kept: the points of all recordings as lists would take half a gigabyte."""
    return _with_points(progress, np.array)


def _unpacked(progress: SetProgress) -> SetProgress:
    return _with_points(progress, lambda points: np.asarray(points).tolist())


def _with_points(progress: SetProgress, made: Callable[[Any], Any]) -> SetProgress:
    if progress.body is None:
        return progress
    body = copy(progress.body)
    body.px = made(body.px)
    body.at = dict(zip(NAMES, body.px, strict=True)) if isinstance(body.px, list) else {}
    return replace(progress, body=body)


def run(exercise: str, frames: Iterable[PoseFrame], hold_s: float | None = None) -> list[Event]:
    """All events of a set that goes on to the end of the frames."""
    return events_over(_session(exercise, hold_s), frames)


def _session(exercise: str, hold_s: float | None = None) -> Session:
    card = LIBRARY.card(exercise)
    session = session_for(card.exercise, card.poses, Options(hold_s=hold_s, endless=True))
    assert isinstance(session, Session)
    return session


def partials(events: Iterable[Event]) -> list[Partial]:
    return [event for event in events if isinstance(event, Partial)]


def cues(events: Iterable[Event]) -> list[Cue]:
    return [event for event in events if isinstance(event, Cue)]

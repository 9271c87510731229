"""From frames to a drafted exercise: everything that is learned from one showing, and how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from coach.body.landmarks import INDEX, PoseFrame
from coach.body.measured_once import MeasuredOnce
from coach.body.measures import VOCABULARY
from coach.definitions.kind import Kind
from coach.learning.bounds import bounds_of
from coach.learning.carriers import CameraView, Carried, carried, view_of
from coach.learning.draft import Draft, as_repetitions, drafted
from coach.learning.proof import counted
from coach.learning.repetitions import Showing, Shown, showing_of
from coach.learning.tracks import ALL, tracks_of
from coach.wording import units
from coach.wording.catalogue import N_, _, plural
from coach.wording.lists import capitalised, listed
from coach.wording.measures import measure_and_id, measure_in_words

FEWEST = 3  # repetitions that are asked for
SURE, FAIR = 0.25, 0.4  # of the way: a stranger's error; up to .25 half a repetition can be told from a whole one
NEARLY = 1.5  # what is off by so much more than the likeliest is no other way to see the same movement
IN_DEPTH = 1.3  # a limb that moves so many times further towards the camera than across should be seen from elsewhere
STILL = {"deg": 6.0, "sw": 0.08}  # what moved less in the whole showing was kept still, on purpose or by chance
KEPT = ("trunk_lean", "trunk_lean_3d", "shoulder_tilt", "neck_height", "elbow_flexion", "arm_asymmetry", "head_tilt")


class Sureness(StrEnum):
    """How well somebody else will be counted, as far as this showing tells."""

    SURE = "sure"
    FAIR = "fair"
    UNSURE = "unsure"


@dataclass(frozen=True, eq=False)
class Lesson:
    """What was learned from a showing. `still`: the measures that did not move, their middle and half their width.
    `other_view`: what to do so that more of the movement shows, or "". `others`: other ways to understand it."""

    showing: Showing
    carried: Carried
    draft: Draft
    sureness: Sureness
    still: tuple[tuple[str, float, float], ...]
    other_view: str = ""
    others: tuple[Draft, ...] = ()

    @property
    def usual_s(self) -> float:
        """What a repetition takes."""
        return float(np.median([one.end_s - one.start_s for one in self.showing.repetitions]))

    @property
    def best(self) -> Shown:
        """The repetition that is most like the others in duration: the one to show."""
        usual_s = self.usual_s
        return min(self.showing.repetitions, key=lambda one: abs(one.end_s - one.start_s - usual_s))


class NothingLearnedError(Exception):
    """No repetition, or nothing that carries it; the message says so, and which view would show it."""


def lesson_of(name: str, title: str, frames: Sequence[PoseFrame]) -> Lesson:
    """Learn from these frames. Raises NothingLearnedError."""
    measured = MeasuredOnce(ALL)
    showing = showing_of(tracks_of(frames, measured))
    if showing is not None:
        moving = [(one.start_s, one.end_s) for one in showing.repetitions]
        showing = showing_of(tracks_of(frames, measured, moving)) or showing
    if showing is None:
        raise NothingLearnedError(
            _told(_("I saw no movement that went out and back in the same way twice."), _other_view(frames, None))
        )
    found = likeliest(name, title, showing, lambda draft: counted(draft, frames))
    if found is None:
        other_view = _other_view(frames, view_of(showing.tracks, showing.repetitions))
        raise NothingLearnedError(_told(_("I saw you move, but nothing I can measure moved far enough."), other_view))
    how, draft = found
    other_view = _other_view(frames, how.view)
    others = tuple(_others(name, title, showing, draft))
    return Lesson(showing, how, draft, _sureness(showing, how), tuple(_still(showing)), other_view, others)


def _others(name: str, title: str, showing: Showing, taken: Draft) -> Iterator[Draft]:
    """The same as plain repetitions, where it was taken for more than that; then the other sides."""
    if taken.exercise.kind != Kind.REPS:
        yield as_repetitions(taken)
    for how in carried(showing):
        draft = drafted(name, title, showing, how, bounds_of(showing, how))
        if draft.exercise.sides != taken.exercise.sides:
            yield draft


def likeliest(name: str, title: str, showing: Showing, count: Callable[[Draft], int]) -> tuple[Carried, Draft] | None:
    """How the movement goes, and its draft: the likeliest that counts the showing right, or else the likeliest."""
    drafts = [(how, drafted(name, title, showing, how, bounds_of(showing, how))) for how in carried(showing)]
    if not drafts:
        return None
    first = drafts[0]
    near = [one for one in drafts if one[0].carriers[0].off <= NEARLY * first[0].carriers[0].off]
    right = (one for one in near if len(near) == 1 or count(one[1]) == len(showing.repetitions))
    return next(right, first)


def _sureness(showing: Showing, found: Carried) -> Sureness:
    off = found.carriers[0].off
    if len(showing.repetitions) < FEWEST or off > FAIR:
        return Sureness.UNSURE
    return Sureness.SURE if off <= SURE else Sureness.FAIR


def _still(showing: Showing) -> Iterator[tuple[str, float, float]]:
    """Measures that hardly moved, with the middle of where they were and half the width."""
    first, last = showing.repetitions[0].start_s, showing.repetitions[-1].end_s
    for name in KEPT:
        sided = f"left_{name}" if VOCABULARY[name].sided else name
        values = showing.tracks.values[sided][showing.tracks.within(first, last)]
        # What is hidden for a tenth of the time may have moved meanwhile.
        if np.isfinite(values).mean() < 0.9:
            continue
        low, high = np.nanpercentile(values, [2, 98])
        if high - low <= STILL[VOCABULARY[name].unit]:
            yield name, float(low + high) / 2, float(high - low) / 2


# ------------------------------------------------------------ the view


def _told(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _other_view(frames: Sequence[PoseFrame], view: CameraView | None) -> str:
    """Where to stand instead, if most of the movement goes along the line of sight; otherwise ""."""
    depth, across = _motion(frames)
    if not depth > IN_DEPTH * across:
        return ""
    if view == CameraView.SIDE:
        return _("Much of it goes towards the camera. Face the camera and show it again: I may see it better.")
    return _("Much of it goes towards the camera. Turn your side to it and show it again: I may see it better.")


def _motion(frames: Iterable[PoseFrame]) -> tuple[float, float]:
    """(metres along the line of sight, metres across it) that the most moving joint went, from world landmarks."""
    rows = np.array([frame.world for frame in frames if frame.present])
    if len(rows) < 2:
        return 0.0, 0.0
    joints = [i for name, i in INDEX.items() if any(part in name for part in ("wrist", "elbow", "knee", "nose"))]
    # Without the outermost twentieth at either end: the depth of one landmark jumps in single frames.
    spread = np.nanpercentile(rows[:, joints], 95, axis=0) - np.nanpercentile(rows[:, joints], 5, axis=0)
    most = int(np.argmax(np.linalg.norm(spread, axis=1)))
    return float(spread[most, 2]), float(np.linalg.norm(spread[most, :2]))


# ------------------------------------------------------------ the report


_SURE = {
    Sureness.SURE: N_("I am sure of this: other people should be counted like you."),
    Sureness.FAIR: N_("I am fairly sure of this: now and then half a repetition may count as a whole one."),
    Sureness.UNSURE: N_("I am not sure of this: it hardly stands out from swaying, or I saw too few repetitions."),
}


def kept_still(lesson: Lesson) -> str:
    """What did not move, as candidates for corrections, or ""."""
    around = [
        _("{measure}: {middle}, give or take {half}", measure=measure_and_id(name),
          middle=units.in_short(middle, unit), half=units.in_short(half, unit))
        for name, middle, half in lesson.still
        for unit in [VOCABULARY[name].unit]
    ]  # fmt: skip
    return (
        _("These kept still, so a correction could watch them: {measures}.", measures="; ".join(around))
        if around
        else ""
    )


def sure_in_words(lesson: Lesson) -> str:
    """How well somebody else will be counted."""
    return _(_SURE[lesson.sureness])


def brief_report(lesson: Lesson) -> list[str]:
    """What was learned, for somebody who stands two metres away and knows no measure by its name."""
    carriers = listed([measure_in_words(carrier.measure) for carrier in lesson.carried.carriers])
    what = _("I count it by {measures}.", measures=carriers)
    others = [lesson.other_view] if lesson.other_view else []
    return [_repetitions(lesson), what, sure_in_words(lesson), *others]


def _repetitions(lesson: Lesson) -> str:
    repetitions = lesson.showing.repetitions
    lasts = sorted(one.end_s - one.start_s for one in repetitions)
    return plural(
        "{number} repetition, {least} to {most} s", "{number} repetitions, {least} to {most} s each",
        len(repetitions), least=f"{lasts[0]:.1f}", most=f"{lasts[-1]:.1f}",
    )  # fmt: skip


def report(lesson: Lesson) -> list[str]:
    """What was learned, in a few lines, with the figures of each measure."""
    lines = [_repetitions(lesson)]
    for carrier in lesson.carried.carriers:
        unit = carrier.word.unit
        lines.append(
            _(
                "{measure}: {way} from rest, give or take {uneven}",
                measure=capitalised(measure_in_words(carrier.measure)), way=units.in_words(carrier.way, unit),
                uneven=units.in_words(carrier.uneven, unit),
            )
        )  # fmt: skip
    if lesson.still:
        lines.append(kept_still(lesson))
    return [*lines, sure_in_words(lesson), *([lesson.other_view] if lesson.other_view else [])]

"""Answers by hand: an arm raised to a target in the picture and held there chooses what the target stands for."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import Field, dataclass, replace
from typing import Any, ClassVar, Protocol, TypeVar

from coach.body.side import Side
from coach.body.timeseries import Lasting
from coach.body.visibility import Body
from coach.counting.progress import Choice, Reply, SetProgress
from coach.gestures.dwell import FORGET_S, Dwell
from coach.gestures.targets import HEAD, NEEDED, Anchor, Target, anchor, places
from coach.gestures.upright import Upright

REPEATED = (Reply.UP, Reply.DOWN)  # steps on a scale, which go on while the hand stays
STAY = 1.25  # once on a target the hand leaves it at so many radii
MOVED = 0.6  # body lengths after which the targets follow the person ...
GROWN = 1.3  # or when they look so many times as large or small ...
MOVED_S = 0.5  # ... for so long
LOWERED = 0.25  # body lengths under the shoulder: a wrist down there is not raised
BENT = 60.0  # degrees of elbow flexion of an arm that is no longer taken for straight
LIFTED = 0.22  # body lengths over the shoulder of a palm that answers with the elbow bent
OTHER: dict[str, str] = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
JOINTS = {side: tuple(f"{side}_{joint}" for joint in ("shoulder", "elbow", "wrist", "index")) for side in OTHER}


class Offer(Protocol):
    """A progress that offers answers; `resting`: no movement of an exercise is under way."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def set(self) -> SetProgress:
        """With the body in front of the camera."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be answered."""

    @property
    def resting(self) -> bool:
        """Whether a bent arm may answer."""


T = TypeVar("T", bound=Offer)


@dataclass(frozen=True)
class _Arm:
    """One arm in one frame: `palm` in pixels, `hangs` None when it is not seen, `lifted`: palm over the shoulder."""

    palm: tuple[float, float]
    hangs: bool | None
    straight: bool
    lifted: bool

    def is_within(self, at: tuple[float, float], limit: float) -> bool | None:
        """Whether the hand is so near to a place; None when it is not seen."""
        if self.hangs is not False:
            return None if self.hangs is None else False
        return math.dist(self.palm, at) <= limit


class Hands:
    """Finds the answer that a raised hand is held on. `update()` once a frame, in order of time.

    The arm has to be straight and the only one raised, all the way from hanging to the target, and the trunk stays as
    it was; no exercise holds this.
    A hand that is already there when the choices appear has to leave first. What is unseen
    changes nothing.
    """

    def __init__(self) -> None:
        self._offered: dict[str, str] = {}
        self._targets: dict[str, Target] = {}
        self._dwells: dict[str, Dwell] = {}
        self._anchor: Anchor | None = None
        self._bend = Upright()
        self._seen_s, self._elsewhere = math.nan, Lasting()
        self._alone = dict.fromkeys(OTHER, False)
        self._shown_as: dict[str, tuple[object, Choice]] = {}

    def answer(self, progress: T) -> tuple[T, str | None]:
        """The progress of a frame with the places of its answers, and the id of the one chosen in it, or None."""
        if progress.set.body is None:
            return progress, None
        choices, chosen = self.update(progress.set.body, progress.choices, progress.resting)
        return replace(progress, choices=choices), chosen

    def update(
        self, body: Body, choices: tuple[Choice, ...], resting: bool = True
    ) -> tuple[tuple[Choice, ...], str | None]:
        """The choices with their places (`at` None where there is none) and the share of the time that a hand was held
        on each, and the id of the one chosen in this frame, or None.

        `resting`: no movement of an exercise is under way. Close to the camera, where a straight arm does not fit into
        the picture, a bent one answers as well then.
        """
        now = anchor(body)
        self._offer(body.t_s, now, {choice.id: choice.label for choice in choices})
        arms = {side: _arm(body, side) for side in OTHER}
        for side, other in OTHER.items():
            if arms[side].hangs or arms[other].hangs is False:
                self._alone[side] = bool(arms[side].hangs)
        if now is not None and all(arm.hangs for arm in arms.values()):
            self._bend.update(body.t_s, now)
        upright = (now is not None and self._bend.is_upright(now)) if body.hidden.isdisjoint(NEEDED) else None
        chosen = None
        for name, dwell in self._dwells.items():
            target = self._targets[name]
            limit = target.radius * (STAY if dwell.blocked or dwell.begun else 1.0)
            inside = {side: arm.is_within(target.at, limit) for side, arm in arms.items()}
            on = _any(inside.values())
            may_bend = resting and target.pulled_in
            answers = (
                upright
                and on is not False
                and _any(self._answers(side, inside[side], arms, may_bend) for side in OTHER)
            )
            if dwell.update(body.t_s, on, answers):
                chosen = name
        return tuple(self._shown(choice) for choice in choices), chosen

    def _offer(self, t_s: float, now: Anchor | None, labels: dict[str, str]) -> None:
        """Keeps the targets where they are, unless the choices change or the person goes elsewhere."""
        if labels != self._offered:
            kept = {name for name, label in labels.items() if self._offered.get(name) == label}
            self._offered = labels
            self._place(self._anchor if kept else None, kept)
        if now is None:
            if not t_s - self._seen_s <= FORGET_S:
                self._place(None)
            return
        self._seen_s = t_s
        if self._anchor is None or self._has_moved(t_s, self._anchor, now):
            self._place(now)

    def _has_moved(self, t_s: float, before: Anchor, now: Anchor) -> bool:
        """True when the person has stood somewhere else for a while and no hand is on a target."""
        far = math.dist(before.middle, now.middle) > MOVED * before.length
        far = far or not 1 / GROWN < now.length / before.length < GROWN
        free = not any(dwell.begun for dwell in self._dwells.values())
        return self._elsewhere.update(t_s, far and free) >= MOVED_S

    def _place(self, now: Anchor | None, kept: Collection[str] = ()) -> None:
        """New targets; the time of a hand goes on for those `kept` that stay where they were."""
        before, dwells = self._targets, self._dwells
        self._anchor = now
        self._elsewhere.end()
        self._targets = {} if now is None else places(now, tuple(self._offered))
        self._dwells = {name: Dwell(repeats=name in REPEATED) for name in self._targets}
        for name in self._targets.keys() & before.keys() & set(kept):
            if before[name].at == self._targets[name].at:
                self._dwells[name] = dwells[name]

    def _answers(self, side: str, inside: bool | None, arms: dict[str, _Arm], may_bend: bool) -> bool | None:
        """Whether this arm is there to choose the target that its hand is inside of; None when it cannot be seen."""
        arm = arms[side]
        if inside is None:
            return None
        reaches = arm.straight or (may_bend and arm.lifted)
        return arms[OTHER[side]].hangs if inside and self._alone[side] and reaches else False

    def _shown(self, choice: Choice) -> Choice:
        """The choice with its place; that of the frame before where nothing has changed, as in most frames."""
        dwell = self._dwells.get(choice.id)
        seen_as = choice, self._targets.get(choice.id), self._anchor, dwell and dwell.share
        if choice.id not in self._shown_as or self._shown_as[choice.id][0] != seen_as:
            self._shown_as[choice.id] = seen_as, self._placed(choice)
        return self._shown_as[choice.id][1]

    def _placed(self, choice: Choice) -> Choice:
        target = self._targets.get(choice.id)
        if target is None or self._anchor is None:
            return replace(choice, at=None, radius=0.0, held=0.0, head=None)
        head = (*self._anchor.nose, HEAD * self._anchor.length)
        share = self._dwells[choice.id].share
        return replace(choice, at=target.at, radius=target.radius, held=share, head=head)


def _arm(body: Body, side: str) -> _Arm:
    shoulder, elbow, wrist, index = map(body.at.__getitem__, JOINTS[side])
    palm = (wrist[0] + index[0]) / 2, (wrist[1] + index[1]) / 2
    upper = math.atan2(elbow[1] - shoulder[1], elbow[0] - shoulder[0])
    fore = math.atan2(wrist[1] - elbow[1], wrist[0] - elbow[0])
    hangs: bool | None = None
    if wrist[1] >= body.size[1]:  # below the picture, as at a desk
        hangs = True
    elif body.hidden.isdisjoint(JOINTS[side][::2]):  # shoulder and wrist
        hangs = wrist[1] > shoulder[1] + LOWERED * body.length_px
    straight = abs(math.remainder(fore - upper, math.tau)) < math.radians(BENT)
    return _Arm(palm, hangs, straight, lifted=palm[1] < shoulder[1] - LIFTED * body.length_px)


def _any(answers: Iterable[bool | None]) -> bool | None:
    """True when one is true, False when all are false, None when that cannot be told."""
    found = tuple(answers)
    return True if True in found else None if None in found else False

"""Limbs that somebody has not got, or keeps out of it: an arm in a sling, a leg that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from coach.body.landmarks import INDEX, PoseFrame
from coach.wording.catalogue import N_, _
from coach.wording.lists import listed


class Limb(StrEnum):
    """A limb, by the name under which it is left out."""

    LEFT_ARM = "left-arm"
    RIGHT_ARM = "right-arm"
    LEFT_LEG = "left-leg"
    RIGHT_LEG = "right-leg"


SAID = {
    Limb.LEFT_ARM: N_("your left arm"), Limb.RIGHT_ARM: N_("your right arm"), Limb.LEFT_LEG: N_("your left leg"),
    Limb.RIGHT_LEG: N_("your right leg"),
}  # fmt: skip
_JOINTS = {
    "arm": ("elbow", "wrist", "pinky", "index", "thumb"),
    "leg": ("knee", "ankle", "heel", "foot_index"),
}


def limbs_of(text: str) -> tuple[Limb, ...]:
    """ "left-arm, right-leg" as limbs, also with a space in them. Raises ValueError for what is none."""
    names = ["-".join(part.split()).lower() for part in text.split(",") if part.strip()]
    for name in names:
        if name not in tuple(Limb):
            raise ValueError(
                _(
                    "expected limbs such as {limbs}, found {found}",
                    limbs=listed([str(x) for x in Limb]),
                    found=repr(name),
                )
            )
    return tuple(Limb(name) for name in dict.fromkeys(names))


def landmarks_of_limbs(limbs: Iterable[Limb]) -> frozenset[str]:
    """The landmarks that are not there without these limbs; the shoulder and the hip are."""
    sides = [limb.split("-") for limb in limbs]
    return frozenset(f"{side}_{joint}" for side, part in sides for joint in _JOINTS[part])


def without(frame: PoseFrame, landmarks: frozenset[str]) -> PoseFrame:
    """The frame in which these landmarks are not to be seen, wherever a landmarker guesses them."""
    if not landmarks:
        return frame
    visibility = frame.visibility.copy()
    visibility[[INDEX[name] for name in landmarks]] = 0.0
    return replace(frame, visibility=visibility)


def said(limbs: Iterable[Limb]) -> str:
    """ "your left arm and your right leg"."""
    return listed([_(SAID[limb]) for limb in limbs])

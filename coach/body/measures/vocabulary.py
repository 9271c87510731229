"""What a word of the vocabulary is, and the list of them; the modules of the regions fill it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from coach.body.side import Side
from coach.body.visibility import Body

NAN = math.nan
OUT: dict[str, float] = {Side.LEFT: 1.0, Side.RIGHT: -1.0}  # the person's left is to the right of the picture


@dataclass(frozen=True)
class Measure:
    """One word of the vocabulary.

    Attributes
    ----------
    unit : "deg", "sw" (shoulder widths), "m" (metres, of world landmarks) or "1" (a ratio).
    joints : landmark names it needs, without a side for the measure of a limb.
    sided : exists once for each side.
    signed : positive to the left, so its sign changes in the mirror.
    anchored : has a meaning only as a change (a height in the picture, say).
    """

    name: str
    unit: str
    joints: tuple[str, ...]
    sided: bool
    signed: bool
    anchored: bool
    says: str
    fn: Callable[[Body, float, str], float]


VOCABULARY: dict[str, Measure] = {}
Fn = Callable[[Body, float, str], float]


def measure(
    unit: str, joints: tuple[str, ...], *, sided: bool = False, signed: bool = False, anchored: bool = False
) -> Callable[[Fn], Fn]:
    """Put a function into the vocabulary under its own name; its docstring is what the measure says."""

    def keep(fn: Fn) -> Fn:
        name = fn.__name__
        VOCABULARY[name] = Measure(name, unit, joints, sided, signed, anchored, (fn.__doc__ or "").strip(), fn)
        return fn

    return keep


def sided_names(name: str) -> tuple[str, ...]:
    """The measures that a name stands for: both sides of a limb's measure, or the name itself."""
    return (f"left_{name}", f"right_{name}") if VOCABULARY[name].sided else (name,)


def landmarks_of(name: str) -> tuple[str, ...]:
    """The landmarks that a measure (with its side, where it has one) cannot be taken without."""
    side, word = split_side(name)
    return tuple(f"{side}_{joint}" if word.sided else joint for joint in word.joints)


def split_side(name: str) -> tuple[str, Measure]:
    """Side ("" for the whole body) and word of the vocabulary of "left_elbow_flexion"; KeyError when there is none."""
    if name in VOCABULARY:
        return "", VOCABULARY[name]
    side, _, rest = name.partition("_")
    if side not in OUT or not VOCABULARY[rest].sided:
        raise KeyError(name)
    return side, VOCABULARY[rest]

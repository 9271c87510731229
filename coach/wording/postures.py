"""Names for a posture at the desk, and for the signs of it."""

from __future__ import annotations

from collections.abc import Iterable

from coach.wording.catalogue import N_, _

_STATES = {
    "upright": N_("upright"), "slouch": N_("slouching"), "forward_head": N_("head forward"),
    "lean_left": N_("leaning left"), "lean_right": N_("leaning right"), "lean_back": N_("leaning back"),
    "lean_in": N_("leaning in"), "turned": N_("turned away"), "away": N_("nobody there"),
    "unknown": N_("I can't tell"), "paused": N_("paused: the camera is off"), "starting": N_("starting"),
}  # fmt: skip
_MEASURES = {
    "sink": N_("your shoulders have dropped"), "drop": N_("your head has dropped"),
    "neck": N_("your ears are closer to your shoulders"), "near": N_("your face is closer to the screen"),
    "ahead": N_("your head is further forward"), "nod": N_("your chin is down"), "turn": N_("your head is turned"),
    "side": N_("your head is to the side"), "bend": N_("your head is bent to the side"),
    "tilt": N_("your shoulders are tilted"), "far": N_("your face is further away"),
    "narrow": N_("your shoulders are further away"), "broad": N_("your shoulders are closer to the screen"),
    "shift": N_("your shoulders are to the side"),
}  # fmt: skip
_TITLES = {
    "slouch": N_("You are slouching"), "forward_head": N_("Your head is far forward"),
    "lean_left": N_("You are leaning to the left"), "lean_right": N_("You are leaning to the right"),
    "lean_in": N_("You are close to the screen"), "still": N_("Time to move"), "break": N_("Time for a break"),
}  # fmt: skip


def state(name: str) -> str:
    """ "slouching", for the status line."""
    return _(_STATES[name]) if name in _STATES else name


def measure(name: str) -> str:
    """ "your head has dropped": what a measure of the posture says."""
    return _(_MEASURES[name])


def measures(names: Iterable[str], most: int = 2) -> list[str]:
    """The first few, each once: two measures may say the same."""
    return list(dict.fromkeys(measure(name) for name in names))[:most]


def title(reason: str) -> str:
    """ "You are slouching": the heading of a reminder."""
    return _(_TITLES[reason])

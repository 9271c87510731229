"""Where one has to be before the camera in the course of a program, so that nobody is surprised on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coach.definitions.definition import Activity, Exercise, Position
from coach.wording.catalogue import N_, _, plural

_TURNED = {
    "front": N_("facing the camera"),
    "oblique": N_("half sideways to the camera"),
    "side": N_("your side to the camera"),
}
_ON_THE_FLOOR = (Position.KNEELING, Position.LYING)


@dataclass(frozen=True)
class CameraPlace:
    """How somebody is turned to the camera, how far away, and whether down on the floor. Two exercises that ask for the
    same are done without going anywhere."""

    view: str
    distance_m: float | None
    on_floor: bool

    def in_words(self, *, up_and_down: bool) -> str:
        """ "on the floor, your side to the camera, 2.5 m away". `up_and_down`: there is a place on the floor and one
        that is not."""
        where = turned = _(_TURNED[self.view])
        if self.on_floor:
            where = _("on the floor, {turned}", turned=turned)
        elif up_and_down:
            where = _("upright, {turned}", turned=turned)
        metres = self.distance_m
        return where if metres is None else _("{where}, {metres} m away", where=where, metres=f"{metres:g}")


def camera_places(exercises: Iterable[Exercise | Activity]) -> tuple[CameraPlace, ...]:
    """The places of these exercises, done in their order; what no camera sees is done anywhere."""
    asked = [_place_of(one) for one in exercises if isinstance(one, Exercise)]
    return *asked[:1], *(after for before, after in pairwise(asked) if after != before)


def _place_of(exercise: Exercise) -> CameraPlace:
    camera = exercise.camera
    return CameraPlace(camera.view, camera.distance_m, exercise.position in _ON_THE_FLOOR)


def moves_in_words(places: Sequence[CameraPlace]) -> str:
    """How often one changes one's place and where to, in a line; "" where all is done in one."""
    if len(places) < 2:
        return ""
    up_and_down = len({place.on_floor for place in places}) > 1
    told, *others = [place.in_words(up_and_down=up_and_down) for place in places]
    for other in others:
        told = _("{before}; then {after}", before=told, after=other)
    return plural(
        "You change your place once: {places}.", "You change your place {number} times: {places}.", len(places) - 1,
        places=told,
    )  # fmt: skip


def moves_in_short(places: Sequence[CameraPlace]) -> str:
    """How often one changes one's place; "" where one never does."""
    number = len(places) - 1
    return plural("You change your place once.", "You change your place {number} times.", number) if number > 0 else ""


def most_moves_in_words(among: Iterable[Exercise | Activity], number: int) -> str:
    """How often one changes one's place at most where so many of several are chosen anew each time and done in their
    order; "" where one never does."""
    places = [_place_of(one) for one in among if isinstance(one, Exercise)]
    most: list[list[int]] = []  # of each, when it is the first, the second ... that is chosen
    for at, place in enumerate(places):
        before = [(most[k], int(places[k] != place)) for k in range(at)]
        longer = [max(row[n] + moves for row, moves in before[n:]) for n in range(min(at, number - 1))]
        most.append([0, *longer])
    moves = max((row[-1] for row in most), default=0)
    if not moves:
        return ""
    return plural("You change your place once at most.", "You change your place {number} times at most.", moves)

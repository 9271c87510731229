"""Somebody in front of a camera in the network of this machine: a rendered person, standing, doing an exercise of the
desk break, or with one hand raised to where the coach's circles are.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import yaml

from benchmarks.network_camera import NetworkCamera
from benchmarks.processes import ROOT

SIZE = 640, 480
FPS = 15.0
BREAK = ROOT / "fixtures" / "desk-break"
FILMS = ROOT / "exercises" / "demonstrations"
STANDS = "lateral-raises"  # begins with hanging arms and gets to a right angle, seen from the front
LEFT_WRIST, RIGHT_WRIST = 15, 16  # of MediaPipe's landmarks
MIDDLE_PX, SHOULDER_PX, SHOULDER_ROW = 329, 61, 146  # where her body and her shoulders are in that picture, read off it
LIFTED_DEG = 42.0  # from a right angle to the upper circle
WALL = 24  # levels that an arm differs from the wall by
ROWS = np.arange(SIZE[1])[:, None]
LIGHT = {"light": 1.0, "dark": 0.35}  # of the room: how bright its pictures are
Picture = Any


class Person:
    """Makes pictures (BGR, SIZE) of a room of this light."""

    def __init__(self, room: str = "light") -> None:
        self._light = LIGHT[room]
        self._films: dict[tuple[str, float], list[Picture]] = {}
        hanging, raised = _raise_of(FILMS / STANDS)
        self._still = hanging
        self._raised = {
            f"{side}-{height}": _one_arm(hanging, raised, side, LIFTED_DEG * (height == "high"))
            for side in ("left", "right")
            for height in ("high", "low")
        }

    def standing(self) -> Picture:
        """With hanging arms."""
        return self._shown(self._still)

    def with_hand(self, place: str) -> Picture:
        """With one hand raised: "left-high", "right-low" ... of the person's own sides."""
        return self._shown(self._raised[place])

    def doing(self, exercise: str, t_s: float, hold_s: float = 0.0) -> Picture:
        """An exercise of the desk break over and over, each repetition held at the target for so long."""
        key = exercise, hold_s
        if key not in self._films:
            self._films[key] = _film(exercise, hold_s)
        film = self._films[key]
        return self._shown(film[int(t_s * FPS) % len(film)])

    def _shown(self, picture: Picture) -> Picture:
        rng = np.random.default_rng()
        noisy = self._light * picture.astype(np.float32) + rng.normal(0.0, 3.0, (*picture.shape[:2], 1))
        return np.clip(noisy, 0, 255).astype(np.uint8)


def _tiles(path: Path) -> tuple[Any, list[Picture]]:
    kept = np.load(path.with_suffix(".npz"))
    columns, width, height = (int(n) for n in kept["sheet"])
    whole = cv2.imread(str(path.with_suffix(".webp")))
    found = []
    for tile in kept["tile"].astype(int):
        row, column = divmod(int(tile), columns)
        found.append(whole[row * height : (row + 1) * height, column * width : (column + 1) * width])
    return kept, found


def _film(exercise: str, hold_s: float) -> list[Picture]:
    """The pictures of a clip at `FPS`, with those at the target repeated."""
    held = yaml.safe_load((BREAK / "truth.yaml").read_text())["clips"][exercise]["held"]
    stands = {round(at_s * FPS) for at_s in held}
    found: list[Picture] = []
    number = 0
    clip = cv2.VideoCapture(str(BREAK / f"{exercise}.mp4"))
    while (read := clip.read())[0]:
        found += [read[1]] * (1 + round(hold_s * FPS) * (number in stands))
        number += 1
    clip.release()
    return found


def _fitted(tile: Picture) -> Picture:
    """In the middle of the picture of a camera, as large as it fits, with its lower edge at the lower edge."""
    scale = min(SIZE[0] / tile.shape[1], SIZE[1] / tile.shape[0])
    small = cv2.resize(tile, (round(tile.shape[1] * scale), round(tile.shape[0] * scale)))
    left = (SIZE[0] - small.shape[1]) // 2
    sides = left, SIZE[0] - small.shape[1] - left
    return cv2.copyMakeBorder(small, SIZE[1] - small.shape[0], 0, *sides, cv2.BORDER_REPLICATE)


def _raise_of(path: Path) -> tuple[Picture, Picture]:
    """(with hanging arms, with both at a right angle), in the picture of the camera."""
    kept, tiles = _tiles(path)
    spread = [float(frame[LEFT_WRIST][0] - frame[RIGHT_WRIST][0]) for frame in kept["image"]]
    return _fitted(tiles[int(np.argmin(spread))]), _fitted(tiles[int(np.argmax(spread))])


def _one_arm(hanging: Picture, raised: Picture, side: str, lifted_deg: float) -> Picture:
    """One arm raised, so many degrees beyond a right angle, the other one hanging."""
    out = 1 if side == "left" else -1  # their left is the picture's right
    at = MIDDLE_PX + out * SHOULDER_PX, SHOULDER_ROW
    beyond = np.arange(SIZE[0]) * out > at[0] * out
    found = np.where(((np.arange(SIZE[0]) - MIDDLE_PX) * out > 0)[None, :, None], raised, hanging)
    if lifted_deg:
        wall = np.repeat(raised[:, -3:-2] if out < 0 else raised[:, 2:3], SIZE[0], axis=1)  # as if there were no arm
        arm = (np.abs(raised.astype(int) - wall).max(axis=2) > WALL) & beyond[None, :] & (ROWS < SHOULDER_ROW + 60)
        turn = cv2.getRotationMatrix2D(at, out * lifted_deg, 1.0)
        turned = cv2.warpAffine(raised, turn, SIZE)
        where = cv2.warpAffine(arm.astype(np.uint8), turn, SIZE) > 0
        found = np.where(beyond[None, :, None], wall, found)
        found = np.where(where[:, :, None], turned, found)
    return found.astype(np.uint8)


class Camera(NetworkCamera):
    """A camera in the network that shows what this person does."""

    fps = FPS

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.person = person
        self._does, self._since_s, self._hold_s = "standing", 0.0, 0.0
        self.do("standing")
        self.serve()

    def do(self, what: str, hold_s: float = 0.0) -> None:
        """From now on: "standing", "hand left-high", or the name of an exercise, held at the target for so long."""
        self._does, self._since_s, self._hold_s = what, time.monotonic(), hold_s

    def picture(self) -> Picture:
        """What there is to see now."""
        verb, _space, place = self._does.partition(" ")
        if verb == "standing":
            return self.person.standing()
        if verb == "hand":
            return self.person.with_hand(place)
        return self.person.doing(verb, time.monotonic() - self._since_s, self._hold_s)

    def jpeg(self) -> bytes:
        """The same as it is sent."""
        return bytes(cv2.imencode(".jpg", self.picture())[1])

"""The baselines of this person on disk, by camera, picture size and place; numbers only.

A place is where somebody sits before the same camera: at home, in the office. The coach numbers the places and sees
for itself which one fits.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from coach.atomic_file import replacing
from coach.bounded_file import plain_json
from coach.desk.baseline import Baseline
from coach.private_file import private_folder
from coach.wording.catalogue import _

PLACES = 6  # of each camera and picture size: home, office and train, each at two heights of a desk or chair


@dataclass(frozen=True)
class Profile:
    """One baseline, and the camera and place where it holds."""

    camera: str
    place: int
    baseline: Baseline

    @property
    def name(self) -> str:
        """For people: "camera 0, 640 x 480, place 2"."""
        width, height = self.baseline.size
        size = f"{width} x {height}"
        return _("{camera}, {size}, place {number}", camera=self.camera, size=size, number=self.place)


class Profiles:
    """All profiles of this person, in one JSON file, the one used last first.

    `problem` tells a person why the file cannot be read or written; "" while all is well. The watch goes on without it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem = ""
        self._all = self._read()

    def of(self, camera: str, size: tuple[int, int]) -> list[Profile]:
        """The profiles of this camera with pictures of this size, the one used last first."""
        return [p for p in self._all if p.camera == camera and p.baseline.size == size]

    def use(self, profile: Profile) -> None:
        """Keep this profile as the one used last, in place of the one of the same camera, picture size and place."""
        self._all = [p for p in self._all if not _same(p, profile)]
        self._all.insert(0, profile)
        self._write()

    def add(self, camera: str, baseline: Baseline) -> Profile:
        """A new place of this camera. Where there are enough, it replaces the one used longest ago."""
        others = self.of(camera, baseline.size)
        taken = {p.place for p in others}
        place = next(n for n in range(1, len(taken) + 2) if n not in taken)
        if len(others) >= PLACES:
            place = others[-1].place
        profile = Profile(camera, place, baseline)
        self.use(profile)
        return profile

    def _read(self) -> list[Profile]:
        try:
            rows = plain_json(self.path)
            return [Profile(str(r["camera"]), int(r["place"]), Baseline.from_plain(r["baseline"])) for r in rows]
        except FileNotFoundError:
            return []
        except OSError as error:
            why = error.strerror or error
            self.problem = _("{path} cannot be read ({reason}), so I calibrate again.", path=self.path, reason=why)
            return []
        except (ValueError, KeyError, TypeError, ArithmeticError):
            self.problem = _("{path} holds no baselines that I can read, so I calibrate again.", path=self.path)
            return []

    def _write(self) -> None:
        rows = [{"camera": p.camera, "place": p.place, "baseline": p.baseline.as_plain()} for p in self._all]
        try:
            private_folder(self.path.parent)
            with replacing(self.path, private=True) as file:
                file.write(json.dumps(rows, indent=1).encode())
        except OSError as error:
            self.problem = _("{path} cannot be written: {reason}", path=self.path, reason=error.strerror or error)


def _same(a: Profile, b: Profile) -> bool:
    return (a.camera, a.baseline.size, a.place) == (b.camera, b.baseline.size, b.place)

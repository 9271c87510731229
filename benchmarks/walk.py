"""How far one frame walks through the code: its calls, the functions and files they are in, the changes of file.

python -m benchmarks.walk

A frame in the middle of a set of wall slides goes through the loop of `coach do`: workout, hands, voice and picture.
A change of file is a call or a return in another file than the call or return before it: what a reader who follows
the frame has to open. `--files` says which files follow which.

Before the rooms of today were built: 1147 calls in 298 functions, 58 files, 321 changes of file. Half of these changes
is the most that a frame may need; a test counts them.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import coach
from benchmarks.measured import DEMO
from coach.capture.landmarker import track
from coach.capture.recording import Recording
from coach.cli.view import demonstration_of
from coach.definitions.library import Library
from coach.gestures.hands import Hands
from coach.screen.renderer import Renderer
from coach.voice.script import Script
from coach.workout.plan import Item, Plan
from coach.workout.workout import Workout

ROOM = str(Path(coach.__file__).parent)
SIZE = (1280, 720)
AT_S = 8.0  # in the clip: on the way through a repetition, in the set
HURRY = 3  # frames in which "start" is said, so that nothing is waited for before the set


@dataclass(frozen=True)
class Walk:
    """The coach's own calls in one frame, (file, function), and the file of each call and return, in their order."""

    calls: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def changes(self) -> Counter[tuple[str, str]]:
        """(file, the next one) -> how often, where these differ."""
        return Counter(pair for pair in pairwise(self.files) if pair[0] != pair[1])

    def __str__(self) -> str:
        return (
            f"{len(self.calls)} calls in {len(set(self.calls))} functions, {len(set(self.files))} files, "
            f"{self.changes.total()} changes of file"
        )


def walk() -> Walk:
    """The walk of the frame at `AT_S`."""
    card = Library().card("wall-slides")
    workout, hands, script = Workout(Plan((Item(card.exercise, card.poses),))), Hands(), Script("normal", "en")
    renderer, demonstration = Renderer(SIZE), demonstration_of(card)
    calls: list[tuple[str, str]] = []
    files: list[str] = []

    def note(frame: FrameType, event: str, argument: Any) -> None:
        file = frame.f_code.co_filename
        if event not in ("call", "return") or not file.startswith(ROOM):
            return
        files.append(file)
        if event == "call":
            calls.append((file, frame.f_code.co_qualname))

    for number, (image, frame) in enumerate(track(Recording(DEMO / "demo.npz"), None)):
        last = frame.t_s >= AT_S
        sys.setprofile(note if last else None)
        progress = workout.update(frame, "start" if number < HURRY else None)
        progress, _ = hands.answer(progress)
        script.update(progress)
        renderer.update(image, progress, demonstration)
        sys.setprofile(None)
        if last:
            return Walk(tuple(calls), tuple(files))
    raise ValueError(f"the clip ends before {AT_S} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", action="store_true", help="say which files follow which")
    wanted = parser.parse_args()
    found = walk()
    print(found)
    for (before, after), times in found.changes.most_common() if wanted.files else ():
        print(f"{times:4} {Path(before).relative_to(ROOM)} -> {Path(after).relative_to(ROOM)}")

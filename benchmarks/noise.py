"""Noise is not movement: two minutes of a still body in front of a bad camera, in every exercise; nothing may count.

The body stands or sits as somebody does who is about to begin: the first moment of a recording of that exercise, and of
somebody who sits with hanging arms. It rocks towards the camera by 6 %, every point jumps by up to 5 pixels (of a
picture that is 640 wide) and drifts by 2. Exit code 1 where anything was counted.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.clips import FIXTURES
from coach.body.landmarks import COUNT, PoseFrame
from coach.capture.recording import Recording
from coach.counting.session import session_for
from coach.counting.set_session import Options, events_over
from coach.definitions.library import Card, Library
from coach.events import Partial, counted_in

SECONDS, FPS = 120.0, 15.0
ROCK, JUMP_PX, DRIFT_PX = 0.06, 5.0, 2.0
STILL_S = 0.4  # so long nobody has begun yet
SITTING = FIXTURES / "shoulder-rolls" / "forward.npz"


def still(recording: Path) -> PoseFrame:
    """The body at the beginning of a recording, without the noise of a single frame."""
    first = [frame for _, frame in Recording(recording) if frame.t_s <= STILL_S and frame.present]
    image = np.median([frame.image for frame in first], axis=0)
    world = np.median([frame.world for frame in first], axis=0)
    return PoseFrame(0.0, image, world, first[0].visibility, first[0].size)


def film(body: PoseFrame, seed: int) -> Iterator[PoseFrame]:
    """That body for two minutes."""
    random = np.random.default_rng(seed)
    unit_px = body.size[0] / 640
    metres = float(np.ptp(body.world[:, 1]) / max(np.ptp(body.image[:, 1]), 1.0))
    period_s, phase = random.uniform(2.5, 6.0), random.uniform(0, 2 * math.pi, (COUNT, 3))
    drift_s = random.uniform(20.0, 60.0, (COUNT, 3))
    middle = np.array([body.size[0] / 2, body.size[1] / 2, 0.0])
    for i in range(round(SECONDS * FPS)):
        t_s = i / FPS
        near = 1 + ROCK * (1 - math.cos(2 * math.pi * t_s / period_s)) / 2
        off_px = unit_px * (
            random.uniform(-JUMP_PX, JUMP_PX, (COUNT, 3)) + DRIFT_PX * np.sin(2 * math.pi * t_s / drift_s + phase)
        )
        image = middle + near * (body.image - middle) + off_px
        yield PoseFrame(t_s, image, body.world + metres * off_px, body.visibility, body.size)


def counted(card: Card, body: PoseFrame, seed: int) -> tuple[int, int]:
    """Repetitions or holds, and partials, that were made of nothing."""
    session = session_for(card.exercise, card.poses, Options(endless=True))
    events = events_over(session, film(body, seed))
    return len(counted_in(events)), sum(isinstance(event, Partial) for event in events)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.noise", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="EXERCISE", help="none for all")
    parser.add_argument("--seeds", type=int, default=3)
    wanted = parser.parse_args()
    library, total = Library(), 0
    for exercise in library.exercises():
        if wanted.names and exercise.id not in wanted.names:
            continue
        card = library.card(exercise.id)
        bodies = [*sorted((FIXTURES / exercise.id).glob("*.npz"))[:1]]
        bodies += [SITTING] if exercise.camera.view == "front" and exercise.place != "floor" else []
        made = [counted(card, still(path), seed) for path in bodies for seed in range(wanted.seeds)]
        reps, partials = (sum(row[k] for row in made) for k in (0, 1))
        total += reps
        minutes = len(made) * SECONDS / 60
        print(f"{exercise.id:24} {reps} counted, {partials} partial in {minutes:.0f} minutes", flush=True)
    print(f"{total} counted")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())

"""The pose models lite, full and heavy over the same videos: how well each is counted, and what a picture takes.

python -m benchmarks.models SET [--clips 20]

A set is a folder of folders, each with `clip.mp4` and `truth.json` (see `benchmarks.strangers`). Every clip is seen by
each model in turn, so that whatever else the machine does falls on all; the rules of counting are those of
`benchmarks.strangers`. Writes the section of docs/benchmarks.md, where `--write` is given.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.clips import Clip, Score, events_of, scored
from benchmarks.measured import machine
from benchmarks.page import write_section
from benchmarks.strangers import find
from coach.body.landmarks import PoseFrame
from coach.capture.landmarker import Landmarker
from coach.capture.model.networks import Size
from coach.capture.model.store import obtain
from coach.capture.open_source import open_source

HEADING = "## Lite, full or heavy"
SEED = 15  # of the choice of clips


@dataclass
class Seen:
    """What one model made of the clips: the score, milliseconds of each picture, and how far its landmarks shake (the
    median over clips of the shake of the wrists, shoulders and hips, in pixels: see `shake_px`)."""

    score: Score = field(default_factory=Score)
    picture_ms: list[float] = field(default_factory=list)
    shakes_px: list[float] = field(default_factory=list)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.models", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("set", type=Path, metavar="SET", help="a folder of clips with their videos")
    parser.add_argument("--clips", type=int, default=20, help="how many of them, chosen by lot")
    parser.add_argument("--write", action="store_true", help="write the section of docs/benchmarks.md")
    wanted = parser.parse_args(argv)
    clips = [clip for clip in find([wanted.set]).clips if clip.path.with_name("clip.mp4").is_file()]
    if not clips:
        print("no clips: each is a folder with clip.mp4 and truth.json", file=sys.stderr)
        return 2
    chosen = random.Random(SEED).sample(clips, min(wanted.clips, len(clips)))
    for number, found in enumerate(compared(chosen), 1):
        lines = section(found, chosen[:number])
        if wanted.write:  # after each clip, so that a run that is ended early leaves something
            write_section(HEADING, lines)
    print("\n".join(lines))
    return 0


def compared(clips: Sequence[Clip]) -> Iterator[dict[Size, Seen]]:
    """Every clip through every model; what there is after each."""
    found = {size: Seen() for size in Size}
    for number, clip in enumerate(clips, 1):
        for size, seen in found.items():
            frames = list(_tracked(clip, size, seen))
            events = events_of(str(clip.exercise), frames, clip.truth["hold_asked_s"])
            one = scored(clip, events)
            seen.score += one
            seen.shakes_px.append(shake_px(frames))
            print(f"{number}/{len(clips)} {clip}, {size}: {one.counted} of {one.true}", file=sys.stderr, flush=True)
        yield found


def _tracked(clip: Clip, size: Size, seen: Seen) -> Iterator[PoseFrame]:
    """The landmarks of a clip; what each picture took is added to `seen`."""
    source = open_source(str(clip.path.with_name("clip.mp4")))
    try:
        with Landmarker(obtain(Path(size)).path) as landmarker:
            for image, t_s in source:
                began_s = time.perf_counter()
                frame = landmarker.frame(image, t_s)
                seen.picture_ms.append(1000 * (time.perf_counter() - began_s))
                yield frame
    finally:
        source.close()


def shake_px(frames: Sequence[PoseFrame]) -> float:
    """By how many pixels a landmark lies beside the middle of the picture before and the one after it: the median over
    pictures and over wrists, shoulders and hips. A steady movement leaves none."""
    points = np.array([frame.image[[11, 12, 15, 16, 23, 24], :2] for frame in frames if frame.present])
    if len(points) < 3:
        return float("nan")
    beside = points[1:-1] - (points[:-2] + points[2:]) / 2
    return float(np.median(np.hypot(beside[..., 0], beside[..., 1])))


def section(found: dict[Size, Seen], clips: Sequence[Clip]) -> list[str]:
    """The section, as lines of Markdown."""
    faults = found[Size.full].score.faults
    rows = [_row(size, seen, found[Size.full]) for size, seen in found.items()]
    return [
        HEADING,
        "",
        f"Written by `python -m benchmarks.models` on {date.today()}: {machine()}.",
        f"{len(clips)} videos of rendered people with known truth, {len({clip.exercise for clip in clips})} exercises, "
        "each seen by every model in turn.",
        f"They show {found[Size.full].score.true} whole repetitions and {faults} faults that a correction belongs to.",
        "",
        "| model | counted | missed | invented | faults corrected | corrections without a fault | shake of a landmark "
        "| a picture | of full |",
        "|---|---|---|---|---|---|---|---|---|",
        *rows,
    ]


def _row(size: Size, seen: Seen, full: Seen) -> str:
    score, middle_ms = seen.score, statistics.median(seen.picture_ms)
    of_full = middle_ms / statistics.median(full.picture_ms)
    return (
        f"| `{size}` | {score.counted} of {score.true} | {score.missed} | {score.invented} | "
        f"{score.heard} of {score.faults} | {score.groundless} | {statistics.median(seen.shakes_px):.2f} px | "
        f"{middle_ms:.1f} ms | {of_full:.2f} |"
    )


if __name__ == "__main__":
    sys.exit(main())

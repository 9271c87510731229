"""Recordings of several movements one after the other, and a recording that passes for a camera."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bodies import Stick, film

from coach.body.landmarks import PoseFrame
from coach.capture.recording import Recorder, Recording


def joined(*parts: Path | Iterable[PoseFrame], gap_s: float = 0.1) -> list[PoseFrame]:
    """The frames of all parts on one clock."""
    frames: list[PoseFrame] = []
    for part in parts:
        start_s = frames[-1].t_s + gap_s if frames else 0.0
        some = [frame for _, frame in Recording(part)] if isinstance(part, Path) else part
        frames += [replace(frame, t_s=start_s + frame.t_s) for frame in some]
    return frames


def save(path: Path, frames: Iterable[PoseFrame]) -> Path:
    with Recorder(path) as recorder:
        for frame in frames:
            recorder.add(frame)
    return path


def still(stick: Stick, seconds: float) -> list[PoseFrame]:
    return film(lambda t: stick, seconds, fps=15)


class Live(Recording):
    """A recording that passes for a camera: somebody stands in front of it and can answer."""

    live = True

"""What a session judged one frame by, for whoever looks on; nothing in here is ever read back by the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.body.side import Side
from coach.counting.conditions import Readings
from coach.counting.progress_signal import MeasureWay
from coach.counting.rep_detector import Limits
from coach.definitions.phase import Phase


@dataclass(frozen=True)
class Judgement:
    """
    Attributes
    ----------
    t_s : seconds from the first frame of the source.
    levels : the progress signal of each side and of both, 0 = start pose, 1 = target, NaN = unseen.
    ways : the measures that each side's signal is made from.
    amounts, shares : by side and measure, what is compared with the poses, and how far that is on the person's own way.
    readings : the measures with what they are compared with.
    limits : where the signal counts as reached, returned and tried.
    phase : where in a repetition the person is. armed : what begins now would count.
    moving : the sides whose repetition is under way.
    disturbed : this is some other movement.
    hidden : landmarks that are needed and not seen.
    view : how the person stands to the camera at rest, "front" or "oblique".
    corrected : the sides whose form is judged, so that a correction may be given.
    """

    t_s: float
    levels: Mapping[Side, float]
    ways: Mapping[Side, tuple[MeasureWay, ...]]
    amounts: Mapping[Side, Mapping[str, float]]
    shares: Mapping[Side, Mapping[str, float]]
    readings: Readings
    limits: Limits
    phase: Phase
    armed: bool
    moving: tuple[Side, ...]
    disturbed: bool
    hidden: tuple[str, ...]
    view: str
    corrected: tuple[Side, ...]

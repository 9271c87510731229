"""The panels are made anew when what is to be read changes, and only then."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from progress_made import changed
from shipped import LIBRARY

from coach.body.landmarks import empty_frame
from coach.body.side import SIDES
from coach.screen.draw.panels import Panels, panels, to_be_read
from coach.workout.workout_progress import WorkoutProgress
from tests.stages import screens

CANVAS = (1280, 720)
STAGES = screens(LIBRARY.exercise("wall-slides"), (640, 480))


def a_moment_later(progress: WorkoutProgress) -> WorkoutProgress:
    """The same screen a tenth of a second later: everything that moves has moved, no whole second is over."""
    offered = tuple(replace(choice, at=(7.0, 8.0), radius=9.0, held=0.5) for choice in progress.choices)
    hold_s = progress.set.hold_goal_s - (np.ceil(progress.set.hold_goal_s - progress.set.hold_s) - 0.1)
    left_s = None if progress.countdown_s is None else max(0.0, np.ceil(progress.countdown_s) - 0.1)
    return changed(
        progress, t_s=progress.set.t_s + 0.1, frame=empty_frame(0.1, (640, 480)), body=None, fraction=0.123,
        fraction_by_side=dict.fromkeys(SIDES, 0.4), judged={"left_elbow": "fault"}, measures={"neck_height": 1.0},
        hold_s=float(hold_s), countdown_s=None if left_s is None else float(left_s), choices=offered, events=(),
    )  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_what_moves_makes_no_panel_anew(stage: str) -> None:
    before, after = STAGES[stage], a_moment_later(STAGES[stage])
    assert to_be_read(after) == to_be_read(before)
    assert panels(CANVAS, after) == panels(CANVAS, before)


def test_a_screen_that_follows_another_is_painted_as_if_it_were_the_first() -> None:
    drawer = Panels(CANVAS)
    for progress in STAGES.values():
        assert np.array_equal(drawer.update(progress, True), Panels(CANVAS).update(progress, True))


def test_a_figure_that_is_missing_makes_room() -> None:
    drawer = Panels(CANVAS)
    for progress in STAGES.values():
        drawer.update(progress, True)
        shown = drawer.places
        drawer.update(progress, False)
        assert drawer.places.keys() == shown.keys() - {"demonstration"}

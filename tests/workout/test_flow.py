"""The flow around every recorded exercise: counted in by itself, never taken for somebody who has gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cranked import LIBRARY, item, plan
from recorded import ROOT, Clip, clips

from coach.counting.set_session import Options
from coach.workout.workout import Workout

NAMES = sorted(card.exercise.id for card in LIBRARY.cards() if (ROOT / card.exercise.id).is_dir())
EVERY = 3  # frames: a tenth of a second is soon enough for what is tested here


@pytest.mark.parametrize("clip", [clips(name)[0] for name in NAMES], ids=str)
def test_the_exercise_goes_through_without_a_pause_or_a_question(clip: Clip) -> None:
    one = Workout(plan(item(clip.path.parent.name, Options(reps=200, sets=1, hold_s=clip.hold_s))))
    frames = clip.frames()[::EVERY]
    one.update(frames[0])
    stages = [one.update(frames[0], "start").stage]
    for i in range(150):  # as they stand at first, until they are counted in
        stages.append(one.update(replace(frames[0], t_s=(i + 1) / 10)).stage)
    start_s = 16.0
    for frame in frames:
        stages.append(one.update(replace(frame, t_s=start_s + frame.t_s)).stage)
    assert list(dict.fromkeys(stages)) == ["framing", "count-in", "set"]

"""One thing to say: what kind of thing it is, how long it may wait, and for how long it is true."""

from __future__ import annotations

import math
from dataclasses import dataclass

from coach.definitions.phase import Phase
from coach.workout.moments import chapter, holding, moment, wanted
from coach.workout.workout_progress import WorkoutProgress

# The more important one is said first when several wait: numbers are short and belong to their moment.
_IMPORTANCE = {
    "relax": 9, "hold": 8, "begin": 8, "count": 7, "done": 6, "stage": 5, "countdown": 4, "cue": 3, "praise": 2,
    "guidance": 1, "remark": 0,
}  # fmt: skip
# Seconds that a sentence may wait. One that describes a state may wait as long as the state lasts.
_PATIENCE_S = {
    "relax": 1.2, "hold": 0.8, "begin": 1.5, "count": 1.2, "countdown": 0.6, "done": 2.5, "cue": 2.5, "praise": 2.0,
    "stage": math.inf, "guidance": math.inf, "remark": 1.5,
}  # fmt: skip
KINDS = tuple(_IMPORTANCE)


@dataclass(frozen=True)
class Sentence:
    """Something to say. `about` is its kind, one of `KINDS`; `topic` what it holds for: the id of a correction, a
    stage, a moment of a countdown. `t_s` is when it became true; `language` the one its words are in."""

    text: str
    about: str
    t_s: float
    topic: str = ""
    language: str = "en"

    @property
    def importance(self) -> int:
        """How important it is; the larger number is said first."""
        return _IMPORTANCE[self.about]

    def in_time(self, now_s: float) -> bool:
        """Whether it has not yet waited too long to be said."""
        return now_s - self.t_s <= _PATIENCE_S[self.about]

    def holds(self, progress: WorkoutProgress) -> bool:
        """Whether it is still true after this frame."""
        if self.about == "cue":
            cue = progress.set.cue
            return cue is not None and cue.id == self.topic and not cue.put_right
        now = {
            "hold": Phase.TARGET if holding(progress) else "",
            "countdown": moment(progress),
            "praise": progress.set.praise,
            "stage": chapter(progress),
            "guidance": wanted(progress),
        }
        return self.about not in now or now[self.about] == self.topic

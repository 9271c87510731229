"""What the window, the terminal and the voice tell: the state of a workout after one frame."""

from __future__ import annotations

from dataclasses import dataclass

from coach.body.side import Side
from coach.counting.progress import Choice, SetProgress
from coach.definitions.phase import Phase
from coach.events import Event
from coach.workout.first_screen import FirstScreen
from coach.workout.stage import Stage


@dataclass(frozen=True, kw_only=True)
class WorkoutProgress:
    """Everything there is to show and say after one frame; nothing in here is ever read back by the workout.

    Attributes
    ----------
    set : what the set shows, as far as it matters in this stage.
    title : the exercise's title, or the program's at the end.
    stage : where in the workout this is.
    exercise : the exercise's id.
    events : what happened in this frame, in the set and around it.
    say : what is to be read large, and said aloud, in this stage; "" in a set.
    lines : further lines under it, such as those of the summary.
    countdown_s : seconds left of a rest or a count-in, or None.
    next_title : what comes next, or None.
    time_left_s : seconds left of the whole workout, about; None when it has no end.
    item, items : which exercise of how many, from 1.
    set_number, sets : which set of how many, from 1.
    choices : the answers offered now, the most likely first.
    pain : the number on the scale of pain as it stands, or None.
    side : the side whose turn it is, where the other one is done; else None.
    brief : the movement in a few words, as the exercise's file has them.
    first_screen : what is shown before an exercise, while it is; else None.
    """

    set: SetProgress
    title: str
    stage: Stage = Stage.SET
    exercise: str = ""
    events: tuple[Event, ...] = ()
    say: str = ""
    lines: tuple[str, ...] = ()
    countdown_s: float | None = None
    next_title: str | None = None
    time_left_s: float | None = None
    item: int = 1
    items: int = 1
    set_number: int = 1
    sets: int = 1
    choices: tuple[Choice, ...] = ()
    pain: int | None = None
    side: Side | None = None
    brief: str = ""
    first_screen: FirstScreen | None = None

    @property
    def resting(self) -> bool:
        """No movement of an exercise is under way."""
        return self.stage != Stage.SET or self.set.phase in (Phase.START, Phase.READY)

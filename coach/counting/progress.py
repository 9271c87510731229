"""What the window and the terminal draw: the state of a set after one frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.body.landmarks import PoseFrame
from coach.body.side import Side
from coach.definitions.phase import Phase
from coach.events import Event


@dataclass(frozen=True)
class ActiveCue:
    """The correction that stands now. `landmarks` are the joints at fault; `since_s` is when it began. `put_right`:
    it is no longer true, and stays only to be read."""

    id: str
    say: str
    side: Side
    since_s: float
    landmarks: tuple[str, ...] = ()
    put_right: bool = False


@dataclass(frozen=True)
class Choice:
    """An answer that is offered: by its key, or by a raised hand held on it.

    `id` is the word that `Workout.update` takes ("start", "pause", "skip", "pain-3" ...); `key` names the key that does
    the same ("space", "n"). `at` and `radius` are where the hand is to be held, in pixels of the frame, or None where
    the person is not in the picture; `held` is the share 0..1 of the time asked for.
    """

    id: str
    label: str
    key: str = ""
    at: tuple[float, float] | None = None
    radius: float = 0.0
    held: float = 0.0


@dataclass(frozen=True)
class Progress:
    """Everything there is to show after one frame; nothing in here is ever read back by the session.

    Attributes
    ----------
    frame : the frame it was made from, or None before the first.
    phase : "framing" (not everything needed is in view) | "start" (take the start pose) | "ready" (at the start pose,
        waiting) | "out" (on the way to the target) | "target" (at the target or holding) | "back" (on the way back) |
        "rest" (between two sets) | "done".
    title : the exercise's title.
    count, goal : reps done and asked for (goal None = until the source ends).
    outcomes : one of "rep" or "partial" for each repetition so far, oldest first.
    fraction : 0..1 of the way to the target, NaN when unseen; for two-sided movements the less advanced side.
    fraction_by_side : the same for "left" and "right" where the sides have progress of their own.
    hold_s, hold_goal_s : seconds held in this repetition and seconds asked for (0 = no hold).
    direction : "forward" | "backward" | None, of the circle that is asked for.
    cue : the correction that stands, or None.
    guidance : one instruction that would bring what is needed into view, or None.
    missing : names of needed landmarks that cannot be judged now.
    judged : landmark name -> "good" | "fault" | "unseen", for the landmarks that this exercise looks at.
    measures : name -> value of the measures that this exercise uses (degrees or shoulder widths, NaN unseen).
    events : what happened in this frame.
    eyes_away : the exercise is done lying or kneeling, where nobody can look at the screen: all that matters is spoken.

    Around a set (all as in `workout.py`; a bare session leaves them alone):

    exercise : the exercise's id.
    stage : "intro" (what comes is shown and said) | "framing" | "count-in" | "set" | "paused" | "rest" | "pain" (any
        pain, how strong) | "where" (where it hurts) | "confirm" (was it done, what nobody saw) | "summary";
        "shown" where an exercise is only looked at.
    say : what is to be read large, and said aloud, in this stage; "" in a set.
    lines : further lines under it, such as those of the summary.
    countdown_s : seconds left of a rest or a count-in, or None.
    next_title : what comes next, or None.
    time_left_s : seconds left of the whole workout, about; None when it has no end.
    item, items : which exercise of how many, from 1.  set_number, sets : which set of how many, from 1.
    praise : a word for what was just put right, or None.
    choices : the answers offered now, the most likely first.
    timed : this is timed and not judged.
    pain : the number on the scale of pain as it stands, or None.
    """

    t_s: float
    title: str
    frame: PoseFrame | None = None
    phase: Phase = Phase.FRAMING
    count: int = 0
    goal: int | None = None
    outcomes: tuple[str, ...] = ()
    fraction: float = float("nan")
    fraction_by_side: Mapping[str, float] = field(default_factory=dict)
    hold_s: float = 0.0
    hold_goal_s: float = 0.0
    direction: str | None = None
    cue: ActiveCue | None = None
    guidance: str | None = None
    missing: tuple[str, ...] = ()
    judged: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, float] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    eyes_away: bool = False
    exercise: str = ""
    stage: str = "set"
    say: str = ""
    lines: tuple[str, ...] = ()
    countdown_s: float | None = None
    next_title: str | None = None
    time_left_s: float | None = None
    item: int = 1
    items: int = 1
    set_number: int = 1
    sets: int = 1
    praise: str | None = None
    choices: tuple[Choice, ...] = ()
    timed: bool = False
    pain: int | None = None

"""The state of a set after one frame, and the answers that a person can give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coach.body.landmarks import PoseFrame
from coach.body.side import Side
from coach.body.visibility import Body
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


class Reply(StrEnum):
    """What a person can answer with a key or a raised hand. A strength of pain and its place have numbers and names of
    their own ("pain-3", "where-neck")."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    AGAIN = "again"
    LESS = "less"
    TIMED = "timed"
    QUIT = "quit"
    UP = "up"
    DOWN = "down"
    OK = "ok"
    NONE = "none"
    NUMB = "numb"  # numb or tingling


@dataclass(frozen=True)
class Choice:
    """An answer that is offered: by its key, or by a raised hand held on it.

    `id` is the word that `Workout.update` takes: a `Reply`, or "pain-3", "where-neck" ...; `key` names the key that
    does the same ("space", "n"). `at` and `radius` are where the hand is to be held, in pixels of the frame, or None
    where the person is not in the picture; `held` is the share 0..1 of the time asked for; `head` is where the head
    was when the places were found (x, y and radius), which words keep clear of.
    """

    id: str
    label: str
    key: str = ""
    at: tuple[float, float] | None = None
    radius: float = 0.0
    held: float = 0.0
    head: tuple[float, float, float] | None = None


@dataclass(kw_only=True)  # not frozen: one is made in every frame, which takes a few microseconds less
class SetProgress:
    """What a set shows after one frame; nothing in here is ever read back by the session.

    Attributes
    ----------
    t_s : seconds from the first frame of the source.
    title : the exercise's title.
    frame : the frame it was made from, or None before the first.
    body : what can be trusted in that frame.
    phase : where in the set the person is.
    count, goal : reps done and asked for (goal None = until the source ends).
    outcomes : one of "rep" or "partial" for each repetition so far, oldest first.
    fraction : 0..1 of the way to the target, NaN when unseen; for two-sided movements the less advanced side.
    fraction_by_side : the same for each side where the sides have progress of their own.
    hold_s, hold_goal_s : seconds held in this repetition and seconds asked for (0 = no hold).
    direction : "forward" | "backward" | None, of the circle that is asked for.
    cue : the correction that stands, or None.
    guidance : one instruction that would bring what is needed into view, or None.
    uncounted : why what the person does counts for nothing, or None.
    missing : names of needed landmarks that cannot be judged now.
    judged : landmark name -> "good" | "fault" | "unseen", for the landmarks that this exercise looks at.
    measures : name -> value of the measures that this exercise uses (degrees or shoulder widths, NaN unseen).
    events : what happened in this frame.
    eyes_away : the exercise is done lying or kneeling, where nobody can look at the screen: all that matters is spoken.
    praise : a word for what was just put right, or None.
    timed : this is timed and not judged.
    """

    t_s: float
    title: str
    frame: PoseFrame | None = None
    body: Body | None = None
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
    uncounted: str | None = None
    missing: tuple[str, ...] = ()
    judged: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, float] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    eyes_away: bool = False
    praise: str | None = None
    timed: bool = False

"""WorkoutProgress made by hand: what the voice and the terminal are given, a frame at a time."""

from __future__ import annotations

from progress_made import changed, progress_of

from coach.counting.progress import ActiveCue
from coach.events import Cue, Event, Rep
from coach.workout.workout_progress import WorkoutProgress


def rep(count: int, t_s: float = 1.0, side: str = "both", held_s: float = 0.0) -> Rep:
    return Rep(t_s=t_s, start_s=0, peak_s=0, end_s=t_s, side=side, direction=None, range=1, held_s=held_s, count=count)


def cue(say: str, t_s: float = 1.0, spoken: bool = True, name: str = "x") -> Cue:
    return Cue(t_s=t_s, id=name, say=say, side="both", spoken=spoken)


def moment(t_s: float = 1.0, *events: Event, **others: object) -> WorkoutProgress:
    return changed(progress_of(t_s, "Wall slides", phase="out", events=events), **others)  # type: ignore[arg-type]


STANDS = ActiveCue("x", "Elbows up", "both", 1.0)


def staged(stage: str, t_s: float = 1.0, **others: object) -> WorkoutProgress:
    """A frame outside a set."""
    return moment(t_s, stage=stage, phase="framing", **others)


def whole(fps: float = 10.0) -> list[WorkoutProgress]:
    """A workout of one exercise: two sets of three with a hold, a rest, the question and the summary."""
    made = _Reel(fps)
    made.stretch(3.0, "intro", say="Stand with your back to the wall. Slide your arms up.")
    made.stretch(2.0, "framing", guidance="Step back a little: I need to see your left wrist.")
    made.countdown(3.0, "count-in", say="Get ready")
    made.set(1, sets=2)
    made.countdown(20.0, "rest", say="Rest", next_title="Wall slides")
    made.countdown(3.0, "count-in", set_number=2)
    made.set(2, sets=2)
    made.stretch(3.0, "pain", say="Any pain?")
    made.stretch(5.0, "summary", say="Well done", lines=("Better: both arms together", "To work on: holding longer"))
    return made.frames


class _Reel:
    def __init__(self, fps: float) -> None:
        self.frames: list[WorkoutProgress] = []
        self._fps = fps

    @property
    def t_s(self) -> float:
        return len(self.frames) / self._fps

    def stretch(self, seconds: float, stage: str, **others: object) -> None:
        for _ in range(round(seconds * self._fps)):
            self.frames.append(staged(stage, self.t_s, **others))

    def countdown(self, seconds: float, stage: str, **others: object) -> None:
        end_s = self.t_s + seconds
        for _ in range(round(seconds * self._fps)):
            self.frames.append(staged(stage, self.t_s, countdown_s=end_s - self.t_s, **others))

    def set(self, number: int, sets: int, reps: int = 3, hold_s: float = 5.0) -> None:
        common = {"goal": reps, "hold_goal_s": hold_s, "set_number": number, "sets": sets}
        for count in range(1, reps + 1):
            for phase, seconds in (("out", 1.0), ("target", hold_s + 0.5), ("back", 1.0)):
                begin_s = self.t_s
                for _ in range(round(seconds * self._fps)):
                    held = self.t_s - begin_s if phase == "target" else 0.0
                    self.frames.append(moment(self.t_s, phase=phase, hold_s=held, count=count - 1, **common))
            phase = "done" if count == reps else "start"
            self.frames.append(moment(self.t_s, rep(count, self.t_s), phase=phase, count=count, **common))

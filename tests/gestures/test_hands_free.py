"""From the instruction to the end of a workout with no key at all: every answer by a raised hand, by its rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bodies import Arm, Stick, frame, reaching
from cranked import FPS, item, plan, slides

from coach.events import Pain, Rep
from coach.gestures.hands import Hands
from coach.workout.workout import Workout
from coach.workout.workout_progress import WorkoutProgress

HANGING = Stick(left=Arm(8, 8), right=Arm(8, 8))
THINKS_S = 1.0  # arms down, before an answer


class Somebody:
    """Stands in front of the camera, does wall slides in a set, and holds a hand on the answers given."""

    def __init__(self, answers: dict[str, list[str]], sets: dict[str, object]) -> None:
        self.workout, self.hands = Workout(plan(item(**sets))), Hands()  # type: ignore[arg-type]
        self.answers = answers
        self.shown: list[WorkoutProgress] = []
        self.chosen: list[tuple[str, str]] = []
        self.t_s = self._since_s = 0.0
        self._word: str | None = None

    def turn(self) -> None:
        last = self.shown[-1] if self.shown else None
        before = self.shown[-2] if len(self.shown) > 1 else None
        if last is not None and (before is None or last.stage != before.stage or self._word):
            self._since_s = self.t_s
        seen = replace(frame(self.t_s, self._does(last)), t_s=self.t_s)
        progress = self.workout.update(seen, self._word)
        progress, self._word = self.hands.answer(progress)
        if self._word is not None:
            self.chosen.append((progress.stage, self._word))
            self.answers[progress.stage].pop(0)
        self.shown.append(progress)
        self.t_s += 1 / FPS

    def _does(self, last: WorkoutProgress | None) -> Stick:
        if last is None:
            return HANGING
        asked = self.answers.get(last.stage, [])
        if asked:
            at = next((c.at for c in last.choices if c.id == asked[0]), None)
            if at is None or self.t_s - self._since_s < THINKS_S:
                return HANGING
            side = "left" if at[0] > HANGING.at[0] else "right"
            return replace(HANGING, **{side: reaching(HANGING, side, at)})  # type: ignore[arg-type]
        if last.stage in ("framing", "count-in"):
            return slides(0.0)
        return slides(self.t_s - self._since_s) if last.stage == "set" else HANGING

    def to_the_end(self) -> None:
        for _ in range(round(400 * FPS)):
            self.turn()
            if self.workout.over:
                return
        raise AssertionError(f"not over: {self.shown[-1].stage}, {self.chosen}")


def test_a_workout_from_start_to_end_by_hand() -> None:
    answers = {"intro": ["start"], "rest": ["start"], "pain": ["up", "up", "ok"], "where": ["where-neck"],
               "summary": ["quit"]}  # fmt: skip
    somebody = Somebody(answers, {"reps": 2, "sets": 2, "rest_s": 60})
    somebody.to_the_end()
    assert somebody.chosen == [
        ("intro", "start"), ("rest", "start"), ("pain", "up"), ("pain", "up"), ("pain", "ok"), ("where", "where-neck"),
        ("summary", "quit"),
    ]  # fmt: skip
    events = [event for progress in somebody.shown for event in progress.events]
    assert [event.count for event in events if isinstance(event, Rep)] == [1, 2, 1, 2]
    assert [(e.level, e.where) for e in events if isinstance(e, Pain)] == [(2, "neck")]
    assert somebody.t_s == pytest.approx(60, abs=20)  # nothing had to be waited for


def test_no_movement_of_the_set_is_taken_for_an_answer() -> None:
    somebody = Somebody({}, {"reps": 8})
    somebody.to_the_end()
    assert somebody.chosen == []


def test_a_pause_by_hand_and_on_again() -> None:
    somebody = Somebody({"set": ["pause"], "paused": ["resume"], "pain": ["none"]}, {"reps": 2})
    somebody.to_the_end()
    assert somebody.chosen[:2] == [("set", "pause"), ("paused", "resume")]
    assert sum(isinstance(e, Rep) for p in somebody.shown for e in p.events) == 2

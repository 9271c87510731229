"""An exercise of one's own learned in the home window: step by step, cranked by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bodies import Stick, arms, film, frame, reps

from coach.body.landmarks import PoseFrame, empty_frame
from coach.cli.background import Background
from coach.cli.own_exercise import OwnExercise, id_for
from coach.cli.teaching import STAND_S, Step, Teaching
from coach.definitions.library import Library
from coach.screen.draw.panels import lettering
from coach.screen.draw.text_lines import TextLines
from coach.workout.workout import SUMMARY_S
from coach.workout.workout_progress import WorkoutProgress

FPS = 15.0


class AtOnce(Background[Any]):
    """Work that is done when it is begun."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__(work)
        self._thread.join()


def raised(level: float) -> Stick:
    return Stick(**arms(elevation=10 + 80 * level, flexion=5))


class Pupil:
    """Somebody before the camera, and the teaching."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.teaching = Teaching(OwnExercise("my-lift", "My lift"), AtOnce)
        self.t_s = 0.0
        self.shown: list[WorkoutProgress] = []

    @property
    def last(self) -> WorkoutProgress:
        return self.shown[-1]

    @property
    def step(self) -> Step:
        return self.teaching.step

    def frame(self, seen: PoseFrame, word: str | None = None) -> WorkoutProgress:
        self.shown.append(self.teaching.update(replace(seen, t_s=self.t_s), word))
        self.t_s += 1 / FPS
        return self.last

    def stands(self, seconds: float, word: str | None = None) -> WorkoutProgress:
        for n in range(max(1, round(seconds * FPS))):
            self.frame(frame(self.t_s, raised(0.0)), word if n == 0 else None)
        return self.last

    def lifts(self, *peaks: float) -> WorkoutProgress:
        level, seconds = reps(peaks)
        for seen in film(lambda t_s: raised(level(t_s)), seconds, fps=FPS, noise_px=0.5):
            self.frame(seen)
        return self.last

    def offered(self) -> list[str]:
        return [choice.label for choice in self.last.choices]

    def learns(self) -> None:
        """As far as the report."""
        self.stands(STAND_S + 0.2)
        self.lifts(1, 1, 1)
        self.stands(9.0)
        assert self.step == Step.REPORT


@pytest.fixture
def pupil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pupil:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    return Pupil(tmp_path)


def test_three_and_a_rest_are_learned_counted_and_kept(pupil: Pupil) -> None:
    pupil.learns()
    assert any(progress.set.count == 3 for progress in pupil.shown), "it counts on the screen what it saw"
    assert pupil.last.lines[0].startswith("3 repetitions")
    assert pupil.last.lines[1].startswith("I count it by the ")
    assert pupil.last.lines[2].startswith("I am ")
    assert pupil.offered() == ["Try it", "Keep it", "Again", "Leave"]
    pupil.stands(STAND_S + 0.2, "start")
    assert pupil.step == Step.PROVE
    pupil.lifts(1, 1)
    pupil.stands(11.0)
    assert (pupil.last.say, pupil.offered()) == ("I counted 2 repetitions.", ["Yes", "Too many", "Too few"])
    pupil.stands(0.1, "ok")
    assert (pupil.step, pupil.teaching.is_kept) == (Step.KEPT, True)
    assert Library(own=pupil.home).card("my-lift").exercise.title == "My lift"
    pupil.stands(0.1, "ok")
    assert pupil.teaching.over
    screens = {(shown.stage, shown.say): shown for shown in pupil.shown}
    assert len(screens) > 6
    assert [line.text for shown in screens.values() for line in all_letters(shown) if line.text.endswith("…")] == []


def all_letters(shown: WorkoutProgress) -> list[TextLines]:
    """All that is read on a screen, at three sizes."""
    sizes = ((640, 480), (1280, 720), (1920, 1080))
    return [line for size in sizes for line in lettering(size, shown, demonstrated=False)]


def test_a_count_that_was_wrong_is_put_right(pupil: Pupil) -> None:
    pupil.learns()
    pupil.stands(STAND_S + 0.2, "start")
    pupil.lifts(1, 0.65, 1)
    pupil.stands(11.0)
    assert pupil.last.say == "I counted 2 repetitions."
    pupil.stands(0.1, "up")
    assert (pupil.last.say, pupil.last.lines) == ("How many were there?", ("3",))
    assert pupil.offered() == ["They were 3", "Fewer", "More"]
    pupil.stands(0.3, "ok")
    assert pupil.step == Step.KEPT
    assert pupil.last.lines[0].startswith("All of them are right now.")
    assert Library(own=pupil.home).card("my-lift").exercise.range.reached < 0.7


def test_what_nothing_counts_right_may_be_kept_or_shown_again(pupil: Pupil) -> None:
    pupil.learns()
    pupil.stands(STAND_S + 0.2, "start")
    pupil.lifts(1, 1)
    pupil.stands(11.0)
    for _time in range(7):
        pupil.stands(0.1, "up")
    pupil.stands(0.3, "ok")
    assert pupil.step == Step.REPORT
    assert pupil.last.say.startswith("I found nothing that counts all of them right.")
    pupil.stands(0.1, "again")
    assert pupil.step == Step.STAND
    pupil.stands(STAND_S + 0.2)
    assert pupil.step == Step.SHOW


def test_one_movement_is_not_enough_and_it_says_what_to_do(pupil: Pupil) -> None:
    pupil.stands(0.1, "start")
    pupil.lifts(1)
    pupil.stands(0.3, "start")
    assert pupil.step == Step.FAILED
    assert pupil.last.say.startswith("I saw no movement")
    assert pupil.offered() == ["Again", "Leave"]
    pupil.stands(0.1, "start")
    assert pupil.step == Step.STAND


def test_it_waits_until_somebody_stands_there(pupil: Pupil) -> None:
    for _second in range(12):
        pupil.frame(empty_frame(pupil.t_s, (640, 480)))
        pupil.t_s += 1.0
    assert pupil.step == Step.STAND
    pupil.stands(0.1)
    assert pupil.step == Step.SHOW


def test_the_way_to_the_keyboard_is_no_part_of_the_showing(pupil: Pupil) -> None:
    pupil.stands(0.1, "start")
    pupil.lifts(1, 1)
    pupil.stands(4.0)
    pupil.frame(frame(pupil.t_s, raised(1.0)), "start")
    ends_s = pupil.teaching._showing.repetitions[-1].end_s
    assert pupil.teaching._shown[-1].t_s <= ends_s + 1.0


def test_the_end_does_not_wait_for_somebody_who_has_gone(pupil: Pupil) -> None:
    pupil.learns()
    pupil.stands(SUMMARY_S - 0.5, "skip")
    assert (pupil.step, pupil.teaching.over) == (Step.KEPT, False)
    pupil.stands(1.0)
    assert pupil.teaching.over


def test_who_leaves_keeps_nothing(pupil: Pupil) -> None:
    pupil.learns()
    pupil.stands(0.1, "quit")
    assert pupil.teaching.over
    assert pupil.teaching.finish().say == "Nothing was kept."
    assert not (pupil.home / "exercises").exists()


@pytest.mark.parametrize(
    ("title", "name"),
    [("My lift", "my-lift"), (" Für den Nacken, 2x ", "fur-den-nacken-2x"), ("Übung", "ubung"), ("!", "")],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert id_for(title) == name


def test_an_error_in_the_background_is_raised_where_the_result_is_wanted() -> None:
    def fails() -> int:
        raise ValueError("no")

    work = Background(fails)
    with pytest.raises(ValueError, match="no"):
        work.result()
    assert work.is_done

"""Every screen in a language of accents, a third longer: nothing is cropped and nothing is left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from stages import standing

from coach.body.side import Side
from coach.counting.progress import ActiveCue
from coach.counting.session import Options
from coach.definitions.definition import Exercise
from coach.definitions.library import Library
from coach.definitions.phase import Phase
from coach.screen.draw.help_page import help_panel
from coach.screen.draw.panels import lettering
from coach.terminal.plain_lines import PlainLines
from coach.voice.script import Script
from coach.wording import catalogue
from coach.workout.program import plan
from coach.workout.stage import Stage
from coach.workout.workout import Workout
from coach.workout.workout_progress import WorkoutProgress

SIZES = ((640, 480), (1280, 720), (1920, 1080))
SECONDS = 60
ENGLISH = re.compile(r"[A-Za-z]*[aeiou][A-Za-z]*")  # in pseudo every vowel has an accent
EXERCISES = ("wall-slides", "open-books", "shoulder-rolls", "walking", "childs-pose")


@pytest.fixture(scope="module", autouse=True)
def _pseudo() -> Iterator[None]:
    catalogue.use("pseudo")
    yield
    catalogue.use("en")


@pytest.fixture(scope="module")
def workouts(_pseudo: None) -> dict[str, list[WorkoutProgress]]:
    """What is shown of a workout of each exercise, from instruction to summary, a frame a second."""
    return {name: list(_walked(name)) for name in EXERCISES}


def _walked(name: str) -> Iterator[WorkoutProgress]:
    """Through all stages: started, timed, paused, eased, asked for pain, summed up."""
    card = Library().card(name)
    workout = Workout(plan(card, Options()))
    words = {2: "start", 4: "start", 9: "pause", 11: "less", 13: "resume", 20: "pain-2", 24: "where-neck"}
    words |= {28: "start", 30: "start", 40: "skip", 44: "none", 50: "start"}
    for t_s in range(SECONDS):
        shown = workout.update(standing(float(t_s)), words.get(t_s))
        yield shown
        if workout.over:
            break
    yield workout.finish()
    if isinstance(card.exercise, Exercise):
        for rule in card.exercise.cues:
            cue = ActiveCue(rule.id, rule.say, Side.BOTH, 0.0)
            yield replace(shown, stage=Stage.SET, say="", lines=(), choices=(), set=replace(shown.set, cue=cue))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", EXERCISES)
def test_nothing_is_cropped_and_nothing_is_english(
    workouts: dict[str, list[WorkoutProgress]], name: str, size: tuple[int, int]
) -> None:
    stages = set()
    for shown in workouts[name]:
        stages.add(shown.stage)
        for line in lettering(size, shown):
            assert not line.text.endswith("…"), (shown.stage, line.text)
            assert not ENGLISH.search(line.text), (shown.stage, line.text)
    assert {Stage.INTRO, Stage.COUNT_IN, Stage.SET, Stage.PAUSED, Stage.SUMMARY} <= stages


@pytest.fixture(scope="module")
def rare_stages(_pseudo: None) -> list[WorkoutProgress]:
    """Framing, a held pose, the question after an exercise that nobody saw, and where a strong pain is."""
    words = {2: "start", 10: "start", 12: "up", 13: "pain-6", 16: "where-neck"}
    walked = Workout(plan(Library().card("walking"), Options(time_s=3)))
    found = [walked.update(standing(float(t_s)), words.get(t_s)) for t_s in range(20)]
    found += [walked.finish()]
    slides = Workout(plan(Library().card("wall-slides"), Options()))
    for t_s in range(10):
        frame = standing(float(t_s))
        unseen = replace(frame, image=np.full_like(frame.image, np.nan))
        found.append(slides.update(unseen if t_s < 6 else frame, "start" if t_s == 2 else None))
    in_set = [shown for shown in found if shown.stage == Stage.SET]
    return [*found, *(replace(s, set=replace(s.set, phase=Phase.TARGET, hold_s=2, hold_goal_s=5)) for s in in_set)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_stages_that_are_rarely_reached(rare_stages: list[WorkoutProgress], size: tuple[int, int]) -> None:
    for shown in rare_stages:
        for line in lettering(size, shown):
            assert not line.text.endswith("…"), (shown.stage, line.text)
            assert not ENGLISH.search(line.text), (shown.stage, line.text)
    assert {Stage.FRAMING, Stage.CONFIRM, Stage.PAIN, Stage.WHERE} <= {shown.stage for shown in rare_stages}
    assert any(shown.set.hold_s for shown in rare_stages)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_help_page(size: tuple[int, int]) -> None:
    panel = help_panel(size)
    for line in panel.letters:
        assert not ENGLISH.search(line.text), line.text
        assert line.box.right <= panel.place.right, line.text


@pytest.mark.parametrize("name", EXERCISES)
def test_terminal_and_voice(workouts: dict[str, list[WorkoutProgress]], name: str) -> None:
    lines, script = PlainLines(), Script("talkative")
    for shown in workouts[name]:
        for text in lines.update(shown, keys=True):
            assert not ENGLISH.search(text), text
        for sentence in script.update(shown):
            if sentence.about not in ("count", "countdown"):  # numbers have a language of their own
                assert not ENGLISH.search(sentence.text), sentence.text

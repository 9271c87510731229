"""The end of a set is told in the same sentences by JSON lines, plain lines, the terminal's panel, the window and the
voice."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from figure import STEP_S, Figure
from recorded import clips
from rich.console import Console
from shipped import LIBRARY

from coach.body.landmarks import PoseFrame
from coach.cli.output import Output
from coach.cli.run import run
from coach.cli.view import SummaryOnly
from coach.cli.wanted import Wanted
from coach.counting.set_session import Options
from coach.definitions.definition import Exercise
from coach.errors import SourceLostError
from coach.events import Summary
from coach.records.settings import Settings
from coach.screen.draw.panels import lettering
from coach.terminal.live_panel import panel
from coach.terminal.plain_lines import PlainLines
from coach.voice.script import Script
from coach.workout.comparison import Result
from coach.workout.opening import Opening
from coach.workout.program import plan
from coach.workout.stage import Stage
from coach.workout.workout import Workout
from coach.workout.workout_progress import WorkoutProgress

SIZES = (1280, 720), (1920, 1080), (640, 480)
# With repetitions that fell short, holds, sides, circles, corrections, a joint that was hidden, and nothing at all.
NAMES = (
    "wall-slides", "scapular-squeezes", "shoulder-rolls", "lat-side-reach", "childs-pose", "open-books",
    "chin-tucks", "bent-over-rows", "isometric-neck", "raise-a-knee",
)  # fmt: skip


class Kept:
    """A view that keeps the end."""

    live = False
    ended: WorkoutProgress

    def show(self, image: object, progress: WorkoutProgress) -> str | None:
        return None

    def end(self, progress: WorkoutProgress, *, at_once: bool) -> None:
        self.ended = progress

    def close(self) -> None:
        pass


def run_in_json(exercise: str, frames: Iterable[tuple[None, PoseFrame]], workout: Workout) -> WorkoutProgress:
    """A run of `coach do --json`, its lines on standard output. Returns what a view would show at the end."""
    wanted = Wanted(exercise=exercise, source="clip.npz", headless=True, as_json=True, settings=Settings())
    view = Kept()
    with Output([LIBRARY.card(exercise)], wanted, (640, 480), live_source=False) as output:
        output.view = view
        with suppress(SourceLostError):
            run(frames, workout, output)
    return view.ended


def told_in(printed: str) -> list[str]:
    """The sentences that the lines end with."""
    rows = [json.loads(line) for line in printed.splitlines()]
    return list([row["told"] for row in rows if row.get("told")][-1])


def print_events(shown: Iterable[WorkoutProgress]) -> None:
    """The lines of `--json`."""
    for event in (event for progress in shown for event in progress.events):
        print(json.dumps(event.as_json()))


def told_by_the_others(end: WorkoutProgress, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """All that each of them shows at the end, its lines joined."""
    SummaryOnly(as_json=False).end(end, at_once=True)
    wide = io.StringIO()
    Console(file=wide, width=400).print(panel(end))
    found = {
        "headless": capsys.readouterr().out,
        "plain": "\n".join(PlainLines().update(end)),
        "terminal": wide.getvalue(),
        "voice": "\n".join(sentence.text for sentence in Script("talkative").update(end)),
    }
    for size in SIZES:
        found[f"window {size}"] = " ".join(line.text for line in lettering(size, end))
    return {name: " ".join(text.replace("│", " ").split()) for name, text in found.items()}


def check(end: WorkoutProgress, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Nobody tells more or less than the JSON lines, or in another order. Returns those sentences."""
    told = told_in(capsys.readouterr().out)
    assert told == [end.say, *end.lines]
    for name, text in told_by_the_others(end, capsys).items():
        assert " ".join(told) in text, name
    return told


def workout_of(name: str, **options: Any) -> Workout:
    return Workout(plan(LIBRARY.card(name), Options(endless=True, **options)), attended=False)


@pytest.mark.parametrize("name", NAMES)
def test_all_tell_the_end_of_a_set_in_the_same_sentences(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for clip in clips(name)[:3]:
        frames = ((None, frame) for frame in clip.frames())
        told = check(run_in_json(name, frames, workout_of(name, hold_s=clip.hold_s)), capsys)
        assert any(letter.isdigit() for letter in told[0]), clip


def test_all_tell_alike_why_nothing_counted(capsys: pytest.CaptureFixture[str]) -> None:
    frames = [(None, frame) for frame in clips("other")[0].frames()]
    told = check(run_in_json("wall-slides", frames, workout_of("wall-slides")), capsys)
    assert told[0] == "I counted nothing."


def test_all_tell_alike_of_a_camera_that_was_lost(capsys: pytest.CaptureFixture[str]) -> None:
    def until_it_is_pulled_out() -> Iterator[tuple[None, PoseFrame]]:
        yield from ((None, frame) for frame in clips("wall-slides")[0].frames())
        raise SourceLostError("the camera was pulled out", "Plug it in again.")

    told = check(run_in_json("wall-slides", until_it_is_pulled_out(), workout_of("wall-slides")), capsys)
    assert "pulled out" in told[1]


def test_the_end_of_a_workout_in_front_of_a_camera_is_that_of_its_last_set(capsys: pytest.CaptureFixture[str]) -> None:
    """After two sets with a rest, and the question about pain; compared with the time before."""
    exercise = LIBRARY.exercise("wall-slides")
    assert isinstance(exercise, Exercise)
    whole = plan(LIBRARY.card("wall-slides"), Options(reps=3, sets=2))
    workout = Workout(whole, before={exercise.id: Result(reps=2)})
    figure, shown = Figure(exercise), list[WorkoutProgress]()
    told: list[tuple[str, ...]] = []
    while not shown or shown[-1].stage != Stage.SUMMARY:
        frame = figure.next(len(shown) * STEP_S, shown[-1] if shown else None)
        shown.append(workout.update(frame, "none" if shown and shown[-1].stage == Stage.PAIN else None))
        told += [event.told for event in shown[-1].events if isinstance(event, Summary)]
    assert [one[0] for one in told] == ["3 of 6 repetitions.", "Well done: all 6 repetitions."]
    assert told[-1] == (shown[-1].say, *shown[-1].lines)


@pytest.mark.parametrize(
    ("answers", "done"),
    [
        ({Stage.REST: "pain-8", Stage.WHERE: "where-neck"}, "2 of 4 repetitions."),
        ({Stage.PAIN: "pain-6", Stage.WHERE: "skip"}, "Well done: all 4 repetitions."),
        ({Stage.PAIN: "numb"}, "Well done: all 4 repetitions."),
    ],
)
def test_all_tell_alike_what_to_do_about_the_pain_that_ends_a_workout(
    answers: dict[Stage, str], done: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In front of a camera, after the first or the second of two sets."""
    exercise = LIBRARY.exercise("wall-slides")
    assert isinstance(exercise, Exercise)
    workout = Workout(plan(LIBRARY.card("wall-slides"), Options(reps=2, sets=2)))
    figure, shown = Figure(exercise), list[WorkoutProgress]()
    while not shown or shown[-1].stage != Stage.SUMMARY:
        frame = figure.next(len(shown) * STEP_S, shown[-1] if shown else None)
        shown.append(workout.update(frame, answers.get(shown[-1].stage) if shown else None))
    print_events(shown)
    told = check(shown[-1], capsys)
    assert told[0].startswith("Let us stop here")
    assert done in told


def test_all_tell_alike_what_to_do_about_the_pain_of_the_day_after(capsys: pytest.CaptureFixture[str]) -> None:
    whole = plan(LIBRARY.card("wall-slides"), Options())
    workout = Workout(whole, opening=Opening("How was it after the last time?", whole))
    frames = clips("wall-slides")[0].frames()
    shown = [workout.update(frame, word) for frame, word in zip(frames, ("pain-9", "where-neck"), strict=False)]
    print_events(shown)
    assert check(shown[-1], capsys)[0].startswith("Let us stop here")

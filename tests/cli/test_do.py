"""`coach do` from end to end: exercises and programs on recordings, and a person before a camera with a history."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import lived
import pytest
from bad_histories import full_disk, later_version, locked, pipe
from bodies import film, wall_slide
from cranked import LIBRARY, PERIOD_S, slides
from forked import forked_coach
from joined import Live, joined, save, still
from paths import TESTS
from recorded import ROOT

from coach.capture import clock_source
from coach.cli import do as do_module
from coach.cli import output
from coach.cli.do import coach_through, run_exercise
from coach.cli.wanted import Wanted
from coach.definitions.library import Card, ProgramCard
from coach.records import clock, diary
from coach.records.history import History
from coach.records.settings import Settings
from coach.workout.stage import Stage
from coach.workout.workout_progress import WorkoutProgress

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals as on POSIX")
PROGRAM = """\
id: three
title: Three
good_for: [upper back]
description: Three of them.
items:
  - {exercise: wall-slides, dose: {reps: 2, sets: 2}}
  - {exercise: walking, dose: {time_s: 600}}
  - {exercise: shoulder-rolls, dose: {reps: 4, directions: [backward]}}
  - {exercise: scapular-squeezes, dose: {reps: 2, hold_s: 2.5}}
source: me
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="module")
def workout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Slides, rolls and squeezes, one after the other. Three people, so the coach waits at each change until whoever is
    new has stayed: that costs the first repetitions."""
    parts = (ROOT / "wall-slides" / "two-partials.npz", ROOT / "shoulder-rolls" / "backward.npz",
             ROOT / "scapular-squeezes" / "seated.npz")  # fmt: skip
    return save(tmp_path_factory.mktemp("joined") / "workout.npz", joined(*parts))


def environment(home: Path) -> dict[str, str]:
    path = os.pathsep.join([str(ROOT.parent), str(ROOT.parent / "tests")])
    variables = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "COACH_DEBUG")}
    return variables | {"COACH_HOME": str(home), "PYTHONPATH": path}


def command(home: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return forked_coach(environment(home), *words)


def rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


# ---------------------------------------------------------------- a program on a recording


def test_a_program_on_a_recording_is_done_item_by_item(home: Path, tmp_path: Path, workout: Path) -> None:
    program = tmp_path / "three.yaml"
    program.write_text(PROGRAM, encoding="utf-8")
    done = command(home, "do", program, "--source", workout, "--headless", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = rows(done.stdout)
    assert [row["exercise"] for row in found if row["type"] == "start"] == [
        "wall-slides", "shoulder-rolls", "scapular-squeezes",  # nobody is there who could vouch for a walk
    ]  # fmt: skip
    assert [row["reps"] for row in found if row["type"] == "summary"] == [4, 4, 2]
    exercise, counted = "", {}
    for row in found:
        if row["type"] == "start":
            exercise = str(row["exercise"])
        counted.setdefault(exercise, []).append(row["type"])
    assert {name: kinds.count("rep") for name, kinds in counted.items()} == {
        "wall-slides": 4, "shoulder-rolls": 4, "scapular-squeezes": 2,
    }  # fmt: skip
    assert [float(str(row["t_s"])) for row in found] == sorted(float(str(row["t_s"])) for row in found)
    assert not home.exists()  # a replay is no training, and --headless keeps nothing


def test_a_program_without_json_ends_with_what_it_came_to(home: Path, tmp_path: Path, workout: Path) -> None:
    program = tmp_path / "three.yaml"
    program.write_text(PROGRAM, encoding="utf-8")
    done = command(home, "do", program, "--source", workout, "--headless")
    lines = done.stdout.splitlines()
    assert lines[:2] == ["Three", "Well done: all 3 exercises."]
    assert len(lines) <= 8, lines  # what fell short, one thing done well, one to work on


def test_a_program_has_its_own_doses(home: Path) -> None:
    done = command(home, "do", "desk-break", "--reps", "3", "--headless")
    assert done.returncode == 2
    assert done.stderr.startswith("'desk-break' is a program and has its own doses: leave out --reps")


# ---------------------------------------------------------------- somebody in front of the camera


def sliding(seconds: float, reach: float = 1.0) -> list:  # type: ignore[type-arg]
    """Somebody who does wall slides all the time, in whatever stage."""
    return film(lambda t: slides(t, reach), seconds, fps=15)


def do(name: str, source: Path, capsys: pytest.CaptureFixture[str], **more: object) -> list[dict[str, object]]:
    card = LIBRARY.find(name)
    assert isinstance(card, Card | ProgramCard)
    wanted = Wanted(exercise=name, source="0", as_json=True, settings=Settings(plain=True), mute=True, **more)  # type: ignore[arg-type]
    coach_through(card, wanted, Live(source))
    return rows(capsys.readouterr().out)


def test_every_set_goes_into_the_history(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = save(tmp_path / "a.npz", sliding(150))
    found = do("wall-slides", source, capsys, reps=3, sets=2)
    assert [row["type"] for row in found if row["type"] in ("start", "summary")] == ["start", "summary", "summary"]
    with History(home / "history.db") as kept:
        sets = kept.sets()
        assert [(row["exercise"], row["reps"], row["number"], row["judged"]) for row in sets] == [
            ("wall-slides", 3, 1, 1), ("wall-slides", 3, 2, 1),
        ]  # fmt: skip
        assert len(kept.reps(int(str(sets[0]["id"])))) == 3
        (workout,) = kept.workouts()
        assert (workout["program"], workout["exercises"]) == (None, ["wall-slides"])


def test_the_next_time_is_compared_with_the_last(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = Wanted(exercise="wall-slides", source="0", settings=Settings(plain=True), mute=True, reps=3)
    card = LIBRARY.card("wall-slides")
    for name, reach in (("a", 0.85), ("b", 1.0)):
        coach_through(card, wanted, Live(save(tmp_path / f"{name}.npz", sliding(110, reach))))
    first, second = capsys.readouterr().out.split("Well done: all 3 repetitions.")[1:]
    assert "last time" not in first
    assert "Better: you went further: " in second
    assert "of the full way (last time: " in second


def test_a_walk_in_a_program_is_not_done_when_nobody_confirms_it(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "walk.yaml"
    program.write_text(PROGRAM[: PROGRAM.index("  - ")] + "  - {exercise: walking, dose: {time_s: 20}}\nsource: me\n")
    found = do(str(program), save(tmp_path / "a.npz", still(wall_slide(0), 400)), capsys)
    assert not [row for row in found if row["type"] == "timed"]
    with History(home / "history.db") as kept:
        assert kept.sets() == []


class Pressed:
    """A view that looks at nothing and presses keys."""

    live = False

    def __init__(self, key: Callable[[WorkoutProgress], str | None]) -> None:
        self._key = key
        self.stages: list[str] = []

    def show(self, image: object, progress: WorkoutProgress) -> str | None:
        if not self.stages or self.stages[-1] != progress.stage:
            self.stages.append(progress.stage)
        return self._key(progress)

    def end(self, progress: WorkoutProgress, *, at_once: bool) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.fixture
def pressing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[WorkoutProgress], str | None]], Pressed]:
    def put(key: Callable[[WorkoutProgress], str | None]) -> Pressed:
        view = Pressed(key)
        monkeypatch.setattr(output, "view_for", lambda cards, size, wanted, window: view)
        return view

    return put


PLAN = """\
id: mine
title: Mine
weeks: 2
exercises:
  - {exercise: wall-slides, dose: {reps: 10}}
  - {program: desk-break}
"""


def test_what_is_due_is_done_after_the_question_about_the_day_after(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    pressing: Callable[[Callable[[WorkoutProgress], str | None]], Pressed],
) -> None:  # fmt: skip
    """Four of ten about yesterday: nine instead of ten at once, and it goes into the history with its answer."""
    asked: list[str] = []

    def press(progress: WorkoutProgress) -> str | None:
        if progress.stage == Stage.PAIN:
            asked.append(progress.say)
            return "4" if len(asked) == 1 else "0"
        return "quit" if progress.stage == Stage.SUMMARY else "n" if progress.stage == Stage.WHERE else None

    yesterday = clock.now() - timedelta(days=1)
    with History(home / "history.db") as kept:
        kept.begin_plan(yesterday, "mine", str(tmp_path / "mine.yaml"), PLAN)
        lived.did(kept, yesterday.date(), reps=10, pain=0)
    view = pressing(press)
    monkeypatch.setattr(do_module, "opened", lambda *_: Live(save(tmp_path / "a.npz", sliding(150))))
    run_exercise(Wanted(exercise="today", source="0", as_json=True, settings=Settings(camera=0), mute=True))
    said = capsys.readouterr()
    assert view.stages[:2] == ["pain", "where"]
    assert asked[0] == "How did it feel after yesterday: any pain?"
    assert [row["type"] for row in rows(said.out)][:2] == ["start", "day_after"]
    assert said.err == "Still due today: A break at the desk. `coach do` starts it.\n"
    with History(home / "history.db") as kept:
        assert [(row["pain"], row["pain_where"]) for row in kept.days_after("")] == [(4, None)]
        first, second = kept.sets()
        assert (first["goal"], second["goal"], second["reps"], second["pain"]) == (10, 9, 9, 0)
        assert kept.workouts()[-1]["program"] == "mine"


def test_a_stream_that_ends_before_the_workout_is_told(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = Wanted(exercise="wall-slides", source="0", settings=Settings(plain=True), mute=True, reps=3)
    coach_through(LIBRARY.card("wall-slides"), wanted, Live(save(tmp_path / "short.npz", sliding(40))))
    assert capsys.readouterr().err == "The stream ended, and so did the workout.\n"


def test_a_walk_needs_no_camera(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now_s = itertools.count(0.0, 0.5)
    monkeypatch.setattr(clock_source.ClockSource.__init__, "__defaults__", (lambda: next(now_s), lambda seconds: None))
    monkeypatch.setattr(do_module, "opened", lambda *_: pytest.fail("a camera was opened"))
    home.mkdir()
    (home / "safety-acknowledged").touch()
    run_exercise(Wanted(exercise="walking", source="0", settings=Settings(camera=0, plain=True), mute=True))
    assert "Did you do it?" in capsys.readouterr().out


def test_three_others_the_next_time(
    home: Path, tmp_path: Path, pressing: Callable[..., Pressed], capsys: pytest.CaptureFixture[str]
) -> None:
    source = save(tmp_path / "a.npz", still(wall_slide(0), 120))

    def key(progress: WorkoutProgress) -> str | None:
        if progress.stage == "intro":
            return "n" if progress.exercise == "walking" else "t"
        in_set = progress.stage == "set" and progress.set.hold_s > 1
        return {"pain": "0", "rest": "n", "summary": "quit"}.get(progress.stage) or ("n" if in_set else None)

    for _ in range(3):
        pressing(key)
        do("strength-three", source, capsys)
    with History(home / "history.db") as kept:
        asked = [set(row["exercises"]) - {"walking"} for row in kept.workouts("strength-three")]  # type: ignore[call-overload]
        done = [str(row["exercise"]) for row in kept.sets()]
    assert [len(three) for three in asked] == [3, 3, 3]
    assert all(not a & b for a, b in itertools.pairwise(asked))
    assert set(done) == set.union(*asked)


def test_keys_from_start_to_end(
    home: Path, tmp_path: Path, pressing: Callable[..., Pressed], capsys: pytest.CaptureFixture[str]
) -> None:
    """Space starts, pauses and goes on; l is less; a digit is the pain, and where."""
    pressed: list[str] = []

    def key(progress: WorkoutProgress) -> str | None:
        wish = {"intro": "space", "paused": "space", "rest": "l", "pain": "3", "where": "2", "summary": "quit"}
        once = wish.get(progress.stage) if progress.stage not in pressed else None
        if progress.stage == "set" and progress.set.count == 1 and "paused" not in pressed:
            once = "space"
        if once:
            pressed.append(progress.stage)
        return once

    view = pressing(key)
    found = do("wall-slides", save(tmp_path / "a.npz", sliding(150)), capsys, reps=3, sets=2)
    assert view.stages == ["intro", "framing", "count-in", "set", "paused", "set", "rest", "framing", "count-in", "set",
                           "pain", "where", "summary"]  # fmt: skip
    assert [(row["level"], row["where"]) for row in found if row["type"] == "pain"] == [(3, "shoulder")]
    with History(home / "history.db") as kept:
        rows = [(row["reps"], row["level"], row["pain"], row["pain_where"]) for row in kept.sets()]
    assert rows == [(3, "standard", 3, "shoulder"), (2, "gentle", 3, "shoulder")]


@pytest.mark.parametrize("stage", [*(one for one in Stage if one not in (Stage.CONFIRM, Stage.SHOWN))])
def test_a_window_that_is_closed_ends_the_workout_in_every_stage(
    home: Path, tmp_path: Path, pressing: Callable[..., Pressed], capsys: pytest.CaptureFixture[str], stage: Stage
) -> None:
    """The window gives "quit" when it is closed. What was done until then is kept."""
    pressed: list[str] = []

    def key(progress: WorkoutProgress) -> str | None:
        if progress.stage == stage:
            pressed.append("quit")
            return "quit"
        if stage == Stage.PAUSED and progress.stage == Stage.SET and progress.set.count == 1:
            return "space"
        return {"intro": "space", "pain": "3", "where": "2"}.get(progress.stage)

    view = pressing(key)
    found = do("wall-slides", save(tmp_path / "a.npz", sliding(150)), capsys, reps=2, sets=2)
    assert pressed == ["quit"]
    assert view.stages[-1] == stage
    assert found[-1]["type"] in ("summary", "start", "pain")
    before = (Stage.INTRO, Stage.FRAMING, Stage.COUNT_IN, Stage.SET)
    with History(home / "history.db") as kept:
        rows = [row["reps"] for row in kept.sets()]
    assert rows == ([] if stage in before else [1] if stage == Stage.PAUSED else [2] if stage == Stage.REST else [2, 2])


@pytest.mark.parametrize(
    ("failure", "cause"),
    [
        (locked, "another program has locked it.\nEnd that program."),
        (later_version, "later version"),
        (pipe, "it is not a file"),
        (full_disk, "the disk is full.\nMake room on the disk."),
    ],
)
def test_a_history_that_fails_is_told_and_no_reason_not_to_exercise(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    failure: Callable[..., Any],
    cause: str,
) -> None:
    home.mkdir()
    monkeypatch.setattr(diary, "PATIENCE_S", 0.1)
    wanted = Wanted(exercise="wall-slides", source="0", settings=Settings(plain=True), mute=True, reps=2)
    with failure(home):
        coach_through(LIBRARY.card("wall-slides"), wanted, Live(save(tmp_path / "a.npz", sliding(90))))
    said = capsys.readouterr()
    assert said.err.count(cause) == 1
    assert said.err.endswith("what I kept in memory is lost.\n")
    assert "Well done: all 2 repetitions." in said.out


# ---------------------------------------------------------------- ended from outside


INTRO_S = 18.0  # the name, the dose and the movement in a few words, and counted in


def second_set_s(reps: int, rest_s: float) -> float:
    """A moment in the second of two sets: after the instruction, counting in, the first set and the rest."""
    return INTRO_S + reps * PERIOD_S + rest_s + 10


@POSIX
def test_a_terminal_that_is_closed_ends_the_set_as_ctrl_c_does(home: Path, tmp_path: Path) -> None:
    import fcntl
    import termios

    source = save(tmp_path / "a.npz", sliding(120))
    words = ("do", "wall-slides", "--reps", "3", "--sets", "2", "--plain", "--mute")
    ours, theirs = os.openpty()
    coach = subprocess.Popen(
        [sys.executable, str(TESTS / "live_coach.py"), str(source), "-", str(second_set_s(3, 30)), *words],
        env=environment(home), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while b"waiting" not in shown:
        if b"Press Enter" in shown:
            os.write(ours, b"\n")
            shown = b""
        shown += os.read(ours, 65536)
    os.close(ours)
    assert coach.wait(60) == 130
    with History(home / "history.db") as kept:
        assert [(row["reps"], row["ended"] is not None) for row in kept.sets()] == [(3, True), (1, True)]


@POSIX
@pytest.mark.parametrize(("name", "code"), [("SIGKILL", -9), ("SIGINT", 130), ("SIGTERM", 130), ("SIGHUP", 130)])
def test_at_most_the_repetition_in_the_making_is_lost(home: Path, tmp_path: Path, name: str, code: int) -> None:
    source = save(tmp_path / "a.npz", sliding(120))
    at_s = second_set_s(3, 30)
    script = TESTS / "live_coach.py"
    words = (source, name, str(at_s), "do", "wall-slides", "--reps", "3", "--sets", "2", "--plain", "--mute")
    done = forked_coach(environment(home), *words, script=script)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    with History(home / "history.db") as kept:
        assert [row["reps"] for row in kept.sets()] == [3, 1]
        assert [len(kept.reps(row["id"])) for row in kept.sets()] == [3, 1]
        assert [row["ended"] is not None for row in kept.sets()] == [True, name != "SIGKILL"]

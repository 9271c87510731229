"""The terminal view: a live panel for eyes, one line a change for screen readers and pipes."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from cranked import crank, hanging, item, slides
from moments import staged
from progress_made import changed, progress_of
from rich.console import Console
from shipped import LIBRARY

from coach.counting.progress import ActiveCue, Choice
from coach.events import Cue, Event, Hold, Partial, Ready, Rep
from coach.terminal.keyboard import named
from coach.terminal.live_panel import panel
from coach.terminal.plain_lines import PlainLines
from coach.terminal.terminal import Terminal
from coach.workout.workout_progress import WorkoutProgress

SLIDES = LIBRARY.exercise("wall-slides")
LONG = "Bring your elbows back to the wall and keep the backs of both of your hands flat against it all the way up"


def moment(t_s: float, *events: Event, **others: object) -> WorkoutProgress:
    return changed(progress_of(t_s, "Wall slides", phase="out", goal=10, events=events), **others)  # type: ignore[arg-type]


def rep(count: int, held_s: float = 0.0, side: str = "both") -> Rep:
    return Rep(t_s=1, start_s=0, peak_s=0, end_s=1, side=side, direction=None, range=1, held_s=held_s, count=count)


def partial(way: float) -> Partial:
    missing = ("shoulder_abduction",)
    return Partial(
        t_s=1, start_s=0, peak_s=0, end_s=1, side="both", direction=None, range=way, held_s=0, missing=missing
    )


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (Ready(t_s=1), "Ready"),
        (rep(3), "3 of 10"),
        (rep(3, held_s=1.2), "3 of 10"),  # nobody asked for a hold
        (rep(3, side="left"), "3 of 10 (left)"),
        (partial(0.6), "Partial: 60 % of the way"),
        (partial(1.0), "Partial"),
        (Hold(t_s=1, start_s=0, end_s=5, seconds=5.1, side="both"), "Held 5 seconds"),
        (Cue(t_s=1, id="x", say="Elbows up", side="both", spoken=True), "Elbows up"),
    ],
)
def test_each_change_is_one_line(event: Event, line: str) -> None:
    lines = PlainLines()
    assert lines.update(moment(0.0)) == ["Wall slides"]
    assert lines.update(moment(1.0, event)) == [line]
    assert lines.update(moment(1.1)) == []


def test_a_cue_that_is_not_spoken_adds_no_line() -> None:
    lines = PlainLines()
    lines.update(moment(0.0))
    assert lines.update(moment(1.0, Cue(t_s=1, id="x", say="Elbows up", side="both", spoken=False))) == []


def test_guidance_is_a_line_once_it_stands_and_not_while_it_flickers() -> None:
    lines = PlainLines()
    lines.update(moment(0.0))
    steady = [lines.update(moment(k / 10, guidance="Step back")) for k in range(40)]
    assert [line for added in steady for line in added] == ["Step back"]
    flicker = [lines.update(moment(4 + k / 10, guidance=("Closer", None)[k % 2])) for k in range(40)]
    assert not any(flicker)


def test_a_hold_is_announced_when_it_begins() -> None:
    lines = PlainLines()
    lines.update(moment(0.0))
    frames = [moment(k / 10, phase="target", hold_s=k / 10, hold_goal_s=5.0) for k in range(60)]
    assert [line for frame in frames for line in lines.update(frame)] == [
        "Hold for 5 seconds",
        "Relax",
    ]


def test_how_long_it_was_held_is_told_where_a_hold_was_asked_for() -> None:
    lines = PlainLines()
    lines.update(moment(0.0, hold_goal_s=5.0))
    assert lines.update(moment(1.0, rep(3, held_s=5.2), hold_goal_s=5.0)) == ["3 of 10, held 5 s"]


def summed_up() -> WorkoutProgress:
    return staged("summary", 9.0, say="4 of 5 repetitions.", lines=("Not counted: 1 not far enough.",))


def test_output_that_is_no_terminal_is_plain_and_has_no_control_codes() -> None:
    out = io.StringIO()
    with Terminal(console=Console(file=out, width=40)) as terminal:
        assert terminal.plain
        terminal.update(moment(0.0))
        terminal.update(moment(1.0, Cue(t_s=1, id="x", say=LONG, side="both", spoken=True)))
        terminal.update(moment(2.0, rep(1)))
        terminal.finish(summed_up())
    assert out.getvalue().splitlines() == [
        "Wall slides",
        LONG,
        "1 of 10",
        "4 of 5 repetitions.",
        "Not counted: 1 not far enough.",
    ]
    assert "\x1b" not in out.getvalue()


def test_what_a_definition_says_is_never_read_as_markup() -> None:
    out = io.StringIO()
    with Terminal(plain=True, console=Console(file=out)) as terminal:
        terminal.update(moment(0.0, title="Slides [bold]"))
    assert out.getvalue() == "Slides [bold]\n"


def rendered(progress: WorkoutProgress, width: int = 80) -> str:
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=True, color_system=None).print(panel(progress))
    return out.getvalue()


def test_the_panel_says_everything_in_words() -> None:
    text = rendered(
        moment(
            1.0, count=3, outcomes=("rep", "partial"), fraction=0.5, hold_s=2.0, hold_goal_s=5.0, direction="backward",
            cue=ActiveCue("x", "Elbows up", "both", 0.0), missing=("left_elbow",),
        )
    )  # fmt: skip
    for words in ("Wall slides · Backward", "3 of 10", "2 of 5 s", "● ◐", "! Elbows up", "I can't see your left elbow"):
        assert words in text


def test_the_panel_says_nothing_twice() -> None:
    assert rendered(moment(1.0, missing=("left_elbow",))).count("I can't see your left elbow") == 1


def test_the_panel_does_not_jump_while_cues_come_and_go() -> None:
    quiet, busy = moment(1.0), moment(1.0, cue=ActiveCue("x", "Elbows up", "both", 0.0), missing=("nose",))
    assert len(rendered(quiet).splitlines()) == len(rendered(busy).splitlines())


@pytest.mark.parametrize("width", [40, 64, 120])
def test_long_words_are_wrapped_and_not_cut(width: int) -> None:
    text = rendered(moment(1.0, cue=ActiveCue("x", LONG, "both", 0.0), fraction=float("nan")), width)
    assert all(len(line) <= width for line in text.splitlines())
    assert " ".join(LONG.split()) in " ".join(text.replace("│", " ").split())


def test_the_live_view_leaves_the_summary_and_gives_the_terminal_back() -> None:
    out = io.StringIO()
    terminal = Terminal(console=Console(file=out, width=80, force_terminal=True))
    assert not terminal.plain
    terminal.update(moment(0.0))
    terminal.update(moment(1.0, count=7))
    terminal.finish(summed_up())
    text = out.getvalue()
    assert "7 of 10" in text
    assert text.count("\x1b[?25l") == text.count("\x1b[?25h") == 1  # the cursor is back
    assert "4 of 5 repetitions." in text.rsplit("\x1b[?25h", 1)[1]


# ---------------------------------------------------------------- around a set


def told(*frames: WorkoutProgress, keys: bool = False) -> list[str]:
    lines = PlainLines()
    return [line for frame in frames for line in lines.update(frame, keys)]


SPACE = Choice("start", "Start", "space")
NEXT = Choice("skip", "Skip", "n")
HAND = Choice("x", "By hand alone")


def test_a_workout_in_lines() -> None:
    """Two sets with real stages, from a workout that is cranked by hand."""
    one = crank(item(reps=2, sets=2, rest_s=20), does={"framing": lambda t: hanging(t) if t < 5 else slides(0)})
    one.to_the_end(("up", "ok"))
    intro = one.shown[0]
    assert told(*one.shown) == [
        intro.say, *intro.lines,
        "Take the start position", "Starting in 3 seconds", "Begin set 1 of 2", "1 of 2", "2 of 2",
        "Rest. Set 2 of 2 is next.", "Rest for 20 seconds", "10 seconds left",
        "Take the start position", "Starting in 3 seconds", "Begin set 2 of 2", "1 of 2", "2 of 2",
        "Any pain?", "0 is none, 10 the worst you can think of.", "How strong is it?", "1 of 10: mild",
        "Where does it hurt?",
        "Well done: all 4 repetitions.", *one.last.lines,
    ]  # fmt: skip


def test_each_exercise_of_several_has_its_number_and_its_name_once() -> None:
    frames = [
        staged("intro", 1.0, say="Wall slides: 3 times.", items=2),
        staged("intro", 2.0, say="Slide your arms up.", title="Arm slides", item=2, items=2),
    ]
    assert told(*frames) == [
        "Exercise 1 of 2", "Wall slides: 3 times.", "Exercise 2 of 2: Arm slides", "Slide your arms up."
    ]  # fmt: skip


def test_a_pause_and_what_ends_it() -> None:
    frames = [moment(1.0), staged("paused", 2.0, say="Paused, I can't see you.", lines=("Come back.",)), moment(3.0)]
    assert told(*frames) == ["Wall slides", "Paused, I can't see you.", "Come back.", "Go on"]


def test_the_clock_of_what_is_timed() -> None:
    frames = [
        moment(float(k), timed=True, phase="target", goal=1, hold_s=float(k), hold_goal_s=100.0) for k in range(100)
    ]
    assert told(*frames) == ["Wall slides", "1 minute left", "30 seconds left", "10 seconds left"]


def test_praise_and_the_other_way_round() -> None:
    frames = [
        moment(1.0, direction="backward"), moment(2.0, praise="Good"), moment(2.1, praise="Good"),
        moment(3.0, direction="forward"),
    ]  # fmt: skip
    assert told(*frames) == ["Wall slides", "Good", "Now forward"]


def test_the_keys_that_answer_are_a_line_when_they_change() -> None:
    frames = [
        staged("intro", 1.0, say="Slide.", choices=(SPACE, NEXT, HAND)),
        staged("intro", 1.1, say="Slide.", choices=(replace(SPACE, held=0.4), NEXT, HAND)),
        moment(2.0),
        moment(3.0, choices=(SPACE,)),
        staged("pain", 4.0, say="Any pain?", choices=(Choice("none", "No pain", "0"),)),
    ]
    assert told(*frames, keys=True) == [
        "Wall slides", "Slide.", "Keys: space Start, n Skip", "Begin", "Keys: space Start",
        "Any pain?", "Keys: 0 No pain, 1 to 9 how strong it is",
    ]  # fmt: skip
    assert not any("Keys" in line for line in told(*frames))  # nothing can be pressed in a pipe


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (
            staged("intro", say="Slide your arms up.", lines=("Slowly.",), item=2, items=5, time_left_s=130.0),
            ["Wall slides · 2 of 5 · 2 min left", "Slide your arms up.", "Slowly.", "space Start, n Skip"],
        ),
        (staged("count-in", countdown_s=2.2), ["Get ready", "3 s"]),
        (staged("rest", say="Rest.", countdown_s=12.0, set_number=1, sets=3), ["Set 1 of 3", "Rest.", "12 s"]),
        (staged("paused", say="Paused", guidance="Come closer"), ["Paused", "→ Come closer"]),
        (staged("summary", say="Well done", lines=("Better: both arms", "To work on: hold")), ["Better", "To work on"]),
        (moment(1.0, goal=1, timed=True, hold_s=30.0, hold_goal_s=60.0, fraction=0.5), ["Time", "30 of 60 s"]),
        (moment(1.0, count=3, timed=True), ["Times", "3 of 10"]),
    ],
)
def test_the_panel_of_each_stage(progress: WorkoutProgress, words: list[str]) -> None:
    out = io.StringIO()
    shown = panel(changed(progress, choices=(SPACE, NEXT, HAND)), keys=True)
    Console(file=out, width=80, force_terminal=True, color_system=None).print(shown)
    for word in words:
        assert word in out.getvalue()


def test_the_summary_of_a_workout_is_left_standing_once() -> None:
    done = staged("summary", 9.0, say="Well done", lines=("To work on: hold",))
    for plain in (True, False):
        out = io.StringIO()
        terminal = Terminal(plain, Console(file=out, width=80, force_terminal=True, color_system=None))
        terminal.update(done)
        terminal.finish(done)
        left = out.getvalue().rsplit("\x1b[?25h", 1)[-1]
        assert (left.count("Well done"), left.splitlines()[-1]) == (1, "To work on: hold")


# ---------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (" ", ["space"]),
        ("\n", ["space"]),
        ("nrl7", ["n", "r", "l", "7"]),
        ("q", ["quit"]),
        ("\x1b[a\x1b[b", ["up", "down"]),
        ("\x1boa", ["up"]),
        ("\xe0h\xe0p", ["up", "down"]),  # Windows
        ("\x1b[3~n", ["n"]),  # Delete
        ("\x1b", []),
    ],
)
def test_keys_have_the_names_that_the_window_gives_them(typed: str, names: list[str]) -> None:
    assert named(typed) == names

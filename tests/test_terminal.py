"""The terminal view: a live panel for eyes, one line a change for screen readers and pipes."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from coach.devices.captions import summary_lines
from coach.devices.terminal import PlainLines, Terminal, panel
from coach.events import Cue, Event, Hold, Partial, Ready, Rep, Summary
from coach.training.progress import ActiveCue, Progress

LONG = "Bring your elbows back to the wall and keep the backs of both of your hands flat against it all the way up"


def moment(t_s: float, *events: Event, **others: object) -> Progress:
    return replace(Progress(t_s, "Wall slides", phase="out", goal=10, events=events), **others)  # type: ignore[arg-type]


def rep(count: int, held_s: float = 0.0, side: str = "both") -> Rep:
    return Rep(t_s=1, start_s=0, peak_s=0, end_s=1, side=side, direction=None, range=1, held_s=held_s, count=count)


def partial(way: float) -> Partial:
    missing = ("shoulder_abduction",)
    return Partial(
        t_s=1, start_s=0, peak_s=0, end_s=1, side="both", direction=None, range=way, held_s=0, missing=missing
    )


SUMMARY = Summary(
    t_s=60, reps=10, partials=1, hold_s=50, by_side={"left": 5, "right": 5}, cues={"uneven-arms": 2}, seen=0.987
)
SUMMARY_LINES = [
    "10 reps, 1 partial rep",
    "Held for 50 seconds",
    "Left 5, right 5",
    "To work on: uneven arms (2 times)",
    "Seen 99 % of the time",
]


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
    assert [line for frame in frames for line in lines.update(frame)] == ["Hold for 5 seconds"]


def test_how_long_it_was_held_is_told_where_a_hold_was_asked_for() -> None:
    lines = PlainLines()
    lines.update(moment(0.0, hold_goal_s=5.0))
    assert lines.update(moment(1.0, rep(3, held_s=5.2), hold_goal_s=5.0)) == ["3 of 10, held 5 s"]


def test_a_session_without_a_body_says_so() -> None:
    nobody = Summary(t_s=60, reps=0, partials=0, hold_s=0, by_side={}, cues={}, seen=0.0)
    assert summary_lines(nobody) == ["Nobody was seen. Is the camera on you, and is there light?"]


def test_output_that_is_no_terminal_is_plain_and_has_no_control_codes() -> None:
    out = io.StringIO()
    with Terminal(console=Console(file=out, width=40)) as terminal:
        assert terminal.plain
        terminal.update(moment(0.0))
        terminal.update(moment(1.0, Cue(t_s=1, id="x", say=LONG, side="both", spoken=True)))
        terminal.update(moment(2.0, rep(1)))
        terminal.finish(SUMMARY)
    assert out.getvalue().splitlines() == ["Wall slides", LONG, "1 of 10", *SUMMARY_LINES]
    assert "\x1b" not in out.getvalue()


def test_what_a_definition_says_is_never_read_as_markup() -> None:
    out = io.StringIO()
    with Terminal(plain=True, console=Console(file=out)) as terminal:
        terminal.update(moment(0.0, title="Slides [bold]"))
    assert out.getvalue() == "Slides [bold]\n"


def rendered(progress: Progress, width: int = 80) -> str:
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
    for words in ("Wall slides, backward", "3 of 10", "2 of 5 s", "● ◐", "! Elbows up", "I can't see your left elbow"):
        assert words in text


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
    terminal.finish(SUMMARY)
    text = out.getvalue()
    assert "7 of 10" in text
    assert text.count("\x1b[?25l") == text.count("\x1b[?25h") == 1  # the cursor is back
    assert SUMMARY_LINES[0] in text.rsplit("\x1b[?25h", 1)[1]

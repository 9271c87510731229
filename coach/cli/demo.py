"""`coach demo`: a short workout of somebody else, from the instruction to the summary; no camera, no download."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli import options
from coach.cli.open_library import open_library
from coach.cli.signals import interrupts
from coach.cli.view import has_window
from coach.cli.wanted import Wanted
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from coach.capture.video import VideoFile
    from coach.cli.frames import Frames
    from coach.definitions.library import Card
    from coach.records.settings import Settings
    from coach.screen.window import Window
    from coach.workout.plan import Plan

EXERCISE = "wall-slides"
REPS, SETS, REST_S = 2, 2, 5.0  # what is done in the clip, and how long its person waits between the sets


def demo(
    as_json: options.JsonOption = False,
    headless: options.HeadlessOption = False,
    mute: options.MuteOption = False,
    plain: options.PlainOption = None,
    mirror: options.MirrorOption = None,
    full_screen: options.FullScreenOption = None,
    voice: options.VoiceOption = None,
    numbers: options.NumbersOption = None,
    level: options.LevelOption = None,
    remember: options.RememberOption = False,
) -> None:
    """Watch a short workout from the first word to the summary; no camera needed."""
    from coach.cli.settings import settings_for

    chosen = {"mirror": mirror, "full_screen": full_screen, "plain": plain, "voice": voice, "numbers": numbers}
    settings = settings_for(chosen | {"level": level}, headless=headless, remember=remember)
    with ExitStack() as stack:
        window = _window_at_once(stack, settings) if not headless and has_window(settings) else None
        run_demo(as_json=as_json, headless=headless, mute=mute, settings=settings, window=window)


def _window_at_once(stack: ExitStack, settings: Settings) -> Window:
    """A window with a first picture, so that there is something to see while the rest is loaded."""
    with interrupts.deferred():
        from coach.screen.draw.canvas import SMALLEST
        from coach.screen.first_picture import first_picture
        from coach.screen.window import TITLE, Window
    window = stack.enter_context(Window())
    coming = _("A short workout of somebody else. Your camera stays off.")
    window.show_at_once(first_picture(SMALLEST, TITLE, coming))
    if settings.full_screen:
        window.toggle_full_screen()
    return window


def run_demo(*, as_json: bool, headless: bool, mute: bool, settings: Settings, window: Window | None) -> None:
    """Show the clip with the points that were found in it before, so that every machine shows the same. `window`: the
    one that is open already."""
    with interrupts.deferred():
        from coach.capture import opencv
        from coach.cli.output import Output
        from coach.cli.playback import PlaybackClock, paced_frames
        from coach.cli.run import run

        opencv.load()
        from coach.capture.video import VideoFile
        from coach.gestures.hands import Hands
        from coach.workout.workout import Workout

    clip = clip_file()
    card = open_library().card(EXERCISE)
    wanted = Wanted(
        exercise=EXERCISE, source=str(clip), as_json=as_json, headless=headless, mute=mute, settings=settings,
    )  # fmt: skip
    with interrupts.noted(), ExitStack() as stack:
        source = stack.enter_context(VideoFile(clip))
        output = stack.enter_context(Output([card], wanted, source.size, live_source=False, window=window))
        frames = _with_points(source, shown=not headless)
        if output.paced:
            frames = paced_frames(frames, PlaybackClock().wait)
        output.begin()
        run(frames, Workout(_plan(card, settings.level)), output, gestures=Hands())
    interrupts.check()


def _plan(card: Card, level: str) -> Plan:
    from coach.counting.set_session import Options
    from coach.workout.program import plan

    dose = card.exercise.dose.model_copy(update={"reps": REPS, "sets": SETS, "rest_s": REST_S})
    dosed = replace(card, exercise=card.exercise.model_copy(update={"dose": dose}))
    next_step = _("Now you, in front of your camera: `coach do {exercise}`", exercise=EXERCISE)
    return replace(plan(dosed, Options(level=level)), afterwards=next_step)


def _with_points(clip: VideoFile, *, shown: bool) -> Frames:
    """The pictures of the clip, each with the points of the body in it; the points alone where no picture is shown."""
    from coach.capture.recording import Recording

    points = Recording(clip_file().with_suffix(".npz"))
    if not shown:
        yield from points
        return
    for (image, _t_s), (_image, frame) in zip(clip, points, strict=False):
        yield image, frame


def clip_file() -> Path:
    """The one clip that comes with the coach: inside the installed package, or in a source checkout."""
    from coach.definitions.library import shipped

    root = shipped()
    installed = root / "demo"
    return (installed if installed.is_dir() else root / "fixtures" / "demo") / "workout.mp4"

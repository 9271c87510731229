"""`coach demo`: the recorded set that comes with the coach, through the real pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli import options
from coach.cli.console import show_line
from coach.cli.do import coach_through
from coach.cli.frames import opened
from coach.cli.model import obtained
from coach.cli.open_library import open_library
from coach.cli.options import Wanted
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from coach.records.settings import Settings

EXERCISE = "wall-slides"


def demo(
    as_json: options.JsonOption = False,
    headless: options.HeadlessOption = False,
    model: options.ModelOption = None,
    mute: options.MuteOption = False,
    plain: options.PlainOption = None,
    mirror: options.MirrorOption = None,
    full_screen: options.FullScreenOption = None,
    voice: options.VoiceOption = None,
    numbers: options.NumbersOption = None,
    level: options.LevelOption = None,
    remember: options.RememberOption = False,
) -> None:
    """Watch a recorded set being counted and corrected; no camera needed."""
    from coach.cli.settings import settings_for

    chosen = {"mirror": mirror, "full_screen": full_screen, "plain": plain, "voice": voice, "numbers": numbers}
    settings = settings_for(chosen | {"level": level}, headless=headless, remember=remember)
    run_demo(as_json=as_json, headless=headless, model=model, mute=mute, settings=settings)


def run_demo(*, as_json: bool, headless: bool, model: Path | None, mute: bool, settings: Settings) -> None:
    """Show the demo clip, or its landmarks alone when no model can be had."""
    from coach.errors import ModelError

    folder = clip_folder()
    clip = folder / "demo.mp4"
    try:
        model = obtained(model).path
    except ModelError as error:
        if model is not None:
            raise
        show_line(
            _(
                "{message}\nSo this shows the recorded landmarks of the same clip, without its picture.",
                message=error.message,
            )
        )
        clip = folder / "demo.npz"
    wanted = Wanted(
        exercise=EXERCISE, source=str(clip), as_json=as_json, headless=headless, model=model, mute=mute,
        settings=settings,
    )  # fmt: skip
    coach_through(open_library().card(EXERCISE), wanted, opened(wanted.source))


def clip_folder() -> Path:
    """The clip's folder: inside the installed package, or in a source checkout."""
    from coach.definitions.library import shipped

    root = shipped()
    installed = root / "demo"
    return installed if installed.is_dir() else root / "fixtures" / "demo"

"""`coach demo`: the recorded workout that comes with the coach, through the real pipeline."""

from __future__ import annotations

from pathlib import Path

from coach.cli.check import library
from coach.cli.do import Wanted, coach_through, opened
from coach.cli.error_lines import say
from coach.cli.model import obtained
from coach.records.settings import Settings

EXERCISE = "wall-slides"


def run_demo(*, as_json: bool, headless: bool, model: Path | None, mute: bool, settings: Settings) -> None:
    """Show the demo clip, or its landmarks alone when no model can be had."""
    from coach.errors import ModelError

    folder = _folder()
    clip = folder / "demo.mp4"
    try:
        model = obtained(model).path
    except ModelError as error:
        if model is not None:
            raise
        say(f"{error.message}\nSo this shows the recorded landmarks of the same clip, without its picture.")
        clip = folder / "demo.npz"
    wanted = Wanted(EXERCISE, str(clip), as_json=as_json, headless=headless, model=model, mute=mute, settings=settings)
    coach_through(library().card(EXERCISE), wanted, opened(wanted.source))


def _folder() -> Path:
    """The clip's folder: inside the installed package, or in a source checkout."""
    from coach.definitions.library import shipped

    root = shipped()
    installed = root / "demo"
    return installed if installed.is_dir() else root / "fixtures" / "demo"

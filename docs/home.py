"""Writes the pictures of the home window: `python docs/home.py FOLDER`; without a folder the two of the README."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = {"page-today": "home-1280x720.png", "page-exercises": "home-exercises-1280x720.png"}
SIZES = ((1280, 720), (1920, 1080), (1024, 768))
PATIENCE_S = 20.0  # for the pictures on a page, which are made beside it


def write(folder: Path, sizes: tuple[tuple[int, int], ...], names: dict[str, str]) -> None:
    """Every page named, or all of them, at these sizes."""
    import cv2

    from coach.cli.front_facts import FrontFacts
    from coach.cli.front_pages import view_of
    from coach.cli.view import demonstration_of
    from coach.home.home_page import NAMES, HomePage, Spot
    from coach.screen.exercise_pictures import ExercisePictures
    from coach.screen.home_renderer import HomeRenderer
    from coach.screen.renderer import canvas_size

    folder.mkdir(parents=True, exist_ok=True)
    facts = FrontFacts()
    for size in sizes:
        for page in (*NAMES, HomePage.PLAN, HomePage.NEW, HomePage.WELCOME):
            if names and page not in names:
                continue
            pictures = ExercisePictures(lambda name: demonstration_of(facts.library.card(name)), mirror=True)
            drawer, view = HomeRenderer(pictures, canvas_size(None, size)), view_of(facts, Spot(page))
            if page == HomePage.TODAY:
                view = replace(view, title="Monday, 30 Nov 2026")  # the same picture every day
            drawer.update(view, 0)
            shown, until_s = len({button.picture for button in view.buttons} - {""}), time.monotonic() + PATIENCE_S
            while pictures.made < shown and time.monotonic() < until_s:
                time.sleep(0.05)
            name = names.get(page, f"{page}-{size[0]}x{size[1]}.png")
            cv2.imwrite(str(folder / name), drawer.update(view, 0))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("COACH_HOME", home)
        if len(sys.argv) > 1:
            write(Path(sys.argv[1]), SIZES, {})
        else:
            write(ROOT / "docs", SIZES[:1], README)

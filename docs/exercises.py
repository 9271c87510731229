"""Writes the page of all exercises, `docs/exercises.md`, and its pictures in `docs/pictures/`: the way and the target.

python docs/exercises.py
"""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from coach.definitions.definition import Activity, Exercise  # noqa: E402
from coach.definitions.dosage import in_short  # noqa: E402
from coach.definitions.library import Library  # noqa: E402
from coach.screen.demonstration import LONGEST_HOLD_S, Demonstration, load_demonstration  # noqa: E402
from coach.screen.draw.demonstrator import Demonstrator  # noqa: E402
from coach.screen.draw.layout import Rect  # noqa: E402

PAGE, PICTURES = ROOT / "docs" / "exercises.md", ROOT / "docs" / "pictures"
HALF = (360, 360)  # pixels of each of the two pictures side by side
UNIT = 13.0  # pixels of the coach's grid, which the words on the pictures are measured in
PER_ROW = 2
PLACES = {
    "desk": "At the desk", "standing": "Standing", "floor": "On the floor", "equipment": "With a band or weights",
    "away": "Away from the camera",
}  # fmt: skip
HEAD = """# The exercises

What each exercise looks like: on the left the way, on the right the target, held or on the way back.
`coach show EXERCISE` shows it as a film, with everything to know about it. How the pictures were made is told in
[exercises/demonstrations](../exercises/demonstrations/README.md); `python docs/exercises.py` writes this page again.
"""


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    for exercise in exercises():
        cv2.imwrite(str(PICTURES / f"{exercise.id}.jpg"), picture(exercise), [cv2.IMWRITE_JPEG_QUALITY, 82])
    PAGE.write_text(page(), encoding="utf-8")


def exercises() -> list[Exercise | Activity]:
    """All of them, by their titles."""
    return sorted((card.exercise for card in Library().cards()), key=lambda exercise: exercise.title)


def demonstration(exercise: Exercise | Activity) -> Demonstration:
    """What shows it."""
    name = exercise.demonstration or exercise.id
    return load_demonstration(Library().root / "exercises" / "demonstrations" / f"{name}.npz")


def page() -> str:
    """The text of the page."""
    parts = [HEAD]
    for place, heading in PLACES.items():
        here = [exercise for exercise in exercises() if exercise.place == place]
        rows = [here[i : i + PER_ROW] for i in range(0, len(here), PER_ROW)]
        parts.append(f"\n## {heading}\n\n<table>\n" + "".join(map(_row, rows)) + "</table>\n")
    return "".join(parts)


def _row(row: list[Exercise | Activity]) -> str:
    return "<tr>\n" + "".join(map(_cell, row)) + "</tr>\n"


def _cell(exercise: Exercise | Activity) -> str:
    image = f'<img src="pictures/{exercise.id}.jpg" alt="{exercise.title}: the way and the target" width="400">'
    dose = in_short(exercise, exercise.dose)
    words = f"<b>{exercise.title}</b> ({dose})<br>{exercise.brief}<br><code>coach do {exercise.id}</code>"
    return f'<td width="50%">{image}<br>{words}</td>\n'


def picture(exercise: Exercise | Activity) -> np.ndarray:
    """BGR: in the middle of the way with the arrow, and at the target."""
    shown, hold_s = demonstration(exercise), exercise.dose.hold_s
    if shown.film is not None:
        shown.film.wait()
    width, height = HALF
    peak_s = shown.length_s / 2 if shown.peak_s is None else shown.peak_s
    canvas = np.full((height, 2 * width + 4, 3), 255, np.uint8)
    drawer = Demonstrator(mirror=False)
    for left, t_s in ((0, 0.4 * peak_s), (width + 4, peak_s + 0.4 * min(hold_s, LONGEST_HOLD_S) + 0.01)):
        drawer.update(canvas, Rect(left, 0, width, height), shown, t_s, hold_s, UNIT)
    return canvas


if __name__ == "__main__":
    main()

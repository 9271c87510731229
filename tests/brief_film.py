"""The first repetition of the demonstration as a film with a third of the pictures: the pose model, which looks at each
of them, is done in a third of the time."""

from __future__ import annotations

from pathlib import Path

from paths import ROOT

from coach.capture import opencv

DEMO = ROOT / "fixtures" / "demo" / "demo.mp4"
EVERY, UNTIL_S = 3, 7.0


def brief_film(path: Path) -> Path:
    """Write it; the ending says as what."""
    cv2 = opencv.load()
    whole = cv2.VideoCapture(str(DEMO))
    fps, size = whole.get(cv2.CAP_PROP_FPS), [round(whole.get(n)) for n in (3, 4)]
    brief = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"mp4v"), fps / EVERY, size)
    for number in range(round(UNTIL_S * fps)):
        there, picture = whole.read()
        if there and number % EVERY == 0:
            brief.write(picture)
    brief.release()
    whole.release()
    return path

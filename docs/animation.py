"""Renders the README's animation: the demo's workout as the window shows it, a GIF that plays in a browser.

python docs/animation.py docs/workout.gif
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
import walk
from PIL import Image as Pillow

from coach.capture.source import Image
from coach.screen.draw.colours import REACHED
from coach.screen.figures import FAULT, GOOD, WHITE
from coach.screen.renderer import Renderer

SIZE = (1280, 720)  # drawn, and then reduced
WIDTH = 640
EVERY = 2  # pictures of the walk: 7.5 a second
COLOURS = 112
NOISE = 20  # a pixel that changed by less than this stays as it is: noise in the clip would fill the file
# which seconds of each stage are shown
SPANS_S = {
    "intro": [(0, 3.4)], "framing": [(0, 3.5)], "count-in": [(0, 2.8)], "set": [(0, 3.0), (8.5, 14.0)],
    "rest": [(0, 1.5)], "pain": [(0, 3.8)], "summary": [(0, 2.5)],
}  # fmt: skip
LAST_S = 4.0  # the last picture stands


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the GIF")
    wanted = parser.parse_args()
    pictures = [picture for stage in shown() for picture in steady(stage)]
    palette = Pillow.fromarray(np.vstack([*pictures[:: len(pictures) // 8], signal_colours()])).quantize(COLOURS)
    frames = [Pillow.fromarray(picture).quantize(palette=palette, dither=Pillow.Dither.NONE) for picture in pictures]
    each_ms = round(1000 * EVERY / walk.FPS)
    durations = [each_ms] * (len(frames) - 1) + [round(1000 * LAST_S)]
    frames[0].save(wanted.out, save_all=True, append_images=frames[1:], duration=durations, loop=0, optimize=False)
    print(f"{wanted.out}: {len(frames)} pictures, {wanted.out.stat().st_size / 1e6:.2f} MB")  # noqa: T201


def signal_colours() -> Image:
    """A patch of each colour that means something, so that the palette has them."""
    patch = [np.full((24, WIDTH, 3), colour[::-1], np.uint8) for colour in (GOOD, FAULT, REACHED, WHITE)]
    return np.vstack(patch)


def shown() -> list[list[Image]]:
    """The pictures, RGB and reduced, of the parts of each stage that are shown, stage by stage."""
    drawer = Renderer(SIZE)
    found: dict[str, list[Image]] = {}
    spent: dict[str, float] = {}
    for k, moment in enumerate(walk.workout()):
        picture = drawer.update(moment.image, moment.progress, moment.demonstration)
        stage = moment.progress.stage
        spent[stage] = spent.get(stage, 0.0) + 1 / walk.FPS
        if k % EVERY == 0 and any(low <= spent[stage] <= high for low, high in SPANS_S.get(stage, ())):
            reduced = cv2.resize(picture, (WIDTH, WIDTH * SIZE[1] // SIZE[0]), interpolation=cv2.INTER_AREA)
            found.setdefault(stage, []).append(np.ascontiguousarray(reduced[:, :, ::-1]))
    return list(found.values())


def steady(pictures: list[Image]) -> list[Image]:
    """The same without the noise between one and the next."""
    kept = [pictures[0]]
    for picture in pictures[1:]:
        changed = np.abs(picture.astype(np.int16) - kept[-1]).max(axis=2) > NOISE
        around = cv2.dilate(changed.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        kept.append(np.where(around[..., None], picture, kept[-1]))
    return kept


if __name__ == "__main__":
    main()

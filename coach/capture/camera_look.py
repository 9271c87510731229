"""A look through a camera: whether pictures come, and whether they are alive."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from coach.capture.camera_list import ListedCamera
from coach.capture.liveness import alive
from coach.capture.open_source import open_source
from coach.capture.source import Image, Source
from coach.errors import SourceError

LOOK_S = 6.0  # what is black or frozen is known after 3 s of that, and a camera takes a moment to begin


def troubles(found: Sequence[ListedCamera]) -> list[str]:
    """What is wrong with each of these cameras, in one line, or "". All are looked through at the same time."""
    with ThreadPoolExecutor(max(1, len(found))) as looking:
        return list(looking.map(lambda camera: trouble_with(camera.source), found))


def trouble_with(source: str) -> str:
    """What is wrong with a live source, in one line, or "" once two pictures differ as those of a camera do."""
    try:
        with open_source(source) as opened:
            assert isinstance(opened, Source)
            return trouble_of(opened)
    except SourceError as error:
        return error.message


def trouble_of(source: Source) -> str:
    """The same for one that is open. It is read from."""
    last: Image | None = None
    for image, t_s in source:
        if image is None:
            return source.trouble
        if last is not None and alive(last, image):
            return ""
        if t_s > LOOK_S:
            break
        last = image
    return source.trouble

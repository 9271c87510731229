"""`coach bench`: whether this machine is fast enough for a live set, where the time of a picture goes, which model."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.cli import options
from coach.cli.open_library import open_library
from coach.wording.catalogue import N_, _

if TYPE_CHECKING:
    from coach.body.landmarks import PoseFrame
    from coach.capture.landmarker import Landmarker
    from coach.capture.model.store import Model
    from coach.capture.source import Image

    Found = tuple[Image, PoseFrame, float, float]

PICTURES = 150  # seven seconds of the demo: a slow machine, at 150 ms each, is done in under a minute with both models
WARM = 10  # the first pictures are slower: MediaPipe looks for the person, and caches fill
FRAME_S = 1 / 30  # between two pictures of an ordinary camera
ROOM = 0.8  # of that time, at most; the rest is for other programs
LONGEST_S = 25.0  # for one model; what was measured until then counts
QUICKER = 0.8  # of the time of the usual model: chosen by eye, for the lite one also sees less well
CANVAS = (1280, 720)
STEPS = {
    "read": N_("read the picture"), "find": N_("find the body (MediaPipe)"), "judge": N_("measure and count"),
    "draw": N_("draw"),
}  # fmt: skip


@dataclass
class Timing:
    """Seconds of each step, picture by picture, and from one picture to the next: less than the steps together where
    a second core finds the next body meanwhile."""

    model: str
    steps: dict[str, list[float]] = field(default_factory=lambda: {step: [] for step in STEPS})
    whole_s: list[float] = field(default_factory=list)

    @property
    def slow_s(self) -> float:
        """One picture in twenty takes longer."""
        from statistics import quantiles

        return quantiles(self.whole_s, n=20)[-1]

    @property
    def has_room(self) -> bool:
        """Whether 30 pictures a second leave room to spare."""
        return self.slow_s <= ROOM * FRAME_S


def bench(as_json: options.JsonOption = False, model: options.ModelOption = None) -> None:
    """Show in under a minute whether this machine is fast enough, and pick the pose model for it."""
    from coach.cli.model import obtained

    timed = [_timed(obtained(model or Path("full")), str(model or "full"))]
    if model is None and not timed[0].has_room and (lite := _lite()) is not None:
        timed.append(_timed(lite, "lite"))
    if as_json:
        print(json.dumps([_plain(one) for one in timed]))
        return
    for one in timed:
        print("\n".join(lines_of(one)))
    print(advice(timed))
    if model is None:
        pick(better(timed))


def better(timed: list[Timing]) -> str:
    """The model to use: the usual one, unless it has no room to spare and the other one is much quicker."""
    first, last = timed[0], timed[-1]
    lighter = not first.has_room and (last.has_room or last.slow_s < QUICKER * first.slow_s)
    return last.model if lighter else first.model


def pick(name: str) -> None:
    """Put the model into the settings where it is another one than theirs, and say so."""
    from coach.cli.settings import change, personal

    if personal().model == name:
        return
    change({"model": name})
    print(_("From now on your camera uses the {model} model. Undo: coach settings reset model", model=name))
    if os.environ.get("COACH_MODEL"):
        print(_("But COACH_MODEL is set, and goes before your settings."))


def lines_of(timed: Timing) -> list[str]:
    """Where the time goes, for people."""
    from statistics import median

    rows = [f"  {_(STEPS[step]):<28} {1000 * median(s):6.1f} ms" for step, s in timed.steps.items()]
    whole = f"  {_('from one picture to the next'):<28} {1000 * median(timed.whole_s):6.1f} ms"
    slow = _("one picture in twenty takes longer than {ms} ms", ms=f"{1000 * timed.slow_s:.1f}")
    return [_("With the {model} model, each picture:", model=timed.model), *rows, f"{whole}  ({slow})"]


def advice(timed: list[Timing]) -> str:
    """What it means, and what to do."""
    first = timed[0]
    if first.has_room:
        return _("30 fps with room to spare.")
    if better(timed) != first.model:
        return _("Use the {model} model.", model=timed[-1].model)
    rate = 1 / first.slow_s
    return _("This machine manages {rate} fps. Close other programs; slow movements are judged all the same.",
             rate=f"{rate:.0f}")  # fmt: skip


def _lite() -> Model | None:
    """The lite model, fetched if need be; None where it cannot be had."""
    from coach.cli.console import show_line
    from coach.cli.model import obtained
    from coach.errors import ModelError

    try:
        return obtained(Path("lite"))
    except ModelError as error:
        show_line(str(error))
        return None


def _timed(model: Model, name: str) -> Timing:
    """The demo clip through everything that a live set does, and as a live set does it, but for the window and the
    voice."""
    from coach.capture.landmarker import Landmarker
    from coach.capture.look_ahead import one_ahead
    from coach.cli.demo import EXERCISE, clip_file
    from coach.cli.frames import opened
    from coach.counting.set_session import Options
    from coach.screen.renderer import Renderer
    from coach.workout.program import plan
    from coach.workout.workout import Workout

    timed = Timing(name)
    drawer = Renderer(CANVAS)
    workout = Workout(plan(open_library().card(EXERCISE), Options(endless=True)), attended=False)
    with ExitStack() as stack:
        pictures = stack.enter_context(opened(str(clip_file())))
        landmarker = stack.enter_context(Landmarker(model.path))
        found = stack.enter_context(closing(one_ahead(_found(pictures, landmarker))))
        last_s = time.perf_counter()
        until_s = last_s + LONGEST_S
        for number, (image, frame, read_s, find_s) in enumerate(found):
            began_s = time.perf_counter()
            progress = workout.update(frame)
            judged_s = time.perf_counter()
            drawer.update(image, progress)
            drawn_s = time.perf_counter()
            if number >= WARM:
                timed.whole_s.append(drawn_s - last_s)
                for step, s in zip(STEPS, (read_s, find_s, judged_s - began_s, drawn_s - judged_s), strict=True):
                    timed.steps[step].append(s)
            last_s = drawn_s
            if number >= WARM + PICTURES or (drawn_s > until_s and number > 2 * WARM):
                break
    return timed


def _found(pictures: Any, landmarker: Landmarker) -> Iterator[Found]:
    """Each picture with the body in it, and how long it took to read it and to find that."""
    began_s = time.perf_counter()
    for image, t_s in pictures:
        read_s = time.perf_counter()
        frame = landmarker.frame(image, t_s)
        found_s = time.perf_counter()
        yield image, frame, read_s - began_s, found_s - read_s
        began_s = time.perf_counter()


def _plain(timed: Timing) -> dict[str, Any]:
    """As JSON has it: milliseconds."""
    from statistics import median

    return {
        "model": timed.model,
        **{step: round(1000 * median(s), 2) for step, s in timed.steps.items()},
        "whole": round(1000 * median(timed.whole_s), 2),
        "one_in_twenty": round(1000 * timed.slow_s, 2),
        "room_to_spare": timed.has_room,
    }

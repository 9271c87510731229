"""One working day: glimpses in; the posture, reminders, the status line, notifications and the history out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

from coach.cli.do import bundle_for
from coach.cli.interrupts import interrupts

if TYPE_CHECKING:
    from coach.body.landmarks import PoseFrame
    from coach.cli.watch import WatchWanted
    from coach.desk.watching import Seen
    from coach.devices.source import Image

CALIBRATE_S = 5.0
FILE_FPS, LIVE_FPS = 10.0, 4.0
SIZE = (640, 480)
SAME_S = 1.0  # how often a picture that stands still is said to be the same


class WorkingDay:
    """Wires the rooms together for `coach watch`."""

    def __init__(self, wanted: WatchWanted, stack: ExitStack) -> None:
        from coach.desk.pace import Pace
        from coach.desk.reminders import Habits
        from coach.desk.watching import Watching

        self._wanted, self._stack = wanted, stack
        self._pace = Pace()
        self._watching = Watching(wanted.calibrate or CALIBRATE_S, Habits(wanted.after, wanted.still, wanted.rest))

    def run(self) -> None:
        """Until the source ends or Ctrl-C."""
        from coach.devices.source import open_source

        source = open_source(self._wanted.source, SIZE, FILE_FPS)
        self._stack.callback(source.close)
        bundle = bundle_for(source, self._wanted.model)
        for seen in self._judged(source, bundle):
            self._tell(seen)
            if interrupts.asked:
                break

    def _judged(self, source, bundle) -> Iterator[Seen]:
        if bundle is None:
            for _, frame in source:
                if self._pace.due(frame.t_s):
                    yield self._update(frame)
            return
        from coach.devices.landmarker import Landmarker
        from coach.devices.motion import Motion

        landmarker = self._stack.enter_context(Landmarker(bundle))
        motion, same_s = Motion(), 0.0
        for image, t_s in source:
            moved = motion.moved(image)
            if self._pace.due(t_s, moved):
                yield self._update(landmarker.frame(image, t_s))
                motion.keep(image)
                same_s = t_s
            elif not moved and t_s - same_s >= SAME_S:
                same_s = t_s
                if seen := self._watching.unchanged(t_s):
                    yield seen

    def _update(self, frame: PoseFrame) -> Seen:
        seen = self._watching.update(frame)
        self._pace.judged(frame.t_s, seen.state, seen.since_s, seen.changing)
        return seen

    def _tell(self, seen: Seen) -> None:
        if self._wanted.as_json:
            for event in seen.events:
                print(json.dumps(event.as_json(), allow_nan=False), flush=True)

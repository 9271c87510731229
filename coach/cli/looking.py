"""How the watch looks: frames from its source, as often as is needed, judged one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coach.events import Ready

if TYPE_CHECKING:
    from coach.body.landmarks import PoseFrame
    from coach.capture.all_day_camera import AllDayCamera, Glimpse
    from coach.cli.environment import Environment
    from coach.cli.places import Places
    from coach.cli.wanted import WatchWanted
    from coach.desk.desk_session import DeskSession, Seen

SAME_S = 1.0  # how often a picture that stands still is said to be the same


class Looking:
    """Judges what a source gives. Iterate once, inside `stack`.

    `camera` is the camera that stays for the day, None where the source is a file or a recording.
    """

    def __init__(self, source: Any, session: DeskSession, places: Places | None) -> None:
        from coach.capture.all_day_camera import AllDayCamera
        from coach.desk.sampling import Sampling

        self.camera: AllDayCamera | None = source if isinstance(source, AllDayCamera) else None
        self._source, self._session, self._places = source, session, places
        self._sampling = Sampling()
        self._last: Seen | None = None

    def seen(self, world: Environment, wanted: WatchWanted, stack: ExitStack) -> Iterator[Seen]:
        """What was seen, at the pace that is needed. Raises ModelError."""
        from coach.capture.recording import Recording

        if isinstance(self._source, Recording):
            found = self._in_recording()
        else:
            found = self._in_pictures(stack.enter_context(world.landmarker(wanted.model)))
        for seen in found:
            self._last = seen
            yield seen

    def _in_recording(self) -> Iterator[Seen]:
        for _, frame in self._source:
            if self._sampling.due(frame.t_s):
                yield self._judge(frame)

    def _in_pictures(self, landmarker: Any) -> Iterator[Seen]:
        from coach.capture.all_day_camera import glimpses
        from coach.capture.motion import Motion

        motion, same_s = Motion(), 0.0
        for glimpse in self._source if self.camera else glimpses(self._source):
            if glimpse.image is None:
                yield self._without_picture(glimpse)
                continue
            if not self._sampling.may_be_due(glimpse.t_s):
                continue
            moved = motion.moved(glimpse.image)
            if self._sampling.due(glimpse.t_s, moved):
                seen = self._judge(landmarker.frame(glimpse.image, glimpse.t_s))
                motion.keep(glimpse.image)
                same_s = glimpse.t_s
                yield seen
            elif not moved and glimpse.t_s - same_s >= SAME_S:
                same_s = glimpse.t_s
                if same := self._session.unchanged(glimpse.t_s):
                    yield same

    def _judge(self, frame: PoseFrame) -> Seen:
        seen = self._session.update(frame)
        self._sampling.judged(frame.t_s, seen.state, seen.changing)
        if self.camera is not None:
            self.camera.busy, self.camera.held = seen.changing, seen.phase == "calibrating"
        if self._places is not None:
            self._places.follow(self._session, any(isinstance(event, Ready) for event in seen.events))
        return seen

    def _without_picture(self, glimpse: Glimpse) -> Seen:
        """Between peeks the last posture goes on; otherwise, without a picture, nothing is seen."""
        if glimpse.why == "woken":
            self._session.interrupted(glimpse.slept_s)
        if glimpse.why == "between" and self._last is not None:
            return replace(self._last, t_s=glimpse.t_s, events=())
        seen = self._session.unseen(glimpse.t_s)
        return replace(seen, says=glimpse.text or seen.says)

"""What a working day gets from outside, in one place, so that a test can play a whole day in a moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from coach.cli.drill import run_break, run_drill
from coach.cli.frames import opened
from coach.cli.model import chosen, obtained

if TYPE_CHECKING:
    from coach.capture.all_day_camera import AllDayCamera
    from coach.capture.landmarker import Landmarker
    from coach.capture.recording import Recording
    from coach.capture.source import Source
    from coach.desktop.notifier import Notifier
    from coach.desktop.tray import Tray

SIZE = (640, 480)  # the landmarker works on 256 pixels; more would only cost
FILE_FPS, LIVE_FPS = 10.0, 4.0  # posture changes in seconds; a camera all day costs less with fewer pictures


def open_for_a_day(text: str, peek_s: float | None) -> AllDayCamera | Source | Recording:
    """An `AllDayCamera` for what is live, the file or recording itself for what is not. Raises SourceError."""
    from coach.capture.all_day_camera import AllDayCamera
    from coach.capture.open_source import is_live

    if is_live(text):
        return AllDayCamera(lambda: cast("Source", opened(text, SIZE, LIVE_FPS)), peek_s)
    return opened(text, SIZE, FILE_FPS)


def _landmarker(model: Path | None) -> Landmarker:
    from coach.capture.landmarker import Landmarker

    return Landmarker(obtained(chosen(model)).path)


def _notifier() -> Notifier:
    from coach.desktop.notifications import open_notifier

    return open_notifier()


def _tray() -> Tray:
    from coach.desktop.tray import open_tray

    return open_tray()


def _chime() -> None:
    from coach.voice.tones import chime

    chime()


def _disturbed() -> bool:
    from coach.desktop.do_not_disturb import do_not_disturb, in_call, shares_screen

    return in_call() or do_not_disturb() or shares_screen()


def _typing() -> bool | None:
    from coach.desktop.hands_busy import typing

    return typing()


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Where pictures come from, who finds the body in them, where notifications go, and what time it is."""

    source: Callable[[str, float | None], Any] = open_for_a_day
    landmarker: Callable[[Path | None], Any] = _landmarker
    notifier: Callable[[], Notifier] = _notifier
    tray: Callable[[], Tray] = _tray
    chime: Callable[[], None] = _chime
    disturbed: Callable[[], bool] = _disturbed
    typing: Callable[[], bool | None] = _typing
    drill: Callable[..., None] = run_drill
    rest: Callable[..., None] = run_break
    wall: Callable[[], float] = time.time

"""The outside world of a working day, in one place, so that a day can be turned by hand."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.cli import glimpses
from coach.cli.drill import run_drill
from coach.cli.model import obtained

if TYPE_CHECKING:
    from coach.capture.landmarker import Landmarker
    from coach.desktop.notifications import Notifier


def _landmarker(model: Path | None) -> Landmarker:
    from coach.capture.landmarker import Landmarker

    return Landmarker(obtained(model).path)


def _notifier() -> Notifier:
    from coach.desktop.notifications import open_notifier

    return open_notifier()


def _disturbed() -> bool:
    from coach.desktop.do_not_disturb import do_not_disturb, in_call

    return in_call() or do_not_disturb()


@dataclass(frozen=True)
class Environment:
    """Where pictures come from, who finds the body in them, where notifications go, and what time it is."""

    source: Callable[[str, float | None], Any] = glimpses.opened
    landmarker: Callable[[Path | None], Any] = _landmarker
    notifier: Callable[[], Notifier] = _notifier
    disturbed: Callable[[], bool] = _disturbed
    drill: Callable[..., None] = run_drill
    wall: Callable[[], float] = time.time

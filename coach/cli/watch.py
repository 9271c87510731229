"""`coach watch`: sits beside somebody who works, and the commands to it from another terminal."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from coach.cli.interrupts import interrupts


@dataclass(frozen=True)
class WatchWanted:
    """What was asked for on the command line; None = the default of where it runs."""

    source: str = "0"
    calibrate: float | None = None
    as_json: bool = False
    headless: bool = False
    model: Path | None = None
    after: float = 30.0
    still: float | None = None
    rest: float | None = None
    sound: bool = False
    dim: bool = False
    peek: float | None = None
    mute: bool = False


def run_watch(wanted: WatchWanted) -> None:
    """Watch until the source ends, or Ctrl-C. Raises what `failures.explain` can tell."""
    from coach.cli.working_day import WorkingDay

    with interrupts.noted(), ExitStack() as stack:
        WorkingDay(wanted, stack).run()
    interrupts.check()

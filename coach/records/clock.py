"""What time it is where the person is: the only clock of the history."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """This moment, with the offset from UTC that holds here and now.

    The zone is looked up every time, because somebody may fly to another zone while a watch runs for days.
    """
    _look_up_zone()
    return datetime.now().astimezone()


def with_offset(text: str) -> str:
    """A moment that was written without its offset, read as local time and written with it.

    Of an hour that the clock lives through twice this is the first; a time that the clock skips is the same instant
    on the clock after the change.
    """
    _look_up_zone()
    instant = datetime.fromtimestamp(datetime.fromisoformat(text).timestamp(), tz=UTC)
    return instant.astimezone().isoformat(timespec="seconds")


def _look_up_zone() -> None:
    if hasattr(time, "tzset"):  # Windows has none and keeps the zone in which the program was started
        time.tzset()

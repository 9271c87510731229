"""Durations as people read them."""

from __future__ import annotations


def spoken(seconds_: float) -> str:
    """ "45 s", "12 min", "3 h 05 min"."""
    if seconds_ < 60:
        return f"{seconds_:.0f} s"
    minutes = int(seconds_ // 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"


def in_words(seconds_: float) -> str:
    """ "45 seconds", "1 minute", "2 hours and 5 minutes": for sentences."""
    if seconds_ < 59.5:
        return _count(round(seconds_), "second")
    hours, minutes = divmod(round(seconds_ / 60), 60)
    parts = [_count(hours, "hour")] if hours else []
    parts += [_count(minutes, "minute")] if minutes else []
    return " and ".join(parts)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"

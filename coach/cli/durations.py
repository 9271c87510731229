"""Durations as people type them."""

from __future__ import annotations

import re

import typer

UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0}


def seconds(text: str) -> float:
    """ "90s", "30m", "1h", "1h30m"; a bare number is minutes. Raises typer.BadParameter."""
    words = text.strip().lower().replace(" ", "")
    if re.fullmatch(r"\d+(\.\d+)?", words):
        return 60 * float(words)
    if not re.fullmatch(r"(\d+(\.\d+)?[hms])+", words):
        raise typer.BadParameter(f"{text!r} is no duration: 90s, 30m, 1h30m")
    return sum(float(n) * UNITS[unit] for n, _, unit in re.findall(r"(\d+(\.\d+)?)([hms])", words))


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

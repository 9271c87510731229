"""How long something takes, in words: one form for sentences, one for tables and status lines."""

from __future__ import annotations

import math

from coach.wording.catalogue import _, plural

TO_THE_SECOND_S = 600.0  # nobody needs the seconds of what takes longer


def in_words(seconds: float) -> str:
    """ "45 seconds", "1 minute", "2 minutes 30 seconds", "20 minutes", "1 hour 5 minutes": for sentences."""
    whole = round(seconds)
    if whole >= TO_THE_SECOND_S:
        whole = 60 * round(seconds / 60)
    hours, rest = divmod(whole, 3600)
    minutes, rest = divmod(rest, 60)
    parts = [plural("{number} hour", "{number} hours", hours)] if hours else []
    parts += [plural("{number} minute", "{number} minutes", minutes)] if minutes else []
    parts += [plural("{number} second", "{number} seconds", rest)] if rest or not parts else []
    return " ".join(parts)


def in_short(seconds: float) -> str:
    """ "2.5 s", "45 s", "90 s", "12 min", "3 h 05 min": for tables and the status line."""
    if seconds < 60 or (seconds < 120 and seconds % 60):
        return _("{seconds} s", seconds=f"{seconds:.1f}".removesuffix(".0") if seconds < 10 else f"{seconds:.0f}")
    hours, minutes = divmod(int(seconds // 60), 60)
    if not hours:
        return _("{minutes} min", minutes=minutes)
    return _("{hours} h {minutes} min", hours=hours, minutes=f"{minutes:02d}")


def abbreviations() -> tuple[str, str]:
    """What seconds and minutes are called after their number: "s" and "min"."""
    return _("{seconds} s", seconds="").strip(), _("{minutes} min", minutes="").strip()


def whole_seconds(left_s: float) -> int:
    """Whole seconds that are left, as a person counts them down: 1 until the last has gone by."""
    return max(0, math.ceil(left_s - 1e-6))  # sums of frames are off by less than that


def nearest_minute(seconds: float) -> int:
    """To the nearest minute, as well as it can be told beforehand; at least 1."""
    return max(1, math.floor(seconds / 60 + 0.5))


def in_minutes(seconds: float) -> str:
    """ "3 min", to the nearest minute."""
    return _("{minutes} min", minutes=nearest_minute(seconds))

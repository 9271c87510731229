"""An amount of a measure in words, in the unit that people know for it."""

from __future__ import annotations

import math

from coach.wording.catalogue import N_, _

CM = 100.0  # in a metre: movements are of centimetres
_WORDS = {
    "deg": N_("{number} degrees"),
    "sw": N_("{number} shoulder widths"),
    "m": N_("{number} centimetres"),
    "1": N_("{number} as a ratio"),
}
_SHORT = {"deg": N_("{number}°"), "sw": N_("{number} shoulder widths"), "m": N_("{number} cm"), "1": N_("{number}")}
_NAMES = {"deg": N_("degrees"), "sw": N_("shoulder widths"), "m": N_("centimetres"), "1": N_("ratio")}
_DIGITS = {"deg": 0, "sw": 2, "m": 1, "1": 2}


def in_words(value: float, unit: str) -> str:
    """ "85 degrees", "4.5 centimetres"; "not seen" for NaN."""
    return _("not seen") if math.isnan(value) else _(_WORDS[unit], number=in_digits(value, unit))


def in_short(value: float, unit: str) -> str:
    """ "85°", "4.5 cm": for tables."""
    return _("not seen") if math.isnan(value) else _(_SHORT[unit], number=in_digits(value, unit))


def in_digits(value: float, unit: str) -> str:
    """The number alone, with as many digits as it is worth."""
    return f"{shown(value, unit):.{_DIGITS[unit]}f}"


def shown(value: float, unit: str) -> float:
    """The number that goes with the name of the unit: metres are shown as centimetres."""
    return value * CM if unit == "m" else value


def name(unit: str) -> str:
    """ "degrees": under a chart."""
    return _(_NAMES[unit])

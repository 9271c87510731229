"""What the keys are called."""

from __future__ import annotations

from coach.wording.catalogue import N_, _

_NAMES = {"space": N_("space"), "up": N_("up"), "down": N_("down")}
_ARROWS = {"earlier": "←", "later": "→"}


def key_name(key: str) -> str:
    """ "space" in the language of the run; a letter or a figure stays as it is."""
    return _(_NAMES[key]) if key in _NAMES else _ARROWS.get(key, key)

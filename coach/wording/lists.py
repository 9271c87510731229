"""Several things in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from coach.wording.catalogue import _


def listed(things: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"; "" for nothing."""
    if len(things) < 2:
        return "".join(things)
    return _("{first} and {last}", first=", ".join(things[:-1]), last=things[-1])


def any_of(things: Sequence[str]) -> str:
    """ "a", "a or b", "a, b or c"; "" for nothing."""
    if len(things) < 2:
        return "".join(things)
    return _("{first} or {last}", first=", ".join(things[:-1]), last=things[-1])


def capitalised(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]

"""The page of all exercises: pictures, by place and by what they are good for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from coach.home.button import Button, Deed
from coach.home.home_page import HomePage, Spot
from coach.home.home_view import ChipRow, HomeView
from coach.home.offer import Offered
from coach.wording.catalogue import _, plural

LEAF = 8  # tiles that are seen at once: two rows of four
PURPOSES = 8  # of what exercises are good for, the most frequent


def exercises_page(spot: Spot, exercises: Sequence[Offered], places: Mapping[str, str], number: int = LEAF) -> HomeView:
    """Those exercises that are done in a place and are good for something, so many of them at a time.

    Parameters
    ----------
    places : place of an exercise -> its name for people.
    """
    fitting = [one for one in exercises if spot.place in ("", one.place) and _helps(one, spot.good_for)]
    leaves = max(1, -(-len(fitting) // number))
    leaf = min(spot.leaf, leaves - 1)
    return HomeView(
        HomePage.EXERCISES,
        title=_("Exercises"),
        lead=_lead(len(fitting), leaf, leaves),
        chips=(_places(spot, places), _purposes(spot, exercises)),
        tiles=tuple(one.to_show() for one in fitting[leaf * number : (leaf + 1) * number]),
        rows=(*_new(leaf), *_turns(leaf, leaves)),
        commands=(("list",), ("show", "NAME"), ("do", "NAME"), ("learn", "NAME")),
    )


def _helps(one: Offered, purpose: str) -> bool:
    return not purpose or purpose in one.good_for


def _lead(number: int, leaf: int, leaves: int) -> str:
    if not number:
        return _("Nothing fits both. Choose another place, or all.")
    counted = plural("{number} exercise", "{number} exercises", number)
    return counted if leaves == 1 else _("{exercises}, page {leaf} of {leaves}", exercises=counted, leaf=leaf + 1,
                                         leaves=leaves)  # fmt: skip


def _places(spot: Spot, places: Mapping[str, str]) -> ChipRow:
    everywhere = Button(Deed.AT_PLACE, "", _("Anywhere"), chosen=not spot.place)
    there = (Button(Deed.AT_PLACE, place, name, chosen=spot.place == place) for place, name in places.items())
    return ChipRow(_("Where"), (everywhere, *there))


def _purposes(spot: Spot, exercises: Sequence[Offered]) -> ChipRow:
    counted = Counter(purpose for one in exercises for purpose in one.good_for)
    known = [purpose for purpose, _times in counted.most_common(PURPOSES)]
    anything = Button(Deed.FOR_WHAT, "", _("Anything"), chosen=not spot.good_for)
    helping = (Button(Deed.FOR_WHAT, word, word, chosen=spot.good_for == word) for word in known)
    return ChipRow(_("Good for"), (anything, *helping))


def _new(leaf: int) -> tuple[Button, ...]:
    """On the first leaf alone, so that there is room for it beside the button for the next one."""
    return () if leaf else (Button(Deed.OPEN, HomePage.NEW, _("New exercise"), sign="new"),)


def _turns(leaf: int, leaves: int) -> tuple[Button, ...]:
    found = []
    if leaf > 0:
        found.append(Button(Deed.LEAF, str(leaf - 1), _("Page before"), key="r", sign="before"))
    if leaf < leaves - 1:
        found.append(Button(Deed.LEAF, str(leaf + 1), _("Next page"), key="n", sign="after"))
    return tuple(found)

"""A word about repetitions that lacked something, or went the other way round: said when they are over."""

from __future__ import annotations

from coach.wording.catalogue import _

GENTLER_AFTER = 4  # repetitions that turned back early, in a row

Remark = tuple[str, str]
"""(cue id, what is said)."""


class Advice:
    """Follows the repetitions of a set. `update()` once for each returns the remark it deserves, or None."""

    def __init__(self) -> None:
        self._lacking_in_a_row = self._short_in_a_row = 0
        self._offered = False

    def begin(self) -> None:
        """The next set: what was offered is not offered again."""
        self._lacking_in_a_row = self._short_in_a_row = 0

    def update(self, missing: tuple[str, ...], *, gentle: bool) -> Remark | None:
        """From the second partial repetition in a row on; once, the offer of less, unless the level is `gentle`."""
        released = missing[-1:] == ("hold",)
        self._lacking_in_a_row = self._lacking_in_a_row + 1 if missing else 0
        self._short_in_a_row = self._short_in_a_row + 1 if missing and not released else 0
        if self._short_in_a_row == GENTLER_AFTER and not gentle and not self._offered:
            self._offered = True
            return "gentler", _("You stop short each time. The gentle level asks for less.")
        if self._lacking_in_a_row < 2:
            return None
        if released:
            return "released-early", _("Hold it until I count it")
        if missing == ("circle",):
            return "circle-too-flat", _("Make it a round circle, back as well as up")
        if missing == ("straight",):
            return "circle-not-asked", _("Straight up and down, without a circle")
        return "not-far-enough", _("A little further")

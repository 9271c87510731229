"""What became of a reminder, in words."""

from __future__ import annotations

from coach.wording.catalogue import N_, _

_ANSWERS = {
    "sat-up": N_("sat up"), "drill": N_("did the drill"), "snooze": N_("later"), "fine": N_("said it was fine"),
    "skip": N_("skipped"), "": N_("no answer"),
}  # fmt: skip


def answer(word: str | None) -> str:
    """ "sat up"; "no answer" for None."""
    known = _ANSWERS.get(word or "")
    return _(known) if known is not None else str(word)

"""Who should see a doctor first: shown before the first exercise, acknowledged once."""

from __future__ import annotations

import sys

from coach.cli.console import show_line
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.home import home
from coach.private_file import make_private
from coach.wording.catalogue import N_, _

TEXT = N_("""\
Before you begin

The coach informs; it does not diagnose and does not replace a doctor.
Ask a doctor first when your pain is severe, lasts beyond a week or two, gets worse, sits in one place, or followed an
injury. A herniated disc can get worse with exercise.
With numbness, tingling, or loss of bladder or bowel control: see a physician at once.

Stop an exercise that causes pain; mild discomfort is normal. Start slowly, never bounce, keep breathing.
""")


def make_sure() -> None:
    """Show the text and wait for Enter, unless that was done before. Raises CommandError when there is no answer."""
    note = home() / "safety-acknowledged"
    if note.exists():
        return
    show_line(_(TEXT))
    if not sys.stdin or not sys.stdin.isatty():
        return  # nobody there to answer; it is shown again next time
    try:
        show_line(_("Press Enter when you have read this (Ctrl-C leaves)."))
        if not sys.stdin.readline():
            raise CommandError(USAGE, _("Not acknowledged, so the exercise was not begun."))
        make_private(note)
        note.write_text(_("The safety text was shown and acknowledged.\n"), encoding="utf-8")
    except OSError as error:
        show_line(
            _(
                "This will be asked again: {note} cannot be written ({reason}).",
                note=note,
                reason=error.strerror or error,
            )
        )

"""How reminders reach the person: one notification at a time, and the dimmed screen, both gone when they sit up."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.cli import watch_menu
from coach.desk.posture import BAD, PostureState
from coach.desk.reminders import ReminderReason
from coach.wording import postures
from coach.wording.catalogue import N_, _
from coach.wording.durations import in_words
from coach.wording.lists import listed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach.desk.desk_session import Recalibrate, Seen
    from coach.desktop.dim import Dim
    from coach.desktop.notifier import Notifier
    from coach.events import Reminder

MEANWHILE: dict[str, str] = {
    ReminderReason.STILL: N_(
        "You have hardly moved for {duration}. Roll your shoulders, stretch, look out of the window."
    ),
    ReminderReason.BREAK: N_("You have been sitting for {duration}. Stand up and walk a few steps."),
}
ASKING = N_("Is this still you, at the same place?")
UP_S = 1.5  # upright for so long clears what is shown
COUNTDOWN = re.compile(r": \d+$")


def sentence(reminder: Reminder, seen: Seen) -> str:
    """What a reminder says below its title."""
    lasted = in_words(reminder.after_s)
    if reminder.reason in MEANWHILE:
        return _(MEANWHILE[reminder.reason], duration=lasted)
    why = postures.measures(reason.measure for reason in seen.reasons)
    if not why:
        return _("For {duration}.", duration=lasted)
    return _("For {duration}: {reasons}.", duration=lasted, reasons=listed(why))


class Notices:
    """Shows and takes away. `answer()` is what the person pressed.

    `chime` makes a sound: the next way to reach somebody when a reminder does not get to the desktop.
    """

    def __init__(
        self, notifier: Notifier, overlay: Dim | None, *, sound: bool, drills: frozenset[str],
        chime: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self._notifier, self._overlay, self._sound, self._drills = notifier, overlay, sound, drills
        self._chime, self._unheard = chime, False  # whether a reminder was given which may not have come through
        self._about = self._guided = ""
        self._page = 0  # of the menu, whose entries come as buttons, a few at a time
        self.drill: str | None = None

    @property
    def reason(self) -> str | None:
        """Why notifications do not work, or None."""
        return self._notifier.reason

    def remind(self, reminder: Reminder, seen: Seen) -> None:
        """Show a reminder, with the drill that answers it where there is one."""
        self._about = reminder.reason
        self.drill = reminder.suggests if reminder.suggests in self._drills else None
        posture = reminder.reason in BAD
        buttons = [("drill", _("One-minute drill"))] if self.drill else []
        buttons += [("fine", _("That was fine"))] if posture else []
        title, text = postures.title(reminder.reason), sentence(reminder, seen)
        buttons += [("snooze", _("Snooze")), (watch_menu.MORE, _("More ..."))]
        self._page = 0
        self._notifier.show(title, text, buttons, sound=self._sound)
        self._unheard = True
        if self._overlay is not None and posture:
            self._overlay.show(_("Sit up"))

    def ask(self, request: Recalibrate, seen: Seen) -> None:
        """Ask for a new baseline."""
        if request.asked:
            self._about, self.drill = "recalibrate", None
            self._notifier.show(_(ASKING), f"{seen.says}.", [("recalibrate", _("Recalibrate"))])

    @property
    def shows(self) -> bool:
        """Whether something is shown that was not taken away or answered."""
        return self._about != ""

    def menu(self, facts: Mapping[str, Any], title: str) -> None:
        """What the watch can be told, as buttons; each time the next few of them."""
        buttons, self._page = watch_menu.buttons(facts, self._page), self._page + 1
        self._about = "menu"
        self._notifier.show(title, watch_menu.face(facts).text, buttons)

    def say(self, title: str, text: str) -> None:
        """Show something that was asked for."""
        self._about = "said"
        self._notifier.show(title, text)

    def guide(self, seen: Seen) -> None:
        """Lead through a calibration that nobody follows in a terminal."""
        if seen.phase == "calibrating":
            words = COUNTDOWN.sub("", seen.says)
            if words != self._guided:
                self._about, self._guided = "calibrating", words
                self._notifier.show(words, _("I am learning how you look when you sit upright."))
        elif self._about == "calibrating":
            self._about = ""
            self._notifier.show(_("Thank you"), _("That is upright from now on."))
        if seen.phase != "calibrating":
            self._guided = ""

    def follow(self, seen: Seen) -> None:
        """Take away what is no longer true; chime for a reminder that did not get to the desktop."""
        if self._unheard and self._notifier.reason:
            self._unheard = False
            self._chime()
        if self._overlay is not None and self._overlay.shown and seen.state not in BAD:
            self._overlay.clear()
        up = seen.state in (PostureState.UPRIGHT, PostureState.AWAY) and seen.t_s - seen.since_s >= UP_S
        if (self._about in BAD and up) or (self._about == "recalibrate" and seen.phase == "watching"):
            self.clear()

    def answer(self) -> str | None:
        """What was pressed since the last time; whatever it was, nothing is shown any more."""
        said = self._notifier.pressed()
        if said is not None:
            self._about = ""
            if self._overlay is not None:
                self._overlay.clear()
        return said

    def clear(self) -> None:
        """Take away everything."""
        self._about = self._guided = ""
        self._notifier.clear()
        if self._overlay is not None:
            self._overlay.clear()

    def close(self) -> None:
        """Clear everything and end."""
        if self._overlay is not None:
            self._overlay.close()
        self._notifier.close()

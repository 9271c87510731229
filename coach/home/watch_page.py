"""The page of the watch: whether it runs and what it sees, what it can be told, and today by hour."""

from __future__ import annotations

from dataclasses import dataclass

from coach.counting.progress import Reply
from coach.home.button import Button, Deed
from coach.home.home_page import HomePage
from coach.home.home_view import HomeView, HourBar
from coach.wording.catalogue import N_, _

# What the watch is told; `coach watch` has an option for each.
ON, OFF, PAUSED_30, GO_ON = "on", "off", "pause-30", "go-on"
QUIET_60, LOUD, CALIBRATE, AT_LOGIN, NOT_AT_LOGIN = "quiet-60", "loud", "calibrate", "at-login", "not-at-login"
COMMANDS = {
    ON: ("watch",), OFF: ("watch", "--stop"), PAUSED_30: ("watch", "--pause", "30m"), GO_ON: ("watch", "--resume"),
    QUIET_60: ("watch", "--quiet", "1h"), LOUD: ("watch", "--quiet", "0s"), CALIBRATE: ("watch", "--recalibrate"),
    AT_LOGIN: ("watch", "--install-autostart"), NOT_AT_LOGIN: ("watch", "--remove-autostart"),
}  # fmt: skip
ABOUT = N_(
    "The watch looks at how you sit at work and reminds you when you slouch. It goes on when this window is closed."
)


@dataclass(frozen=True)
class WatchFacts:
    """Whether a watch runs, is paused, and gives no reminders; its status in words, whether it starts at login, and the
    hours of today."""

    on: bool = False
    paused: bool = False
    status: str = ""
    at_login: bool = False
    hours: tuple[HourBar, ...] = ()
    quiet: bool = False


def watch_page(facts: WatchFacts) -> HomeView:
    """The page of the watch as it is now."""
    buttons = _buttons(facts)
    return HomeView(
        HomePage.WATCH,
        title=_title(facts),
        lead=facts.status if facts.on else _(ABOUT),
        action=buttons[0],
        rows=buttons[1:],
        hours=facts.hours,
        commands=tuple(COMMANDS[button.what] for button in buttons),
    )


def _title(facts: WatchFacts) -> str:
    if not facts.on:
        return _("The watch is off")
    return _("The watch is paused") if facts.paused else _("The watch is on")


def _buttons(facts: WatchFacts) -> tuple[Button, ...]:
    at_login = (
        Button(Deed.WATCH, NOT_AT_LOGIN, _("Start at every login"), value=_("yes"))
        if facts.at_login
        else Button(Deed.WATCH, AT_LOGIN, _("Start at every login"), value=_("no"))
    )
    if not facts.on:
        return Button(Deed.WATCH, ON, _("Turn it on"), sign=Reply.START), at_login
    pausing = (
        Button(Deed.WATCH, GO_ON, _("Go on"), _("The camera is off now."), sign=Reply.START)
        if facts.paused
        else Button(Deed.WATCH, PAUSED_30, _("Pause for 30 minutes"), _("The camera goes off."), sign=Reply.PAUSE)
    )
    return (
        pausing,
        Button(Deed.WATCH, OFF, _("Turn it off"), sign=Reply.QUIT),
        Button(Deed.WATCH, LOUD, _("Remind me again"), sign=Reply.OK)
        if facts.quiet
        else Button(Deed.WATCH, QUIET_60, _("No reminders for an hour"), sign="cross"),
        Button(Deed.WATCH, CALIBRATE, _("Learn again how I sit upright"), sign="guidance"),
        at_login,
    )

"""What the running watch shows in the tray, and what it can be told there and with the buttons of its notifications."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach.cli.status_line import at
from coach.desk.posture import BAD, PostureState
from coach.desktop.tray_face import Look, MenuEntry, TrayFace
from coach.wording import postures
from coach.wording.catalogue import _

PAUSE, SILENCE = "pause 30m", "quiet 1h"  # as `coach watch --pause 30m` and `--quiet 1h` say it
TODAY = "today"  # a click on the icon does no harm: it only tells
MORE = "more"  # the button that leads to the next of the menu's entries
BUTTONS = 3  # GNOME shows so many on a notification and drops the others


def face(facts: Mapping[str, Any]) -> TrayFace:
    """The icon, its text and its menu, for the facts of `status_line.facts_of`."""
    return TrayFace(_look(facts), _text(facts), entries(facts), click=TODAY)


def entries(facts: Mapping[str, Any]) -> tuple[MenuEntry, ...]:
    """What can be asked of a watch that is in this state."""
    paused, silent = facts["state"] == "paused", facts.get("silenced")  # a call ends by itself, not in a menu
    return (
        MenuEntry("resume", _("Go on watching")) if paused else MenuEntry(PAUSE, _("Pause for 30 minutes")),
        MenuEntry("quiet", _("Remind me again")) if silent else MenuEntry(SILENCE, _("No reminders for an hour")),
        MenuEntry("break", _("Take a break now")),
        MenuEntry(TODAY, _("How today went")),
        MenuEntry(),
        MenuEntry("stop", _("End the watch")),
    )


def buttons(facts: Mapping[str, Any], page: int) -> list[tuple[str, str]]:
    """The menu as buttons, as many as every desktop shows, the last of them leading to the next ones."""
    rows = [(entry.command, entry.words) for entry in entries(facts) if entry.command]
    room = BUTTONS - 1
    pages = [rows[begin : begin + room] for begin in range(0, len(rows), room)]
    return [*pages[page % len(pages)], (MORE, _("More ..."))]


def _look(facts: Mapping[str, Any]) -> Look:
    state = facts["state"]
    if state == "paused":
        return Look.PAUSED
    if facts.get("quiet"):
        return Look.QUIET
    if state in BAD:
        return Look.BAD
    return Look.UNSEEN if state in (PostureState.UNKNOWN, PostureState.AWAY) else Look.UPRIGHT


def _text(facts: Mapping[str, Any]) -> str:
    """The state in a few words. No running seconds: whoever shows it would have to fetch it all the time."""
    words = postures.state(str(facts["state"]))
    if facts.get("paused_until"):
        return _("{state}, on again at {time}", state=words, time=at(facts["paused_until"]))
    return _("{state}, without reminders", state=words) if facts.get("quiet") else words

"""The status of the watch as one line, in its terminal and for `coach watch --status`."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coach.desk.posture import PostureState
from coach.wording import postures
from coach.wording.catalogue import N_, _, plural
from coach.wording.durations import in_short

if TYPE_CHECKING:
    from coach.capture.all_day_camera import AllDayCamera
    from coach.desk.day import Day
    from coach.desk.desk_session import Seen

PHASES = {"calibrating": N_("calibrating"), "checking": N_("checking your baseline"), "asking": N_("not judging")}
KEYS = N_("c calibrate  f that was fine  e drill  s snooze  p pause  d don't disturb  q quit")
COLUMNS = 79  # of the 80 of a terminal as it opens; the last one is the cursor's
SEPARATOR = " · "
LEAST_FIRST = ("share", "snoozed", "camera", "silent", "until", "says", "unheard")  # what a full line goes without


def facts_of(seen: Seen, day: Day, camera: AllDayCamera | None, now_s: float) -> dict[str, Any]:
    """What is true of a working day at this time of day, for the status line and for whoever asks."""
    return {
        "state": "paused" if day.paused else seen.state,
        "since": None if day.paused else now_s - (seen.t_s - seen.since_s),
        "phase": seen.phase,
        "says": "" if day.paused or seen.reasons else seen.says,  # the measures of a posture change all the time
        "score": round(seen.score, 2),
        "upright_s": round(day.upright_s, 1),
        "watched_s": round(day.watched_s, 1),
        "reminders": day.reminders,
        "quiet": day.is_quiet(now_s),
        "silenced": day.is_silenced(now_s),
        "snoozed_until": day.snoozed_until_s if day.snoozed_until_s > now_s else None,
        "paused_until": day.paused_until_s if day.paused and day.paused_until_s > now_s else None,
        "camera": None if camera is None else camera.open,
    }


def day_line(day: Day) -> str:
    """ "Watched 1 min: upright 60 %, slouching 40 %. 1 reminder.": what a day came to."""
    parts = sorted(day.seconds.items(), key=lambda item: -item[1])
    states = ", ".join(
        _("{state} {percent} %", state=postures.state(name), percent=f"{100 * s / day.total_s:.0f}")
        for name, s in parts
    )
    reminders = plural("{number} reminder", "{number} reminders", day.reminders)
    return _(
        "Watched {duration}: {states}. {reminders}.", duration=in_short(day.total_s), states=states, reminders=reminders
    )


def line(facts: Mapping[str, Any], now_s: float, columns: int = COLUMNS) -> str:
    """The facts of `SingleInstance.tell` as one line of so many columns at most: what matters least goes first."""
    if not facts.get("fresh", True):
        process = facts.get("pid")
        return _("the watch (process {process}) does not answer: use --stop, then start it again", process=process)
    parts = _parts(facts, now_s)
    while len(SEPARATOR.join(parts.values())) > columns and len(parts) > 1:
        del parts[next(name for name in LEAST_FIRST if name in parts)]
    whole = SEPARATOR.join(parts.values())
    return whole if len(whole) <= columns else f"{whole[: columns - 1].rstrip()}…"


def _parts(facts: Mapping[str, Any], now_s: float) -> dict[str, str]:
    """The parts of the line by name, in the order in which they stand in it."""
    found = {"state": _state(facts, now_s)}
    if facts.get("says"):
        found["says"] = str(facts["says"])
    if facts.get("paused_until"):
        found["until"] = _("on again at {time}", time=at(facts["paused_until"]))
    if facts.get("watched_s"):
        share = 100 * facts.get("upright_s", 0.0) / facts["watched_s"]
        duration = in_short(facts["watched_s"])
        found["share"] = _("{share} % upright of {duration}", share=f"{share:.0f}", duration=duration)
    if facts.get("snoozed_until"):
        found["snoozed"] = _("no reminders until {time}", time=at(facts["snoozed_until"]))
    if facts.get("quiet"):
        found["silent"] = _("silent")
    if facts.get("unheard"):
        found["unheard"] = _("no notifications: {reason}", reason=facts["unheard"])
    if facts.get("camera") is not None:
        found["camera"] = _("camera on") if facts["camera"] else _("camera off")
    return found


def _state(facts: Mapping[str, Any], now_s: float) -> str:
    """ "slouching for 72 s"."""
    state = str(facts.get("state"))
    if state == PostureState.UNKNOWN and facts.get("phase") in PHASES:
        return _(PHASES[facts["phase"]])
    if facts.get("since") is None:
        return postures.state(state)
    lasted = in_short(max(0.0, now_s - facts["since"]))
    return _("{state} for {duration}", state=postures.state(state), duration=lasted)


def at(wall_s: float) -> str:
    """A time of day, as on the clock on the wall."""
    return time.strftime("%H:%M", time.localtime(wall_s))


class StatusLine:
    """The line at the bottom of the terminal; nothing where there is no terminal."""

    def __init__(self) -> None:
        self.on = sys.stderr is not None and sys.stderr.isatty()
        self._last = ""

    def show(self, text: str) -> None:
        """Put this in place of the last one."""
        if not self.on or text == self._last:
            return
        self._last = text
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[2K{text[:width]}")
        sys.stderr.flush()

    def above(self, text: str) -> None:
        """A line that stays, above the status."""
        if not self.on:
            return
        sys.stderr.write(f"\r\x1b[2K{text}\n")
        last, self._last = self._last, ""
        self.show(last)

    def close(self) -> None:
        """Leave the cursor on a line of its own."""
        if self.on and self._last:
            sys.stderr.write("\n")
            sys.stderr.flush()
        self._last = ""

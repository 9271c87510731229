"""One working day: glimpses in; the posture, reminders, the status line, notifications and the history out."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

import typer

from coach.cli import watch_menu
from coach.cli.console import show_line
from coach.cli.drill import drills
from coach.cli.environment import Environment
from coach.cli.folders import coach_home, watch_folder
from coach.cli.looking import Looking
from coach.cli.notices import Notices, sentence
from coach.cli.options import duration_s
from coach.cli.places import Places
from coach.cli.signals import interrupts
from coach.cli.status_line import KEYS, StatusLine, at, day_line, facts_of, line
from coach.desk.day import Day
from coach.wording import postures
from coach.wording.catalogue import N_, _
from coach.wording.durations import in_words

if TYPE_CHECKING:
    from coach.capture.all_day_camera import AllDayCamera
    from coach.cli.wanted import WatchWanted
    from coach.desk.desk_session import DeskSession, Seen
    from coach.desktop.single_instance import SingleInstance
    from coach.desktop.tray import Tray
    from coach.events import Event
    from coach.records.diary import Diary
    from coach.terminal.keyboard import Keys

STILL_MIN = 25.0  # chosen by eye: within the half hour after which advice for desk work asks to change position ...
BREAK_MIN = 50.0  # ... and a break within the hour, which leaves ten minutes of it
SNOOZE_S = 15 * 60.0  # chosen by eye: a call, or a piece of work that is finished first
QUIET_ASK_S = 15.0  # how often the desktop is asked whether it may be disturbed
STEP_S = 5.0  # opening the camera and looking takes this long, so allow twice this beyond the time between two peeks
PANEL_S = 10.0  # at a login the panel may come after the watch; by then it has taken the watch's icon
NOTHING_WIDER = N_("There is nothing to widen: no bad posture is seen now.")
GREETING = N_("I sit beside you and speak up after {duration} of bad posture. No picture is kept or sent.")
ANSWERS = {"drill", "fine", "snooze", "skip", "recalibrate"}  # to a reminder; the other buttons are about the watch
ON_KEY = {"c": "recalibrate", "f": "fine", "s": "snooze", "p": "pause", "d": "quiet", "q": "stop", "e": "drill"}


class WorkingDay:
    """Wires the rooms together for `coach watch`. `run()` comes back at the end of the day or of the source."""

    def __init__(self, wanted: WatchWanted, stack: ExitStack, world: Environment | None = None) -> None:
        from coach.capture.open_source import is_live

        self._wanted, self._stack, self._world = wanted, stack, world or Environment()
        self._live = is_live(wanted.source)
        self._instance: SingleInstance | None = None
        self._camera: AllDayCamera | None = None
        self._keys: Keys | None = None
        self._notices: Notices | None = None
        self._tray: Tray | None = None
        self._introduced = False
        self._facts: dict[str, Any] = {}  # what was told last
        self._drills: dict[str, str] = {}  # id -> title
        self._diary: Diary | None = None
        self._places: Places | None = None
        self._line = StatusLine()
        self._unseen = not self._line.on  # a calibration that nobody follows here is led by notifications
        self._day, self._over = Day(), False
        self._asked_quiet_s = float("-inf")
        self._last: Seen | None = None
        self._unheard: str | None = None  # why notifications reach nobody

    # ------------------------------------------------------------ the day

    def run(self) -> None:
        """Until the source ends, somebody ends it, or Ctrl-C."""
        if self._live:
            self._become_the_one()
        source = self._world.source(self._wanted.source, self._wanted.peek_s)
        self._stack.callback(source.close)
        self._session = self._made(source)
        looking = Looking(source, self._session, self._places)
        self._camera = looking.camera
        self._session.reminders.at_pauses = self._live and self._world.typing() is not None
        self._open_devices()
        try:
            for seen in looking.seen(self._world, self._wanted, self._stack):
                self._tell(seen)
                self._obey(seen)
                if self._over or interrupts.asked:
                    break
        except OSError as error:
            if not interrupts.hung_up(error):
                raise
        finally:
            self._line.close()
        if not self._wanted.as_json and self._day.total_s > 0:
            print("\n".join(self._closing()))

    def _closing(self) -> list[str]:
        """How the day went, from the history, which has all of it; where there is none, this watch alone."""
        from coach.records import practice
        from coach.records.clock import now
        from coach.records.closing import closing
        from coach.records.history import History, HistoryError

        found: list[str] = []
        today = now().date()
        if self._diary is not None:
            self._diary.close()
            with suppress(HistoryError), History(coach_home() / "history.db") as history:
                answers = practice.answers(history, practice.Span(today, today))
                found = closing(practice.desk_hours(history, today), answers)
        return found or [day_line(self._day)]

    def _become_the_one(self) -> None:
        from coach.desktop.single_instance import SingleInstance

        self._instance = self._stack.enter_context(SingleInstance(watch_folder()))

    def _made(self, source: Any) -> DeskSession:
        from coach.desk.desk_session import CALIBRATE_S, DeskSession
        from coach.desk.reminders import Habits

        wanted = self._wanted
        personal = self._live and not wanted.headless
        if personal:
            self._places = Places(coach_home() / "desk-profiles.json", str(source.name), source.size)
        baselines = self._places.baselines if self._places and wanted.calibrate_s is None else []
        still = wanted.still_min if wanted.still_min is not None else (STILL_MIN if personal else 0.0)
        rest = wanted.break_min if wanted.break_min is not None else (BREAK_MIN if personal else 0.0)
        habits = Habits(wanted.remind_after_s, still or None, rest or None)
        watching = DeskSession(wanted.calibrate_s or CALIBRATE_S, habits, baselines)
        if wanted.peek_s is not None:
            watching.reminders.gap_s = wanted.peek_s + 2 * STEP_S
        return watching

    def _open_devices(self) -> None:
        if self._live:
            from coach.records.diary import Diary

            self._diary = self._stack.enter_context(Diary(coach_home() / "history.db", self._say))
        if self._wanted.headless:
            return
        from coach.desktop.dim import Dim, why_no_overlay
        from coach.terminal.keyboard import Keys

        self._keys = self._stack.enter_context(Keys())
        overlay = None
        if self._wanted.dim:
            why = why_no_overlay()
            overlay = Dim() if why is None else None
            if why:
                show_line(_("The screen will not be dimmed: {why}", why=why))
        self._drills = drills()
        self._notices = Notices(
            self._world.notifier(), overlay, sound=self._wanted.sound, drills=frozenset(self._drills),
            chime=(lambda: None) if self._wanted.mute else self._world.chime,
        )  # fmt: skip
        self._stack.callback(self._notices.close)
        if self._live:
            self._tray = self._world.tray()
            self._stack.callback(self._tray.close)
        self._tell_unheard()
        if self._places and self._places.problem:
            show_line(self._places.problem)
        self._line.above(_(GREETING, duration=in_words(self._wanted.remind_after_s)))
        self._line.above(_(KEYS))

    def _tell_unheard(self) -> None:
        """Once for each cause: that notifications reach nobody."""
        reason = self._notices.reason if self._notices is not None else None
        if reason and reason != self._unheard:
            self._say(_("No notifications: {reason}. Reminders come in this terminal, with a sound.", reason=reason))
        self._unheard = reason

    def _say(self, text: str) -> None:
        """Print a line for the person above the status line."""
        if self._line.on:
            self._line.above(text)
        else:
            show_line(text)

    # ------------------------------------------------------------ telling

    def _tell(self, seen: Seen) -> None:
        step_s = 0.0 if self._last is None else seen.t_s - self._last.t_s
        gap_s = self._session.reminders.gap_s
        if (
            self._last is not None
            and 0 < step_s <= gap_s
            and not self._day.paused
            and self._last.phase != "calibrating"
        ):
            self._day.spend(self._last.state, step_s)
            if self._diary is not None:
                self._diary.posture(self._last.state, step_s)
        self._last = seen
        for event in seen.events:
            self._tell_event(event, seen)
        if self._notices is not None:
            self._notices.follow(seen)
            self._tell_unheard()
            if self._unseen and not self._day.paused:
                self._notices.guide(seen)
        self._be_quiet(seen)
        facts = facts_of(seen, self._day, self._camera, self._world.wall()) | {"unheard": self._unheard}
        self._facts = facts
        if self._instance is not None:
            self._instance.tell(facts)
        if self._tray is not None:
            self._tray.show(watch_menu.face(facts))
            self._introduce(seen)
        says = "" if self._day.paused else facts["says"] or seen.says
        self._line.show(line({**facts, "says": says}, self._world.wall()))

    def _introduce(self, seen: Seen) -> None:
        """Once, where neither a terminal nor a tray shows that the watch is on: say so, with its menu as buttons."""
        early = seen.t_s < PANEL_S or seen.phase == "calibrating"
        if self._introduced or early or self._notices is None or self._notices.shows:
            return
        self._introduced = True
        if not self._line.on and self._tray is not None and self._tray.reason is not None:
            self._notices.menu(self._facts, _("The watch is on"))

    def _tell_event(self, event: Event, seen: Seen) -> None:
        from coach.desk.desk_session import Recalibrate
        from coach.events import Reminder

        if self._wanted.as_json:
            print(json.dumps(event.as_json(), allow_nan=False), flush=True)
        if isinstance(event, Reminder):
            self._day.reminders += 1
            if self._diary is not None:
                self._diary.remind(event)
            if self._notices is not None:
                self._notices.remind(event, seen)
            drill = self._notices.drill if self._notices is not None and self._camera is not None else None
            offer = (
                " " + _("Press e for the one-minute drill ({exercise}).", exercise=self._drills[drill]) if drill else ""
            )
            self._line.above(
                f"{at(self._world.wall())}  {postures.title(event.reason)}. {sentence(event, seen)}{offer}"
            )
        elif isinstance(event, Recalibrate):
            self._line.above(f"{at(self._world.wall())}  {seen.says}")
            if self._notices is not None:
                self._notices.ask(event, seen)

    def _be_quiet(self, seen: Seen) -> None:
        """Do not disturb when the person, the desktop or a call says so."""
        if self._live and seen.bad_s > 0 and seen.t_s - self._asked_quiet_s >= QUIET_ASK_S:
            self._asked_quiet_s = seen.t_s
            self._day.desktop_quiet = self._world.disturbed()
        reminders = self._session.reminders
        reminders.quiet = self._day.is_quiet(self._world.wall())
        if reminders.waits:
            reminders.typing = bool(self._world.typing())

    # ------------------------------------------------------------ obeying

    def _obey(self, seen: Seen) -> None:
        """Keys, buttons, the tray's menu and commands from other terminals."""
        wishes = [ON_KEY[key] for key in (self._keys.pressed() if self._keys else []) if key in ON_KEY]
        here = "recalibrate" in wishes
        if self._instance is not None:
            wishes += self._instance.commands()
        wishes += self._tray.chosen() if self._tray is not None else []
        said = self._notices.answer() if self._notices is not None else None
        if "recalibrate" in wishes or said == "recalibrate":
            self._unseen = not (here and self._line.on)
        if said:
            wishes.append(said)
            if self._diary is not None and said in ANSWERS:
                self._diary.answer(said)
        elif "drill" in wishes and self._diary is not None and self._notices is not None and self._notices.drill:
            self._diary.answer("drill")
        for wish in wishes:
            self._do(wish, seen)
        if self._day.pause_is_over(self._world.wall()):
            self._go_on()

    def _do(self, wish: str, seen: Seen) -> None:
        word, _space, value = wish.partition(" ")
        try:
            for_s = duration_s(value) if value else None
        except typer.BadParameter:  # a command that was written by some other program
            return
        reminders = self._session.reminders
        if word == "stop":
            self._over = True
        elif word == "recalibrate":
            self._session.recalibrate()
            if self._camera is not None:
                self._camera.hurry()
        elif word == "fine":
            widened = self._session.fine()
            self._line.above(
                _("Noted: more of that is fine now ({measure}).", measure=postures.measure(widened))
                if widened
                else _(NOTHING_WIDER)
            )
        elif word == "snooze":
            self._snooze(seen.t_s, SNOOZE_S if for_s is None else for_s)
        elif word == "skip":
            reminders.skip()
        elif word == "quiet":
            self._be_silent(for_s)
        elif word in ("pause", "resume"):
            if word == "resume" or self._day.paused:
                self._go_on()
            else:
                self._pause(for_s)
        elif word == "drill":
            self._drill()
        elif word == "break":
            self._take_break()
        elif word == "today":
            self._show_day()
        elif word == watch_menu.MORE and self._notices is not None:
            self._notices.menu(self._facts, _("What shall the watch do?"))

    def _snooze(self, t_s: float, for_s: float) -> None:
        self._session.reminders.snooze(t_s, for_s)
        self._day.snooze(self._world.wall(), for_s)
        until = at(self._day.snoozed_until_s)
        self._line.above(_("Snoozed: no reminders until {time}. I remind you then if it is still needed.", time=until))

    def _be_silent(self, for_s: float | None) -> None:
        now_s = self._world.wall()
        if for_s is not None:
            self._line.above(_("Silent until {time}; I go on watching.", time=at(self._day.be_quiet(now_s, for_s))))
        elif self._day.toggle_quiet(now_s):
            self._line.above(_("Silent until d is pressed again; I go on watching."))
        else:
            self._line.above(_("Reminders are on again."))

    def _pause(self, for_s: float | None) -> None:
        """Close the camera for so many seconds; None = until resumed."""
        if self._camera is None:
            return
        self._day.pause(self._world.wall(), for_s)
        self._camera.release()
        if self._notices is not None:
            self._notices.clear()
        self._camera.paused = True

    def _go_on(self) -> None:
        """End a pause."""
        if self._camera is None:
            return
        self._day.resume()
        self._session.interrupted()
        self._camera.paused = False

    def _show_day(self) -> None:
        """How the day went so far, as a notification and in the terminal."""
        text = day_line(self._day) if self._day.total_s > 0 else _("Nothing yet: the watch has just begun.")
        self._line.above(text)
        if self._notices is not None:
            self._notices.say(_("Today"), text)

    def _drill(self) -> None:
        name = self._notices.drill if self._notices is not None else None
        if name is None or self._diary is None:
            return
        where = (self._wanted.source, self._wanted.model, self._diary)
        self._away_from_work(
            _("The drill: {exercise}. It has a window of its own; q there ends it.", exercise=self._drills[name]),
            lambda: self._world.drill(name, *where, mute=self._wanted.mute),
        )

    def _take_break(self) -> None:
        if self._diary is None:
            return
        where = (self._wanted.source, self._wanted.model, self._diary)
        self._away_from_work(
            _("Your break at the desk. It has a window of its own; q there ends it."),
            lambda: self._world.rest(*where, mute=self._wanted.mute),
        )

    def _away_from_work(self, text: str, workout: Callable[[], None]) -> None:
        """A workout between two looks: it has the camera to itself meanwhile."""
        from coach.errors import DeviceError

        if self._notices is None or self._camera is None:
            return
        self._notices.clear()
        self._line.above(text)
        self._line.close()
        self._camera.release()
        try:
            workout()
        except DeviceError as error:
            self._line.above(_("The exercise did not take place: {reason}", reason=error.message))
        else:
            self._session.reminders.answered()
            self._line.above(_("Done. Sit upright for a moment: I check your baseline."))
        self._session.interrupted()

"""One working day: glimpses in; the posture, reminders, the status line, notifications and the history out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from coach.cli.console import show_line
from coach.cli.drill import drills
from coach.cli.environment import Environment
from coach.cli.options import duration_s
from coach.cli.places import Places
from coach.cli.safety import home
from coach.cli.signals import interrupts
from coach.cli.status_line import KEYS, StatusLine, at, line
from coach.cli.telling import Telling, sentence
from coach.cli.watch import watch_folder
from coach.wording import postures
from coach.wording.durations import in_short, in_words

if TYPE_CHECKING:
    from coach.body.landmarks import PoseFrame
    from coach.capture.all_day_camera import AllDayCamera, Glimpse
    from coach.capture.landmarker import Landmarker
    from coach.cli.options import WatchWanted
    from coach.desk.desk_session import DeskSession, Seen
    from coach.desktop.single_instance import SingleInstance
    from coach.events import Event
    from coach.records.diary import Diary
    from coach.terminal.keyboard import Keys

CALIBRATE_S = 5.0
SAME_S = 1.0  # how often a picture that stands still is said to be the same
SNOOZE_S = 15 * 60.0
QUIET_ASK_S = 15.0  # how often the desktop is asked whether it may be disturbed
STEP_S = 5.0
NOTHING_WIDER = "There is nothing to widen: no bad posture is seen now."
GREETING = "I sit beside you and speak up after {} of bad posture. No picture is kept or sent."
ON_KEY = {"c": "recalibrate", "f": "fine", "s": "snooze", "p": "pause", "d": "quiet", "q": "stop", "e": "drill"}


class WorkingDay:
    """Wires the rooms together for `coach watch`. `run()` comes back at the end of the day or of the source."""

    def __init__(self, wanted: WatchWanted, stack: ExitStack, world: Environment | None = None) -> None:
        from coach.capture.source import is_live

        self._wanted, self._stack, self._world = wanted, stack, world or Environment()
        self._live = is_live(wanted.source)
        self._control: SingleInstance | None = None
        self._eye: AllDayCamera | None = None
        self._landmarker: Landmarker | None = None
        self._keys: Keys | None = None
        self._telling: Telling | None = None
        self._diary: Diary | None = None
        self._places: Places | None = None
        self._line = StatusLine()
        self._over = self._quiet = self._desktop_quiet = False
        self._unseen = not self._line.on  # a calibration that nobody follows here is led by notifications
        self._asked_quiet_s = self._quiet_until_s = self._paused_until_s = self._snoozed_until_s = float("-inf")
        self._last: Seen | None = None
        self._by_state: dict[str, float] = {}
        self._reminders = 0

    # ------------------------------------------------------------ the day

    def run(self) -> None:
        """Until the source ends, somebody ends it, or Ctrl-C."""
        from coach.desk.sampling import Sampling

        if self._live:
            self._become_the_one()
        source = self._world.source(self._wanted.source, self._wanted.peek_s)
        self._stack.callback(source.close)
        self._pace = Sampling()
        self._watching = self._made(source)
        self._open_devices()
        try:
            for seen in self._judged(source):
                self._tell(seen)
                self._obey(seen)
                if self._over or interrupts.asked:
                    break
        finally:
            self._line.close()
        self._sum_up()

    def _become_the_one(self) -> None:
        from coach.desktop.single_instance import SingleInstance

        self._control = self._stack.enter_context(SingleInstance(watch_folder()))

    def _made(self, source: Any) -> DeskSession:
        from coach.desk.desk_session import DeskSession
        from coach.desk.reminders import Habits

        wanted = self._wanted
        personal = self._live and not wanted.headless
        if personal:
            self._places = Places(home() / "desk-profiles.json", str(source.name), source.size)
        baselines = self._places.baselines if self._places and wanted.calibrate_s is None else []
        still = wanted.still_min if wanted.still_min is not None else (25.0 if personal else 0.0)
        rest = wanted.break_min if wanted.break_min is not None else (50.0 if personal else 0.0)
        habits = Habits(wanted.remind_after_s, still or None, rest or None)
        watching = DeskSession(wanted.calibrate_s or CALIBRATE_S, habits, baselines)
        if wanted.peek_s is not None:
            watching.reminders.gap_s = wanted.peek_s + 2 * STEP_S
        return watching

    def _open_devices(self) -> None:
        if self._live:
            from coach.records.diary import Diary

            self._diary = self._stack.enter_context(Diary(home() / "history.db", self._say))
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
                show_line(f"The screen will not be dimmed: {why}")
        self._telling = Telling(self._world.notifier(), overlay, sound=self._wanted.sound, drills=drills())
        self._stack.callback(self._telling.close)
        if self._telling.reason:
            show_line(f"No notifications: {self._telling.reason}. Reminders come in this terminal only.")
        if self._places and self._places.problem:
            show_line(self._places.problem)
        self._line.above(GREETING.format(in_words(self._wanted.remind_after_s)))
        self._line.above(KEYS)

    def _say(self, text: str) -> None:
        """A line for the person that does not run into the status line."""
        if self._line.on:
            self._line.above(text)
        else:
            show_line(text)

    # ------------------------------------------------------------ looking

    def _judged(self, source: Any) -> Iterator[Seen]:
        """What is to be told, at the pace that is needed."""
        from coach.capture.all_day_camera import AllDayCamera, glimpses
        from coach.capture.recording import Recording

        if isinstance(source, Recording):
            for _, frame in source:
                if self._pace.due(frame.t_s):
                    yield self._update(frame)
            return
        from coach.capture.motion import Motion

        self._eye = source if isinstance(source, AllDayCamera) else None
        self._landmarker = self._stack.enter_context(self._world.landmarker(self._wanted.model))
        motion, same_s = Motion(), 0.0
        for glimpse in source if self._eye else glimpses(source):
            if glimpse.image is None:
                yield self._blind(glimpse)
                continue
            moved = motion.moved(glimpse.image)
            if self._pace.due(glimpse.t_s, moved):
                seen = self._update(self._landmarker.frame(glimpse.image, glimpse.t_s))
                motion.keep(glimpse.image)
                same_s = glimpse.t_s
                yield seen
            elif not moved and glimpse.t_s - same_s >= SAME_S:
                same_s = glimpse.t_s
                if same := self._watching.unchanged(glimpse.t_s):
                    yield same

    def _update(self, frame: PoseFrame) -> Seen:
        seen = self._watching.update(frame)
        self._pace.judged(frame.t_s, seen.state, seen.changing)
        if self._eye is not None:
            self._eye.busy, self._eye.held = seen.changing, seen.phase == "calibrating"
        if self._places is not None:
            self._places.follow(self._watching, any(event.kind == "ready" for event in seen.events))
        return seen

    def _blind(self, glimpse: Glimpse) -> Seen:
        """No picture: between peeks what was true goes on, else it is said that nothing can be seen."""
        from dataclasses import replace

        if glimpse.why == "woken":
            self._watching.interrupted()
        if glimpse.why == "between" and self._last is not None:
            return replace(self._last, t_s=glimpse.t_s, events=())
        seen = self._watching.unseen(glimpse.t_s)
        return replace(seen, says=glimpse.text or seen.says)

    # ------------------------------------------------------------ telling

    def _tell(self, seen: Seen) -> None:
        step_s = 0.0 if self._last is None else seen.t_s - self._last.t_s
        gap_s = self._watching.reminders.gap_s
        if self._last is not None and 0 < step_s <= gap_s and not self._paused and self._last.phase != "calibrating":
            self._by_state[self._last.state] = self._by_state.get(self._last.state, 0.0) + step_s
            if self._diary is not None:
                self._diary.posture(self._last.state, step_s)
        self._last = seen
        for event in seen.events:
            self._tell_event(event, seen)
        if self._telling is not None:
            self._telling.follow(seen)
            if self._unseen:
                self._telling.guide(seen)
        self._be_quiet(seen)
        facts = self._facts(seen)
        if self._control is not None:
            self._control.tell(facts)
        says = "" if self._paused else facts["says"] or seen.says
        self._line.show(line({**facts, "says": says}, self._world.wall()))

    def _tell_event(self, event: Event, seen: Seen) -> None:
        from coach.desk.desk_session import Recalibrate
        from coach.events import Reminder

        if self._wanted.as_json:
            print(json.dumps(event.as_json(), allow_nan=False), flush=True)
        if isinstance(event, Reminder):
            self._reminders += 1
            if self._diary is not None:
                self._diary.remind(event)
            if self._telling is not None:
                self._telling.remind(event, seen)
            drill = self._telling.drill if self._telling is not None and self._eye is not None else None
            offer = f" Press e for the one-minute drill ({drill.replace('-', ' ')})." if drill else ""
            self._line.above(
                f"{at(self._world.wall())}  {postures.title(event.reason)}. {sentence(event, seen)}{offer}"
            )
        elif isinstance(event, Recalibrate):
            self._line.above(f"{at(self._world.wall())}  {seen.says}")
            if self._telling is not None:
                self._telling.ask(event, seen)

    def _be_quiet(self, seen: Seen) -> None:
        """Do not disturb when the person, the desktop or a call says so."""
        if self._live and seen.bad_s > 0 and seen.t_s - self._asked_quiet_s >= QUIET_ASK_S:
            self._asked_quiet_s = seen.t_s
            self._desktop_quiet = self._world.disturbed()
        self._watching.reminders.quiet = self.quiet

    @property
    def quiet(self) -> bool:
        """Whether reminders are held back now."""
        return self._quiet or self._desktop_quiet or self._world.wall() < self._quiet_until_s

    @property
    def _paused(self) -> bool:
        return self._eye is not None and self._eye.paused

    def _facts(self, seen: Seen) -> dict[str, Any]:
        now_s = self._world.wall()
        paused = self._paused
        watched = sum(s for state, s in self._by_state.items() if state not in ("away", "unknown"))
        return {
            "state": "paused" if paused else seen.state,
            "since": None if paused else now_s - (seen.t_s - seen.since_s),
            "phase": seen.phase,
            "says": "" if paused or seen.reasons else seen.says,  # the measures of a posture change all the time
            "score": round(seen.score, 2),
            "upright_s": round(self._by_state.get("upright", 0.0), 1),
            "watched_s": round(watched, 1),
            "reminders": self._reminders,
            "quiet": self.quiet,
            "snoozed_until": self._snoozed_until_s if self._snoozed_until_s > now_s else None,
            "paused_until": self._paused_until_s if paused and self._paused_until_s > now_s else None,
            "camera": self._eye.open if self._eye is not None else None,
        }

    def _sum_up(self) -> None:
        total = sum(self._by_state.values())
        if self._wanted.as_json or total <= 0:
            return
        parts = sorted(self._by_state.items(), key=lambda item: -item[1])
        states = ", ".join(f"{postures.state(name)} {100 * s / total:.0f} %" for name, s in parts)
        reminders = f"{self._reminders} reminder{'' if self._reminders == 1 else 's'}"
        print(f"Watched {in_short(total)}: {states}. {reminders}.")

    # ------------------------------------------------------------ obeying

    def _obey(self, seen: Seen) -> None:
        """Keys, buttons and commands from other terminals."""
        wishes = [ON_KEY[key] for key in (self._keys.pressed() if self._keys else []) if key in ON_KEY]
        here = "recalibrate" in wishes
        if self._control is not None:
            wishes += self._control.commands()
        said = self._telling.answer() if self._telling is not None else None
        if "recalibrate" in wishes or said == "recalibrate":
            self._unseen = not (here and self._line.on)
        if said:
            wishes.append(said)
            if self._diary is not None:
                self._diary.answer(said)
        elif "drill" in wishes and self._diary is not None and self._telling is not None and self._telling.drill:
            self._diary.answer("drill")
        for wish in wishes:
            self._do(wish, seen)
        if self._paused and 0 < self._paused_until_s <= self._world.wall():
            self._pause(None)

    def _do(self, wish: str, seen: Seen) -> None:
        word, _, value = wish.partition(" ")
        reminders = self._watching.reminders
        if word == "stop":
            self._over = True
        elif word == "recalibrate":
            self._watching.recalibrate()
            if self._eye is not None:
                self._eye.hurry()
        elif word == "fine":
            widened = self._watching.fine()
            self._line.above(
                f"Noted: more of that is fine now ({postures.measure(widened)})." if widened else NOTHING_WIDER
            )
        elif word == "snooze":
            self._snooze(seen.t_s, duration_s(value) if value else SNOOZE_S)
        elif word == "skip":
            reminders.skip()
        elif word == "quiet":
            self._be_silent(value)
        elif word in ("pause", "resume"):
            self._pause(None if word == "resume" or self._paused else value)
        elif word == "drill":
            self._drill()

    def _snooze(self, t_s: float, for_s: float) -> None:
        self._watching.reminders.snooze(t_s, for_s)
        self._snoozed_until_s = self._world.wall() + for_s
        self._line.above(
            f"Snoozed: no reminders until {at(self._snoozed_until_s)}. What is still true then is said then."
        )

    def _be_silent(self, value: str) -> None:
        if value:
            self._quiet_until_s = self._world.wall() + duration_s(value)
            self._line.above(f"Silent until {at(self._quiet_until_s)}; I go on watching.")
        else:
            self._quiet, self._quiet_until_s = not self.quiet, float("-inf")
            self._line.above(
                "Silent until d is pressed again; I go on watching." if self._quiet else "Reminders are on again."
            )

    def _pause(self, value: str | None) -> None:
        """`value`: for how long ("" = until resumed); None = go on."""
        if self._eye is None:
            return
        self._eye.paused = value is not None
        if value is None:
            self._watching.interrupted()
        else:
            self._paused_until_s = self._world.wall() + duration_s(value) if value else float("-inf")
            self._eye.release()
            if self._telling is not None:
                self._telling.clear()

    def _drill(self) -> None:
        from coach.errors import DeviceError

        name = self._telling.drill if self._telling is not None else None
        if self._telling is None or name is None or self._eye is None or self._diary is None:
            return
        self._telling.clear()
        self._line.above(f"The drill: {name.replace('-', ' ')}. It has a window of its own; q there ends it.")
        self._line.close()
        self._eye.release()
        try:
            self._world.drill(name, self._wanted.source, self._wanted.model, self._diary, mute=self._wanted.mute)
        except DeviceError as error:
            self._line.above(f"The drill did not take place: {error.message}")
        else:
            self._watching.reminders.answered()
            self._line.above("Done. Sit upright for a moment: I check your baseline.")
        self._watching.interrupted()

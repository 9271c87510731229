"""What a working day leaves behind: minutes by state, reminders with their answers, and the profile in use."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coach.desk.baseline import Baseline
    from coach.desk.desk_session import DeskSession
    from coach.events import Event, Reminder
    from coach.records.profiles import Profile

WRITE_S = 60.0


class Keeping:
    """The history of this day. `note()` once a seen frame, `close()` at the end."""

    def __init__(self, path: Path) -> None:
        from coach.records.history import History

        self._history = History(path)
        self._seconds: dict[str, float] = {}
        self._written_s = 0.0
        self._last_reminder: int | None = None

    def note(self, t_s: float, state: str, step_s: float) -> None:
        """So many more seconds of this state."""
        self._seconds[state] = self._seconds.get(state, 0.0) + step_s
        if t_s - self._written_s >= WRITE_S:
            self._written_s = t_s
            self.write()

    def write(self) -> None:
        """Write what was noted."""
        seconds, self._seconds = self._seconds, {}
        self._history.add_posture(datetime.now(), seconds)

    def remind(self, reminder: Reminder) -> None:
        """A reminder was given."""
        self._last_reminder = self._history.add_reminder(datetime.now(), reminder.reason, reminder.after_s)

    def answer(self, said: str) -> None:
        """What was done about the last one."""
        if self._last_reminder is not None:
            self._history.answer(self._last_reminder, said)
            self._last_reminder = None

    def drill(self, exercise: str, events: Iterable[Event]) -> None:
        """A drill was done."""
        self._history.add_set(datetime.now(), exercise, events)

    def close(self) -> None:
        """Write the rest."""
        self.write()
        self._history.close()


class Places:
    """Keeps the profiles in step with the baseline in use."""

    def __init__(self, path: Path, camera: str, size: tuple[int, int]) -> None:
        from coach.records.profiles import Profiles

        self._profiles, self._camera = Profiles(path), camera
        self._known = self._profiles.of(camera, size)
        self._current: Profile | None = None
        self._kept: Baseline | None = None

    @property
    def baselines(self) -> list[Baseline]:
        """Those to choose from."""
        return [profile.baseline for profile in self._known]

    @property
    def problem(self) -> str:
        """What is wrong with the file, or ""."""
        return self._profiles.problem

    @property
    def name(self) -> str:
        """The profile in use, or ""."""
        return self._current.name if self._current else ""

    def follow(self, watching: DeskSession, made: bool) -> None:
        """Keep the baseline in use; `made`: by a calibration just now."""
        from dataclasses import replace

        baseline = watching.baseline
        if baseline is None or baseline is self._kept:
            return
        self._kept = baseline
        chosen = next((p for p in self._known if p.baseline is baseline), None)
        if chosen is not None:
            self._current = chosen
            self._profiles.use(chosen)
        elif self._current is None or (made and watching.moved):
            self._current = self._profiles.add(self._camera, baseline)
        else:
            self._current = replace(self._current, baseline=baseline)
            self._profiles.use(self._current)

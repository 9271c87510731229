"""The places where somebody sits: a profile for each, kept in step with the baseline in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from coach.desk.baseline import Baseline
    from coach.desk.desk_session import DeskSession
    from coach.records.profiles import Profile


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
        """The baselines to choose from."""
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

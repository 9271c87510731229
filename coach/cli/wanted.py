"""What the options of a command ask for, all in one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.records.settings import Settings


def _as_they_come() -> Settings:
    from coach.records.settings import Settings

    return Settings()


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The workout that the options ask for; None = as the exercise says. `exercise` may name a program."""

    exercise: str
    source: str
    reps: int | None = None
    sets: int | None = None
    hold_s: float | None = None
    dose: str | None = None
    as_json: bool = False
    headless: bool = False
    model: Path | None = None
    mute: bool = False
    settings: Settings = field(default_factory=_as_they_come)
    record: Path | None = None


@dataclass(frozen=True, kw_only=True)
class WatchWanted:
    """The watch that the options ask for; None = the default."""

    source: str = "0"
    calibrate_s: float | None = None
    remind_after_s: float = 30.0
    still_min: float | None = None
    break_min: float | None = None
    peek_s: float | None = None
    sound: bool = False
    dim: bool = False
    as_json: bool = False
    headless: bool = False
    model: Path | None = None
    mute: bool = False


@dataclass(frozen=True, kw_only=True)
class Word:
    """A command for the running watch, instead of starting one."""

    status: bool = False
    stop: bool = False
    recalibrate: bool = False
    resume: bool = False
    pause: str | None = None
    quiet: str | None = None
    install_autostart: bool = False
    remove_autostart: bool = False

    def __bool__(self) -> bool:
        return self != Word()

"""The options that several commands share, and how their values are read."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from coach.wording.catalogue import _

LONGEST_S = 7 * 24 * 3600.0  # of a pause or a silence; whoever wants a longer one ends the watch
DAY_S, DAY_MIN = 24 * 3600.0, 24 * 60.0  # the longest that a number of seconds or minutes on the command line can mean
UNIT_S = {"s": 1.0, "m": 60.0, "h": 3600.0}


class Level(StrEnum):
    """How far a repetition has to go."""

    gentle = "gentle"
    standard = "standard"
    strict = "strict"


class Talk(StrEnum):
    """How much is said."""

    quiet = "quiet"
    normal = "normal"
    talkative = "talkative"
    off = "off"


class Numbers(StrEnum):
    """The language that repetitions are counted in."""

    en = "en"
    de = "de"
    fr = "fr"
    es = "es"


def one_of(choices: type[StrEnum]) -> str:
    """How help names a choice: "gentle|standard|strict"."""
    return "|".join(choices)


def number(least: float, most: float = math.inf) -> Callable[[str], float]:
    """Reads a number within these bounds. What it returns raises typer.BadParameter for anything else."""

    def read(text: str) -> float:
        try:
            value = float(_with_point(str(text)))  # a default comes as the number that it is
        except ValueError:
            value = math.nan
        if not least <= value <= most or math.isinf(value):
            raise typer.BadParameter(_("{text} is not a number {within}", text=repr(text), within=_within(least, most)))
        return value

    return read


def _with_point(text: str) -> str:
    """A decimal comma as a point: "2,5" is "2.5"."""
    return re.sub(r"^([^,.]*),([^,.]*)$", r"\1.\2", text)


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Reads a whole number within these bounds. What it returns raises typer.BadParameter for anything else."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text.strip()) or not least <= int(text) <= most:
            raise typer.BadParameter(
                _("{text} is not a whole number {within}", text=repr(text), within=_within(least, most))
            )
        return int(text)

    return read


def _within(least: float, most: float) -> str:
    return (
        _("of at least {least}", least=f"{least:g}")
        if math.isinf(most)
        else _("from {least} to {most}", least=f"{least:g}", most=f"{most:g}")
    )


def duration_s(text: str) -> float:
    """ "90s", "30m", "1h", "1h30m" in seconds, up to a week; a bare number is minutes. Raises typer.BadParameter."""
    words = _with_point(text.strip().lower().replace(" ", ""))
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", words):
        words += "m"
    if not re.fullmatch(r"([0-9]+(\.[0-9]+)?[hms])+", words):
        raise typer.BadParameter(_("{text} is not a duration such as 90s, 30m or 1h30m", text=repr(text[:40])))
    found = sum(float(n) * UNIT_S[unit] for n, _decimals, unit in re.findall(r"([0-9]+(\.[0-9]+)?)([hms])", words))
    if found > LONGEST_S:
        raise typer.BadParameter(_("{text} is longer than a week", text=repr(text[:40])))
    return found


SourceOption = Annotated[
    str | None,
    typer.Option(
        "--source",
        metavar="SOURCE",
        help="Camera (number, or camera:NAME), video file, stream address or recording (.npz).",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object per line, and nothing else.")]
HeadlessOption = Annotated[bool, typer.Option("--headless", help="Open no window, say nothing, ask nothing.")]
ModelOption = Annotated[
    Path | None,
    typer.Option("--model", metavar="MODEL", help="Use another pose model: lite, full, heavy, or a file (.task)."),
]
PlainOption = Annotated[
    bool | None,
    typer.Option(
        "--plain/--no-plain", help="Print lines in the terminal instead of opening a window, for screen readers."
    ),
]
MuteOption = Annotated[bool, typer.Option("--mute", help="Say nothing aloud.")]
MirrorOption = Annotated[bool | None, typer.Option("--mirror/--no-mirror", help="Show you as in a mirror.")]
FullScreenOption = Annotated[
    bool | None, typer.Option("--full-screen/--no-full-screen", help="Open the window as large as the screen.")
]
VoiceOption = Annotated[
    Talk | None, typer.Option("--voice", metavar=one_of(Talk), help="How much the coach says aloud.")
]
NumbersOption = Annotated[
    Numbers | None, typer.Option("--numbers", metavar=one_of(Numbers), help="The language the coach counts in.")
]
LevelOption = Annotated[
    Level | None, typer.Option("--level", metavar=one_of(Level), help="How far a repetition has to go.")
]
RememberOption = Annotated[
    bool, typer.Option("--remember", help="Save these options as your settings (see `coach settings`).")
]

"""A button of the home window: what stands on it, and what a press of it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Deed(StrEnum):
    """What a press does. Those up to BACK only change what is looked at."""

    OPEN = "open-page"
    SHOW = "show-exercise"
    AT_PLACE = "only-at-place"
    FOR_WHAT = "only-good-for"
    LEAF = "turn-leaf"
    BACK = "go-back"
    LEAVE = "leave-home"
    BEGIN = "begin-workout"
    WATCH = "tell-watch"
    CHOOSE = "choose-setting"
    HEAR = "hear-voice"
    LOOK = "look-through-camera"
    REPORT = "open-report"
    PLAN = "use-plan"
    NAME = "other-name"
    LEARN = "learn-exercise"


LOOKING = (Deed.OPEN, Deed.SHOW, Deed.AT_PLACE, Deed.FOR_WHAT, Deed.LEAF, Deed.BACK)


@dataclass(frozen=True)
class Button:
    """Something to press.

    Attributes
    ----------
    deed, what : what a press does, and to what: a page, an exercise, "voice=quiet".
    label : its words; `note` stands smaller below them, `value` beside them.
    key : the key that presses it wherever one is on the page, or "".
    sign : the name of a sign before the words, or "".
    picture : the exercise whose picture stands on it, or "".
    chosen : it stands for what is so now.
    """

    deed: Deed
    what: str = ""
    label: str = ""
    note: str = ""
    value: str = ""
    key: str = ""
    sign: str = ""
    picture: str = ""
    chosen: bool = False

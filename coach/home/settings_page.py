"""The page of settings: each with its value, which a press changes to the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.body.limbs import SAID
from coach.counting.progress import Reply
from coach.home.button import Button, Deed
from coach.home.home_page import HomePage
from coach.home.home_view import HomeView
from coach.wording.catalogue import N_, _

YES, NO = "true", "false"
VOICES = {"quiet": N_("quiet"), "normal": N_("normal"), "talkative": N_("talkative"), "off": N_("off")}
LEVELS = {"gentle": N_("gentle"), "standard": N_("standard"), "strict": N_("strict")}
SWITCH = {YES: N_("yes"), NO: N_("no")}
LEFT_OUT = {"": N_("nothing"), **{str(limb): said for limb, said in SAID.items()}}


@dataclass(frozen=True)
class SettingsFacts:
    """The settings as they stand in the file, the cameras and languages there are (each a value with its words), and
    whether the camera's picture is shown now."""

    values: Mapping[str, str]
    cameras: Mapping[str, str]
    languages: Mapping[str, str]
    looking: bool = False
    voice: str = ""


def settings_page(facts: SettingsFacts) -> HomeView:
    """The page of settings."""
    values = facts.values
    rows = [
        _row("camera", _("Camera"), facts.cameras, values),
        Button(Deed.LOOK, _off_or_on(facts.looking), _("Picture of the camera"), value=_on_or_off(facts.looking)),
        _row("voice", _("Voice"), VOICES, values),
        Button(Deed.HEAR, label=_("Try the voice"), value=facts.voice, sign=Reply.START),
        _row("level", _("How far a repetition goes"), LEVELS, values),
        _row("without", _("Leave out"), LEFT_OUT, values),
        _row("seated", _("I exercise seated"), SWITCH, values),
        _row("language", _("Language"), facts.languages, values),
        _row("mirror", _("Show me as in a mirror"), SWITCH, values),
        _row("hands", _("A raised hand answers here"), SWITCH, values),
    ]
    return HomeView(
        HomePage.SETTINGS,
        title=_("Settings"),
        lead=_("A press changes a setting to its next value."),
        rows=tuple(rows),
        live=facts.looking,
        commands=(("settings",), ("doctor",)),
    )


def next_value(known: Sequence[str], now: str) -> str:
    """The value after this one; the first after the last, and after one that is not known."""
    return known[(known.index(now) + 1) % len(known)] if now in known else known[0]


def _row(name: str, label: str, words: Mapping[str, str], values: Mapping[str, str]) -> Button:
    now = values[name]
    coming = next_value(list(words), now)
    return Button(Deed.CHOOSE, f"{name}={coming}", label, value=_(words[now]) if now in words else now)


def _on_or_off(on: bool) -> str:
    return _("on") if on else _("off")


def _off_or_on(on: bool) -> str:
    """What a press asks for."""
    return "off" if on else "on"

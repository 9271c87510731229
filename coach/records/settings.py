"""What somebody chose once and for all: a YAML file of theirs, read strictly and changed with all else left alone."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator

from coach.body.limbs import limbs_of
from coach.capture.camera_list import NAMED, shown
from coach.definitions.document import LINE_BREAK, DefinitionError, parsed, text_of
from coach.definitions.reading import check
from coach.wording.catalogue import N_, _

HEADING = "# Settings of the posture coach; `coach settings` explains them.\n"
SMALLEST, LARGEST = (160, 120), (7680, 4320)  # pictures of a camera


class Settings(BaseModel):
    """What can be set, with what holds when it is not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mirror: Annotated[bool, Field(description=N_("show you as in a mirror: true or false"))] = True
    full_screen: Annotated[bool, Field(description=N_("open the window as large as the screen: true or false"))] = False
    plain: Annotated[bool, Field(description=N_("lines in the terminal instead of a window: true or false"))] = False
    camera: Annotated[int | str, Field(description=N_("name, number, device path or stream address of the camera"))] = 0
    size: Annotated[str | None, Field(description=N_("size of the camera's picture, such as 1280x720"))] = None
    voice: Annotated[
        Literal["quiet", "normal", "talkative", "off"],
        Field(description=N_("how much is said: quiet, normal, talkative or off")),
    ] = "normal"
    numbers: Annotated[
        Literal["en", "de", "fr", "es"],
        Field(description=N_("language the coach counts in: en, de, fr or es")),
    ] = "en"
    level: Annotated[
        Literal["gentle", "standard", "strict"],
        Field(description=N_("how far a repetition has to go: gentle, standard or strict")),
    ] = "standard"
    without: Annotated[
        str, Field(description=N_("limbs to leave out, such as left-arm, or left-arm, left-leg; empty: none"))
    ] = ""
    seated: Annotated[bool, Field(description=N_("you sit, in a wheelchair or on a chair: true or false"))] = False
    hands: Annotated[
        bool, Field(description=N_("a raised hand answers in the home window, its camera on: true or false"))
    ] = False
    model: Annotated[
        Literal["lite", "full", "heavy"],
        Field(description=N_("pose model for the camera: lite is quicker, heavy slower: lite, full or heavy")),
    ] = "full"
    language: Annotated[str, Field(description=N_("language of the coach, such as en; empty: the system's"))] = ""

    @field_validator("camera")
    @classmethod
    def _camera(cls, value: int | str) -> int | str:
        if isinstance(value, str) and value.isascii() and value.isdigit():
            return int(value)
        if isinstance(value, str):
            named = not value.startswith(("/dev/", NAMED)) and "://" not in value
            value = f"{NAMED}{value}" if named else value
        known = value >= 0 if isinstance(value, int) else value.removeprefix(NAMED).strip() != ""
        if not known:
            found = repr(shown(value)) if isinstance(value, str) else _("the number {number}", number=value)
            raise ValueError(
                _("expected a camera's name, number, device path or stream address, found {found}", found=found)
            )
        return value

    @field_validator("size")
    @classmethod
    def _size(cls, value: str | None) -> str | None:
        if value is not None and not _is_size(value):
            raise ValueError(_("expected width x height such as 1280x720, found {found}", found=repr(value)))
        return value

    @field_validator("without")
    @classmethod
    def _without(cls, value: str) -> str:
        return ", ".join(limbs_of(value))

    @property
    def picture_size(self) -> tuple[int, int] | None:
        """(width, height) to ask of the camera, or None for what it likes best."""
        width, _, height = (self.size or "").partition("x")
        return (int(width), int(height)) if self.size else None


def _is_size(text: str) -> bool:
    found = re.fullmatch(r"([1-9]\d{2,3})x([1-9]\d{2,3})", text)
    if found is None:
        return False
    return all(least <= int(n) <= most for least, n, most in zip(SMALLEST, found.groups(), LARGEST, strict=True))


def read(path: Path) -> Settings:
    """The settings in a file; those that come with the coach where there is none. Raises DefinitionError."""
    return _read(text_of(path), str(path)) if os.path.lexists(path) else Settings()


def _read(text: str, file: str) -> Settings:
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        return Settings()  # nothing chosen; a definition would be refused for being empty
    return check(parsed(text, file), Settings)


def chosen(settings: Settings, words: Mapping[str, str], file: str = "") -> Settings:
    """The settings with some replaced, each given as it would stand in the file. Raises DefinitionError."""
    if not words:
        return settings
    found = check(parsed("".join(f"{key}: {_written(word)}\n" for key, word in words.items()), file), Settings)
    return settings.model_copy(update={key: getattr(found, key) for key in words})


def revised(text: str, words: Mapping[str, str | None], file: str) -> str:
    """The text of a settings file with some settings replaced, or taken out (None). Comments and order stay.

    Raises
    ------
    DefinitionError : the text has mistakes; it is not for a program to guess what was meant.
    ValueError : it is right but written in a way that cannot be changed line by line.
    """
    before = _read(text, file)
    after = chosen(before, {key: word for key, word in words.items() if word is not None}, file)
    gone = [key for key, word in words.items() if word is None]
    after = after.model_copy(update={key: getattr(Settings(), key) for key in gone})
    for key, word in words.items():
        text = _changed(text or HEADING, key, word)
    try:
        understood = _read(text, file) == after
    except DefinitionError:
        understood = False
    if not understood:
        raise ValueError(_("{file}: change this file by hand; it does not have one setting per line", file=file))
    return text


def _changed(text: str, key: str, word: str | None) -> str:
    """The text with one setting changed, added or taken out, and everything else as it was to the byte.

    The YAML parser says where the key and its value stand, and only that place is touched: libraries that write the
    whole file anew squeeze its spacing, and with a setting they take out the comment that stands above the next one.
    A value that does not stand on the line of its key stays as it is.
    """
    found = next((pair for pair in _pairs(text) if pair[0].value == key), None)
    if found is None:
        return text if word is None else _added(text, key, word)
    name, value = found
    if name.start_mark.line != value.end_mark.line:
        return text
    if word is not None:
        return text[: value.start_mark.index] + _written(word) + text[value.end_mark.index :]
    breaks = [found.end() for found in LINE_BREAK.finditer(text)]
    begins = max((end for end in breaks if end <= name.start_mark.index), default=0)
    ends = min((end for end in breaks if end > value.end_mark.index), default=len(text))
    return text[:begins] + text[ends:]


def _added(text: str, key: str, word: str) -> str:
    """The text with one more line at its end."""
    breaks = LINE_BREAK.findall(text)
    ending = breaks[0] if breaks else "\n"
    return f"{text}{'' if breaks and text.endswith(breaks[-1]) else ending}{key}: {_written(word)}{ending}"


def _pairs(text: str) -> list[tuple[yaml.Node, yaml.Node]]:
    """The keys and values of a YAML text with a key a line, each with its place; none for other texts, nor where a
    comment holds a character that YAML forbids."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return []
    return root.value if isinstance(root, yaml.MappingNode) and not root.flow_style else []


def _written(word: str) -> str:
    """A word as YAML: plain where YAML reads the same word back, else in quotes."""
    return word if _is_plain(word) else json.dumps(word, ensure_ascii=False)


def _is_plain(word: str) -> bool:
    try:
        pairs = _pairs(f"word: {word}\n")
    except yaml.YAMLError:
        return False
    return bool(word) and len(pairs) == 1 and pairs[0][1].value == word

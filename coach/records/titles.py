"""The names of what stands in the history, also of an exercise whose file is gone by now."""

from __future__ import annotations

from functools import cache

from coach.definitions.definition import Exercise
from coach.definitions.document import DefinitionError
from coach.definitions.library import Card, Library, UnknownNameError
from coach.wording.lists import capitalised


class Titles:
    """Looks up titles and corrections by their ids; each file is read once, and only when it is asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._card = cache(self._read)

    def exercise(self, name: str) -> str:
        """The title of an exercise; its id in words where the library does not have it."""
        card = self._card(name)
        return card.exercise.title if card is not None else _in_words(name)

    def program(self, name: str) -> str:
        """The title of a program."""
        return next((one.title for one in self._library.programs() if one.id == name), _in_words(name))

    def cue(self, exercise: str, cue: str) -> str:
        """What is said for a correction; its id in words where the exercise does not have it, such as a remark about a
        repetition that fell short."""
        card = self._card(exercise)
        said = card.exercise.sentence_of(cue) if card is not None and isinstance(card.exercise, Exercise) else None
        return said or _in_words(cue)

    def _read(self, name: str) -> Card | None:
        try:
            return self._library.card(name)
        except (UnknownNameError, DefinitionError):
            return None


def _in_words(name: str) -> str:
    return capitalised(name.replace("-", " "))

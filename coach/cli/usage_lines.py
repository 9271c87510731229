"""What is wrong with a command line, in a sentence of the coach's own: the library that reads it knows only English."""

from __future__ import annotations

import re

from coach.wording.catalogue import N_, _

# What the library says -> what the coach says; what has no row here is a text of the coach itself already.
_SENTENCES = (
    (re.compile(r"Invalid value for (?P<name>.+?): (?P<why>.+)"), N_("invalid value for {name}: {why}")),
    (re.compile(r"Missing argument (?P<name>\S+?)\.?"), N_("missing argument {name}")),
    (re.compile(r"Missing option (?P<name>.+?)\.?"), N_("missing option {name}")),
    (re.compile(r"Missing command\.?"), N_("missing command")),
    (re.compile(r"No such command (?P<name>.+?)\.?"), N_("no such command {name}")),
    (re.compile(r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.+)\)"),
     N_("no such option {name}; did you mean {near}?")),
    (re.compile(r"No such option: (?P<name>\S+?)\.?"), N_("no such option {name}")),
    (re.compile(r"Option (?P<name>.+) requires an argument\.?"), N_("the option {name} needs a value")),
    (re.compile(r"Option (?P<name>.+) does not take a value\.?"), N_("the option {name} takes no value")),
    (re.compile(r"Got unexpected extra argument.*? \((?P<name>.+)\)"), N_("there is one word too many: {name}")),
    (re.compile(r"(?P<name>.+) is not one of (?P<known>.+?)\.?"), N_("{name} is none of {known}")),
    (re.compile(r"(?P<name>.+) is not a valid (integer|int|float)\.?"), N_("{name} is no number")),
)  # fmt: skip


def in_words(message: str) -> str:
    """The library's message, which may hold one of the coach's own, as a sentence in the language of the run."""
    message = message.replace("\n", " ").replace("Value error, ", "")
    for pattern, sentence in _SENTENCES:
        if found := pattern.fullmatch(message):
            said = found.groupdict()
            if "why" in said:
                said["why"] = in_words(said["why"])
            return _(sentence, **said)
    return message

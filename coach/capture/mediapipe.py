"""MediaPipe, loaded when it is needed, without the parts of it that are not used, and never in a version that reports
to anybody."""

from __future__ import annotations

import importlib.metadata
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from coach.errors import ModelError
from coach.wording.catalogue import _

# From this version on the published library looks up the host of its maker's metrics at the first landmarker, and
# nothing that was tried keeps it from doing so: no option, no variable, no proxy.
REPORTS_FROM = (0, 10, 35)
# For the tests of a newer version on a machine that refuses its connections; nobody else has a reason to set it.
TRY_ANY = "COACH_ANY_MEDIAPIPE"
# What MediaPipe imports for recording sound and drawing charts. The first starts a C compiler to find a sound library,
# the second takes more than half of the time of the import and writes a list of fonts.
UNUSED = ("sounddevice", "matplotlib", "matplotlib.pyplot")


def load() -> Any:
    """The module `mediapipe`. It has no types of its own, so it is Any here.

    Raises
    ------
    ModelError : it is not installed, or a version that opens connections.
    """
    if (why := why_refused(_version())) is not None:
        raise ModelError(why, _('Install the version the coach is made for: pip install "mediapipe>=0.10.31,<0.10.35"'))
    with _stood_in_for(UNUSED):
        try:
            import mediapipe
        except ImportError as error:
            raise ModelError(
                _("mediapipe cannot be loaded: {error}", error=error), _("Install the coach again: pip install .")
            ) from error
    return mediapipe


def why_refused(version: str) -> str | None:
    """Why this version of MediaPipe is not used, or None."""
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:3])
    if numbers < REPORTS_FROM or os.environ.get(TRY_ANY) == "1":
        return None
    return _(
        "mediapipe {version} is not used: from 0.10.35 on it tries to reach its maker's metrics server, "
        "and that cannot be switched off",
        version=version,
    )


def _version() -> str:
    try:
        return importlib.metadata.version("mediapipe")
    except importlib.metadata.PackageNotFoundError:
        return ""  # the import says what is wrong


@contextmanager
def _stood_in_for(names: Sequence[str]) -> Iterator[None]:
    """Empty modules in the place of these, unless they are loaded already; afterwards they can be loaded as ever."""
    empty = {name: ModuleType(name) for name in names if name not in sys.modules}
    for name, module in empty.items():
        package, _dot, part = name.rpartition(".")
        if package in empty:
            setattr(empty[package], part, module)
    sys.modules.update(empty)
    try:
        yield
    finally:
        for name in empty:
            sys.modules.pop(name, None)

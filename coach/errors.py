"""What can go wrong with the outside world, told in one or two lines: what, why, and what to do about it."""

from __future__ import annotations

import re
from typing import ClassVar

from coach.wording.catalogue import N_

INSTALL = N_("On Debian or Ubuntu: apt install libgl1 libglib2.0-0 libegl1 libgles2 libsm6")


class DeviceError(Exception):
    """Something outside the program failed. `str(error)` is ready for the user.

    Attributes
    ----------
    message : what happened and why, one line.
    hint : what to do, one line, or "".
    exit_code : what the command line returns for it.
    """

    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}\n{hint}" if hint else message)
        self.message = message
        self.hint = hint

    @property
    def in_sentences(self) -> str:
        """The same to be read on a screen or said."""
        return f"{self.message}. {self.hint}".strip()


class SourceError(DeviceError):
    """A camera, video or stream cannot be opened."""


class SourceLostError(SourceError):
    """A source that did give pictures stopped before its end; what came before still counts."""


class RecordingError(SourceError):
    """A landmark recording cannot be read or written."""


class ModelError(DeviceError):
    """The pose model cannot be found, fetched or used."""

    exit_code: ClassVar[int] = 4


def reason(error: OSError) -> str:
    """Why the system refused, in its own words without the number and the path: "no space left on device"."""
    text = error.strerror or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]


def missing_library(error: Exception) -> str | None:
    """The system library for want of which OpenCV or MediaPipe cannot be loaded, or None: it failed for another reason.

    Their wheels carry most of what they need, but no OpenGL; a Linux without a desktop has none either.
    """
    found = re.match(r"(\S+\.so\S*): cannot open shared object file", str(error))
    return found[1] if found else None

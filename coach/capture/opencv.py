"""OpenCV, loaded when it is needed and told to keep quiet."""

from __future__ import annotations

import os
from typing import Any

from coach.errors import INSTALL, SourceError, missing_library
from coach.wording.catalogue import _

# The user's terminal is for the coach: what goes wrong is said once, by an error. -8 is ffmpeg's AV_LOG_QUIET.
QUIET = {"OPENCV_LOG_LEVEL": "SILENT", "OPENCV_FFMPEG_LOGLEVEL": "-8"}
# Windows: with hardware transforms a camera takes up to half a minute to open.
# A small file can say that it is a huge picture. 8K has 33 million pixels.
SMALL = {"OPENCV_IO_MAX_IMAGE_PIXELS": str(1 << 26)}
FAST = {"OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0"}


def load() -> Any:
    """The module `cv2`, silenced. OpenCV has no types of its own to speak of, so it is Any here.

    Raises
    ------
    SourceError : a library of the system is missing; the message says which.
    """
    for name, value in (QUIET | FAST | SMALL).items():
        os.environ.setdefault(name, value)
    try:
        import cv2
    except ImportError as error:
        if (library := missing_library(error)) is None:
            raise
        raise SourceError(_("OpenCV cannot be loaded: {library} is missing", library=library), _(INSTALL)) from error

    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    return cv2

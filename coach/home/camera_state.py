"""How the camera of the home window stands."""

from __future__ import annotations

from enum import StrEnum


class CameraState(StrEnum):
    """What can be said of it."""

    OFF = "camera-off"
    OPENING = "camera-opening"
    ON = "camera-on"
    FAILED = "camera-failed"

"""The zone that the clock on the wall belongs to."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

import pytest


@pytest.fixture
def zone() -> Iterator[Callable[[str], None]]:
    """Moves to another zone, as a laptop does that is carried there; back home at the end."""
    home = os.environ.get("TZ")
    yield lambda name: os.environ.__setitem__("TZ", name)
    if home is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = home
    time.tzset()

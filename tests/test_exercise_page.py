"""The page of exercises in `docs/` shows all of them, as they are now."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import cv2
import pytest
from shipped import LIBRARY

ROOT = Path(__file__).parent.parent
IDS = [card.exercise.id for card in LIBRARY.cards()]


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    """The program that writes it."""
    spec = importlib.util.spec_from_file_location("exercise_page", ROOT / "docs" / "exercises.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_as_it_would_be_written_now(writer: ModuleType) -> None:
    assert (ROOT / "docs" / "exercises.md").read_text(encoding="utf-8") == writer.page(), "python docs/exercises.py"


@pytest.mark.parametrize("name", IDS)
def test_each_exercise_has_its_picture(name: str, writer: ModuleType) -> None:
    picture = cv2.imread(str(ROOT / "docs" / "pictures" / f"{name}.jpg"))
    assert picture is not None
    assert picture.shape == (writer.HALF[1], 2 * writer.HALF[0] + 4, 3)
    assert f"pictures/{name}.jpg" in (ROOT / "docs" / "exercises.md").read_text(encoding="utf-8")


def test_there_is_no_picture_of_an_exercise_that_is_gone() -> None:
    assert {path.stem for path in (ROOT / "docs" / "pictures").glob("*.jpg")} == set(IDS)

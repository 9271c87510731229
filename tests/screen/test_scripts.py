"""Text in other scripts: in the order of the eye, joined where nothing can be, and never as question marks."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from coach.screen.bitmap_text import Sheet, text_width
from coach.screen.scripts import as_drawn, face

SIZE = 40


def drawn(line: str) -> np.ndarray:
    sheet = Sheet(900, 80)
    sheet.text(line, 10, 60, SIZE, (255, 255, 255))
    return sheet.bitmap().paint[..., 0]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Wall slides, 10 x", "Wall slides, 10 x"),
        ("שלום", "םולש"),  # drawn from left to right it is read from right to left
        ("שלום 10", "10 םולש"),  # figures keep their order
        ("Slides שלום", "Slides םולש"),
        ("肩を回す", "肩を回す"),
        ("плечи", "плечи"),
        ("कंधे", "kmdhe"),
        ("ไหล่", "aihl"),
    ],
)
def test_a_line_is_drawn_as_it_is_read(line: str, shown: str) -> None:
    assert as_drawn(line) == shown


def test_arabic_letters_stand_in_their_order() -> None:
    assert as_drawn("ارفع") == "عفرا"


@pytest.mark.parametrize("line", ["कंधे घुमाएँ", "ไหล่ม้วน", "ارفع كتفيك", "שלום עולם"])
def test_nothing_becomes_a_question_mark(line: str) -> None:
    picture = np.zeros((80, 60), np.uint8)
    cv2.putText(picture, "?", (10, 60), 255, face(), SIZE, 500)
    mark = picture[:, picture.any(axis=0)]
    shown = drawn(line)
    places = np.lib.stride_tricks.sliding_window_view(shown, mark.shape[1], axis=1)
    differs = np.abs(places.transpose(1, 0, 2).astype(int) - mark[:, :].astype(int)).sum(axis=(1, 2))
    assert shown.any()
    assert differs.min() > 0.2 * mark.sum()


def test_width_is_that_of_what_is_drawn() -> None:
    line = "कंधे घुमाएँ"
    columns = np.flatnonzero(drawn(line).any(axis=0))
    assert columns[-1] - columns[0] == pytest.approx(text_width(line, SIZE), abs=6)

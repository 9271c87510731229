"""Measures in words: every one of the vocabulary has a name that a person reads."""

from __future__ import annotations

import pytest

from coach.body.measures import VOCABULARY
from coach.wording.measures import measure_in_words


@pytest.mark.parametrize("name", VOCABULARY)
def test_every_measure_has_words(name: str) -> None:
    assert measure_in_words(name).startswith("the ")


def test_the_nearer_side_is_named() -> None:
    assert measure_in_words("near_elbow_flexion") == "the bend of the elbow on the nearer side"


def test_a_measure_of_an_older_history_is_shown_as_it_was_kept() -> None:
    assert measure_in_words("chest_lift") == "chest lift"

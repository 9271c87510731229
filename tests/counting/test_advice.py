"""A word about repetitions that lacked something: not about the first, and the offer of less only where less helps."""

from __future__ import annotations

import pytest

from coach.counting.advice import GENTLER_AFTER, Advice

SHORT, HOLD, FLAT, ROUND = ("arm_elevation",), ("hold",), ("circle",), ("straight",)


def said(*missing: tuple[str, ...], gentle: bool = False) -> list[str | None]:
    advice = Advice()
    return [remark and remark[0] for remark in (advice.update(one, gentle=gentle) for one in missing)]


@pytest.mark.parametrize(
    ("missing", "names"),
    [
        ((SHORT,), [None]),
        ((SHORT, SHORT), [None, "not-far-enough"]),
        ((SHORT, (), SHORT), [None, None, None]),
        ((HOLD, HOLD), [None, "released-early"]),
        ((FLAT, FLAT), [None, "circle-too-flat"]),
        ((ROUND, ROUND), [None, "circle-not-asked"]),
        ((HOLD, SHORT), [None, "not-far-enough"]),
        ((SHORT,) * 5, [None, "not-far-enough", "not-far-enough", "gentler", "not-far-enough"]),
    ],
)
def test_what_is_said(missing: tuple[tuple[str, ...], ...], names: list[str | None]) -> None:
    assert said(*missing) == names


def test_the_gentle_level_is_not_offered_to_those_who_have_it_or_let_go_too_early() -> None:
    assert "gentler" not in said(*[SHORT] * 2 * GENTLER_AFTER, gentle=True)
    assert "gentler" not in said(*[HOLD] * 2 * GENTLER_AFTER)


def test_it_is_offered_once_in_a_workout() -> None:
    advice = Advice()
    names = []
    for _ in range(2):
        names += [advice.update(SHORT, gentle=False) for _ in range(GENTLER_AFTER)]
        advice.begin()
    assert [name[0] for name in names if name].count("gentler") == 1

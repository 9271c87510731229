"""Left and right that change places for a moment."""

from __future__ import annotations

import pytest
from bodies import Arm, Stick, frame

from coach.body.landmarks import MIRROR
from coach.body.side_names import SWAPPED_S, SideNames
from coach.body.visibility import body_length

FPS = 15


def points(stick: Stick, *, swapped: bool = False) -> list[list[float]]:
    px: list[list[float]] = frame(0.0, stick).image.tolist()
    return [px[i] for i in MIRROR] if swapped else px


def noticed(*swapped: bool, stick: Stick) -> list[bool]:
    names = SideNames()
    answers = []
    for i, wrong in enumerate(swapped):
        px = points(stick, swapped=wrong)
        answers.append(names.update(i / FPS, px, body_length(px)))
    return answers


def test_names_that_are_exchanged_for_a_fifth_of_a_second_are_noticed_in_each_of_its_frames() -> None:
    assert noticed(False, False, True, True, True, False, stick=Stick()) == [False, False, True, True, True, False]


def test_names_that_stay_exchanged_are_the_true_ones() -> None:
    frames = round(2 * SWAPPED_S * FPS)
    answers = noticed(False, *[True] * frames, stick=Stick(turn=70.0))
    assert answers[1]
    assert not answers[-1]
    assert sum(answers) == pytest.approx(SWAPPED_S * FPS, abs=1)


def test_a_front_that_is_taken_for_a_back_is_noticed_for_as_long_as_that_lasts() -> None:
    as_back = [True] * round(8 * SWAPPED_S * FPS)
    assert noticed(False, *as_back, False, False, stick=Stick()) == [False, *as_back, False, False]


@pytest.mark.parametrize("round_s", [1.2, 2.0, 4.0])
def test_who_turns_their_back_has_turned(round_s: float) -> None:
    names = SideNames()
    frames = round(round_s * FPS)
    turns = [min(180.0, 180.0 * i / frames) for i in range(2 * frames)]
    answers = []
    for i, turn in enumerate(turns):
        px = points(Stick(turn=turn))
        answers.append(names.update(i / FPS, px, body_length(px)))
    assert not any(answers[-FPS:])


def test_who_began_with_their_back_is_not_taken_to_face_the_camera() -> None:
    assert not any(noticed(*[True] * FPS, stick=Stick()))


def test_after_a_second_unseen_nothing_is_known() -> None:
    names, px = SideNames(), points(Stick())
    names.update(0.0, px, body_length(px))
    swapped = points(Stick(), swapped=True)
    assert not names.update(1.0, swapped, body_length(swapped))


def test_after_a_second_unseen_a_back_is_a_back() -> None:
    names, front, back = SideNames(), points(Stick()), points(Stick(), swapped=True)
    length = body_length(front)
    assert [names.update(i / FPS, px, length) for i, px in enumerate((front, back))] == [False, True]
    assert not any(names.update(2.0 + i / FPS, back, length) for i in range(FPS))


def test_a_raised_arm_exchanges_nothing() -> None:
    names = SideNames()
    for i, up in enumerate((0.0, 60.0, 120.0, 180.0)):
        px = points(Stick(left=Arm(elevation=up)))
        assert not names.update(i / FPS, px, body_length(px))

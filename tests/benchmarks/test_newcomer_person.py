"""The rendered newcomer: a hand that is raised really is, to the pose model, where the coach's circles are."""

from __future__ import annotations

import pytest
from paths import ROOT

from benchmarks.newcomer import HANDS, why_not
from benchmarks.newcomer_person import SIZE, Person
from coach.body.visibility import Watcher
from coach.capture.landmarker import Landmarker
from coach.capture.model.store import Model
from coach.cli.front_camera import ANSWERS
from coach.gestures.hands import Hands


def test_pictures_of_a_dark_room_are_dark_and_the_arm_goes_up_on_its_side() -> None:
    light, dark = Person("light"), Person("dark")
    assert light.standing().shape == (SIZE[1], SIZE[0], 3)
    assert dark.standing().mean() < 0.5 * light.standing().mean()
    changed = abs(light.with_hand("left-low").astype(int) - light.standing().astype(int)).max(axis=2) > 60
    assert changed[:, SIZE[0] // 2 :].sum() > 20 * max(1, changed[:, : SIZE[0] // 2].sum())


def test_what_is_missing_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(ROOT))
    assert (why_not() or "").startswith("needs Xvfb, dbus-run-session")


def test_each_raised_hand_gives_its_answer_and_hanging_arms_give_none(model: Model) -> None:
    person, hands, watcher, answered, t_s = Person(), Hands(), Watcher(), [], 0.0
    with Landmarker(model.path) as landmarker:
        for answer in ("up", "ok", "down", "quit"):
            for picture, frames in ((person.standing(), 8), (person.with_hand(HANDS[answer]), 11)):
                for _frame in range(frames):
                    t_s += 0.2
                    _choices, word = hands.update(watcher.update(landmarker.frame(picture, t_s)), ANSWERS)
                    answered += [word] if word is not None else []
    assert answered == ["up", "ok", "down", "quit"]

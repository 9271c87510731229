"""The exercises against the catalogue they answer: how much is asked for, and what goes wrong in each.

The table is typed from the lists that people were given, not read from the library. Where a list gives a range, the
dose is its lower end and a variant its upper end; where it says "a few", the dose is five; where it says nothing, it is
ours, which is marked by `ours`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from shipped import LIBRARY

from coach.definitions.definition import Dose, Exercise
from coach.definitions.library import Card

GOOD_FOR = {
    "neck", "shoulders", "chest", "upper back", "lower back", "sides", "belly", "core", "hips", "posture", "mobility",
    "strength", "balance", "rest", "whole body", "circulation",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """`wrong`: what goes wrong -> the id of its cue, "partial" (it is not counted), "tempo" (too quick to be counted),
    or a word of what the card says the camera does not show."""

    sources: str
    dose: Dose
    doses: dict[str, Dose]
    wrong: dict[str, str]


def times(reps: int, hold_s: float = 0.0, sets: int = 1, *ways: str) -> Dose:
    return Dose(reps=reps, hold_s=hold_s, sets=sets, directions=ways)  # type: ignore[arg-type]


def minutes(count: float) -> Dose:
    return Dose(time_s=60 * count)


CATALOGUE = {
    # the desk set
    "shoulder-rolls": Row(
        "002 003 004", times(10, 0, 1, "backward"), {"both-ways": times(5, 0, 1, "backward", "forward")},
        {"circle too small": "partial", "one shoulder only": "partial", "rushed": "tempo",
         "head nods along": "head-moving"},
    ),
    "scapular-squeezes": Row(
        "000 003 004", times(10, 5),
        {"few": times(3, 5), "some": times(5, 5), "long": times(10, 10), "short": times(10, 3)},
        {"shrugging": "shrugging", "head poking forward": "head that pokes", "released early": "partial",
         "arching the back": "arches"},
    ),
    "wall-slides": Row(
        "002 004", times(10), {},
        {"not high enough": "partial", "elbows leave the wall": "hands-off-wall", "uneven arms": "uneven-arms",
         "shrugging": "shrugging", "leaning off the wall": "leaving the wall"},
    ),
    "butterfly-elbows": Row(
        "002", times(10, 5), {},
        {"hands leave the shoulders": "Hands that come off", "elbows not together": "partial",
         "elbows dropping": "elbows-low"},
    ),
    "crossed-elbow-touch": Row(
        "004", times(5, 3), {"long": times(5, 5)},
        {"elbows apart": "elbows-apart", "slumping": "back that sinks"},
    ),
    "reach-skyward": Row(
        "001 004", times(5, 2), {},
        {"arms bent": "bent-elbows", "uneven": "partial", "leaning back": "Leaning back"},
    ),
    "lat-side-reach": Row(
        "004", times(5, 2), {},
        {"bending forward": "bending-forward", "hips turning": "twisting", "arm bent": "bent arm"},
    ),
    "neck-side-bend": Row(
        "004", times(1, 10), {"long": times(1, 15)},
        {"shoulder rising": "shrugging", "turning instead": "turning-head"},
    ),
    "neck-half-roll": Row(
        "004", times(3, 10), {"more": times(5, 10)},
        {"too fast": "tempo", "shoulders moving": "shoulders-moving"},
    ),
    "isometric-neck": Row(
        "002", times(15, 10), {"more": times(30, 10)},
        {"head gives way": "head-moving", "hand leaves the head": "partial", "breath-holding": "breath"},
    ),
    "seated-twist": Row("000", times(5, 5), {}, {"hips turning": "hips", "slumping": "sinks"}),
    "chair-twist": Row(
        "004", times(5, 10), {"long": times(5, 30)}, {"hips turning": "Hips that turn", "slumping": "sinks"}
    ),
    "thoracic-extension": Row(
        "002", times(10), {}, {"lower back doing the work": "lower back", "elbows closing in": "elbows that close in"}
    ),
    "pelvic-push": Row("001", times(5, 2), {}, {"knees bending": "bending-knees", "head thrown back": "head-back"}),
    "raise-a-knee": Row("001", times(5), {}, {"leaning back": "leaning back", "not high enough": "partial"}),
    "doorway-stretch": Row(
        "004", times(3, 15), {"long": times(3, 30)}, {"shrugging": "shrugging", "elbows too low": "elbows-low"}
    ),
    "one-arm-wall-stretch": Row("004", times(1, 15), {"long": times(1, 30)}, {"shoulder hitching up": "hitches up"}),
    "knee-grab-stretch": Row("004", times(1, 15), {"long": times(1, 30)}, {"knees locked": "knees-locked"}),
    # dumbbells, a band
    "bent-over-rows": Row(
        "003 004", times(10), {"three-sets": times(10, 0, 3)},
        {"back rounding": "rounding-back", "torso rising": "torso-swinging", "elbows flaring": "flare out",
         "partial pull": "partial"},
    ),
    "one-arm-row": Row("004", times(10, 0, 3), {}, {"torso turning": "torso-turning", "partial pull": "partial"}),
    "reverse-fly": Row(
        "004", times(10, 0, 3), {},
        {"arms bending": "bent-elbows", "swinging": "torso-swinging", "shrugging": "Shrugged"},
    ),
    "band-row": Row("004", times(10, 0, 3), {}, {"leaning back": "leaning-back", "elbows flaring": "flare out"}),
    "face-pull": Row("004", times(10, 0, 3), {}, {"elbows dropping": "elbows-low", "leaning back": "Leaning back"}),
    "band-pulldown": Row("004", times(10, 0, 3), {}, {"leaning back": "Leaning back", "partial pull": "partial"}),
    # the floor
    "childs-pose": Row(
        "003 004", times(3, 15), {"long": times(3, 30)},
        {"hips off the heels": "hips-off-heels", "arms bent": "Bent arms"},
    ),
    "open-books": Row("003", times(10), {}, {"knees coming apart": "knees-apart", "partial opening": "partial"}),
    "cat-cow": Row("004", times(5), {"more": times(10)}, {"rushing": "tempo", "elbows bending": "bending-elbows"}),
    "thread-the-needle": Row("004", times(1, 10), {}, {"hips shifting back": "Hips that shift"}),
    "bird-dog-arm": Row("002", times(5, 5), {"more": times(10, 5)},
        {"arm low": "arm that stays low", "head lifting": "head that lifts", "trunk turning": "trunk that turns"},
    ),
    "single-knee-to-chest": Row(
        "000 004", times(1, 20), {"long": times(1, 30)}, {"back lifting": "lower back", "not close enough": "partial"}
    ),
    "double-knee-to-chest": Row(
        "000 004", times(1, 20), {"long": times(1, 30)}, {"back lifting": "lower back", "not close enough": "partial"}
    ),
    "supine-knee-rotation": Row("000", times(1, 10), {}, {"shoulder lifting": "shoulder that lifts"}),
    "floor-press": Row("001", times(5), {}, {"hips lifting": "hips-lifting", "shrugging": "Shrugged"}),
    "prone-cobra": Row(
        "004", times(5, 3), {"long": times(5, 5)},
        {"neck thrown back": "neck-back", "one side lower": "One side lower"},
    ),
    "partial-crunch": Row("004", times(10), {}, {"pulling the neck": "pull at the neck", "full sit-up": "full-situp"}),
    "foam-roll": Row("004", minutes(1), {"tight-spot": Dose(time_s=20)}, {"rolling the lower back": "hide the back"}),
    # on none of the lists
    "chin-tucks": Row("", times(10, 5), {}, {"nodding instead": "nodding", "shrugging": "shrugging"}),
    "neck-rotations": Row(
        "", times(5, 2), {}, {"tilting the head": "tilting-head", "shoulders turning along": "turning-shoulders"}
    ),
    "shoulder-shrugs": Row(
        "", times(10), {}, {"bending the elbows": "bent-elbows", "head poking forward": "head-forward"}
    ),
    "lateral-raises": Row(
        "", times(10), {}, {"bent elbows": "bent-elbows", "higher": "too-high", "shrugging": "Shrugging"}
    ),
    "front-raises": Row("", times(10), {}, {"bent elbows": "bent-elbows", "leaning back": "Leaning back"}),
    "arm-circles": Row(
        "", times(10, 0, 1, "backward", "forward"), {},
        {"bent elbows": "bent-elbows", "arms dropping": "arms-dropping"},
    ),
    "overhead-press": Row("", times(10), {}, {"uneven arms": "uneven-arms", "leaning back": "Leaning back"}),
    # away from the camera
    "walking": Row("001", minutes(20), {"long": minutes(30)}, {}),
    "stationary-bike": Row("002", minutes(15), {"long": minutes(20)}, {}),
    "treadmill": Row("002", minutes(15), {"long": minutes(20)}, {}),
    "rowing-machine": Row("004", minutes(10), {}, {}),
}  # fmt: skip

CARDS = {card.exercise.id: card for card in LIBRARY.cards()}


@pytest.fixture(params=sorted(CARDS))
def card(request: pytest.FixtureRequest) -> Card:
    """Each exercise of the library."""
    return CARDS[request.param]


def amount(dose: Dose) -> tuple[object, ...]:
    return dose.reps, dose.sets, dose.hold_s, dose.time_s, dose.directions


def test_the_library_is_the_catalogue() -> None:
    assert sorted(CARDS) == sorted(CATALOGUE)


def test_the_dose_is_the_source_s_and_the_others_have_names(card: Card) -> None:
    row, exercise = CATALOGUE[card.exercise.id], card.exercise
    assert amount(exercise.dose) == amount(row.dose)
    assert {name: amount(dose) for name, dose in exercise.doses.items()} == {n: amount(d) for n, d in row.doses.items()}


def test_each_dose_can_be_asked_for(card: Card) -> None:
    for name, dose in card.exercise.doses.items():
        assert card.dosed(name).exercise.dose == dose


def test_what_goes_wrong_is_corrected_or_said_not_to_be_seen(card: Card) -> None:
    exercise = card.exercise
    cues = {cue.id for cue in exercise.cues} if isinstance(exercise, Exercise) else set()
    unseen = " ".join(exercise.cannot_see.split())
    for fault, answer in CATALOGUE[exercise.id].wrong.items():
        if answer == "tempo":
            assert isinstance(exercise, Exercise)
            assert exercise.tempo_s[0] > 0.6, fault
        elif answer != "partial":
            assert answer in cues or answer in unseen, fault


def test_the_texts_are_whole_sentences_that_fit_a_glance(card: Card) -> None:
    exercise = card.exercise
    assert set(exercise.good_for) <= GOOD_FOR
    assert exercise.contraindications
    texts = [exercise.setup, exercise.movement]
    if isinstance(exercise, Exercise):
        texts += [exercise.camera.say, *(cue.say + "." for cue in exercise.cues)]
        assert all(len(cue.say) <= 55 and cue.praise for cue in exercise.cues)
    for text in map(str.strip, texts):
        assert text[0].isupper()
        assert text.endswith(".")
        assert len(text) <= 260, text
    assert not exercise.cannot_see or exercise.cannot_see.strip().endswith(".")


WAYS = {"front": ("face", "facing"), "side": ("side",), "oblique": ("half", "45", "to one side", "side of your feet")}


def test_the_camera_s_place_says_how_far_and_which_way(card: Card) -> None:
    if isinstance(card.exercise, Exercise):
        camera = card.exercise.camera
        assert "metre" in camera.say
        assert any(way in camera.say.lower() for way in WAYS[camera.view])

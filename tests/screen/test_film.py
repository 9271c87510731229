"""The rendered person: contact sheets that are whole and small, and what is drawn over them."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from shipped import LIBRARY

from coach.body.side import Side
from coach.definitions.definition import Activity, Exercise
from coach.screen.demonstration import LONGEST_HOLD_S, Demonstration, load_demonstration
from coach.screen.draw.demonstrator import Demonstrator, path
from coach.screen.draw.layout import Rect
from coach.screen.film import Film

FOLDER = LIBRARY.root / "exercises" / "demonstrations"
SHEETS = sorted(FOLDER.glob("*.webp"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda p: p.stem)
def test_a_sheet_has_a_picture_for_each_frame_and_the_spec_it_was_made_from(sheet: Path) -> None:
    shown = load_demonstration(sheet.with_suffix(".npz"))
    assert shown.film is not None
    shown.film.wait()
    for frame in range(len(shown.t_s)):
        picture = shown.film.picture(frame)
        assert picture is not None
        assert picture.shape == (shown.film.size[1], shown.film.size[0], 3)
    spec = json.loads(sheet.with_suffix(".json").read_text(encoding="utf-8"))
    assert spec["id"] == sheet.stem
    assert spec["camera_fitted"]["size"] == list(shown.film.size)
    assert shown.film.behind == (90 < abs(spec["view"]["yaw"]) < 270)


@pytest.mark.parametrize("exercise", [card.exercise for card in LIBRARY.cards()], ids=lambda e: e.id)
def test_every_exercise_is_shown_by_a_person_with_a_mark_on_what_moves(exercise: Exercise | Activity) -> None:
    shown = load_demonstration(FOLDER / f"{exercise.demonstration or exercise.id}.npz")
    assert shown.film is not None
    moved = np.ptp(shown.film.marks, axis=0).max(axis=1)
    assert moved.max() > 0.01 * shown.film.size[1]


def test_both_people_are_seen_and_neither_is_young() -> None:
    people = [json.loads(sheet.with_suffix(".json").read_text(encoding="utf-8"))["person"] for sheet in SHEETS]
    by_gender = {gender: [p["age"] for p in people if p["gender"] == gender] for gender in ("female", "male")}
    assert all(len(ages) > len(SHEETS) / 3 for ages in by_gender.values())
    assert min(min(ages) for ages in by_gender.values()) > 40


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda p: p.stem)
def test_a_sheet_is_small(sheet: Path) -> None:
    assert sheet.stat().st_size < 150_000


def test_all_sheets_together_are_small() -> None:
    assert sum(sheet.stat().st_size for sheet in SHEETS) < 8_000_000


@pytest.mark.parametrize(("name", "cut"), [("wall-slides", True), ("scapular-squeezes", True), ("bird-dog-arm", False),
                                           ("walking", False)])  # fmt: skip
def test_who_goes_on_below_the_picture_stands_on_the_edge_and_others_on_the_floor(name: str, cut: bool) -> None:
    shown = load_demonstration(FOLDER / f"{name}.npz")
    assert shown.film is not None
    shown.film.wait()
    assert shown.film.cut_below is cut
    canvas = np.zeros((900, 300, 3), np.uint8)  # much higher than any picture
    Demonstrator(True).update(canvas, Rect(0, 0, 300, 900), shown, 0.0, 0.0, 10.0)
    foot = canvas[-3].astype(int)
    assert bool((np.abs(foot - np.median(foot, axis=0)).max(axis=1) > 40).mean() > 0.08) is cut


def test_the_hold_stands_still_and_is_counted() -> None:
    shown = load_demonstration(FOLDER / "scapular-squeezes.npz")
    assert shown.peak_s is not None
    at_peak = shown.moment(shown.peak_s + 0.01, 5.0)
    late = shown.moment(shown.peak_s + 4.9, 5.0)
    assert at_peak.frame == late.frame
    assert late.held_s == pytest.approx(4.9, abs=0.01)
    assert shown.moment(shown.peak_s + 5.05, 5.0).held_s is None
    assert shown.moment(shown.peak_s - 0.05, 5.0).held_s is None
    assert shown.moment(0.2, 5.0) == shown.moment(0.2 + shown.length_s + 5.0, 5.0)


def test_a_long_hold_is_counted_faster() -> None:
    shown = load_demonstration(FOLDER / "scapular-squeezes.npz")
    assert shown.peak_s is not None
    held_s = shown.moment(shown.peak_s + LONGEST_HOLD_S / 2, 30.0).held_s
    assert held_s == pytest.approx(15.0, abs=0.01)


def test_the_arrow_goes_to_the_target_and_then_back_and_is_never_too_short() -> None:
    straight = np.column_stack([np.r_[np.linspace(0, 10, 11), np.linspace(9, 0, 10)], np.zeros(21)])
    there, back = path(straight, 10, 3, 50.0), path(straight, 10, 15, 50.0)
    assert there[-1, 0] - there[0, 0] == pytest.approx(50.0)
    assert back[-1, 0] - back[0, 0] == pytest.approx(-50.0)
    assert there.mean(axis=0) == pytest.approx([5.0, 0.0])
    assert len(path(np.zeros((21, 2)), 10, 3, 50.0)) == 0


def test_the_arrow_of_a_circle_goes_round_and_leaves_a_gap_at_its_head() -> None:
    angle = np.arange(40) / 40 * 2 * np.pi
    way = path(20 * np.column_stack([np.cos(angle), np.sin(angle)]), None, 5, 10.0)
    assert np.linalg.norm(way, axis=1) == pytest.approx(20.0, abs=0.2)
    assert len(way) == 34


@pytest.mark.parametrize(
    ("mirror", "behind", "side", "left"),
    [
        (True, False, None, True),
        (False, False, None, False),
        (True, True, None, False),
        (True, False, Side.RIGHT, False),
        (True, False, Side.LEFT, True),
    ],
)
def test_the_picture_is_turned_over_as_people_see_themselves(
    tmp_path: Path, mirror: bool, behind: bool, side: Side | None, left: bool
) -> None:
    """A tile that is white on its right: in a mirror, seen from the front, it is white on the left."""
    tile = np.zeros((40, 40, 3), np.uint8)
    tile[:, 20:] = 255
    cv2.imwrite(str(tmp_path / "one.webp"), tile)
    film = Film(tmp_path / "one.webp", (1, 40, 40), np.zeros(2), np.zeros((2, 0, 2)), behind)
    film.wait()
    shown = _of(film)
    canvas = np.zeros((80, 80, 3), np.uint8)
    Demonstrator(mirror).update(canvas, Rect(0, 0, 80, 80), shown, 0.0, 0.0, 10.0, side)
    assert (canvas[:, :30].mean() > 200) == left
    assert (canvas[:, 50:].mean() > 200) == (not left)


def test_a_sheet_of_the_wrong_size_shows_nothing(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "one.webp"), np.zeros((40, 40, 3), np.uint8))
    film = Film(tmp_path / "one.webp", (1, 30, 40), np.zeros(2), np.zeros((2, 0, 2)), False)
    assert not film.failed
    film.wait()
    assert film.picture(0) is None
    assert film.failed


def test_while_held_the_part_is_lit_and_the_seconds_are_counted() -> None:
    shown = load_demonstration(FOLDER / "scapular-squeezes.npz")
    assert shown.peak_s is not None
    pictures = []
    for t_s in (shown.peak_s + 0.2, shown.peak_s + 0.4, shown.peak_s + 3.2):
        canvas = np.zeros((600, 600, 3), np.uint8)
        assert shown.film is not None
        shown.film.wait()
        Demonstrator(True).update(canvas, Rect(0, 0, 600, 600), shown, t_s, 5.0, 20.0)
        pictures.append(canvas)
    middle, foot = np.s_[150:400, 150:450], np.s_[500:, 150:450]
    assert (pictures[0][middle] == pictures[2][middle]).all()  # it stands still
    assert (pictures[0][foot] != pictures[2][foot]).any()  # another number
    blue = pictures[0][middle].astype(int)
    assert ((blue[..., 0] - blue[..., 2]) > 60).sum() > 500  # lit in the colour of what is good


def _of(film: Film) -> Demonstration:
    image = np.zeros((2, 33, 3))
    return Demonstration(np.array([0.0, 1.0]), image, image, np.ones((2, 33)), (40, 40), None, film)

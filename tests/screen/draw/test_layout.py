"""Every screen with the words of every exercise, at every size: inside, apart, whole, and large enough to read."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from progress_made import changed, progress_of
from shipped import LIBRARY

from coach.counting.progress import ActiveCue, Choice
from coach.screen.bitmap_text import Sheet, fit, text_width
from coach.screen.draw.colours import REACHED
from coach.screen.draw.help_page import LINES, help_panel
from coach.screen.draw.layout import Rect
from coach.screen.draw.panels import lettering
from coach.screen.draw.rings import Rings
from coach.screen.draw.text_lines import TextLines
from coach.screen.renderer import LARGEST, SMALLEST, Renderer, canvas_size, draw, layout, unit_px
from coach.workout import captions
from coach.workout.workout_progress import WorkoutProgress
from tests.stages import grey, screens, within_reach

SIZES = [(640, 480), (1280, 720), (3840, 2160)]
EXERCISES = [card.exercise for card in LIBRARY.cards()]
LONG = "Bring your elbows back to the wall and keep the backs of both of your hands flat against it all the way up"
WORD = "Überkopfschulterblattaußenrotationsgrundstellungsübung"
WALL_SLIDES = LIBRARY.exercise("wall-slides")
STAGES = tuple(screens(WALL_SLIDES))


def apart(boxes: Sequence[tuple[str, Rect]]) -> None:
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        assert not a.overlaps(b), (one, a, other, b)


def in_order(lines: Sequence[TextLines], places: dict[str, Rect]) -> None:
    """Each line inside its element, and none through another."""
    for line in lines:
        assert places[line.element].contains(line.box), (line.text, line.box, places[line.element])
    for one, other in itertools.combinations(lines, 2):
        if one.element != other.element:
            assert not one.box.overlaps(other.box), (one.text, other.text)
        elif one.box.x < other.box.right and other.box.x < one.box.right:
            assert abs(one.baseline - other.baseline) >= 0.9 * min(one.size, other.size), (one.text, other.text)


SMALLEST_SIZES = {"cue": 1 / 24, "praise": 1 / 24, "count-in": 1 / 24, "framing": 1 / 36}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_every_word_of_every_exercise_fits_and_is_large_enough(exercise: object, size: tuple[int, int]) -> None:
    """Of two metres and a screen 170 mm high: a size of 1 / 24 has capitals of 5.5 mm, which 20 / 40 reads."""
    for name, progress in screens(exercise).items():  # type: ignore[arg-type]
        for demonstrated in (True, False) if progress.stage in ("intro", "confirm") else (True,):
            places = layout(size, progress, demonstrated)
            for place in places.values():
                assert Rect(0, 0, *size).contains(place), name
            apart(list(places.items()))
            lines = lettering(size, progress, demonstrated)
            in_order(lines, places)
            smallest = SMALLEST_SIZES.get(name.split()[0], 0.0) * size[1]
            for line in lines:
                assert not line.text.endswith("…"), (name, line.text)
                assert line.size >= (smallest if line.element == "caption" else 0.6 * unit_px(size)), (name, line.text)


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (720, 1280)], ids=str)
@pytest.mark.parametrize("text", [LONG, WORD * 2, ""], ids=["long", "word", "none"])
@pytest.mark.parametrize("stage", [name for name in STAGES if not name.startswith(("cue ", "praise ", "intro, "))])
def test_words_of_any_length_stay_in_their_places(stage: str, text: str, size: tuple[int, int]) -> None:
    full = changed(
        screens(WALL_SLIDES)[stage], title=text or "x", say=text, lines=(text, LONG), count=1888, goal=2000,
        next_title=text or None, guidance=text or None, cue=ActiveCue("x", text, "left", 0.0), hold_goal_s=700.0,
        countdown_s=5999.0, outcomes=("rep",) * 88,
    )  # fmt: skip
    places = layout(size, full)
    apart(list(places.items()))
    in_order(lettering(size, full), places)


def test_layouts_of_different_sizes_are_the_same_layout() -> None:
    for progress in screens(WALL_SLIDES).values():
        small, large = layout((1280, 720), progress), layout((3840, 2160), progress)
        for name, place in small.items():
            big = large[name]
            wanted = 3 * np.array([place.x, place.y, place.width, place.height])
            assert np.allclose([big.x, big.y, big.width, big.height], wanted, atol=3)


def test_elements_stay_where_they_are_from_framing_to_rest() -> None:
    around = [layout((1280, 720), p) for name, p in screens(WALL_SLIDES).items()
              if p.stage in ("framing", "count-in", "set", "paused", "rest")]  # fmt: skip
    for places in around[1:]:
        common = places.keys() & around[0].keys()
        assert {"view", "title", "ring", "dots", "caption", "keys"} <= common
        assert all(places[name] == around[0][name] for name in common)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    "progress",
    [
        *(progress_of(0.0, "x", phase="out", count=count, goal=10) for count in (0, 7, 10, 88)),
        progress_of(0.0, "x", stage="count-in", countdown_s=2.9),
        progress_of(0.0, "x", stage="rest", countdown_s=47.0),
    ],
)
def test_the_number_is_an_eighth_of_the_height(size: tuple[int, int], progress: WorkoutProgress) -> None:
    place, u = layout(size, progress)["ring"], unit_px(size)
    inner = place.of(draw(None, progress, size=size))[round(2 * u) : round(8.6 * u), round(2.6 * u) : -round(2.6 * u)]
    rows = np.flatnonzero((inner.min(axis=2) > 200).any(axis=1))
    assert rows[-1] - rows[0] + 1 >= size[1] / 8


def columns(progress: WorkoutProgress, element: str) -> list[int]:
    return [line.x for line in lettering((1280, 720), progress) if line.element == element]


def test_text_beside_a_number_does_not_move_with_it() -> None:
    shown = [
        columns(changed(screens(WALL_SLIDES)["hold"], hold_s=s, hold_goal_s=12.0), "hold")[1:] for s in (0.5, 5, 11)
    ]
    assert shown[0] == shown[1] == shown[2]
    rests = [columns(progress_of(0.0, "x", stage="rest", countdown_s=s), "ring")[1:] for s in (40.0, 9.0, 1.0)]
    assert rests[0] == rests[1] == rests[2]


# the line of keys


def test_the_answers_are_in_the_line_of_keys_with_their_keys() -> None:
    offered = within_reach(("resume", "Go on", "space"), ("skip", "Skip", "n"))
    line = [
        x.text
        for x in lettering((1280, 720), progress_of(0.0, "x", stage="paused", choices=offered))
        if x.element == "keys"
    ]
    assert line == ["space", "Go on", "n", "Skip", "h", "Help"]


def test_places_to_hurt_are_listed_on_the_card_and_not_twice() -> None:
    lines = lettering((1280, 720), screens(WALL_SLIDES)["where"])
    assert [x.text for x in lines if x.element == "card"] == [
        "Neck", "1", "Shoulder", "2", "Back", "3", "Somewhere else", "4",
    ]  # fmt: skip
    assert [x.text for x in lines if x.element == "keys"] == ["h", "Help"]


def test_more_answers_than_there_is_room_for_leave_whole_ones() -> None:
    many = tuple(Choice(f"skip-{i}", "An answer", "n") for i in range(40))
    progress = progress_of(0.0, "x", stage="paused", choices=many)
    places = layout((640, 480), progress)
    lines = [line for line in lettering((640, 480), progress) if line.element == "keys"]
    in_order(lines, places)
    assert lines[-1].text == "Help"


# help


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_help_names_every_key_and_fits(size: tuple[int, int]) -> None:
    panel = help_panel(size)
    assert Rect(0, 0, *size).contains(panel.place)
    in_order(panel.letters, {"help": panel.place})
    texts = {line.text for line in panel.letters}
    assert {key for key, _ in LINES} <= texts
    assert not [text for text in texts if text.endswith("…")]


def test_help_lies_over_everything_and_goes_again() -> None:
    drawer, progress = Renderer((1280, 720)), screens(WALL_SLIDES)["set"]
    before = drawer.update(grey((1280, 720)), progress)
    helped = drawer.update(grey((1280, 720)), progress, help_shown=True)
    place = help_panel((1280, 720)).place
    assert helped[5:15, 700:800].max() < 0.4 * before[5:15, 700:800].max() + 1
    assert (place.of(helped).min(axis=2) > 230).sum() > 5000  # its words
    assert np.array_equal(drawer.update(grey((1280, 720)), progress), before)


# canvas


def test_canvas_grows_only_with_pictures_that_show_more() -> None:
    assert canvas_size(None) == SMALLEST
    assert canvas_size((640, 480)) == SMALLEST
    assert canvas_size((1280, 720)) == SMALLEST
    assert canvas_size((3840, 2160)) == LARGEST


@pytest.mark.parametrize(
    ("window", "canvas"),
    [
        ((1280, 720), (1280, 720)),
        ((640, 480), (640, 480)),
        ((1000, 700), (1000, 700)),
        ((320, 240), (640, 480)),  # smaller would be mush
        ((3840, 2160), (1920, 1080)),  # larger would be slow
        ((2560, 1600), (1728, 1080)),
        ((3440, 800), (1920, 800)),
        ((700, 1400), (700, 700)),
    ],
)
def test_the_canvas_is_as_large_as_the_window_within_reason(window: tuple[int, int], canvas: tuple[int, int]) -> None:
    assert canvas_size((640, 480), window) == canvas


# wrapping


def test_text_that_fits_keeps_its_size() -> None:
    fitted = fit("Even out your arms", 1000, 100, 50, 10)
    assert fitted.lines == ("Even out your arms",)
    assert fitted.size == 50


@pytest.mark.parametrize("width", [60, 150, 400, 900])
def test_wrapped_text_never_exceeds_its_room(width: int) -> None:
    for text in (LONG, WORD, "", "a"):
        fitted = fit(text, width, 90, 50, 10)
        assert fitted.width <= width
        assert fitted.height <= 90
        assert len(fitted.lines) <= 2


def test_shortened_text_says_so_and_wrapped_text_loses_nothing() -> None:
    assert fit(LONG, 150, 90, 50, 12).lines[-1].endswith("…")
    assert " ".join(fit(LONG, 900, 200, 50, 12).lines) == LONG


def test_no_word_is_left_alone_in_the_last_line() -> None:
    lines = fit("Shoulders down, away from your ears", 780, 130, 50, 20).lines
    assert len(lines) == 2
    assert text_width(lines[1], 50) > 0.6 * text_width(lines[0], 50)


@pytest.mark.parametrize("weight", [500, 700])
@pytest.mark.parametrize("text", ["1000", "Überkopf jäh", "I can't see your left elbow", "10"])
def test_the_box_of_a_line_holds_all_its_ink(text: str, weight: int) -> None:
    size = 60
    sheet = Sheet(900, 200)
    sheet.text(text, 50, 120, size, (255, 255, 255), weight)
    ys, xs = np.nonzero(sheet.bitmap().paint.max(axis=2) > 40)
    assert xs.min() >= 50
    assert xs.max() <= 50 + text_width(text, size, weight)
    assert ys.min() >= 120 - round(size * 0.95)  # an umlaut rises a little above the figures
    assert ys.max() <= 120 + round(size * 0.26)


# words


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ((), None),
        (("left_elbow",), "I can't see your left elbow"),
        (("left_elbow", "right_elbow"), "I can't see both elbows"),
        (("left_elbow", "right_wrist"), "I can't see your left elbow and your right wrist"),
        (("left_foot_index", "left_heel", "right_heel"), "I can't see both feet"),
        (("nose", "left_eye", "mouth_right"), "I can't see your face"),
        (("left_hip", "right_knee", "left_wrist", "nose"), "I can't see enough of you"),
    ],
)
def test_what_cannot_be_seen_is_said_in_words(missing: tuple[str, ...], said: str | None) -> None:
    assert captions.unseen(missing) == said


def test_one_caption_at_a_time_most_important_first() -> None:
    cue = ActiveCue("x", "Elbows up", "both", 0.0)
    progress = progress_of(0.0, "x", phase="out", cue=cue, guidance="Step back", praise="Good", missing=("left_elbow",))
    assert captions.caption(progress) == captions.Caption("guidance", "Step back")
    progress = changed(progress, guidance=None)
    assert captions.caption(progress) == captions.Caption("cue", "Elbows up")
    progress = changed(progress, cue=None)
    assert captions.caption(progress) == captions.Caption("praise", "Good")
    progress = changed(progress, praise=None)
    assert captions.caption(progress) == captions.Caption("guidance", "I can't see your left elbow")
    progress = changed(progress, missing=())
    assert captions.caption(progress) is None
    ready = changed(progress, phase="ready")
    assert captions.caption(ready) == captions.Caption("hint", "Ready when you are")
    assert captions.caption(changed(ready, outcomes=("rep",))) is None  # nobody needs to be told again
    done = changed(progress, phase="done", count=2, goal=3, outcomes=("rep", "rep", "partial"))
    assert captions.caption(done) == captions.Caption("hint", "Done: 2 of 3, 1 partial")
    endless = changed(done, goal=None, outcomes=("rep", "rep"))
    assert captions.caption(endless) == captions.Caption("hint", "Done: 2 repetitions")
    nothing = changed(endless, count=0, outcomes=())
    assert captions.caption(nothing) == captions.Caption("hint", "Done: nothing was counted")


@pytest.mark.parametrize(("count", "green"), [(0, False), (1, True)])
def test_the_ring_is_full_at_the_end_only_if_something_was_counted(count: int, green: bool) -> None:
    canvas = np.zeros((400, 400, 3), np.uint8)
    done = progress_of(0.0, "x", stage="set", phase="done", count=count)
    Rings(mirror=False).update(canvas, {"ring": Rect(0, 0, 400, 400)}, done, 12.0)
    assert bool((canvas == REACHED).all(axis=2).any()) is green


@pytest.mark.parametrize(
    ("stage", "say", "said"),
    [("rest", "", "Rest"), ("paused", "Paused. Come back.", "Paused. Come back."), ("pain", "", "Any pain?")],
)
def test_a_stage_says_its_own_words_or_the_usual_ones(stage: str, say: str, said: str) -> None:
    cue = ActiveCue("x", "Elbows up", "both", 0.0)
    assert captions.caption(progress_of(0.0, "x", stage=stage, say=say, cue=cue)) == captions.Caption("hint", said)


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (progress_of(0.0, "x"), ""),
        (progress_of(0.0, "x", time_left_s=0.0), ""),
        (progress_of(0.0, "x", time_left_s=30.0), "1 min left"),
        (progress_of(0.0, "x", time_left_s=91.0, item=2, items=5), "2 of 5 · 2 min left"),
        (progress_of(0.0, "x", item=2, items=5), "2 of 5"),
    ],
)
def test_what_is_left_of_the_workout_is_told(progress: WorkoutProgress, line: str) -> None:
    assert captions.time_line(progress) == line


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("5 x 10 s a side", ("5 x 10 s", "a side")),
        ("3 x (5 x 10 s)", ("3 x (5 x 10 s)",)),
        ("held for 45 s", ("held", "for 45 s")),
        ("it takes 3 min", ("it takes", "3 min")),
        ("upright for 80 %", ("upright", "for 80 %")),
        ("10 s a side", ("10 s", "a side")),
        ("10 times backward", ("10 times", "backward")),
    ],
)
def test_a_number_keeps_what_it_counts(text: str, lines: tuple[str, ...]) -> None:
    widest = max(text_width(line, 20) for line in lines)
    assert fit(text, widest, 100, 20, 20).lines == lines

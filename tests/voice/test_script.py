"""What is said when: from hand-made WorkoutProgress to sentences, at three levels of talkativeness."""

from __future__ import annotations

from dataclasses import replace

import pytest
from moments import STANDS, cue, moment, rep, staged, whole
from progress_made import changed, in_a_set

from coach.body.landmarks import empty_frame
from coach.counting.progress import Choice
from coach.counting.set_session import Options
from coach.counting.timer import Timer
from coach.definitions.library import Library
from coach.events import Hold, Partial, Ready
from coach.voice.script import TALK, Script
from coach.voice.sentence import Sentence
from coach.wording.numbers import LANGUAGES, spoken_number
from coach.workout.workout_progress import WorkoutProgress


def said(*frames: WorkoutProgress, talk: str = "normal", numbers: str = "en") -> list[str]:
    script = Script(talk, numbers)
    return [sentence.text for frame in frames for sentence in script.update(frame)]


def partial(way: float, *missing: str) -> Partial:
    return Partial(
        t_s=1, start_s=0, peak_s=0, end_s=1, side="both", direction=None, range=way, held_s=0, missing=missing
    )


def held(seconds: float = 5.0) -> Hold:
    return Hold(t_s=1.0, start_s=0.0, end_s=1.0, seconds=seconds, side="both")


# ---------------------------------------------------------------- a set


@pytest.mark.parametrize(
    ("frames", "sentences"),
    [
        ([moment(1.0, rep(3))], ["three"]),
        ([moment(1.0, held(), count=2)], ["two"]),
        ([moment(1.0, Ready(t_s=1.0))], ["Ready. Begin"]),
        ([moment(1.0, cue("Elbows up"))], ["Elbows up"]),
        ([moment(1.0, cue("Elbows up", spoken=False))], []),  # kept for later by the session
        ([moment(1.0, rep(3), cue("Elbows up"))], ["three", "Elbows up"]),
        ([moment(1.0, rep(10), phase="done", count=10)], ["ten", "Well done"]),
        ([moment(1.0, rep(4), phase="done", count=4, goal=None)], ["four", "Well done"]),  # the time is up
        ([moment(1.0, phase="done"), moment(1.1, phase="done")], ["Done"]),
        ([moment(1.0), moment(2.0)], []),
        ([moment(1.0, praise="Good"), moment(1.1, praise="Good"), moment(1.2)], ["Good"]),
        ([moment(1.0, direction="backward"), moment(2.0, direction="forward")], ["Now forward"]),
        ([moment(1.0, direction="backward"), moment(2.0), moment(3.0, direction="backward")], []),
        ([moment(1.0, partial(0.6))], []),
    ],
)
def test_what_is_said_in_a_set(frames: list[WorkoutProgress], sentences: list[str]) -> None:
    assert said(*frames) == sentences


@pytest.mark.parametrize("fps", [10, 30, 60])
@pytest.mark.parametrize(
    ("seconds", "sentences"),
    [
        (1.0, ["Hold", "Relax"]),
        (3.0, ["Hold", "two", "one", "Relax"]),
        (5.0, ["Hold", "three", "two", "one", "Relax"]),
        (30.0, ["Hold", "Ten seconds", "three", "two", "one", "Relax"]),
    ],
)
def test_a_hold_is_counted_down_once(seconds: float, sentences: list[str], fps: int) -> None:
    frames = [
        moment(k / fps, phase="target", hold_s=k / fps, hold_goal_s=seconds) for k in range(round((seconds + 1) * fps))
    ]
    assert said(*frames) == sentences


def test_a_hold_released_early_is_not_relaxed_and_the_next_one_starts_anew() -> None:
    first = [moment(k / 10, phase="target", hold_s=k / 10, hold_goal_s=5.0) for k in range(25)]
    back = [moment(3.0, phase="back", hold_goal_s=5.0)]
    again = [moment(4.0, phase="target", hold_s=0.0, hold_goal_s=5.0)]
    assert said(*first, *back, *again) == ["Hold", "three", "Hold"]


def test_no_hold_is_announced_where_none_is_asked_for() -> None:
    assert said(moment(1.0, phase="target"), moment(2.0, phase="target")) == []


def timed(seconds: float, goal: int, ease_s: float, fps: float = 10) -> list[str]:
    """A real clock, as it is shown in a set."""
    asked = Options(time_s=seconds) if goal == 1 else Options(reps=goal, hold_s=seconds)
    timer = Timer(Library().exercise("wall-slides"), asked)
    frames = [empty_frame(k / fps, (640, 480)) for k in range(round(fps * (goal * (seconds + ease_s) + 1)))]
    return said(*(in_a_set(timer.update(frame)) for frame in frames))


def test_an_activity_runs_out() -> None:
    assert timed(120, 1, 0) == ["Ready. Begin", "One minute", "Ten seconds", "three", "two", "one", "Well done"]


@pytest.mark.parametrize("fps", [7, 10, 14.9, 15, 30])
def test_holds_by_the_clock_are_told_like_any_others(fps: float) -> None:
    hold = ["Hold", "three", "two", "one", "Relax"]
    assert timed(5, 2, 4, fps) == ["Ready. Begin", *hold, "one", *hold, "two", "Well done"]


# ---------------------------------------------------------------- where to stand


def guided(seconds: float, **others: object) -> list[WorkoutProgress]:
    return [moment(k / 10, **others) for k in range(round(10 * seconds))]


def test_guidance_is_said_once_it_stands_and_again_ever_more_rarely() -> None:
    script = Script()
    times = [f.set.t_s for f in guided(60, phase="framing", guidance="Step back") for _ in script.update(f)]
    assert times == pytest.approx([0.8, 6.8, 18.8, 42.8], abs=0.15)


def test_guidance_that_flickers_is_not_said() -> None:
    flicker = [moment(k / 10, phase="framing", guidance=("Step back", None)[k % 2]) for k in range(40)]
    assert said(*flicker) == []


def test_what_is_hidden_is_named() -> None:
    assert said(*guided(1.5, missing=("left_elbow",))) == ["I can't see your left elbow"]


@pytest.mark.parametrize(("seconds", "sentences"), [(3.9, []), (4.5, ["Take the start position"])])
def test_the_start_position_is_asked_for_after_a_while(seconds: float, sentences: list[str]) -> None:
    assert said(*guided(seconds, phase="start")) == sentences


@pytest.mark.parametrize("stage", ["rest", "pain", "intro", "summary"])
def test_nobody_is_told_where_to_stand_when_it_does_not_matter(stage: str) -> None:
    assert said(*guided(5, stage=stage, guidance="Step back"), talk="quiet") in ([], ["Wall slides"])


# ---------------------------------------------------------------- around a set


@pytest.mark.parametrize("fps", [10, 30])
def test_a_whole_workout(fps: float) -> None:
    a_set = 3 * ["Hold", "three", "two", "one", "Relax", "{}"]
    numbers = iter(["one", "two", "three"] * 2)
    counted = [next(numbers) if word == "{}" else word for word in a_set * 2]
    assert said(*whole(fps)) == [
        "Wall slides.", "Stand with your back to the wall.", "Slide your arms up.",
        "Step back a little: I need to see your left wrist.",
        "Get ready", "three", "two", "one", "Begin",
        *counted[:18], "Well done",
        "Rest", "Next: Wall slides.", "Ten seconds", "three", "two", "one",
        "three", "two", "one", "Begin",
        *counted[18:], "Well done",
        "Any pain?",
        "Well done", "Better: both arms together", "To work on: holding longer",
    ]  # fmt: skip


def test_a_scale_tells_each_step_and_asks_once() -> None:
    frames = [
        staged("pain", 1.0, say="Any pain?", lines=("0 is none.",)),
        staged("pain", 2.0, say="How strong is it?", lines=("1 of 10: mild",)),
        staged("pain", 3.0, say="How strong is it?", lines=("2 of 10: mild",)),
    ]
    assert said(*frames) == ["Any pain?", "0 is none.", "How strong is it?", "1 of 10: mild", "2 of 10: mild"]


def test_who_lies_or_kneels_is_told_how_to_answer_once_and_hears_the_answers() -> None:
    places = (Choice("where-neck", "Neck", "1"), Choice("where-back", "Back", "2"))
    frames = [
        staged("pain", 1.0, say="Any pain?", eyes_away=True),
        staged("where", 2.0, say="Where?", choices=places, eyes_away=True),
    ]
    assert said(*frames, talk="quiet") == [
        "Any pain?", "Come up and look at the screen to answer, or wait and I go on.", "Where?", "Neck, Back"
    ]  # fmt: skip
    assert said(*(changed(frame, eyes_away=False) for frame in frames)) == ["Any pain?", "Where?"]
    confirmed = said(staged("confirm", say="Did you do it?", eyes_away=True))  # nobody may wait for this one
    assert confirmed == ["Did you do it?", "Come up and look at the screen to answer."]


def test_a_rest_that_names_what_comes_needs_no_more() -> None:
    assert said(staged("rest", say="Rest. Set 2 of 3 is next.", next_title="Rolls", set_number=1, sets=3)) == [
        "Rest.",
        "Set 2 of 3 is next.",
    ]


@pytest.mark.parametrize(("count", "sentences"), [(3, ["three", "Well done", "Any pain?"]), (2, ["two", "Any pain?"])])
def test_a_set_that_ends_with_the_last_repetition_is_done_and_one_that_is_skipped_is_not(
    count: int, sentences: list[str]
) -> None:
    frames = [moment(1.0, goal=3), staged("pain", 2.0, say="Any pain?", goal=3, count=count, events=(rep(count),))]
    assert said(*frames) == sentences


@pytest.mark.parametrize(
    ("phase", "sentences"), [("done", ["four", "Well done", "Any pain?"]), ("back", ["four", "Any pain?"])]
)
def test_a_set_that_ends_by_the_clock_is_done_when_its_time_is_up(phase: str, sentences: list[str]) -> None:
    ended = changed(staged("pain", 2.0, say="Any pain?", goal=None, count=4, events=(rep(4),)), phase=phase)
    assert said(moment(1.0, goal=None), ended) == sentences


def test_a_second_pause_is_told_too() -> None:
    assert said(*2 * [moment(1.0), staged("paused", 2.0, say="Paused.")]) == ["Paused.", "Go on", "Paused."]


def test_a_pause_is_told_and_ended() -> None:
    frames = [moment(1.0), staged("paused", 2.0, say="Paused. Come back to go on."), moment(3.0)]
    assert said(*frames) == ["Paused.", "Come back to go on.", "Go on"]


def test_the_title_is_not_said_twice() -> None:
    assert said(staged("intro", say="Wall slides: slide your arms up.")) == ["Wall slides: slide your arms up."]


def test_framing_is_one_instruction_at_a_time_wherever_it_stands() -> None:
    frames = [staged("framing", k / 10, say="Step back" if k < 20 else "Turn your side to me") for k in range(40)]
    assert said(*frames) == ["Step back", "Turn your side to me"]


def test_begin_makes_a_word_for_the_start_position_needless() -> None:
    frames = [staged("count-in", 0.0, countdown_s=0.5), moment(1.0), moment(2.0, Ready(t_s=2.0))]
    assert said(*frames, talk="quiet") == ["Begin"]


# ---------------------------------------------------------------- how much


def heard(talk: str, away: bool = False) -> set[str]:
    frames = [
        staged("intro", 0.0, say="Slide your arms up.", eyes_away=away),
        staged("count-in", 0.5, countdown_s=1.0, eyes_away=away),
        moment(1.0, eyes_away=away, goal=10),
        moment(2.0, rep(9), eyes_away=away, goal=10, count=9),
        moment(3.0, partial(0.6, "arm_elevation"), eyes_away=away),
        moment(4.0, partial(1.0, "hold"), eyes_away=away),
        moment(5.0, cue("Elbows up"), praise="Good", phase="target", hold_goal_s=2.0, eyes_away=away),
        moment(6.0, phase="target", hold_goal_s=2.0, hold_s=1.0, eyes_away=away),
        moment(7.0, phase="target", hold_goal_s=2.0, hold_s=2.0, eyes_away=away),
        staged("pain", 8.0, say="Any pain?", lines=("0 is none, 10 the worst",), eyes_away=away),
        staged("summary", 9.0, say="Nine of ten", lines=("Better: both arms",), eyes_away=away),
    ]
    return set(said(*frames, talk=talk))


QUIET = {"Wall slides", "Begin", "Elbows up", "Hold", "Relax", "Any pain?", "Nine of ten"}
NORMAL = {
    "Wall slides.", "Slide your arms up.", "one", "Begin", "nine", "Elbows up", "Good", "Hold", "Relax", "Any pain?",
    "Nine of ten", "Better: both arms", "0 is none, 10 the worst",
}  # fmt: skip
ALL = NORMAL | {
    "Last one", "That one did not go far enough", "That one was not held long enough"
}  # fmt: skip


@pytest.mark.parametrize(("talk", "sentences"), [("quiet", QUIET), ("normal", NORMAL), ("talkative", ALL)])
def test_how_much_is_said(talk: str, sentences: set[str]) -> None:
    assert heard(talk) == sentences


@pytest.mark.parametrize("talk", TALK)
def test_who_cannot_look_hears_everything(talk: str) -> None:
    assert heard(talk, away=True) == ALL | {"Come up and look at the screen to answer, or wait and I go on."}


def test_a_correction_says_enough_about_a_partial_repetition() -> None:
    frame = moment(1.0, partial(0.6, "arm_elevation"), cue("A little further"))
    assert said(frame, talk="talkative") == ["A little further"]


def test_a_level_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="'loud' is none of quiet, normal, talkative"):
        Script("loud")


# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, ("one", "eins", "un", "uno")),
        (3, ("three", "drei", "trois", "tres")),
        (10, ("ten", "zehn", "dix", "diez")),
        (17, ("seventeen", "siebzehn", "dix-sept", "diecisiete")),
        (20, ("twenty", "zwanzig", "vingt", "veinte")),
        (31, ("31", "31", "31", "31")),
    ],
)
def test_number_words(number: int, words: tuple[str, ...]) -> None:
    assert tuple(spoken_number(number, language) for language in LANGUAGES) == words


def test_no_two_numbers_are_the_same_word() -> None:
    for language in LANGUAGES:
        assert len({spoken_number(n, language) for n in range(21)}) == 21


def test_numbers_alone_are_in_the_other_language() -> None:
    script = Script(numbers="de")
    frames = [
        moment(1.0, rep(3), cue("Elbows up")),
        *[moment(2 + k / 10, phase="target", hold_s=k / 10, hold_goal_s=3.0) for k in range(35)],
    ]
    told = [(s.text, s.language) for frame in frames for s in script.update(frame)]
    assert told == [
        ("drei", "de"), ("Elbows up", "en"), ("Hold", "en"), ("zwei", "de"), ("eins", "de"), ("Relax", "en")
    ]  # fmt: skip


def test_a_language_nobody_taught_it() -> None:
    with pytest.raises(ValueError, match="'tlh' is none of en, de, fr, es"):
        Script(numbers="tlh")


# ---------------------------------------------------------------- for how long it is true

LEFT_2 = moment(1.0, phase="target", hold_s=3.0, hold_goal_s=5.0)


@pytest.mark.parametrize(
    ("sentence", "then", "true"),
    [
        (Sentence("Elbows up", "cue", 1.0, "x"), moment(1.1, cue=STANDS), True),
        (Sentence("Elbows up", "cue", 1.0, "x"), moment(1.1), False),
        (Sentence("Chin in", "cue", 1.0, "y"), moment(1.1, cue=STANDS), False),
        (Sentence("two", "countdown", 1.0, "set 2"), LEFT_2, True),
        (Sentence("three", "countdown", 1.0, "set 3"), LEFT_2, False),
        (Sentence("two", "countdown", 1.0, "set 2"), moment(1.1, phase="back", hold_goal_s=5.0), False),
        (Sentence("three", "countdown", 1.0, "rest 3"), staged("rest", 1.1, countdown_s=2.2), True),
        (Sentence("Hold", "hold", 1.0, "target"), LEFT_2, True),
        (Sentence("Hold", "hold", 1.0, "target"), moment(1.1, phase="back", hold_goal_s=5.0), False),
        (Sentence("Good", "praise", 1.0, "Good"), moment(1.1, praise="Good"), True),
        (Sentence("Good", "praise", 1.0, "Good"), moment(1.1), False),
        (Sentence("Step back", "guidance", 1.0, "Step back"), moment(1.1, guidance="Step back"), True),
        (Sentence("Step back", "guidance", 1.0, "Step back"), moment(1.1, guidance="Closer"), False),
        (Sentence("three", "count", 1.0), moment(1.1), True),
        (Sentence("Relax", "relax", 1.0), moment(1.1, phase="back"), True),
    ],
)
def test_a_sentence_is_dropped_when_it_is_no_longer_true(sentence: Sentence, then: WorkoutProgress, true: bool) -> None:
    assert sentence.holds(then) is true


def test_a_correction_that_stays_only_to_be_read_is_no_longer_said() -> None:
    put_right = moment(1.1, cue=replace(STANDS, put_right=True))
    assert not Sentence("Elbows up", "cue", 1.0, "x").holds(put_right)


def test_the_words_of_a_stage_hold_for_the_stage() -> None:
    script = Script()
    (first, second) = script.update(staged("rest", say="Rest", next_title="Shoulder rolls"))
    assert second.holds(staged("rest", 9.0, say="Rest", next_title="Shoulder rolls"))
    assert not second.holds(staged("rest", 9.0, say="Rest", set_number=2))
    assert not first.holds(staged("count-in", 9.0, say="Rest"))
    assert first.in_time(60.0)

"""The flow around sets, cranked by hand: stages in order, words at any time, pauses, pain, the clock."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from bodies import Stick, frame, reps, side_view, wall_slide
from cranked import PERIOD_S, Crank, crank, hanging, item, plan, slides
from progress_made import progress_of
from raises import POSES, RAISE, raised

from coach.body.landmarks import PoseFrame, empty_frame
from coach.counting.set_session import Options
from coach.definitions.definition import Exercise
from coach.events import DayAfter, Hold, Pain, Rep, Summary, Timed
from coach.workout.captions import Caption, caption, next_line
from coach.workout.comparison import Result
from coach.workout.opening import Opening
from coach.workout.plan import Item
from coach.workout.workout import Workout

# ---------------------------------------------------------------- in order


def test_two_sets_with_everything_around_them() -> None:
    one = crank(item(reps=3, sets=2, rest_s=10))
    one.to_the_end()
    assert one.stages == [
        "intro", "framing", "count-in", "set", "rest", "framing", "count-in", "set", "pain", "summary",
    ]  # fmt: skip
    assert one.kinds() == ["ready", *["rep"] * 3, "summary", "ready", *["rep"] * 3, "summary", "pain"]
    assert [e.count for e in one.events if isinstance(e, Rep)] == [1, 2, 3, 1, 2, 3]
    assert [e.reps for e in one.events if isinstance(e, Summary)] == [3, 3]


def test_the_instruction_is_said_and_shown_before_it_is_asked_for() -> None:
    one = crank(item(reps=3))
    intro = one.run(1)
    assert intro.say == "Wall slides: 3 times. Back to the wall, elbows bent. Slide both arms up, then down again."
    assert intro.lines[0].startswith("Face the camera")
    assert "Slide both arms up the wall" in intro.lines[0]
    assert [c.id for c in intro.choices] == ["start", "skip", "timed"]
    assert one.until("framing").set.t_s == pytest.approx(2 + len(intro.say.split()) / 2.8, abs=0.2)


def test_what_was_done_before_is_named_and_not_explained_again() -> None:
    one = crank(item(reps=3), before={"wall-slides": Result(reps=3)})
    intro = one.run(1)
    assert intro.say == "Wall slides: 3 times."
    assert "Slide both arms up the wall" in intro.lines[0]
    again = one.say("again")
    assert again.say.startswith("Wall slides: 3 times. Face the camera")


def test_what_cannot_be_counted_goes_by_the_clock_and_what_was_begun_goes_on() -> None:
    still = crank(item(reps=3), does={"set": lambda t: slides(0)})
    begin = still.until("set").set.t_s
    clock = still.until("count-in")
    assert clock.set.t_s - begin == pytest.approx(60, abs=0.2)
    assert clock.set.praise == "I have counted nothing for a minute, so we go by the clock."
    still.to_the_end()
    assert [e.completed for e in still.events if isinstance(e, Timed)] == [True]
    assert not [e for e in still.events if isinstance(e, Rep)]

    tired = crank(item(reps=3, sets=2), does={"set": lambda t: slides(t if t < 4 else 0)})
    tired.to_the_end()
    assert [e.reps for e in tired.events if isinstance(e, Summary)] == [1, 1]
    assert "paused" not in tired.stages


def test_counted_in_from_three_once_the_start_pose_is_taken() -> None:
    one = crank(item(reps=3), does={"framing": lambda t: hanging(t) if t < 4 else slides(0)})
    framing = one.until("framing").set.t_s
    begin = one.until("count-in")
    assert begin.set.t_s - framing == pytest.approx(4.6, abs=0.4)
    assert begin.countdown_s == pytest.approx(3.0, abs=0.1)
    assert one.until("set").set.t_s - begin.set.t_s == pytest.approx(3.0, abs=0.1)


def test_framing_gives_one_instruction_until_all_is_in_view() -> None:
    one = crank(item(reps=3), does={"framing": lambda t: None if t < 5 else slides(0)})
    one.until("framing")
    one.run(2)
    assert one.last.stage == "framing"
    assert (one.last.set.guidance or "").startswith("I can't see you. Face the camera and stand")
    one.until("count-in", 10)
    assert one.last.set.guidance is None


@pytest.mark.parametrize(
    ("name", "wrong", "right", "said"),
    [
        ("chin-tucks", Stick(), side_view(Stick()), "Turn your side to the camera: from the front I can't judge this."),
        ("wall-slides", side_view(wall_slide(0)), wall_slide(0), "Face the camera: from the side I can't judge this."),
    ],
)
def test_a_view_that_cannot_judge_it_is_told_before_it_starts(name: str, wrong: Stick, right: Stick, said: str) -> None:
    one = crank(item(name, reps=3), does={"framing": lambda t: wrong if t < 20 else right})
    begin = one.until("framing").set.t_s
    one.run(8)
    assert one.last.set.guidance == f"{said} Or do it by the clock."
    assert "timed" in [choice.id for choice in one.last.choices]
    assert one.until("count-in").set.t_s - begin > 20


def test_who_begins_anyway_in_the_wrong_view_is_told_again_in_the_set() -> None:
    one = crank(item("chin-tucks", reps=3), does={stage: lambda t: Stick() for stage in ("framing", "count-in", "set")})
    one.until("framing")
    one.say("start")
    one.until("set")
    one.run(2)
    assert one.last.set.guidance == "Turn your side to the camera: from the front I can't judge this."


@pytest.mark.parametrize("known", [False, True])
def test_what_no_view_judges_well_is_told_and_offered_by_the_clock(known: bool) -> None:
    before = {"thread-the-needle": Result(reps=1)} if known else {}
    one = crank(item("thread-the-needle"), before=before)
    first = one.say(None)
    assert "I can't judge this one well" in first.say
    assert "timed" in [choice.id for choice in first.choices]
    one.say("timed")
    one.to_the_end()
    assert [event.kind for event in one.workout.done[0].events] == ["ready", "timed", "timed", "summary"]
    assert not one.workout.done[0].item.judged


def test_a_start_pose_that_is_never_seen_is_no_reason_to_wait_for_ever() -> None:
    one = crank(item(reps=3), does={"framing": hanging})
    begin = one.until("framing").set.t_s
    assert one.until("count-in").set.t_s - begin == pytest.approx(10, abs=0.5)


def test_the_rest_counts_down_and_names_what_comes() -> None:
    one = crank(item(reps=2, sets=2, rest_s=10), item("shoulder-rolls", reps=2))
    rest = one.until("rest")
    assert (rest.say, rest.set.phase, rest.next_title) == ("Rest. Set 2 of 2 is next.", "rest", "Shoulder rolls")
    assert rest.countdown_s == pytest.approx(10, abs=0.1)
    assert one.run(4).countdown_s == pytest.approx(6, abs=0.2)
    assert one.until("framing").set.t_s - rest.set.t_s == pytest.approx(10, abs=0.1)
    assert (one.last.set_number, one.last.sets) == (2, 2)


def test_time_left_goes_down_to_nothing_and_is_about_right() -> None:
    one = crank(item(reps=4, sets=2, rest_s=10))
    one.to_the_end()
    done_s = next(p.set.t_s for p in one.shown if p.stage == "pain")
    for progress in one.shown:
        left_s = done_s - progress.set.t_s
        if left_s > 0:
            assert progress.time_left_s == pytest.approx(left_s, abs=max(5.0, 0.2 * left_s))
    assert one.last.time_left_s == 0.0


def test_when_one_side_is_done_the_other_is_asked_for() -> None:
    exercise = Exercise.model_validate_json(json.dumps(RAISE | {"sides": "each", "start_when": [], "required": []}))
    one = crank(Item(exercise, POSES, Options(reps=2)), does={"framing": lambda t: raised(0.0)})
    level, _ = reps([1.0] * 3)
    one.does["set"] = lambda t: raised(level(t), right=0.0)
    one.until(lambda p: p.set.count == 2)
    assert one.run(0.5).set.guidance == "Now the right side."
    assert one.run(6).set.count == 2  # a third of the left is one too many, not one of the right
    one.does["set"] = lambda t: raised(0.0, right=level(t % 9.0))
    asked = one.until("pain")
    assert (asked.set.count, asked.set.goal) == (4, 4)


# ---------------------------------------------------------------- words


@pytest.mark.parametrize("stage", ["intro", "framing", "count-in"])
def test_skip_before_the_set_goes_on_without_a_question(stage: str) -> None:
    one = crank(item(reps=3), item("shoulder-rolls", reps=2))
    one.until(stage)
    one.say("skip")
    assert (one.last.stage, one.last.exercise, one.last.item) == ("intro", "shoulder-rolls", 2)
    assert one.kinds() == []


def test_skip_in_a_set_keeps_what_was_done_and_asks_for_pain() -> None:
    one = crank(item(reps=5), item("shoulder-rolls", reps=2))
    one.until(lambda p: p.set.count == 2)
    one.say("skip")
    assert one.last.stage == "pain"
    assert [e.reps for e in one.events if isinstance(e, Summary)] == [2]
    one.say("none")
    assert (one.last.stage, one.last.exercise) == ("intro", "shoulder-rolls")


def test_skip_in_the_rest_leaves_out_the_other_sets() -> None:
    one = crank(item(reps=2, sets=3, rest_s=20))
    one.until("rest")
    assert one.say("skip").stage == "pain"
    one.to_the_end()
    assert len([e for e in one.events if isinstance(e, Summary)]) == 1


def test_start_cuts_the_instruction_and_the_rest_short() -> None:
    one = crank(item(reps=2, sets=2, rest_s=60))
    one.run(0.5)
    assert one.say("start").stage == "framing"
    assert one.say("start").stage == "count-in"
    one.until("rest")
    assert (one.say("start").stage, one.last.set_number) == ("framing", 2)


def test_again_begins_the_set_from_nothing() -> None:
    one = crank(item(reps=3))
    one.until(lambda p: p.set.count == 2)
    assert one.say("again").stage == "framing"
    assert (one.until("set").set.count, one.last.set_number) == (0, 1)
    one.to_the_end()
    assert [e.reps for e in one.events if isinstance(e, Summary)] == [2, 3]  # both are kept


def test_again_in_the_rest_is_the_same_set_once_more() -> None:
    one = crank(item(reps=2, sets=2, rest_s=20))
    one.until("rest")
    one.say("again")
    assert (one.until("set").set_number, one.last.set.count) == (1, 0)


def test_less_is_fewer_and_gentler_from_now_on() -> None:
    one = crank(item(reps=10), item("shoulder-rolls", reps=5))
    one.until(lambda p: p.set.count == 2)
    told = one.say("less")
    assert (told.set.goal, told.set.count, told.set.praise) == (10, 2, "Less, then: 6 times.")
    assert one.say(None).set.goal == 6
    one.does["set"] = lambda t: slides(t, reach=0.65)  # less than the standard level takes
    one.until("pain")
    assert [e.reps for e in one.events if isinstance(e, Summary)] == [6]
    one.say("none")
    assert one.last.say.startswith("Shoulder rolls: 3 times")


def test_less_of_one_is_a_shorter_hold() -> None:
    one = crank(item("doorway-stretch", reps=1, hold_s=20))
    assert one.run(0.2).say.startswith("Doorway stretch: once, held for 20 seconds.")
    one.say("less")
    assert one.say(None).say.startswith("Doorway stretch: once, held for 12 seconds.")


def test_pause_stops_the_count_and_resume_goes_on_with_it() -> None:
    one = crank(item(reps=3))
    one.until(lambda p: p.set.count == 1)
    one.does["paused"] = slides
    assert one.say("pause").stage == "paused"
    one.run(10)
    assert (one.last.stage, one.last.set.count) == ("paused", 1)
    assert one.say("resume").stage == "set"
    one.until(lambda p: p.set.count == 2)
    assert [e.kind for e in one.events].count("rep") == 2


def test_a_pause_in_the_rest_stops_its_clock() -> None:
    one = crank(item(reps=2, sets=2, rest_s=10))
    one.until("rest")
    one.run(4)
    one.say("pause")
    one.run(20)
    assert one.say("resume").countdown_s == pytest.approx(6, abs=0.3)


@pytest.mark.parametrize("stage", ["intro", "framing", "count-in", "set", "rest", "pain", "summary"])
def test_quit_at_any_time(stage: str) -> None:
    one = crank(item(reps=2, sets=2, rest_s=10))
    one.until(stage)
    one.say("quit")
    assert one.workout.over
    last = one.workout.finish()
    assert (last.stage, last.set.phase) == ("summary", "done")
    kinds = one.kinds() + [e.kind for e in last.events]
    assert kinds.count("summary") >= 1
    assert kinds[-1] in ("summary", "rep")


def test_words_that_mean_nothing_now_do_nothing() -> None:
    one = crank(item(reps=2))
    one.run(1)
    for word in ("resume", "ok", "up", "where-neck", "nonsense", "none"):
        assert one.say(word).stage == "intro"
    one.until("pain")
    for word in ("pause", "again", "less", "timed", "where-neck"):
        assert one.say(word).stage == "pain"


WORDS = ("start", "pause", "resume", "skip", "again", "less", "timed", "quit", "none", "up", "down", "ok", "pain-0",
         "numb", "pain-2", "pain-7", "where-neck", "nonsense")  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_said_whenever_it_stays_a_workout(seed: int) -> None:
    chance = random.Random(seed)
    items = [item(reps=2, sets=2, rest_s=3), item("walking", time_s=5), item("doorway-stretch", reps=1, hold_s=2)]
    one = crank(*chance.sample(items, 3))
    one.does |= {"set": lambda t: None if t % 11 > 8 else slides(t), "paused": lambda t: None if t < 2 else slides(0)}
    for _ in range(900):
        often = chance.random() < 0.05
        shown = one.say(chance.choice(WORDS[: len(WORDS) if chance.random() < 0.1 else 7]) if often else None)
        assert len(shown.choices) <= 4
        assert 1 <= shown.item <= shown.items
        assert 1 <= shown.set_number <= shown.sets
        assert (shown.time_left_s or 0) >= 0
        assert (shown.countdown_s or 0) >= 0
        if one.workout.over:
            break
    one.shown.append(one.workout.finish())
    assert (one.last.stage, one.last.set.phase) == ("summary", "done")
    sums = [event.reps for event in one.events if isinstance(event, Summary)]
    assert len(sums) == len(one.workout.done)
    assert sum(sums) == sum(isinstance(event, Rep | Hold) for event in one.events)


# ---------------------------------------------------------------- away


def test_stepping_out_pauses_and_the_start_pose_resumes() -> None:
    one = crank(item(reps=3), does={"paused": lambda t: None if t < 5 else hanging(t) if t < 8 else slides(0)})
    one.until(lambda p: p.set.count == 1)
    gone_s = one.t_s
    one.does["set"] = lambda t: None
    paused = one.until("paused")
    assert paused.set.t_s - gone_s == pytest.approx(2.0, abs=0.3)
    assert paused.say == "Paused, I can't see you."
    one.does["set"] = slides
    back = one.until("set")
    assert back.set.t_s - paused.set.t_s == pytest.approx(8.6, abs=0.4)
    assert back.set.count == 1
    one.until("pain")
    assert [e.count for e in one.events if isinstance(e, Rep)] == [1, 2, 3]


def test_a_moment_out_of_sight_does_not_pause() -> None:
    one = crank(item(reps=3), does={"set": lambda t: None if 5 < t < 6.5 else slides(t)})
    one.until("pain")
    assert "paused" not in one.stages


# ---------------------------------------------------------------- pain


def test_pain_on_the_scale_by_hand_and_where() -> None:
    one = crank(item(reps=2), item("shoulder-rolls", reps=2))
    asked = one.until("pain")
    assert (asked.say, asked.pain, [c.id for c in asked.choices]) == ("Any pain?", 0, ["none", "up", "numb"])
    one.say("up"), one.say("up"), one.say("up"), one.say("down")
    assert (one.last.lines, one.last.pain) == (("2 of 10: mild",), 2)
    assert [c.id for c in one.last.choices] == ["ok", "up", "down"]
    where = one.say("ok")
    assert (where.stage, where.pain, len(where.choices)) == ("where", None, 4)
    one.say("where-neck")
    pain = next(e for e in one.events if isinstance(e, Pain))
    assert (pain.exercise, pain.level, pain.where) == ("wall-slides", 2, "neck")
    assert one.last.exercise == "shoulder-rolls"
    assert one.last.lines[0] == "Mild discomfort is normal. Leave out what makes it worse."


@pytest.mark.parametrize(
    ("answer", "stops"),
    [("pain-3", False), ("pain-5", False), ("pain-6", True), ("pain-10", True), ("numb", True)],
)
def test_strong_pain_or_numbness_stops_the_workout(answer: str, stops: bool) -> None:
    one = crank(item(reps=2), item("shoulder-rolls", reps=2))
    one.until("pain")
    one.say(answer)
    one.say("where-back")
    assert one.last.stage == ("summary" if stops else "intro")
    if stops:
        assert one.last.say == "Let us stop here for today. Some discomfort is normal, this is more."
        assert any("physician" in line for line in one.last.lines)
        assert [c.id for c in one.last.choices] == ["quit"]
        assert one.say("again").stage == "summary"


def test_more_than_mild_pain_makes_less_of_the_rest() -> None:
    for answer, times in (("pain-3", 10), ("pain-4", 6)):
        one = crank(item(reps=2), item("shoulder-rolls", reps=10))
        one.until("pain")
        one.say(answer)
        one.say("where-back")
        assert f"{times} times" in one.last.say
        assert (one.last.set.praise == "That is more than mild, so there is less of the rest.") == (times == 6)


def test_a_plan_that_stops_sooner_ends_at_its_own_pain() -> None:
    one = Crank(Workout(replace(plan(item(reps=2), item("shoulder-rolls")), stop_at=3)))
    one.until("pain")
    one.say("pain-3")
    assert one.say("skip").stage == "summary"


OPENING = Opening("How did it feel after yesterday: any pain?", plan(item(reps=4)))


@pytest.mark.parametrize(
    ("words", "stage", "goal", "level"),
    [
        (("none",), "intro", 5, 0), (("pain-3", "where-neck"), "intro", 5, 3),
        (("pain-4", "where-neck"), "intro", 4, 4),
        (("pain-6", "where-neck"), "summary", 5, 6), (("numb",), "summary", 5, 0),
        (("skip",), "intro", 5, None),
    ],
)  # fmt: skip
def test_the_day_after_is_asked_about_first(words: tuple[str, ...], stage: str, goal: int, level: int | None) -> None:
    one = Crank(Workout(plan(item(reps=5)), opening=OPENING))
    first = one.say(None)
    assert (first.stage, first.say) == ("pain", "How did it feel after yesterday: any pain?")
    for word in words:
        one.say(word)
    assert one.last.stage == stage
    assert [event.level for event in one.events if isinstance(event, DayAfter)] == [level] * (level is not None)
    if stage == "summary":
        assert one.last.say.startswith("Let us stop here"), "and nothing is said of what was not done"
        assert not any("counted" in line or "saw" in line for line in one.last.lines)
    else:
        assert one.until("set").set.goal == goal


def test_nobody_is_asked_where_nobody_is() -> None:
    assert Crank(Workout(plan(item(reps=5)), attended=False, opening=OPENING)).say(None).stage == "set"


def test_pain_said_in_the_middle_of_a_set_ends_it() -> None:
    one = crank(item(reps=5), item("shoulder-rolls", reps=2))
    one.until(lambda p: p.set.count == 2)
    one.say("pain-6")
    assert one.last.stage == "where"
    one.say("skip")
    assert one.last.stage == "summary"
    assert one.kinds()[-2:] == ["summary", "pain"]
    assert [(e.level, e.where) for e in one.events if isinstance(e, Pain)] == [(6, None)]


def test_nobody_answers() -> None:
    one = crank(item(reps=2), item("shoulder-rolls", reps=2))
    asked = one.until("pain")
    later = one.until("intro")
    assert later.set.t_s - asked.set.t_s == pytest.approx(12, abs=0.2)
    assert "pain" not in one.kinds()


def test_a_scale_that_is_left_alone_says_what_it_shows() -> None:
    one = crank(item(reps=2))
    one.until("pain")
    for _ in range(6):
        one.say("up")
    one.until("summary")
    assert [(e.level, e.where) for e in one.events if isinstance(e, Pain)] == [(6, None)]
    assert one.last.say.startswith("Let us stop here")


# ---------------------------------------------------------------- by the clock


def test_a_walk_is_confirmed_before_it_counts() -> None:
    for answer, kinds in (("start", ["ready", "timed", "summary"]), ("skip", ["ready", "summary"])):
        one = crank(item("walking", time_s=30), does={"set": lambda t: None})
        one.until("set")
        assert one.run(10).countdown_s == pytest.approx(20, abs=0.5)
        asked = one.until("confirm")
        assert (asked.say, [c.id for c in asked.choices]) == ("Did you do it?", ["start", "skip"])
        one.say(answer)
        assert one.kinds() == kinds


def test_a_walk_that_nobody_confirms_does_not_count() -> None:
    one = crank(item("walking", time_s=30), does={"set": lambda t: None})
    one.to_the_end()
    assert one.kinds() == ["ready", "summary"]


def test_a_walk_broken_off_counts_for_as_long_as_it_was() -> None:
    one = crank(item("walking", time_s=100), does={"set": lambda t: None})
    one.until("set")
    one.run(40)
    one.say("skip")
    timed = [e for e in one.events if isinstance(e, Timed)]
    assert [(round(e.seconds), e.completed) for e in timed] == [(40, False)]


def test_the_clock_stands_in_a_pause() -> None:
    one = crank(item("walking", time_s=30), does={"set": lambda t: None})
    one.until("set")
    one.run(10)
    one.say("pause")
    one.run(60)
    assert one.say("resume").countdown_s == pytest.approx(20, abs=0.5)


def test_what_cannot_be_judged_is_offered_by_the_clock() -> None:
    one = crank(item("scapular-squeezes", reps=2, hold_s=5), does={"framing": lambda t: None})
    one.until("framing")
    assert "timed" not in [c.id for c in one.last.choices]
    one.run(7)
    assert "timed" in [c.id for c in one.last.choices]
    one.say("timed")
    assert (one.last.stage, one.last.set.timed) == ("count-in", True)
    one.to_the_end()
    assert [round(e.seconds) for e in one.events if isinstance(e, Timed)] == [5, 5]


# ---------------------------------------------------------------- nobody there


def test_unattended_there_are_only_the_sets() -> None:
    one = crank(item(reps=2, sets=2, rest_s=30), item(reps=1), attended=False)
    one.does["set"] = slides
    one.to_the_end()
    assert one.stages == ["set", "summary"]
    assert one.kinds() == ["ready", *["rep"] * 4, "summary", "ready", "rep", "summary"]
    assert not any(p.choices or p.say for p in one.shown[:-1])


def test_unattended_without_an_end_is_the_bare_set() -> None:
    from bodies import film
    from recorded import run

    from coach.workout.workout import Plan, Workout

    frames = film(slides, 20)
    one = Workout(Plan((item(options=Options(endless=True)),)), attended=False)
    found = [event for frame in frames for event in one.update(frame).events]
    assert [*found, *one.finish().events] == run("wall-slides", frames)


def test_somebody_who_waits_in_the_middle_of_a_set_reads_what_begins_the_next_repetition() -> None:
    lowered = crank(item(reps=3), does={"set": lambda t: slides(t) if t < PERIOD_S else hanging(t)})
    lowered.until("set")
    assert lowered.run(PERIOD_S + 5).say == ""
    late = lowered.run(8)
    assert late.stage == "set"
    assert caption(late) == Caption("hint", "Take the start position")


# ---------------------------------------------------------------- a slow machine, a camera that goes away


@pytest.mark.parametrize(("fps", "number"), [(3.0, "3 pictures"), (0.8, "1 picture"), (6.0, None)])
def test_too_few_pictures_to_judge_by_are_told_with_what_to_do(fps: float, number: str | None) -> None:
    workout = Workout(plan(item(reps=3)))
    shown = [workout.update(frame(k / fps, slides(0)), "start" if k == 0 else None) for k in range(round(24 * fps))]
    guidance = {progress.set.guidance or "" for progress in shown if progress.set.t_s > 18}
    told = {text.split(" a second")[0] for text in guidance if "too few to judge" in text}
    assert told == (set() if number is None else {f"I get only {number}"})


def test_a_camera_that_went_away_is_in_the_summary_as_what_it_was() -> None:
    one = crank(item(reps=3))
    one.until("set")
    one.run(1)
    end = one.workout.finish(ended_by="the camera 0 stopped giving pictures")
    assert (end.stage, end.say) == ("summary", "I counted nothing.")
    assert end.lines == ("the camera 0 stopped giving pictures", "Asked for: 3 times.")


def test_what_comes_next_is_the_next_set_before_the_next_exercise() -> None:
    def told(stage: str, number: int, title: str | None = "Open books") -> str:
        return next_line(progress_of(0.0, "x", stage=stage, set_number=number, sets=3, next_title=title))

    for stage in ("framing", "count-in", "set", "paused", "rest"):
        assert told(stage, 2) == "Next: set 3 of 3"
        assert told(stage, 3) == "Next: Open books"
    assert told("pain", 1) == "Next: Open books"
    assert told("set", 1, None) == "Next: set 2 of 3"
    assert told("set", 3, None) == ""


def test_who_leaves_before_the_first_set_is_not_told_that_nobody_was_seen() -> None:
    def told(picture: Callable[[float], PoseFrame]) -> str:
        workout = Workout(plan(item("wall-slides", reps=2)))
        for k in range(20):
            workout.update(picture(k / 10))
        assert workout.update(picture(2.0)).stage == "intro"
        return workout.finish().say

    assert told(lambda t_s: frame(t_s, hanging(0.0))) == "I counted nothing."
    assert (
        told(lambda t_s: empty_frame(t_s, (640, 480)))
        == "I saw nobody. Is the camera on you, and is there enough light?"
    )

"""A test that listens: real speech over recorded sessions. What is heard, and when, is held against what happened:
every count in its time, one sentence at a time, and no correction that is no longer true."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import pytest
from cranked import Crank, crank, item, slides
from listener import ESPEAK, Heard, Listener
from moments import STANDS, cue, moment, rep, whole
from paths import ROOT
from progress_made import in_a_set
from recorded import clips

from coach.capture.recording import Recording
from coach.counting.session import session_for
from coach.counting.set_session import Options
from coach.definitions.library import Library
from coach.events import Cue, Hold, Partial, Rep
from coach.voice.script import LAST
from coach.wording.numbers import spoken_number
from coach.workout.moments import chapter
from coach.workout.workout_progress import WorkoutProgress

pytestmark = pytest.mark.skipif(ESPEAK is None, reason="espeak-ng is not installed")

CLIPS = {str(clip): clip for folder in ("wall-slides", "shoulder-rolls", "scapular-squeezes") for clip in clips(folder)}
FAULTY = ["wall-slides/mixed", "wall-slides/from-aside", "shoulder-rolls/backward-with-faults",
          "shoulder-rolls/forward-with-faults", "scapular-squeezes/seated"]  # fmt: skip
PLAIN = ["wall-slides/two-partials", "scapular-squeezes/standing"]
SHOWN = ROOT / "exercises" / "demonstrations"
SLACK_S = 0.1  # three frames


@lru_cache(maxsize=2)  # the tests of one clip follow each other
def session(name: str) -> tuple[WorkoutProgress, ...]:
    """What a clip shows, frame by frame."""
    clip = CLIPS[name]
    card = Library().card(clip.truth["exercise"])
    one = session_for(card.exercise, card.poses, Options(hold_s=clip.hold_s, endless=True))
    return tuple(in_a_set(one.update(frame)) for frame in clip.frames())


def said(heard: list[Heard], about: str) -> list[Heard]:
    return [h for h in heard if h.sentence.about == about]


def one_at_a_time(heard: list[Heard]) -> bool:
    return all(before.end_s <= after.begin_s for before, after in itertools.pairwise(heard))


@pytest.mark.parametrize("slowly", [1.0, 3.0])
@pytest.mark.parametrize("name", [*FAULTY, *PLAIN])
def test_a_recorded_session_is_heard_as_it_happened(name: str, slowly: float, tmp_path: Path) -> None:
    run = session(name)
    heard = Listener(tmp_path, slowly=slowly).hear(run)
    events = [event for progress in run for event in progress.events]
    assert heard
    assert one_at_a_time(heard)
    assert all(0.1 < (h.end_s - h.begin_s) / slowly < 6 and not h.cut for h in heard)

    counts = [(e.t_s, spoken_number(e.count)) for e in events if isinstance(e, Rep)]
    for h in said(heard, "count"):  # in order, at most 1.2 s late, none made up
        t_s, word = counts.pop(0)
        while word != h.text and slowly > 1:
            t_s, word = counts.pop(0)
        assert h.text == word
        assert 0 <= h.begin_s - t_s <= 1.2 + SLACK_S
    assert slowly > 1 or counts == []  # and none left out, unless somebody talks very slowly

    onsets = {(e.t_s, e.id) for e in events if isinstance(e, Cue) and e.spoken}
    for h in said(heard, "cue"):
        assert (h.sentence.t_s, h.sentence.topic) in onsets
        assert h.begin_s - h.sentence.t_s <= 2.5 + SLACK_S
        assert h.during.set.cue is not None
        assert (h.during.set.cue.id, h.during.set.cue.put_right) == (h.sentence.topic, False)


@pytest.mark.parametrize("name", FAULTY)
def test_a_true_fault_is_heard_while_it_lasts_and_then_praised(name: str, tmp_path: Path) -> None:
    """The truth beside the recording, not the coach's own events, says when something was wrong."""
    clip = CLIPS[name]
    heard = Listener(tmp_path).hear(session(name))
    exercise = Library().exercise(clip.truth["exercise"])
    rules = {rule.id: rule for rule in exercise.cues}
    # Nothing is corrected before the exercise is seen to be done, and what is over by then is never told.
    seen_s = next(event.t_s for p in session(name) for event in p.events if isinstance(event, Rep | Hold | Partial))
    truly = [f for f in clip.truth["faults"] if f.get("cue") in rules]
    faults = [f for f in truly if f["end_s"] > seen_s + 0.5]  # what is over sooner is only read
    assert [h.sentence.topic for h in said(heard, "cue") if h.sentence.topic in rules] == [f["cue"] for f in faults]
    for fault, h in zip(faults, said(heard, "cue"), strict=True):
        assert h.text == rules[fault["cue"]].say
        assert fault["start_s"] <= h.begin_s <= fault["end_s"]
    for praise in said(heard, "praise"):
        about = next(f for f in truly if rules[f["cue"]].praise == praise.text)
        assert praise.begin_s > about["end_s"]
        assert praise.begin_s - praise.sentence.t_s <= 2.0 + SLACK_S


@pytest.mark.parametrize(("right_s", "heard"), [(1.8, ["one"]), (4.0, ["one", "Elbows up"])])
def test_a_correction_that_had_to_wait_is_heard_only_if_it_is_still_true(
    right_s: float, heard: list[str], tmp_path: Path
) -> None:
    """A slow talker is still counting when the correction comes; it stands on the screen for two seconds longer."""
    run = []
    for k in range(150):
        t_s = k / 30
        standing = replace(STANDS, put_right=t_s >= right_s) if 1.2 <= t_s < right_s + 2 else None
        events = {30: (rep(1),), 36: (cue("Elbows up"),)}.get(k, ())
        run.append(moment(t_s, *events, cue=standing))
    assert [h.text for h in Listener(tmp_path, slowly=4.0).hear(run)] == heard


@pytest.mark.parametrize("slowly", [1.0, 3.0])
def test_holds_are_counted_in_their_seconds(slowly: float, tmp_path: Path) -> None:
    run = session("scapular-squeezes/standing")
    heard = Listener(tmp_path, slowly=slowly).hear(run)
    for h in said(heard, "hold"):
        assert h.during.set.phase == "target"
    numbers = {spoken_number(n): n for n in LAST}
    for h in said(heard, "countdown"):
        left = h.during.set.hold_goal_s - h.during.set.hold_s
        assert numbers[h.text] - 1 < left <= numbers[h.text] + 1e-6
    reached = [
        after.set.t_s for before, after in itertools.pairwise(run)
        if before.set.hold_s < before.set.hold_goal_s <= after.set.hold_s and after.set.phase == "target"
    ]  # fmt: skip
    relaxed = [h.begin_s for h in said(heard, "relax")]
    assert len(relaxed) == len(reached) == 5
    assert all(-SLACK_S <= begin - t_s <= 1.2 + SLACK_S for begin, t_s in zip(relaxed, reached, strict=True))
    if slowly == 1.0:
        one = ["Hold", "two", "one", "Relax"]  # three seconds are asked for in this recording
        assert [h.text for h in heard if h.sentence.about in ("hold", "countdown", "relax")] == 5 * one


@pytest.mark.parametrize(("name", "counts"), [("open-books", ["one", "two", "three"]), ("band-row", [])])
def test_on_the_floor_the_count_is_heard_even_where_little_is_said(
    name: str, counts: list[str], tmp_path: Path
) -> None:
    """Three rounds of the exercise's own demonstration: lying, and standing with the screen in view."""
    card = Library().card(name)
    one = session_for(card.exercise, card.poses, Options(endless=True))
    loop = [frame for _, frame in Recording(SHOWN / f"{name}.npz")]
    period_s = loop[-1].t_s + 1 / 15
    run = [in_a_set(one.update(replace(frame, t_s=frame.t_s + n * period_s))) for n in range(3) for frame in loop]
    assert [h.text for h in said(Listener(tmp_path, "quiet").hear(run), "count")] == counts


@cache
def with_pauses() -> Crank:
    """A real workout, whose person walks off, comes back, skips an instruction and has some pain."""
    one = crank(item(reps=3, sets=2, rest_s=12), item("walking", time_s=20))
    one.run(3.0)
    one.say("start")  # in the middle of the instruction
    one.until("set")
    one.run(6.0)
    one.does["set"] = lambda since_s: None
    one.until("paused")
    one.does["set"] = slides
    one.until("rest")
    one.to_the_end(("up", "ok"))
    return one


@pytest.mark.parametrize("slowly", [1.0, 3.0])
def test_a_workout_with_pauses_and_words_is_heard_in_its_stages(slowly: float, tmp_path: Path) -> None:
    one = with_pauses()
    heard = Listener(tmp_path, slowly=slowly).hear(one.shown)
    assert one_at_a_time(heard)
    for h in said(heard, "stage"):
        assert h.sentence.topic == chapter(h.during)
    assert next(h.text for h in heard if h.cut) == said(heard, "stage")[1 if slowly == 1.0 else 0].text
    reps = [spoken_number(e.count) for e in one.events if isinstance(e, Rep)]
    counts = [h.text for h in said(heard, "count")]
    assert counts == reps if slowly == 1.0 else len(counts) > len(reps) / 2
    for needed in ("Begin", "Paused, I can't see you.", "Go on", "Rest.", "Walking: 20 seconds."):
        assert needed in [h.text for h in heard]
    assert heard[-1].during.stage == "summary"


@pytest.mark.parametrize("talk", ["quiet", "normal", "talkative"])
@pytest.mark.parametrize("slowly", [1.0, 3.0])
def test_a_whole_workout_is_heard_stage_by_stage(talk: str, slowly: float, tmp_path: Path) -> None:
    heard = Listener(tmp_path, talk, "de", slowly).hear(whole(fps=30))
    assert one_at_a_time(heard)
    assert [h.sentence.t_s for h in said(heard, "stage")] == sorted(h.sentence.t_s for h in said(heard, "stage"))
    for h in said(heard, "stage"):
        assert h.sentence.topic == chapter(h.during)
    texts = [h.text for h in heard]
    for needed in ("Begin", "Hold", "Relax", "Rest"):
        assert needed in texts
    if slowly > 1:
        return
    assert texts[-3 if talk != "quiet" else -1] == "Well done"
    assert "Any pain?" in texts
    if talk == "normal":
        assert [h.text for h in said(heard, "count")] == 2 * ["eins", "zwei", "drei"]
        counted = [h.text for h in said(heard, "countdown") if h.sentence.language == "de"]
        assert counted == ["drei", "zwei", "eins"] * (len(counted) // 3)
        assert len(counted) == 3 * (2 + 6 + 1)  # two count-ins, six holds, a rest

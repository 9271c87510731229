"""A word for a state stands in its enum and nowhere else, so that a state that is renamed or misspelt is found."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum

import pytest
from paths import ROOT

from coach.body.side import SIDES, Side
from coach.counting.progress import Reply
from coach.definitions.phase import Phase
from coach.desk.posture import PostureState
from coach.desk.reminders import ReminderReason
from coach.home.button import Deed
from coach.home.home_page import HomePage
from coach.wording import body_parts, postures
from coach.workout.stage import Stage

ENUMS: tuple[type[StrEnum], ...] = (Stage, Phase, Side, PostureState, ReminderReason, Reply, Deed, HomePage)
WORDS = {str(word) for enum in ENUMS for word in enum}
TRANSLATED = {"_", "N_", "plural"}  # what stands in these is a sentence in English

# file -> the words that mean something else there; each of these groups has its reason
_KEYS = {  # names of keys on the keyboard: "quit" is q, escape or the closed window
    "cli/front.py": {"up", "down"},
    "cli/key_words.py": {"quit", "up", "down"},
    "cli/run.py": {"quit"},
    "cli/view.py": {"quit"},
    "cli/replay.py": {"quit", "up", "down"},
    "cli/safety.py": {"quit"},
    "cli/teaching.py": {"up", "down"},
    "home/navigation.py": {"quit"},
    "screen/draw/home_layout.py": {"up", "down"},
    "screen/window.py": {"quit", "up", "down"},
    "terminal/keyboard.py": {"quit", "up", "down"},
    "terminal/terminal.py": {"quit"},
    "wording/keys.py": {"up", "down"},
    "workout/pain.py": {"up", "down", "back"},  # ... and a place where it hurts
}
_YAML = {  # words and keys of the exercise files
    "counting/tuning.py": {"target"},
    "definitions/edited.py": {"target"},
    "definitions/template.py": {"start", "target"},
    "cli/list.py": {"away", "left", "right"},  # `place: away`; and where a column of a table is aligned
    "definitions/definition.py": {"away"},
    "definitions/json_schema.py": {"start", "target", "left", "right", "both", "pain"},
    "workout/prompts.py": {"away"},
}
_WATCH = {  # what is asked of a running watch, and what its status says: words between two processes
    "cli/front_deeds.py": {"paused"},
    "cli/front_facts.py": {"paused"},
    "cli/status_line.py": {"paused"},
    "cli/watch.py": {"pause", "resume"},
    "cli/watch_menu.py": {"paused", "resume", "break"},
    "cli/working_day.py": {"pause", "resume", "skip", "break"},
    "desktop/notifications.py": {"skip"},
    "wording/answers.py": {"skip"},  # ... and became of a reminder
    "desktop/launcher.py": {"start"},  # the name of a file
    "desktop/start_script.py": {"pause"},  # a command of Windows
    "desktop/status_item.py": {"out"},  # a direction, in what the bus is told
    "desktop/do_not_disturb.py": {"paused"},  # a property of another program
    "capture/all_day_camera.py": {"paused"},  # why there is no picture
}
_KINDS = {  # kinds of events, of sentences, of questions
    "events.py": {"start", "ready", "timed", "pain", "summary"},
    "voice/sentence.py": {"done"},
    "voice/script.py": {"done"},
    "voice/tones.py": {"done"},
    "desk/baseline_check.py": {"start", "back"},
    "cli/settings.py": {"set"},  # a command
    "records/damaged.py": {"ok"},  # what SQLite answers
}
_THRESHOLDS = {  # names of levels, which are no phases
    "counting/replayed.py": {"start", "target"},
    "screen/replay_picture.py": {"start", "target", "up", "down"},  # ... and names of keys
}
_COLUMNS = {  # of the history, where a column of a table is aligned, and what a chart leaves out
    "cli/history.py": {"pain", "left", "right"},
    "cli/privacy.py": {"right"},
    "cli/today.py": {"pain", "done"},
    "records/archive.py": {"pain"},
    "records/followed_plan.py": {"pain"},
    "report/charts.py": {"none", "left"},
    "report/sections.py": {"pain"},
}
_FIELDS = {"screen/draw/panels.py": {"set"}, "workout/view_model.py": {"timed"}}  # of a progress, by name
_BELOW = {  # wording knows no enum, the rooms above need it; the tests below hold its keys against them
    "wording/postures.py": {*PostureState, *ReminderReason, "paused"},
    "wording/body_parts.py": set(SIDES),
}
ELSEWHERE = {**_KEYS, **_YAML, **_WATCH, **_KINDS, **_THRESHOLDS, **_COLUMNS, **_FIELDS, **_BELOW}


def state_words(source: str) -> Iterator[tuple[int, str]]:
    """(line, word) of each literal that is the word of a state, but for members of enums and texts to translate."""
    yield from _words(ast.parse(source))


def _words(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Constant) and node.value in WORDS and isinstance(node.value, str):
        yield node.lineno, node.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATED:
        return
    if isinstance(node, ast.ClassDef) and any(isinstance(b, ast.Name) and b.id == "StrEnum" for b in node.bases):
        return
    for child in ast.iter_child_nodes(node):
        yield from _words(child)


def test_no_word_of_a_state_is_a_literal() -> None:
    found = defaultdict(list)
    for path in sorted((ROOT / "coach").rglob("*.py")):
        name = path.relative_to(ROOT / "coach").as_posix()
        for line, word in state_words(path.read_text(encoding="utf-8")):
            if word not in ELSEWHERE.get(name, set()):
                found[name].append((line, word))
    assert dict(found) == {}, "use the member of the enum"


def test_no_exception_is_left_over() -> None:
    for name, words in ELSEWHERE.items():
        source = (ROOT / "coach" / name).read_text(encoding="utf-8")
        assert words == {word for _, word in state_words(source)}, name


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('if stage == "rest": pass', ["rest"]),
        ('LEFT = {"left": 1.0, Side.RIGHT: -1.0}', ["left"]),
        ('def f(side: str = "both") -> None: ...', ["both"]),
        ('match phase:\n    case "out": pass', ["out"]),
        ('say(_("rest"), "rest")', ["rest"]),
        ('class Stage(StrEnum):\n    REST = "rest"', []),
        ("if stage == Stage.REST: pass", []),
        ('"""rest"""\nlabel = plural("rest", "rests", n=2)', ["rest"]),
    ],
)
def test_a_literal_is_found(source: str, found: list[str]) -> None:
    assert [word for _, word in state_words(source)] == found


def test_every_posture_and_every_reminder_has_its_words() -> None:
    assert set(postures._STATES) == {*PostureState, "paused", "starting"}
    assert set(postures._TITLES) == set(ReminderReason)


def test_each_side_of_a_body_has_its_word() -> None:
    assert set(body_parts._SIDES) == set(SIDES)

"""The benchmark of learning: what is shown to it is what the truth says, and its table adds up."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from bodies import Stick, arms, film, reps
from joined import save

from benchmarks.learn import Movement, _stretch, found, main, measured, showing

PEAKS = (1.0, 0.4, 1.0, 1.0, 1.0)
PERIOD_S = 2 * 1.2 + 0.3 + 1.0


def clip(folder: Path, person: str) -> None:
    level, seconds = reps(PEAKS)
    folder.mkdir(parents=True)
    shown = film(lambda t_s: Stick(**arms(elevation=10 + 80 * level(t_s), flexion=5)), seconds, noise_px=0.5)
    save(folder / "recording.npz", shown)
    starts = [1.5 + i * PERIOD_S for i in range(len(PEAKS))]
    told = [
        {"start": s, "peak": s + 1.35, "end": s + 2.7, "side": "both", "completed": p > 0.5, "faults": {}}
        for s, p in zip(starts, PEAKS, strict=True)
    ]
    truth = {"exercise": "lateral_raise", "person": {"name": person}, "reps": told, "faults": []}
    (folder / "truth.json").write_text(json.dumps(truth))


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("people")
    for name in "ab":
        clip(root / name / "lateral_raise-0", name)
    return root


def test_three_complete_repetitions_are_shown_without_what_lies_between(people: Path) -> None:
    one = found([people])[0]
    frames = showing(one)
    assert [round(one.told[i]["start"], 1) for i in (0, 2, 3)] == [1.5, 8.9, 12.6]
    assert frames[-1].t_s - frames[0].t_s == pytest.approx(3 * 2.7 + 3 * 1.0 + 1.0, abs=0.2)
    assert all(one.t_s < other.t_s for one, other in pairwise(frames))


def test_a_stretch_goes_to_the_middle_of_the_rest() -> None:
    told = [{"start": 2.0, "end": 4.0}, {"start": 5.0, "end": 7.0}, {"start": 7.4, "end": 9.0}]
    assert _stretch(told, 1, first=False, last=False) == (4.5, 7.2)
    assert _stretch(told, 1, first=True, last=True) == (4.0, 7.4)


def test_what_one_shows_the_other_is_counted_by(people: Path) -> None:
    movement = measured("lateral_raise", found([people]), 1, 3)
    assert (movement.lessons, movement.of, movement.exact, movement.off) == (1, 1, 1, 0)
    assert Movement(lessons=1, notes=["a"]) + Movement(lessons=2, notes=["b"]) == Movement(lessons=3, notes=["a", "b"])


def test_an_empty_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no clips" in capsys.readouterr().err

"""`coach bench`: what the figures mean, and that they are measured on the real thing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coach.capture.model.store import Model
from coach.cli import bench as module
from coach.cli.bench import Timing, advice, bench, better, lines_of, pick
from coach.cli.model import chosen


def timed(model: str, ms: float) -> Timing:
    """Twenty pictures that come so far apart, most of it to find the body while the last one is judged and drawn."""
    steps = {"read": 0.001, "find": ms / 1000 - 0.001, "judge": 0.001, "draw": 0.002}
    return Timing(model, {step: [s] * 20 for step, s in steps.items()}, [ms / 1000] * 20)


@pytest.mark.parametrize(
    ("models", "said"),
    [
        ([timed("full", 20)], "30 fps with room to spare."),
        ([timed("full", 40), timed("lite", 22)], "Use the lite model"),
        ([timed("full", 100), timed("lite", 50)], "Use the lite model"),
        ([timed("full", 100), timed("lite", 95)], "This machine manages 10 fps."),
        ([timed("full", 40)], "This machine manages 25 fps."),
    ],
)
def test_what_the_figures_mean(models: list[Timing], said: str) -> None:
    assert advice(models).startswith(said)


@pytest.mark.parametrize(
    ("models", "taken"),
    [([timed("full", 20)], "full"), ([timed("full", 40), timed("lite", 22)], "lite"),
     ([timed("full", 100), timed("lite", 95)], "full")],
)  # fmt: skip
def test_the_better_model_is_picked_for_the_camera(
    models: list[Timing],
    taken: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.delenv("COACH_MODEL", raising=False)
    pick(better(models))
    assert ("uses the lite model" in capsys.readouterr().out) is (taken == "lite")
    assert chosen(None) == (Path("lite") if taken == "lite" else None)
    assert chosen(Path("heavy")) == Path("heavy")
    monkeypatch.setenv("COACH_MODEL", "heavy")
    assert chosen(None) is None, "what COACH_MODEL names goes before the settings"


def test_a_machine_that_has_become_fast_gets_the_usual_model_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    pick("lite")
    pick(better([timed("full", 20)]))
    assert "uses the full model" in capsys.readouterr().out


def test_where_the_time_goes_and_how_far_apart_pictures_come_are_told() -> None:
    rows = lines_of(timed("full", 20))
    figures = [float(row.split(" ms")[0].split()[-1]) for row in rows[1:]]
    assert figures == [1.0, 19.0, 1.0, 2.0, 20.0]


def test_it_is_measured_on_the_real_thing(
    model: Model, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "PICTURES", 12)
    monkeypatch.setattr(module, "WARM", 2)
    bench(as_json=True, model=model.path)
    (row,) = json.loads(capsys.readouterr().out)
    assert row["find"] > row["judge"] > 0
    assert row["whole"] > 0.8 * row["find"]  # bodies are found one after the other; both are middle values

"""`coach bench`: what the figures mean, and that they are measured on the real thing."""

from __future__ import annotations

import json

import pytest

from coach.capture.model.store import Model
from coach.cli import bench as module
from coach.cli.bench import Timing, advice, bench, lines_of


def timed(model: str, ms: float) -> Timing:
    """Twenty pictures that take so long each, most of it to find the body."""
    return Timing(
        model, {"read": [0.001] * 20, "find": [ms / 1000 - 0.004] * 20, "judge": [0.001] * 20, "draw": [0.002] * 20}
    )


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


def test_where_the_time_goes_adds_up() -> None:
    rows = lines_of(timed("full", 20))
    figures = [float(row.split(" ms")[0].split()[-1]) for row in rows[1:]]
    assert figures == [1.0, 16.0, 1.0, 2.0, 20.0]


def test_it_is_measured_on_the_real_thing(
    model: Model, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "PICTURES", 12)
    monkeypatch.setattr(module, "WARM", 2)
    bench(as_json=True, model=model.path)
    (row,) = json.loads(capsys.readouterr().out)
    assert row["find"] > row["judge"] > 0
    assert row["whole"] >= row["find"]

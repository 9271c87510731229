"""The camera over a day, by a hand-cranked clock: paused, peeking, taken and given back, asleep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from typing import Any

import numpy as np
import pytest

from coach.capture.all_day_camera import AllDayCamera, Glimpse
from coach.errors import SourceError, SourceLostError

IMAGE = np.zeros((48, 64, 3), np.uint8)


class Time:
    """Seconds that pass only when somebody waits, and a wall clock beside them."""

    def __init__(self) -> None:
        self.s, self.slept_s = 100.0, 0.0

    def clock(self) -> float:
        return self.s

    def wall(self) -> float:
        return 1e9 + self.s + self.slept_s

    def wait(self, seconds: float) -> None:
        self.s += seconds


class Camera:
    """Four pictures a second, each of which takes its time; `script` says what comes instead at which picture."""

    name, live, size, fps = "camera 0", True, (64, 48), 4.0

    def __init__(self, time: Time, script: dict[int, Callable[[], Any]] | None = None) -> None:
        self.time, self.script, self.closed = time, script or {}, False

    def __iter__(self) -> Iterator[tuple[Any, float]]:
        k = 0
        while not self.closed:
            self.time.wait(0.25)
            yield (self.script[k]() if k in self.script else IMAGE), 0.25 * k
            k += 1

    def close(self) -> None:
        self.closed = True

    def __enter__(self) -> Camera:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Bench:
    """An eye, its clock, and every camera that it opened."""

    def __init__(self, peek_s: float | None = None, scripts: list[Any] | None = None) -> None:
        self.time, self.cameras, self._scripts = Time(), [], list(scripts or [])
        self.eye = AllDayCamera(self.open, peek_s, clock=self.time.clock, wall=self.time.wall, wait=self.time.wait)

    def open(self) -> Any:
        script = self._scripts.pop(0) if self._scripts else {}
        if isinstance(script, Exception):
            raise script
        self.cameras.append(Camera(self.time, script))
        return self.cameras[-1]

    def look(self, count: int) -> list[Glimpse]:
        return list(islice(iter(self.eye), count))


def lost() -> Any:
    raise SourceLostError("camera 0 stopped giving pictures")


def test_pictures_are_stamped_from_the_start_of_the_day() -> None:
    assert [g.t_s for g in Bench().look(4)] == [0.25, 0.5, 0.75, 1.0]


def test_a_camera_that_is_not_there_is_told_at_the_start() -> None:
    with pytest.raises(SourceError, match="busy"):
        Bench(scripts=[SourceError("busy")])


def test_paused_is_closed_and_comes_back() -> None:
    bench = Bench()
    looking = iter(bench.eye)
    next(looking)
    bench.eye.paused = True
    assert [next(looking).why for _ in range(4)] == ["paused"] * 4
    assert bench.cameras[0].closed
    assert not bench.eye.open
    bench.eye.paused = False
    assert next(looking).image is IMAGE
    assert len(bench.cameras) == 2
    assert bench.eye.open


def test_taken_and_given_back() -> None:
    bench = Bench(scripts=[{3: lost}, SourceError("busy"), SourceError("busy")])
    seen = bench.look(80)
    whys = [g.why for g in seen]
    assert whys[:4] == ["", "", "", "lost"]
    assert whys[-1] == ""
    lost_for = [g.t_s for g in seen if g.why == "lost"]
    assert lost_for[-1] - lost_for[0] == pytest.approx(2 + 5 + 10, abs=1.5)
    gaps = [b.t_s - a.t_s for a, b in pairwise(seen)]
    assert max(gaps) <= 0.75, "something is told at least twice a second"
    assert seen[3].text == "camera 0 stopped giving pictures"


def test_a_stall_is_told() -> None:
    bench = Bench(scripts=[{k: (lambda: None) for k in (2, 3)}])
    assert [g.why for g in bench.look(5)] == ["", "", "stalled", "stalled", ""]


def test_a_source_that_ends_is_opened_again() -> None:
    bench = Bench()
    looking = iter(bench.eye)
    next(looking)
    bench.cameras[0].closed = True  # its pictures end
    assert next(looking).why == "lost"


def test_peeking_keeps_the_camera_mostly_closed() -> None:
    bench = Bench(peek_s=30.0)
    seen = bench.look(400)
    with_picture = [g for g in seen if g.image is not None]
    assert {g.why for g in seen} == {"", "between"}
    begins = [b.t_s for a, b in pairwise(seen) if a.why == "between" and b.image is not None]
    assert all(29 <= b - a <= 35 for a, b in pairwise(begins))
    assert len(with_picture) * 0.25 < 0.12 * seen[-1].t_s
    assert all(camera.closed for camera in bench.cameras[:-1])


def test_a_peek_goes_on_while_something_changes_but_not_for_ever() -> None:
    bench = Bench(peek_s=30.0)
    bench.eye.busy = True
    seen = bench.look(60)
    first = [g.t_s for g in seen if g.image is not None and g.t_s < 20]
    assert 6.5 <= first[-1] <= 7.5


def test_a_peek_lasts_through_a_calibration_but_not_for_ever() -> None:
    bench = Bench(peek_s=30.0)
    bench.eye.held = True
    seen = bench.look(300)
    first = [g.t_s for g in seen if g.image is not None and g.t_s < 80]
    assert 59.5 <= first[-1] <= 61


def test_a_peek_begins_with_the_first_picture() -> None:
    """The model is loaded meanwhile, or the camera takes its time."""
    bench = Bench(peek_s=30.0)
    bench.time.wait(2.5)
    assert [g.why for g in bench.look(13)] == [""] * 13


def test_somebody_who_wants_to_be_seen_now_waits_for_no_peek() -> None:
    bench = Bench(peek_s=30.0)
    looking = iter(bench.eye)
    while next(looking).why != "between":
        pass
    bench.eye.hurry()
    assert next(looking).image is not None


def test_a_machine_that_slept_is_noticed_and_the_camera_opened_anew() -> None:
    bench = Bench()
    looking = iter(bench.eye)
    next(looking)
    bench.time.slept_s = 3600.0
    assert [next(looking).why for _ in range(3)] == ["woken", "", ""]
    assert len(bench.cameras) == 2


def test_released_by_somebody_who_needs_it_it_is_opened_again() -> None:
    bench = Bench()
    looking = iter(bench.eye)
    next(looking)
    bench.eye.release()
    assert next(looking).image is IMAGE
    assert len(bench.cameras) == 2


def test_close_ends_the_day() -> None:
    bench = Bench()
    looking = iter(bench.eye)
    next(looking)
    bench.eye.close()
    assert list(looking) == []
    assert bench.cameras[0].closed


def test_a_clock_set_back_changes_nothing_and_a_sleep_after_it_is_noticed() -> None:
    bench = Bench()
    looking = iter(bench.eye)
    next(looking)
    bench.time.slept_s -= 7200.0
    assert [next(looking).why for _ in range(4)] == [""] * 4
    bench.time.slept_s += 1800.0
    assert "woken" in [next(looking).why for _ in range(3)]

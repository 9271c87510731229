"""Which pictures are worth judging: the fewest that still tell the truth, by their own times.

One a second while somebody is there, four while something changes, one in two seconds while nobody is there, and when
the picture stands still nothing but the comparison of two small pictures.
"""

from __future__ import annotations

import math

from coach.desk.posture import PostureState

CHANGING_S, CALM_S, EMPTY_S = 0.25, 1.0, 2.0  # changes looked at less often are told wrongly more often
STILL_S = 10.0  # a picture that stands still is judged as seldom as this
MARGIN = 0.15  # of a step: a picture that comes a little early is taken, rather than one that comes much later


class Sampling:
    """Says whether a picture is due. `due()` for each picture, `judged()` after each that was."""

    def __init__(self) -> None:
        self._last_s = -math.inf
        self._step_s = CHANGING_S
        self._empty = False

    @property
    def step_s(self) -> float:
        """Seconds between judged pictures now."""
        return self._step_s

    def due(self, t_s: float, moved: bool | None = None) -> bool:
        """Whether to judge the picture of this time.

        `moved`: whether it has changed since the last judged one; None when there is no picture to tell by.
        """
        since = t_s - self._last_s
        if since < CHANGING_S * (1 - MARGIN):
            return False
        if moved is False:
            return since >= STILL_S
        if moved and self._empty and self._step_s > CALM_S:
            return since >= CALM_S * (1 - MARGIN)  # somebody comes, or a curtain moves
        return since >= self._step_s * (1 - MARGIN)

    def judged(self, t_s: float, state: PostureState, changing: bool) -> None:
        """What the picture of this time showed: the state, and whether another one is in the offing."""
        self._last_s = t_s
        self._empty = state == PostureState.AWAY and not changing
        if changing:
            self._step_s = CHANGING_S
        elif state == PostureState.AWAY:
            self._step_s = EMPTY_S
        else:
            self._step_s = CALM_S

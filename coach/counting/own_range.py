"""How far a person's own whole repetitions go, as a share of the usual way: estimated from everything seen."""

from __future__ import annotations

import math

WHOLE, PART, OTHER = 0.82, 0.14, 0.04  # of the movements in a set, this share goes the whole way, part of it, or else
ALIKE = 0.11  # spread (natural logarithm) of one person's whole repetitions: .04 to .12 in 15 movements of 200 people
ROUGH = 0.25  # ... where the rest wanders, and with it what is taken for the size
PART_WAY, PART_SPREAD = 0.5, 0.14  # 70 that stop half-way, as shares of the same person's whole ones
STEP = 1.03
SHARES = tuple(STEP**i for i in range(-20, 18))  # .55 to 1.65
RARE = 2.5  # nobody is more spreads away from the usual than this; smaller movements are those of sitting about
NEAR = 1.0  # spreads within which two thirds of the whole repetitions lie
KEPT = 12  # the last so many movements are looked at


class OwnRange:
    """Takes the size of each movement, whole or not. `share` is the likeliest size of a whole one, 1 = usual.

    `spread` is how much people differ in this movement (standard deviation of the natural logarithm), 0 where it is the
    same for everybody, and `alike` how much the whole repetitions of one person do. One small movement alone is a half
    one of a usual person; several alike are the whole ones of somebody with a smaller range, and those before count
    after all. A `share` that is known beforehand goes with a spread of 0, and stays.
    """

    def __init__(self, spread: float, alike: float = ALIKE, share: float = 1.0) -> None:
        self.share = share
        self._spread, self._alike = spread, alike
        self._tops: list[float] = []

    def see(self, top: float) -> None:
        """One movement more; `top` in shares of the usual way."""
        if not self._spread or top <= 0:
            return
        self._tops = [*self._tops, top][-KEPT:]
        far = math.exp(RARE * self._spread)
        best = max((s for s in SHARES if 1 / far <= s <= far and self._is_backed(s)), key=self._likely)
        lowest = best if best == 1.0 and self._near(1.0) < 2 else best / STEP
        self.share = min(max(self._settled(best), lowest), best * STEP)

    def _settled(self, share: float) -> float:
        """Between the steps: the mean of those that are whole by this share, drawn towards the usual one."""
        total, weight = 0.0, self._spread**-2
        for top in self._tops:
            whole = self._whole(top / share) / self._chance(top / share) * self._alike**-2
            total, weight = total + whole * math.log(top), weight + whole
        return math.exp(total / weight)

    def forget(self) -> None:
        """What was seen so far was measured wrongly; what was found out stays until there is something better."""
        self._tops.clear()

    def _is_backed(self, share: float) -> bool:
        """More than usual takes one that is whole by it, and less takes two: one alone may be a half one."""
        return share == 1.0 or self._near(share) >= (1 if share > 1.0 else 2)

    def _near(self, share: float) -> int:
        return sum(abs(math.log(top / share)) < NEAR * self._alike for top in self._tops)

    def _likely(self, share: float) -> float:
        prior = -0.5 * (math.log(share) / self._spread) ** 2
        return prior + sum(math.log(self._chance(top / share)) for top in self._tops)

    def _chance(self, way: float) -> float:
        """Of a movement that goes this share of a person's own whole way."""
        return self._whole(way) + PART * _bell(way, PART_WAY, PART_SPREAD) + OTHER

    def _whole(self, way: float) -> float:
        return WHOLE * _bell(math.log(way), 0.0, self._alike)


def _bell(x: float, mean: float, spread: float) -> float:
    return math.exp(-0.5 * ((x - mean) / spread) ** 2) / spread

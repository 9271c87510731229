"""A history that nobody lived: years of daily use, with clock changes, journeys and days without exercise.

python -m benchmarks.made_history FILE [--years 10] [--until 2026-11-28] [--seed 1]
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from coach.definitions.content_hash import content_hash, content_of
from coach.definitions.library import Card, Library
from coach.events import Event, Hold, Moved, Partial, Rep, Summary
from coach.records.history import History, SetBegun

HOME = ZoneInfo("Europe/Berlin")
AWAY = (ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu"), ZoneInfo("Australia/Lord_Howe"))
TOGETHER_DAYS = 30  # are written in one go
MORNING = ("shoulder-rolls", "scapular-squeezes", "neck-side-bend", "wall-slides")
STRENGTH = ("band-row", "lateral-raises", "face-pull")
UNITS = {  # the measure that each is judged by, its unit, and how far people go
    "shoulder-rolls": ("shoulder_rise", "sw", 0.16), "scapular-squeezes": ("shoulder_width", "sw", 0.06),
    "neck-side-bend": ("head_tilt", "deg", 24.0), "wall-slides": ("arm_elevation", "deg", 62.0),
    "band-row": ("near_elbow_flexion", "deg", 70.0), "lateral-raises": ("arm_elevation", "deg", 66.0),
    "face-pull": ("elbow_flexion_3d", "deg", 60.0),
}  # fmt: skip
CUES = {"wall-slides": "uneven-arms", "scapular-squeezes": "shrugging", "lateral-raises": "too-high"}
ANSWERS = ("sat-up", "sat-up", "sat-up", "drill", "snooze", "fine", None)


def zone_on(day: date) -> ZoneInfo:
    """Two weeks of each year are spent elsewhere."""
    elsewhere = day.isocalendar().week in (20, 21)
    return AWAY[day.year % len(AWAY)] if elsewhere else HOME


def days_of(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


class MadeHistory:
    """Writes days into a history. `grown` goes from 0 on the first day to 1 on the last: range and posture improve."""

    def __init__(self, history: History, seed: int = 1) -> None:
        self._history, self._random = history, random.Random(seed)
        library = Library()
        self._cards = {name: library.card(name) for name in (*MORNING, *STRENGTH)}
        self._contents = {name: content_of(card.exercise, card.poses) for name, card in self._cards.items()}

    def live(self, first: date, last: date, *, all_day: bool = True) -> None:
        """Write all days of this span. `all_day`: with the watch running."""
        days = list(days_of(first, last))
        for at in range(0, len(days), TOGETHER_DAYS):
            with self._history.transaction():
                for number, day in enumerate(days[at : at + TOGETHER_DAYS], start=at):
                    self._live_day(day, number / max(1, len(days) - 1), all_day)

    def _live_day(self, day: date, grown: float, all_day: bool) -> None:
        chance, zone = self._random, zone_on(day)
        if chance.random() < 0.85:
            self._exercise(datetime.combine(day, time(8, chance.randrange(60)), zone), MORNING, grown)
        if day.weekday() in (1, 4) and chance.random() < 0.8:
            self._exercise(datetime.combine(day, time(18, chance.randrange(60)), zone), STRENGTH, grown)
        if all_day and day.weekday() < 5:
            self._sit(day, zone, grown)

    def _exercise(self, at: datetime, names: tuple[str, ...], grown: float) -> None:
        program = "desk-break" if names == MORNING else None
        workout = self._history.begin_workout(at, program, names)
        for name in names:
            sets = []
            for number in (1, 2):
                content = self._contents[name]
                begun = SetBegun(
                    exercise=name, workout=workout, number=number, goal=10, hold_goal_s=0.0,
                    definition=(content_hash(content), content),
                )  # fmt: skip
                at += timedelta(minutes=2)
                sets.append(self._history.add_set(at, begun, self._events(self._cards[name], grown)))
            pain = max(0, round(self._random.gauss(3.2 - 2.6 * grown, 0.8)))
            self._history.set_pain(sets, pain, "neck" if pain else None)

    def _events(self, card: Card, grown: float) -> list[Event]:
        name, chance, found = card.exercise.id, self._random, list[Event]()
        measure, unit, usual = UNITS[name]
        sides = ("left", "right") if getattr(card.exercise, "sides", "both") == "each" else ("both",)
        t_s, reps, partials, held_s = 5.0, 0, 0, 0.0
        for number in range(10):
            side = sides[number % len(sides)]
            way = min(1.3, chance.gauss(0.85 + 0.2 * grown, 0.07))
            out_s = chance.gauss(2.6 + 0.8 * grown, 0.3)
            hold = max(0.0, chance.gauss(card.exercise.dose.hold_s, 0.3)) if card.exercise.dose.hold_s else 0.0
            uneven = 0.0 if side != "both" or unit != "deg" else 5.0 * (1 - 0.6 * grown)
            if side == "right":
                way *= 0.9 + 0.07 * grown
            amount = way * usual
            moved = Moved(
                measure, unit, amount, *((amount + uneven / 2, amount - uneven / 2) if uneven else (None, None))
            )
            end_s = t_s + out_s + hold
            how = {"t_s": end_s, "start_s": t_s, "peak_s": t_s + out_s / 2, "end_s": end_s, "side": side,
                   "direction": "backward" if name == "shoulder-rolls" else None, "range": way, "held_s": hold,
                   "moved": moved}  # fmt: skip
            if chance.random() < 0.16 - 0.12 * grown:
                found.append(Partial(missing=(measure,), **how))  # type: ignore[arg-type]
                partials += 1
            elif getattr(card.exercise, "kind", "") == "hold":
                found.append(Hold(t_s=end_s, start_s=t_s, end_s=end_s, seconds=hold, side=side, moved=moved))
                reps, held_s = reps + 1, held_s + hold
            else:
                reps, held_s = reps + 1, held_s + hold
                found.append(Rep(count=reps, **how))  # type: ignore[arg-type]
            t_s = end_s + 1.0
        times = round(chance.uniform(0, 4 * (1 - grown) + 0.6))
        cues = {CUES[name]: times} if name in CUES and times else {}
        by_side = dict.fromkeys(sides, reps)
        found.append(
            Summary(t_s=t_s, reps=reps, partials=partials, hold_s=held_s, by_side=by_side, cues=cues, seen=0.98)
        )
        return found

    def _sit(self, day: date, zone: ZoneInfo, grown: float) -> None:
        """From nine to six, with an hour at noon; tired in the afternoon, and upright more often as time goes by."""
        chance = self._random
        for hour in (9, 10, 11, 12, 14, 15, 16, 17):
            tired = 0.015 * (hour - 9) + (0.08 if hour >= 14 else 0.0)
            upright = min(0.95, max(0.1, chance.gauss(0.58 + 0.24 * grown - tired, 0.08)))
            there_s = chance.uniform(2600, 3500)
            at = datetime.combine(day, time(hour, 30), zone)
            self._history.add_posture(at, {
                "upright": there_s * upright, "slouch": there_s * (1 - upright) * 0.6,
                "forward_head": there_s * (1 - upright) * 0.3, "lean_left": there_s * (1 - upright) * 0.1,
                "away": 3600 - there_s,
            })  # fmt: skip
            for number in range(chance.randrange(3)):
                reason = "break" if number == 2 else "slouch"
                given = self._history.add_reminder(at + timedelta(minutes=number), reason, 30.0)
                answer = chance.choice(ANSWERS)
                if answer is not None:
                    self._history.answer(given, answer)


def main() -> None:
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("file", type=Path)
    words.add_argument("--years", type=float, default=10.0)
    words.add_argument("--until", type=date.fromisoformat, default=date(2026, 11, 28))
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    with History(asked.file) as history:
        MadeHistory(history, asked.seed).live(asked.until - timedelta(days=round(365.25 * asked.years)), asked.until)
    print(f"{asked.file}: {asked.file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

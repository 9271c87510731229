"""The parts of the report, each a few charts with the numbers under them. A part without data is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coach.body.side import Side
from coach.desk.posture import PostureState
from coach.records.practice import UNSEEN, ExerciseDay, PostureHours, RangeDay, week_of
from coach.report import charts, findings
from coach.report.change import Change, Trend, change_of
from coach.report.charts import Pair
from coach.report.contents import Contents, all_days, all_weeks, pain_change, pain_of, weekly
from coach.report.measuring_error import CUES, SECONDS, error_of
from coach.wording import dates, durations, units
from coach.wording.catalogue import N_, _

MOST_RANGES = 6  # exercises; more charts than that nobody looks at
MOST_ROWS = 8
MOST_DAYS = 130  # bars: more of them are drawn as weeks
LEAST_S = 600.0  # ten minutes at the desk are the least that an hour's share is made from
HEEDED = ("sat-up", "drill")
THEN_AND_NOW = (N_("at first"), N_("lately"))


@dataclass(frozen=True)
class NumberTable:
    """The numbers of a chart, for screen readers and for whoever wants them."""

    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class ReportFigure:
    """A chart: its finding as the title, what is drawn, the drawing, its numbers."""

    title: str
    about: str
    svg: str
    table: NumberTable


@dataclass(frozen=True)
class ReportSection:
    """Charts about one thing."""

    name: str
    heading: str
    figures: Sequence[ReportFigure]


def sections_of(contents: Contents) -> list[ReportSection]:
    """All parts for which there is something to show."""
    made = [
        ReportSection("practice", _("What you did"), list(_practice(contents))),
        ReportSection("range", _("How far you go"), list(_ranges(contents))),
        ReportSection("sides", _("Left and right"), list(_sides(contents))),
        ReportSection("form", _("How you move"), [*_tempo(contents), *_cues(contents)]),
        ReportSection("posture", _("At your desk"), [*_hours(contents), *_weekdays(contents), *_reminders(contents)]),
        ReportSection("pain", _("Pain and load"), list(_pain(contents))),
    ]
    return [section for section in made if section.figures]


# ---------------------------------------------------------------- exercise


def _practice(contents: Contents) -> Iterable[ReportFigure]:
    if not contents.days:
        return
    span = contents.span
    done, reps = {one.day for one in contents.days}, sum(one.reps for one in contents.days)
    by_week = span.days > MOST_DAYS
    times = all_weeks(span) if by_week else all_days(span)
    counts = _summed(contents.days, by_week, "reps")
    values = [counts.get(one, 0.0) for one in times]
    when = _("week") if by_week else _("day")
    yield ReportFigure(
        findings.practice(len(done), contents.lived_days, reps), _("Complete repetitions by {when}", when=when),
        charts.bars(times, values, _("repetitions"), _("Repetitions by {when}", when=when)),
        _by_time(times, values, when, _("Repetitions")),
    )  # fmt: skip
    held = _summed(contents.days, by_week, "hold_s")
    if any(held.values()):
        minutes = [held.get(one, 0.0) / 60 for one in times]
        yield ReportFigure(
            _("You held for {duration} in all", duration=durations.in_words(60 * sum(minutes))),
            _("Minutes held by {when}", when=when),
            charts.bars(times, minutes, _("minutes"), _("Minutes held by {when}", when=when), whole=False),
            _by_time(times, minutes, when, _("Minutes")),
        )  # fmt: skip


def _summed(days: Sequence[ExerciseDay], by_week: bool, name: str) -> dict[date, float]:
    found: dict[date, float] = {}
    for one in days:
        time = week_of(one.day) if by_week else one.day
        found[time] = found.get(time, 0.0) + getattr(one, name)
    return found


def _ranges(contents: Contents) -> Iterable[ReportFigure]:
    for exercise in contents.favourites(MOST_RANGES):
        rows = contents.ranges_of(exercise)
        if not rows:
            continue
        unit, measure = rows[-1].unit or "1", rows[-1].measure or ""
        by_week, error = weekly(rows, _moved, _number), error_of(measure, unit)
        change = change_of(by_week, error)
        base = change.now if change.trend == Trend.EARLY else change.then
        scale = units.shown(1.0, unit)
        title = contents.titles.exercise(exercise)
        about = _(
            "Mean range of a repetition by week, in {unit}; within the band of ±{error} nothing counts as a change",
            unit=units.name(unit), error=units.in_short(error, unit),
        )  # fmt: skip
        weeks, values = list(by_week), [value * scale for value in by_week.values()]
        yield ReportFigure(
            findings.range_of(title, change, unit), about,
            charts.line_with_band(weeks, values, units.name(unit), title, base * scale, error * scale),
            NumberTable(
                (_("Week from"), _("Range")),
                [(_date(week), units.in_short(value, unit)) for week, value in by_week.items()],
            ),
        )  # fmt: skip


def _sides(contents: Contents) -> Iterable[ReportFigure]:
    """One chart for each unit, because degrees and shoulder widths share no axis."""
    found: dict[str, list[tuple[Pair, float]]] = {}
    # Of three exercises about one has sides that can be compared.
    for exercise in contents.favourites(3 * MOST_ROWS):
        rows = contents.ranges_of(exercise)
        left, right = side_means(rows)
        if rows and left is not None and right is not None:
            unit = rows[-1].unit or "1"
            scale = units.shown(1.0, unit)
            pair = Pair(contents.titles.exercise(exercise), left * scale, right * scale)
            found.setdefault(unit, []).append((pair, error_of(rows[-1].measure or "", unit) * scale))
    for unit, pairs in found.items():
        shown = pairs[:MOST_ROWS]
        yield ReportFigure(
            _sides_finding(shown, unit),
            _("Mean range of each side, in {unit}; closer than the measuring error is even", unit=units.name(unit)),
            charts.dumbbells(
                [pair for pair, _error in shown], units.name(unit), _("Left and right"), (_("left"), _("right"))
            ),
            NumberTable(
                (_("Exercise"), _("Left"), _("Right"), _("Measuring error")),
                [(p.name, _number_of(p.first), _number_of(p.second), f"±{_number_of(error)}") for p, error in shown],
            ),
        )  # fmt: skip


def _sides_finding(pairs: Sequence[tuple[Pair, float]], unit: str) -> str:
    """The pairs are in shown units; the finding takes them as they are measured."""
    scale = units.shown(1.0, unit)
    plain = [(Pair(p.name, (p.first or 0) / scale, (p.second or 0) / scale), error / scale) for p, error in pairs]
    return findings.sides(plain, unit)


def side_means(rows: Sequence[RangeDay]) -> tuple[float | None, float | None]:
    """How far the left and the right go in the mean, None where one of them was not seen or there is only one."""
    left = _mean([(one.moved, one.number) for one in rows if one.side == Side.LEFT])
    right = _mean([(one.moved, one.number) for one in rows if one.side == Side.RIGHT])
    if left is None and right is None:
        both = [one for one in rows if one.left is not None and one.right is not None]
        return _mean([(one.left, one.number) for one in both]), _mean([(one.right, one.number) for one in both])
    return left, right


def _tempo(contents: Contents) -> Iterable[ReportFigure]:
    pairs, changes = [], []
    for exercise in contents.favourites(MOST_ROWS):
        rows = [one for one in contents.ranges if one.exercise == exercise and one.out_s is not None]
        change = change_of(weekly(rows, lambda one: one.out_s, _number), SECONDS)
        if rows:
            pairs.append(_then_and_now(contents.titles.exercise(exercise), change))
            changes.append(change)
    if not pairs:
        return
    yield ReportFigure(
        findings.tempo(_of_all(changes, SECONDS)), _("Seconds of a repetition, without its hold"),
        charts.dumbbells(pairs, _("seconds"), _("Tempo"), _both(THEN_AND_NOW)), _pair_table(pairs, _("Exercise"), 1),
    )  # fmt: skip


def _cues(contents: Contents) -> Iterable[ReportFigure]:
    """Corrections for each ten tries, the most frequent first."""
    tries: dict[tuple[str, date], int] = {}
    for day in contents.days:
        tries[day.exercise, day.day] = day.reps + day.partials
    times: dict[tuple[str, str], int] = {}
    for cue in contents.cues:
        times[cue.exercise, cue.cue] = times.get((cue.exercise, cue.cue), 0) + cue.times
    pairs, changes = [], []
    for exercise, name in sorted(times, key=lambda key: -times[key])[:MOST_ROWS]:
        by_day = {one.day: one.times for one in contents.cues if (one.exercise, one.cue) == (exercise, name)}
        days = [day for day in contents.days if day.exercise == exercise and tries[exercise, day.day]]
        by_week = weekly(
            days, lambda day, by_day=by_day: 10 * by_day.get(day.day, 0) / (day.reps + day.partials),  # type: ignore[misc]
            lambda day: day.reps + day.partials,
        )  # fmt: skip
        change = change_of(by_week, CUES)
        pairs.append(_then_and_now(contents.titles.cue(exercise, name), change))
        changes.append(change)
    if not pairs:
        return
    rarer, more = (sum(change.trend == trend for change in changes) for trend in (Trend.LESS, Trend.MORE))
    yield ReportFigure(
        findings.cues(rarer, more, len(pairs)), _("How often a correction came in ten repetitions"),
        charts.dumbbells(pairs, _("times in ten repetitions"), _("Corrections"), _both(THEN_AND_NOW)),
        _pair_table(pairs, _("Correction"), 1),
    )  # fmt: skip


# ---------------------------------------------------------------- the desk


def _hours(contents: Contents) -> Iterable[ReportFigure]:
    shares = _upright([(one.hour, one) for one in contents.posture])
    if not shares:
        return
    best, worst = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
    hours = range(min(shares), max(shares) + 1)
    values = _percents(shares, hours)
    yield ReportFigure(
        findings.by_hour(best, worst, shares[best], shares[worst]),
        _("Share of the time at your desk that you sat upright, by hour of the day"),
        charts.named_bars([str(hour) for hour in hours], values, _("% upright"), _("Upright by hour of the day")),
        NumberTable((_("Hour"), _("Upright")), [(f"{hour}:00", _share(shares[hour])) for hour in sorted(shares)]),
    )  # fmt: skip


def _weekdays(contents: Contents) -> Iterable[ReportFigure]:
    shares = _upright([(one.weekday, one) for one in contents.posture])
    if not shares:
        return
    best, worst = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
    values = _percents(shares, range(7))
    names = [dates.short_weekday(day) for day in range(7)]
    yield ReportFigure(
        findings.by_weekday(best, worst, shares[best], shares[worst]) if len(shares) > 1 else
        _("You sat upright for {share} of the time", share=_share(shares[best])),
        _("Share of the time at your desk that you sat upright, by weekday"),
        charts.named_bars(names, values, _("% upright"), _("Upright by weekday")),
        NumberTable((_("Day"), _("Upright")), [(dates.weekday(day), _share(shares[day])) for day in sorted(shares)]),
    )  # fmt: skip


def _percents(shares: Mapping[int, float], keys: Iterable[int]) -> list[float | None]:
    return [100 * shares[key] if key in shares else None for key in keys]


def _upright(found: Iterable[tuple[int, PostureHours]]) -> dict[int, float]:
    """Hour or weekday -> share upright of the time in which a posture was seen."""
    there: dict[int, float] = {}
    upright: dict[int, float] = {}
    for key, one in found:
        if one.state not in UNSEEN:
            there[key] = there.get(key, 0.0) + one.seconds
            upright[key] = upright.get(key, 0.0) + one.seconds * (one.state == PostureState.UPRIGHT)
    return {key: upright[key] / seconds for key, seconds in there.items() if seconds >= LEAST_S}


def upright_share(contents: Contents) -> float | None:
    """Of the whole span; None where nobody was watched."""
    return _upright([(0, one) for one in contents.posture]).get(0)


def _reminders(contents: Contents) -> Iterable[ReportFigure]:
    by_answer: dict[str | None, int] = {}
    for one in contents.answers:
        by_answer[one.answer] = by_answer.get(one.answer, 0) + one.number
    if not by_answer:
        return
    words = sorted(by_answer, key=lambda word: -by_answer[word])
    names, values = findings.answer_names(words), [float(by_answer[word]) for word in words]
    heeded = sum(by_answer.get(word, 0) for word in HEEDED)
    yield ReportFigure(
        findings.reminders(sum(by_answer.values()), heeded), _("What became of the reminders"),
        charts.rows(names, values, _("reminders"), _("Reminders and their answers")),
        NumberTable((_("Answer"), _("Reminders")), [(n, f"{v:.0f}") for n, v in zip(names, values, strict=True)]),
    )  # fmt: skip


# ---------------------------------------------------------------- pain


def _pain(contents: Contents) -> Iterable[ReportFigure]:
    by_week = weekly(contents.days, pain_of, lambda day: 1.0)
    if not by_week:
        return
    weeks = all_weeks(contents.span) or [week_of(contents.span.first)]
    load = _summed(contents.days, True, "reps")
    pain = [by_week.get(week) for week in weeks]
    reps = [load.get(week, 0.0) for week in weeks]
    label, units_of = _("Pain and repetitions by week"), (_("pain, 0 to 10"), _("repetitions"))
    yield ReportFigure(
        findings.pain(pain_change(contents)),
        _("Pain that you named after exercise (mean of each day's worst), above the repetitions of that week"),
        charts.above_each_other(weeks, pain, reps, units_of, label),
        NumberTable(
            (_("Week from"), _("Pain"), _("Repetitions")),
            [(_date(w), _number_of(p), f"{r:.0f}") for w, p, r in zip(weeks, pain, reps, strict=True)],
        ),
    )  # fmt: skip


# ---------------------------------------------------------------- small things


def _moved(row: RangeDay) -> float | None:
    return row.moved


def _number(row: RangeDay) -> float:
    return row.number


def _mean(values: Sequence[tuple[float | None, int]]) -> float | None:
    seen = [(value, weight) for value, weight in values if value is not None]
    total = sum(weight for _value, weight in seen)
    return sum(value * weight for value, weight in seen) / total if total else None


def _of_all(changes: Sequence[Change], error: float) -> Change:
    """The mean of several changes; those that are too early to tell only where all are."""
    told = [change for change in changes if change.trend != Trend.EARLY] or changes
    return Change(sum(one.then for one in told) / len(told), sum(one.now for one in told) / len(told), error)


def _then_and_now(name: str, change: Change) -> Pair:
    return Pair(name, None if change.trend == Trend.EARLY else change.then, change.now)


def _pair_table(pairs: Sequence[Pair], what: str, digits: int) -> NumberTable:
    then, now = _both(THEN_AND_NOW)
    rows = [(pair.name, _number_of(pair.first, digits), _number_of(pair.second, digits)) for pair in pairs]
    return NumberTable((what, then, now), rows)


def _by_time(times: Sequence[date], values: Sequence[float], when: str, what: str) -> NumberTable:
    rows = [(_date(time), f"{value:.0f}") for time, value in zip(times, values, strict=True) if value]
    return NumberTable((when.capitalize(), what), rows)


def _both(names: tuple[str, str]) -> tuple[str, str]:
    return _(names[0]), _(names[1])


def _date(day: date) -> str:
    return dates.in_full(day.day, day.month, day.year)


def _number_of(value: float | None, digits: int = 1) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _share(share: float) -> str:
    return _("{number} %", number=f"{100 * share:.0f}")

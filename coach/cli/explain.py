"""`coach explain`: why a repetition in a recording was counted or not, and a correction given or not."""

from __future__ import annotations

import json
import math
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli import options
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.frames import bundle_for, opened, tracked
from coach.cli.open_library import names_like, open_library
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from coach.counting.explanation import Explainer, Explanation
    from coach.counting.session import Session


def explain(
    exercise: Annotated[
        str,
        typer.Argument(
            metavar="EXERCISE", help="An exercise (see `coach list`), or a YAML file.", autocompletion=names_like
        ),
    ],
    file: Annotated[str, typer.Argument(metavar="FILE", help="A recording (.npz) or a video file.")],
    at: Annotated[
        float | None,
        typer.Option(
            parser=options.number(0, options.DAY_S),
            metavar="SECONDS",
            help="The moment to explain, counted from the beginning of the file.",
        ),
    ] = None,
    rep: Annotated[
        int | None,
        typer.Option(
            parser=options.whole_number(1, 10_000),
            metavar="NUMBER",
            help="The repetition to explain: 1 is the first, partial ones count too.",
        ),
    ] = None,
    hold: Annotated[
        float | None, typer.Option(parser=options.number(0, 3600), metavar="SECONDS", help="How long to hold.")
    ] = None,
    level: options.LevelOption = None,
    as_json: options.JsonOption = False,
    model: options.ModelOption = None,
) -> None:
    """Explain why a repetition was or was not counted."""
    if (at is None) == (rep is None):
        raise typer.BadParameter(_("name a moment or a repetition: --at 12.5 or --rep 4"), param_hint="--at")
    session = session_of(exercise, hold, level)
    explainer = _watched(session, file, model)
    found = _at(explainer, at) if at is not None else _nth(explainer, rep or 1)
    show_explanation(found, as_json=as_json)


def show_explanation(found: Explanation, *, as_json: bool) -> None:
    """Print it: words first and then numbers, or one JSON object."""
    from coach.workout.explained import lines_of

    print(json.dumps(_plain(found)) if as_json else "\n".join(lines_of(found)))


def session_of(name: str, hold_s: float | None, level: options.Level | None) -> Session:
    """A set of that exercise to the end of the file. Raises CommandError for what is only timed."""
    from coach.counting.session import Session, session_for
    from coach.counting.set_session import Options
    from coach.definitions.library import Card

    card = open_library().find(name)
    wanted = Options(hold_s=hold_s, level=level or options.Level.standard, endless=True)
    session = session_for(card.exercise, card.poses, wanted) if isinstance(card, Card) else None
    if not isinstance(session, Session):
        raise CommandError(USAGE, _("{name} is not counted, so there is nothing to explain.", name=repr(name)))
    return session


def _watched(session: Session, file: str, model: Path | None) -> Explainer:
    """The whole file through the session, looked on at. Raises SourceError, ModelError."""
    from coach.counting.explanation import Explainer

    explainer = Explainer(session.exercise, session.hold_s)
    source = opened(file)
    with ExitStack() as stack:
        stack.callback(source.close)
        for _image, frame in tracked(stack, source, bundle_for(source, model), paced=False):
            progress = session.update(frame)
            explainer.note(session.judgement, progress.events)
    explainer.note(None, session.finish().events)
    return explainer


def _at(explainer: Explainer, at_s: float) -> Explanation:
    try:
        return explainer.explain(at_s)
    except ValueError:
        last_s = 0.0 if math.isnan(explainer.last_s) else explainer.last_s
        text = _("There is nothing at {at} s: the file ends at {last} s.", at=f"{at_s:g}", last=f"{last_s:.1f}")
        raise CommandError(USAGE, text) from None


def _nth(explainer: Explainer, number: int) -> Explanation:
    told = explainer.repetitions
    if number > len(told):
        raise CommandError(
            USAGE,
            _(
                "There is no repetition {number}: {told} were found, complete or partial. "
                "`--at` explains a moment without one.",
                number=number,
                told=len(told),
            ),
        )
    return explainer.explain_repetition(told[number - 1])


def _plain(value: Any) -> Any:
    """As JSON has it: events as everywhere, numbers rounded, null for what was not seen."""
    from dataclasses import fields, is_dataclass

    from pydantic import BaseModel

    from coach.events import Event

    if isinstance(value, Event):
        return value.as_json()
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_defaults=True)
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float):
        return round(value, 3) if math.isfinite(value) else None
    return value

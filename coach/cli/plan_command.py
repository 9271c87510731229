"""`coach plan`: shows the plan that is followed, begins another one, checks the file of one, and ends it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli import options
from coach.cli.check import check_files
from coach.cli.console import table_width
from coach.cli.folders import coach_home
from coach.cli.open_library import open_library
from coach.cli.plain_help import PlainCommand, PlainGroup
from coach.wording.catalogue import _, plural

if TYPE_CHECKING:
    from coach.definitions.prescription import Prescription
    from coach.records.followed_plan import FollowedPlan, PlanLine

WIDEST = 100  # columns of a paragraph; longer lines are hard to follow

plan_app = typer.Typer(
    cls=PlainGroup, help="Follow a plan: what is due, and which rule applies.", rich_markup_mode=None
)


@plan_app.callback(invoke_without_command=True)
def plan(context: typer.Context, as_json: options.JsonOption = False) -> None:
    if context.invoked_subcommand is None:
        show_plan(as_json=as_json)


@plan_app.command("use", cls=PlainCommand)
def use_plan(
    name: Annotated[
        str,
        typer.Argument(
            metavar="PLAN", help="A plan that comes with the coach, or a YAML file from your physiotherapist."
        ),
    ],
) -> None:
    """Begin a plan today, in the place of the one before."""
    begin_plan(name)


@plan_app.command("check", cls=PlainCommand)
def check_plan(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="The files to check (YAML).")],
) -> None:
    """Find the mistakes in plan files."""
    check_files(files)


@plan_app.command("stop", cls=PlainCommand)
def stop_plan() -> None:
    """End the plan. What you did stays in your history."""
    end_plan()


def begin_plan(name: str) -> None:
    """Follow a plan from today on and print it. Raises UnknownNameError, DefinitionError, CommandError."""
    if (found := follow(name)) is not None:
        print("\n".join(_wrapped(plan_lines(found))))


def follow(name: str) -> FollowedPlan | None:
    """Follow a plan from today on; "" = none. Raises UnknownNameError, DefinitionError, CommandError."""
    from coach.cli.kept import kept
    from coach.definitions.document import text_of
    from coach.records.clock import now
    from coach.records.followed_plan import followed_plan

    library = open_library()
    card = library.plan(name) if name else None
    with kept(coach_home() / "history.db") as history:
        if card is None:
            history.end_plan(now())
        else:
            history.begin_plan(now(), card.prescription.id, str(card.path.absolute()), text_of(card.path))
        return followed_plan(history, now().date(), library)


def end_plan() -> None:
    """Follow no plan any longer. Raises CommandError."""
    from coach.cli.kept import kept
    from coach.records.clock import now

    with kept(coach_home() / "history.db") as history:
        there = history.plan() is not None
        history.end_plan(now())
    print(_("The plan has ended. What you did is still in your history.") if there else _("You follow no plan."))


def show_plan(*, as_json: bool) -> None:
    """Print the plan that is followed, or those that there are. Raises DefinitionError, CommandError."""
    from coach.cli.kept import kept
    from coach.records.clock import now
    from coach.records.followed_plan import followed_plan

    library = open_library()
    with kept(coach_home() / "history.db") as history:
        found = followed_plan(history, now().date(), library)
    if as_json:
        print(json.dumps(plan_json(found) if found is not None else {"plan": None}))
    elif found is not None:
        print("\n".join(_wrapped(plan_lines(found))))
    else:
        print("\n".join(_wrapped(_offered(library.plans()))))


def plan_lines(plan: FollowedPlan) -> Iterator[str]:
    """The whole plan for people, a paragraph an item; what is indented belongs to the line above."""
    from coach.plans.rules_in_words import paragraphs, rules

    prescription = plan.card.prescription
    yield prescription.title
    yield plan.week_in_words
    yield ""
    if plan.is_over:
        yield _("Its {number} weeks are over. `coach plan use` begins it again, or another one.",
                number=prescription.weeks)  # fmt: skip
    elif plan.is_red_today:
        yield _("That is enough for today. If it does not get better, ask your physiotherapist or doctor.")
    for line in plan.lines:
        yield from _line(line, plan)
    yield ""
    yield from kept_lines(plan)
    yield ""
    yield from (f"- {rule}" for rule in rules(prescription))
    yield ""
    yield from paragraphs(prescription)
    if any(line.due is not None for line in plan.lines):
        yield ""
        yield _("`coach do` starts what is due.")


def _line(line: PlanLine, plan: FollowedPlan) -> Iterator[str]:
    yield line.headline
    yield "    " + line.details(plan.today)


def kept_lines(plan: FollowedPlan) -> Iterator[str]:
    """How many of the days that the plan asks for something was done on: without a word about the others."""
    from coach.records.followed_plan import kept_this_week

    this_week, asked = kept_this_week(plan)
    weeks = plan.weeks()
    all_asked, all_kept = sum(week.asked for week in weeks), sum(week.kept for week in weeks)
    if not plan.is_over and asked:
        yield plural("This week: {kept} of {number} day.", "This week: {kept} of {number} days.", asked,
                     kept=len(this_week))  # fmt: skip
    if all_asked and len(weeks) > 1:
        yield plural("Since it began: {kept} of {number} day.", "Since it began: {kept} of {number} days.", all_asked,
                     kept=all_kept)  # fmt: skip


def plan_json(plan: FollowedPlan) -> dict[str, Any]:
    """The plan for scripts; `docs/plans.md` says what each of it means."""
    from coach.plans.rules_in_words import why

    weeks = plan.weeks()
    return {
        "plan": plan.card.prescription.id, "title": plan.card.prescription.title, "began": plan.began.isoformat(),
        "week": plan.week, "weeks": plan.card.prescription.weeks, "over": plan.is_over,
        "asked_days": sum(week.asked for week in weeks), "kept_days": sum(week.kept for week in weeks),
        "lines": [
            {
                "program" if line.prescribed.program else "exercise": line.prescribed.name, "title": line.title,
                "dose": line.dose_in_words, "step": line.standing.step, "why": why(line.standing, line.ladder),
                "due": line.due.isoformat() if line.due else None, "done_today": plan.today in line.done,
                "next": line.next_day.isoformat() if line.next_day else None,
            }
            for line in plan.lines
        ],
    }  # fmt: skip


def _offered(plans: tuple[Prescription, ...]) -> Iterator[str]:
    """The plans that come with the coach."""
    yield _("You follow no plan. These come with the coach:")
    for one in plans:
        yield ""
        weeks = plural("{number} week", "{number} weeks", one.weeks)
        yield f"{one.id}: {one.title}, {weeks}"
        yield "    " + " ".join(one.description.split())
    yield ""
    yield _("`coach plan use NAME` begins one; `coach plan use FILE` one that your physiotherapist wrote.")


def _wrapped(lines: Iterator[str]) -> Iterator[str]:
    """Each paragraph in lines of a readable width, its indentation kept."""
    width = min(WIDEST, table_width())
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        hang = indent + "  " * line.startswith("- ")
        yield from textwrap.wrap(line, width, initial_indent="", subsequent_indent=hang, drop_whitespace=True) or [""]

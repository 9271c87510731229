"""The `coach` command and its commands; each stands with its options in the file of its name."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli import options
from coach.cli.add import add
from coach.cli.bench import bench
from coach.cli.check import check
from coach.cli.demo import demo
from coach.cli.do import do
from coach.cli.doctor import doctor
from coach.cli.explain import explain
from coach.cli.export import export, import_history
from coach.cli.forget import forget
from coach.cli.history import history
from coach.cli.install_launcher import install_launcher
from coach.cli.learn import learn
from coach.cli.list import list_exercises
from coach.cli.model import model
from coach.cli.new import new
from coach.cli.plain_help import PlainCommand, PlainGroup
from coach.cli.plan_command import plan_app
from coach.cli.privacy import privacy
from coach.cli.record import record
from coach.cli.replay import replay
from coach.cli.report import report
from coach.cli.settings import settings_app
from coach.cli.share import share
from coach.cli.show import show
from coach.cli.today import today
from coach.cli.tune import tune
from coach.cli.watch import watch
from coach.wording.catalogue import _

app = typer.Typer(
    cls=PlainGroup,
    help="A webcam coach for a sore upper back. It counts and corrects, and never sends a picture.",
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(cls=PlainCommand)(demo)
app.command(cls=PlainCommand)(do)
app.command("list", cls=PlainCommand)(list_exercises)
app.command(cls=PlainCommand)(show)
app.command(cls=PlainCommand)(check)
app.command(cls=PlainCommand)(learn)
app.command(cls=PlainCommand)(new)
app.command(cls=PlainCommand)(share)
app.command(cls=PlainCommand)(add)
app.command(cls=PlainCommand)(record)
app.command(cls=PlainCommand)(explain)
app.command(cls=PlainCommand)(replay)
app.command(cls=PlainCommand)(tune)
app.command(cls=PlainCommand)(model)
app.command(cls=PlainCommand)(doctor)
app.command("install-launcher", cls=PlainCommand)(install_launcher)
app.command(cls=PlainCommand)(bench)
app.command(cls=PlainCommand)(watch)
app.command(cls=PlainCommand)(today)
app.command(cls=PlainCommand)(history)
app.command(cls=PlainCommand)(report)
app.command(cls=PlainCommand)(export)
app.command("import", cls=PlainCommand)(import_history)
app.command(cls=PlainCommand)(forget)
app.command(cls=PlainCommand)(privacy)
app.add_typer(plan_app, name="plan")
app.add_typer(settings_app, name="settings")


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"coach {version('posture-coach')}")
        except PackageNotFoundError:
            print(_("coach (not installed)"))
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    source: options.SourceOption = None,
    window: Annotated[
        bool | None,
        typer.Option("--window/--text", help="Open the home window, also where its output is read; or print its text."),
    ] = None,
) -> None:
    if context.invoked_subcommand is None:
        from coach.cli.front import front

        front(source, window=window)
    elif source is not None or window is not None:
        raise typer.BadParameter(
            _("--source, --window and --text are for `coach` alone; put them after the command"), ctx=context
        )

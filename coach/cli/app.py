"""The `coach` command and its commands; each stands with its options in the file of its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

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
from coach.cli.late_commands import LateCommands, LateGroup
from coach.cli.learn import learn
from coach.cli.list import list_exercises
from coach.cli.model import model
from coach.cli.new import new
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

COMMANDS: dict[str, Callable[..., None] | typer.Typer] = {
    "demo": demo,
    "do": do,
    "list": list_exercises,
    "show": show,
    "check": check,
    "learn": learn,
    "new": new,
    "share": share,
    "add": add,
    "record": record,
    "explain": explain,
    "replay": replay,
    "tune": tune,
    "model": model,
    "doctor": doctor,
    "install-launcher": install_launcher,
    "bench": bench,
    "watch": watch,
    "today": today,
    "history": history,
    "report": report,
    "export": export,
    "import": import_history,
    "forget": forget,
    "privacy": privacy,
    "plan": plan_app,
    "settings": settings_app,
}


class Coach(LateGroup):
    """`coach` itself."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = LateCommands(COMMANDS)


app = typer.Typer(
    cls=Coach,
    help="A webcam coach for a sore upper back. It counts and corrects, and never sends a picture.",
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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

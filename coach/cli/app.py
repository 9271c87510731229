"""The `coach` command and its commands; each stands with its options in the file of its name."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from coach.cli import options
from coach.cli.late_commands import CommandPlace, LateCommands, LateGroup
from coach.wording.catalogue import N_, _

PURPOSES = {
    "demo": N_("Watch a short workout from the first word to the summary; no camera needed."),
    "do": N_("Do an exercise or a program in front of the camera."),
    "list": N_("List the exercises, by place, and the programs."),
    "show": N_("Show how an exercise or a program is done."),
    "check": N_("Find the mistakes in exercise, pose and program files."),
    "learn": N_("Learn an exercise of your own from three to five repetitions that you show."),
    "new": N_("Begin an exercise of your own: a file with a comment for every key."),
    "share": N_("Write an exercise of your own into one file, with what shows it."),
    "add": N_("Add an exercise that somebody shared, or a newer one of it; shows and tries it first."),
    "record": N_("Save your movement to a file, as points without pictures."),
    "explain": N_("Explain why a repetition was or was not counted."),
    "replay": N_("Look at a recording frame by frame, and at what decided."),
    "tune": N_("Show what each number of an exercise does to the count."),
    "model": N_("Show the pose model; download it if it is missing."),
    "doctor": N_("Show what works on this machine, and how to fix the rest."),
    "install-launcher": N_("Put the coach into the menu of the desktop, with its icon."),
    "bench": N_("Show in under a minute whether this machine is fast enough, and pick the pose model for it."),
    "watch": N_("Watch you while you work, and remind you when you slouch."),
    "today": N_("Show what is due today, what you have done, and your posture so far."),
    "history": N_("Show what you have done: today, this week, and by exercise."),
    "report": N_("Show your progress as a page: range, left and right, posture, pain."),
    "export": N_("Write your whole history into one zip of JSON and CSV."),
    "import": N_("Add an exported history to the one that is here."),
    "forget": N_("Remove what is kept about you, for good."),
    "privacy": N_("Show what is kept about you, where, how large it is, and how to remove it."),
    "plan": N_("Follow a plan: what is due, and which rule applies."),
    "settings": N_("Show your settings and change them."),
}
ELSEWHERE = {  # what is not the function of its name in the file of its name
    "list": ("list", "list_exercises"), "import": ("export", "import_history"), "plan": ("plan_command", "plan_app"),
    "settings": ("settings", "settings_app"),
}  # fmt: skip


def _place(name: str) -> CommandPlace:
    module, function = ELSEWHERE.get(name, 2 * (name.replace("-", "_"),))
    return CommandPlace(module, function, PURPOSES[name])


COMMANDS = {name: _place(name) for name in PURPOSES}


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

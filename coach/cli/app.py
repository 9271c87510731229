"""The commands and their options, one function each; what they do is in the module of that name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="A webcam coach for a sore upper back. It counts, corrects, and sends no picture anywhere.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Level(StrEnum):
    """How far a repetition has to go."""

    gentle = "gentle"
    standard = "standard"
    strict = "strict"


class Talk(StrEnum):
    """How much is said."""

    quiet = "quiet"
    normal = "normal"
    talkative = "talkative"
    off = "off"


class Numbers(StrEnum):
    """What is counted in."""

    en = "en"
    de = "de"
    fr = "fr"
    es = "es"


class AtPlace(StrEnum):
    """Where an exercise is done."""

    desk = "desk"
    standing = "standing"
    floor = "floor"
    equipment = "equipment"
    away = "away"


Source = Annotated[
    str | None, typer.Option(help="Camera number, video file, stream address, or recording (.npz).", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line on standard output, nothing else there.")]
Headless = Annotated[bool, typer.Option("--headless", help="No window, no voice, no questions.")]
Bundle = Annotated[Path | None, typer.Option("--model", help="Another pose model bundle (.task).")]
Plain = Annotated[
    bool | None, typer.Option("--plain/--no-plain", help="Lines in the terminal, no window: for screen readers.")
]
Mute = Annotated[bool, typer.Option("--mute", help="Say nothing aloud.")]
Mirror = Annotated[bool | None, typer.Option("--mirror/--no-mirror", help="The picture as in a mirror, or not.")]
FullScreen = Annotated[
    bool | None, typer.Option("--full-screen/--no-full-screen", help="Begin as large as the screen.")
]
Voice = Annotated[Talk | None, typer.Option(help="How much is said.")]
RepCounter = Annotated[Numbers | None, typer.Option("--numbers", help="Language of the count.")]
Far = Annotated[Level | None, typer.Option("--level", help="How far a repetition has to go.")]
Remember = Annotated[bool, typer.Option("--remember", help="Keep these options as settings (see `coach settings`).")]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"coach {version('posture-coach')}")
        except PackageNotFoundError:
            print("coach (not installed)")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="The version.")] = False,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command()
def demo(
    as_json: Json = False,
    headless: Headless = False,
    model: Bundle = None,
    mute: Mute = False,
    plain: Plain = None,
    mirror: Mirror = None,
    full_screen: FullScreen = None,
    voice: Voice = None,
    numbers: RepCounter = None,
    level: Far = None,
    remember: Remember = False,
) -> None:
    """Watch a recorded workout; no camera needed."""
    from coach.cli.demo import run_demo
    from coach.cli.settings import settings_for

    options = {"mirror": mirror, "full_screen": full_screen, "plain": plain, "voice": voice, "numbers": numbers}
    settings = settings_for(options | {"level": level}, headless=headless, remember=remember)
    run_demo(as_json=as_json, headless=headless, model=model, mute=mute, settings=settings)


@app.command()
def do(
    exercise: Annotated[str, typer.Argument(help="Name of an exercise (see `coach list`), or a YAML file.")],
    source: Source = None,
    reps: Annotated[int | None, typer.Option(min=1, max=1000, help="Repetitions in a set, of each side.")] = None,
    sets: Annotated[int | None, typer.Option(min=1, max=20, help="Sets.")] = None,
    hold: Annotated[float | None, typer.Option(min=0, max=3600, help="Seconds to hold; 0 = touch and return.")] = None,
    dose: Annotated[str | None, typer.Option(help="One of the exercise's other doses (see `coach show`).")] = None,
    level: Far = None,
    as_json: Json = False,
    headless: Headless = False,
    model: Bundle = None,
    mute: Mute = False,
    plain: Plain = None,
    camera: Annotated[str | None, typer.Option(help="Camera number, device path or stream address.")] = None,
    size: Annotated[str | None, typer.Option(help="Picture asked of the camera: 1280x720.")] = None,
    mirror: Mirror = None,
    full_screen: FullScreen = None,
    voice: Voice = None,
    numbers: RepCounter = None,
    remember: Remember = False,
) -> None:
    """Do an exercise in front of the camera."""
    from coach.cli.do import Wanted, run_exercise
    from coach.cli.settings import settings_for

    if source is not None and camera is not None:
        raise typer.BadParameter("--camera is a source already; leave out one of the two", param_hint="--source")
    options = {"mirror": mirror, "full_screen": full_screen, "plain": plain, "camera": camera, "size": size}
    options |= {"voice": voice, "numbers": numbers, "level": level}
    settings = settings_for(options, headless=headless, remember=remember)
    place = source or str(settings.camera)
    run_exercise(Wanted(exercise, place, reps, sets, hold, as_json, headless, model, mute, dose, settings))


@app.command("list")
def list_exercises(
    at: Annotated[AtPlace | None, typer.Option(help="Only what is done there.")] = None,
    minutes: Annotated[float | None, typer.Option(min=0, help="Only what fits in so many minutes.")] = None,
    good_for: Annotated[str | None, typer.Option("--for", help="Only what is good for this: neck, posture ...")] = None,
    as_json: Json = False,
) -> None:
    """List the exercises by place, and the programs."""
    from coach.cli.list import ListFilter, list_entries

    list_entries(ListFilter(at.value if at else None, minutes, good_for), as_json=as_json)


@app.command()
def show(
    exercise: Annotated[str, typer.Argument(help="Name of an exercise or a program, or a YAML file.")],
    window: Annotated[bool, typer.Option(help="Show the movement, too, where there is a display.")] = True,
    as_json: Json = False,
    headless: Annotated[bool, typer.Option("--headless", help="The same as --no-window.")] = False,
) -> None:
    """Show how an exercise or a program is done."""
    from coach.cli.show import show_card

    show_card(exercise, as_json=as_json, window=window and not headless)


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Exercise, pose and program files (YAML).")] = None,
    schema: Annotated[
        Path | None, typer.Option(help="Write the JSON Schemas of the files here, for an editor that completes them.")
    ] = None,
) -> None:
    """Check exercise, pose and program files."""
    from coach.cli.check import check_files, write_schemas

    if schema is None and not files:
        raise typer.BadParameter("name a YAML file, or a folder with --schema", param_hint="FILES")
    if schema is not None:
        write_schemas(schema)
    check_files(files or ())


@app.command()
def record(
    out: Annotated[Path, typer.Argument(help="The recording to write (.npz).")],
    source: Source = None,
    seconds: Annotated[float | None, typer.Option(min=0.1, help="Stop after so many seconds.")] = None,
    model: Bundle = None,
) -> None:
    """Record landmarks (no pictures) to a file."""
    from coach.cli.record import run_record
    from coach.cli.settings import camera_for

    run_record(out, camera_for(source), seconds=seconds, model=model)


@app.command()
def model(
    wheel: Annotated[
        Path | None, typer.Option("--from", help="Make the model from a downloaded mediapipe wheel.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the pose model; fetch it when missing."""
    from coach.cli.model import show_model

    show_model(wheel, as_json=as_json)


@app.command()
def doctor(source: Source = None, as_json: Json = False, model: Bundle = None) -> None:
    """See what works here, and what to do if not."""
    from coach.cli.doctor import examine

    examine(source, model, as_json=as_json)


@app.command()
def watch(
    source: Source = None,
    calibrate: Annotated[
        float | None, typer.Option(min=1, max=120, help="Calibrate for so many seconds first, whatever is known.")
    ] = None,
    remind_after: Annotated[float, typer.Option(min=5, max=3600, help="Seconds of bad posture to remind after.")] = 30,
    still: Annotated[
        float | None, typer.Option(min=0, help="Remind after so many minutes without moving; 0 = never.")
    ] = None,
    pause_every: Annotated[
        float | None, typer.Option("--break", min=0, help="Remind to take a break every so many minutes; 0 = never.")
    ] = None,
    peek: Annotated[
        float | None, typer.Option(min=5, max=600, help="Open the camera for a moment every so many seconds only.")
    ] = None,
    sound: Annotated[bool, typer.Option("--sound", help="Reminders make a sound.")] = False,
    dim: Annotated[bool, typer.Option("--dim", help="Dim the screen while you slouch after a reminder.")] = False,
    as_json: Json = False,
    headless: Headless = False,
    model: Bundle = None,
    mute: Mute = False,
    status: Annotated[bool, typer.Option("--status", help="What the running watch sees.")] = False,
    pause: Annotated[str | None, typer.Option(help="Pause the running watch, camera off: 30m, 1h.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="End its pause.")] = False,
    quiet: Annotated[str | None, typer.Option(help="It goes on watching but says nothing: 30m, 1h.")] = None,
    recalibrate: Annotated[bool, typer.Option("--recalibrate", help="It calibrates anew.")] = False,
    stop: Annotated[bool, typer.Option("--stop", help="End it.")] = False,
    install_autostart: Annotated[bool, typer.Option("--install-autostart", help="Start it at every login.")] = False,
    remove_autostart: Annotated[bool, typer.Option("--remove-autostart", help="No longer.")] = False,
) -> None:
    """Sit beside somebody who works, and remind when they slouch."""
    from coach.cli.watch import WatchWanted, Word, run_watch, say_to_watch

    word = Word(status, stop, recalibrate, resume, pause, quiet, install_autostart, remove_autostart)
    if word:
        say_to_watch(word, as_json=as_json)
        return
    from coach.cli.settings import camera_for

    run_watch(
        WatchWanted(
            camera_for(source, headless=headless),
            calibrate,
            as_json,
            headless,
            model,
            remind_after,
            still,
            pause_every,
            sound,
            dim,
            peek,
            mute,
        )
    )


settings_app = typer.Typer(help="See and change what is remembered.", rich_markup_mode=None)
app.add_typer(settings_app, name="settings")


@settings_app.callback(invoke_without_command=True)
def settings(context: typer.Context, as_json: Json = False) -> None:
    if context.invoked_subcommand is None:
        from coach.cli.settings import show_settings

        show_settings(as_json=as_json)


@settings_app.command("set")
def set_setting(
    name: Annotated[str, typer.Argument(help="A setting (see `coach settings`).")],
    value: Annotated[str, typer.Argument(help="What it shall be.")],
) -> None:
    """Change a setting."""
    from coach.cli.settings import set_one

    set_one(name, value)


@settings_app.command("reset")
def reset_settings(
    names: Annotated[list[str] | None, typer.Argument(help="Settings; all when none is named.")] = None,
) -> None:
    """Take settings back to what comes with the coach."""
    from coach.cli.settings import reset

    reset(names or ())

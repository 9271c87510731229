"""`coach settings`: shows and changes the saved settings, and works out the settings of one run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.bounded_file import real
from coach.cli import options
from coach.cli.camera_password import without_password
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.folders import coach_home
from coach.cli.plain_help import PlainCommand, PlainGroup
from coach.wording.catalogue import N_, _, plural

if TYPE_CHECKING:
    from coach.definitions.document import DefinitionError
    from coach.records.settings import Settings

LEFT_ALONE = N_("Correct it, or delete the file to begin afresh: the coach does not change what it cannot read.")


settings_app = typer.Typer(cls=PlainGroup, help="Show your settings and change them.", rich_markup_mode=None)


@settings_app.callback(invoke_without_command=True)
def settings(context: typer.Context, as_json: options.JsonOption = False) -> None:
    if context.invoked_subcommand is None:
        show_settings(as_json=as_json)


@settings_app.command("set", cls=PlainCommand)
def set_setting(
    name: Annotated[str, typer.Argument(metavar="SETTING", help="The setting to change (see `coach settings`).")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Its new value.")],
) -> None:
    """Change a setting."""
    set_one(name, value)


@settings_app.command("reset", cls=PlainCommand)
def reset_settings(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="SETTING", help="The settings to reset; all of them if you name none.")
    ] = None,
) -> None:
    """Set settings back to their defaults."""
    reset(names or ())


def settings_file() -> Path:
    """Where this user's settings are, whether or not there are any yet."""
    return coach_home() / "settings.yaml"


def personal() -> Settings:
    """This user's settings. Raises CommandError when the file has mistakes."""
    from coach.definitions.document import DefinitionError
    from coach.records.settings import read

    try:
        return read(settings_file())
    except DefinitionError as error:
        raise _broken(error) from None


def settings_for(options: Mapping[str, object], *, headless: bool, remember: bool = False) -> Settings:
    """The settings of one run: the user's own, replaced by the options on the command line (None = not given).

    `headless` ignores the user's settings, so that a run is the same on every machine. `remember`: the options become
    settings. Raises CommandError.
    """
    from coach.records.settings import Settings

    words = {key: _word(value) for key, value in options.items() if value is not None}
    if headless:
        if remember:
            raise CommandError(USAGE, _("--headless keeps nothing; leave out --remember, or use `coach settings set`."))
        return _chosen(Settings(), words)
    mine = _chosen(personal(), words)
    if remember:
        change(_as_kept(words))
    return mine


def camera_for(source: str | None, *, headless: bool = False) -> str:
    """The source that was named, or this user's camera."""
    if source is not None:
        return source
    return "0" if headless else str(personal().camera)


def change(words: Mapping[str, str | None]) -> None:
    """Write settings, or take them out (None), with everything else in the file as it was. Raises CommandError."""
    from coach.atomic_file import replacing
    from coach.definitions.document import DefinitionError, text_of
    from coach.private_file import private_folder
    from coach.records.settings import revised

    path = settings_file()
    try:
        path = real(path)  # a link stays a link
        before = text_of(path) if path.exists() else ""
        text = revised(before, words, str(path))
        if text == before:
            return
        private_folder(settings_file().parent)
        with replacing(path, private=True) as file:
            file.write(text.encode("utf-8"))
    except DefinitionError as error:
        raise _broken(error) from None
    except ValueError as error:
        raise CommandError(USAGE, str(error)) from None
    except OSError as error:
        raise CommandError(
            USAGE, _("{path} cannot be written: {reason}. It is as it was.", path=path, reason=error.strerror or error)
        ) from None


def set_one(key: str, word: str) -> None:
    """Change one setting for good. Raises CommandError."""
    name = _name(key)
    _chosen(personal(), {name: word})
    word = _as_kept({name: word})[name]
    change({name: word})
    print(f"{name}: {word}")


def reset(keys: Iterable[str]) -> None:
    """Take settings out again, all when none is named. Raises CommandError."""
    from coach.records.settings import Settings

    names = [_name(key) for key in keys] or list(Settings.model_fields)
    if settings_file().exists():
        change(dict.fromkeys(names))
    for name in names:
        print(f"{name}: {_shown(Settings.model_fields[name].default)}")


def show_settings(*, as_json: bool) -> None:
    """Print every setting with its value and what it means, or one JSON object."""
    mine, path = personal(), settings_file()
    fields = type(mine).model_fields
    yours = [name for name in fields if getattr(mine, name) != fields[name].default]
    values = mine.model_dump() | {"camera": _camera(mine)}
    if as_json:
        print(json.dumps({"file": str(path), "settings": values, "yours": yours}))
        return
    for name, field in fields.items():
        mark = "*" if name in yours else " "
        print(f"{mark} {name:<12} {_shown(values[name]):<10} {_(field.description or '')}")
    legend = _("* = yours. ") if yours else ""
    print(
        _(
            "\n{legend}`coach settings set voice quiet` changes one, `coach settings reset voice` takes it back.",
            legend=legend,
        )
    )
    if isinstance(mine.camera, str) and "://" in mine.camera and values["camera"] != mine.camera:
        print(_("The camera's password stands in that file. `coach settings set camera ADDRESS` takes it out."))
    print(_("They are in {path}.", path=path) if path.exists() else _("They will be kept in {path}.", path=path))


def _chosen(base: Settings, words: Mapping[str, str]) -> Settings:
    from coach.definitions.document import DefinitionError, key_path
    from coach.records.settings import chosen

    try:
        return chosen(base, words)
    except DefinitionError as error:
        first = error.problems[0]
        raise CommandError(USAGE, f"{key_path(first.keys)}: {first.message}") from None


def _as_kept(words: Mapping[str, str]) -> dict[str, str]:
    """The settings as they stand in the file: no password, and a camera by its name and port, which stay."""
    return {key: _kept_camera(word) if key == "camera" else word for key, word in words.items()}


def _kept_camera(word: str) -> str:
    """A camera that is there now by its name; its number or path where it has none. Raises SourceError for a name that
    no camera has: it would be found out only at the next workout."""
    from coach.capture import camera_list

    if "://" in word:
        return without_password(word)
    known = camera_list.cameras()
    if word.isdigit() or word.startswith("/dev/"):
        found = camera_list.number_of(word, known)
        return found.remembered if found is not None and found.pictures else word
    return camera_list.find(word, known).remembered


def _name(key: str) -> str:
    """The name of a setting as in the file. Raises CommandError if there is no such setting."""
    from coach.definitions.document import near
    from coach.records.settings import Settings

    name = key.replace("-", "_")
    if name not in Settings.model_fields:
        raise CommandError(
            USAGE,
            _(
                "unknown setting {key}{offer}\nSee `coach settings`.",
                key=repr(key),
                offer=near(name, Settings.model_fields),
            ),
        )
    return name


def _broken(error: DefinitionError) -> CommandError:
    more = len(error.problems) - 1
    rest = " " + plural("(and {number} more mistake)", "(and {number} more mistakes)", more) if more else ""
    return CommandError(USAGE, f"{error.problems[0]}{rest}\n{_(LEFT_ALONE)}")


def _camera(mine: Settings) -> int | str:
    """The camera, the password in its address hidden."""
    from coach.capture import address, camera_list

    if isinstance(mine.camera, int):
        return mine.camera
    return address.parsed(mine.camera).kept if "://" in mine.camera else camera_list.shown(mine.camera)


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shown(value: object) -> str:
    return "-" if value in (None, "") else _word(value)

"""`coach add`: an exercise that somebody shared, shown in full, checked and tried before it is taken."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.console import said_yes, show_line
from coach.cli.error_lines import USAGE, CommandError
from coach.cli.folders import coach_home
from coach.cli.open_library import opened_quietly
from coach.wording.catalogue import _, plural

if TYPE_CHECKING:
    from coach.body.landmarks import PoseFrame
    from coach.definitions.document import Document
    from coach.definitions.library import Card

LONGEST_S = 30.0  # of a demonstration: one slow repetition
MOST_FPS = 65.0  # no camera that people have gives more than 60 pictures a second


def add(file: Annotated[Path, typer.Argument(metavar="FILE", help="The exercise that you were given (YAML).")]) -> None:
    """Add an exercise that somebody shared, or a newer one of it; shows and tries it first."""
    from coach.definitions.document import parsed, text_of
    from coach.definitions.unwise import doubts

    known, text = opened_quietly(), text_of(file)
    document = parsed(text, str(file))
    show_in_full(document)
    card = known.added(document)
    for doubt in doubts(document, card):
        show_line(_("warning: {doubt}", doubt=doubt))
    frames = frames_of(card, file)
    _try(card, frames)
    there = coach_home() / "exercises" / f"{card.exercise.id}.yaml"
    if there.exists():
        _replace(there, card, text, frames)
        return
    if not said_yes(_("Add it? Type y, then Enter.")):
        raise CommandError(1, _("It was not added."))
    _keep(there, card, text, frames)


def show_in_full(document: Document) -> None:
    """Every line with its number, hidden characters made visible; a recording's numbers are counted instead."""
    from coach.definitions.document import LINE_BREAK
    from coach.wording.hidden_characters import made_visible

    begins = document.key_places.get(("recording",))
    numbers = 0
    for number, line in enumerate(LINE_BREAK.split(document.text), 1):
        if begins is not None and number > begins.line and _is_numbers(line):
            numbers += 1
            continue
        numbers = _told_numbers(numbers)
        print(f"{number:4} {made_visible(line)}".rstrip())
    _told_numbers(numbers)


def _is_numbers(line: str) -> bool:
    """A line of a recording: digits, blanks and the sign for what is not known."""
    return bool(line.strip()) and set(line) <= set("0123456789- ")


def _told_numbers(lines: int) -> int:
    if lines:
        told = plural("({number} line of points)", "({number} lines of points)", lines)
        print(f"     {told}")
    return 0


def _replace(there: Path, card: Card, text: str, frames: list[PoseFrame]) -> None:
    """Put it in the place of the one that is there, which is kept beside it, after a yes to what differs. Raises
    CommandError."""
    from coach.definitions.document import text_of

    before = text_of(there)
    if before == text:
        show_line(_("You have exactly this already: {file}", file=there))
        return
    show_line(_("{name} already exists. What differs (- yours, + this one):", name=card.exercise.id))
    show_difference(before, text)
    if not said_yes(_("Replace yours with this one? Type y, then Enter.")):
        raise CommandError(1, _("It was not added, and yours stays as it is."))
    kept = there.with_name(f"{there.name}.before")
    there.replace(kept)
    show_line(_("Yours is kept as {file}", file=kept))
    _keep(there, card, text, frames)


def show_difference(before: str, after: str) -> None:
    """The lines that differ, hidden characters made visible; those of a recording's numbers are counted instead."""
    from coach.definitions.document import LINE_BREAK
    from coach.wording.hidden_characters import made_visible

    numbers = 0
    old, new = LINE_BREAK.split(before), LINE_BREAK.split(after)
    for line in list(unified_diff(old, new, lineterm="", n=1))[2:]:
        if line[0] in "+- " and _is_numbers(line[1:]):
            numbers += 1
            continue
        numbers = _told_numbers(numbers)
        print(made_visible(line))
    _told_numbers(numbers)


def frames_of(card: Card, file: Path) -> list[PoseFrame]:
    """The demonstration: inside the file, beside it, or the one of the coach's that it names. Empty for what is only
    timed. Raises CommandError where there is none, or one that is too long; RecordingError."""
    from coach.body.written_points import read_points
    from coach.definitions.definition import Exercise

    if not isinstance(card.exercise, Exercise):
        return []
    frames = read_points(card.exercise.recording) if card.exercise.recording else _recorded(card, file)
    seen = [frame for frame in frames if frame.present]
    if len(seen) < 2:
        raise CommandError(USAGE, _("{file}: nobody can be seen in its demonstration", file=file))
    length_s = seen[-1].t_s - seen[0].t_s
    if length_s > LONGEST_S or len(seen) > 2 + MOST_FPS * length_s:
        text = _("{file}: its demonstration has to be one repetition of at most {seconds} s", file=file,
                 seconds=f"{LONGEST_S:.0f}")  # fmt: skip
        raise CommandError(USAGE, text)
    return seen


def _recorded(card: Card, file: Path) -> list[PoseFrame]:
    from coach.capture.recording import Recording
    from coach.definitions.library import shipped

    name = card.exercise.demonstration or card.exercise.id
    folders = [file.parent / "demonstrations", shipped() / "exercises" / "demonstrations"]
    places = [file.with_suffix(".npz"), *(folder / f"{name}.npz" for folder in folders)]
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        text = _("{file} has no demonstration. Record one repetition: coach record {path}", file=file,
                 path=quote(str(folders[0] / f"{name}.npz")))  # fmt: skip
        raise CommandError(USAGE, text)
    return [frame for _none, frame in Recording(path)]


def _try(card: Card, frames: list[PoseFrame]) -> None:
    """Count the demonstration. Raises CommandError where the exercise does not count what shows it."""
    from coach.counting.trial import rounds_of, tried
    from coach.definitions.definition import Exercise
    from coach.events import counted_in

    if not isinstance(card.exercise, Exercise):
        show_line(_("It is timed and not judged, so there is nothing to try."))
        return
    done = len(counted_in(tried(card, frames)))
    wanted = rounds_of(card.exercise)
    show_line(_("Its own demonstration, played {wanted} times, was counted {done} times.", wanted=wanted, done=done))
    if done != wanted:
        raise CommandError(1, _("It was not added, because it does not count its own demonstration."))


def _keep(path: Path, card: Card, text: str, frames: list[PoseFrame]) -> None:
    """Write what was shown, byte for byte; and the demonstration where it is not in the text."""
    from coach.capture.recording import Recorder
    from coach.definitions.definition import Exercise

    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(text.encode())
    if isinstance(card.exercise, Exercise) and not card.exercise.recording:
        shown = folder / "demonstrations" / f"{card.exercise.demonstration or card.exercise.id}.npz"
        shown.parent.mkdir(exist_ok=True)
        recorder = Recorder(shown)
        for frame in frames:
            recorder.add(frame)
        recorder.save()
    print(path)
    show_line(_("Do it: coach do {name}", name=card.exercise.id))

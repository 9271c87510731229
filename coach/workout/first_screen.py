"""The first screen of an exercise, as data: what somebody two metres away needs to begin. All else is behind `h`."""

from __future__ import annotations

from dataclasses import dataclass

from coach.definitions.definition import Exercise, Position
from coach.wording import doses
from coach.wording.catalogue import _
from coach.workout import prompts
from coach.workout.camera_places import CameraPlace, moves_in_short, moves_in_words
from coach.workout.pain import MILD
from coach.workout.plan import Item


@dataclass(frozen=True)
class FirstScreen:
    """What is shown before an exercise.

    Attributes
    ----------
    brief : the movement in a few words.
    figures : the dose as pairs of a number and what it counts, the most important first.
    note : one line more that matters now, such as what one needs; "" when nothing does.
    position : how the body is, or None where the file does not say.
    view : "front", "oblique" or "side" to the camera; "" where no camera judges.
    distance_m : metres from the camera, or None where the file does not say.
    details : everything else there is to read, for the page of help.
    """

    brief: str
    figures: tuple[tuple[str, str], ...] = ()
    note: str = ""
    position: Position | None = None
    view: str = ""
    distance_m: float | None = None
    details: tuple[str, ...] = ()


def first_screen(item: Item, *, hurt: bool, places: tuple[CameraPlace, ...] = ()) -> FirstScreen:
    """What is shown before this exercise; `hurt`: there was some pain just now; `places`: where one has to be in the
    course of the workout."""
    exercise = item.exercise
    camera = exercise.camera if item.judged and isinstance(exercise, Exercise) else None
    return FirstScreen(
        brief=prompts.brief(exercise),
        figures=doses.figures(item.amount),
        note=_note(item, hurt, places),
        position=Position(exercise.position) if exercise.position else None,
        view=camera.view if camera else "",
        distance_m=camera.distance_m if camera else None,
        details=_details(item, places),
    )


def _note(item: Item, hurt: bool, places: tuple[CameraPlace, ...]) -> str:
    if hurt:
        return _(MILD)
    notes = [moves_in_short(places)]
    if item.exercise.equipment:
        notes.insert(0, _("You need: {things}.", things=", ".join(item.exercise.equipment)))
    elif not item.judged:
        notes.insert(0, _("I keep the time and judge nothing."))
    return " ".join(filter(None, notes))


def _details(item: Item, places: tuple[CameraPlace, ...]) -> tuple[str, ...]:
    exercise = item.exercise
    texts = [prompts.instruction(item), exercise.cannot_see if item.judged else ""]
    if isinstance(exercise, Exercise):
        texts.append(exercise.unsure)
    texts.append(moves_in_words(places))
    return tuple(" ".join(text.split()) for text in texts if text)

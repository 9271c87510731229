"""The first screen of somebody new: whether a raised hand answers in the home window. It is asked once."""

from __future__ import annotations

from coach.counting.progress import Reply
from coach.home.button import Button, Deed
from coach.home.camera_state import CameraState
from coach.home.home_page import HomePage
from coach.home.home_view import HomeView, TextList
from coach.wording.catalogue import _

BY_HAND, BY_KEYS = "hands=true", "hands=false"


def welcome_page(camera: CameraState = CameraState.ON) -> HomeView:
    """The question, and how the camera stands. The large button is also what a raised hand presses; the one in focus at
    first is the other."""
    on = _("As soon as there is a camera.") if camera == CameraState.FAILED else _("The camera stays on here.")
    return HomeView(
        HomePage.WELCOME,
        title=_("Welcome"),
        lead=_("How will you answer me in this window? The settings can change it."),
        action=Button(
            Deed.CHOOSE, BY_HAND, _("By raised hand, too"), on,
            sign=HomePage.EXERCISES,
        ),
        rows=(
            Button(
                Deed.CHOOSE, BY_KEYS, _("With mouse and keys"), _("The camera is off here."),
                sign=Reply.START,
            ),
        ),
        lists=(_told(camera),),
        live=True,
        commands=(("settings", "hands", "true"),),
    )  # fmt: skip


def _told(camera: CameraState) -> TextList:
    """What there is to know of the camera now, so that nobody has to guess."""
    by_hand = _("So that a raised hand can answer already: hold it on the circle.")
    without = _("Mouse and keys do everything here.")
    nothing_kept = _("No picture is kept or sent.")
    match camera:
        case CameraState.ON:
            return TextList(_("The camera is on for a minute"), (by_hand, nothing_kept))
        case CameraState.OPENING:
            return TextList(_("The camera goes on for a minute"), (by_hand, nothing_kept))
        case CameraState.OFF:
            return TextList(_("The camera is off"), (without, nothing_kept))
        case CameraState.FAILED:
            return TextList(_("There is no picture"), (without, _("`coach doctor` says what a camera needs.")))

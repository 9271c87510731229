"""Notifications on the desktop, with buttons: one at a time. The coach does not wait for the answer."""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import os
import sys
import threading
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from coach.desktop.notifier import Buttons, Notifier, Nowhere
from coach.desktop.session_bus import bus_address
from coach.wording.catalogue import N_, _

if TYPE_CHECKING:
    from desktop_notifier import DesktopNotifier

NAME = N_("Posture coach")
DISMISSED = "skip"
ANSWER_S = 5.0  # a desktop takes milliseconds, one that is starting some seconds; after this it has hung
GNOME_BUTTONS = 3  # GNOME shows so many and drops the others without a word
CLOSE_S = 2.0  # at the end of a watch, wait no longer than this for the desktop to remove a notification


class Desktop:
    """Notifications through desktop-notifier, in a thread of their own, so that a hanging desktop delays nothing."""

    def __init__(self) -> None:
        self._answers: SimpleQueue[tuple[int, str]] = SimpleQueue()
        self._number = 0
        self._reason: str | None = None
        self._notifier: DesktopNotifier | None = None
        self._shown: str | None = None
        self._turn = asyncio.Lock()  # one after the other; otherwise a second one could not find and replace the first
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="notifications", daemon=True)
        self._thread.start()

    @property
    def reason(self) -> str | None:
        """Why the last notification was not shown, or None."""
        return self._reason

    @property
    def shown(self) -> bool:
        """Whether the last notification reached the desktop and is still shown."""
        return self._shown is not None

    def show(self, title: str, text: str, buttons: Buttons = (), *, sound: bool = False) -> None:
        """Replace what was shown before by this. Comes back at once."""
        self._number += 1
        self._do(self._send(self._number, title, text, tuple(buttons), sound))

    def pressed(self) -> str | None:
        """The answer given since this was last asked; one to an earlier notification counts for nothing."""
        answer = None
        while True:
            try:
                number, said = self._answers.get_nowait()
            except Empty:
                return answer
            answer = said if number == self._number else answer

    def clear(self) -> None:
        """Take away what is shown."""
        self._number += 1
        self._do(self._clear())

    def close(self) -> None:
        """Take away what is shown, and end the thread; may be called twice."""
        if self._loop.is_closed():
            return
        with suppress(Exception):  # if the desktop does not answer, its notification stays, and the coach ends anyway
            self._do(self._clear()).result(CLOSE_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(CLOSE_S)
        if not self._thread.is_alive():
            self._loop.close()

    def _do(self, work: Any) -> Future[None]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _send(self, number: int, title: str, text: str, buttons: Buttons, sound: bool) -> None:
        from desktop_notifier import DEFAULT_SOUND, Button

        reached: list[bool] = []
        buttons, click = _fitted(buttons)
        async with self._turn:
            await self._take_away()
            try:
                sending = self._made().send(
                    title, f"{text}\n{_('Click here for more.')}" if click else text,
                    buttons=[Button(words, on_pressed=self._answer(number, said)) for said, words in buttons],
                    on_dispatched=lambda: reached.append(True),
                    on_clicked=self._answer(number, click) if click else None,
                    on_dismissed=self._answer(number, DISMISSED),
                    sound=DEFAULT_SOUND if sound else None,
                )  # fmt: skip
                shown = await asyncio.wait_for(sending, ANSWER_S)
            except TimeoutError:
                self._notifier = None  # the next one is tried on a new connection
                self._reason = _("the notification service does not answer")
                return
            except Exception as error:  # no error of the desktop may end the watch
                self._reason = _("notifications failed: {reason}", reason=error or type(error).__name__)
                return
            self._shown = shown if reached else None
            self._reason = None if reached else _("the desktop took no notification: no notification service answers")

    async def _clear(self) -> None:
        async with self._turn:
            await self._take_away()

    def _made(self) -> DesktopNotifier:
        if self._notifier is None:
            from desktop_notifier import DesktopNotifier

            if sys.platform.startswith("linux") and (address := bus_address()):
                os.environ.setdefault("DBUS_SESSION_BUS_ADDRESS", address)  # desktop-notifier looks nowhere else
            logging.getLogger("desktop_notifier").setLevel(logging.CRITICAL)  # its reason is told by `reason`
            self._notifier = DesktopNotifier(app_name=_(NAME), app_icon=None)
        return self._notifier

    def _answer(self, number: int, said: str) -> Any:
        return lambda: self._answers.put((number, said))

    async def _take_away(self) -> None:
        shown, self._shown = self._shown, None
        if shown is not None and self._notifier is not None:
            with suppress(Exception):  # it was closed by hand, or the desktop has hung
                await asyncio.wait_for(self._notifier.clear(shown), ANSWER_S)


def _fitted(buttons: Buttons) -> tuple[Buttons, str]:
    """The buttons that this desktop shows; and what a click beside them means: the last button, if it has no room."""
    if "GNOME" not in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":") or len(buttons) <= GNOME_BUTTONS:
        return buttons, ""
    return buttons[:GNOME_BUTTONS], buttons[-1][0]


def open_notifier() -> Notifier:
    """The notifications of this machine, or none with the reason."""
    reason = why_no_notifications()
    return Desktop() if reason is None else Nowhere(reason)


def why_no_notifications() -> str | None:
    """The reason no notification can be shown here, or None as far as that is known before the first."""
    if importlib.util.find_spec("desktop_notifier") is None:
        return _("desktop-notifier is not installed")
    if not sys.platform.startswith("linux"):
        return None
    return _("no session bus: not started from a desktop") if bus_address() is None else None

"""The desktop's keyring, for the password of a camera: kept there, found there, never in a file of the coach."""

from __future__ import annotations

import threading
from collections.abc import Callable

SERVICE = "posture-coach"
PATIENCE_S = 60.0  # a keyring that is locked asks the person for its own password first


def keep(name: str, secret: str) -> bool:
    """Put a secret into the keyring. False where there is none, or it refuses."""
    return _asked(lambda keyring: keyring.set_password(SERVICE, name, secret) or name) is not None


def find(name: str) -> str | None:
    """The secret of that name, or None."""
    return _asked(lambda keyring: keyring.get_password(SERVICE, name))


def _asked(question: Callable[..., str | None]) -> str | None:
    """What the keyring answers, or None: it is not installed, has no place to keep anything, or does not answer."""
    answers: list[str | None] = []

    def ask() -> None:
        try:
            import keyring

            answers.append(question(keyring))
        except Exception:  # each desktop's keyring fails in its own way; without one the password is asked for
            return

    thread = threading.Thread(target=ask, name="keyring", daemon=True)
    thread.start()
    thread.join(PATIENCE_S)
    return answers[0] if answers else None

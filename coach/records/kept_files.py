"""The files that the coach keeps of a person: what each is, and which of them tell something about the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.wording.catalogue import N_, _

HISTORY, DAMAGED = "history.db", "history-damaged-*"
ABOUT_THE_PERSON = {  # pattern in the folder of settings -> what it is
    HISTORY + "*": N_("your history: repetitions, ranges, pain, posture by hour, reminders"),
    DAMAGED: N_("a damaged history that was set aside"),
    "report.html": N_("the last report"),
    "for-clinician.html": N_("the last report for a physiotherapist"),
    "desk-profiles.json": N_("how you sit upright, as numbers"),
    "recordings/*": N_("points of your body that you recorded"),
    "exercises/demonstrations/*": N_("points of a body that show an exercise of your own"),
}
OTHERS = {
    "settings.yaml": N_("your settings"),
    "exercises/*.yaml*": N_("exercises of your own"),
    "poses/*.yaml": N_("poses of your own exercises"),
    "safety-acknowledged": N_("that you have read the safety note"),
    "watch/*": N_("the state of the running watch"),
}


@dataclass(frozen=True)
class KeptFile:
    """A file that is there."""

    path: Path
    what: str
    about_the_person: bool

    @property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size


def kept_files(folder: Path) -> Iterator[KeptFile]:
    """All files of the coach in the folder of settings."""
    for patterns, personal in ((ABOUT_THE_PERSON, True), (OTHERS, False)):
        for pattern, what in patterns.items():
            for path in sorted(folder.glob(pattern)):
                if path.is_file():
                    yield KeptFile(path, _(what), personal)

"""An exercise of one's own as it is kept: its name, its file, and what is written there when it was learned."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from coach.cli.error_lines import USAGE, CommandError
from coach.cli.folders import coach_home
from coach.cli.open_library import open_library
from coach.wording.catalogue import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.body.landmarks import PoseFrame
    from coach.learning.draft import Draft
    from coach.learning.lesson import Lesson

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def id_for(title: str) -> str:
    """A title as an id: "Über Kopf, langsam" is "uber-kopf-langsam"; "" where nothing of it can be written so."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


class OwnExercise:
    """Where an exercise of one's own is kept, with its poses and the repetition that shows it inside.

    Attributes
    ----------
    name, title : its id, and what it is called.
    path : its file.
    """

    def __init__(self, name: str, title: str = "") -> None:
        self.name, self.title = name, title or name.replace("-", " ").capitalize()
        self.path = coach_home() / "exercises" / f"{name}.yaml"

    @property
    def is_taken(self) -> bool:
        """Whether there is one with this id."""
        return self.path.exists() or self.name in open_library().shipped_ids

    def check_name(self, *, overwrite: bool = False) -> None:
        """Raise CommandError for what can be no id, or is taken."""
        if not ID.fullmatch(self.name):
            why = _("{name}: use small letters, digits and single hyphens (my-move)", name=repr(self.name))
            raise CommandError(USAGE, why)
        if self.name in open_library().shipped_ids:
            raise CommandError(USAGE, _("{name} comes with the coach; choose another name", name=self.name))
        if self.path.exists() and not overwrite:
            why = _("{file} already exists: choose another name, or say --overwrite", file=self.path)
            raise CommandError(USAGE, why)

    def keep(self, draft: Draft, lesson: Lesson, shown: Sequence[PoseFrame]) -> None:
        """Write what was learned from a showing, with its best repetition. Raises CommandError where that fails."""
        from coach.learning.lesson import kept_still

        best = lesson.best
        self._write(draft, [frame for frame in shown if best.start_s <= frame.t_s <= best.end_s], kept_still(lesson))
        open_library().check(self.path)

    def _write(self, draft: Draft, shown: Sequence[PoseFrame], still: str) -> None:
        from coach.atomic_file import replacing
        from coach.definitions.library import Card
        from coach.definitions.shared_file import shared_text
        from coach.definitions.writing import written
        from coach.errors import reason

        heading = [
            _("Learned by `coach learn`. Each number has its reason beside it; change what you like."),
            _("A limit lies beyond what was shown, to leave room for other people and other cameras."),
        ]
        if still:
            heading.append(still)
        text = written(draft.exercise, draft.reasons, heading)
        whole = shared_text(Card(draft.exercise, draft.poses, self.path), text, shown, ())
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(self.path) as file:
                file.write(whole.encode())
        except OSError as error:
            why = _("{file} cannot be written: {reason}", file=self.path, reason=reason(error))
            raise CommandError(1, why) from None

"""How far a workout has come: which exercise, which set, what happened in it and what is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach.body.landmarks import PoseFrame
from coach.body.side import Side
from coach.counting.progress import SetProgress
from coach.counting.session import session_for
from coach.counting.set_session import Options, SetSession
from coach.definitions.definition import Activity
from coach.events import Event, Timed
from coach.workout.log import WorkoutLog
from coach.workout.plan import Plan


class SetRunner:
    """The way through a plan. `update()` once a frame; `events` are those of this frame, `other_side` is the one that
    is still to be done when the other has all of its goal.

    `attended`: an activity that nobody sees counts only when `confirm` says so, and sets are done one by one.
    """

    def __init__(self, plan: Plan, *, attended: bool) -> None:
        self.plan, self.log = plan, WorkoutLog()
        self.events: list[Event] = []
        self.other_side: Side | None = None
        self._attended = attended
        self.begin(0)

    def begin(self, at: int) -> None:
        """The exercise at that place in the plan, from its first set on."""
        self.at, self.item, self.set_number, self.open = at, self.plan.items[at], 1, False
        self._unconfirmed: list[Event] = []
        self._session = self._new_session()
        self.log.begin()

    @property
    def is_last(self) -> bool:
        """Nothing comes after this exercise."""
        return self.at + 1 == len(self.plan.items)

    @property
    def has_sets_left(self) -> bool:
        """This was not the last set."""
        return self._attended and self.set_number < self.item.sets

    def update(self, frame: PoseFrame, counting: bool) -> SetProgress:
        """The set after this frame, see `Session.update`."""
        self.open = self.open or counting
        self.forget()
        progress = self._session.update(frame, counting=counting)
        self.other_side = self._session.other_side
        if progress.events:
            self._take([event for event in progress.events if not self._must_confirm(event)])
            self._unconfirmed += [event for event in progress.events if self._must_confirm(event)]
        return progress

    def forget(self) -> None:
        """What happened so far was told."""
        self.events = []

    def begin_set(self, *, afresh: bool) -> None:
        """The person gets ready for a set. `afresh`: what they did so far, getting up and walking about, says nothing
        about how they stand now."""
        if afresh:
            self._session = self._new_session()
        self._session.begin()

    def sum_up(self) -> None:
        """The set is over."""
        ended = self._session.finish()
        self._take(ended.events)
        self.log.close(self.item, self.at, self.set_number, ended)
        self.open = False

    def confirm(self, did: bool) -> None:
        """What nobody saw was done, or was not; the set is over."""
        if did:
            self._take(self._unconfirmed)
        else:
            self._session.begin()
        self._unconfirmed = []
        self.sum_up()

    def ease(self) -> None:
        """Less of this exercise and of all that follow."""
        self._change(self.plan.eased(self.at))
        self._session.ease(self._options)

    def replace(self, plan: Plan) -> None:
        """Another plan in the place of this one, from its first exercise on."""
        self.plan = plan
        self.begin(0)

    def by_the_clock(self) -> None:
        """This exercise is timed, not judged."""
        self._change(self.plan.replaced(self.at, self.item.timed()))
        self._session = self._new_session()

    def _change(self, plan: Plan) -> None:
        self.plan, self.item = plan, plan.items[self.at]

    def _new_session(self) -> SetSession:
        return session_for(self.item.exercise, self.item.poses, self._options)

    @property
    def _options(self) -> Options:
        return replace(self.item.options, sets=1) if self._attended else self.item.options

    def _must_confirm(self, event: Event) -> bool:
        return self._attended and isinstance(event, Timed) and isinstance(self.item.exercise, Activity)

    def _take(self, events: Sequence[Event]) -> None:
        self.events += events
        self.log.add(events)

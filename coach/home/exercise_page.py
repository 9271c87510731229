"""The page of one exercise: its movement, and a button that tries it. What is read about it is the workout's own."""

from __future__ import annotations

from coach.home.home_page import HomePage
from coach.home.home_view import HomeView
from coach.home.offer import Offered
from coach.wording.catalogue import _


def exercise_page(exercise: Offered) -> HomeView:
    """The page of an exercise."""
    return HomeView(
        HomePage.EXERCISE,
        title=exercise.title,
        lead=exercise.note,
        action=exercise.to_begin(_("Try it")),
        film=exercise.name,
        commands=(("show", exercise.name), ("do", exercise.name)),
    )

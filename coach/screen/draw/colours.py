"""The colours of the screens, blue green red. Those that mean something come with a shape that means the same."""

from __future__ import annotations

# Chosen by eye: dark, warm grounds that do not light up a room, and figures that stand out from them.
BACKDROP = (26, 21, 18)
PANEL = (48, 40, 34)
KEY = (84, 72, 62)  # a key to press
SOFT = (214, 206, 198)  # secondary text, 8 to 1 on a panel
TRACK = (96, 86, 78)  # the way still to go, on a ring
TO_COME = (170, 160, 150)  # dots of repetitions that are not done yet
REACHED = (115, 200, 30)  # bluish green: with a thicker ring, or a tick
FIGURE = (226, 214, 200)
FIGURE_EDGE = (120, 106, 92)
BODY, BODY_EDGE = (92, 78, 66), (60, 50, 42)  # of a person without a picture: darker, so that what is judged stands out

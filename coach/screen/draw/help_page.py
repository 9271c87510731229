"""The help that `h` lays over everything: each key and what it does, and the two ways without a key."""

from __future__ import annotations

from coach.screen.bitmap_text import text_width
from coach.screen.draw.colours import SOFT
from coach.screen.draw.key_hints import paint_caps
from coach.screen.draw.layout import Rect, unit_px
from coach.screen.draw.panel import Panel
from coach.screen.draw.text_lines import Style, TextLines, block
from coach.screen.figures import WHITE
from coach.wording.catalogue import N_, _
from coach.wording.keys import key_name

LINES = (
    ("space", N_("start, pause, go on")),
    ("n", N_("skip to what comes next")),
    ("r", N_("again")),
    ("l", N_("less")),
    ("t", N_("by the clock, without a judgement")),
    ("0 - 9", N_("how strong a pain is")),
    ("m", N_("sound off and on")),
    ("f", N_("full screen")),
    ("h", N_("this help")),
    ("q", N_("leave")),
)
WITHOUT = N_("Without keys: hold a raised hand on a circle. Step out of the picture to pause, come back to go on.")


def help_panel(size: tuple[int, int]) -> Panel:
    """The panel of help, in the middle of a canvas of (width, height)."""
    u = unit_px(size)
    width, height = min(size[0] - 2 * u, 44 * u), min(size[1] - 2 * u, 33 * u)
    place = Rect(round((size[0] - width) / 2), round((size[1] - height) / 2), round(width), round(height))
    heading = Rect(place.x + round(u), place.y + round(0.6 * u), place.width - round(2 * u), round(3.4 * u))
    letters = block("help", heading, _("Keys"), Style(2.2, 1.2, 700, WHITE, 1), u)
    caps: list[Rect] = []
    pitch = 2.32 * u
    for i, (key, does) in enumerate((key_name(key), _(does)) for key, does in LINES):
        top = heading.bottom + i * pitch
        cap = Rect(place.x + round(1.8 * u), round(top + 0.15 * u), round(6.4 * u), round(2.0 * u))
        caps.append(cap)
        baseline = round(top + 1.15 * u + 0.5 * u)
        letters.append(TextLines("help", key, cap.x + (cap.width - text_width(key, round(1.4 * u), 600)) // 2, baseline,
                               round(1.4 * u), 600, WHITE))  # fmt: skip
        letters.append(TextLines("help", does, cap.right + round(1.2 * u), baseline, round(1.5 * u), 500, WHITE))
    foot_top = round(heading.bottom + len(LINES) * pitch)
    foot = Rect(heading.x, foot_top, heading.width, place.bottom - foot_top - round(0.6 * u))
    letters += block("help", foot, _(WITHOUT), Style(1.5, 0.8, 500, SOFT, 3), u)
    return Panel("help", place, tuple(letters), tuple(caps), paint_caps)

"""The help that `h` lays over everything: before an exercise all there is to know about it; each key and what it does,
and the two ways without a key."""

from __future__ import annotations

from coach.screen.draw.canvas import unit_px
from coach.screen.draw.caption_panel import paragraphs
from coach.screen.draw.colours import SOFT
from coach.screen.draw.key_hints import paint_caps
from coach.screen.draw.layout import Rect
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
    ("t", N_("by the clock, not judged")),
    ("0 - 9", N_("how strong a pain is")),
    ("m", N_("sound off and on")),
    ("f", N_("full screen")),
    ("h", N_("this help")),
    ("q", N_("leave")),
)
ANY_KEY = {key for key, _does in LINES if " " not in key}
WITHOUT = N_("Without keys: hold a raised hand on a circle. Step out of the picture to pause, come back to go on.")


_PITCH, _LARGEST = 2.32, 1.5  # grid units from key to key, and of the text beside it


def help_panel(size: tuple[int, int], details: tuple[str, ...] = ()) -> Panel:
    """The panel of help, in the middle of a canvas of (width, height); `details`: paragraphs about the exercise. Who
    clicks on a row means its key."""
    u = unit_px(size)
    width, height = min(size[0] - 2 * u, (60 if details else 44) * u), min(size[1] - 2 * u, 33 * u)
    place = Rect(round((size[0] - width) / 2), round((size[1] - height) / 2), round(width), round(height))
    if not details:
        letters, caps = _keys(place, 1, u)
        return Panel("help", place, tuple(letters), tuple(caps), paint_caps, keys=_rows(place, caps, 1))
    upper = Rect(place.x, place.y, place.width, round(0.5 * place.height))
    lower = Rect(place.x, upper.bottom, place.width, place.bottom - upper.bottom)
    told = paragraphs("help", upper, details, u)
    letters, caps = _keys(lower, 2, u)
    letters = [*(line for one in told for line in one), *letters]
    return Panel("help", place, tuple(letters), tuple(caps), paint_caps, keys=_rows(place, caps, 2))


def _rows(place: Rect, caps: list[Rect], columns: int) -> tuple[tuple[Rect, str], ...]:
    """The places of the keys with what they do; the figures have one row for all ten, which is none of them."""
    wide = place.width // columns
    rows = [Rect(cap.x, cap.y, wide - (cap.x - place.x) % wide, cap.height) for cap in caps]
    return tuple((row, key) for row, (key, _does) in zip(rows, LINES, strict=True) if key in ANY_KEY)


def _keys(place: Rect, columns: int, u: float) -> tuple[list[TextLines], list[Rect]]:
    """The keys in so many columns, with a heading where there is one column, and under them how to do without."""
    top = place.y + round(0.6 * u)
    letters: list[TextLines] = []
    if columns == 1:
        heading = Rect(place.x + round(u), top, place.width - round(2 * u), round(3.4 * u))
        letters, top = block("help", heading, _("Keys"), Style(2.2, 1.2, 700, WHITE, 1), u), heading.bottom
    caps: list[Rect] = []
    rows, wide = -(-len(LINES) // columns), (place.width - 2.8 * u) / columns
    for i, (key, does) in enumerate((key_name(key), _(does)) for key, does in LINES):
        left, high = place.x + 1.8 * u + i // rows * wide, top + i % rows * _PITCH * u
        cap = Rect(round(left), round(high + 0.15 * u), round(6.4 * u), round(2.0 * u))
        caps.append(cap)
        inside = Rect(cap.x, cap.y, cap.width, cap.height)
        beside = Rect(cap.right + round(0.4 * u), cap.y, round(left + wide) - cap.right - round(0.4 * u), cap.height)
        letters += block("help", inside, key, Style(1.4, 0.7, 600, WHITE, 1, centre=True), u)
        letters += block("help", beside, does, Style(_LARGEST, 0.7, 500, WHITE, 1), u)
    foot_top = round(top + rows * _PITCH * u)
    foot = Rect(place.x + round(u), foot_top, place.width - round(2 * u), place.bottom - foot_top - round(0.6 * u))
    return letters + block("help", foot, _(WITHOUT), Style(_LARGEST, 0.8, 500, SOFT, 3), u), caps

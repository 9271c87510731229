"""Characters that nobody sees and that change what is seen: made visible where a text of somebody else is shown."""

from __future__ import annotations

import re

# The marks and brackets of Unicode's bidirectional algorithm (UAX 9): what follows may be read backwards.
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Controls of terminals, the same as above, blanks of no width, line ends that editors do not show, joiners, tags.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def made_visible(text: str) -> str:
    """The text with each of them written out: "\\u202e"."""
    return _HIDDEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)

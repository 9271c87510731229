"""The vocabulary: named numbers of one body in one picture.

Angles are degrees in the plane of the picture unless the name ends in `_3d`; lengths are in shoulder widths of this
person (see `Scale`), upward and outward positive. A measure of a limb exists for each side (`left_elbow_flexion`);
named without a side it stands for the side in question. Signed measures of the whole body are positive to the
person's left. A measure whose landmarks cannot be trusted is NaN. What MediaPipe makes of each is in the design
notes: the plane of the picture is right within 2 to 6 degrees, the third dimension within 7 to 18.
"""

from __future__ import annotations

from coach.body.landmarks import mirror_name
from coach.body.measures import arms, head, legs, near, shoulders, trunk  # each adds its words
from coach.body.measures.measurer import Measurer, Scale
from coach.body.measures.vocabulary import VOCABULARY, Measure, landmarks_of, sided_names, split_side

__all__ = [
    "VOCABULARY", "Measure", "Measurer", "Scale", "arms", "head", "landmarks_of", "legs", "mirror_name", "near",
    "shoulders", "sided_names", "split_side", "trunk",
]  # fmt: skip

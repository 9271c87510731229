"""A WorkoutProgress for every screen of the window, with the words of a real exercise, and a person to draw it on."""

from __future__ import annotations

import numpy as np
from progress_made import changed, progress_of

from coach.body.landmarks import COUNT, INDEX, PoseFrame
from coach.counting.progress import ActiveCue, Choice
from coach.definitions.definition import Activity, Exercise
from coach.workout.workout_progress import WorkoutProgress

JUDGED = ("left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist")
CORNERS = ((0.18, 0.2), (0.82, 0.2), (0.18, 0.55), (0.82, 0.55))
NEXT = "Both knees to the chest"


def standing(t_s: float = 0.0, size: tuple[int, int] = (640, 480)) -> PoseFrame:
    """A goalpost figure in the middle; the person's left is on the picture's right, as a camera sees it."""
    width, height = size
    places = {
        "nose": (0.5, 0.2), "left_ear": (0.53, 0.2), "right_ear": (0.47, 0.2),
        "left_shoulder": (0.58, 0.35), "right_shoulder": (0.42, 0.35),
        "left_elbow": (0.66, 0.37), "right_elbow": (0.34, 0.37), "left_wrist": (0.66, 0.2), "right_wrist": (0.34, 0.2),
        "left_hip": (0.55, 0.65), "right_hip": (0.45, 0.65),
    }  # fmt: skip
    image = np.full((COUNT, 3), 0.5) * (width, height, 0)
    for name, (x, y) in places.items():
        image[INDEX[name], :2] = x * width, y * height
    return PoseFrame(t_s, image, np.zeros((COUNT, 3)), np.ones(COUNT), size)


def grey(size: tuple[int, int] = (640, 480), level: int = 90) -> np.ndarray:
    """A picture of one shade."""
    return np.full((size[1], size[0], 3), level, np.uint8)


def within_reach(*answers: tuple[str, str, str], size: tuple[int, int] = (1280, 720)) -> tuple[Choice, ...]:
    """Choices (id, label, key), the first four with a circle in the corners of the picture."""
    return tuple(
        Choice(*answer, at=(x * size[0], y * size[1]), radius=0.05 * size[0], held=0.25 * k)
        for k, (answer, (x, y)) in enumerate(zip(answers, CORNERS, strict=False))
    )


def screens(exercise: Exercise | Activity, size: tuple[int, int] = (1280, 720)) -> dict[str, WorkoutProgress]:
    """Every screen that this exercise can bring, each as full as it gets."""
    dose = exercise.dose
    base = progress_of(
        3.0, exercise.title, standing(size=size), "out", 7, 10, ("rep", "partial", "rep", "missed") * 3,
        fraction=0.6, direction="backward", judged=dict.fromkeys(JUDGED, "good"), exercise=exercise.id,
        next_title=NEXT, time_left_s=2400.0, item=12, items=12, set_number=2, sets=3,
    )  # fmt: skip
    camera = [exercise.camera.say] if isinstance(exercise, Exercise) else []
    limits = exercise.cannot_see if isinstance(exercise, Exercise) else ""
    told = f"{exercise.title}: 12 times on each side, held for 30 seconds, 3 sets."
    doubt = [exercise.unsure] if isinstance(exercise, Exercise) and exercise.unsure else []
    said = " ".join([told, *camera, exercise.setup, exercise.movement, *doubt])
    start, skip = ("start", "Start", "space"), ("skip", "Skip", "n")
    again, less = ("again", "Again", "r"), ("less", "Less", "l")
    clock = ("timed", "By the clock", "t")
    found = {
        "intro": changed(base, stage="intro", say=said, lines=(limits,), choices=within_reach(start, skip, clock)),
        "intro, known": changed(base, stage="intro", say=told, lines=(said, limits), choices=within_reach(start, skip)),
        "count-in": changed(base, stage="count-in", countdown_s=2.2, say="Get ready"),
        "set": changed(base, choices=within_reach(("pause", "Pause", "space"))),
        "hold": changed(base, phase="target", hold_s=1.2, hold_goal_s=max(dose.hold_s, 5.0)),
        "held": changed(base, phase="target", hold_s=5.2, hold_goal_s=5.0),
        "timed": changed(base, phase="target", hold_s=3.0, hold_goal_s=1500.0, timed=True, goal=3),
        "paused": changed(base, stage="paused", say="Paused", lines=("Come back into the picture to go on.",),
                          choices=within_reach(("resume", "Go on", "space"), again, less, skip)),
        "rest": changed(base, stage="rest", say="Rest", countdown_s=120.0, lines=("Set 2 of 3 comes next.",),
                        choices=within_reach(("start", "Go on", "space"), again, less, skip)),
        "pain": changed(base, stage="pain", say="How strong is it?", lines=("10 of 10: severe",), pain=10,
                        choices=within_reach(("ok", "It is 10", "space"), ("up", "More", "up"), less)),
        "where": changed(base, stage="where", say="Where does it hurt?", choices=within_reach(
            ("where-neck", "Neck", "1"), ("where-shoulder", "Shoulder", "2"), ("where-back", "Back", "3"),
            ("where-elsewhere", "Somewhere else", "4"))),
        "confirm": changed(base, stage="confirm", say=f"{exercise.title}: did you do it?",
                           choices=within_reach(("start", "I did it", "space"), ("skip", "I did not", "n"))),
        "summary": changed(
            base, stage="summary", phase="done", say="Well done: 120 repetitions and 3 by the clock.",
            lines=(f"Better: you reached 12 % further than last time ({exercise.title})",
                   f"To work on: even out your arms, 12 times ({NEXT})"),
            choices=within_reach(("quit", "Done", "q"), again)),
    }  # fmt: skip
    if isinstance(exercise, Exercise):
        found |= {
            f"cue {rule.id}": changed(base, cue=ActiveCue(rule.id, rule.say, "both", 2.0)) for rule in exercise.cues
        }
        found |= {f"praise {rule.id}": changed(base, praise=rule.praise) for rule in exercise.cues if rule.praise}
        found["framing, turned"] = changed(
            base, stage="framing", phase="framing",
            guidance="Turn your side to the camera: from the front I can't judge this. Or do it by the clock.",
        )  # fmt: skip
        found["framing"] = changed(
            base,
            stage="framing",
            phase="framing",
            guidance=f"I can't see you. {exercise.camera.say}",
        )
    return found

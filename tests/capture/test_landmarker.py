"""MediaPipe on a rendered person whose joints are known."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from paths import ROOT

from coach.body.landmarks import INDEX, PoseFrame
from coach.body.visibility import Watcher
from coach.capture import landmarker as module
from coach.capture import opencv
from coach.capture.landmarker import Landmarker, track
from coach.capture.model.store import Model
from coach.capture.open_source import open_source
from coach.capture.recording import Recorder, Recording
from coach.capture.source import Image
from coach.errors import ModelError

PERSON = ROOT / "fixtures" / "video" / "person.mp4"
# Where the renderer put the joints in the first picture, in its 320 x 240 pixels.
TRUTH = {
    "left_shoulder": (177.0, 90.0), "right_shoulder": (144.5, 90.0), "left_hip": (170.0, 137.5),
    "right_hip": (151.0, 137.5),
}  # fmt: skip


def pictures(n: int = 19) -> list[Image]:
    with open_source(str(PERSON)) as source:
        return [image for image, _ in source if image is not None][:n]


@pytest.fixture(scope="module")
def frames(model: Model) -> list[PoseFrame]:
    with open_source(str(PERSON)) as source, Landmarker(model.path) as landmarker:
        return [frame for _, frame in track(source, landmarker)]


def test_joints_are_where_the_person_has_them_in_pixels(frames: list[PoseFrame]) -> None:
    assert {frame.size for frame in frames} == {(320, 240)}
    for name, truth in TRUTH.items():
        np.testing.assert_allclose(frames[0].point(name), truth, atol=6, err_msg=name)


def test_world_is_metres_around_the_hips(frames: list[PoseFrame]) -> None:
    hips = frames[5].world[[INDEX["left_hip"], INDEX["right_hip"]]].mean(axis=0)
    shoulders = frames[5].world[INDEX["left_shoulder"]] - frames[5].world[INDEX["right_shoulder"]]
    np.testing.assert_allclose(hips, 0, atol=0.02)
    assert 0.25 < np.linalg.norm(shoulders) < 0.45


def test_times_are_the_container_s(frames: list[PoseFrame]) -> None:
    np.testing.assert_allclose([frame.t_s for frame in frames], np.arange(19) / 30, atol=0.001)


def test_nothing_is_changed_but_the_scale(model: Model, frames: list[PoseFrame]) -> None:
    import mediapipe
    from mediapipe.tasks.python import BaseOptions, vision

    cv2 = opencv.load()
    options = vision.PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(model.path)), running_mode=vision.RunningMode.VIDEO
    )
    with vision.PoseLandmarker.create_from_options(options) as bare:
        for image, frame in zip(pictures(), frames, strict=True):
            rgb = mediapipe.Image(mediapipe.ImageFormat.SRGB, cv2.cvtColor(image, cv2.COLOR_BGR2RGB))
            said = bare.detect_for_video(rgb, round(frame.t_s * 1000))
            seen = [(p.x * 320, p.y * 240, p.z * 320) for p in said.pose_landmarks[0]]
            np.testing.assert_allclose(frame.image, seen, rtol=1e-6)
            world = [(p.x, p.y, p.z) for p in said.pose_world_landmarks[0]]
            np.testing.assert_array_equal(frame.world, np.array(world, np.float32))
            np.testing.assert_array_equal(
                frame.visibility, np.array([p.visibility for p in said.pose_landmarks[0]], np.float32)
            )


def test_an_empty_room_is_nobody(model: Model) -> None:
    with Landmarker(model.path) as landmarker:
        frame = landmarker.frame(np.full((240, 320, 3), 90, np.uint8), 0.0)
    assert not frame.present
    assert np.isnan(frame.image).all()
    assert np.isnan(frame.world).all()


def test_the_same_time_twice_and_a_time_gone_back_are_borne(model: Model) -> None:
    image = pictures(1)[0]
    with Landmarker(model.path) as landmarker:
        assert [landmarker.frame(image, t_s).t_s for t_s in (0.0, 0.0004, 0.0004, 0.0, 1.0)] == [
            0.0, 0.0004, 0.0004, 0.0, 1.0,
        ]  # fmt: skip


def test_the_first_person_is_kept_when_a_second_appears(model: Model) -> None:
    cv2 = opencv.load()
    room = np.full((240, 300, 3), 128, np.uint8)
    with Landmarker(model.path) as landmarker:
        for k, image in enumerate(pictures()):
            nearer = cv2.resize(image[:, 60:260], None, fx=1.5, fy=1.5)[:240]
            wide = np.hstack([image, room if k < 5 else nearer])
            frame = landmarker.frame(wide, k / 30)
            x = (frame.point("left_shoulder")[0] + frame.point("right_shoulder")[0]) / 2
            assert x == pytest.approx(161, abs=15), f"hopped over in picture {k}"


def test_who_walks_in_front_is_not_taken_for_the_person(model: Model) -> None:
    """Half as large again, from the right edge until they cover the person, and away again."""
    cv2 = opencv.load()
    image, room = pictures(1)[0], np.full((240, 300, 3), 128, np.uint8)
    passer = cv2.resize(image[:, 60:260], None, fx=1.5, fy=1.5)[:240]
    watcher, believed = Watcher(), []
    with Landmarker(model.path) as landmarker:
        for k in range(60):
            picture = np.hstack([image, room])
            at = 620 - 25 * (k - 10) if k < 30 else 120 + 25 * (k - 30)
            if k > 10 and at < 620:
                picture[:, at:] = np.hstack([passer, np.full((240, 620, 3), 128, np.uint8)])[:, : 620 - at]
            body = watcher.update(landmarker.frame(picture, k / 15))
            if body.trusted[INDEX["nose"]]:
                believed.append(body.px[INDEX["nose"]][0])
    assert len(believed) > 25
    assert believed == pytest.approx([161] * len(believed), abs=25)


def test_pictures_of_changing_size_are_borne(model: Model) -> None:
    cv2 = opencv.load()
    image = pictures(1)[0]
    with Landmarker(model.path) as landmarker:
        small = landmarker.frame(image, 0.0)
        large = landmarker.frame(cv2.resize(image, (640, 480)), 0.1)
    assert (small.size, large.size) == ((320, 240), (640, 480))
    np.testing.assert_allclose(large.point("left_shoulder"), 2 * small.point("left_shoulder"), atol=12)


def test_a_recording_of_it_replays_the_same_to_the_last_bit(frames: list[PoseFrame], tmp_path: Path) -> None:
    with Recorder(tmp_path / "mine.npz") as recorder:
        for frame in frames:
            recorder.add(frame)
    for live, (image, replayed) in zip(frames, track(Recording(tmp_path / "mine.npz"), None), strict=True):
        assert image is None
        assert replayed.t_s == live.t_s
        for key in ("image", "world", "visibility"):
            np.testing.assert_array_equal(getattr(replayed, key), getattr(live, key))


def test_a_stalled_camera_shows_nobody(model: Model) -> None:
    class Stalled:
        name, live, size, fps = "camera 0", True, (320, 240), None

        def __iter__(self):  # type: ignore[no-untyped-def]
            return iter([(pictures(1)[0], 0.0), (None, 2.0)])

    with Landmarker(model.path) as landmarker:
        seen = [(image is None, frame.present, frame.t_s) for image, frame in track(Stalled(), landmarker)]  # type: ignore[arg-type]
    assert seen == [(False, True, 0.0), (True, False, 2.0)]


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x05\x06" + b"\0" * 18])
def test_a_bad_model_is_a_clear_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.task"
    path.write_bytes(content)
    with pytest.raises(ModelError) as caught:
        Landmarker(path)
    assert str(caught.value).startswith(f"{path} is not a model that MediaPipe takes")
    assert len(str(caught.value).splitlines()) == 2
    assert caught.value.exit_code == 4


def test_the_terminal_stays_clean_and_python_s_errors_still_arrive(model: Model) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from coach.capture.landmarker import Landmarker, track\n"
        "from coach.capture.open_source import open_source\n"
        "with open_source(sys.argv[1]) as source, Landmarker(Path(sys.argv[2])) as landmarker:\n"
        "    print(sum(frame.present for _, frame in track(source, landmarker)))\n"
        "print('mine', file=sys.stderr)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, PERSON, model.path], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert (said.stdout, said.stderr) == ("19\n", "mine\n")


def test_standard_error_comes_back_also_after_a_failure(capfd: pytest.CaptureFixture[str]) -> None:
    def failing() -> None:
        with module._quiet(True):
            os.write(2, b"swallowed")
            raise LookupError

    with pytest.raises(LookupError):
        failing()
    os.write(2, b"back")
    assert capfd.readouterr().err == "back"


def test_loading_the_module_loads_no_library() -> None:
    code = (
        "import sys, coach.capture.landmarker, coach.capture.camera, coach.capture.video, coach.capture.model.store\n"
        "print(sorted({'cv2', 'mediapipe', 'matplotlib', 'platformdirs', 'filelock'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"

"""Landmark recordings on disk: written and read back to the last bit; each wrong file told apart."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from paths import ROOT

from coach.body.landmarks import PoseFrame, empty_frame
from coach.capture import recording as module
from coach.capture.recording import Recorder, Recording
from coach.errors import RecordingError

Arrays = dict[str, Any]


def arrays(n: int = 4) -> Arrays:
    rng = np.random.default_rng(1)
    return {
        "t_s": np.arange(n) / 30 + 5.0,
        "image": rng.uniform(0, 640, (n, 33, 3)).astype(np.float32),
        "world": rng.uniform(-1, 1, (n, 33, 3)).astype(np.float32),
        "visibility": rng.uniform(0, 1, (n, 33)).astype(np.float32),
        "size": np.array([640, 480]),
    }


def written(path: Path, values: Arrays) -> Path:
    np.savez(path, **values)
    return path


def frames(n: int = 4) -> list[PoseFrame]:
    a = arrays(n)
    image, world, visibility = (a[key].astype(np.float64) for key in ("image", "world", "visibility"))
    return [PoseFrame(i / 30, image[i], world[i], visibility[i], (640, 480)) for i in range(n)]


def test_what_was_recorded_comes_back_to_the_last_bit(tmp_path: Path) -> None:
    given = [*frames(), empty_frame(0.5, (640, 480))]
    with Recorder(tmp_path / "mine.npz") as recorder:
        for frame in given:
            recorder.add(frame)
    back = [frame for _, frame in Recording(tmp_path / "mine.npz")]
    assert [frame.t_s for frame in back] == [frame.t_s for frame in given]
    assert [frame.size for frame in back] == [(640, 480)] * 5
    for old, new in zip(given, back, strict=True):
        for key in ("image", "world", "visibility"):
            np.testing.assert_array_equal(getattr(new, key), getattr(old, key))
    assert [frame.present for frame in back] == [True] * 4 + [False]


def test_times_are_seconds_from_the_first_frame(tmp_path: Path) -> None:
    recording = Recording(written(tmp_path / "late.npz", arrays()))
    assert [round(frame.t_s, 9) for _, frame in recording] == [0.0, 0.033333333, 0.066666667, 0.1]
    assert recording.fps == pytest.approx(30)


def test_arrays_nobody_knows_are_ignored(tmp_path: Path) -> None:
    values = arrays() | {"note": np.array("by a later version"), "extra": np.zeros((2, 2))}
    assert len(Recording(written(tmp_path / "new.npz", values))) == 4


def with_time(values: Arrays, i: int, t_s: float) -> Arrays:
    values["t_s"][i] = t_s
    return values


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda a: {k: v for k, v in a.items() if k != "world"}, "the array world is missing"),
        (lambda a: a | {"image": a["image"][:, :32]}, "image has the shape (4, 32, 3), expected (n, 33, 3)"),
        (lambda a: a | {"image": a["image"][0]}, "image has the shape (33, 3), expected (n, 33, 3)"),
        (lambda a: a | {"world": a["world"][:3]}, "world has 3 frames, t_s has 4"),
        (lambda a: a | {"visibility": a["world"]}, "visibility has the shape (4, 33, 3), expected (n, 33)"),
        (lambda a: a | {"t_s": a["t_s"][:, None]}, "t_s has the shape (4, 1), expected (n,)"),
        (lambda a: a | {"size": np.array([640, 480, 3])}, "size has the shape (3,), expected (2,)"),
        (lambda a: a | {"size": np.array([0, 480])}, "size is 0 x 480"),
        (lambda a: a | {"size": np.array([np.nan, 480])}, "size is nan x 480"),
        (lambda a: a | {"image": a["image"].astype(str)}, "image holds <U32, expected real numbers"),
        (lambda a: a | {"image": a["image"].astype(complex)}, "image holds complex128, expected real numbers"),
        (lambda a: a | {"world": a["world"].astype(object)}, "world is not a plain array of numbers"),
        (lambda a: {k: v if k == "size" else v[:0] for k, v in a.items()}, "is empty: t_s has no frames"),
        (lambda a: with_time(a, 2, np.nan), "t_s[2] is nan"),
        (lambda a: with_time(a, 3, np.inf), "t_s[3] is inf"),
        (lambda a: with_time(a, 2, a["t_s"][1]), "t_s[2] = 5.03333 does not come after t_s[1] = 5.03333"),
        (lambda a: with_time(a, 1, 1.0), "t_s[1] = 1 does not come after t_s[0] = 5"),
    ],
)
def test_a_wrong_array_is_named(change: Callable[[Arrays], Arrays], said: str, tmp_path: Path) -> None:
    path = written(tmp_path / "bad.npz", change(arrays()))
    with pytest.raises(RecordingError) as caught:
        Recording(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 2
    assert caught.value.exit_code == 3


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def one_array(path: Path) -> None:
    with path.open("wb") as file:
        np.save(file, np.zeros(3))


def with_garbage(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("t_s.npy", b"\x93NUMPY\x01\x00garbage")


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("readme.txt", "hello")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (Path.unlink, "no such file"),
        (lambda path: path.write_bytes(b""), "not a landmark recording, or is cut short"),
        (lambda path: path.write_text("hello"), "not a landmark recording, or is cut short"),
        (one_array, "not a landmark recording, or is cut short"),
        (cut, "not a landmark recording, or is cut short"),
        (flipped, "damaged"),
        (with_garbage, "t_s is not a plain array of numbers"),
        (other_zip, "the array t_s is missing (there is readme.txt)"),
    ],
)
def test_a_wrong_file_is_a_clear_line(damage: Callable[[Path], None], said: str, tmp_path: Path) -> None:
    path = written(tmp_path / "bad.npz", arrays())
    damage(path)
    with pytest.raises(RecordingError) as caught:
        Recording(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_folder_is_a_clear_line(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="is a folder, not a recording"):
        Recording(tmp_path)


def test_pickled_code_is_not_run(tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (tmp_path / "ran",)

    values = arrays() | {"image": np.array([Trap()], dtype=object)}
    with pytest.raises(RecordingError, match="image is not a plain array"):
        Recording(written(tmp_path / "trap.npz", values))
    assert not (tmp_path / "ran").exists()


def test_ctrl_c_saves_what_there_is(tmp_path: Path) -> None:
    def interrupted() -> None:
        with Recorder(tmp_path / "mine.npz") as recorder:
            for frame in frames():
                recorder.add(frame)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(Recording(tmp_path / "mine.npz")) == 4


def test_an_error_before_the_first_frame_is_not_hidden_by_having_nothing_to_save(tmp_path: Path) -> None:
    with pytest.raises(LookupError), Recorder(tmp_path / "mine.npz"):
        raise LookupError
    assert list(tmp_path.iterdir()) == []


def test_nothing_recorded_is_a_clear_line(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="no picture arrived"), Recorder(tmp_path / "mine.npz"):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "said"), [("", "is a folder"), ("no/mine.npz", "there is no folder"), ("file/mine.npz", "no folder")]
)
def test_a_place_that_cannot_be_written_is_known_before_the_first_frame(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RecordingError, match=said):
        Recorder(tmp_path / name)


def test_a_full_disk_is_a_clear_line_and_spares_the_old_file(tmp_path: Path) -> None:
    path = written(tmp_path / "mine.npz", arrays())
    before = path.read_bytes()
    code = (
        "import sys; sys.path.insert(0, 'tests'); from tests.capture.test_recording import *\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "recorder = Recorder(sys.argv[1])\n"
        "[recorder.add(frame) for frame in frames(100)]\n"
        "try: recorder.save()\n"
        "except RecordingError as error: print(error)\n"
    )
    said = subprocess.run([sys.executable, "-c", code, path], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.startswith(f"{path} was not written: file too large")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    assert resource.getrlimit(resource.RLIMIT_FSIZE) != (4096, 4096)


def test_the_same_frames_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        recorder = Recorder(tmp_path / name)
        for frame in frames():
            recorder.add(frame)
        recorder.save()
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_replay_leaves_the_time_to_the_coach(tmp_path: Path) -> None:
    # The whole coach has a third of a millisecond a frame; handing frames out may take a tenth of that. A machine
    # under load is allowed for: the best of five.
    recording = Recording(written(tmp_path / "long.npz", arrays(3000)))
    took_s = []
    for _ in range(5):
        start_s = time.perf_counter()
        assert sum(1 for _ in recording) == 3000
        took_s.append(time.perf_counter() - start_s)
    assert min(took_s) < 0.1


def test_frames_cannot_be_altered_under_another_reader(tmp_path: Path) -> None:
    recording = Recording(written(tmp_path / "mine.npz", arrays()))
    _, frame = next(iter(recording))
    with pytest.raises(ValueError, match="read-only"):
        frame.image[0, 0] = 0.0


def header(text: str, version: bytes = b"\x01\x00") -> bytes:
    """The beginning of an array's file as numpy writes it, with this text in the place of what it says about itself."""
    return b"\x93NUMPY" + version + len(text).to_bytes(2 if version[0] == 1 else 4, "little") + text.encode()


PLAIN = "{'descr': '<f8', 'fortran_order': False, 'shape': (4,)}\n"


def with_first(path: Path, content: bytes, packed: int = zipfile.ZIP_STORED) -> Path:
    """A recording whose times are these bytes."""
    written(path, {key: value for key, value in arrays().items() if key != "t_s"})
    with zipfile.ZipFile(path, "a", packed) as file:
        file.writestr("t_s.npy", content)
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (header(PLAIN.replace("4", "1152921504606846976")), "frames; the most"),
        (header(PLAIN.replace("4", "108001")), "frames; the most"),
        (header(PLAIN.replace("4", "-4")), "frames; the most"),
        (header(PLAIN.replace("(4,)", "(4, 1000000000)")), "has the shape"),
        (header(PLAIN.replace("<f8", "<V1000000000")), "expected real numbers"),
        (header(PLAIN.replace("<f8", "<f16")), "expected real numbers"),
        (header(PLAIN) + bytes(31), "has 31 bytes, expected 32"),
        (header(PLAIN) + bytes(33), "has 33 bytes, expected 32"),
        (header("{'descr': ''", b"\x02\x00"), "not a plain array"),
        (header("("), "not a plain array"),
        (header("{" * 5000), "not a plain array"),
        (header("{'descr': [('a', 'b')]*3, 'shape': 1}"), "not a plain array"),
        (header("'" * 9), "not a plain array"),
        (header("  x\n y\n", b"\x02\x00"), "not a plain array"),
        (header("1" * 20000), "not a plain array"),
        (header("{}", b"\x09\x09"), "not a plain array"),
        (b"\x93NUMPY\x01", "not a plain array"),
        (b"", "not a plain array"),
    ],
)
def test_a_wrong_header_is_told_and_nothing_is_loaded(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=said):
        Recording(with_first(tmp_path / "bad.npz", content))


def test_a_small_file_cannot_take_much_memory(tmp_path: Path) -> None:
    path = with_first(tmp_path / "bomb.npz", header(PLAIN) + bytes(64 << 20), zipfile.ZIP_DEFLATED)
    tracemalloc.start()
    with pytest.raises(RecordingError, match="damaged"):
        Recording(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 4 << 20


@pytest.mark.parametrize("packed", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_other_ways_of_packing_are_not_read(packed: int, tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="packed in a way"):
        Recording(with_first(tmp_path / "bad.npz", header(PLAIN), packed))


def test_a_zip_of_countless_files_is_not_listed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "many.npz", "w") as file:
        for number in range(1500):
            file.writestr(f"{number}.npy", b"")
    with pytest.raises(RecordingError, match="too large for a recording"):
        Recording(tmp_path / "many.npz")


def test_a_zip_whose_list_stands_elsewhere_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path / "large.npz", arrays())
    content = path.read_bytes()
    at = content.rindex(b"PK\5\6")
    path.write_bytes(content[:at] + b"PK\6\7" + bytes(16) + content[at:])
    with pytest.raises(RecordingError, match=r"not a landmark recording|too large"):
        Recording(path)


def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.npz")
    with pytest.raises(RecordingError, match="is not a regular file"):
        Recording(tmp_path / "pipe.npz")


def test_a_circle_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine.npz").symlink_to(tmp_path / "mine.npz")
    with pytest.raises(RecordingError, match="too many levels"):
        Recording(tmp_path / "mine.npz")


def test_columns_first_and_other_numbers_are_read(tmp_path: Path) -> None:
    values = arrays()
    others = values | {"image": np.asfortranarray(values["image"].astype(">f4")), "size": np.array([640, 480], "u2")}
    same = Recording(written(tmp_path / "other.npz", others))
    for (_, frame), (_, other) in zip(Recording(written(tmp_path / "mine.npz", values)), same, strict=True):
        np.testing.assert_allclose(frame.image, other.image, rtol=1e-6)


def test_a_full_recording_takes_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FRAMES", 3)
    recorder = Recorder(tmp_path / "long.npz")
    for frame in frames():
        recorder.add(frame)
    recorder.save()
    assert recorder.full
    assert len(Recording(tmp_path / "long.npz")) == 3

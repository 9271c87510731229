"""A camera in the network of this machine, which sees head and shoulders of somebody who stands still."""

from __future__ import annotations

from itertools import cycle

from paths import FIXTURES

from benchmarks.network_camera import NetworkCamera
from coach.capture import opencv
from coach.capture.open_source import open_source

DEMO = FIXTURES / "demo" / "demo.mp4"


class HeadStream(NetworkCamera):
    """A camera in the network that sees head and shoulders of the demo's figure, standing still."""

    fps = 10.0

    def __init__(self) -> None:
        super().__init__()
        cv2, jpegs = opencv.load(), []
        with open_source(str(DEMO)) as source:
            for image, _ in source:
                assert image is not None
                close = cv2.resize(image[105:293, 302:552], (640, 480))
                jpegs.append(cv2.imencode(".jpg", close)[1].tobytes())
                if len(jpegs) == 50:
                    break
        self._jpegs = cycle(jpegs)
        self.serve()

    def jpeg(self) -> bytes:
        return next(self._jpegs)

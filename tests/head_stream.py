"""A camera in the network of this machine, which sees head and shoulders of somebody who stands still."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler

from network_camera import NetworkCamera
from paths import FIXTURES

from coach.capture import opencv
from coach.capture.open_source import open_source

DEMO = FIXTURES / "demo" / "demo.mp4"


class HeadStream(NetworkCamera):
    """A camera in the network that sees head and shoulders of the demo's figure, standing still."""

    def __init__(self) -> None:
        super().__init__(_Pictures)
        cv2, self.jpegs = opencv.load(), []
        with open_source(str(DEMO)) as source:
            for image, _ in source:
                assert image is not None
                close = cv2.resize(image[105:293, 302:552], (640, 480))
                self.jpegs.append(cv2.imencode(".jpg", close)[1].tobytes())
                if len(self.jpegs) == 50:
                    break
        self.serve()


class _Pictures(BaseHTTPRequestHandler):
    server: HeadStream

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        k = 0
        try:
            while not self.server.over.wait(0.1):
                jpeg = self.server.jpegs[k % len(self.server.jpegs)]
                head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                self.wfile.write(head.encode() + jpeg + b"\r\n")
                k += 1
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Quiet."""

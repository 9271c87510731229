"""Cameras in the network of this machine, for tests and trials: they serve from a thread until they are closed."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class NetworkCamera(ThreadingHTTPServer):
    """Answers at `url` once `serve` was called; `over` is set when it is closed. `answers`: how; left out, it sends
    `jpeg()` after `jpeg()`, `fps` of them a second."""

    daemon_threads = True
    fps = 15.0

    def __init__(self, answers: type[BaseHTTPRequestHandler] | None = None, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), answers or _Pictures)
        self.over = threading.Event()

    def jpeg(self) -> bytes:
        """The next picture."""
        raise NotImplementedError

    def serve(self) -> threading.Thread:
        thread = threading.Thread(target=self.serve_forever, daemon=True)
        thread.start()
        return thread

    @property
    def url(self) -> str:
        """What to open."""
        return f"http://127.0.0.1:{self.server_port}/video"

    def close(self) -> None:
        """The end of the stream."""
        self.over.set()
        self.shutdown()
        self.server_close()

    def __exit__(self, *_: object) -> None:
        self.close()


class _Pictures(BaseHTTPRequestHandler):
    server: NetworkCamera

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        try:
            while not self.server.over.wait(1 / self.server.fps):
                jpeg = self.server.jpeg()
                head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                self.wfile.write(head.encode() + jpeg + b"\r\n")
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Quiet."""

"""What the cameras in the network of this machine have in common: they serve from a thread until the test is over."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class NetworkCamera(ThreadingHTTPServer):
    """Answers at `url` once `serve` was called; `over` is set when the test leaves it."""

    daemon_threads = True

    def __init__(self, answers: type[BaseHTTPRequestHandler], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), answers)
        self.over = threading.Event()

    def serve(self) -> threading.Thread:
        thread = threading.Thread(target=self.serve_forever, daemon=True)
        thread.start()
        return thread

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/video"

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()

"""A network camera without a standard, in a process of its own: ``python mjpeg_server.py PORT``.

It streams JPEG pictures over HTTP, says when it is up, and ends with its parent.
"""

from __future__ import annotations

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np

PERIOD_S = 0.002
HEADER = b"--picture\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"


class Stream(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=picture")
        self.end_headers()
        jpeg = cv2.imencode(".jpg", np.full((48, 64, 3), 77, np.uint8))[1].tobytes()
        pause = threading.Event()
        try:
            while not pause.wait(PERIOD_S):
                self.wfile.write(HEADER % len(jpeg) + jpeg + b"\r\n")
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, *_: object) -> None:
        """Quiet."""


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Stream)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("running", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()

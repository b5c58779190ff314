"""One GigE camera at a time has UDP port 3956 of 127.0.0.1; tests side by side take turns."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.file_lock import wait_exclusively

_TURN = Path(tempfile.gettempdir()) / "inspector-tests-camera-at-127.0.0.1.lock"
_PATIENCE_S = 100.0


@pytest.fixture
def local_camera_address() -> Iterator[None]:
    """Nobody else has a camera at 127.0.0.1 meanwhile."""
    with _TURN.open("ab") as stream:
        wait_exclusively(stream, _PATIENCE_S, time.monotonic_ns)
        yield

"""Waiting for what another process or thread does."""

import threading
from collections.abc import Callable

PATIENCE_S = 100


def wait_until(condition: Callable[[], object], what: str = "it") -> None:
    """Until it holds; a machine that has not come to it by then never will."""
    pause = threading.Event()
    for _ in range(PATIENCE_S * 50):
        if condition():
            return
        pause.wait(0.02)
    raise AssertionError(f"{what} did not happen in time")

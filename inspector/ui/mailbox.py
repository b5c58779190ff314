"""A place for one message: a slow reader skips, and memory does not grow."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """Holds the latest message between one writer thread and one reader thread.

    Args:
        combine: Makes one message of the unread old one and the new one.
    """

    def __init__(self, combine: Callable[[T, T], T]) -> None:
        self._combine = combine
        self._lock = threading.Lock()
        self._message: T | None = None

    def put(self, message: T) -> bool:
        """Leave a message; true when the box was empty, so that the reader must be called."""
        with self._lock:
            unread = self._message
            self._message = message if unread is None else self._combine(unread, message)
            return unread is None

    def take(self) -> T | None:
        """Empty the box; ``None`` when nothing lay in it."""
        with self._lock:
            message, self._message = self._message, None
            return message

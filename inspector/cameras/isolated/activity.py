"""What a camera process is at, so that its parent can tell what it died of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from inspector.domain.errors.camera import CameraError, CameraLostError

Tell = Callable[[str, str], None]


def _tell_nobody(code: str, text: str) -> None:
    """Outside a camera process nobody asks."""


_tell: ContextVar[Tell] = ContextVar("tell", default=_tell_nobody)


def tell_with(tell: Tell) -> None:
    """From now on, report in this thread's context what :func:`doing` names."""
    _tell.set(tell)


@contextmanager
def doing(text: str, error: type[CameraError] = CameraLostError) -> Iterator[None]:
    """Name a call that may end the whole process, such as the loading of a vendor's library.

    Args:
        text: What is done, to stand behind "while".
        error: What the end of the process meanwhile means.
    """
    tell = _tell.get()
    tell(error.code, text)
    try:
        yield
    finally:
        tell("", "")

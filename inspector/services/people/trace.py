"""Whether a request has left a trace, wherever in the program it was written down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class Trace:
    """What became of one request. ``accounted`` once it was written down or changed nothing."""

    accounted: bool = False


_trace: ContextVar[Trace | None] = ContextVar("audit_trace", default=None)


@contextmanager
def traced() -> Iterator[Trace]:
    """Watch what is done inside, also by the worker threads that it calls."""
    trace = Trace()
    before = _trace.set(trace)
    try:
        yield trace
    finally:
        _trace.reset(before)


def account() -> None:
    """The request that is answered here was written down, or changes nothing at all."""
    trace = _trace.get()
    if trace is not None:
        trace.accounted = True

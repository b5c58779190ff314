"""Asking what lies here, or at a server that may be slow or away, in the same words."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from inspector.clock import monotonic_ns
from inspector.domain.errors.shared_history import (
    SharedHistoryAbsentError,
    SharedHistoryError,
    SharedHistorySlowError,
    SharedHistoryUnreachableError,
)
from inspector.domain.shared_history import SharedPast
from inspector.engine.threads.priority import lower_thread_priority

_log = logging.getLogger(__name__)
QUESTIONS_MAX = 4
"""So many are asked at a time; further ones are refused, for each holds up whoever asks."""
PATIENCE_S = 8.0
"""Below the ten seconds after which clients give a station up."""
_REST_NS = 3 * 10**9
"""A server that did not answer is left alone for so long."""

_Answer = TypeVar("_Answer")
_Asked = TypeVar("_Asked")
_Asked_co = TypeVar("_Asked_co", covariant=True)


class Reader(Protocol[_Asked_co]):
    """Whoever answers questions about results."""

    def ask(self, question: Callable[[_Asked_co], _Answer], /) -> _Answer:
        """What it answers."""


@dataclass(frozen=True, slots=True)
class Here(Generic[_Asked]):
    """What this station holds itself."""

    asked: _Asked

    def ask(self, question: Callable[[_Asked], _Answer]) -> _Answer:
        """The answer, at once."""
        return question(self.asked)


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Where nothing is shared."""

    def ask(self, question: Callable[[Any], _Answer]) -> _Answer:
        """No answer."""
        raise SharedHistoryAbsentError("the station file names no server")


@dataclass(frozen=True, slots=True)
class There(Generic[_Asked]):
    """The same service over what the server holds.

    Attributes:
        link: The way to the server.
        make: Makes the service of what is read there.
        queues_s: How long a question waits for others to be answered first.
    """

    link: SharedLink
    make: Callable[[SharedPast], _Asked]
    queues_s: float = 0.0

    def ask(self, question: Callable[[_Asked], _Answer]) -> _Answer:
        """The answer, or :class:`SharedHistoryError`."""
        return self.link.ask(lambda past: question(self.make(past)), self.queues_s)


class SharedLink:
    """Asks the server in threads of its own, so that nobody waits for a network for long.

    All methods may be called from several threads.

    Args:
        connect: Opens it; raises :class:`SharedHistoryError`.
        patience_s: How long whoever asks waits at most.
    """

    def __init__(self, connect: Callable[[], SharedPast], patience_s: float = PATIENCE_S) -> None:
        self._connect = connect
        self._patience_s = patience_s
        self._past: SharedPast | None = None
        self._opening = threading.Lock()
        self._places = threading.BoundedSemaphore(QUESTIONS_MAX)
        self._fault: SharedHistoryError | None = None
        self._again_ns = 0
        self._threads = ThreadPoolExecutor(QUESTIONS_MAX, "shared-history", lower_thread_priority)

    def ask(self, question: Callable[[SharedPast], _Answer], queues_s: float = 0.0) -> _Answer:
        """What the server answers; the question waits for a free place for ``queues_s`` at most.

        Raises:
            SharedHistoryError: there is none, it does not answer, or not in time.
        """
        self._refuse_while_away()
        if not self._places.acquire(timeout=queues_s):
            raise SharedHistorySlowError(f"{QUESTIONS_MAX} questions wait for the server already")
        answer: Future[_Answer] = self._threads.submit(lambda: question(self._opened()))
        answer.add_done_callback(lambda _: self._places.release())
        done, _ = wait([answer], self._patience_s)
        if not done:
            late = SharedHistorySlowError(f"no answer within {self._patience_s:.0f} s")
            self._stands(late)
            raise late
        try:
            found = answer.result()
        except SharedHistoryUnreachableError as error:
            self._stands(error)
            raise
        self._passes()
        return found

    def close(self) -> None:
        """Disconnect; a question that still waits for the network ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._past is not None:
            self._past.close()

    def _opened(self) -> SharedPast:
        with self._opening:
            if self._past is None:
                # Whoever waited while another one tried in vain does not try as well.
                self._refuse_while_away()
                try:
                    self._past = self._connect()
                except SharedHistoryUnreachableError as error:
                    self._stands(error)
                    raise
            return self._past

    def _refuse_while_away(self) -> None:
        if self._fault is not None and monotonic_ns() < self._again_ns:
            raise self._fault.with_traceback(None)

    def _stands(self, error: SharedHistoryError) -> None:
        if self._fault is None:
            _log.warning("the shared history cannot be asked: %s", error)
        self._again_ns = monotonic_ns() + _REST_NS
        self._fault = error

    def _passes(self) -> None:
        if self._fault is not None:
            _log.info("the shared history answers again")
        self._fault = None

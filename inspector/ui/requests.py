"""Questions to the station, answered by a second thread so that no page ever waits."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.state import AccessDeniedError, StationNotRunningError

if TYPE_CHECKING:
    from inspector.client.station import StationClient

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    key: str
    call: Callable[[StationClient], Any]
    answered: Callable[[Any], None]
    refused: Callable[[InspectorError], None]


class RequestLink(QObject):
    """Asks one question at a time, in the order of asking.

    A newer question with the same key replaces the one before, whether it waits or is under way:
    only the newest is ever answered. Answers come in the thread that made this object.

    Args:
        connect: Makes a connection to the station.
        parent: Its owner.
        identity: The token of the session in whose name questions are asked, empty for nobody.
    """

    _done = Signal(object, object)

    def __init__(
        self,
        connect: Callable[[], StationClient],
        parent: QObject | None = None,
        identity: Callable[[], str] = str,
    ) -> None:
        super().__init__(parent)
        self._connect = connect
        self._identity = identity
        self._condition = threading.Condition()
        self._waiting: OrderedDict[str, _Question] = OrderedDict()
        self._newest: dict[str, _Question] = {}
        self._stopping = False
        self._renew = False
        self._client: StationClient | None = None
        self._thread = threading.Thread(target=self._work, name="ui-requests", daemon=True)
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Forget what waits, break off what is under way, and wait for the thread."""
        with self._condition:
            self._stopping = True
            self._waiting.clear()
            client = self._client
            self._condition.notify()
        if client is not None:
            client.close()
        if self._thread.is_alive():
            self._thread.join()

    def renew(self) -> None:
        """Read the run file again before the next question: the station may have moved."""
        with self._condition:
            self._renew = True

    def ask(
        self,
        key: str,
        call: Callable[[StationClient], T],
        answered: Callable[[T], None],
        refused: Callable[[InspectorError], None],
    ) -> None:
        """Run ``call`` on the station and hand on what it returns or raises."""
        question = _Question(key, call, answered, refused)
        self._newest[key] = question
        with self._condition:
            self._waiting.pop(key, None)
            self._waiting[key] = question
            self._condition.notify()

    def _work(self) -> None:
        while (question := self._next()) is not None:
            answer: object
            try:
                station = self._connected()
                station.adopt_session(self._identity())
                answer = question.call(station)
            except InspectorError as error:
                answer = error
                if isinstance(error, StationNotRunningError | AccessDeniedError):
                    self.renew()
            self._done.emit(question, answer)
        self._disconnect()

    def _next(self) -> _Question | None:
        with self._condition:
            self._condition.wait_for(lambda: self._waiting or self._stopping)
            return None if self._stopping else self._waiting.popitem(last=False)[1]

    def _connected(self) -> StationClient:
        with self._condition:
            renew, self._renew = self._renew, False
        if renew:
            self._disconnect()
        if self._client is None:
            client = self._connect()
            with self._condition:
                self._client = client
                if self._stopping:
                    raise StationNotRunningError("the app is closing")
        return self._client

    def _disconnect(self) -> None:
        with self._condition:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _deliver(self, question: _Question, answer: object) -> None:
        if self._stopping or self._newest.get(question.key) is not question:
            return
        del self._newest[question.key]
        if isinstance(answer, InspectorError):
            question.refused(answer)
        else:
            question.answered(answer)

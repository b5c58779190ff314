"""One station as a program sees it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from inspector.client.alarms import AlarmClient
from inspector.client.approvals import ApprovalClient
from inspector.client.audit import AuditClient
from inspector.client.cameras import CameraClient
from inspector.client.challenge import ChallengeClient
from inspector.client.connection import Connection
from inspector.client.drift import DriftClient
from inspector.client.exports import ExportClient
from inspector.client.history import HistoryClient
from inspector.client.line import LineClient
from inspector.client.live import LiveEvent, LiveSocket
from inspector.client.lot_reports import LotReportClient
from inspector.client.lots import LotClient
from inspector.client.models import ModelClient
from inspector.client.people import PeopleClient
from inspector.client.recipes import RecipeClient
from inspector.client.replay import ReplayClient
from inspector.client.reviews import ReviewClient
from inspector.client.routes import Routes
from inspector.client.shared_history import SharedHistoryClient
from inspector.client.station_check import StationCheckClient
from inspector.client.statistics import StatisticsClient
from inspector.client.training import TrainingClient
from inspector.client.what_if import WhatIfClient
from inspector.wire.health import Health
from inspector.wire.run_file import RunFile, read_run_file
from inspector.wire.station import CommandRequest, LiveWish, StationCommand, StationSnapshot


class StationClient(Routes):
    """Talks to the station that published itself; survives its restart on another port.

    All methods may be called from several threads. They raise ``StationNotRunningError`` when
    nobody answers, ``AccessDeniedError`` for a wrong token, and otherwise the error that the
    station met, with its own code and remedy.
    """

    def __init__(self, locate: Callable[[], RunFile]) -> None:
        """Use ``locate`` to find the station, now and whenever it is lost."""
        self._connection = Connection(locate)
        exchange, stream = self._connection.exchange, self._connection.stream
        super().__init__(exchange)
        self._lock = threading.Lock()
        self._sockets: set[LiveSocket] = set()
        self.alarms = AlarmClient(exchange)
        self.approvals = ApprovalClient(exchange)
        self.audit = AuditClient(exchange)
        self.cameras = CameraClient(exchange)
        self.challenge = ChallengeClient(exchange)
        self.check = StationCheckClient(exchange)
        self.drift = DriftClient(exchange)
        self.exports = ExportClient(stream)
        self.history = HistoryClient(exchange)
        self.line = LineClient(exchange)
        self.lot_reports = LotReportClient(exchange, stream)
        self.lots = LotClient(exchange)
        self.models = ModelClient(exchange)
        self.people = PeopleClient(exchange, self.adopt_session)
        self.recipes = RecipeClient(exchange)
        self.replays = ReplayClient(exchange)
        self.reviews = ReviewClient(exchange)
        self.shared = SharedHistoryClient(exchange, stream)
        self.statistics = StatisticsClient(exchange)
        self.training = TrainingClient(exchange)
        self.what_if = WhatIfClient(exchange)

    @classmethod
    def from_run_file(cls, path: Path) -> Self:
        """A client of the station that writes ``path``; it need not run yet."""
        return cls(lambda: read_run_file(path))

    def adopt_session(self, token: str) -> None:
        """Ask in the name of the person of this session from now on; empty for nobody."""
        self._connection.adopt_session(token)

    def health(self) -> Health:
        """Whether the API answers, and in which version."""
        return self._get(Health, "/v1/health")

    def snapshot(self) -> StationSnapshot:
        """The present state of the station."""
        return self._get(StationSnapshot, "/v1/station")

    def command(self, command: StationCommand) -> StationSnapshot:
        """Carry out a command; the state after it.

        Raises:
            CommandNotAllowedError: not in the present state.
        """
        request = CommandRequest(command=command)
        return self._send(StationSnapshot, "POST", "/v1/station/commands", request)

    def live(self, wished: Callable[[], LiveWish | None] = lambda: None) -> Iterator[LiveEvent]:
        """Connect and yield the newest state again and again, until :meth:`close`.

        Args:
            wished: How large the picture is shown; looked at before each message.

        Raises:
            StationNotRunningError: nobody answers, or the station went away; call again to
                reconnect.
        """
        if self.closed:
            return
        live_socket = LiveSocket(self._connection.locate())
        with self._lock:
            self._sockets.add(live_socket)
        try:
            if not self.closed:
                yield from live_socket.events(wished)
        finally:
            with self._lock:
                self._sockets.discard(live_socket)
            live_socket.close()

    def close(self) -> None:
        """Disconnect and end every :meth:`live`, also one that waits in another thread."""
        self._connection.close()
        with self._lock:
            sockets = list(self._sockets)
        for live_socket in sockets:
            live_socket.close()

    @property
    def closed(self) -> bool:
        """Whether :meth:`close` was called."""
        return self._connection.closed

    def __enter__(self) -> Self:
        """Use as a context manager to close at the end."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

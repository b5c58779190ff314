"""One station as a program sees it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from inspector import __version__
from inspector.client.alarms import AlarmClient
from inspector.client.approvals import ApprovalClient
from inspector.client.audit import AuditClient
from inspector.client.cameras import CameraClient
from inspector.client.challenge import ChallengeClient
from inspector.client.drift import DriftClient
from inspector.client.exports import ExportClient
from inspector.client.faults import error_of
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
from inspector.client.routes import parameters, parsed
from inspector.client.shared_history import SharedHistoryClient
from inspector.client.station_check import StationCheckClient
from inspector.client.statistics import StatisticsClient
from inspector.client.training import TrainingClient
from inspector.client.what_if import WhatIfClient
from inspector.domain.errors.state import AccessDeniedError, StationNotRunningError
from inspector.wire.evidence import Evidence
from inspector.wire.health import Health
from inspector.wire.history import ResultDetail, ResultFilter, ResultPage
from inspector.wire.people import APPROVAL_HEADER, SESSION_HEADER
from inspector.wire.run_file import RunFile, read_run_file
from inspector.wire.station import (
    CommandRequest,
    LiveWish,
    StationCommand,
    StationSnapshot,
)

TIMEOUT_S = 10.0
_BUSY = "Look whether it has done what was asked, then ask again; its log says what keeps it busy."
_CLOSED_MEANWHILE = "the client was closed meanwhile"
_PIECE_TIMEOUT_S = 60.0
"""Between two pieces of a file: a report makes its pages before the first one comes."""


class StationClient:
    """Talks to the station that published itself; survives its restart on another port.

    All methods may be called from several threads. They raise ``StationNotRunningError`` when
    nobody answers, ``AccessDeniedError`` for a wrong token, and otherwise the error that the
    station met, with its own code and remedy.
    """

    def __init__(self, locate: Callable[[], RunFile]) -> None:
        """Use ``locate`` to find the station, now and whenever it is lost."""
        self._locate = locate
        self._lock = threading.Lock()
        self._found: RunFile | None = None
        self._sockets: set[LiveSocket] = set()
        self._closed = threading.Event()
        # The environment's proxies and .netrc are not for the local machine.
        agent = {"User-Agent": f"inspector/{__version__}"}
        self._http = httpx.Client(
            timeout=TIMEOUT_S,
            trust_env=False,
            headers=agent,
            event_hooks={"response": [self._refuse_when_closed]},
        )
        self._session = ""
        self.alarms: AlarmClient = AlarmClient(self._exchange)
        self.approvals: ApprovalClient = ApprovalClient(self._exchange)
        self.audit: AuditClient = AuditClient(self._exchange)
        self.cameras: CameraClient = CameraClient(self._exchange)
        self.challenge: ChallengeClient = ChallengeClient(self._exchange)
        self.drift: DriftClient = DriftClient(self._exchange)
        self.exports: ExportClient = ExportClient(self._stream)
        self.history: HistoryClient = HistoryClient(self._exchange)
        self.lots: LotClient = LotClient(self._exchange)
        self.lot_reports: LotReportClient = LotReportClient(self._exchange, self._stream)
        self.replays: ReplayClient = ReplayClient(self._exchange)
        self.line: LineClient = LineClient(self._exchange)
        self.models: ModelClient = ModelClient(self._exchange)
        self.people: PeopleClient = PeopleClient(self._exchange, self.adopt_session)
        self.recipes: RecipeClient = RecipeClient(self._exchange)
        self.check: StationCheckClient = StationCheckClient(self._exchange)
        self.reviews: ReviewClient = ReviewClient(self._exchange)
        self.shared: SharedHistoryClient = SharedHistoryClient(self._exchange, self._stream)
        self.statistics: StatisticsClient = StatisticsClient(self._exchange)
        self.training: TrainingClient = TrainingClient(self._exchange)
        self.what_if: WhatIfClient = WhatIfClient(self._exchange)

    @classmethod
    def from_run_file(cls, path: Path) -> Self:
        """A client of the station that writes ``path``; it need not run yet."""
        return cls(lambda: read_run_file(path))

    def adopt_session(self, token: str) -> None:
        """Ask in the name of the person of this session from now on; empty for nobody."""
        self._session = token

    def health(self) -> Health:
        """Whether the API answers, and in which version."""
        return parsed(Health, self._get("/v1/health"))

    def snapshot(self) -> StationSnapshot:
        """The present state of the station."""
        return parsed(StationSnapshot, self._get("/v1/station"))

    def command(self, command: StationCommand) -> StationSnapshot:
        """Carry out a command; the state after it.

        Raises:
            CommandNotAllowedError: not in the present state.
        """
        body = CommandRequest(command=command).model_dump(mode="json")
        reply = self._request("POST", "/v1/station/commands", json=body)
        return parsed(StationSnapshot, reply)

    def results(
        self,
        criteria: ResultFilter | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> ResultPage:
        """A page of the history, newest first; continue with ``before=page.next_before``."""
        return self.history.page(criteria, before, limit)

    def results_after(
        self, position: int, limit: int = 100, criteria: ResultFilter | None = None
    ) -> ResultPage:
        """A page of the history in storing order; continue with ``page.next_after``.

        Args:
            position: The ``sequence`` of the last row that is known; 0 for the oldest page.
            limit: The longest page, at most 500.
            criteria: Which rows; all by default.
        """
        return self.history.page_after(position, limit, criteria)

    def result(self, result_id: str) -> ResultDetail:
        """All that is known of one result.

        Raises:
            ResultNotFoundError: there is none of this id.
        """
        return parsed(ResultDetail, self._get(f"/v1/results/{result_id}"))

    def image(self, result_id: str, view: int | None = None) -> bytes:
        """The archived PNG of one view of a result, by default of the view that decided.

        Raises:
            ViewNotFoundError: there is no such view.
            ImageMissingError: it has no picture; the message says why.
        """
        return self._get(f"/v1/results/{result_id}/image", view=view)

    def thumbnail(self, result_id: str, size_px: int = 160, view: int | None = None) -> bytes:
        """A JPEG that fits a square of ``size_px``; raises as :meth:`image`."""
        return self._get(f"/v1/results/{result_id}/thumbnail", size=size_px, view=view)

    def evidence(self, result_id: str, view: int | None = None) -> Evidence:
        """What in a picture speaks for the class that was found in it."""
        return parsed(Evidence, self._get(f"/v1/results/{result_id}/evidence", view=view))

    def live(self, wished: Callable[[], LiveWish | None] = lambda: None) -> Iterator[LiveEvent]:
        """Connect and yield the newest state again and again, until :meth:`close`.

        Args:
            wished: How large the picture is shown; looked at before each message.

        Raises:
            StationNotRunningError: nobody answers, or the station went away; call again to
                reconnect.
        """
        if self._closed.is_set():
            return
        live_socket = LiveSocket(self._locate())
        with self._lock:
            self._sockets.add(live_socket)
        try:
            if not self._closed.is_set():
                yield from live_socket.events(wished)
        finally:
            with self._lock:
                self._sockets.discard(live_socket)
            live_socket.close()

    def close(self) -> None:
        """Disconnect and end every :meth:`live`, also one that waits in another thread."""
        self._closed.set()
        with self._lock:
            sockets = list(self._sockets)
        for live_socket in sockets:
            live_socket.close()
        self._http.close()

    @property
    def closed(self) -> bool:
        """Whether :meth:`close` was called."""
        return self._closed.is_set()

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

    def _refuse_when_closed(self, _: httpx.Response) -> None:
        """An answer that is not read closes its connection; closing spared one that was made."""
        if self.closed:
            raise StationNotRunningError(_CLOSED_MEANWHILE)

    def _get(self, path: str, **params: object) -> bytes:
        return self._request("GET", path, params=parameters(None, **params))

    def _request(self, method: str, path: str, **content: Any) -> bytes:
        return self._exchange(method, path, **content).content

    def _exchange(self, method: str, path: str, **content: Any) -> httpx.Response:
        """Ask the station where it was last; look again where it is now before giving up.

        Only what the station cannot have carried out is sent twice: the connection was not made,
        or the token was refused.
        """
        if self._closed.is_set():
            raise StationNotRunningError("the client is closed")
        station = self._found or self._locate()
        try:
            try:
                return self._ask(station, method, path, content)
            except (httpx.ConnectError, AccessDeniedError):
                moved = self._locate()
                if moved == station:
                    raise
                return self._ask(moved, method, path, content)
        except httpx.ReadTimeout as error:
            raise StationNotRunningError(
                f"{station.url} has not answered in time", remedy=_BUSY
            ) from error
        except httpx.HTTPError as error:
            raise StationNotRunningError(f"no answer from {station.url}: {error}") from error
        except RuntimeError as error:
            if not self.closed:
                raise
            raise StationNotRunningError(_CLOSED_MEANWHILE) from error

    @contextmanager
    def _stream(self, method: str, path: str, **content: Any) -> Iterator[httpx.Response]:
        """An answer that is read piece by piece; its end waits for no time limit of the whole."""
        self._exchange("GET", "/v1/health")
        station = self._found or self._locate()
        headers = self._headers(station, content)
        request = {"timeout": _PIECE_TIMEOUT_S} | content | {"headers": headers}
        with self._http.stream(method, f"{station.url}{path}", **request) as response:
            if not response.is_success:
                response.read()
                raise error_of(response)
            yield response

    def _ask(
        self, station: RunFile, method: str, path: str, content: dict[str, Any]
    ) -> httpx.Response:
        request = content | {"headers": self._headers(station, content)}
        response = self._http.request(method, f"{station.url}{path}", **request)
        waits = APPROVAL_HEADER in response.headers
        if waits or (not response.is_success and response.status_code != httpx.codes.NOT_MODIFIED):
            raise error_of(response)
        self._found = station
        return response

    def _headers(self, station: RunFile, content: dict[str, Any]) -> dict[str, str]:
        headers: dict[str, str] = content.get("headers", {}) | {
            "Authorization": f"Bearer {station.token}"
        }
        if self._session:
            headers[SESSION_HEADER] = self._session
        return headers

"""The way to one station: found by what it published, and found again where it is now."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from inspector import __version__
from inspector.client.faults import error_of
from inspector.domain.errors.state import AccessDeniedError, StationNotRunningError
from inspector.wire.people import APPROVAL_HEADER, SESSION_HEADER
from inspector.wire.run_file import RunFile

TIMEOUT_S = 10.0
_BUSY = "Look whether it has done what was asked, then ask again; its log says what keeps it busy."
_CLOSED_MEANWHILE = "the client was closed meanwhile"
_PIECE_TIMEOUT_S = 60.0
"""Between two pieces of a file: a report makes its pages before the first one comes."""


class Connection:
    """Sends requests to the station. All methods may be called from several threads.

    Args:
        locate: Finds the station, now and whenever it is lost.
    """

    def __init__(self, locate: Callable[[], RunFile]) -> None:
        self.locate = locate
        self._found: RunFile | None = None
        self._closed = threading.Event()
        # The environment's proxies and .netrc are not for the local machine.
        self._http = httpx.Client(
            timeout=TIMEOUT_S,
            trust_env=False,
            headers={"User-Agent": f"inspector/{__version__}"},
            event_hooks={"response": [self._refuse_when_closed]},
        )
        self._session = ""

    @property
    def closed(self) -> bool:
        """Whether :meth:`close` was called."""
        return self._closed.is_set()

    def adopt_session(self, token: str) -> None:
        """Ask in the name of the person of this session from now on; empty for nobody."""
        self._session = token

    def exchange(self, method: str, path: str, **content: Any) -> httpx.Response:
        """Ask the station where it was last; look again where it is now before giving up.

        Only what the station cannot have carried out is sent twice: the connection was not made,
        or the token was refused.

        Raises:
            StationNotRunningError: nobody answers, not in time, or the connection is closed.
            InspectorError: what the station refused it with.
        """
        if self.closed:
            raise StationNotRunningError("the client is closed")
        station = self._found or self.locate()
        try:
            try:
                return self._ask(station, method, path, content)
            except (httpx.ConnectError, AccessDeniedError):
                moved = self.locate()
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
    def stream(self, method: str, path: str, **content: Any) -> Iterator[httpx.Response]:
        """An answer that is read piece by piece; its end waits for no time limit of the whole.

        Raises as :meth:`exchange`.
        """
        self.exchange("GET", "/v1/health")
        station = self._found or self.locate()
        headers = self._headers(station, content)
        request = {"timeout": _PIECE_TIMEOUT_S} | content | {"headers": headers}
        with self._http.stream(method, f"{station.url}{path}", **request) as response:
            if not response.is_success:
                response.read()
                raise error_of(response)
            yield response

    def close(self) -> None:
        """Disconnect; what is under way ends with ``StationNotRunningError``."""
        self._closed.set()
        self._http.close()

    def _refuse_when_closed(self, _: httpx.Response) -> None:
        """An answer that is not read closes its connection; closing spared one that was made."""
        if self.closed:
            raise StationNotRunningError(_CLOSED_MEANWHILE)

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

"""The live socket from the client's side."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import ValidationError
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from inspector.client.faults import error_from
from inspector.domain.errors.api import RequestFailedError
from inspector.domain.errors.state import StationNotRunningError
from inspector.wire.history import ErrorReply
from inspector.wire.run_file import RunFile
from inspector.wire.station import LiveUpdate, LiveWish

CONNECT_TIMEOUT_S = 5.0
PING_INTERVAL_S = 5.0
_MAX_MESSAGE_BYTES = 16 * 1024 * 1024
_QUEUED_FRAMES = 1
"""A slow reader holds up the sender, who then skips to the newest, and collects no old news."""


@dataclass(frozen=True, slots=True)
class LiveEvent:
    """One message of the live socket with its picture, where it has one."""

    update: LiveUpdate
    preview_jpeg: bytes | None


class LiveSocket:
    """One connection to ``/v1/live``. :meth:`close` may come from any thread."""

    def __init__(self, station: RunFile) -> None:
        """Connect.

        Raises:
            StationNotRunningError: nobody answers.
            AccessDeniedError: the token is wrong.
        """
        self._closing = threading.Event()
        with _connection_errors(station), ExitStack() as stack:
            self._connection = stack.enter_context(_connect(station))
            self._stack = stack.pop_all()

    def events(self, wished: Callable[[], LiveWish | None]) -> Iterator[LiveEvent]:
        """Yield messages until :meth:`close` is called.

        Args:
            wished: How large the picture is shown; looked at before each message.

        Raises:
            StationNotRunningError: the station went away.
        """
        told: LiveWish | None = None
        try:
            while True:
                wish = wished()
                if wish is not None and wish != told:
                    self._connection.send(wish.model_dump_json())
                    told = wish
                yield self._next()
        except ConnectionClosed as error:
            if not self._closing.is_set():
                raise StationNotRunningError("the station closed the live connection") from error
        finally:
            self._stack.close()

    def close(self) -> None:
        """End :meth:`events`, also while it waits in another thread."""
        self._closing.set()
        self._connection.close()

    def _next(self) -> LiveEvent:
        try:
            update = LiveUpdate.model_validate_json(self._connection.recv())
        except ValidationError as error:
            raise RequestFailedError("the live socket carried no LiveUpdate") from error
        preview = self._connection.recv() if update.preview_follows else None
        if isinstance(preview, str):
            raise RequestFailedError("the live socket carried text in place of a picture")
        return LiveEvent(update, preview)


def _connect(station: RunFile) -> ClientConnection:
    address = urlsplit(station.url)
    # A socket of our own: an HTTP proxy in the environment is not for the local machine.
    stream = socket.create_connection((address.hostname, address.port or 80), CONNECT_TIMEOUT_S)
    stream.settimeout(None)
    return connect(
        f"ws://{address.netloc}/v1/live",
        sock=stream,
        compression=None,
        additional_headers={"Authorization": f"Bearer {station.token}"},
        open_timeout=CONNECT_TIMEOUT_S,
        ping_interval=PING_INTERVAL_S,
        ping_timeout=PING_INTERVAL_S,
        close_timeout=1.0,
        max_size=_MAX_MESSAGE_BYTES,
        max_queue=_QUEUED_FRAMES,
    )


@contextmanager
def _connection_errors(station: RunFile) -> Iterator[None]:
    try:
        yield
    except InvalidStatus as error:
        raise _refusal(error) from error
    except (OSError, InvalidHandshake, ConnectionClosed) as error:
        raise StationNotRunningError(f"no station answers at {station.url}") from error


def _refusal(error: InvalidStatus) -> Exception:
    response = error.response
    try:
        return error_from(ErrorReply.model_validate_json(response.body or b""))
    except ValidationError:
        return RequestFailedError(f"HTTP {response.status_code} from the live socket")

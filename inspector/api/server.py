"""The HTTP and WebSocket server, in a thread of the engine's process."""

from __future__ import annotations

import errno
import ipaddress
import socket
import threading

import uvicorn
from starlette.types import ASGIApp

from inspector.domain.errors.api import ApiAddressError
from inspector.domain.errors.plc import PortInUseError

_GRACE_S = 3
_MAX_CLIENT_MESSAGE_BYTES = 65536


class ApiServer:
    """Serves an ASGI application; :meth:`start` and :meth:`stop` come from one thread."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        """Prepare to listen on ``host`` and ``port``; port 0 lets the system choose."""
        self._host = host
        self._port = port
        self._server = _AnnouncingServer(
            uvicorn.Config(
                app,
                loop="asyncio",
                http="h11",
                ws="websockets-sansio",
                ws_max_size=_MAX_CLIENT_MESSAGE_BYTES,
                ws_per_message_deflate=False,
                lifespan="off",
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=_GRACE_S,
            )
        )
        self._listener: socket.socket | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> int:
        """Listen, serve in a thread, and return the port once requests are answered.

        Raises:
            PortInUseError: another program listens there.
            ApiAddressError: this machine has no such address, or the port is privileged.
        """
        listener = _listen(self._host, self._port)
        self._listener = listener
        self._thread = threading.Thread(target=self._serve, name="api", daemon=True)
        self._thread.start()
        self._server.announced.wait()
        if not self._server.started:
            self.stop()
            raise ApiAddressError(f"the API server did not start on {self._host}")
        return int(listener.getsockname()[1])

    def stop(self) -> None:
        """Close all connections and end the thread; may be called any number of times."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _serve(self) -> None:
        try:
            self._server.run(sockets=[self._listener] if self._listener else None)
        finally:
            self._server.announced.set()


class _AnnouncingServer(uvicorn.Server):
    """Says when it is ready instead of being polled."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.announced = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.announced.set()


def _listen(host: str, port: int) -> socket.socket:
    try:
        listener = socket.create_server((host, port), family=_family(host))
    except OSError as error:
        where = f"{host}:{port}"
        if error.errno == errno.EADDRINUSE:
            raise PortInUseError(f"{where} is taken") from error
        raise ApiAddressError(f"cannot listen on {where}: {error.strerror}") from error
    # Connections inherit it. asyncio sets it only where the protocol is given by number: without
    # it Nagle's algorithm holds each small answer back until the client acknowledges, 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _family(host: str) -> socket.AddressFamily:
    try:
        version = ipaddress.ip_address(host).version
    except ValueError:
        return socket.AF_INET
    return socket.AF_INET6 if version == 6 else socket.AF_INET

"""The live socket: the newest state of the station, as often as the client can take it."""

from __future__ import annotations

import contextlib

import anyio
from anyio import CancelScope, CapacityLimiter, to_thread
from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from inspector.services.live.station_port import LiveMessage, StationService
from inspector.wire.station import LiveWish

MIN_INTERVAL_S = 1 / 30
WAIT_S = 0.25
"""How long a worker thread waits for news before it looks whether the client is still there."""
WAITING_THREADS = 8


class Viewer:
    """A client of the live socket, and how large it shows the picture."""

    def __init__(self, socket: WebSocket) -> None:
        self.wish = LiveWish()
        self._socket = socket

    async def listen(self, scope: CancelScope) -> None:
        """Read until the client is gone; what is no wish has no meaning."""
        while (message := await self._socket.receive())["type"] != "websocket.disconnect":
            with contextlib.suppress(ValidationError):
                self.wish = LiveWish.model_validate_json(message.get("text") or "")
        scope.cancel()

    async def send(self, message: LiveMessage) -> None:
        """Send a message, and its picture where it has one."""
        preview = message.preview_jpeg
        update = message.update
        if update.preview_follows != (preview is not None):
            update = update.model_copy(update={"preview_follows": preview is not None})
        await self._socket.send_text(update.model_dump_json())
        if preview is not None:
            await self._socket.send_bytes(preview)


def live_router(station: StationService) -> APIRouter:
    """The route ``/v1/live``: text ``LiveUpdate``, then its JPEG when ``preview_follows``."""
    router = APIRouter()
    waiters = CapacityLimiter(WAITING_THREADS)

    @router.websocket("/v1/live")
    async def live(socket: WebSocket) -> None:
        await socket.accept()
        viewer = Viewer(socket)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(viewer.listen, tasks.cancel_scope)
            await _send_updates(viewer, station, waiters)
            tasks.cancel_scope.cancel()

    return router


async def _send_updates(viewer: Viewer, station: StationService, waiters: CapacityLimiter) -> None:
    """Send the newest message, wait until the socket took it, and ask for the newest again.

    A slow client blocks only here; what happens meanwhile is skipped for it and for nobody else.
    Who shows the picture in another size gets the newest one again.
    """
    version, wish = 0, viewer.wish
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            if viewer.wish != wish:
                version, wish = 0, viewer.wish
            message = await to_thread.run_sync(station.live, version, WAIT_S, wish, limiter=waiters)
            if message is None:
                continue
            version = message.version
            pause_until = anyio.current_time() + MIN_INTERVAL_S
            await viewer.send(message)
            await anyio.sleep_until(pause_until)

"""The live socket: the newest state of the station, as often as the client can take it."""

from __future__ import annotations

import contextlib

import anyio
from anyio import CancelScope, CapacityLimiter, to_thread
from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from inspector.services.station import LiveMessage, StationService

MIN_INTERVAL_S = 1 / 30
WAIT_S = 0.25
"""How long a worker thread waits for news before it looks whether the client is still there."""
WAITING_THREADS = 8


def live_router(station: StationService) -> APIRouter:
    """The route ``/v1/live``: text ``LiveUpdate``, then its JPEG when ``preview_follows``."""
    router = APIRouter()
    waiters = CapacityLimiter(WAITING_THREADS)

    @router.websocket("/v1/live")
    async def live(socket: WebSocket) -> None:
        await socket.accept()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_cancel_on_disconnect, socket, tasks.cancel_scope)
            await _send_updates(socket, station, waiters)
            tasks.cancel_scope.cancel()

    return router


async def _send_updates(
    socket: WebSocket, station: StationService, waiters: CapacityLimiter
) -> None:
    """Send the newest message, wait until the socket took it, and ask for the newest again.

    A slow client blocks only here; what happens meanwhile is skipped for it and for nobody else.
    """
    version = 0
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            message = await to_thread.run_sync(station.live, version, WAIT_S, limiter=waiters)
            if message is None:
                continue
            version = message.version
            pause_until = anyio.current_time() + MIN_INTERVAL_S
            await _send(socket, message)
            await anyio.sleep_until(pause_until)


async def _send(socket: WebSocket, message: LiveMessage) -> None:
    preview = message.preview_jpeg
    update = message.update
    if update.preview_follows != (preview is not None):
        update = update.model_copy(update={"preview_follows": preview is not None})
    await socket.send_text(update.model_dump_json())
    if preview is not None:
        await socket.send_bytes(preview)


async def _cancel_on_disconnect(socket: WebSocket, scope: CancelScope) -> None:
    """Read until the client is gone; what it may send has no meaning."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        continue
    scope.cancel()

"""A TCP cable that can be cut, or swallow what is sent through it."""

from __future__ import annotations

import asyncio
import contextlib

_CHUNK_BYTES = 4096


class Cable:
    """Between whoever connects here and a port on this machine; in the caller's event loop.

    Attributes:
        far_port: Where it leads.
        silent: Whether what is sent gets lost, while both ends stay connected.
    """

    def __init__(self) -> None:
        self.far_port = 0
        self.silent = False
        self._cut = False
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def lay(self) -> int:
        """Begin; return the port of the near end."""
        self._server = await asyncio.start_server(self._join, "127.0.0.1", 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def cut(self) -> None:
        """Reset what is connected and refuse what comes."""
        self._cut = True
        for writer in self._writers:
            writer.transport.abort()

    def restore(self) -> None:
        """Let connections through again."""
        self._cut = False

    async def remove(self) -> None:
        """End."""
        self.cut()
        if self._server is not None:
            self._server.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _join(self, near: asyncio.StreamReader, near_writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            if not self._cut:
                await self._connect(near, near_writer)
        finally:
            near_writer.transport.abort()

    async def _connect(self, near: asyncio.StreamReader, near_writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            far, far_writer = await asyncio.open_connection("127.0.0.1", self.far_port)
            ends = {near_writer, far_writer}
            self._writers |= ends
            try:
                await asyncio.gather(self._copy(near, far_writer), self._copy(far, near_writer))
            finally:
                self._writers -= ends
                far_writer.transport.abort()

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while content := await reader.read(_CHUNK_BYTES):
                if not self.silent:
                    writer.write(content)
        finally:
            writer.transport.abort()

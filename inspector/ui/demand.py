"""Which size of live picture the screen has room for, told to the thread that decodes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from inspector.wire.station import LIVE_SIDE_PX, LiveWish

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

    from inspector.wire.station import LiveResult

_LEAST_SIDE_PX = 16


class PictureDemand:
    """Pictures are decoded for a page in view, and in its size; hidden pages cost nothing.

    The newest picture that nobody wanted is kept encoded, for the page that is turned to next.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._room: QSize | None = None
        self._wish: LiveWish | None = None
        self._put_by: tuple[LiveResult, bytes] | None = None

    @property
    def room(self) -> QSize | None:
        """The size in pixels of the screen; ``None`` while no page shows the picture."""
        return self._room

    def want(self, room: QSize | None) -> None:
        """Decode for this room from now on, or not at all."""
        self._room = room
        if room is not None:
            self._wish = LiveWish(
                width_px=_bounded(room.width()), height_px=_bounded(room.height())
            )

    def wish(self) -> LiveWish | None:
        """What the station is asked for: also out of view the size that the page will want."""
        return self._wish

    def put_by(self, result: LiveResult, encoded: bytes) -> None:
        """Keep a picture that nobody wants yet, in place of the one before."""
        with self._lock:
            self._put_by = (result, encoded)

    def take(self) -> tuple[LiveResult, bytes] | None:
        """The newest picture that was put by since the last one that was decoded."""
        with self._lock:
            kept, self._put_by = self._put_by, None
            return kept


def _bounded(side_px: int) -> int:
    return min(max(side_px, _LEAST_SIDE_PX), LIVE_SIDE_PX)

"""The newest pictures of cameras, as often as station and screen can take them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.ui.pictures import decode_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from inspector.client.station import StationClient
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink
    from inspector.wire.cameras import CameraPicture

INTERVAL_MS = 100
"""Ten looks a second: smooth enough to turn a focus ring by, and cheap for the station."""


@dataclass(frozen=True, slots=True)
class CameraView:
    """A camera's newest picture, decoded."""

    picture: CameraPicture
    image: QImage


class CameraFeed(QObject):
    """Asks for one picture of each followed camera at a time: latest wins, nothing piles up.

    ``arrived(name, view)`` brings a new picture, ``refused(name, error)`` why there is none.
    """

    arrived = Signal(str, object)
    refused = Signal(str, object)

    def __init__(self, requests: RequestLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._names: tuple[str, ...] = ()
        self._max_side_px = 0
        self._seen: dict[str, str] = {}
        self._under_way: set[str] = set()
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self._ask)

    @property
    def names(self) -> tuple[str, ...]:
        """The cameras that are followed."""
        return self._names

    def follow(self, names: Sequence[str], max_side_px: int) -> None:
        """Show these cameras from now on and no others; none ends the asking."""
        if (tuple(names), max_side_px) == (self._names, self._max_side_px):
            return
        self._names, self._max_side_px = tuple(names), max_side_px
        self._seen = {name: seen for name, seen in self._seen.items() if name in names}
        if self._names:
            self._timer.start()
        else:
            self._timer.stop()
            self._under_way.clear()

    def slow_down(self, interval_ms: int) -> None:
        """Ask at another pace."""
        if interval_ms != self._timer.interval():
            self._timer.setInterval(interval_ms)

    def _ask(self) -> None:
        for name in self._names:
            if name not in self._under_way:
                self._under_way.add(name)
                look = partial(_look, name, self._max_side_px, self._seen.get(name, ""))
                self._requests.ask(
                    f"picture {name}", look, partial(self._show, name), partial(self._fail, name)
                )

    def _show(self, name: str, view: CameraView | None) -> None:
        self._under_way.discard(name)
        if view is not None and name in self._names:
            self._seen[name] = view.picture.version
            self.arrived.emit(name, view)

    def _fail(self, name: str, error: InspectorError) -> None:
        self._under_way.discard(name)
        if name in self._names:
            self._seen.pop(name, None)
            self.refused.emit(name, error)


def _look(name: str, max_side_px: int, seen: str, station: StationClient) -> CameraView | None:
    picture = station.cameras.picture(name, max_side_px, seen)
    image = None if picture is None else decode_picture(picture.jpeg)
    return None if picture is None or image is None else CameraView(picture, image)

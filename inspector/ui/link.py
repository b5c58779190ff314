"""The live connection: one plain thread owns it and hands its news to the window by signals."""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from inspector.clock import monotonic_ns
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.state import StationNotRunningError
from inspector.ui.demand import PictureDemand
from inspector.ui.mailbox import Mailbox
from inspector.ui.pictures import decode_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage

    from inspector.client.live import LiveEvent
    from inspector.client.station import StationClient
    from inspector.wire.station import LiveResult, LiveUpdate

_QUIET_S = 0.4
"""After this long without a message the station is asked whether it is still there."""
_SILENCE_S = 1.0
"""After this long without a message and without an answer it is lost."""
_CHECK_INTERVAL_MS = 100
_FIRST_BACK_OFF_S = 0.25
_MAX_BACK_OFF_S = 2.0


class LinkPhase(Enum):
    """Whether what is shown is the present."""

    CONNECTING = auto()
    CONNECTED = auto()
    LOST = auto()


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """The phase of the link, and what broke it."""

    phase: LinkPhase
    error: InspectorError | None = None


@dataclass(frozen=True, slots=True)
class LivePicture:
    """A picture together with the result it belongs to; the two are never mixed."""

    result: LiveResult
    image: QImage


@dataclass(frozen=True, slots=True)
class Sight:
    """What the window draws next: the newest state, and the newest picture if one is undrawn."""

    update: LiveUpdate
    picture: LivePicture | None


def decoded_picture(result: LiveResult, encoded: bytes, room: QSize) -> LivePicture | None:
    """The picture of a result, no larger than there is room for."""
    image = decode_picture(encoded, room)
    return None if image is None else LivePicture(result, image)


def _newest(old: Sight, new: Sight) -> Sight:
    return Sight(new.update, new.picture or old.picture)


class LiveLink(QObject):
    """Follows the live socket, and connects again by itself with growing pauses.

    At most one undrawn :class:`Sight` is kept, however slow the screen is. An idle line has no
    news, so a quiet station is asked for its pulse (``pulse_wanted``) until :meth:`confirm_pulse`
    answers. All signals are emitted in the thread that made this object.
    """

    sight_arrived = Signal(object)
    status_changed = Signal(object)
    pulse_wanted = Signal()
    _mail = Signal()
    _status = Signal(object)

    def __init__(
        self,
        connect: Callable[[], StationClient],
        parent: QObject | None = None,
        demand: PictureDemand | None = None,
    ) -> None:
        super().__init__(parent)
        self._connect = connect
        self._demand = demand or PictureDemand()
        self._mailbox = Mailbox(_newest)
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._client: StationClient | None = None
        self._last_news_ns = self._checked_ns = monotonic_ns()
        self._shown = LinkStatus(LinkPhase.CONNECTING)
        self._thread = threading.Thread(target=self._follow, name="ui-live", daemon=True)
        self._mail.connect(self._draw, Qt.ConnectionType.QueuedConnection)
        self._status.connect(self._show_status, Qt.ConnectionType.QueuedConnection)
        self._watch = QTimer(self, interval=_CHECK_INTERVAL_MS)
        self._watch.timeout.connect(self._check_silence)

    @property
    def status(self) -> LinkStatus:
        """What was last announced."""
        return self._shown

    def start(self) -> None:
        """Begin to connect."""
        self._thread.start()
        self._checked_ns = monotonic_ns()
        self._watch.start()

    def stop(self) -> None:
        """Disconnect and wait for the thread."""
        self._watch.stop()
        self._stop.set()
        with self._lock:
            client = self._client
        if client is not None:
            client.close()
        if self._thread.is_alive():
            self._thread.join()

    def confirm_pulse(self) -> None:
        """The station answered; quiet does not mean lost."""
        self._last_news_ns = monotonic_ns()
        if self._client is not None:
            self._show_status(LinkStatus(LinkPhase.CONNECTED))

    def _follow(self) -> None:
        pause_s = _FIRST_BACK_OFF_S
        while not self._stop.is_set():
            try:
                with closing(self._connect()) as client:
                    if self._adopt(client):
                        for event in client.live(self._demand.wish):
                            pause_s = _FIRST_BACK_OFF_S
                            self._receive(event)
                error: InspectorError = StationNotRunningError("the connection was closed")
            except InspectorError as lost:
                error = lost
            with self._lock:
                self._client = None
            self._status.emit(LinkStatus(LinkPhase.LOST, error))
            self._stop.wait(pause_s)
            pause_s = min(2 * pause_s, _MAX_BACK_OFF_S)

    def _adopt(self, client: StationClient) -> bool:
        with self._lock:
            self._client = client
            self._last_news_ns = monotonic_ns()
            return not self._stop.is_set()

    def _receive(self, event: LiveEvent) -> None:
        self._last_news_ns = monotonic_ns()
        update = event.update
        picture = None
        if event.preview_jpeg is not None and update.latest is not None:
            picture = self._decoded(update.latest, event.preview_jpeg)
        if self._mailbox.put(Sight(update, picture)):
            self._mail.emit()

    def _decoded(self, result: LiveResult, encoded: bytes) -> LivePicture | None:
        room = self._demand.room
        if room is None:
            self._demand.put_by(result, encoded)
            return None
        self._demand.take()
        return decoded_picture(result, encoded, room)

    def _draw(self) -> None:
        sight = self._mailbox.take()
        if sight is None or self._stop.is_set():
            return
        self._show_status(LinkStatus(LinkPhase.CONNECTED))
        self.sight_arrived.emit(sight)

    def _check_silence(self) -> None:
        """What the app itself spent busy is not the station's silence: it could not have asked."""
        now = monotonic_ns()
        busy_ns = now - self._checked_ns - 2 * _CHECK_INTERVAL_MS * 1_000_000
        self._checked_ns = now
        if busy_ns > 0:
            self._last_news_ns = min(self._last_news_ns + busy_ns, now)
        silence_s = (now - self._last_news_ns) / 1e9
        if self._client is not None and silence_s > _QUIET_S:
            self.pulse_wanted.emit()
        if self._shown.phase is LinkPhase.CONNECTED and silence_s > _SILENCE_S:
            self._show_status(
                LinkStatus(LinkPhase.LOST, StationNotRunningError("the station is silent"))
            )

    def _show_status(self, status: LinkStatus) -> None:
        if status.phase is self._shown.phase and _same(status.error, self._shown.error):
            return
        self._shown = status
        self.status_changed.emit(status)


def _same(left: InspectorError | None, right: InspectorError | None) -> bool:
    return str(left) == str(right)

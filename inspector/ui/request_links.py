"""The links of one app to its station, which begin, end and look anew together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector.ui.requests import RequestLink

if TYPE_CHECKING:
    from collections.abc import Callable

    from inspector.client.station import StationClient


class RequestLinks(QObject):
    """What waits on one link holds up none of the others.

    Args:
        connect: Makes a connection to the station.
        identity: The token of the session in whose name questions are asked, empty for nobody.
        parent: Their owner.
    """

    def __init__(
        self, connect: Callable[[], StationClient], identity: Callable[[], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._connect = connect
        self._identity = identity
        self._links: list[RequestLink] = []
        self._running = False

    def make(self) -> RequestLink:
        """One more; it answers as soon as the others do."""
        made = RequestLink(self._connect, self, self._identity)
        self._links.append(made)
        if self._running:
            made.start()
        return made

    def start(self) -> None:
        """Begin to answer."""
        self._running = True
        for link in self._links:
            link.start()

    def stop(self) -> None:
        """Break off what is under way, and wait for the threads."""
        self._running = False
        for link in self._links:
            link.stop()

    def renew(self) -> None:
        """The station may have moved."""
        for link in self._links:
            link.renew()

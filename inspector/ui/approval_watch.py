"""Looks whether something waits for a second person, while somebody is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink
    from inspector.ui.session import SessionControl
    from inspector.wire.people import ApprovalRow

LOOK_MS = 4_000


class ApprovalWatch(QObject):
    """Asks every few seconds.

    Signals:
        changed: What waits is something else now.
        refused: With the error of a decision.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(
        self, requests: RequestLink, session: SessionControl, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._requests = requests
        self._session = session
        self._waiting: Sequence[ApprovalRow] = ()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        session.changed.connect(self._follow)

    @property
    def waiting(self) -> Sequence[ApprovalRow]:
        """What waits, oldest first."""
        return self._waiting

    def look(self) -> None:
        """Ask now."""
        self._requests.ask(
            "approvals", lambda station: station.approvals.waiting(), self._take, _ignore
        )

    def decide(self, approval_id: str, approve: bool, reason: str) -> None:
        """Let it be carried out, or forget it."""
        self._requests.ask(
            "decide",
            lambda station: station.approvals.decide(approval_id, approve, reason),
            self._take,
            self._refuse,
        )

    def _take(self, waiting: Sequence[ApprovalRow]) -> None:
        if list(waiting) != list(self._waiting):
            self._waiting = tuple(waiting)
            self.changed.emit()

    def _refuse(self, error: InspectorError) -> None:
        self.refused.emit(error)
        self.look()

    def _follow(self) -> None:
        if self._session.person is None:
            self._timer.stop()
            self._take(())
        elif not self._timer.isActive():
            self._timer.start()
            self.look()


def _ignore(error: InspectorError) -> None:
    """The next look will tell."""

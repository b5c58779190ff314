"""Turns a page to the results of all stations, and follows whether they can be asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.domain.errors.shared_history import SharedHistoryError
from inspector.ui.sharing.scope_bar import ScopeBar
from inspector.ui.sharing.whose import Whose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.requests import RequestLink
    from inspector.wire.shared_history import ForwardingState

_LOOK_AGAIN_MS = 10_000


class SharingChoice(QObject):
    """This station or all of them, where a history is shared.

    Args:
        board: The actions of the page.
        keys: Those that choose.
        requests: Who tells how far this station is behind; answered at once.
        parent: The page.

    Signals:
        turned: Results of somebody else are wanted now.
    """

    turned = Signal()

    def __init__(
        self,
        board: ActionBoard,
        keys: Mapping[Whose, ActionKey],
        requests: RequestLink,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._requests = requests
        self.whose = Whose.STATION
        self.bar = ScopeBar(board, keys)
        self._again = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._again.timeout.connect(self.look)

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for each choice."""
        return {key: partial(self.wish, whose) for whose, key in self._keys.items()}

    def wish(self, whose: Whose) -> None:
        """Somebody wants the results of this station, or of all where there are others."""
        self.choose(self.whose if self.bar.isHidden() else whose)

    def choose(self, whose: Whose) -> None:
        """Turn to the results of this station, or of all."""
        self.bar.show_whose(whose)
        if whose is not self.whose:
            self.whose = whose
            self.bar.show_fault(None)
            self.turned.emit()

    def watch(self, watched: bool) -> None:
        """Follow how far the station is behind, while somebody looks."""
        if watched:
            self.look()
            self._again.start()
        else:
            self._again.stop()

    def look(self) -> None:
        """Ask how far the station is behind; one that does not know shares nothing."""
        self._requests.ask(
            "forwarding",
            lambda station: station.shared.forwarding(),
            self._show_forwarding,
            lambda error: None,
        )

    def show_answer(self, fault: InspectorError | None = None) -> None:
        """What was asked for has come, or has not."""
        away = isinstance(fault, SharedHistoryError)
        self.bar.show_fault(fault if away and self.whose is Whose.ALL else None)

    def _show_forwarding(self, forwarding: ForwardingState) -> None:
        self.bar.show_forwarding(forwarding)
        if not forwarding.is_shared:
            self.choose(Whose.STATION)

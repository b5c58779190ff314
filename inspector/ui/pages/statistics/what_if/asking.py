"""Asks while a finger moves, and follows what takes longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink
    from inspector.wire.what_if import WhatIfQuestion, WhatIfState

_REST_MS = 120
_LOOK_MS = 500


class Asking(QObject):
    """One question at a time; a newer one takes the place of the one before.

    Signals:
        answered: With what is known, again and again while it grows.
        refused: With the error.
    """

    answered = Signal(object)
    refused = Signal(object)

    def __init__(self, requests: RequestLink, parent: QObject) -> None:
        super().__init__(parent)
        self._requests = requests
        self._question: WhatIfQuestion | None = None
        self._shown: set[str] = set()
        self.state: WhatIfState | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._ask)
        self._look = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._look.timeout.connect(self._follow)

    def ask(self, question: WhatIfQuestion) -> None:
        """Ask when the finger rests for a moment."""
        self._question = question
        self._look.stop()
        self._rest.start()

    def keep(self, question_id: str) -> None:
        """Another page shows the parts of this answer: it is not to be replaced."""
        self._shown.add(question_id)

    def cancel(self) -> None:
        """Leave off."""
        state = self.state
        if state is not None and not state.ended:
            question_id = state.question_id
            self._requests.ask(
                "what-if",
                lambda station: station.what_if.cancel(question_id),
                self._take,
                self._refuse,
            )

    def stop(self) -> None:
        """Nobody looks."""
        self._rest.stop()
        self._look.stop()

    def look_again(self) -> None:
        """Somebody looks again."""
        if self.state is not None and not self.state.ended:
            self._look.start()

    def _ask(self) -> None:
        question = self._question
        if question is None:
            return
        before = self.state
        if before is not None and before.question_id not in self._shown | {question.scores_of}:
            question = question.model_copy(update={"instead_of": before.question_id})
        self._requests.ask(
            "what-if", lambda station: station.what_if.ask(question), self._take, self._refuse
        )

    def _follow(self) -> None:
        state = self.state
        if state is not None:
            question_id = state.question_id
            self._requests.ask(
                "what-if",
                lambda station: station.what_if.state(question_id),
                self._take,
                self._refuse,
            )

    def _take(self, state: WhatIfState) -> None:
        self.state = state
        if not state.ended:
            self._look.start()
        self.answered.emit(state)

    def _refuse(self, error: InspectorError) -> None:
        self.refused.emit(error)

"""Asks what steps make of a picture: again when either is another one, and never otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink
    from inspector.wire.recipe_drafts import PreviewRequest, PreviewState

PAUSE_MS = 500
"""Between previews of one draft while pictures keep coming; a changed draft does not wait."""


class Previewing(QObject):
    """One question at a time; of what is wanted meanwhile, only the newest is asked.

    Signals:
        shown: With the preview of what was wanted last.
        missed: With the error that came in its place.
    """

    shown = Signal(object)
    missed = Signal(object)

    def __init__(self, requests: RequestLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._wanted: tuple[PreviewRequest, str] | None = None
        self._asked: tuple[PreviewRequest, str] | None = None
        self._under_way = False
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)

    def want(self, request: PreviewRequest, picture: str) -> None:
        """Show these steps on a picture.

        Args:
            request: The steps.
            picture: The version of the newest picture that is known, empty for none.
        """
        self._wanted = (request, picture)
        another_draft = self._asked is not None and self._asked[0] != request
        if another_draft or not self._pause.isActive():
            self._ask()

    def forget(self) -> None:
        """Nobody looks; the next wish is asked whatever was shown before."""
        self._wanted = self._asked = None
        self._under_way = False
        self._pause.stop()

    def _ask(self) -> None:
        if self._wanted is None or self._wanted == self._asked or self._under_way:
            return
        self._asked, self._under_way = self._wanted, True
        request = self._asked[0]
        self._requests.ask(
            "preview", lambda station: station.recipes.preview(request), self._show, self._miss
        )

    def _show(self, preview: PreviewState) -> None:
        self._end()
        self.shown.emit(preview)
        self._go_on()

    def _miss(self, error: InspectorError) -> None:
        """It is asked again only when it is wanted again."""
        self._end()
        if self._wanted == self._asked:
            self._wanted = self._asked = None
        self.missed.emit(error)
        self._go_on()

    def _end(self) -> None:
        self._under_way = False
        self._pause.start()

    def _go_on(self) -> None:
        """Something else may be wanted by now; another picture waits for the pause to end."""
        if self._wanted and self._asked and self._wanted[0] != self._asked[0]:
            self._ask()

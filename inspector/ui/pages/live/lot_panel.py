"""Begin a lot, or end the one that runs; beside the live view and never over the verdict."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from inspector.ui.i18n.faults import remedy_text, title_text
from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.two_touch import TwoTouch
from inspector.ui.widgets.elided_label import ElidedLabel
from inspector.ui.widgets.labels import column, label, row
from inspector.ui.widgets.translated import TranslatedFrame
from inspector.wire.lots import LOT_NAME_MAX

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink

_WIDTH_PX, _MARGIN_PX = 460, 16


class LotPanel(TranslatedFrame):
    """Asks for the name of a lot, as typed or as a scanner sends it; ending one takes two touches.

    Args:
        requests: Carries the questions to the station.
        page: What it lies over, at the lower left.

    Signals:
        failed: With the error of a refused change.
    """

    failed = Signal(object)

    def __init__(self, requests: RequestLink, page: QWidget) -> None:
        super().__init__(page)
        set_role(self, "panel")
        self._requests = requests
        self._page = page
        self._running = ""
        self._error: InspectorError | None = None
        self._ending = TwoTouch(self)
        self.title, self.told = label("title"), label("caption", wrap=True)
        self.running = ElidedLabel("body")
        self.name = QLineEdit()
        self.name.setMaxLength(LOT_NAME_MAX)
        self.begin, self.end, self.cancel = QPushButton(), QPushButton(), QPushButton()
        layout = column(self.title, self.running, self.name, self.told, spacing=8)
        layout.addLayout(row(self.cancel, self.end, self.begin, spacing=8))
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)
        self.begin.clicked.connect(self._begin)
        self.end.clicked.connect(self._end)
        self.cancel.clicked.connect(self.hide)
        self.name.returnPressed.connect(self._begin)
        self.name.textChanged.connect(self._follow)
        self._ending.changed.connect(self._follow)
        page.installEventFilter(self)
        self.hide()
        self.retranslate()

    def open(self) -> None:
        """Ask for a name."""
        self._error = None
        self.name.clear()
        self._follow()
        self._place()
        self.show()
        self.raise_()
        self.name.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_running(self, name: str) -> None:
        """Follow which lot runs; empty for none."""
        if name != self._running:
            self._running = name
            self._ending.disarm()
            self._follow()

    def retranslate(self) -> None:
        """Show every text again."""
        self.title.setText(translate("Lot", "Lot"))
        self.setAccessibleName(self.title.text())
        self.name.setPlaceholderText(translate("Lot", "Number or name of the next lot"))
        self.name.setAccessibleName(self.name.placeholderText())
        self.cancel.setText(translate("Lot", "Cancel"))
        self.begin.setText(translate("Lot", "Begin"))
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the page is resized."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _begin(self) -> None:
        name = self.name.text().strip()
        if name:
            self._requests.ask(
                "lot", lambda station: station.lots.begin(name), self._close, self._refuse
            )

    def _end(self) -> None:
        if self._ending.touch():
            self._requests.ask("lot", lambda station: station.lots.end(), self._close, self._refuse)

    def _close(self, lot: object) -> None:
        self.hide()

    def _refuse(self, error: InspectorError) -> None:
        self._error = error
        self._follow()
        self.failed.emit(error)

    def _follow(self) -> None:
        running, armed = self._running, self._ending.armed
        self.running.show_text(
            translate("Lot", "Lot {name} runs.").format(name=running)
            if running
            else translate("Lot", "No lot runs.")
        )
        self.begin.setEnabled(bool(self.name.text().strip()))
        set_tone(self.begin, Tone.ACCENT)
        self.end.setEnabled(bool(running))
        self.end.setText(translate("Lot", "Touch again") if armed else translate("Lot", "End"))
        set_tone(self.end, Tone.NOT_OK if armed else Tone.NEUTRAL)
        error = self._error
        set_tone(self.told, Tone.NEUTRAL if error is None else Tone.NOT_OK)
        self.told.setText(
            translate("Lot", "The lot begins with the next part; the one that runs ends before it.")
            if error is None
            else f"{title_text(error.code, error.detail)}\n{remedy_text(error.code, error.remedy)}"
        )

    def _place(self) -> None:
        width = min(_WIDTH_PX, self._page.width() - 2 * _MARGIN_PX)
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        top = self._page.height() - height - _MARGIN_PX
        self.setGeometry(_MARGIN_PX, max(top, 0), width, height)

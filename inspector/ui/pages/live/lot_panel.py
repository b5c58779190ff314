"""Begin a lot, end it, or read about it; beside the live view and never over the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from inspector.ui.actions.lacking import Lacking
from inspector.ui.actions.offered import offer
from inspector.ui.i18n.faults import error_text
from inspector.ui.i18n.language import translate
from inspector.ui.pages.live.actions import LiveAction
from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.two_touch import TwoTouch
from inspector.ui.widgets.frame.floating_panel import FloatingPanel
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row
from inspector.wire.lots import LOT_NAME_MAX

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.requests import RequestLink

_WIDTH_PX = 460


class LotPanel(FloatingPanel):
    """Asks for the name of a lot, as typed or as a scanner sends it; ending one takes two touches.

    Args:
        board: Has the action that leads to the report.
        requests: Carries the questions to the station.
        page: What it lies over, at the lower left.

    Signals:
        failed: With the error of a refused change.
    """

    failed = Signal(object)

    def __init__(self, board: ActionBoard, requests: RequestLink, page: QWidget) -> None:
        super().__init__(page, _WIDTH_PX)
        self._requests = requests
        self._running = ""
        self._error: InspectorError | None = None
        self._ending = TwoTouch(self)
        self.title, self.told = label("title"), label("caption", wrap=True)
        self.running = ElidedLabel("body")
        self.name = QLineEdit()
        self.name.setMaxLength(LOT_NAME_MAX)
        self.begin, self.end, self.cancel = QPushButton(), QPushButton(), QPushButton()
        self.report = board.button(LiveAction.LOT_REPORT)
        heading = row(self.running, self.report, spacing=8)
        heading.setStretch(0, 1)
        layout = column(self.title, heading, self.name, self.told, spacing=8)
        layout.addLayout(row(self.cancel, self.end, self.begin, spacing=8))
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)
        self.begin.clicked.connect(self._begin)
        self.end.clicked.connect(self._end)
        self.cancel.clicked.connect(self.close_panel)
        self.name.returnPressed.connect(self._begin)
        self.name.textChanged.connect(self._follow)
        self._ending.changed.connect(self._follow)
        self.retranslate()

    def open(self) -> None:
        """Ask for a name."""
        self._error = None
        self.name.clear()
        self._follow()
        super().open()

    def first_field(self) -> QWidget:
        """Where the name is written."""
        return self.name

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

    def _begin(self) -> None:
        if self.begin.isEnabled():
            name = self.name.text().strip()
            self._requests.ask(
                "lot", lambda station: station.lots.begin(name), self._close, self._refuse
            )

    def _end(self) -> None:
        if self._ending.touch():
            self._requests.ask("lot", lambda station: station.lots.end(), self._close, self._refuse)

    def _close(self, lot: object) -> None:
        self.close_panel()

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
        wanted = self.name.text().strip()
        same = bool(running) and wanted == running
        offer(self.begin, Lacking.OTHER_NAME if same else None if wanted else Lacking.NAME)
        set_tone(self.begin, Tone.ACCENT)
        offer(self.end, None if running else Lacking.LOT)
        self.end.setText(translate("Lot", "Touch again") if armed else translate("Lot", "End"))
        set_tone(self.end, Tone.NOT_OK if armed else Tone.NEUTRAL)
        error = self._error
        trouble = "" if error is None else error_text(error)
        if same:
            trouble = translate("Lot", "This lot runs already. Give the next one another name.")
        set_tone(self.told, Tone.NOT_OK if trouble else Tone.NEUTRAL)
        self.told.setText(
            trouble
            or translate(
                "Lot", "The lot begins with the next part; the one that runs ends before it."
            )
        )

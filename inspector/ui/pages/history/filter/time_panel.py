"""Asks for the time that the list shall begin at."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from inspector.ui.actions.lacking import Lacking
from inspector.ui.actions.offered import offer
from inspector.ui.i18n.formats import short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.moments import EXAMPLE, read_moment
from inspector.ui.pages.history.page_panel import PagePanel
from inspector.ui.pages.history.review.text_entry import TextEntry
from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.text.labels import column, label, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

_WIDTH_PX = 520


class TimePanel(PagePanel):
    """A time of day, a date, or both.

    Signals:
        wanted: With the time.
    """

    wanted = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, _WIDTH_PX)
        self.entry: QLineEdit = TextEntry()
        self.entry.textChanged.connect(self._read)
        self.entry.returnPressed.connect(self.accept_entry)
        self.told = label("caption", wrap=True)
        self.go = QPushButton()
        self.go.clicked.connect(self.accept_entry)
        set_tone(self.go, Tone.ACCENT)
        line = row(self.entry, self.go)
        line.setStretch(0, 1)
        self.furnish(column(line, self.told, spacing=8))
        self.retranslate()

    def first_field(self) -> QWidget:
        """Where the time is written."""
        return self.entry

    def accept_entry(self) -> None:
        """Go there."""
        moment = self._moment()
        if moment is not None:
            self.close_panel()
            self.wanted.emit(moment)

    def retranslate(self) -> None:
        """Show every text again."""
        self.show_title(translate("History", "Go to a time"))
        self.entry.setPlaceholderText(EXAMPLE)
        self.entry.setAccessibleName(translate("History", "Time"))
        self.go.setText(translate("History", "Go"))
        self._read()

    def _moment(self) -> datetime | None:
        return read_moment(self.entry.text(), datetime.now().astimezone())

    def _read(self) -> None:
        moment = self._moment()
        offer(self.go, Lacking.TIME if moment is None else None)
        wrong = moment is None and bool(self.entry.text().strip())
        set_tone(self.told, Tone.NOT_OK if wrong else Tone.NEUTRAL)
        if moment is not None:
            text = translate("History", "The newest part before {time}")
            self.told.setText(text.format(time=short_date_and_time(moment)))
        else:
            text = translate("History", "Write it like {example}, or only 6:30.")
            self.told.setText(text.format(example=EXAMPLE))

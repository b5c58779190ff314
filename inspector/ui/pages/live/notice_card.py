"""Notices beside each other, each as large as there is room."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from inspector.ui.pages.live.notices import Notice, challenge_notice, reject_notice
from inspector.ui.theme.style import set_role, set_style_property, set_tone
from inspector.ui.widgets.symbol.symbols import SymbolView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.fitted_label import FittedLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.text.translated import TranslatedWidget

if TYPE_CHECKING:
    from inspector.wire.station import StationSnapshot

_SYMBOL_PX = 18
_LEAST_HEIGHT = 0.5
_LINE_HEIGHT = 1.0
"""Of the type size: figures have no descenders."""


class NoticeView(QFrame):
    """One notice; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._notice: Notice | None = None
        self._symbol = SymbolView(_SYMBOL_PX)
        self.caption = ElidedLabel("caption")
        self.value = FittedLabel("notice", _LEAST_HEIGHT, _LINE_HEIGHT)
        heading = row(self._symbol, spacing=6)
        heading.addWidget(self.caption, 1)
        layout = column(spacing=0)
        layout.addLayout(heading)
        layout.addWidget(self.value, 1)
        layout.setContentsMargins(16, 6, 16, 6)
        self.setLayout(layout)
        self.hide()

    def show_notice(self, notice: Notice | None) -> None:
        """Show it, or nothing."""
        if notice == self._notice:
            return
        self._notice = notice
        self.setVisible(notice is not None)
        if notice is None:
            return
        for part in (self, self._symbol, self.caption, self.value):
            set_tone(part, notice.tone)
        self._symbol.show_symbol(notice.symbol)
        self.caption.show_text(notice.caption)
        self.value.show_text(notice.value)
        self.setAccessibleName(f"{notice.caption}: {notice.value}")


class NoticeCard(TranslatedWidget):
    """Rejects in a row, and challenge parts; shown by the page while either says something."""

    def __init__(self) -> None:
        super().__init__()
        self._snapshot: StationSnapshot | None = None
        self.rejects, self.challenge = NoticeView(), NoticeView()
        self.setLayout(row(self.rejects, self.challenge, spacing=8))
        self.hide()

    @property
    def speaks(self) -> bool:
        """Whether there is anything to say."""
        return not (self.rejects.isHidden() and self.challenge.isHidden())

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Follow the station; a count-down goes on with every snapshot."""
        self._snapshot = snapshot
        self.retranslate()

    def show_stale(self, stale: bool) -> None:
        """Fade figures that are no longer the present ones."""
        for view in (self.rejects, self.challenge):
            set_style_property(view.value, "stale", stale)

    def retranslate(self) -> None:
        """Show everything again."""
        snapshot = self._snapshot
        if snapshot is None:
            return
        rejects = reject_notice(snapshot.rejects_in_a_row)
        challenge = challenge_notice(snapshot.challenge, datetime.now(UTC))
        self.rejects.show_notice(rejects)
        self.challenge.show_notice(challenge)

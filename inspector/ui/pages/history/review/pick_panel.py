"""Puts the chosen parts on a named list, from which a dataset is made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from inspector.ui.actions.lacking import Lacking
from inspector.ui.actions.offered import offer
from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.filter.flow_layout import FlowLayout
from inspector.ui.pages.history.page_panel import PagePanel
from inspector.ui.pages.history.review.text_entry import TextEntry
from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.text.labels import column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLineEdit

    from inspector.wire.history import PickAnswer, PickList

_WIDTH_PX = 620
_OFFERED = 6
_NAME_MAX = 64


class PickPanel(PagePanel):
    """A name, the lists that there are, and one button.

    Signals:
        wanted: With the name of the list.
    """

    wanted = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, _WIDTH_PX)
        self._parts = 0
        self._picks: Sequence[PickList] = ()
        self._answer: PickAnswer | None = None
        self.name: QLineEdit = TextEntry()
        self.name.setMaxLength(_NAME_MAX)
        self.name.textChanged.connect(self._show_ready)
        self.name.returnPressed.connect(self.accept_entry)
        self.add = QPushButton()
        self.add.clicked.connect(self.accept_entry)
        set_tone(self.add, Tone.ACCENT)
        self.offers = [QPushButton() for _ in range(_OFFERED)]
        for place, button in enumerate(self.offers):
            button.clicked.connect(partial(self._take_offer, place))
        self.told = label("caption", wrap=True)
        line = row(self.name, self.add)
        line.setStretch(0, 1)
        content = column(line, spacing=10)
        content.addLayout(FlowLayout(*self.offers))
        content.addWidget(self.told)
        self.furnish(content)
        self.show_picks(())
        self.retranslate()

    def first_field(self) -> QWidget:
        """Where the name is written."""
        return self.name

    def show_parts(self, parts: int) -> None:
        """Say how many parts are meant."""
        self._parts, self._answer = parts, None
        self.retranslate()

    def show_picks(self, picks: Sequence[PickList]) -> None:
        """Offer the lists that there are."""
        self._picks = picks[:_OFFERED]
        if not self.name.text() and self._picks:
            self.name.setText(self._picks[0].name)
        self.retranslate()

    def show_answer(self, answer: PickAnswer) -> None:
        """Say what stands on the list now."""
        self._answer = answer
        self.retranslate()

    def accept_entry(self) -> None:
        """Put them on the list."""
        if self.add.isEnabled():
            self.wanted.emit(self.name.text().strip())

    def retranslate(self) -> None:
        """Show every text again."""
        self.show_title(translate("History", "To a dataset"))
        self.name.setPlaceholderText(translate("History", "Name of the list"))
        self.name.setAccessibleName(translate("History", "Name of the list"))
        add = translate("History", "Add {parts}").format(parts=count(self._parts))
        self.add.setText(add)
        for button in self.offers:
            button.hide()
        for button, pick in zip(self.offers, self._picks, strict=False):
            button.setText(f"{pick.name} ({count(pick.results)})".replace("&", "&&"))
            button.show()
        self.told.setText(self._told())
        self._show_ready()

    def _told(self) -> str:
        if self._answer is None:
            return translate(
                "History",
                "Pictures on a list are kept. A dataset is made of it with: "
                "inspector dataset import history --pick NAME",
            )
        text = translate("History", "{added} added. {name} has {results} parts now.")
        pick = self._answer.pick
        return text.format(
            added=count(self._answer.added), name=pick.name, results=count(pick.results)
        )

    def _take_offer(self, place: int, checked: bool = False) -> None:
        self.name.setText(self._picks[place].name)
        self.accept_entry()

    def _show_ready(self) -> None:
        named = bool(self.name.text().strip())
        offer(self.add, Lacking.PARTS if not self._parts else None if named else Lacking.NAME)

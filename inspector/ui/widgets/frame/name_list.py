"""The people of the station as buttons; touch one to sign in by that name."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from inspector.ui.i18n.texts import role_text
from inspector.ui.widgets.text.labels import column
from inspector.ui.widgets.text.scrolled import scrolled
from inspector.ui.widgets.text.translated import TranslatedWidget
from inspector.wire.people import PersonRow, SecretKind


class NameList(TranslatedWidget):
    """``chosen`` when another person was touched."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._people: Sequence[PersonRow] = ()
        self._name = ""
        self.buttons: list[QPushButton] = []
        self._lines = column(1, spacing=8)
        self._content = QWidget()
        self._content.setLayout(self._lines)
        self.setLayout(column(scrolled(self._content)))

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest name: what scrolls up and down is cut off at its side."""
        width = self._content.minimumSizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    @property
    def name(self) -> str:
        """Who was touched; empty for nobody."""
        return self._name

    @property
    def secret_kind(self) -> SecretKind:
        """What that person signs in with."""
        kinds = (each.secret_kind for each in self._people if each.name == self._name)
        return next(kinds, SecretKind.PIN)

    def forget(self, name: str = "") -> None:
        """Nobody was touched; ``name`` is chosen until somebody is."""
        self._name = name
        self.retranslate()

    def show_people(self, people: Sequence[PersonRow]) -> None:
        """Show these; the only one is chosen already."""
        self._people = people
        names = [each.name for each in people]
        if self._name not in names:
            self._name = names[0] if len(names) == 1 else ""
        self.retranslate()

    def retranslate(self) -> None:
        """Show everybody again."""
        while len(self.buttons) < len(self._people):
            self._add_button()
        for index, button in enumerate(self.buttons):
            button.setVisible(index < len(self._people))
        for button, person in zip(self.buttons, self._people, strict=False):
            button.setText(f"{person.name} · {role_text(person.role)}")
            button.setAccessibleName(button.text())
            button.setChecked(person.name == self._name)
        self.updateGeometry()

    def _add_button(self) -> None:
        button = QPushButton()
        button.setCheckable(True)
        button.clicked.connect(partial(self._choose, len(self.buttons)))
        self._lines.insertWidget(len(self.buttons), button)
        self.buttons.append(button)

    def _choose(self, index: int, checked: bool = False) -> None:
        self._name = self._people[index].name
        self.retranslate()
        self.chosen.emit()

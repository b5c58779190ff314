"""One limit: its name, a slider, and a field for those who want it exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QSlider

from inspector.ui.i18n.formats import decimal
from inspector.ui.i18n.language import translate
from inspector.ui.pages.products.number_field import NumberField
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.text.labels import column, label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

LEAST = 0.001
_STEPS = 200
_HEIGHT_PX = 46
_FIELD_WIDTH_PX = 116
_PLACES = 3


class LimitRow(QFrame):
    """Shows what the limit was, and what it is to be.

    Signals:
        moved: A person wants another value.
        touched: A person turned to this limit.

    Args:
        class_name: Of which class; empty for the limit that good parts have to reach.
    """

    moved = Signal()
    touched = Signal()

    def __init__(self, class_name: str) -> None:
        super().__init__()
        self.class_name = class_name
        self._was = self._value = 0.0
        set_role(self, "card")
        self.title, self.before = label("strong"), label("caption")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(1, _STEPS)
        self.slider.setPageStep(_STEPS // 20)
        self.slider.setFixedHeight(_HEIGHT_PX)
        self.field = NumberField(LEAST, 1)
        self.field.setFixedWidth(_FIELD_WIDTH_PX)
        heading = row(self.title, 1, self.before)
        self.setLayout(column(heading, row(self.slider, self.field), spacing=0, margin=8))
        self.slider.valueChanged.connect(lambda place: self._take(place / _STEPS))
        self.field.entered.connect(self._take)
        for each in (self.slider, self.field):
            each.installEventFilter(self)
        self.retranslate()

    @property
    def change(self) -> float | None:
        """The value that it is to have; ``None`` while it is the one of then."""
        return None if self._value == self._was else self._value

    @property
    def value(self) -> float:
        """What it is to be."""
        return self._value

    def show_limit(self, was: float) -> None:
        """Show what it was; a value that a person chose stays."""
        changed = self.change
        self._was = was
        self._show(was if changed is None else changed)

    def reset(self) -> None:
        """As it was."""
        self._show(self._was)

    def show_chosen(self, chosen: bool) -> None:
        """Mark the limit whose curve is drawn."""
        set_tone(self, Tone.ACCENT if chosen else Tone.NEUTRAL)

    def retranslate(self) -> None:
        """Show every text again."""
        name = self.class_name or translate("WhatIf", "Accept from")
        self.title.setText(name)
        self.slider.setAccessibleName(name)
        self.field.setAccessibleName(name)
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A limit that gets the keys is turned to."""
        if event.type() == QEvent.Type.FocusIn:
            self.touched.emit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """So is one that is touched anywhere."""
        self.touched.emit()
        super().mousePressEvent(event)

    def _take(self, value: float) -> None:
        self._show(value)
        self.touched.emit()
        self.moved.emit()

    def _show(self, value: float) -> None:
        self._value = value
        self.slider.blockSignals(True)
        self.slider.setValue(round(value * _STEPS))
        self.slider.blockSignals(False)
        self.field.show_number(value)
        self._say()

    def _say(self) -> None:
        was = translate("WhatIf", "was {limit}").format(limit=decimal(self._was, _PLACES))
        self.before.setText("" if self.change is None else was)

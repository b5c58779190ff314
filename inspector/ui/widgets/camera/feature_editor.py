"""Sets one feature: an entry, a choice or a command, by its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from inspector.ui.actions.lacking import Lacking
from inspector.ui.actions.offered import offer
from inspector.ui.i18n.features import feature_text, limits_text, number_text, unit_of, value_text
from inspector.ui.i18n.language import translate
from inspector.ui.models.features import stepped
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.two_touch import TwoTouch, touch_text
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.text.translated import TranslatedWidget
from inspector.wire.cameras import FeatureKind

if TYPE_CHECKING:
    from inspector.wire.cameras import FeatureRow, FeatureValue

_NUMBERS = frozenset({FeatureKind.INTEGER, FeatureKind.FLOAT})
_CHOICES = frozenset({FeatureKind.ENUMERATION, FeatureKind.BOOLEAN})


class FeatureEditor(TranslatedWidget):
    """``wanted(feature, value)`` asks to set; ``misread(text)`` tells of what is no number.

    A command takes two touches, for some of them restart the device.
    """

    wanted = Signal(object, object)
    misread = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.feature: FeatureRow | None = None
        self._permitted = False
        self.title, self.limits = ElidedLabel("strong"), ElidedLabel("caption")
        self.entry, self.choice = QLineEdit(), QComboBox()
        self.entry.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.less, self.more, self.apply = QPushButton("−"), QPushButton("+"), QPushButton()
        for button in (self.less, self.more):
            set_role(button, "square")
        self._sure = TwoTouch(self)
        layout = column(self.title, self.limits, spacing=4)
        line = row(self.less, self.entry, self.choice, self.more, self.apply, spacing=8)
        line.setStretch(1, 1)
        line.setStretch(2, 1)
        layout.addLayout(line)
        self.setLayout(layout)
        self._connect()
        self.retranslate()

    def show_feature(self, feature: FeatureRow | None) -> None:
        """Show a feature, or its newest value; what a person is typing stays."""
        another = feature is None or self.feature is None or feature.name != self.feature.name
        self.feature = feature
        if another:
            self._sure.disarm()
        if another or not (self.entry.hasFocus() and self.entry.isModified()):
            self._fill()
        self.retranslate()

    def show_old_value(self) -> None:
        """What was typed was refused: the device's own value stands again."""
        self._fill()

    def show_permitted(self, permitted: bool) -> None:
        """Let values be set, or not."""
        self._permitted = permitted
        self.retranslate()

    def retranslate(self) -> None:
        """Show everything again."""
        feature = self.feature
        kind = None if feature is None else feature.kind
        self.title.show_text(
            translate("Setup", "Choose a feature to set it.")
            if feature is None
            else feature_text(feature.name)
        )
        self.limits.show_text("" if feature is None else _described(feature))
        for widget, kinds in self._by_kind():
            widget.setVisible(kind in kinds)
            offer(widget, self._lacking())
        if kind is FeatureKind.COMMAND:
            armed = self._sure.armed
            self.apply.setText(touch_text(translate("Setup", "Carry out"), armed=armed))
        else:
            armed = False
            self.apply.setText(translate("Setup", "Set"))
        tone = Tone.WARNING if armed else Tone.NEUTRAL
        set_tone(self.apply, tone)

    def _settable(self) -> bool:
        return self._lacking() is None

    def _lacking(self) -> Lacking | None:
        """What there is lacking to set it."""
        if self.feature is None:
            return Lacking.FEATURE
        if not self._permitted:
            return Lacking.CAMERA
        return None if self.feature.writable else Lacking.WRITABLE_FEATURE

    def _by_kind(self) -> tuple[tuple[QWidget, frozenset[FeatureKind]], ...]:
        typed = _NUMBERS | {FeatureKind.STRING}
        return (
            (self.less, _NUMBERS),
            (self.more, _NUMBERS),
            (self.entry, typed),
            (self.choice, _CHOICES),
            (self.apply, frozenset(FeatureKind)),
        )

    def _connect(self) -> None:
        self.less.clicked.connect(lambda: self._step(-1))
        self.more.clicked.connect(lambda: self._step(1))
        self.apply.clicked.connect(self._apply)
        self.entry.returnPressed.connect(self._apply)
        self._sure.changed.connect(self.retranslate)

    def _fill(self) -> None:
        feature = self.feature
        self.entry.clear()
        self.choice.clear()
        if feature is None:
            return
        if feature.kind in _NUMBERS and isinstance(feature.value, int | float):
            self.entry.setText(number_text(feature.value))
        elif feature.kind is FeatureKind.STRING:
            self.entry.setText(str(feature.value or ""))
        elif feature.kind is FeatureKind.BOOLEAN:
            self.choice.addItem(translate("Setup", "on"), True)
            self.choice.addItem(translate("Setup", "off"), False)
            self.choice.setCurrentIndex(0 if feature.value else 1)
        elif feature.kind is FeatureKind.ENUMERATION:
            for each in feature.choices:
                self.choice.addItem(each, each)
            self.choice.setCurrentText(str(feature.value))

    def _step(self, direction: int) -> None:
        if self.feature is not None and (value := stepped(self.feature, direction)) is not None:
            self.entry.setModified(False)
            self.wanted.emit(self.feature, value)

    def _apply(self) -> None:
        feature = self.feature
        if feature is None or not self._settable():
            return
        if feature.kind is FeatureKind.COMMAND and not self._sure.touch():
            return
        value = self._value(feature)
        if value is None:
            self.misread.emit(self.entry.text())
            return
        self.entry.setModified(False)
        self.wanted.emit(feature, value)
        self.retranslate()

    def _value(self, feature: FeatureRow) -> FeatureValue | None:
        """What was entered, as the feature's kind; ``None`` when it is no number."""
        if feature.kind is FeatureKind.COMMAND:
            return True
        if feature.kind in _CHOICES:
            chosen = self.choice.currentData()
            return chosen if isinstance(chosen, bool | str) else None
        if feature.kind is FeatureKind.STRING:
            return self.entry.text()
        number, understood = QLocale().toDouble(self.entry.text().strip())
        if not understood:
            return None
        whole = feature.kind is FeatureKind.INTEGER and number.is_integer()
        return int(number) if whole else number


def _described(feature: FeatureRow) -> str:
    """Name on the wire, present value, limits and unit in one line."""
    parts = [feature.name, value_text(feature)]
    if feature.minimum is not None and feature.maximum is not None:
        parts.append(f"{limits_text(feature)} {unit_of(feature.name)}".strip())
    if not feature.writable:
        parts.append(translate("Setup", "cannot be set now"))
    return " · ".join(parts)

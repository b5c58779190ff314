"""Keys on the screen for whatever field is touched: digits for a number, letters for a text."""

# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QDoubleValidator,
    QInputDevice,
    QIntValidator,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QValidator,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.frame.floating_panel import FloatingPanel
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.touch.keypad import Keypad
from inspector.ui.widgets.touch.touch_keyboard import TouchKeyboard

_NUMBER_WIDTH_PX, _TEXT_WIDTH_PX = 300, 900
_GAP_PX = 8
_EDITING = frozenset(
    {
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
"""Keys that a person presses and a bar code scanner never sends."""


class TouchEntry(FloatingPanel):
    """Opens beside a field that is touched, and types into it; it never takes the focus.

    A finger always opens it, and so does a mouse until somebody edits with real keys: a panel may
    tell a touch as a click. It is away as soon as somebody types, or the field is left.

    Args:
        host: What it lies over; fields elsewhere have no keys on the screen.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, _TEXT_WIDTH_PX)
        self._field: QLineEdit | None = None
        self._has_keyboard = False
        self.named = ElidedLabel("caption")
        self.keypad, self.keyboard = Keypad(), TouchKeyboard()
        self.done = QPushButton()
        self.done.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_tone(self.done, Tone.ACCENT)
        heading = row(self.named, self.done)
        heading.setStretch(0, 1)
        layout = column(heading, self.keypad, self.keyboard)
        layout.setContentsMargins(12, 8, 12, 10)
        self.setLayout(layout)
        self.keypad.digit.connect(self._type)
        self.keyboard.typed.connect(self._type)
        for keys in (self.keypad, self.keyboard):
            keys.erase.connect(self._erase)
        self.done.clicked.connect(self._accept)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        self.retranslate()

    def open_for(self, field: QLineEdit) -> None:
        """Offer the keys that this field takes."""
        validator = field.validator()
        is_number = isinstance(validator, QIntValidator | QDoubleValidator)
        self.keypad.setVisible(is_number)
        self.keyboard.setVisible(not is_number)
        self.keypad.show_signs(
            point=isinstance(validator, QDoubleValidator), minus=_below_zero(validator)
        )
        self.named.show_text(field.accessibleName() or field.placeholderText())
        if is_number:
            field.selectAll()
        self.place()
        self.show()
        self.raise_()

    def wanted_width(self) -> int:
        """Letters need more than digits."""
        return _TEXT_WIDTH_PX if self.keypad.isHidden() else _NUMBER_WIDTH_PX

    def place(self) -> None:
        """Below the field, above it or beside it: where there is room."""
        super().place()
        if self._field is not None:
            self.move(self._beside(self._occupied(self._field)))

    def retranslate(self) -> None:
        """Show every text again."""
        self.done.setText(translate("SignIn", "Done"))
        self.setAccessibleName(translate("SignIn", "Keys on the screen"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what happens to the field that has the focus."""
        if watched is self._field:
            if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
                self._consider(event)
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._follow_key(event)
        return super().eventFilter(watched, event)

    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._field is not None and now is not self._field:
            self._field.removeEventFilter(self)
            self._field = None
            self.close_panel()
        if isinstance(now, QLineEdit) and self._host.isAncestorOf(now):
            self._field = now
            now.installEventFilter(self)

    def _consider(self, event: QMouseEvent) -> None:
        finger = event.deviceType() is QInputDevice.DeviceType.TouchScreen
        field = self._field
        if field is None or field.isReadOnly() or not (finger or not self._has_keyboard):
            return
        others = (each for each in self._host.findChildren(TouchKeyboard) if each.isVisible())
        if all(each is self.keyboard for each in others):
            self.open_for(field)

    def _follow_key(self, event: QKeyEvent) -> bool:
        """Real keys were pressed: the ones on the screen are not needed."""
        shown = not self.isHidden()
        if event.key() in _EDITING or event.matches(QKeySequence.StandardKey.Paste):
            self._has_keyboard = True
        self.close_panel()
        return shown and event.key() == Qt.Key.Key_Escape

    def _type(self, text: str) -> None:
        if self._field is not None:
            self._field.insert(text)

    def _erase(self) -> None:
        if self._field is not None:
            self._field.backspace()

    def _accept(self) -> None:
        field = self._field
        self.close_panel()
        if field is not None:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                enter = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
                QApplication.sendEvent(field, enter)

    def _occupied(self, field: QWidget) -> QRect:
        """Where the field lies, or the panel that it belongs to."""
        shown: QWidget | None = field
        while shown is not None and shown is not self._host:
            if isinstance(shown, FloatingPanel):
                break
            shown = shown.parentWidget()
        whole = field if shown is None or shown is self._host else shown
        return QRect(whole.mapTo(self._host, QPoint(0, 0)), whole.size())

    def _beside(self, occupied: QRect) -> QPoint:
        room, size = self._host.rect(), self.size()
        left = max(0, min(occupied.left(), room.width() - size.width()))
        top = max(0, min(occupied.top(), room.height() - size.height()))
        places = (
            QPoint(left, occupied.bottom() + _GAP_PX),
            QPoint(left, occupied.top() - size.height() - _GAP_PX),
            QPoint(occupied.right() + _GAP_PX, top),
            QPoint(occupied.left() - size.width() - _GAP_PX, top),
        )
        return next(
            (each for each in places if room.contains(QRect(each, size))),
            QPoint(left, room.height() - size.height()),
        )


def _below_zero(validator: QValidator | None) -> bool:
    return isinstance(validator, QIntValidator | QDoubleValidator) and validator.bottom() < 0

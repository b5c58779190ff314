"""Name and PIN or password, beside the live view and never over the verdict."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from inspector.ui.actions.lacking import Lacking
from inspector.ui.actions.offered import offer
from inspector.ui.i18n.faults import error_text
from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.frame.floating_panel import FloatingPanel
from inspector.ui.widgets.frame.name_list import NameList
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.touch.keypad import Keypad
from inspector.ui.widgets.touch.touch_keyboard import TouchKeyboard
from inspector.wire.people import SECRET_LIMIT, SecretKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.session import SessionControl
    from inspector.wire.people import PersonRow

_WIDTH_PX, _WIDTH_WITH_KEYBOARD_PX, _NAMES_HEIGHT_PX = 560, 900, 300
_NAMES_SHARE, _ENTRY_SHARE = 10, 11
_PIN_LIMIT = 12
_DOT = "●"


class SignInPanel(FloatingPanel):
    """Lies over the lower left of the pages, where no verdict and no Stop is; not modal.

    Args:
        session: Signs in.
        pages: What it lies over.
    """

    def __init__(self, session: SessionControl, pages: QWidget) -> None:
        super().__init__(pages, _WIDTH_PX)
        self._session = session
        self._pin = ""
        self._error: InspectorError | None = None
        self._nobody = False
        self.title, self.pin = label("title"), label("strong")
        self.told = label("caption", wrap=True)
        self.names, self.keypad = NameList(), Keypad()
        self.password, self.keyboard = QLineEdit(), TouchKeyboard()
        self.digits, self.letters = QWidget(), QWidget()
        self.enter, self.cancel = QPushButton(), QPushButton()
        self._lay_out()
        self._connect()
        self.retranslate()

    def open(self) -> None:
        """Ask who is there."""
        self.names.forget(self._session.locked)
        self._begin_anew(None)
        self._session.list_people()
        super().open()

    def close_panel(self) -> None:
        """Ask no more; what was typed is forgotten."""
        self._begin_anew(None)
        self._session.drop_wish()
        super().close_panel()

    def wanted_width(self) -> int:
        """Letters need more than digits."""
        return _WIDTH_WITH_KEYBOARD_PX if self._with_password else _WIDTH_PX

    def retranslate(self) -> None:
        """Show every text again."""
        self.title.setText(translate("SignIn", "Who are you?"))
        self.password.setPlaceholderText(translate("SignIn", "Password"))
        self.password.setAccessibleName(translate("SignIn", "Password"))
        self.enter.setText(translate("SignIn", "Sign in"))
        self.cancel.setText(translate("SignIn", "Cancel"))
        self.setAccessibleName(self.title.text())
        self._show_pin()
        self._explain()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, backspace, Enter and Esc of a keyboard."""
        key = event.key()
        if event.text() and event.text() in "0123456789":
            self._type(event.text())
        elif key == Qt.Key.Key_Backspace:
            self._erase()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._sign_in()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        left = column(self.title, self.names, self.told, spacing=8)
        left.setStretch(1, 1)
        self.names.setMinimumHeight(_NAMES_HEIGHT_PX)
        self.digits.setLayout(column(self.pin, self.keypad, 1, spacing=8))
        self.letters.setLayout(column(self.password, self.keyboard, 1, spacing=8))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(SECRET_LIMIT)
        self.letters.hide()
        right = column(self.digits, self.letters, spacing=8)
        right.addLayout(row(self.cancel, self.enter, spacing=8))
        layout = row(spacing=16)
        layout.addLayout(left, _NAMES_SHARE)
        layout.addLayout(right, _ENTRY_SHARE)
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)
        self.pin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_tone(self.enter, Tone.ACCENT)

    def _connect(self) -> None:
        self.keypad.digit.connect(self._type)
        self.keypad.erase.connect(self._erase)
        self.keyboard.typed.connect(self.password.insert)
        self.keyboard.erase.connect(self.password.backspace)
        self.password.textEdited.connect(self._follow_typing)
        self.password.textChanged.connect(self._show_pin)
        self.password.returnPressed.connect(self._sign_in)
        self.names.chosen.connect(self._forget_pin)
        self.enter.clicked.connect(self._sign_in)
        self.cancel.clicked.connect(self.close_panel)
        self._session.listed.connect(self._list)
        self._session.refused.connect(self._refuse)
        self._session.changed.connect(self._follow)

    def _list(self, people: Sequence[PersonRow]) -> None:
        self._nobody = not people
        self.names.show_people(people)
        self._show_entry()
        self._show_pin()
        self._explain()

    def _type(self, digit: str) -> None:
        if len(self._pin) < _PIN_LIMIT:
            self._pin += digit
            self._error = None
            self._show_pin()
            self._explain()

    def _erase(self) -> None:
        self._pin = self._pin[:-1]
        self._show_pin()

    def _follow_typing(self) -> None:
        self._error = None
        self._explain()

    def _forget_pin(self) -> None:
        self._show_entry()
        self._begin_anew(None)

    @property
    def _with_password(self) -> bool:
        return self.names.secret_kind is SecretKind.PASSWORD

    def _show_entry(self) -> None:
        """Digits for a PIN, letters for a password."""
        self.digits.setVisible(not self._with_password)
        self.letters.setVisible(self._with_password)
        self.place()
        to_focus = self.password if self._with_password else self
        to_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sign_in(self) -> None:
        if self.enter.isEnabled():
            typed = self.password.text() if self._with_password else self._pin
            self._session.sign_in(self.names.name, typed)
            self._begin_anew(None)

    def _refuse(self, error: InspectorError) -> None:
        self._begin_anew(error)

    def _follow(self) -> None:
        if self._session.person is not None:
            self._begin_anew(None)
            self.hide()

    def _begin_anew(self, error: InspectorError | None) -> None:
        self._pin, self._error = "", error
        self.password.clear()
        self._show_pin()
        self._explain()

    def _show_pin(self) -> None:
        self.pin.setText(_DOT * len(self._pin) or translate("SignIn", "PIN"))
        self.pin.setAccessibleName(
            translate("SignIn", "{digits} digits entered").format(digits=len(self._pin))
        )
        typed = self.password.text() if self._with_password else self._pin
        secret = None if typed else Lacking.SECRET
        offer(self.enter, secret if self.names.name else Lacking.WHO)

    def _explain(self) -> None:
        error = self._error
        if error is not None:
            self.told.setText(error_text(error))
        elif self._nobody:
            self.told.setText(
                translate(
                    "SignIn",
                    "Nobody is defined at this station. Begin with an administrator on the "
                    "People page.",
                )
            )
        else:
            self.told.setText(
                translate("SignIn", "Touch your name, then enter your PIN or password.")
            )
        set_tone(self.told, Tone.NEUTRAL if error is None else Tone.NOT_OK)

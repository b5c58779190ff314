"""One person to be added or changed, or one's own PIN or password."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from inspector.domain.people import Role, SecretKind
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import role_text
from inspector.ui.pages.people.words import secret_text
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.text.action_button import ActionButton
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.people import (
    REASON_LIMIT,
    SECRET_LIMIT,
    AccountChange,
    AccountRow,
    AddPersonRequest,
    NewSecret,
    OwnSecretRequest,
)

_NAME_LIMIT = 32


class FormMode(Enum):
    """What the form is for."""

    NOTHING = auto()
    ADD = auto()
    CHANGE = auto()
    OWN = auto()


class PersonForm(TranslatedFrame):
    """Says what shall be; ``edited`` when something was typed or chosen.

    Args:
        save: Sends it.
        switch_active: Lets the person in no longer, or again.
    """

    edited = Signal()

    def __init__(self, save: ActionButton, switch_active: ActionButton) -> None:
        super().__init__()
        set_role(self, "card")
        self.mode = FormMode.NOTHING
        self.account: AccountRow | None = None
        self.title, self.told = ElidedLabel("title"), label("caption", wrap=True)
        self.name, self.old, self.secret, self.again, self.reason = (QLineEdit() for _ in range(5))
        self.role, self.kind = QComboBox(), QComboBox()
        self._fields: list[tuple[QLabel, QWidget]] = [
            (label("muted"), field)
            for field in (
                self.name, self.role, self.old, self.kind, self.secret, self.again, self.reason,
            )
        ]  # fmt: skip
        self.switch_button = switch_active
        self._save = save
        self._lay_out()
        for role in Role:
            self.role.addItem("", role)
        for kind in SecretKind:
            self.kind.addItem("", kind)
        self._limit()
        self.show_nothing()

    def show_nothing(self, told: str = "") -> None:
        """Nobody is chosen; say why nothing can be done here."""
        self._begin(FormMode.NOTHING, None, told)

    def show_new(self, role: Role) -> None:
        """Somebody is to be added."""
        self._begin(FormMode.ADD, None)
        self.role.setCurrentIndex(self.role.findData(role))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_account(self, account: AccountRow) -> None:
        """Somebody is to be changed."""
        self._begin(FormMode.CHANGE, account)
        self.role.setCurrentIndex(self.role.findData(account.role))
        self.kind.setCurrentIndex(self.kind.findData(account.secret_kind))

    def show_own(self) -> None:
        """Whoever is signed in changes the own PIN or password."""
        self._begin(FormMode.OWN, None)
        self.old.setFocus(Qt.FocusReason.OtherFocusReason)

    def explain(self, told: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Say what came of it."""
        self.told.setText(told)
        set_tone(self.told, tone)

    def forget_secrets(self) -> None:
        """What was typed is kept nowhere."""
        for field in (self.old, self.secret, self.again):
            field.clear()

    @property
    def complete(self) -> bool:
        """Whether there is something to save."""
        same = self.secret.text() == self.again.text()
        if self.mode is FormMode.ADD:
            return bool(self.name.text().strip() and self.secret.text()) and same
        if self.mode is FormMode.OWN:
            return bool(self.old.text() and self.secret.text()) and same
        if self.mode is FormMode.CHANGE and self.account is not None:
            changed = self.role.currentData() != self.account.role
            return same and (changed or bool(self.secret.text()))
        return False

    def new_person(self) -> AddPersonRequest:
        """Who shall be added."""
        return AddPersonRequest(
            name=self.name.text().strip(),
            role=Role(self.role.currentData()),
            kind=SecretKind(self.kind.currentData()),
            secret=self.secret.text(),
            reason=self.reason.text().strip(),
        )

    def change(self, account: AccountRow) -> AccountChange:
        """What shall be otherwise with somebody."""
        role = Role(self.role.currentData())
        secret = self.secret.text()
        kind = SecretKind(self.kind.currentData())
        return AccountChange(
            name=account.name,
            role=None if role is account.role else role,
            secret=NewSecret(kind=kind, secret=secret) if secret else None,
            reason=self.reason.text().strip(),
        )

    def own_secret(self) -> OwnSecretRequest:
        """One's own new PIN or password."""
        return OwnSecretRequest(
            old=self.old.text(),
            kind=SecretKind(self.kind.currentData()),
            secret=self.secret.text(),
        )

    def type(self, text: str) -> None:
        """Type where the cursor is; a key on the screen was touched."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit) and self.isAncestorOf(field):
            field.insert(text)

    def erase(self) -> None:
        """Delete the character before the cursor."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit) and self.isAncestorOf(field):
            field.backspace()

    def retranslate(self) -> None:
        """Show every text again."""
        self.explain(self._hint())
        texts = (
            translate("People", "Name"),
            translate("People", "Role"),
            translate("People", "Current one"),
            translate("People", "Signs in with"),
            translate("People", "PIN or password"),
            translate("People", "Repeat it"),
            translate("People", "Reason"),
        )
        for (caption, field), text in zip(self._fields, texts, strict=True):
            caption.setText(text)
            field.setAccessibleName(text)
        for index, role in enumerate(Role):
            self.role.setItemText(index, role_text(role))
        for index, kind in enumerate(SecretKind):
            self.kind.setItemText(index, secret_text(kind))
        self._show_title()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, (caption, field) in enumerate(self._fields):
            grid.addWidget(caption, place, 0)
            grid.addWidget(field, place, 1)
            if isinstance(field, QLineEdit):
                field.textEdited.connect(self._follow)
                field.textChanged.connect(self.edited)
            elif isinstance(field, QComboBox):
                field.currentIndexChanged.connect(self._limit)
                field.currentIndexChanged.connect(self._follow)
        for field in (self.old, self.secret, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaxLength(SECRET_LIMIT)
        self.name.setMaxLength(_NAME_LIMIT)
        self.reason.setMaxLength(REASON_LIMIT)
        buttons = row(self.switch_button, self._save, spacing=8)
        layout = column(self.title, grid, self.told, 1, buttons, spacing=8)
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)

    def _begin(self, mode: FormMode, account: AccountRow | None, told: str = "") -> None:
        self.mode, self.account = mode, account
        self.name.clear()
        self.reason.clear()
        self.forget_secrets()
        changing = mode in (FormMode.ADD, FormMode.CHANGE)
        shown = {
            self.name: mode is FormMode.ADD,
            self.role: changing,
            self.old: mode is FormMode.OWN,
            self.kind: mode is not FormMode.NOTHING,
            self.secret: mode is not FormMode.NOTHING,
            self.again: mode is not FormMode.NOTHING,
            self.reason: changing,
        }
        for caption, field in self._fields:
            caption.setVisible(shown[field])
            field.setVisible(shown[field])
        self._save.setVisible(mode is not FormMode.NOTHING)
        self.switch_button.setVisible(mode is FormMode.CHANGE)
        self.retranslate()
        self.explain(told or self._hint())
        self.edited.emit()

    def _follow(self) -> None:
        """Say what is still missing while it is typed."""
        self.explain(self._hint())
        self.edited.emit()

    def _hint(self) -> str:
        if self.mode is FormMode.NOTHING:
            return ""
        if self.again.text() and self.again.text() != self.secret.text():
            return translate("People", "Both entries have to be the same.")
        if self.kind.currentData() == SecretKind.PIN:
            return translate(
                "People",
                "A PIN has 4 to 12 digits, for engineers and administrators at least 6.",
            )
        return translate("People", "A password has 8 to 128 characters of any kind.")

    def _limit(self) -> None:
        """A PIN has digits only; a screen keyboard of the system shows what is needed."""
        pin = self.kind.currentData() == SecretKind.PIN
        hints = Qt.InputMethodHint.ImhDigitsOnly if pin else Qt.InputMethodHint.ImhNone
        for field in (self.secret, self.again):
            field.setInputMethodHints(hints | Qt.InputMethodHint.ImhSensitiveData)

    def _show_title(self) -> None:
        texts = {
            FormMode.NOTHING: translate("People", "Choose a person"),
            FormMode.ADD: translate("People", "New person"),
            FormMode.CHANGE: self.account.name if self.account else "",
            FormMode.OWN: translate("People", "My PIN or password"),
        }
        self.title.show_text(texts[self.mode])

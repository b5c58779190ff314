"""Everybody at the station, and a form beside them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from inspector.domain.errors.people import ApprovalPendingError
from inspector.domain.people import Right, Role
from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.faults import error_text
from inspector.ui.i18n.formats import NOTHING, count, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.texts import role_text
from inspector.ui.models.rows import ColumnSpec, RowModel
from inspector.ui.pages.people.actions import PeopleAction
from inspector.ui.pages.people.person_form import FormMode, PersonForm
from inspector.ui.pages.people.words import secret_text
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.two_touch import TwoTouch, touch_text
from inspector.ui.widgets.table.row_table import RowTable
from inspector.ui.widgets.text.labels import row
from inspector.ui.widgets.text.translated import TranslatedWidget
from inspector.ui.widgets.touch.touch_keyboard import TouchKeyboard
from inspector.wire.people import AccountChange, AccountRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from inspector.client.station import StationClient
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.requests import RequestLink
    from inspector.ui.session import SessionControl
    from inspector.wire.people import SessionState

_TABLE_SHARE, _FORM_SHARE = 60, 40


def _state(account: AccountRow) -> str:
    if not account.active:
        return translate("People", "Deactivated")
    return translate("People", "Locked") if account.locked else translate("People", "Active")


def _last(account: AccountRow) -> str:
    """The time below the date: what is left of the width is for names."""
    at = account.last_sign_in
    return NOTHING if at is None else short_date_and_time(at).replace(" ", "\n")


_COLUMNS: Sequence[ColumnSpec[AccountRow]] = (
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Name"), lambda each: each.name, stretches=True),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Role"), lambda each: role_text(each.role)),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "With"), lambda each: secret_text(each.secret_kind)),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "State"), _state),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Last sign-in"), _last),
    ColumnSpec(
        QT_TRANSLATE_NOOP("Column", "Failed"), lambda each: count(each.failures), right=True
    ),
)


class AccountsTab(TranslatedWidget):
    """An administrator sees and changes everybody; others change their own PIN or password."""

    def __init__(
        self,
        board: ActionBoard,
        session: SessionControl,
        requests: RequestLink,
        failed: Callable[[InspectorError], object],
    ) -> None:
        super().__init__()
        self._board = board
        self._session = session
        self._requests = requests
        self._failed = failed
        self._person = "" if session.person is None else session.person.name
        self._sure = TwoTouch(self)
        self.model = RowModel[AccountRow](_COLUMNS, lambda each: each.name, self)
        self.table = RowTable[AccountRow](self.model)
        set_role(self.table, "card")
        self.form = PersonForm(
            board.button(PeopleAction.SAVE), board.button(PeopleAction.SWITCH_ACTIVE)
        )
        self.keyboard = TouchKeyboard()
        self.keyboard.hide()
        layout = row(spacing=10)
        layout.addWidget(self.table, _TABLE_SHARE)
        layout.addWidget(self.keyboard, _TABLE_SHARE)
        layout.addWidget(self.form, _FORM_SHARE)
        self.setLayout(layout)
        self._connect()
        self.retranslate()

    def refresh(self) -> None:
        """Ask who there is."""
        self._show_table()
        if not self._session.may_or_unknown(Right.MANAGE_PEOPLE):
            self.model.show_rows([])
            self._explain_others()
            return
        self._ask("accounts", lambda station: station.people.accounts(), self._show)

    def add(self) -> None:
        """Begin with an empty form."""
        self.table.clearSelection()
        self.form.show_new(Role.OPERATOR if self.model.rows else Role.ADMIN)

    def change_own(self) -> None:
        """Begin with the form for one's own PIN or password."""
        if self._session.person is None:
            self._session.wanted.emit()
            return
        self.table.clearSelection()
        self.form.show_own()

    def save(self) -> None:
        """Send what stands in the form."""
        form = self.form
        if not form.complete:
            return
        if form.mode is FormMode.ADD:
            new = form.new_person()
            self._ask("people", lambda station: station.people.add(new), self._saved)
        elif form.mode is FormMode.OWN:
            own = form.own_secret()
            self._ask("own", lambda station: station.people.change_own_secret(own), self._kept_own)
        elif form.account is not None:
            self._change(form.change(form.account))
        form.forget_secrets()

    def switch_active(self) -> None:
        """Let the chosen person in no longer, at the second touch; or in again."""
        account = self.form.account
        if account is not None and self._sure.touch():
            reason = self.form.reason.text().strip()
            self._change(AccountChange(name=account.name, active=not account.active, reason=reason))

    def switch_keyboard(self) -> None:
        """Show letters in the place of the table, or the table again."""
        shown = self.keyboard.isHidden()
        self.keyboard.setVisible(shown)
        self._show_table()
        self._board[PeopleAction.KEYBOARD].setChecked(shown)

    @property
    def armed(self) -> bool:
        """Whether the next touch counts."""
        return self._sure.armed

    def retranslate(self) -> None:
        """Show every text again."""
        self.model.retranslate()
        self.table.setAccessibleName(translate("Action", "Everybody"))
        self._show_offer()

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.clicked.connect(self._choose)
        self._session.changed.connect(self._follow_person)
        self.form.edited.connect(self._show_offer)
        self._sure.changed.connect(self._show_offer)
        self.keyboard.typed.connect(self.form.type)
        self.keyboard.erase.connect(self.form.erase)

    def _follow_person(self) -> None:
        """What one person began is nothing for the next."""
        name = "" if self._session.person is None else self._session.person.name
        if name != self._person:
            self._person = name
            self._sure.disarm()
            self.form.show_nothing()

    def _choose(self, *_indexes: object) -> None:
        account = self.model.row(self.table.currentIndex())
        if account is not None and account != self.form.account:
            self._sure.disarm()
            self.form.show_account(account)

    def _show(self, accounts: Sequence[AccountRow]) -> None:
        self.model.show_rows(accounts)
        if not accounts:
            self.form.show_nothing(
                translate(
                    "People",
                    "Nobody is defined yet: everything but maintenance is open to whoever stands "
                    "here. Add an administrator first.",
                )
            )
        elif self.form.account is not None:
            now = next((each for each in accounts if each.name == self.form.account.name), None)
            if now is not None and now != self.form.account:
                self.form.show_account(now)
        elif self.form.mode is FormMode.NOTHING:
            self.form.show_nothing()

    def _saved(self, accounts: Sequence[AccountRow]) -> None:
        self.form.show_nothing(translate("People", "Saved."))
        self._show(accounts)
        self.form.explain(translate("People", "Saved."), Tone.OK)
        self._session.list_people()

    def _kept_own(self, session: SessionState) -> None:
        self.form.show_nothing(translate("People", "From now on the new one counts."))

    def _explain_others(self) -> None:
        if self.form.mode is not FormMode.OWN:
            told = translate("People", "To see and change others needs the role {role}.")
            self.form.show_own()
            self.form.explain(told.format(role=role_text(Role.ADMIN)))

    def _show_table(self) -> None:
        """The table is an administrator's; letters may stand in its place."""
        permitted = self._session.may_or_unknown(Right.MANAGE_PEOPLE)
        self.table.setVisible(permitted and self.keyboard.isHidden())

    def _change(self, change: AccountChange) -> None:
        self._ask("people", lambda station: station.people.change(change), self._saved)

    def _ask(
        self, key: str, call: Callable[[StationClient], object], answered: Callable[..., None]
    ) -> None:
        self._requests.ask(key, call, answered, partial(self._refuse, key))

    def _refuse(self, key: str, error: InspectorError) -> None:
        waits = isinstance(error, ApprovalPendingError)
        tone = Tone.WARNING if waits else Tone.NOT_OK
        self.form.explain(error_text(error), tone)
        if key != "accounts" and not waits:
            self._failed(error)

    def _show_offer(self) -> None:
        board, form = self._board, self.form
        board[PeopleAction.SAVE].offer(None if form.complete else Lacking.ENTRIES)
        account = form.account
        active = account is None or account.active
        text = translate("Action", "Deactivate") if active else translate("Action", "Activate")
        armed = self._sure.armed
        board[PeopleAction.SWITCH_ACTIVE].setText(touch_text(text, armed=armed))
        board[PeopleAction.SWITCH_ACTIVE].offer(Lacking.PERSON if account is None else None)
        tone = Tone.NOT_OK if armed else Tone.NEUTRAL
        set_tone(form.switch_button, tone)

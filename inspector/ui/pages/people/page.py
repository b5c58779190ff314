"""Who may work at the station, what waits for a second person, and what people did."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.pages.page import Page
from inspector.ui.pages.people.accounts_tab import AccountsTab
from inspector.ui.pages.people.actions import PeopleAction
from inspector.ui.pages.people.approvals_tab import ApprovalsTab
from inspector.ui.pages.people.audit_tab import AuditTab
from inspector.ui.widgets.text.labels import column, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.pages.page import PageContext

_TABS = (PeopleAction.SHOW_PEOPLE, PeopleAction.SHOW_WAITING, PeopleAction.SHOW_TRAIL)


class PeoplePage(Page):
    """Three tabs; each asks the station when somebody looks at it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        board = self._board = context.board
        self._session = context.session
        self._watch = context.approvals
        self._watched = False
        requests = context.own_requests()
        self.accounts: AccountsTab = AccountsTab(board, context.session, requests, self.failed.emit)
        self.approvals: ApprovalsTab = ApprovalsTab(board, context.session, context.approvals)
        self.trail: AuditTab = AuditTab(board, context.session, requests)
        self.tabs = QStackedWidget()
        for tab in (self.accounts, self.approvals, self.trail):
            self.tabs.addWidget(tab)
        self._own = [
            board.button(key)
            for key in (PeopleAction.KEYBOARD, PeopleAction.CHANGE_OWN, PeopleAction.ADD)
        ]
        above = row(*(board.button(key) for key in _TABS), 1, *self._own, spacing=8)
        layout = column(above, self.tabs, spacing=10)
        layout.setStretch(1, 1)
        layout.setContentsMargins(16, 10, 16, 10)
        self.setLayout(layout)
        context.session.changed.connect(self._refresh)
        context.approvals.changed.connect(self.retranslate)
        context.approvals.changed.connect(self._refresh)
        self.show_tab(PeopleAction.SHOW_PEOPLE)
        self.retranslate()

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action of the page."""
        return {
            **{key: partial(self.show_tab, key) for key in _TABS},
            PeopleAction.ADD: self.accounts.add,
            PeopleAction.CHANGE_OWN: self.accounts.change_own,
            PeopleAction.SAVE: self.accounts.save,
            PeopleAction.SWITCH_ACTIVE: self.accounts.switch_active,
            PeopleAction.KEYBOARD: self.accounts.switch_keyboard,
            PeopleAction.APPROVE: self.approvals.approve,
            PeopleAction.REFUSE: self.approvals.refuse,
            PeopleAction.VERIFY: self.trail.verify,
            PeopleAction.EXPORT: self.trail.export,
        }

    def show_tab(self, key: PeopleAction) -> None:
        """Turn to one of the three."""
        place = _TABS.index(key)
        self.tabs.setCurrentIndex(place)
        self._board.choose(key, _TABS)
        for button in self._own:
            button.setVisible(place == 0)
        self._refresh()

    def watch(self, watched: bool) -> None:
        """Ask when somebody comes to look."""
        self._watched = watched
        if watched:
            self._session.list_people()
            self._refresh()
        else:
            self.accounts.form.show_nothing()

    def retranslate(self) -> None:
        """Show how many requests wait."""
        waiting = len(self._watch.waiting)
        text = translate("Action", "Approvals")
        self._board[PeopleAction.SHOW_WAITING].setText(
            f"{text} ({count(waiting)})" if waiting else text
        )

    def _refresh(self) -> None:
        if not self._watched:
            return
        tab = self.tabs.currentWidget()
        if tab is self.accounts:
            self.accounts.refresh()
        elif tab is self.trail:
            self.trail.refresh()
        else:
            self._watch.look()

"""What people did: filtered, looked at, checked and exported."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from inspector.domain.errors.base import InspectorError
from inspector.domain.people import Right, least_role
from inspector.ui.i18n.faults import error_text
from inspector.ui.i18n.formats import short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.texts import role_text
from inspector.ui.models.rows import ColumnSpec, RowModel
from inspector.ui.pages.people.actions import PeopleAction
from inspector.ui.pages.people.audit_card import AuditCard, who_text
from inspector.ui.pages.people.words import (
    GROUPS,
    deed_text,
    outcome_text,
)
from inspector.ui.saving import save_for_person
from inspector.ui.theme.style import set_role
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.table.row_table import RowTable
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.text.translated import TranslatedWidget
from inspector.wire.audit import AuditFilter, AuditPage, AuditRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.requests import RequestLink
    from inspector.ui.session import SessionControl
    from inspector.wire.people import PersonRow

_PAGE = 100
_TABLE_SHARE, _DETAIL_SHARE = 62, 38
_TYPING_MS = 400
_DAYS = (1, 7, 30, 0)
_PERIODS = (
    QT_TRANSLATE_NOOP("Audit", "Last 24 hours"),
    QT_TRANSLATE_NOOP("Audit", "Last 7 days"),
    QT_TRANSLATE_NOOP("Audit", "Last 30 days"),
    QT_TRANSLATE_NOOP("Audit", "Any time"),
)
_WEEK = 1


_COLUMNS: Sequence[ColumnSpec[AuditRow]] = (
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Time"), lambda each: short_date_and_time(each.at)),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Who"), who_text),
    ColumnSpec(
        QT_TRANSLATE_NOOP("Column", "What"), lambda each: deed_text(each.what), stretches=True
    ),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Result"), lambda each: outcome_text(each.outcome)),
)


class AuditTab(TranslatedWidget):
    """Filters above, entries below them, and beside them all about the chosen one."""

    def __init__(self, board: ActionBoard, session: SessionControl, requests: RequestLink) -> None:
        super().__init__()
        self._board = board
        self._session = session
        self._requests = requests
        self._next: str | None = None
        self.who, self.what, self.when = QComboBox(), QComboBox(), QComboBox()
        self.target, self.failed = QLineEdit(), QPushButton()
        self.failed.setCheckable(True)
        self.model = RowModel[AuditRow](_COLUMNS, lambda each: each.sha256, self)
        self.table = RowTable[AuditRow](self.model)
        set_role(self.table, "card")
        self.card = AuditCard()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def criteria(self) -> AuditFilter:
        """What is asked for."""
        days = _DAYS[max(self.when.currentIndex(), 0)]
        return AuditFilter(
            person=self.who.currentData() or None,
            what=self.what.currentData() or None,
            target=self.target.text().strip() or None,
            since=datetime.now(UTC) - timedelta(days=days) if days else None,
            failed=self.failed.isChecked(),
        )

    def refresh(self) -> None:
        """Ask for the newest entries."""
        if not self._session.may_or_unknown(Right.READ_AUDIT):
            self.model.show_rows([])
            self.card.show_entry(None)
            told = translate("Audit", "To read the trail needs the role {role}.")
            role = role_text(least_role(Right.READ_AUDIT))
            self.card.tell(told.format(role=role), Tone.NEUTRAL)
            return
        criteria = self.criteria
        self._requests.ask(
            "audit",
            lambda station: station.audit.page(criteria, None, _PAGE),
            self._show,
            self._tell,
        )

    def verify(self) -> None:
        """Let the station follow the whole chain."""
        self.card.tell(translate("Audit", "Checking…"), Tone.NEUTRAL)
        self._requests.ask(
            "verify", lambda station: station.audit.verify(), self.card.show_verdict, self._tell
        )

    def export(self) -> None:
        """Save what the filters show as a table."""
        criteria = self.criteria
        self._requests.ask(
            "export", lambda station: station.audit.export(criteria, "csv"), self._save, self._tell
        )

    def show_people(self, people: Sequence[PersonRow]) -> None:
        """Offer everybody as a filter."""
        chosen = self.who.currentData()
        self.who.blockSignals(True)
        self.who.clear()
        self.who.addItem(translate("Audit", "Everybody"), "")
        for person in people:
            self.who.addItem(person.name, person.name)
        self.who.setCurrentIndex(max(self.who.findData(chosen), 0))
        self.who.blockSignals(False)

    def retranslate(self) -> None:
        """Show every text again."""
        self.model.retranslate()
        for place, text in enumerate(GROUPS.values()):
            self.what.setItemText(place, translate("Audit", text))
        for place, text in enumerate(_PERIODS):
            self.when.setItemText(place, translate("Audit", text))
        self.who.setItemText(0, translate("Audit", "Everybody"))
        self.who.setAccessibleName(translate("Column", "Who"))
        self.what.setAccessibleName(translate("Column", "What"))
        self.when.setAccessibleName(translate("Column", "Time"))
        self.target.setPlaceholderText(translate("Column", "Target"))
        self.target.setAccessibleName(translate("Column", "Target"))
        self.failed.setText(translate("Audit", "Refused only"))
        self.table.setAccessibleName(translate("Action", "Audit trail"))

    def _lay_out(self) -> None:
        self.who.addItem("", "")
        for beginning in GROUPS:
            self.what.addItem("", beginning)
        for days in _DAYS:
            self.when.addItem("", days)
        self.when.setCurrentIndex(_WEEK)
        verify = self._board.button(PeopleAction.VERIFY)
        export = self._board.button(PeopleAction.EXPORT)
        above = row(self.who, self.what, self.when, spacing=8)
        above.addWidget(self.target, 1)
        for widget in (self.failed, verify, export):
            above.addWidget(widget)
        below = row(spacing=10)
        below.addWidget(self.table, _TABLE_SHARE)
        below.addWidget(self.card, _DETAIL_SHARE)
        layout = column(above, below, spacing=10)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        for choice in (self.who, self.what, self.when):
            choice.currentIndexChanged.connect(self.refresh)
        self.target.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.refresh)
        self.failed.toggled.connect(self.refresh)
        self.model.more_wanted.connect(self._ask_older)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self._session.listed.connect(self.show_people)

    def _choose(self, *_indexes: object) -> None:
        self.card.show_entry(self.model.row(self.table.currentIndex()))

    def _ask_older(self) -> None:
        criteria, before = self.criteria, self._next
        self._requests.ask(
            "older",
            lambda station: station.audit.page(criteria, before, _PAGE),
            self._append,
            self._tell,
        )

    def _show(self, page: AuditPage) -> None:
        self._next = page.next_before
        self.card.verdict.clear()
        self.model.show_rows(page.rows, more=page.next_before is not None)
        self._choose()

    def _append(self, page: AuditPage) -> None:
        self._next = page.next_before
        self.model.add_rows(page.rows, more=page.next_before is not None)

    def _save(self, content: bytes) -> None:
        try:
            path = save_for_person("audit", ".csv", content)
        except InspectorError as error:
            self._tell(error)
            return
        told = translate("Audit", "Saved as {file}").format(file=path)
        self.card.tell(told, Tone.OK)

    def _tell(self, error: InspectorError) -> None:
        self.card.tell(error_text(error), Tone.NOT_OK)

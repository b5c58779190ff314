"""What the sections of the alarms page show, and how it is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from inspector.ui.i18n.language import translate
from inspector.ui.models.rows import RowModel
from inspector.ui.paged_rows import PagedRows
from inspector.ui.pages.alarms.columns import (
    EVENT_COLUMNS,
    FIX_COLUMN,
    LOG_COLUMNS,
    WAITING_COLUMNS,
)
from inspector.ui.pages.alarms.frequency_view import FrequencyView
from inspector.ui.pages.alarms.marks import alarm_marks
from inspector.ui.pages.alarms.sections import Section
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.table.link_cell import LinkDelegate
from inspector.ui.widgets.table.row_table import TWO_LINES_PX, RowTable
from inspector.ui.widgets.table.two_lines import TwoLineDelegate
from inspector.ui.widgets.text.labels import column
from inspector.wire.alarms import AlarmQuery, AlarmRow
from inspector.wire.events import EventGroup, EventRow
from inspector.wire.station import Severity

if TYPE_CHECKING:
    from inspector.client.station import StationClient
    from inspector.ui.requests import RequestLink
    from inspector.ui.theme.look import Look

PAGE_ROWS = 100
_SOON = timedelta(seconds=1)


@dataclass(slots=True)
class Wanted:
    """What is asked for.

    Attributes:
        time: So far back.
        code: One alarm only; empty for all.
        faults_only: No warnings.
        groups: Events of these only; empty for all.
    """

    time: timedelta
    code: str = ""
    faults_only: bool = False
    groups: tuple[EventGroup, ...] = ()

    @property
    def query(self) -> AlarmQuery:
        """The filter of the log as it holds now."""
        return AlarmQuery(
            since=datetime.now(UTC) - self.time,
            code=self.code or None,
            severity=Severity.FAULT if self.faults_only else None,
        )


class AlarmTables(QStackedWidget):
    """One table for each section, the last one two lists of bars.

    Signals:
        chosen: Another alarm was chosen, or none.
        changed: Rows came, or are on their way.
        failed: With the error of something that did not come.
        fix_wanted: With the alarm that a person wants to see to.
    """

    fix_wanted = Signal(object)
    chosen = Signal()
    changed = Signal()
    failed = Signal(object)

    def __init__(self, requests: RequestLink, look: Look) -> None:
        super().__init__()
        self._requests = requests
        self.waiting_model = RowModel[AlarmRow](WAITING_COLUMNS, _id, self)
        self.log_model = RowModel[AlarmRow](LOG_COLUMNS, _id, self)
        self.event_model = RowModel[EventRow](EVENT_COLUMNS, id, self)
        self.waiting_table = RowTable(self.waiting_model, TWO_LINES_PX)
        self.log_table = RowTable(self.log_model, TWO_LINES_PX)
        self.event_table = RowTable(self.event_model)
        self.log = PagedRows[AlarmRow]("alarm log", requests, self.log_model, self)
        self.events = PagedRows[EventRow]("events", requests, self.event_model, self)
        self.frequency = FrequencyView()
        self._delegate = TwoLineDelegate(look, alarm_marks)
        self._links = LinkDelegate(look, self)
        for table in (self.waiting_table, self.log_table, self.event_table):
            self.addWidget(_card(table))
        self.addWidget(self.frequency)
        self._connect(look)

    def alarm(self, section: Section) -> AlarmRow | None:
        """The chosen alarm of a section."""
        if section is Section.WAITING:
            return self.waiting_model.row(self.waiting_table.currentIndex())
        if section is Section.LOG:
            return self.log_model.row(self.log_table.currentIndex())
        return None

    def show_waiting(self, rows: list[AlarmRow]) -> None:
        """Show what waits; what was chosen stays chosen, else the first is."""
        chosen = self.alarm(Section.WAITING)
        self.waiting_model.show_rows(rows)
        if rows:
            place = None if chosen is None else self.waiting_model.place_of(_id(chosen))
            self.waiting_table.selectRow(place or 0)
        self.chosen.emit()

    def load(self, section: Section, wanted: Wanted) -> None:
        """Ask anew for what a section shows."""
        if section is Section.LOG:
            self._load_log(wanted.query)
        elif section is Section.EVENTS:
            self._load_events(wanted)
        elif section is Section.FREQUENCY:
            until = datetime.now(UTC)
            since = until - wanted.time
            self._requests.ask(
                "figures",
                lambda station: station.alarms.figures(since, until),
                self.frequency.show_figures,
                self.failed.emit,
            )

    def told(self, section: Section) -> str:
        """Why there is nothing to be seen; empty where there is."""
        if section is Section.LOG:
            return _rows_text(self.log_model.rowCount(), waiting=self.log.waiting)
        if section is Section.EVENTS:
            return _rows_text(self.event_model.rowCount(), waiting=self.events.waiting)
        return ""

    def retranslate(self) -> None:
        """Show every text again."""
        for model in (self.waiting_model, self.log_model, self.event_model):
            model.retranslate()
        self.waiting_table.setAccessibleName(translate("Alarms", "Active alarms"))
        self.log_table.setAccessibleName(translate("Alarms", "Log of alarms"))
        self.event_table.setAccessibleName(translate("Alarms", "Events"))

    def _load_log(self, query: AlarmQuery) -> None:
        def page(station: StationClient, before: int | None) -> tuple[list[AlarmRow], int | None]:
            found = station.alarms.log(query, before, PAGE_ROWS)
            return found.rows, found.next_before

        self.log.begin(page)

    def _load_events(self, wanted: Wanted) -> None:
        until = datetime.now(UTC) + _SOON
        since = until - wanted.time

        def page(station: StationClient, before: int | None) -> tuple[list[EventRow], int | None]:
            found = station.alarms.events(since, until, wanted.groups, before, PAGE_ROWS)
            return found.rows, found.next_before_ns

        self.events.begin(page)

    def _connect(self, look: Look) -> None:
        for paged in (self.log, self.events):
            paged.changed.connect(self.changed)
            paged.failed.connect(self.failed)
        for table in (self.waiting_table, self.log_table):
            table.setItemDelegateForColumn(0, self._delegate)
            table.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit())
            table.model().modelReset.connect(self.chosen)
            look.changed.connect(table.viewport().update)
        self.waiting_table.setItemDelegateForColumn(FIX_COLUMN, self._links)
        self.waiting_table.clicked.connect(self._want_fix)

    def _want_fix(self, touched: QModelIndex) -> None:
        if touched.column() == FIX_COLUMN:
            self.fix_wanted.emit(self.waiting_model.row(touched))


def _id(row: AlarmRow) -> int:
    return row.occurrence_id


def _card(inner: QWidget) -> QFrame:
    card = QFrame()
    set_role(card, "card")
    card.setLayout(column(inner, margin=10))
    return card


def _rows_text(rows: int, *, waiting: bool) -> str:
    if rows:
        return ""
    if waiting:
        return translate("History", "Loading …")
    return translate("Alarms", "Nothing in this time.")

"""The station's check of itself: what is well, what is not, what helps, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QProgressBar

from inspector import __version__
from inspector.ui.i18n.formats import NOTHING, count, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.models.rows import ColumnSpec, RowModel
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.page import Page
from inspector.ui.pages.places import page_of
from inspector.ui.pages.station_check.actions import CheckAction
from inspector.ui.pages.station_check.marks import finding_marks
from inspector.ui.pages.station_check.texts import (
    GROUPS,
    STATUSES,
    SYMBOLS,
    TONES,
    name_text,
    remedy_of,
)
from inspector.ui.theme.style import set_role, set_style_property, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.watch import Watch
from inspector.ui.widgets.symbol.symbols import SymbolView
from inspector.ui.widgets.table.row_table import TWO_LINES_PX, RowTable
from inspector.ui.widgets.table.two_lines import TwoLineDelegate
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row
from inspector.wire.station_check import CheckRow, CheckRun, CheckRunState, CheckStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.pages.page import PageContext

INTERVAL_MS = 500
_SYMBOL_PX = 40
_ORDER = (
    CheckStatus.FAILED,
    CheckStatus.WARNING,
    CheckStatus.PASSED,
    CheckStatus.NOT_APPLICABLE,
)
_COLUMNS: tuple[ColumnSpec[CheckRow], ...] = (
    ColumnSpec(
        QT_TRANSLATE_NOOP("Column", "Question"),
        name_text,
        stretches=True,
        below=lambda found: " · ".join(
            each for each in (translate("Check", STATUSES[found.status]), remedy_of(found)) if each
        ),
    ),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Figure"), lambda found: found.figure or NOTHING),
)


class StationCheckPage(Page):
    """Summary and buttons above, the answers below, what is not well first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._board = context.board
        self._navigator = context.navigator
        self._requests = context.own_requests()
        self.run: CheckRun | None = None
        self.watcher: Watch = Watch(
            self._requests, "check", lambda station: station.check.last(), INTERVAL_MS, self
        )
        self.watcher.told.connect(self._show_run)
        self._symbol = SymbolView(_SYMBOL_PX)
        self.summary, self.told = label("title", wrap=True), ElidedLabel("muted")
        self.progress = QProgressBar(textVisible=False)
        self.buttons = {key: self._board.button(key) for key in CheckAction}
        self.model = RowModel[CheckRow](_COLUMNS, lambda found: (found.name, found.subject), self)
        self.table = RowTable(self.model, TWO_LINES_PX)
        self._delegate = TwoLineDelegate(context.look, finding_marks)
        self.table.setItemDelegateForColumn(0, self._delegate)
        self.remedy = label("strong", wrap=True)
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        context.look.changed.connect(self.table.viewport().update)
        self.retranslate()

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action of the page."""
        return {
            CheckAction.BEGIN: self.begin,
            CheckAction.CANCEL: self.cancel,
            CheckAction.GO_TO_PAGE: self.go_to_page,
        }

    def watch(self, watched: bool) -> None:
        """Follow the check while somebody looks."""
        self.watcher.watch(watched)

    def begin(self) -> None:
        """Let the station check itself."""
        self._requests.ask(
            "begin check",
            lambda station: station.check.begin(__version__),
            self._show_run,
            self.failed.emit,
        )

    def cancel(self) -> None:
        """Break the check off."""
        self._requests.ask(
            "cancel check",
            lambda station: station.check.cancel(),
            self._show_run,
            self.failed.emit,
        )

    def go_to_page(self) -> None:
        """Turn to where the chosen answer is mended."""
        chosen, page = self.model.row(self.table.currentIndex()), self._page_of_chosen()
        if chosen is not None and page is not None:
            self._navigator.turn_to_fix(page, chosen.subject)

    def show_stale(self, stale: bool) -> None:
        """Mark everything as the last state known."""
        set_style_property(self.told, "stale", stale)

    def retranslate(self) -> None:
        """Show every text again."""
        self.model.retranslate()
        name = translate("Check", "What the station found")
        self.table.setAccessibleName(name)
        self.progress.setAccessibleName(translate("Check", "Progress of the check"))
        if self.run is None:
            self.summary.setText(translate("History", "Loading …"))
        else:
            self._show_summary(self.run)
        self._show_chosen()

    def _show_run(self, run: CheckRun) -> None:
        self.run = run
        chosen = self.model.row(self.table.currentIndex())
        rows = sorted(run.rows, key=lambda found: _ORDER.index(found.status))
        self.model.show_rows(rows)
        self.table.setVisible(bool(rows))
        if rows:
            place = None
            if chosen is not None:
                place = self.model.place_of((chosen.name, chosen.subject))
            self.table.selectRow(place or 0)
        running = run.state is CheckRunState.RUNNING
        never = run.state is CheckRunState.NEVER
        set_tone(self.buttons[CheckAction.BEGIN], Tone.ACCENT if never else Tone.NEUTRAL)
        self.buttons[CheckAction.BEGIN].setVisible(not running)
        self.buttons[CheckAction.CANCEL].setVisible(running)
        self.progress.setVisible(running)
        self.progress.setRange(0, max(run.steps, 1))
        self.progress.setValue(run.steps_done)
        self._show_summary(run)
        self._show_chosen()

    def _show_summary(self, run: CheckRun) -> None:
        status = _worst(run)
        set_tone(self._symbol, TONES[status])
        self._symbol.show_symbol(SYMBOLS[status])
        self.summary.setText(_summary_text(run))
        self.told.show_text(_told_text(run))

    def _show_chosen(self) -> None:
        chosen = self.model.row(self.table.currentIndex())
        remedy = "" if chosen is None else remedy_of(chosen)
        self.remedy.setText(remedy)
        self.remedy.setVisible(bool(remedy))
        page = self._page_of_chosen()
        action = self._board[CheckAction.GO_TO_PAGE]
        if page is not None:
            name = self._board[page].text()
            action.setText(translate("Alarms", "Go to {page}").format(page=name))
        self.buttons[CheckAction.GO_TO_PAGE].setVisible(page is not None)
        self._foot.setVisible(bool(remedy) or page is not None)

    def _page_of_chosen(self) -> PageKey | None:
        """Where the chosen answer is mended, when it is not well and that is another page."""
        chosen = self.model.row(self.table.currentIndex())
        if chosen is None or not chosen.remedy:
            return None
        page = page_of(chosen.fixed_on)
        return None if page is PageKey.STATION_CHECK else page

    def _lay_out(self) -> None:
        words = column(self.summary, self.told, self.progress, spacing=4)
        top = row(self._symbol, spacing=14)
        top.addLayout(words, 1)
        for key in (CheckAction.BEGIN, CheckAction.CANCEL):
            top.addWidget(self.buttons[key])
        self.buttons[CheckAction.CANCEL].hide()
        self.progress.hide()
        card = QFrame()
        set_role(card, "card")
        card.setLayout(column(self.table, margin=10))
        self._foot = QFrame()
        set_role(self._foot, "card")
        foot = row(self.remedy, self.buttons[CheckAction.GO_TO_PAGE], spacing=12, margin=12)
        foot.setStretch(0, 1)
        self._foot.setLayout(foot)
        layout = column(spacing=10)
        layout.addLayout(top)
        layout.addWidget(card, 1)
        layout.addWidget(self._foot)
        layout.setContentsMargins(16, 10, 16, 10)
        self.setLayout(layout)


def _worst(run: CheckRun) -> CheckStatus:
    if run.state in (CheckRunState.NEVER, CheckRunState.RUNNING):
        return CheckStatus.NOT_APPLICABLE
    if run.failed:
        return CheckStatus.FAILED
    return CheckStatus.WARNING if run.warnings else CheckStatus.PASSED


def _summary_text(run: CheckRun) -> str:
    if run.state is CheckRunState.NEVER:
        return translate("Check", "This station has never been checked.")
    if run.state is CheckRunState.RUNNING:
        group = "" if run.current is None else translate("Check", GROUPS[run.current])
        return translate("Check", "Checking: {group} …").format(group=group)
    if run.failed or run.warnings:
        return translate("Check", "{failed} failed · {warnings} warnings").format(
            failed=count(run.failed), warnings=count(run.warnings)
        )
    return translate("Check", "All is well.")


def _told_text(run: CheckRun) -> str:
    if run.state is CheckRunState.NEVER:
        return translate(
            "Check", "It takes some seconds, and does not disturb the line. Touch “Check now”."
        )
    if run.state is CheckRunState.RUNNING or run.finished_at is None:
        return translate("Check", "{done} of {steps}").format(
            done=count(run.steps_done), steps=count(run.steps)
        )
    when = short_date_and_time(run.finished_at)
    told = [translate("Check", "checked {time}").format(time=when)]
    if run.asked_by:
        told.append(run.asked_by)
    told.append(translate("Check", "{passed} passed").format(passed=count(run.passed)))
    if run.state is CheckRunState.CANCELLED:
        told.append(translate("Check", "broken off"))
    return " · ".join(told)

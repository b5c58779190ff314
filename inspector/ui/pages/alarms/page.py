"""Alarms: what waits for somebody, what was, what else happened, and what comes too often."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from inspector.domain.errors.base import InspectorError
from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.pages.alarms.actions import AlarmAction
from inspector.ui.pages.alarms.alarm_detail import AlarmDetail
from inspector.ui.pages.alarms.sections import EVENT_GROUPS, OFFERED, SECTION_KEYS, TIMES, Section
from inspector.ui.pages.alarms.tables import AlarmTables, Wanted
from inspector.ui.pages.page import Page
from inspector.ui.pages.places import fixing_page
from inspector.ui.saving import save_for_person
from inspector.ui.theme.style import set_style_property, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.two_touch import TwoTouch, touch_text
from inspector.ui.watch import Watch
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.wire.alarms import AlarmState, AlarmsWaiting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.pages.page import PageContext
    from inspector.wire.alarms import AlarmRow

_TABLE_SHARE, _DETAIL_SHARE = 62, 38
_LOOK_MS = 1000


class AlarmsPage(Page):
    """Sections above, filters below them, then a table with all about the chosen alarm."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._board = context.board
        self._navigator = context.navigator
        self._requests = context.own_requests()
        self._section = Section.WAITING
        self._saved = ""
        self._sure = TwoTouch(self)
        self.waiting: AlarmsWaiting | None = None
        self.wanted = Wanted(TIMES[AlarmAction.LAST_WEEK])
        self.watcher: Watch = Watch(
            self._requests,
            "waiting alarms",
            lambda station: station.alarms.waiting(),
            _LOOK_MS,
            self,
        )
        self.tables = AlarmTables(self._requests, context.look)
        self.detail = AlarmDetail(self._board)
        self.told = ElidedLabel("muted")
        self._lay_out()
        self._connect()
        self._choose_section(Section.WAITING)
        self.retranslate()

    @property
    def section(self) -> Section:
        """What is shown."""
        return self._section

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action of the page."""
        return {
            **{key: partial(self.show_section, each) for each, key in SECTION_KEYS.items()},
            **{key: partial(self.show_time, key) for key in TIMES},
            **{key: partial(self.show_groups, key) for key in EVENT_GROUPS},
            AlarmAction.ACKNOWLEDGE: self.acknowledge,
            AlarmAction.ACKNOWLEDGE_ALL: self.acknowledge_all,
            AlarmAction.CLEAR: self.clear,
            AlarmAction.GO_TO_PAGE: self.go_to_page,
            AlarmAction.SHOW_SAME: self.show_same,
            AlarmAction.FAULTS_ONLY: self.show_faults_only,
            AlarmAction.EXPORT: self.export,
        }

    def watch(self, watched: bool) -> None:
        """Follow what waits while somebody looks."""
        self.watcher.watch(watched)
        if watched:
            self._load()

    def show_section(self, section: Section) -> None:
        """Turn to a section."""
        self._choose_section(section)
        self._load()

    def show_time(self, key: ActionKey) -> None:
        """Look so far back."""
        self._board.choose(key, TIMES)
        self._want(replace(self.wanted, time=TIMES[key]))

    def show_groups(self, key: ActionKey) -> None:
        """Show these events only."""
        self._board.choose(key, EVENT_GROUPS)
        self._want(replace(self.wanted, groups=EVENT_GROUPS[key]))

    def show_faults_only(self) -> None:
        """Leave warnings out of the log, or show them again."""
        wanted = replace(self.wanted, faults_only=not self.wanted.faults_only)
        self._board[AlarmAction.FAULTS_ONLY].setChecked(wanted.faults_only)
        self._want(wanted)

    def show_same(self) -> None:
        """Show the occurrences of the chosen alarm only, or all again."""
        chosen = self.detail.alarm
        code = "" if self.wanted.code or chosen is None else chosen.code
        self._board[AlarmAction.SHOW_SAME].setChecked(bool(code))
        self._want(replace(self.wanted, code=code))

    def acknowledge(self) -> None:
        """The chosen alarm has been seen."""
        if self.detail.alarm is not None:
            self._acknowledge([self.detail.alarm.occurrence_id])

    def acknowledge_all(self) -> None:
        """All that are listed have been seen; takes two touches."""
        unseen = [
            each.occurrence_id
            for each in self.tables.waiting_model.rows
            if each.state is not AlarmState.ACKNOWLEDGED
        ]
        if unseen and self._sure.touch():
            self._acknowledge(unseen)

    def clear(self) -> None:
        """The gate shall forget the chosen alarm."""
        chosen = self.detail.alarm
        if chosen is not None and chosen.clearing is not None:
            codes = [chosen.code]
            self._requests.ask(
                "clear",
                lambda station: station.alarms.clear(codes),
                lambda page: self.watcher.look(),
                self.failed.emit,
            )

    def go_to_page(self) -> None:
        """Turn to where the chosen alarm is seen to."""
        if self.detail.alarm is not None:
            self._go_to_fix(self.detail.alarm)

    def export(self) -> None:
        """Save the log as it is filtered."""
        query = self.wanted.query
        self._requests.ask(
            "export", lambda station: station.alarms.export(query), self._save, self.failed.emit
        )

    def show_stale(self, stale: bool) -> None:
        """Mark everything as the last state known."""
        set_style_property(self.told, "stale", stale)

    def retranslate(self) -> None:
        """Show every text again."""
        self.tables.retranslate()
        self._follow_touch()
        self._describe()

    def _go_to_fix(self, alarm: AlarmRow) -> None:
        page = fixing_page(alarm.fixed_on)
        if page is not None:
            self._navigator.turn_to_fix(page, alarm.subject)

    def _want(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._saved = ""
        self._load()

    def _load(self) -> None:
        self.tables.load(self._section, self.wanted)

    def _save(self, content: bytes) -> None:
        try:
            self._saved = str(save_for_person("alarms", ".csv", content))
        except InspectorError as error:
            self.failed.emit(error)
        self._describe()

    def _acknowledge(self, occurrence_ids: list[int]) -> None:
        self._requests.ask(
            "acknowledge",
            lambda station: station.alarms.acknowledge(occurrence_ids),
            self._acknowledged,
            self.failed.emit,
        )

    def _acknowledged(self, waiting: AlarmsWaiting) -> None:
        self._show_waiting(waiting)
        self._load()

    def _choose_section(self, section: Section) -> None:
        self._section = section
        self._sure.disarm()
        self._board.choose(SECTION_KEYS[section], SECTION_KEYS.values())
        for key, button in self._buttons.items():
            button.setVisible(key in OFFERED[section])
        self.tables.setCurrentIndex(section)
        self.detail.setVisible(section in (Section.WAITING, Section.LOG))
        self._show_chosen()
        self._describe()

    def _show_waiting(self, waiting: AlarmsWaiting) -> None:
        self.waiting = waiting
        unseen = waiting.unacknowledged > 0
        self._board[AlarmAction.ACKNOWLEDGE_ALL].offer(None if unseen else Lacking.ALARM)
        self.tables.show_waiting(waiting.rows)
        self._describe()

    def _show_chosen(self) -> None:
        self.detail.show_alarm(self.tables.alarm(self._section))

    def _describe(self) -> None:
        if self._section is Section.WAITING:
            self.told.show_text(_waiting_text(self.waiting))
        elif self._saved and self._section is Section.LOG:
            saved = translate("Alarms", "Saved to {path}").format(path=self._saved)
            self.told.show_text(saved)
        else:
            self.told.show_text(self.tables.told(self._section))

    def _follow_touch(self) -> None:
        key, armed = AlarmAction.ACKNOWLEDGE_ALL, self._sure.armed
        text = translate("Action", key.spec.text)
        self._board[key].setText(touch_text(text, armed=armed))
        set_tone(self._buttons[key], Tone.WARNING if armed else Tone.NEUTRAL)

    def _connect(self) -> None:
        self.watcher.told.connect(self._show_waiting)
        self.tables.chosen.connect(self._show_chosen)
        self.tables.fix_wanted.connect(self._go_to_fix)
        self.tables.changed.connect(self._describe)
        self.tables.failed.connect(self.failed)
        self._sure.changed.connect(self._follow_touch)
        self._board.choose(AlarmAction.LAST_WEEK, TIMES)
        self._board.choose(AlarmAction.EVERY_EVENT, EVENT_GROUPS)

    def _lay_out(self) -> None:
        top = row(*(self._board.button(key) for key in SECTION_KEYS.values()), 1, spacing=8)
        self._buttons = {
            key: self._board.button(key)
            for key in dict.fromkeys(each for keys in OFFERED.values() for each in keys)
        }
        filters = row(self.told, *self._buttons.values(), spacing=8)
        filters.setStretch(0, 1)
        below = row(self.tables, self.detail, spacing=12)
        below.setStretch(0, _TABLE_SHARE)
        below.setStretch(1, _DETAIL_SHARE)
        layout = column(top, filters, spacing=10)
        layout.addLayout(below, 1)
        layout.setContentsMargins(16, 10, 16, 10)
        self.setLayout(layout)


def _waiting_text(waiting: AlarmsWaiting | None) -> str:
    if waiting is None:
        return translate("History", "Loading …")
    if not waiting.rows:
        return translate("Alarms", "No alarm. All is well.")
    return translate(
        "Alarms", "{faults} faults · {warnings} warnings · {unseen} not acknowledged"
    ).format(
        faults=count(waiting.faults),
        warnings=count(waiting.warnings),
        unseen=count(waiting.unacknowledged),
    )

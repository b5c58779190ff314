"""The alarms page, each section once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripted_alarms import WAITING, one_of_each

from inspector.ui.pages.alarms.sections import Section
from inspector.ui.pages.keys import PageKey

if TYPE_CHECKING:
    from render_pages import Studio

_SHARE = 4
"""Every fourth of all kinds is enough to see each sort of text."""


def photograph_alarms(studio: Studio, suffix: str) -> None:
    window = studio.window
    window.turn_to(PageKey.ALARMS)
    page = window.pages.page(PageKey.ALARMS)
    alarms = studio.station.alarms
    alarms.rows = one_of_each()
    page.show_section(Section.WAITING)
    studio.wait(lambda: page.tables.waiting_model.rowCount() == len(alarms.rows))
    for place, alarm in enumerate(alarms.rows[::_SHARE]):
        page.tables.waiting_table.selectRow(place * _SHARE)
        studio.shoot(f"alarms-{alarm.code}-{alarm.occurrence_id}", suffix)
    alarms.rows = list(WAITING)
    studio.wait(lambda: page.tables.waiting_model.rowCount() == len(WAITING))
    page.tables.waiting_table.selectRow(1)
    studio.shoot("alarms-waiting", suffix)
    page.show_section(Section.LOG)
    studio.wait(lambda: page.tables.log_model.rowCount() > 0)
    page.tables.log_table.selectRow(2)
    studio.shoot("alarms-log", suffix)
    page.show_section(Section.EVENTS)
    studio.wait(lambda: page.tables.event_model.rowCount() > 0)
    studio.shoot("alarms-events", suffix)
    page.show_section(Section.FREQUENCY)
    studio.wait(lambda: bool(page.tables.frequency.by_count.texts()))
    studio.shoot("alarms-frequency", suffix)
    page.show_section(Section.WAITING)

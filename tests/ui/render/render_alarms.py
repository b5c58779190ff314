"""The alarms page, each section once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.pages.alarms.sections import Section
from inspector.ui.pages.keys import PageKey

if TYPE_CHECKING:
    from render_pages import Studio


def photograph_alarms(studio: Studio, suffix: str) -> None:
    window = studio.window
    window.turn_to(PageKey.ALARMS)
    page = window.pages.page(PageKey.ALARMS)
    page.show_section(Section.WAITING)
    studio.wait(lambda: page.tables.waiting_model.rowCount() > 0)
    for place in range(3):
        page.tables.waiting_table.selectRow(place)
        studio.shoot(f"alarms-waiting-{place}", suffix)
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

"""The statistics page, each chart once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import wire_samples

from inspector.domain.statistics.calendar import PeriodKind
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.statistics.selection import Chart

if TYPE_CHECKING:
    from render_pages import Studio


def photograph_what_if(studio: Studio, suffix: str) -> None:
    page = studio.window.pages.page(PageKey.STATISTICS)
    page.show_what_if()
    view = page.what_if
    studio.wait(lambda: len(view.form.rows) > 1 and view.curve is not None)
    scratch = view.form.rows[1]
    scratch.slider.setValue(124)
    state = view.asking
    studio.wait(lambda: bool(state.state.question.limits.reject) and view.curve.isVisible())
    studio.shoot("statistics-what-if", suffix)
    view.reset()


def photograph_statistics(studio: Studio, suffix: str) -> None:
    window = studio.window
    window.turn_to(PageKey.STATISTICS)
    page = window.pages.page(PageKey.STATISTICS)
    studio.station.snapshot = wire_samples.snapshot()
    studio.show_part(41)
    for chart in Chart:
        page.show_chart(chart)
        studio.wait(lambda: page.answer is not None and page.answer.selection == page.selection)
        studio.wait(lambda: page.drawn.chart.view is not None)
        page.drawn.choose_place(6)
        studio.shoot(f"statistics-{chart.name.lower()}", suffix)
    photograph_what_if(studio, suffix)
    page.show_chart(Chart.CONTROL)
    page.show_period(None)
    page.choices.switch_filters()
    studio.wait(lambda: page.answer is not None and page.answer.selection == page.selection)
    studio.shoot("statistics-no-lot", suffix)
    page.choices.switch_filters()
    page.show_period(PeriodKind.DAY)

"""What if, on the statistics page: limits move, the station answers, parts are a touch away."""

from __future__ import annotations

from typing import cast

import pytest
from fitting import clipped, too_small_to_touch
from open_window import Opened
from scripted_what_if import BASIS, PARTS
from statistics_cases import with_statistics

from inspector.domain.errors.history import WhatIfImpossibleError
from inspector.domain.evaluation import Evaluation
from inspector.ui.i18n.language import Language
from inspector.ui.pages.history.filter.periods import Period
from inspector.ui.pages.history.words import filter_parts, without
from inspector.ui.pages.statistics.selection import Chart
from inspector.ui.pages.statistics.what_if.view import WhatIfView
from inspector.ui.pages.statistics.what_if.words import WHY, why_text
from inspector.wire.history import ResultFilter
from inspector.wire.what_if import LeftOut, WhatIfPhase, WhatIfQuestion


def asking(opened: Opened) -> WhatIfView:
    """The view with its first answer and its curve."""
    page = with_statistics(opened)
    page.show_what_if()
    view = page.what_if
    opened.bot.waitUntil(lambda: len(view.form.rows) == len(BASIS.classes))
    opened.bot.waitUntil(lambda: view.curve is not None and settled(view))
    return view


def settled(view: WhatIfView) -> bool:
    state = view.asking.state
    if state is None or not state.ended:
        return False
    asked, form = state.question, view.form
    return (asked.limits, asked.sweep, asked.costs) == (form.limits, form.sweep, form.costs)


def moved(opened: Opened, name: str, value: float) -> WhatIfView:
    view = asking(opened)
    row = next(each for each in view.form.rows if each.class_name == name)
    row.slider.setValue(round(value * 200))
    opened.bot.waitUntil(lambda: settled(view))
    return view


def test_a_slider_is_answered_by_the_station(opened: Opened) -> None:
    view = moved(opened, "scratch", 0.1)
    question = opened.station.what_if.asked[-1]
    assert question.limits.reject == {"scratch": 0.1}
    assert question.sweep is not None
    assert question.sweep.class_name == "scratch"
    assert question.criteria.since is not None
    state = view.asking.state
    assert state is not None
    assert state.answer.changed > 0
    assert f"{state.answer.changed} of" in view.title.text()
    assert "escapes" in view.remarks.text()
    assert view.least.text().startswith("Least cost")
    rows = view.changes.rows_model.rows
    assert rows[0].cells[1] == str(state.answer.changed)
    assert any(row.cells[0] == "OK → NOT OK" for row in rows)
    assert view.form.rows[1].before.text() == "was 0.400"
    assert question.instead_of is not None


def test_the_curves_are_named_above_the_plot_and_begin_at_zero(opened: Opened) -> None:
    view = moved(opened, "scratch", 0.1)
    plot = view.curve.getPlotItem()
    title = plot.titleLabel.mapRectToScene(plot.titleLabel.boundingRect())
    area = plot.getViewBox().sceneBoundingRect()
    assert "Escapes" in plot.titleLabel.text
    assert title.bottom() <= area.top() + 1
    assert plot.titleLabel.itemRect().width() <= view.curve.width()
    assert plot.getViewBox().viewRange()[1][0] == 0


def test_a_number_is_typed_and_all_goes_back(opened: Opened) -> None:
    view = asking(opened)
    accept = view.form.rows[0]
    accept.field.setText("0.997")
    accept.field.editingFinished.emit()
    opened.bot.waitUntil(lambda: settled(view))
    assert opened.station.what_if.asked[-1].limits.accept == 0.997
    assert view.curve.isVisible()
    view.reset()
    opened.bot.waitUntil(lambda: settled(view))
    assert opened.station.what_if.asked[-1].limits.accept is None
    assert view.asking.state is not None
    assert view.asking.state.answer.changed == 0


def test_costs_are_those_of_the_person(opened: Opened) -> None:
    view = asking(opened)
    view.form.escape.setText("2500")
    view.form.escape.editingFinished.emit()
    opened.bot.waitUntil(lambda: settled(view))
    assert opened.station.what_if.asked[-1].costs.escape == 2500


def test_all_that_the_page_is_narrowed_down_to_is_asked_about(opened: Opened) -> None:
    """Also where the chart behind it cannot be drawn of one model or one class."""
    view = asking(opened)
    page = with_statistics(opened)
    page.show_chart(Chart.DRIFT)
    page.show_what_if()
    for box in (
        page.choices.filters.recipe,
        page.choices.filters.model,
        page.choices.filters.class_name,
    ):
        assert box.isEnabled()
        box.setCurrentIndex(1)
    page.choices.filters.changed.emit()
    narrowed = page.choices.filters.chosen
    chosen = (narrowed.recipe_id, narrowed.model_id, narrowed.class_name)
    assert None not in chosen

    def asked() -> bool:
        criteria = opened.station.what_if.asked[-1].criteria
        return (criteria.recipe_id, criteria.model_id, criteria.class_name) == chosen

    opened.bot.waitUntil(asked)
    opened.bot.waitUntil(lambda: settled(view))


def test_the_parts_of_a_row_are_shown_in_the_history(opened: Opened) -> None:
    view = moved(opened, "scratch", 0.1)
    state = view.asking.state
    assert state is not None
    view.changes.choose("1>2")
    view.show_changed()
    criteria = opened.window.history.criteria
    assert (criteria.what_if, criteria.evaluation, criteria.would_be) == (
        state.question_id,
        Evaluation.OK,
        Evaluation.NOT_OK,
    )
    words = [each.words for each in filter_parts(criteria, Period.ALL)]
    assert "Would be NOT OK" in words
    part = next(each for each in filter_parts(criteria, None) if each.words.startswith("Would"))
    narrowed = without(criteria, part.fields)
    assert ResultFilter(**narrowed.model_dump()).what_if is None
    view.form.rows[1].slider.setValue(90)
    opened.bot.waitUntil(lambda: settled(view))
    assert opened.station.what_if.asked[-1].instead_of is None  # the history still shows it


def test_a_model_judges_once_and_limits_take_its_scores(opened: Opened) -> None:
    view = asking(opened)
    scripted = opened.station.what_if
    scripted.slow = True
    opened.bot.waitUntil(lambda: view.form.model.count() > 1)
    view.form.model.setCurrentIndex(1)
    view.form.model_chosen.emit()
    opened.bot.waitUntil(lambda: scripted.asked[-1].model == view.form.chosen_model)
    opened.bot.waitUntil(lambda: "so far: 120" in view.title.text())
    judged = view.asking.state
    assert judged is not None
    view.form.rows[1].slider.setValue(30)
    assert scripted.asked[-1].model is not None
    view.cancel()
    opened.bot.waitUntil(lambda: scripted.asked[-1].scores_of == judged.question_id)
    opened.bot.waitUntil(lambda: settled(view))
    assert scripted.cancelled == [judged.question_id]
    assert scripted.asked[-1].limits.reject == {"scratch": 0.15}
    assert scripted.asked[-1].instead_of is None


def test_what_the_station_cannot_answer_is_told_in_place(opened: Opened) -> None:
    view = asking(opened)
    state = view.asking.state
    assert state is not None
    fault = WhatIfImpossibleError("no model of these parts knows the class 'rust'")
    failed = {"phase": WhatIfPhase.FAILED, "code": fault.code, "message": fault.detail}
    view.asking.answered.emit(state.model_copy(update=failed | {"remedy": fault.remedy}))
    assert view.title.text() == fault.detail
    assert view.remarks.text() == fault.remedy


def test_limits_become_a_draft(opened: Opened) -> None:
    view = moved(opened, "scratch", 0.15)
    view.adopt()
    opened.bot.waitUntil(lambda: "Draft" in view.least.text())
    drafts = opened.station.recipes.products().drafts
    content = opened.station.recipes.draft(drafts[0].draft_id).content
    assert cast("dict[str, dict[str, float]]", content["limits"])["reject"]["scratch"] == 0.15


@pytest.mark.parametrize("language", Language)
def test_it_fits_the_smallest_screen(opened: Opened, language: Language) -> None:
    opened.languages.choose(language)
    opened.window.resize(1280, 800)
    view = moved(opened, "scratch", 0.1)
    opened.bot.waitUntil(lambda: view.changes.viewport().width() > 0)
    assert clipped(opened.window) == []
    assert too_small_to_touch(opened.window) == []
    model, header = view.changes.rows_model, view.changes.horizontalHeader()
    needed = max(view.fontMetrics().horizontalAdvance(row.cells[0]) for row in model.rows)
    assert header.sectionSize(0) >= needed


def test_every_gap_has_its_words() -> None:
    assert set(WHY) == set(LeftOut)
    assert len({why_text(each) for each in LeftOut}) == len(LeftOut)
    assert WhatIfQuestion().parts > PARTS

"""Every action of the history, and how it is seen that it did what it says."""

from collections.abc import Callable, Sequence

import wire_samples
from open_window import Opened
from PySide6.QtGui import QGuiApplication
from scripted_lot_reports import lot
from scripted_shared import shares

from inspector.domain.evaluation import Evaluation
from inspector.ui.actions.spec import ActionKey
from inspector.ui.pages.history.actions import CLASS_ACTIONS, HistoryAction
from inspector.ui.pages.history.detail.part_picture import Comparison
from inspector.ui.pages.history.filter.periods import Period
from inspector.ui.pages.history.page import HistoryPage
from inspector.ui.pages.keys import PageKey
from inspector.ui.sharing.whose import Whose
from inspector.wire.history import ResultFilter
from inspector.wire.station import PeriodCounts

_CLASSES = tuple(f"class {number}" for number in range(1, 10))
Step = Callable[[Opened], object]
Case = tuple[Step, Callable[[Opened], bool]]


def page(opened: Opened) -> HistoryPage:
    return opened.window.history


def with_rows(opened: Opened) -> None:
    opened.window.turn_to(PageKey.HISTORY)
    opened.bot.waitUntil(lambda: page(opened).model.rowCount() > 0)


def with_sharing(opened: Opened) -> None:
    opened.station.shared.state = shares()
    with_rows(opened)
    opened.bot.waitUntil(lambda: not page(opened).sharing.bar.isHidden())


def with_detail(opened: Opened, index: int = 347) -> None:
    with_rows(opened)
    page(opened).walking.show_part(wire_samples.result_id(index))
    wanted = shown(index)
    opened.bot.waitUntil(lambda: wanted(opened) and page(opened).detail.looked_into, timeout=15_000)


def with_review(opened: Opened) -> None:
    with_detail(opened)
    opened.show_part(3)
    opened.window.board[HistoryAction.CONFIRM].trigger()
    opened.bot.waitUntil(lambda: shown(346)(opened))
    opened.bot.waitUntil(opened.window.board[HistoryAction.UNDO_REVIEW].isEnabled)


def with_lot_report(opened: Opened) -> None:
    known = lot(1, "A-17")
    opened.station.lots.known, opened.station.lot_reports.lots = [known], {1: known}
    with_rows(opened)
    opened.window.board[HistoryAction.LOT_REPORT].trigger()
    panel = page(opened).panels.reporting.panel
    opened.bot.waitUntil(lambda: panel.summary is not None)
    panel.pin.setText("2345")


def shown(index: int) -> Callable[[Opened], bool]:
    def seen(opened: Opened) -> bool:
        detail = page(opened).detail.detail
        return detail is not None and detail.result_id == wire_samples.result_id(index)

    return seen


def filtered(evaluation: Evaluation | None) -> Callable[[Opened], bool]:
    return lambda opened: page(opened).criteria.evaluation is evaluation


def period(wanted: Period) -> Callable[[Opened], bool]:
    return lambda opened: page(opened).filtering.period is wanted


def with_shift(opened: Opened) -> None:
    shift = PeriodCounts(name="early", since=wire_samples.NOON)
    with_rows(opened)
    opened.station.snapshot = wire_samples.snapshot(shift=shift)
    opened.show_part(3)


def compared(mode: Comparison) -> Callable[[Opened], bool]:
    return lambda opened: page(opened).detail.compare.comparison is mode


def with_classes(opened: Opened, classes: Sequence[str] = _CLASSES) -> None:
    model = wire_samples.snapshot().model
    assert model is not None
    many = model.model_copy(update={"classes": list(classes), "ok_classes": [classes[0]]})
    with_detail(opened)
    opened.station.snapshot = wire_samples.snapshot(model=many)
    opened.show_part(3)
    opened.bot.waitUntil(lambda: page(opened).review.classes == tuple(classes))


def said(name: str) -> Callable[[Opened], bool]:
    def heard(opened: Opened) -> bool:
        reviews = opened.station.history.said.get(wire_samples.result_id(347), [])
        return [each.label for each in reviews] == [name]

    return heard


def asked_for_pages(count: int) -> Callable[[Opened], bool]:
    return lambda opened: (
        sum(isinstance(q, tuple) and isinstance(q[0], ResultFilter) for q in asked(opened)) >= count
    )


def asked(opened: Opened) -> list[object]:
    return opened.station.questions


def looked_at(number: int) -> Callable[[Opened], bool]:
    def seen(opened: Opened) -> bool:
        view = page(opened).detail.seen
        return view is not None and view.view == number

    return seen


def taken_back(opened: Opened) -> bool:
    reviews = opened.station.history.said[wire_samples.result_id(347)]
    return len(reviews) == 2


HISTORY_CASES: dict[ActionKey, Case] = {
    HistoryAction.REFRESH: (with_rows, asked_for_pages(2)),
    HistoryAction.FILTER_ALL: (
        lambda o: page(o).filtering.filter_evaluation(Evaluation.OK),
        filtered(None),
    ),
    HistoryAction.FILTER_OK: (with_rows, filtered(Evaluation.OK)),
    HistoryAction.FILTER_NOT_OK: (with_rows, filtered(Evaluation.NOT_OK)),
    HistoryAction.FILTER_NOT_DECIDABLE: (with_rows, filtered(Evaluation.NOT_DECIDABLE)),
    HistoryAction.FILTER_UNDEFINED: (with_rows, filtered(Evaluation.UNDEFINED)),
    HistoryAction.EDIT_FILTER: (with_rows, lambda o: page(o).filtering.panel.isVisible()),
    HistoryAction.CLEAR_FILTER: (
        lambda o: page(o).show_results(ResultFilter(lot="L-1")),
        lambda o: page(o).criteria == ResultFilter(),
    ),
    HistoryAction.PERIOD_ALL: (
        lambda o: page(o).filtering.filter_period(Period.HOUR),
        period(Period.ALL),
    ),
    HistoryAction.PERIOD_HOUR: (with_rows, period(Period.HOUR)),
    HistoryAction.PERIOD_SHIFT: (with_shift, period(Period.SHIFT)),
    HistoryAction.PERIOD_TODAY: (with_rows, period(Period.TODAY)),
    HistoryAction.PERIOD_YESTERDAY: (with_rows, period(Period.YESTERDAY)),
    HistoryAction.PERIOD_WEEK: (with_rows, period(Period.WEEK)),
    HistoryAction.THIS_STATION: (
        lambda o: (with_sharing(o), o.window.board[HistoryAction.ALL_STATIONS].trigger()),
        lambda o: page(o).sharing.whose is Whose.STATION,
    ),
    HistoryAction.ALL_STATIONS: (with_sharing, lambda o: page(o).sharing.whose is Whose.ALL),
    HistoryAction.FIND_PART: (with_rows, lambda o: page(o).part_id.hasFocus()),
    HistoryAction.GO_TO_NEWEST: (with_rows, asked_for_pages(2)),
    HistoryAction.GO_TO_OLDEST: (
        with_rows,
        lambda o: page(o).model.window.rows[-1].sequence == 1,
    ),
    HistoryAction.GO_TO_TIME: (with_rows, lambda o: page(o).panels.time.isVisible()),
    HistoryAction.SHOW_TILES: (with_rows, lambda o: page(o).list.grid.isVisible()),
    HistoryAction.SELECT_SEVERAL: (
        with_rows,
        lambda o: page(o).table.selectionMode() is page(o).table.SelectionMode.MultiSelection,
    ),
    HistoryAction.OPEN_DETAIL: (with_detail, lambda o: not page(o).table.isVisible()),
    HistoryAction.CLOSE_DETAIL: (
        lambda o: (with_detail(o), page(o).open_detail()),
        lambda o: page(o).table.isVisible(),
    ),
    HistoryAction.SHOW_NEWER: (with_detail, shown(348)),
    HistoryAction.SHOW_OLDER: (with_detail, shown(346)),
    HistoryAction.NEXT_VIEW: (
        lambda o: with_detail(o, wire_samples.SEEN_BY_THREE),
        looked_at(2),
    ),
    HistoryAction.SHOW_REGIONS: (
        with_detail,
        lambda o: not o.window.board[HistoryAction.SHOW_REGIONS].isChecked(),
    ),
    HistoryAction.COMPARE_BESIDE: (with_detail, compared(Comparison.BESIDE)),
    HistoryAction.COMPARE_BLENDED: (with_detail, compared(Comparison.BLENDED)),
    HistoryAction.COMPARE_DIFFERENCE: (with_detail, compared(Comparison.DIFFERENCE)),
    HistoryAction.BLEND_MORE: (with_detail, lambda o: page(o).detail.picture.share > 0.55),
    HistoryAction.BLEND_LESS: (with_detail, lambda o: page(o).detail.picture.share < 0.45),
    HistoryAction.COPY_RESULT_ID: (
        with_detail,
        lambda o: QGuiApplication.clipboard().text() == wire_samples.result_id(347),
    ),
    HistoryAction.CONFIRM: (
        lambda o: (with_detail(o), o.show_part(3)),
        said("missing bolt hole"),
    ),
    HistoryAction.GIVE_REASON: (with_rows, lambda o: page(o).review.reason.hasFocus()),
    HistoryAction.UNDO_REVIEW: (with_review, taken_back),
    HistoryAction.SEND_TO_DATASET: (with_detail, lambda o: page(o).panels.pick.isVisible()),
    HistoryAction.EXPORT: (with_rows, lambda o: page(o).panels.export.isVisible()),
    HistoryAction.LOT_REPORT: (
        with_rows,
        lambda o: page(o).panels.reporting.panel.isVisible(),
    ),
    HistoryAction.SIGN_LOT: (
        with_lot_report,
        lambda o: bool(o.station.lot_reports.signatures),
    ),
    HistoryAction.JUDGE_AGAIN: (with_detail, lambda o: page(o).panels.replay.isVisible()),
    HistoryAction.SHOW_KEYS: (with_rows, lambda o: page(o).panels.keys.isVisible()),
    HistoryAction.FIND_CLASS: (
        lambda o: with_classes(o, (*_CLASSES, "gouge")),
        lambda o: page(o).review.finder.hasFocus(),
    ),
    **{key: (with_classes, said(name)) for key, name in zip(CLASS_ACTIONS, _CLASSES, strict=True)},
}

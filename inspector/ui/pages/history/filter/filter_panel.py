"""Everything that the history can be filtered by."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import OUTCOMES, REASONS, outcome_text, reason_text
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.history.filter.periods import Period
from inspector.ui.pages.history.moments import EXAMPLE, read_moment, write_moment
from inspector.ui.pages.history.page_panel import PagePanel
from inspector.ui.pages.history.words import challenge_text, standing_text
from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.text.labels import column, label, row
from inspector.wire.history import ResultFacets, ResultFilter, ReviewStanding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.actions.spec import ActionKey

PERIOD_ACTIONS: Mapping[Period, ActionKey] = {
    Period.ALL: HistoryAction.PERIOD_ALL,
    Period.HOUR: HistoryAction.PERIOD_HOUR,
    Period.SHIFT: HistoryAction.PERIOD_SHIFT,
    Period.TODAY: HistoryAction.PERIOD_TODAY,
    Period.YESTERDAY: HistoryAction.PERIOD_YESTERDAY,
    Period.WEEK: HistoryAction.PERIOD_WEEK,
}
_WIDTH_PX = 760
_TIMES = ("since", "until")
_SCORES = ("score_min", "score_max")
_CHOICES = (
    "lot",
    "recipe_id",
    "model_id",
    "class_name",
    "reason",
    "outcome",
    "review",
    "challenge",
    "station_id",
)


def _now() -> datetime:
    return datetime.now().astimezone()


class FilterPanel(PagePanel):
    """Each change is in force at once.

    Signals:
        changed: With the new filter; its times were given by hand where they differ.
    """

    changed = Signal(object)

    def __init__(self, page: QWidget, board: ActionBoard) -> None:
        super().__init__(page, _WIDTH_PX)
        self._board = board
        self._criteria = ResultFilter()
        self._facets = ResultFacets(lots=[], recipes=[], models=[], classes=[])
        self.choices = {field: QComboBox() for field in _CHOICES}
        self._values: dict[str, list[Any]] = {}
        self.entries = {field: QLineEdit() for field in (*_TIMES, *_SCORES)}
        self._captions: dict[str, QLabel] = {
            field: label("muted") for field in (*self.entries, *self.choices)
        }
        self.told = label("caption", wrap=True)
        for field, choice in self.choices.items():
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.activated.connect(partial(self._choose, field))
        for field, entry in self.entries.items():
            entry.editingFinished.connect(partial(self._enter, field))
            entry.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        for field in _SCORES:
            self.entries[field].setValidator(QDoubleValidator(0.0, 1.0, 4, self))
        self._lay_out()
        self.show_stations(False)
        self.retranslate()

    def first_field(self) -> QWidget:
        """The first thing to say."""
        return self.entries["since"]

    def show_filter(self, criteria: ResultFilter, period: Period | None) -> None:
        """Show what is filtered by."""
        self._criteria = criteria
        chosen = None if period is None else PERIOD_ACTIONS[period]
        for key in PERIOD_ACTIONS.values():
            self._board[key].setChecked(key is chosen)
        self._fill()

    def show_stations(self, shown: bool) -> None:
        """Let a station be chosen, or not where there is only one."""
        self._captions["station_id"].setVisible(shown)
        self.choices["station_id"].setVisible(shown)

    def show_facets(self, facets: ResultFacets) -> None:
        """Offer what occurs in the history."""
        self._facets = facets
        self._fill()

    def retranslate(self) -> None:
        """Show every text again."""
        self.show_title(translate("HistoryFilter", "Show only"))
        captions = {
            "since": translate("HistoryFilter", "From"),
            "until": translate("HistoryFilter", "Until"),
            "score_min": translate("HistoryFilter", "Score from"),
            "score_max": translate("HistoryFilter", "Score below"),
            "lot": translate("HistoryFilter", "Lot"),
            "recipe_id": translate("HistoryFilter", "Recipe"),
            "model_id": translate("HistoryFilter", "Model"),
            "class_name": translate("HistoryFilter", "Class"),
            "reason": translate("HistoryFilter", "Reason"),
            "outcome": translate("HistoryFilter", "Outcome"),
            "review": translate("HistoryFilter", "Review"),
            "challenge": translate("HistoryFilter", "Challenge"),
            "station_id": translate("HistoryFilter", "Station"),
        }
        for field, caption in captions.items():
            self._captions[field].setText(caption)
            field_widget: QWidget = self.choices.get(field) or self.entries[field]
            field_widget.setAccessibleName(caption)
        for field in _TIMES:
            self.entries[field].setPlaceholderText(EXAMPLE)
        for field in _SCORES:
            self.entries[field].setPlaceholderText("0 – 1")
        self._fill()

    def _lay_out(self) -> None:
        periods = row(*(self._board.button(key) for key in PERIOD_ACTIONS.values()), 1, spacing=6)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        fields: list[tuple[str, QWidget]] = [*self.entries.items(), *self.choices.items()]
        for index, (field, widget) in enumerate(fields):
            line, side = divmod(index, 2)
            grid.addWidget(self._captions[field], line, 2 * side)
            grid.addWidget(widget, line, 2 * side + 1)
            grid.setColumnStretch(2 * side + 1, 1)
        below = row(self.told, spacing=8)
        below.setStretch(0, 1)
        below.addWidget(self._board.button(HistoryAction.CLEAR_FILTER))
        content = column(periods, spacing=12)
        content.addLayout(grid)
        content.addLayout(below)
        self.furnish(content)

    def _options(self) -> Mapping[str, Iterable[tuple[str, Any]]]:
        facets = self._facets
        models = dict.fromkeys(model.model_id for model in facets.models)
        return {
            "lot": [(lot, lot) for lot in facets.lots],
            "recipe_id": [(recipe, recipe) for recipe in facets.recipes],
            "model_id": [(model, model) for model in models],
            "class_name": [(name, name) for name in facets.classes],
            "reason": [(reason_text(each), each) for each in REASONS],
            "outcome": [(outcome_text(each), each) for each in OUTCOMES],
            "review": [(standing_text(each), each) for each in ReviewStanding],
            "challenge": [(challenge_text(each), each) for each in (False, True)],
            "station_id": [(each, each) for each in facets.stations],
        }

    def _fill(self) -> None:
        anything = translate("HistoryFilter", "any")
        for field, options in self._options().items():
            chosen = getattr(self._criteria, field)
            offered = [(anything, None), *options]
            if chosen not in [value for _, value in offered]:
                offered.append((str(chosen), chosen))
            self._values[field] = [value for _, value in offered]
            choice = self.choices[field]
            choice.clear()
            choice.addItems([text for text, _ in offered])
            choice.setCurrentIndex(self._values[field].index(chosen))
        for field, entry in self.entries.items():
            if not entry.hasFocus():
                entry.setText(self._written(field))

    def _written(self, field: str) -> str:
        value = getattr(self._criteria, field)
        if value is None:
            return ""
        return write_moment(value, _now()) if field in _TIMES else f"{value:g}"

    def _choose(self, field: str, place: int) -> None:
        self._apply({field: self._values[field][place]})

    def _enter(self, field: str) -> None:
        entry = self.entries[field]
        written = entry.text().strip()
        if written == self._written(field):
            return
        value = read_moment(written, _now()) if field in _TIMES else _fraction(written)
        wrong = bool(written) and value is None
        self.told.setText(
            translate("HistoryFilter", "No such time. Write it like {example}.").format(
                example=EXAMPLE
            )
            if wrong
            else ""
        )
        set_tone(self.told, Tone.NOT_OK if wrong else Tone.NEUTRAL)
        if not wrong:
            self._apply({field: value})

    def _apply(self, update: dict[str, Any]) -> None:
        changed = self._criteria.model_copy(update=update)
        if changed != self._criteria:
            self.changed.emit(changed)


def _fraction(written: str) -> float | None:
    try:
        return float(written.replace(",", "."))
    except ValueError:
        return None

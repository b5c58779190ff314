"""The thresholds, and what each choice costs on parts whose truth is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.recipe_places import recipe_place_text
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.content import limits_of
from inspector.ui.pages.products.limit_table import LimitTable
from inspector.ui.pages.products.limits import (
    ACCEPT,
    OTHERS,
    class_of,
    limit_at,
    limit_place,
    recommended_at,
    with_limit_at,
    with_recommended,
)
from inspector.ui.pages.products.number_field import NumberField
from inspector.ui.pages.products.panel import SetUpBench, SetUpPanel
from inspector.ui.pages.products.steps.cost_choices import CostChoices
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.text.labels import column, label, row
from inspector.wire.threshold_costs import CostRequest, Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.pages.products.content import Content
    from inspector.wire.threshold_costs import CostPoint, CostTable, ModelLimits

_LEAST, _MOST_COST = 0.001, 1e9
_USUAL_ESCAPE, _USUAL_FALSE_REJECT = 100.0, 1.0


class ThresholdPanel(SetUpPanel):
    """All limits on the left, one of them chosen; on the right what other choices of it cost."""

    def __init__(self, bench: SetUpBench) -> None:
        super().__init__(bench)
        self._model: ModelLimits | None = None
        self._table: CostTable | None = None
        self._fault: InspectorError | None = None
        self.limits, self.limit = LimitTable(), NumberField(_LEAST, 1)
        self.escape_cost = NumberField(0, _MOST_COST)
        self.false_reject_cost = NumberField(0, _MOST_COST)
        self.escape_cost.show_number(_USUAL_ESCAPE)
        self.false_reject_cost.show_number(_USUAL_FALSE_REJECT)
        self._labels: dict[NumberField, QLabel] = {
            field: label("caption")
            for field in (self.limit, self.escape_cost, self.false_reject_cost)
        }
        self.title = label("strong")
        self.costs = CostChoices(bench.context.look)
        layout = row(spacing=12)
        layout.addWidget(self._left(), 1)
        layout.addWidget(self.costs, 1)
        self.setLayout(layout)
        self.limits.chosen.connect(self._turn_to)
        self.limit.entered.connect(self.set_limit)
        for field in (self.escape_cost, self.false_reject_cost):
            field.entered.connect(lambda _: self._ask())
        self.costs.taken.connect(self.set_limit)
        self.retranslate()

    @property
    def chosen(self) -> str:
        """The limit that the field, the curve and the choices are about."""
        return self.limits.key or ACCEPT

    def watch(self, watched: bool) -> None:
        """Ask for the costs when it is turned to."""
        if watched:
            self.bench.requests.ask(
                "recommended limits",
                lambda station: station.recipes.recommended_limits(),
                self._recommend,
                self.failed.emit,
            )
            self._ask()

    def show_draft(self) -> None:
        """Show the limits of the draft."""
        content = self.bench.draft.content
        self.limits.show_limits(content, self._model, self._table)
        self.limit.show_number(self._standing())

    def set_limit(self, limit: float) -> None:
        """Set the chosen limit."""
        self._change(with_limit_at(self.bench.draft.content, self.chosen, limit))

    def take_cheapest(self) -> None:
        """Take what costs least on this evidence; of several, the nearest to what is advised."""
        points, advised = self._points(), self._advised()
        if points:
            best = min(points, key=lambda each: (each.cost, abs(each.limit - advised)))
            self.set_limit(best.limit)

    def take_recommended(self) -> None:
        """Take what the model recommends for the chosen limit."""
        if self._model is not None:
            limit = recommended_at(self._model.limits, self.chosen)
            self._change(with_limit_at(self.bench.draft.content, self.chosen, limit))

    def take_all_recommended(self) -> None:
        """Take all limits as the model recommends them."""
        if self._model is not None:
            self._change(with_recommended(self.bench.draft.content, self._model.limits))

    def retranslate(self) -> None:
        """Show every text again."""
        self.title.setText(translate("Products", "Limits"))
        for field, text in (
            (self.escape_cost, translate("Products", "Cost of an escaped defect")),
            (self.false_reject_cost, translate("Products", "Cost of a good part rejected")),
        ):
            self._labels[field].setText(text)
            field.setAccessibleName(text)
        self.limits.setAccessibleName(translate("Products", "Limits"))
        self.show_draft()
        self._show()

    def _left(self) -> QFrame:
        board = self.bench.context.board
        card = QFrame()
        set_role(card, "card")
        one = row(self.limit, board.button(ProductAction.TAKE_RECOMMENDED))
        one.setStretch(0, 1)
        lines = column(self.title, self.limits, self._labels[self.limit], spacing=6)
        lines.addLayout(one)
        lines.addLayout(
            row(
                board.button(ProductAction.TAKE_CHEAPEST),
                board.button(ProductAction.ALL_RECOMMENDED),
            )
        )
        costs = row()
        for field in (self.escape_cost, self.false_reject_cost):
            costs.addLayout(column(self._labels[field], field, spacing=2), 1)
        lines.addLayout(costs)
        lines.setStretch(1, 1)
        lines.setContentsMargins(12, 10, 12, 10)
        card.setLayout(lines)
        return card

    def _change(self, content: Content) -> None:
        self.bench.draft.change(content)
        self.show_draft()
        self._ask()

    def _turn_to(self, key: str) -> None:
        del key
        self.limit.setModified(False)
        self.show_draft()
        self._show()
        if self._table is not None and self._table.class_name != class_of(self.chosen):
            self._ask()

    def _advised(self) -> float:
        """What the model recommends for the chosen limit, or for all others; else what stands."""
        content, model = self.bench.draft.content, self._model
        places = (self.chosen, OTHERS)
        found = [] if model is None else [recommended_at(model.limits, each) for each in places]
        found += [limit_at(content, each) for each in places]
        return next((each for each in found if each is not None), 0.0)

    def _standing(self) -> float:
        """Where the chosen limit stands, be it by the one of all others."""
        content = self.bench.draft.content
        own = limit_at(content, self.chosen)
        return own if own is not None else limit_at(content, OTHERS) or 0.0

    def _points(self) -> Sequence[CostPoint]:
        """Of the chosen limit; none before the station has counted them."""
        table = self._table
        if table is None:
            return []
        if self.chosen == ACCEPT:
            return table.accepts
        return table.rejects if table.class_name == class_of(self.chosen) else []

    def _ask(self) -> None:
        if self.bench.draft.state is None:
            return
        request = CostRequest(
            limits=Limits.model_validate(limits_of(self.bench.draft.content)),
            class_name=class_of(self.chosen),
            escape_cost=self.escape_cost.number or 0,
            false_reject_cost=self.false_reject_cost.number or 0,
            not_decidable_cost=self.false_reject_cost.number or 0,
        )
        self.bench.requests.ask(
            "costs",
            lambda station: station.recipes.threshold_costs(request),
            self._accept,
            self._miss,
        )

    def _recommend(self, model: ModelLimits) -> None:
        self._model = model
        self.show_draft()

    def _accept(self, table: CostTable) -> None:
        self._table, self._fault = table, None
        self.show_draft()
        self._show()

    def _miss(self, error: InspectorError) -> None:
        self._table, self._fault = None, error
        self.show_draft()
        self._show()

    def _show(self) -> None:
        named = recipe_place_text(limit_place(self.chosen))
        self._labels[self.limit].setText(named)
        self.limit.setAccessibleName(named)
        if self._table is None:
            self.costs.show_nothing(self._fault)
        else:
            self.costs.show_costs(self._table, self._points(), self.chosen, self._standing())

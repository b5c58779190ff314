"""The thresholds, and what each choice costs on parts whose truth is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from inspector.ui.i18n.faults import remedy_text
from inspector.ui.i18n.formats import count, decimal
from inspector.ui.i18n.language import translate
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.content import limits_of, with_limits
from inspector.ui.pages.products.cost_curve import CostCurve
from inspector.ui.pages.products.number_field import NumberField
from inspector.ui.pages.products.panel import SetUpBench, SetUpPanel
from inspector.ui.pages.products.rows_table import RowsTable, TableRow
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.labels import column, label, row
from inspector.wire.recipes import CostRequest, Limits

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.wire.recipes import CostPoint, CostTable

_LEAST, _MOST_COST = 0.001, 1e9
_USUAL_ESCAPE, _USUAL_FALSE_REJECT = 100.0, 1.0


class ThresholdPanel(SetUpPanel):
    """Two limits and three costs on the left; the curve and the choices on the right."""

    def __init__(self, bench: SetUpBench) -> None:
        super().__init__(bench)
        self._table: CostTable | None = None
        self._fault: InspectorError | None = None
        self.accept, self.reject = NumberField(_LEAST, 1), NumberField(_LEAST, 1)
        self.escape_cost = NumberField(0, _MOST_COST)
        self.false_reject_cost = NumberField(0, _MOST_COST)
        self.escape_cost.show_number(_USUAL_ESCAPE)
        self.false_reject_cost.show_number(_USUAL_FALSE_REJECT)
        self._labels: dict[NumberField, QLabel] = {
            field: label("caption")
            for field in (self.accept, self.reject, self.escape_cost, self.false_reject_cost)
        }
        self.title, self.costs_title = label("strong"), label("strong")
        self.outcome = label("strong", wrap=True)
        self.evidence = label("muted", wrap=True)
        self.curve = CostCurve(bench.context.look)
        self.choices = RowsTable(stretched=4)
        layout = row(spacing=12)
        layout.addWidget(self._left(), 30)
        layout.addLayout(self._right(), 70)
        self.setLayout(layout)
        self.accept.entered.connect(lambda number: self._set(accept=number))
        self.reject.entered.connect(lambda number: self._set(reject_default=number))
        for field in (self.escape_cost, self.false_reject_cost):
            field.entered.connect(lambda _: self._ask())
        self.choices.doubleClicked.connect(lambda _: self._take(self.choices.key))
        self.choices.activated.connect(lambda _: self._take(self.choices.key))
        self.retranslate()

    def watch(self, watched: bool) -> None:
        """Ask for the costs when it is turned to."""
        if watched:
            self._ask()

    def show_draft(self) -> None:
        """Show the limits of the draft."""
        limits = limits_of(self.bench.draft.content)
        self.accept.show_number(float(limits["accept"]))
        self.reject.show_number(float(limits["reject_default"]))

    def take_cheapest(self) -> None:
        """Take the accept limit that costs least on this evidence."""
        table = self._table
        if table is not None:
            self._set(accept=min(table.accepts, key=lambda each: each.cost).accept)

    def retranslate(self) -> None:
        """Show every text again."""
        self.title.setText(translate("Products", "Limits"))
        self.costs_title.setText(translate("Products", "What a mistake costs"))
        for field, text in (
            (self.accept, translate("Products", "Accept from (sum of good classes)")),
            (self.reject, translate("Products", "Reject from (a defect class)")),
            (self.escape_cost, translate("Products", "An escaped defect")),
            (self.false_reject_cost, translate("Products", "A good part rejected")),
        ):
            self._labels[field].setText(text)
            field.setAccessibleName(text)
        self.choices.setAccessibleName(translate("Products", "Choices"))
        self.curve.retranslate()
        self.show_draft()
        self._show()

    def _left(self) -> QFrame:
        card = QFrame()
        set_role(card, "card")
        lines = column(self.title, spacing=6)
        for field in (self.accept, self.reject):
            lines.addLayout(column(self._labels[field], field, spacing=2))
        lines.addWidget(self.costs_title)
        costs = row(spacing=8)
        for field in (self.escape_cost, self.false_reject_cost):
            costs.addLayout(column(self._labels[field], field, spacing=2), 1)
        lines.addLayout(costs)
        lines.addWidget(self.bench.context.board.button(ProductAction.TAKE_CHEAPEST))
        lines.addStretch(1)
        lines.addWidget(self.evidence)
        lines.setContentsMargins(12, 10, 12, 10)
        card.setLayout(lines)
        return card

    def _right(self) -> QVBoxLayout:
        right = column(self.outcome, self.curve, self.choices, spacing=8)
        right.setStretch(1, 3)
        right.setStretch(2, 2)
        return right

    def _set(self, **limits: float) -> None:
        draft = self.bench.draft
        draft.change(with_limits(draft.content, **limits))
        self.show_draft()
        self._ask()

    def _take(self, key: str) -> None:
        if key:
            self._set(accept=float(key))

    def _ask(self) -> None:
        content = self.bench.draft.content
        if self.bench.draft.state is None:
            return
        limits = limits_of(content)
        request = CostRequest(
            limits=Limits(
                accept=limits["accept"],
                reject_default=limits["reject_default"],
                reject=limits["reject"],
            ),
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

    def _accept(self, table: CostTable) -> None:
        self._table, self._fault = table, None
        self._show()

    def _miss(self, error: InspectorError) -> None:
        self._table, self._fault = None, error
        self._show()

    def _show(self) -> None:
        table, fault = self._table, self._fault
        self.curve.setVisible(table is not None)
        self.choices.setVisible(table is not None)
        if table is None:
            said = translate("Products", "Nothing is known yet of what limits cost.")
            self.outcome.setText(said)
            set_tone(self.outcome, Tone.NEUTRAL)
            self.evidence.setText("" if fault is None else remedy_text(fault.code, fault.remedy))
            return
        asked = table.asked
        self.outcome.setText(
            translate(
                "Products",
                "{escapes} of {defective} defects escape · {rejects} of {good} good parts are "
                "rejected · {undecided} not decidable · cost {cost}",
            ).format(
                escapes=count(asked.escapes),
                defective=count(table.defective),
                rejects=count(asked.false_rejects),
                good=count(table.good),
                undecided=count(asked.not_decidable),
                cost=decimal(asked.cost, 0),
            )
        )
        set_tone(self.outcome, Tone.NOT_DECIDABLE if asked.escapes else Tone.OK)
        self.evidence.setText(
            translate(
                "Products",
                "Rests on {validation} validation pictures of the model and {reviewed} parts "
                "reviewed at this station. Touch a choice twice to take it.",
            ).format(validation=count(table.validation), reviewed=count(table.reviewed))
        )
        self.curve.show_points(table.accepts, asked.accept)
        self._show_choices(table)

    def _show_choices(self, table: CostTable) -> None:
        headers = (
            translate("Products", "Accept from"),
            translate("Products", "Escapes"),
            translate("Products", "Good rejected"),
            translate("Products", "Not decidable"),
            translate("Products", "Cost"),
        )
        least = min(each.cost for each in table.accepts)
        rows = [self._choice(each, least) for each in table.accepts]
        self.choices.show_rows(headers, rows)
        self.choices.choose(f"{table.asked.accept:.6g}")

    def _choice(self, point: CostPoint, least: float) -> TableRow:
        cheapest = point.cost == least
        mark = f"  ◂ {translate('Products', 'least')}" if cheapest else ""
        return TableRow(
            f"{point.accept:.6g}",
            (
                decimal(point.accept, 3),
                count(point.escapes),
                count(point.false_rejects),
                count(point.not_decidable),
                f"{decimal(point.cost, 0)}{mark}",
            ),
            strong=cheapest,
        )

"""What the limits of a draft cost, and what other choices of one of them would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from inspector.ui.i18n.faults import remedy_text
from inspector.ui.i18n.formats import count, decimal
from inspector.ui.i18n.language import translate
from inspector.ui.pages.products.cost_curve import CostCurve
from inspector.ui.pages.products.limit_table import limit_name
from inspector.ui.pages.products.rows_table import RowsTable, TableRow
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.text.labels import column, label
from inspector.ui.widgets.text.translated import TranslatedWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.theme.look import Look
    from inspector.wire.threshold_costs import CostPoint, CostTable


class CostChoices(TranslatedWidget):
    """The outcome in words; below it a curve and a list of other limits.

    Signals:
        taken: With the limit of a choice that was touched twice.
    """

    taken = Signal(float)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.outcome, self.curve_title = label("strong", wrap=True), label("strong", wrap=True)
        self.evidence = label("muted", wrap=True)
        self.curve = CostCurve(look)
        self.choices = RowsTable(stretched=4, right=(0, 1, 2, 3))
        set_role(self.choices, "card")
        layout = column(self.outcome, self.curve_title, self.curve, self.choices, self.evidence)
        layout.setStretch(2, 1)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self.choices.doubleClicked.connect(lambda _: self.take())
        self.choices.activated.connect(lambda _: self.take())
        self.retranslate()

    def take(self) -> None:
        """Take the choice that is marked."""
        if self.choices.key:
            self.taken.emit(float(self.choices.key))

    def show_nothing(self, fault: InspectorError | None) -> None:
        """Nothing is known of the costs; say what to do where that is a fault."""
        self._show_parts(shown=False)
        self.outcome.setText(translate("Products", "Nothing is known yet of what limits cost."))
        set_tone(self.outcome, Tone.NEUTRAL)
        self.evidence.setText("" if fault is None else remedy_text(fault.code, fault.remedy))

    def show_costs(
        self, table: CostTable, points: Sequence[CostPoint], chosen: str, standing: float
    ) -> None:
        """Show what the limits cost as they stand, and other choices of one of them.

        Args:
            table: What the station counted.
            points: Other choices.
            chosen: The key of the limit that they are of.
            standing: Where that limit stands.
        """
        self._show_parts(shown=True)
        self.curve_title.setText(
            translate("Products", "What other choices cost: {name}").format(name=limit_name(chosen))
        )
        self._show_outcome(table)
        self.curve.show_points(points, standing)
        self._show_choices(points, standing)

    def retranslate(self) -> None:
        """Name what is shown; whoever knows the costs shows the rest."""
        self.choices.setAccessibleName(translate("Products", "Choices"))
        self.curve.retranslate()

    def _show_parts(self, *, shown: bool) -> None:
        for part in (self.curve_title, self.curve, self.choices):
            part.setVisible(shown)

    def _show_outcome(self, table: CostTable) -> None:
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

    def _show_choices(self, points: Sequence[CostPoint], standing: float) -> None:
        headers = (
            translate("Products", "Limit"),
            translate("Products", "Escapes"),
            translate("Products", "Good rejected"),
            translate("Products", "Not decidable"),
            translate("Products", "Cost"),
        )
        least = min((each.cost for each in points), default=0.0)
        self.choices.show_rows(headers, [_choice(each, least) for each in points])
        self.choices.choose(f"{standing:.6g}")


def _choice(point: CostPoint, least: float) -> TableRow:
    cheapest = point.cost == least
    least_text = translate("Products", "least")
    mark = f"  ◂ {least_text}" if cheapest else ""
    return TableRow(
        f"{point.limit:.6g}",
        (
            decimal(point.limit, 3),
            count(point.escapes),
            count(point.false_rejects),
            count(point.not_decidable),
            f"{decimal(point.cost, 0)}{mark}",
        ),
        strong=cheapest,
    )

"""Good against defective whatever the limit, what probabilities are worth, and disturbances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from inspector.ui.i18n.formats import decimal, percent
from inspector.ui.i18n.language import translate
from inspector.ui.pages.models.plot_view import Line, PlotView
from inspector.ui.pages.models.words import DISTURBANCES, word
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.chart.bar_list import Bar, BarList
from inspector.ui.widgets.text.labels import column, label
from inspector.ui.widgets.text.translated import TranslatedWidget

if TYPE_CHECKING:
    from inspector.ui.theme.look import Look
    from inspector.wire.evaluation import Curve, EvaluationDetail

_DIAGONAL = Line("", ((0, 0), (1, 1)), Tone.STALE, dashed=True)
_WEAK = 0.5


class CurvesView(TranslatedWidget):
    """Three plots and a list of disturbances."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._evaluation: EvaluationDetail | None = None
        self.roc, self.precision, self.reliability = (PlotView(look) for _ in range(3))
        self.heading = label("strong", wrap=True)
        self.robustness = BarList()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        grid.addWidget(self.roc, 0, 0)
        grid.addWidget(self.precision, 0, 1)
        grid.addWidget(self.reliability, 1, 0)
        grid.addLayout(column(self.heading, self.robustness, 1, spacing=4), 1, 1)
        for place in range(2):
            grid.setColumnStretch(place, 1)
            grid.setRowStretch(place, 1)
        self.setLayout(grid)
        self.retranslate()

    def show_evaluation(self, evaluation: EvaluationDetail | None) -> None:
        """Show these figures."""
        self._evaluation = evaluation
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        self._show_ranking()
        self._show_reliability()
        self._show_robustness()

    def _show_ranking(self) -> None:
        ranking = None if self._evaluation is None else self._evaluation.ranking
        auc = None if ranking is None else ranking.auc.value
        precision = None if ranking is None else ranking.average_precision.value
        self.roc.show_titles(
            translate("Models", "ROC, area {area}").format(area=decimal(auc, 4)),
            translate("Models", "good parts rejected"),
            translate("Models", "defects found"),
        )
        self.precision.show_titles(
            translate("Models", "Precision and recall, {area}").format(area=decimal(precision, 4)),
            translate("Models", "defects found"),
            translate("Models", "of those rejected, defective"),
        )
        self.roc.show_lines(() if ranking is None else (_DIAGONAL, Line("", _points(ranking.roc))))
        self.precision.show_lines(
            () if ranking is None else (Line("", _points(ranking.precision_recall)),)
        )

    def _show_reliability(self) -> None:
        calibration = None if self._evaluation is None else self._evaluation.calibration
        error = None if calibration is None else calibration.expected_error
        self.reliability.show_titles(
            translate("Models", "Reliability, off by {error}").format(error=percent(error)),
            translate("Models", "what it says"),
            translate("Models", "how often that is right"),
        )
        bins = () if calibration is None else calibration.bins
        points = [(each.confidence, each.accuracy) for each in bins]
        self.reliability.show_lines((_DIAGONAL, Line("", points, dots=True)) if points else ())

    def _show_robustness(self) -> None:
        robustness = None if self._evaluation is None else self._evaluation.robustness
        if robustness is None:
            self.heading.setText(translate("Models", "Not measured under disturbances"))
            self.robustness.show_bars(())
            return
        self.heading.setText(translate("Models", "Accuracy left under disturbances"))
        worst_first = sorted(robustness.disturbances, key=lambda each: each.score or 0.0)
        self.robustness.show_bars(
            [
                Bar(
                    word(DISTURBANCES, each.name),
                    each.score or 0.0,
                    percent(each.score),
                    tone=Tone.WARNING if (each.score or 0.0) < _WEAK else Tone.ACCENT,
                )
                for each in worst_first[:6]
            ]
        )


def _points(curve: Curve) -> list[tuple[float, float]]:
    return list(zip(curve.x, curve.y, strict=False))

"""How well each class is found: the confusion matrix, and recall with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.formats import percent
from inspector.ui.i18n.language import translate
from inspector.ui.pages.models.matrix_view import MatrixView
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.chart.bar_list import Bar, BarList
from inspector.ui.widgets.text.labels import column, label
from inspector.ui.widgets.text.translated import TranslatedWidget
from inspector.wire.evaluation import EvaluationDetail

if TYPE_CHECKING:
    from inspector.ui.theme.look import Look


class ClassesView(TranslatedWidget):
    """Two views of the same pictures."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._evaluation: EvaluationDetail | None = None
        self.matrix = MatrixView(look)
        self.heading = label("strong")
        self.recall = BarList()
        layout = column(self.matrix, self.heading, self.recall, spacing=10)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.retranslate()

    def show_evaluation(self, evaluation: EvaluationDetail | None) -> None:
        """Show these figures."""
        self._evaluation = evaluation
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        self.matrix.show_titles(translate("Models", "True"), translate("Models", "Said"))
        self.heading.setText(translate("Models", "Found of each class, with the 95 % interval"))
        evaluation = self._evaluation
        if evaluation is None:
            self.matrix.show_counts((), ())
            self.recall.show_bars(())
            return
        self.matrix.show_counts(evaluation.classes, evaluation.confusion)
        self.recall.show_bars(
            [
                Bar(
                    each.name,
                    each.recall.rate or 0.0,
                    f"{percent(each.recall.rate)}  [{percent(each.recall.low)}, "
                    f"{percent(each.recall.high)}]",
                    each.recall.low,
                    Tone.OK if each.good else Tone.ACCENT,
                )
                for each in evaluation.by_class
            ]
        )

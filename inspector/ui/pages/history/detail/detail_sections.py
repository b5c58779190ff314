"""What is known of one inspection, below its picture: reviews, scores, timings, provenance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.detail.detail_texts import (
    facts,
    findings,
    review_lines,
    score_bars,
    timing_bars,
)
from inspector.ui.widgets.chart.bar_list import BarList
from inspector.ui.widgets.table.fact_list import FactList
from inspector.ui.widgets.text.labels import column, label
from inspector.ui.widgets.text.translated import TranslatedWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.ui.pages.history.detail.detail_texts import Seen
    from inspector.wire.history import ResultDetail
    from inspector.wire.reviews import ReviewRow


class DetailSections(TranslatedWidget):
    """Each section below its title; one without content is left out."""

    def __init__(self) -> None:
        super().__init__()
        self._scores_title, self._timings_title = label("strong"), label("strong")
        self._facts_title, self._reviews_title = label("strong"), label("strong")
        self.scores, self.timings, self.facts = BarList(), BarList(), FactList()
        self.said = label("body", wrap=True)
        self.setLayout(
            column(
                self._reviews_title,
                self.said,
                self._scores_title,
                self.scores,
                self._timings_title,
                self.timings,
                self._facts_title,
                self.facts,
                1,
                spacing=10,
            )
        )
        self.retranslate()

    def show_seen(self, detail: ResultDetail, seen: Seen, evidence_note: str) -> None:
        """Show what is known of the part, and of the camera that is looked at."""
        bars = score_bars(seen)
        self._scores_title.setVisible(bool(bars))
        self.scores.show_bars(bars)
        self.timings.show_bars(timing_bars(detail, seen))
        lines = findings(detail, seen)
        if evidence_note:
            lines.append((translate("Fact", "Place of the defect"), evidence_note))
        self.facts.show_facts([*lines, *facts(detail, seen)])

    def show_reviews(self, reviews: Sequence[ReviewRow]) -> None:
        """Show what people said of the part."""
        said = review_lines(reviews)
        self._reviews_title.setVisible(bool(said))
        self.said.setVisible(bool(said))
        self.said.setText("\n".join(said))

    def retranslate(self) -> None:
        """Show every title again; whoever shows the part shows the rest."""
        self._scores_title.setText(translate("History", "Scores"))
        self._timings_title.setText(translate("History", "Timings"))
        self._facts_title.setText(translate("History", "Provenance"))
        self._reviews_title.setText(translate("History", "Reviews"))

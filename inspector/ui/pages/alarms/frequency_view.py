"""Which alarms come most often, and which stand longest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from inspector.ui.i18n.faults import title_text
from inspector.ui.i18n.formats import count, decimal
from inspector.ui.i18n.language import translate
from inspector.ui.pages.alarms.texts import duration_text, subject_text
from inspector.ui.theme.style import set_role
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.chart.bar_list import Bar, BarList
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.scrolled import scrolled
from inspector.ui.widgets.text.translated import TranslatedWidget
from inspector.wire.station import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.wire.alarms import AlarmFigure, AlarmFigures

MANY_PER_HOUR = 6.0
"""EEMUA 191: an operator attends to one alarm in ten minutes, not to more for long."""


class FrequencyView(TranslatedWidget):
    """Two lists of ten, and what they come to in an hour."""

    def __init__(self) -> None:
        super().__init__()
        self._figures: AlarmFigures | None = None
        self.summary = label("body", wrap=True)
        self._count_title, self._time_title = label("strong"), label("strong")
        self.by_count, self.by_time = BarList(stacked=True), BarList(stacked=True)
        cards = []
        for title, bars in (
            (self._count_title, self.by_count),
            (self._time_title, self.by_time),
        ):
            card = QFrame()
            set_role(card, "card")
            layout = column(title, bars, spacing=12, margin=14)
            layout.addStretch(1)
            card.setLayout(layout)
            cards.append(card)
        lists = row(*cards, spacing=12)
        for place in range(len(cards)):
            lists.setStretch(place, 1)
        both = QWidget()
        both.setLayout(lists)
        layout = column(self.summary, scrolled(both), spacing=10)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.retranslate()

    def show_figures(self, figures: AlarmFigures) -> None:
        """Show these figures."""
        self._figures = figures
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        self._count_title.setText(translate("Alarms", "Most frequent"))
        self._time_title.setText(translate("Alarms", "Longest in sum"))
        figures = self._figures
        if figures is None:
            return
        self.summary.setText(_summary(figures))
        counts = [each.times for each in figures.by_count]
        self.by_count.show_bars(_bars(figures.by_count, counts, [f"{count(n)} ×" for n in counts]))
        times = [each.stood_s for each in figures.by_time]
        self.by_time.show_bars(_bars(figures.by_time, times, [duration_text(s) for s in times]))


def _summary(figures: AlarmFigures) -> str:
    if figures.occurrences == 0:
        return translate("Alarms", "No alarm in this time.")
    told = translate("Alarms", "{alarms} alarms, {rate} per hour.").format(
        alarms=count(figures.occurrences), rate=decimal(figures.per_hour, 1)
    )
    if figures.per_hour <= MANY_PER_HOUR:
        return told
    much = translate(
        "Alarms", "That is more than a person can attend to (6 per hour): mend the first of these."
    )
    return f"{told} {much}"


def _bars(
    figures: Sequence[AlarmFigure], values: Sequence[float], texts: Sequence[str]
) -> list[Bar]:
    largest = max(values, default=0) or 1
    return [
        Bar(
            name=_name(each),
            share=value / largest,
            text=text,
            tone=Tone.NOT_OK if each.severity is Severity.FAULT else Tone.WARNING,
        )
        for each, value, text in zip(figures, values, texts, strict=True)
    ]


def _name(figure: AlarmFigure) -> str:
    title = title_text(figure.code, figure.cause)
    subject = subject_text(figure.code, figure.subject)
    return "  ".join(each for each in (figure.code, subject, title) if each)

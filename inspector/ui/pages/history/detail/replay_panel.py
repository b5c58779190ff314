"""What would have been decided: a part judged again, beside what was decided then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from inspector.domain.evaluation import Reason
from inspector.ui.actions.lacking import Lacking
from inspector.ui.actions.offered import offer
from inspector.ui.i18n.faults import error_text
from inspector.ui.i18n.formats import NOTHING, decimal, milliseconds
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import evaluation_text, finding_text
from inspector.ui.pages.history.page_panel import PagePanel
from inspector.ui.pages.history.words import part_text
from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.table.fact_list import FactList
from inspector.ui.widgets.text.labels import column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.domain.errors.base import InspectorError
    from inspector.wire.replay import ReplayedView, ReplayReport, ReplayVerdict

_WIDTH_PX = 720
_PLACES = 4
_HASH_SHOWN = 16


class ReplayPanel(PagePanel):
    """Choose a model, judge again, and see what differs.

    Signals:
        wanted: With the package; ``None`` for the one that judged then.
    """

    wanted = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, _WIDTH_PX)
        self._models: list[tuple[str, str]] = []
        self._report: ReplayReport | None = None
        self._error: InspectorError | None = None
        self._under_way = False
        self.models = QComboBox()
        self.judge = QPushButton()
        self.judge.clicked.connect(self.accept_entry)
        set_tone(self.judge, Tone.ACCENT)
        self.headline = label("strong", wrap=True)
        self.facts = FactList()
        line = row(self.models, self.judge)
        line.setStretch(0, 1)
        self.furnish(column(line, self.headline, self.facts, spacing=10))
        self.retranslate()

    def first_field(self) -> QWidget:
        """What Enter works on."""
        return self.judge

    def show_models(self, models: Sequence[tuple[str, str]]) -> None:
        """Offer packages: name and hash."""
        if self._models != list(models):
            self._models = list(models)
            self.retranslate()

    def begin_anew(self) -> None:
        """Nothing has been judged again yet."""
        self._report, self._error, self._under_way = None, None, False
        self.retranslate()

    def show_report(self, report: ReplayReport) -> None:
        """Show what was said now."""
        self._report, self._error, self._under_way = report, None, False
        self.retranslate()

    def show_error(self, error: InspectorError) -> None:
        """Say why it cannot be judged again."""
        self._report, self._error, self._under_way = None, error, False
        self.retranslate()

    def accept_entry(self) -> None:
        """Judge it again."""
        if self._under_way:
            return
        place = self.models.currentIndex()
        self._report, self._error, self._under_way = None, None, True
        self.wanted.emit(None if place <= 0 else self._models[place - 1][1])
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        self.show_title(translate("History", "Judge again"))
        self.judge.setText(translate("History", "Judge again"))
        offer(self.judge, Lacking.END_OF_JUDGING if self._under_way else None)
        self.models.setAccessibleName(translate("History", "Model"))
        chosen = max(self.models.currentIndex(), 0)
        self.models.clear()
        self.models.addItem(translate("History", "The model that judged then"))
        self.models.addItems([name for name, _ in self._models])
        self.models.setCurrentIndex(min(chosen, len(self._models)))
        self._show_headline()
        self.facts.show_facts([] if self._report is None else _facts(self._report))

    def _show_headline(self) -> None:
        tone, report = Tone.NEUTRAL, self._report
        if self._error is not None:
            tone = Tone.NOT_OK
            text = error_text(self._error)
        elif self._under_way:
            text = translate("History", "Judging; the line has precedence …")
        elif report is None:
            text = translate(
                "History", "Judges the archived pictures again. Nothing is changed by it."
            )
        elif report.same_verdict:
            tone = Tone.OK
            text = translate("History", "Same verdict: {now}")
            text = text.format(now=evaluation_text(report.now))
        else:
            tone = Tone.WARNING
            text = translate("History", "Another verdict: {now} instead of {was}")
            text = text.format(now=evaluation_text(report.now), was=evaluation_text(report.was))
        set_tone(self.headline, tone)
        self.headline.setText(text)


def _facts(report: ReplayReport) -> list[tuple[str, str]]:
    lines = [(translate("History", "Model"), f"{report.model} · {report.model_sha256[:16]}")]
    for view in report.views:
        lines += _view_lines(view)
    largest = decimal(report.largest_score_difference, _PLACES)
    lines.append((translate("History", "Largest difference of a score"), largest))
    for difference in report.differences:
        was, now = difference.was[:_HASH_SHOWN] or NOTHING, difference.now[:_HASH_SHOWN]
        lines.append((part_text(difference.part), f"{was} → {now}"))
    if not report.differences:
        lines.append(
            (
                translate("History", "Differs"),
                translate("History", "nothing: model, recipe and programs are the same"),
            )
        )
    lines.append((translate("History", "Took"), milliseconds(report.took_ms)))
    return lines


def _view_lines(view: ReplayedView) -> list[tuple[str, str]]:
    then = translate("History", "{camera}, then").format(camera=view.camera)
    now = translate("History", "{camera}, now").format(camera=view.camera)
    said = view.fault if view.now is None else _verdict(view.now)
    lines = [(then, _verdict(view.was)), (now, said)]
    if view.lossy_picture:
        stored = translate("History", "{camera}, stored picture").format(camera=view.camera)
        lines.append((stored, translate("History", "lossy: scores may differ by it")))
    return lines


def _verdict(verdict: ReplayVerdict) -> str:
    words = evaluation_text(verdict.evaluation)
    found = finding_text(verdict.evaluation, verdict.reason, verdict.class_name)
    if verdict.reason is not Reason.CLASSIFIED:
        return f"{words} · {found}"
    score, limit = decimal(verdict.score, _PLACES), decimal(verdict.threshold, _PLACES)
    return f"{words} · {found} · {score} ({limit})"

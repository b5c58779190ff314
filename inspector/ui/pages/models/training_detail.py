"""One training: how far it is, its course, how it ended, and its log."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from inspector.ui.i18n.faults import remedy_text, told_text
from inspector.ui.i18n.formats import count, percent, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.pages.models.plot_view import TICKS, Line, PlotView
from inspector.ui.pages.models.words import SOURCES, STATES, duration_text, step_text
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.chart.score_bar import ScoreBar
from inspector.ui.widgets.table.fact_list import FactList
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.training import TrainingJob, TrainingState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.ui.theme.look import Look
    from inspector.wire.training import EpochFigures

_TONES = {
    TrainingState.FINISHED: Tone.OK,
    TrainingState.FAILED: Tone.NOT_OK,
    TrainingState.INTERRUPTED: Tone.WARNING,
    TrainingState.RUNNING: Tone.ACCENT,
}
_LOG_HEIGHT_PX = 96


class TrainingDetail(TranslatedFrame):
    """Followed while it runs."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        set_role(self, "card")
        self._job: TrainingJob | None = None
        self.title, self.state = ElidedLabel("title"), label("strong", wrap=True)
        self.bar, self.step = ScoreBar(), label("body", wrap=True)
        self.facts = FactList()
        self.error = label("body", wrap=True)
        self.losses, self.accuracy = PlotView(look), PlotView(look)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setFixedHeight(_LOG_HEIGHT_PX)
        set_role(self.log, "document")
        plots = row(self.losses, self.accuracy, spacing=12)
        layout = column(
            self.title, self.state, self.bar, self.step, self.error, self.facts, spacing=8
        )
        layout.addLayout(plots, 1)
        layout.addWidget(self.log)
        layout.addStretch(0)
        layout.setContentsMargins(14, 12, 14, 12)
        self.setLayout(layout)
        self.retranslate()

    def show_job(self, job: TrainingJob | None) -> None:
        """Show one training."""
        if job != self._job:
            self._job = job
            self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        self.log.setAccessibleName(translate("Models", "Log"))
        self.losses.show_titles(
            translate("Models", "Loss"),
            translate("Models", "epoch"),
            translate("Models", "cross entropy"),
        )
        self.accuracy.show_titles(
            translate("Models", "Accuracy"),
            translate("Models", "epoch"),
            translate("Models", "share of the validation pictures"),
        )
        job = self._job
        for part in (self.bar, self.step, self.facts, self.losses, self.accuracy, self.log):
            part.setVisible(job is not None)
        self.error.setVisible(job is not None and bool(job.code))
        if job is None:
            self.title.show_text(translate("Models", "No training yet"))
            self.state.setText(
                translate(
                    "Models",
                    "A training makes a package out of labelled pictures: a dataset, or the parts "
                    "of this station that people have reviewed.",
                )
            )
            set_tone(self.state, Tone.NEUTRAL)
            return
        self.title.show_text(f"{job.request.name}/{job.request.version}")
        self.state.setText(translate("Models", STATES[job.state]))
        set_tone(self.state, _TONES.get(job.state, Tone.NEUTRAL))
        self._show_progress(job)
        self._show_end(job)
        self.facts.show_facts(_facts(job))
        self._show_course(_last_network(job.epochs), job.epochs_total)
        self._show_log(job.log_tail)

    def _show_progress(self, job: TrainingJob) -> None:
        runs = job.state in (TrainingState.RUNNING, TrainingState.CANCELLING)
        self.bar.setVisible(runs)
        self.step.setVisible(runs)
        self.bar.show_score(job.done / job.total if job.total else 0.0, None)
        set_tone(self.bar, Tone.ACCENT)
        told = translate("Models", "{step}: {done} of {total}, {left} left of this step").format(
            step=step_text(job.step),
            done=count(job.done),
            total=count(job.total),
            left=duration_text(job.seconds_left),
        )
        self.step.setText(f"{told} · {job.detail}" if job.detail else told)
        self.bar.setAccessibleName(told)

    def _show_end(self, job: TrainingJob) -> None:
        if not job.code:
            return
        head = ""
        if job.state is TrainingState.FINISHED:
            head = translate("Models", "The package is made, but not installed. ")
        title, remedy = (
            told_text(job.code, job.error, job.reasons),
            remedy_text(job.code, job.remedy, job.advice),
        )
        self.error.setText(f"{head}{job.code}  {title}\n{remedy}")
        set_tone(self.error, Tone.WARNING if job.state is TrainingState.FINISHED else Tone.NOT_OK)

    def _show_course(self, epochs: Sequence[EpochFigures], total: int | None) -> None:
        last = max([total or 1, 2, *(each.epoch for each in epochs)])
        span = (1.0, 1.0 + TICKS * math.ceil((last - 1) / TICKS))
        losses = [loss for each in epochs for loss in (each.loss, each.validation_loss)]
        highest = max([1.0, *losses])
        train, validation = translate("Models", "training"), translate("Models", "validation")
        mean, balanced = translate("Models", "of all"), translate("Models", "mean of the classes")
        self.losses.show_lines(
            (
                Line(train, [(each.epoch, each.loss) for each in epochs], Tone.ACCENT),
                Line(
                    validation,
                    [(each.epoch, each.validation_loss) for each in epochs],
                    Tone.WARNING,
                    dots=True,
                ),
            ),
            span,
            (0.0, highest * 1.05),
            x_places=0,
        )
        self.accuracy.show_lines(
            (
                Line(mean, [(each.epoch, each.validation_accuracy) for each in epochs], Tone.OK),
                Line(
                    balanced,
                    [(each.epoch, each.balanced_accuracy) for each in epochs],
                    Tone.UNDEFINED,
                    dots=True,
                ),
            ),
            span,
            x_places=0,
        )

    def _show_log(self, lines: Sequence[str]) -> None:
        text = "\n".join(lines)
        if text != self.log.toPlainText():
            self.log.setPlainText(text)
            bar = self.log.verticalScrollBar()
            bar.setValue(bar.maximum())


def _last_network(epochs: Sequence[EpochFigures]) -> list[EpochFigures]:
    """The course of the network that learned last: a teacher and close-ups come before."""
    return [each for each in epochs if each.network == epochs[-1].network]


def _facts(job: TrainingJob) -> list[tuple[str, str]]:
    request = job.request
    source = translate("Models", SOURCES[request.source])
    where = f"{source}: {request.dataset}" if request.dataset else source
    facts = [
        (translate("Models", "Pictures"), where),
        (
            translate("Models", "Network"),
            f"{request.architecture}, {request.size_px} px, {request.weights}",
        ),
        (
            translate("Models", "Asked for"),
            f"{short_date_and_time(job.queued_at)} {job.by}".strip(),
        ),
    ]
    if job.epochs:
        last = job.epochs[-1]
        facts.append(
            (
                translate("Models", "Last epoch"),
                translate("Models", "{epoch}: {accuracy} named right").format(
                    epoch=last.epoch, accuracy=percent(last.validation_accuracy)
                ),
            )
        )
    if job.package_folder:
        installed = translate("Models", "installed as {package}").format(package=job.package)
        facts.append(
            (translate("Models", "Package"), installed if job.installed else job.package_folder)
        )
    return facts

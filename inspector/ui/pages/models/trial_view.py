"""How the package on trial fares beside the one in force, and the parts on which they disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from inspector.domain.evaluation import Evaluation
from inspector.ui.i18n.formats import (
    count,
    identifier,
    milliseconds,
    percent,
    short_date_and_time,
)
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.texts import evaluation_text
from inspector.ui.models.rows import ColumnSpec, RowModel
from inspector.ui.pages.models.actions import ModelsAction
from inspector.ui.pages.models.matrix_view import MatrixView
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.table.fact_list import FactList
from inspector.ui.widgets.table.row_table import RowTable
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.rollout import FlipRow, ShadowState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.theme.look import Look

_VERDICTS = (
    Evaluation.OK,
    Evaluation.NOT_OK,
    Evaluation.NOT_DECIDABLE,
    Evaluation.UNDEFINED,
)
_COLUMNS = (
    ColumnSpec[FlipRow](
        QT_TRANSLATE_NOOP("Models", "Time"), lambda each: short_date_and_time(each.triggered_at)
    ),
    ColumnSpec[FlipRow](
        QT_TRANSLATE_NOOP("Models", "Part"), lambda each: identifier(each.part_id), right=True
    ),
    ColumnSpec[FlipRow](
        QT_TRANSLATE_NOOP("Models", "In force"),
        lambda each: f"{evaluation_text(each.stood)} {each.stood_class}",
    ),
    ColumnSpec[FlipRow](
        QT_TRANSLATE_NOOP("Models", "On trial"),
        lambda each: f"{evaluation_text(each.said)} {each.said_class}",
        stretches=True,
    ),
)


class TrialView(TranslatedFrame):
    """``opened(result_id)`` when a part was touched twice."""

    opened = Signal(str)

    def __init__(self, board: ActionBoard, look: Look) -> None:
        super().__init__()
        set_role(self, "card")
        self._trial: ShadowState | None = None
        self.title, self.state = label("title", wrap=True), label("body", wrap=True)
        self.facts = FactList()
        self.matrix = MatrixView(look, _agreement)
        self.heading = label("strong", wrap=True)
        self.model = RowModel[FlipRow](
            _COLUMNS,
            identity=lambda each: (each.result_id, each.view),
            parent=self,
            context="Models",
        )
        self.table = RowTable(self.model)
        left = column(self.title, self.state, self.facts, self.matrix, spacing=10)
        left.setStretch(3, 1)
        right = column(
            self.heading, self.table, row(board.button(ModelsAction.SHOW_PART), 1), spacing=8
        )
        right.setStretch(1, 1)
        layout = row(left, right, spacing=16)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        layout.setContentsMargins(14, 12, 14, 12)
        self.setLayout(layout)
        self.table.opened.connect(lambda flip: self.opened.emit(flip.result_id))
        self.retranslate()

    @property
    def result_chosen(self) -> str | None:
        """The part that is chosen."""
        flip: FlipRow | None = self.table.row_chosen
        return None if flip is None else flip.result_id

    def show_trial(self, trial: ShadowState | None) -> None:
        """Show how it fares; ``None`` when no package is on trial."""
        self._trial = trial
        self.retranslate()

    def show_flips(self, flips: Sequence[FlipRow]) -> None:
        """Show the parts on which the two disagree."""
        chosen: FlipRow | None = self.table.row_chosen
        key = None if chosen is None else (chosen.result_id, chosen.view)
        self.table.show_rows(list(flips), key)
        self._head()

    def retranslate(self) -> None:
        """Show every text again."""
        self.table.setAccessibleName(translate("Models", "Parts on which the models disagree"))
        self.model.retranslate()
        self._head()
        self.matrix.show_titles(
            translate("Models", "Stood (in force)"), translate("Models", "Said (on trial)")
        )
        trial = self._trial
        self.facts.setVisible(trial is not None)
        self.matrix.setVisible(trial is not None)
        if trial is None:
            self.title.setText(translate("Models", "No package is on trial"))
            self.state.setText(
                translate(
                    "Models",
                    "Choose a package and put it on trial: it then judges along with the one in "
                    "force, and nobody acts on what it says.",
                )
            )
            set_tone(self.state, Tone.NEUTRAL)
            return
        self.title.setText(trial.name)
        self._show_state(trial)
        self._show_facts(trial)
        names = [evaluation_text(each) for each in _VERDICTS]
        cells = {(cell.stood, cell.said): cell.count for cell in trial.confusion}
        self.matrix.show_counts(
            names, [[cells.get((stood, said), 0) for said in _VERDICTS] for stood in _VERDICTS]
        )

    def _head(self) -> None:
        self.heading.setText(
            translate("Models", "Where they disagree, newest first ({count})").format(
                count=count(self.model.rowCount())
            )
        )

    def _show_state(self, trial: ShadowState) -> None:
        since = short_date_and_time(trial.since)
        if trial.fault:
            text, tone = f"✕ {trial.fault}", Tone.NOT_OK
        elif trial.paused:
            text = translate("Models", "Pauses: verdicts come near to their deadline")
            tone = Tone.WARNING
        elif trial.running:
            text = translate("Models", "✓ Judges along since {since}").format(since=since)
            tone = Tone.OK
        else:
            text, tone = translate("Models", "Does not run"), Tone.WARNING
        self.state.setText(text)
        set_tone(self.state, tone)

    def _show_facts(self, trial: ShadowState) -> None:
        share = trial.agreed / trial.compared if trial.compared else None
        self.facts.show_facts(
            [
                (
                    translate("Models", "Agrees"),
                    translate("Models", "{agreed} of {compared} ({share})").format(
                        agreed=count(trial.agreed),
                        compared=count(trial.compared),
                        share=percent(share),
                    ),
                ),
                (
                    translate("Models", "Not compared yet"),
                    count(trial.waiting),
                ),
                (
                    translate("Models", "Would let pass, was rejected"),
                    count(trial.would_be_escapes),
                ),
                (
                    translate("Models", "Would reject, passed"),
                    count(trial.would_be_false_rejects),
                ),
                (
                    translate("Models", "Seen / left out / failed"),
                    f"{count(trial.judged)} / {count(trial.skipped)} / {count(trial.failed)}",
                ),
                (
                    translate("Models", "Time p50 / p99"),
                    f"{milliseconds(trial.p50_ms)} / {milliseconds(trial.p99_ms)}",
                ),
            ]
        )


def _agreement(row_at: int, column_at: int) -> Tone:
    if row_at == column_at:
        return Tone.OK
    return Tone.NOT_OK if (row_at, column_at) == (1, 0) else Tone.WARNING

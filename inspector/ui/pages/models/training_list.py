"""All trainings, and what can be done with the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from inspector.ui.i18n.formats import percent, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.models.rows import ColumnSpec, RowModel
from inspector.ui.pages.models.actions import ModelsAction
from inspector.ui.pages.models.words import STATES, file_size, step_text
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.table.row_table import RowTable
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.training import TrainingJob, TrainingPage, TrainingState

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard

_INSTALL = "pip install 'inspector-station[train]'"


def _state(job: TrainingJob) -> str:
    text = translate("Models", STATES[job.state])
    runs = job.state in (TrainingState.RUNNING, TrainingState.CANCELLING) and job.total
    return f"{text} · {step_text(job.step)} {percent(job.done / job.total)}" if runs else text


_COLUMNS = (
    ColumnSpec[TrainingJob](
        QT_TRANSLATE_NOOP("Models", "Model"),
        lambda each: f"{each.request.name}/{each.request.version}",
        stretches=True,
    ),
    ColumnSpec[TrainingJob](
        QT_TRANSLATE_NOOP("Models", "State"),
        _state,
    ),
    ColumnSpec[TrainingJob](
        QT_TRANSLATE_NOOP("Models", "Asked for"),
        lambda each: short_date_and_time(each.queued_at),
        right=True,
    ),
)


class TrainingList(TranslatedFrame):
    """``chosen(job_id)`` when another training was touched."""

    chosen = Signal(str)

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        set_role(self, "card")
        self._page: TrainingPage | None = None
        self._chosen_id = ""
        self.model = RowModel[TrainingJob](
            _COLUMNS, identity=lambda each: each.id, parent=self, context="Models"
        )
        self.table = RowTable(self.model, elide=Qt.TextElideMode.ElideMiddle)
        self.missing = label("strong", wrap=True)
        set_tone(self.missing, Tone.WARNING)
        self.note = label("caption", wrap=True)
        first = row(
            board.button(ModelsAction.NEW_TRAINING),
            board.button(ModelsAction.CANCEL_TRAINING),
            spacing=8,
        )
        second = row(
            board.button(ModelsAction.RESUME_TRAINING),
            board.button(ModelsAction.DELETE_TRAINING),
            spacing=8,
        )
        layout = column(self.missing, self.table, self.note, first, second, spacing=8)
        layout.setStretch(1, 1)
        layout.setContentsMargins(12, 12, 12, 12)
        self.setLayout(layout)
        self.table.chosen.connect(self._choose)
        self.retranslate()

    @property
    def job_chosen(self) -> TrainingJob | None:
        """The training that is chosen."""
        return next((job for job in self.model.rows if job.id == self._chosen_id), None)

    def choose(self, job_id: str) -> None:
        """Mark a training, as soon as it is listed."""
        self._chosen_id = job_id
        place = self.model.place_of(job_id)
        if place is not None:
            self.table.selectRow(place)

    def show_page(self, page: TrainingPage) -> None:
        """Show these; at first the newest is chosen."""
        self._page = page
        if self.job_chosen is None and page.jobs:
            known = [job.id for job in page.jobs]
            if self._chosen_id not in known:
                self._chosen_id = known[0]
        self.table.show_rows(page.jobs, self._chosen_id)
        self._explain()

    def retranslate(self) -> None:
        """Show every text again."""
        self.table.setAccessibleName(translate("Models", "Trainings of this station"))
        self.model.retranslate()
        self._explain()

    def _choose(self, job: TrainingJob) -> None:
        if job.id != self._chosen_id:
            self._chosen_id = job.id
            self.chosen.emit(job.id)

    def _explain(self) -> None:
        page = self._page
        self.missing.setVisible(page is not None and bool(page.missing))
        if page is None:
            return
        self.missing.setText(
            translate(
                "Models",
                "This computer has nothing to train with: {packages} missing. Install it with: "
                "{command}",
            ).format(packages=", ".join(page.missing), command=_INSTALL)
        )
        self.note.setText(
            translate(
                "Models",
                "While the line runs, a training works at low priority on {used} of {cores} cores, "
                "one training at a time. It goes on when the station stops. {free} free.",
            ).format(used=page.training_cores, cores=page.cores, free=file_size(page.free_bytes))
        )

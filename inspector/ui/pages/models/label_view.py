"""Pictures whose label would tell the next model most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from inspector.ui.i18n.formats import NOTHING, decimal, identifier, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.texts import evaluation_text
from inspector.ui.models.rows import ColumnSpec, RowModel
from inspector.ui.pages.models.actions import ModelsAction
from inspector.ui.pages.models.words import WHYS
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.table.row_table import RowTable
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.reviews import LabelTask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.ui.actions.board import ActionBoard

_COLUMNS = (
    ColumnSpec[LabelTask](
        QT_TRANSLATE_NOOP("Models", "Why"), lambda each: translate("Models", WHYS[each.why])
    ),
    ColumnSpec[LabelTask](
        QT_TRANSLATE_NOOP("Models", "Time"), lambda each: short_date_and_time(each.triggered_at)
    ),
    ColumnSpec[LabelTask](
        QT_TRANSLATE_NOOP("Models", "Part"), lambda each: identifier(each.part_id), right=True
    ),
    ColumnSpec[LabelTask](
        QT_TRANSLATE_NOOP("Models", "Verdict"), lambda each: evaluation_text(each.evaluation)
    ),
    ColumnSpec[LabelTask](
        QT_TRANSLATE_NOOP("Models", "Class"), lambda each: each.class_name, stretches=True
    ),
    ColumnSpec[LabelTask](
        QT_TRANSLATE_NOOP("Models", "Score"), lambda each: decimal(each.score, 3), right=True
    ),
    ColumnSpec[LabelTask](
        QT_TRANSLATE_NOOP("Models", "Novelty"),
        lambda each: NOTHING if each.novelty is None else decimal(each.novelty, 2),
        right=True,
    ),
)


class LabelView(TranslatedFrame):
    """``opened(result_id)`` when a part was touched twice."""

    opened = Signal(str)

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        set_role(self, "card")
        self.heading, self.told = label("title", wrap=True), label("body", wrap=True)
        self.model = RowModel[LabelTask](
            _COLUMNS, identity=lambda each: each.result_id, parent=self, context="Models"
        )
        self.table = RowTable(self.model)
        layout = column(
            self.heading,
            self.told,
            self.table,
            row(board.button(ModelsAction.SHOW_PART), 1),
            spacing=10,
        )
        layout.setStretch(2, 1)
        layout.setContentsMargins(14, 12, 14, 12)
        self.setLayout(layout)
        self.table.opened.connect(lambda task: self.opened.emit(task.result_id))
        self.retranslate()

    @property
    def result_chosen(self) -> str | None:
        """The part that is chosen."""
        task: LabelTask | None = self.table.row_chosen
        return None if task is None else task.result_id

    def show_tasks(self, tasks: Sequence[LabelTask]) -> None:
        """Show these."""
        chosen: LabelTask | None = self.table.row_chosen
        self.table.show_rows(list(tasks), None if chosen is None else chosen.result_id)
        self._tell()

    def retranslate(self) -> None:
        """Show every text again."""
        self.heading.setText(translate("Models", "Worth a label"))
        self.table.setAccessibleName(translate("Models", "Worth a label"))
        self.model.retranslate()
        self._tell()

    def _tell(self) -> None:
        if self.model.rowCount():
            text = translate(
                "Models",
                "Parts of the last seven days that nobody has reviewed: close to a limit or "
                "disputed by the model on trial, unlike the training, or a random sample. Touch "
                "one twice to say what it is; the next one follows.",
            )
        else:
            text = translate(
                "Models",
                "Nothing waits: of the last seven days, every part with a picture is reviewed, or "
                "none was kept.",
            )
        self.told.setText(text)

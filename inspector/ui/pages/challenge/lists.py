"""The challenge parts, and past challenges, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Signal

from inspector.ui.i18n.formats import short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.phrases import said_text
from inspector.ui.models.rows import ColumnSpec, RowModel
from inspector.ui.pages.challenge.words import cause_text, run_text, truth_text
from inspector.ui.widgets.table.row_table import RowTable
from inspector.wire.challenge import ChallengePartRow, ChallengeRunRow

R = TypeVar("R", ChallengePartRow, ChallengeRunRow)


def _validity(part: ChallengePartRow) -> str:
    if not part.valid:
        return translate("Challenge", "expired")
    if part.valid_until is None:
        return translate("Challenge", "without end")
    return part.valid_until.date().isoformat()


def _cause(run: ChallengeRunRow) -> str:
    return " · ".join(
        filter(None, (cause_text(run.cause), run.person, said_text(run.detail, run.reasons)))
    )


_PARTS = (
    ColumnSpec[ChallengePartRow](
        QT_TRANSLATE_NOOP("Challenge", "Part"), lambda each: each.name, stretches=True
    ),
    ColumnSpec[ChallengePartRow](
        QT_TRANSLATE_NOOP("Challenge", "Truth"), lambda each: truth_text(each.defective)
    ),
    ColumnSpec[ChallengePartRow](QT_TRANSLATE_NOOP("Challenge", "Certified"), _validity),
)
_RUNS = (
    ColumnSpec[ChallengeRunRow](
        QT_TRANSLATE_NOOP("Challenge", "Begun"), lambda each: short_date_and_time(each.begun_at)
    ),
    ColumnSpec[ChallengeRunRow](
        QT_TRANSLATE_NOOP("Challenge", "Why, and by whom"), _cause, stretches=True
    ),
    ColumnSpec[ChallengeRunRow](QT_TRANSLATE_NOOP("Challenge", "Result"), run_text),
)


class PartTable(RowTable[ChallengePartRow]):
    """The challenge parts in their order."""

    def __init__(self) -> None:
        super().__init__(RowModel(_PARTS, identity=lambda each: each.part_id, context="Challenge"))

    def show_parts(self, parts: Sequence[ChallengePartRow]) -> None:
        """Show these parts; the chosen place stays chosen."""
        _show(self, parts)


class RunTable(RowTable[ChallengeRunRow]):
    """Past challenges, newest first; ``part_wanted`` with the id of an inspection to look at."""

    part_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(RowModel(_RUNS, identity=lambda each: each.run_id, context="Challenge"))
        self.opened.connect(self._open)

    def show_runs(self, runs: Sequence[ChallengeRunRow]) -> None:
        """Show these runs; the chosen place stays chosen."""
        _show(self, runs)

    def _open(self, run: ChallengeRunRow) -> None:
        seen = [step.result_id for step in run.steps if step.result_id]
        if seen:
            self.part_wanted.emit(seen[0])


def _show(table: RowTable[R], rows: Sequence[R]) -> None:
    place = table.currentIndex().row()
    table.rows_model.show_rows(rows)
    if rows:
        table.selectRow(min(max(place, 0), len(rows) - 1))

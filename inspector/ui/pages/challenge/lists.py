"""The challenge parts, and past challenges, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScroller,
    QTableWidget,
    QTableWidgetItem,
)

from inspector.ui.i18n.formats import short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.pages.challenge.words import cause_text, run_text, truth_text
from inspector.wire.challenge import ChallengePartRow, ChallengeRunRow

_ROW_HEIGHT_PX = 48


class _Table(QTableWidget):
    """Rows of words, one chosen."""

    def __init__(self, columns: int, stretched: int) -> None:
        super().__init__(0, columns)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for section in range(columns):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(
                section, mode.Stretch if section == stretched else mode.ResizeToContents
            )
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def show_rows(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; the chosen place stays chosen."""
        chosen = self.currentRow()
        self.setHorizontalHeaderLabels(list(headers))
        self.setRowCount(len(rows))
        for place, cells in enumerate(rows):
            for section, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(place, section, item)
        if rows:
            self.selectRow(min(max(chosen, 0), len(rows) - 1))


class PartTable(_Table):
    """The challenge parts in their order."""

    def __init__(self) -> None:
        super().__init__(3, 0)
        self.parts: Sequence[ChallengePartRow] = ()

    @property
    def part(self) -> ChallengePartRow | None:
        """The chosen one."""
        place = self.currentRow()
        return self.parts[place] if 0 <= place < len(self.parts) else None

    def show_parts(self, parts: Sequence[ChallengePartRow]) -> None:
        """Show these parts."""
        self.parts = parts
        headers = (
            translate("Challenge", "Part"),
            translate("Challenge", "Truth"),
            translate("Challenge", "Certified"),
        )
        self.show_rows(
            headers, [(each.name, truth_text(each.defective), _validity(each)) for each in parts]
        )


class RunTable(_Table):
    """Past challenges, newest first; ``chosen`` with the id of an inspection to look at."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(3, 1)
        self.runs: Sequence[ChallengeRunRow] = ()
        self.cellDoubleClicked.connect(self._open)

    def show_runs(self, runs: Sequence[ChallengeRunRow]) -> None:
        """Show these runs."""
        self.runs = runs
        headers = (
            translate("Challenge", "Begun"),
            translate("Challenge", "Why, and by whom"),
            translate("Challenge", "Result"),
        )
        self.show_rows(
            headers,
            [
                (
                    short_date_and_time(each.begun_at),
                    " · ".join(filter(None, (cause_text(each.cause), each.person, each.detail))),
                    run_text(each),
                )
                for each in runs
            ],
        )

    def _open(self, place: int, section: int) -> None:
        seen = [step.result_id for step in self.runs[place].steps if step.result_id]
        if seen:
            self.chosen.emit(seen[0])


def _validity(part: ChallengePartRow) -> str:
    if not part.valid:
        return translate("Challenge", "expired")
    if part.valid_until is None:
        return translate("Challenge", "without end")
    return part.valid_until.date().isoformat()

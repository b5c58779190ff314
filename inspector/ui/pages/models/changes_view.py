"""What a package changes against another: entries and files."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from inspector.ui.i18n.formats import NOTHING
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.models.rows import ColumnSpec, RowModel
from inspector.ui.pages.models.words import file_size
from inspector.ui.widgets.table.row_table import DENSE_ROW_PX, RowTable
from inspector.ui.widgets.text.labels import column, label
from inspector.ui.widgets.text.translated import TranslatedWidget
from inspector.wire.packages import PackageDifference


@dataclass(frozen=True, slots=True)
class Change:
    """One entry or file."""

    what: str
    before: str
    after: str


_COLUMNS = (
    ColumnSpec[Change](QT_TRANSLATE_NOOP("Models", "What"), lambda each: each.what, stretches=True),
    ColumnSpec[Change](
        QT_TRANSLATE_NOOP("Models", "Before"), lambda each: _short(each.before), right=True
    ),
    ColumnSpec[Change](
        QT_TRANSLATE_NOOP("Models", "After"), lambda each: _short(each.after), right=True
    ),
)
_LONGEST = 24


class ChangesView(TranslatedWidget):
    """The table; a long value is told whole below it."""

    def __init__(self) -> None:
        super().__init__()
        self._difference: PackageDifference | None = None
        self.heading = label("strong", wrap=True)
        self.model = RowModel[Change](
            _COLUMNS,
            identity=lambda each: each.what,
            tip=lambda each: f"{each.what}: {each.before or NOTHING} → {each.after or NOTHING}",
            parent=self,
            context="Models",
        )
        self.table = RowTable(self.model, DENSE_ROW_PX, Qt.TextElideMode.ElideMiddle)
        self.whole = label("caption", wrap=True)
        layout = column(self.heading, self.table, self.whole, spacing=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.table.chosen.connect(self._tell)
        self.retranslate()

    def show_difference(self, difference: PackageDifference | None) -> None:
        """Show one comparison."""
        self._difference = difference
        self.whole.setText("")
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        self.table.setAccessibleName(translate("Models", "Changes"))
        self.model.retranslate()
        difference = self._difference
        if difference is None:
            self.heading.setText(
                translate("Models", "Choose another package than the one in force to compare them.")
            )
            self.model.show_rows(())
            return
        self.heading.setText(
            translate("Models", "{before} → {after} · entries: {entries} · files: {files}").format(
                before=difference.before,
                after=difference.after,
                entries=len(difference.entries),
                files=len(difference.files),
            )
        )
        entries = [Change(each.entry, each.before, each.after) for each in difference.entries]
        files = [
            Change(each.name, file_size(each.before_bytes), file_size(each.after_bytes))
            for each in difference.files
        ]
        self.model.show_rows([*entries, *files])

    def _tell(self, change: Change) -> None:
        self.whole.setText(f"{change.what}: {change.before or NOTHING} → {change.after or NOTHING}")


def _short(text: str) -> str:
    if not text:
        return NOTHING
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

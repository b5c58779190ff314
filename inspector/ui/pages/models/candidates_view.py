"""All files that the search for the fastest good one has measured, and why it took the one."""

from __future__ import annotations

from PySide6.QtCore import Qt

from inspector.ui.i18n.formats import count, decimal, percent
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.models.rows import ColumnSpec, RowModel
from inspector.ui.pages.models.words import file_size
from inspector.ui.widgets.table.row_table import DENSE_ROW_PX, RowTable
from inspector.ui.widgets.text.labels import column, label
from inspector.ui.widgets.text.translated import TranslatedWidget
from inspector.wire.packages import VariantRow

_COLUMNS = (
    ColumnSpec[VariantRow](
        QT_TRANSLATE_NOOP("Models", "Candidate"),
        lambda each: f"✓ {each.variant}" if each.chosen else each.variant,
        stretches=True,
    ),
    ColumnSpec[VariantRow](
        QT_TRANSLATE_NOOP("Models", "Accuracy"), lambda each: percent(each.accuracy), right=True
    ),
    ColumnSpec[VariantRow](
        QT_TRANSLATE_NOOP("Models", "Escapes"), lambda each: count(each.escapes), right=True
    ),
    ColumnSpec[VariantRow](
        QT_TRANSLATE_NOOP("Models", "Flips"), lambda each: count(each.flips), right=True
    ),
    ColumnSpec[VariantRow](
        QT_TRANSLATE_NOOP("Models", "Size"), lambda each: file_size(each.size_bytes), right=True
    ),
    ColumnSpec[VariantRow](
        QT_TRANSLATE_NOOP("Models", "p50 ms"), lambda each: decimal(each.p50_ms, 2), right=True
    ),
)


class CandidatesView(TranslatedWidget):
    """The table, and one line on the chosen row."""

    def __init__(self) -> None:
        super().__init__()
        self.model = RowModel[VariantRow](
            _COLUMNS,
            identity=lambda each: each.variant,
            tip=_verdict,
            muted=lambda each: bool(each.refused),
            parent=self,
            context="Models",
        )
        self.table = RowTable(self.model, DENSE_ROW_PX, Qt.TextElideMode.ElideMiddle)
        self.note = label("caption", wrap=True)
        layout = column(self.table, self.note, spacing=8)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.table.chosen.connect(self._explain)
        self.retranslate()

    def show_variants(self, variants: list[VariantRow]) -> None:
        """Show these; the chosen one is marked."""
        chosen = next((each.variant for each in variants if each.chosen), None)
        self.table.show_rows(variants, chosen)
        self._explain(self.table.row_chosen)

    def retranslate(self) -> None:
        """Show every text again."""
        self.table.setAccessibleName(translate("Models", "Candidates of the search"))
        self.model.retranslate()
        self._explain(self.table.row_chosen)

    def _explain(self, variant: VariantRow | None) -> None:
        if variant is None:
            self.note.setText(translate("Models", "This package lists no candidates."))
        else:
            self.note.setText(f"{variant.variant}: {_verdict(variant)}")


def _verdict(variant: VariantRow) -> str:
    if variant.refused:
        return translate("Models", "not taken: {reason}").format(reason=variant.refused)
    if variant.chosen:
        return translate("Models", "the fastest inside the budget; it is the file that runs")
    return translate("Models", "inside the budget, and slower than the one that was chosen")

"""What differs between two recipes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.recipe_places import recipe_place_text, recipe_value_text
from inspector.ui.pages.products.rows_table import RowsTable, TableRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.wire.recipes import RecipeChange


class DiffTable(RowsTable):
    """One row for each entry that differs: where, what it was, what it is."""

    def __init__(self) -> None:
        super().__init__(stretched=0, right=(1, 2))
        self._changes: Sequence[RecipeChange] = ()

    def show_changes(self, changes: Sequence[RecipeChange]) -> None:
        """Show these."""
        self._changes = changes
        self.retranslate()

    def retranslate(self) -> None:
        """Show everything again."""
        headers = (
            translate("Products", "Entry"),
            translate("Products", "Before"),
            translate("Products", "Now"),
        )
        self.show_rows(headers, list(map(_row, self._changes)))
        self.setAccessibleName(translate("Products", "Differences"))


def _row(change: RecipeChange) -> TableRow:
    path = change.path
    old, new = recipe_value_text(path, change.old), recipe_value_text(path, change.new)
    return TableRow(path, (recipe_place_text(path), old, new))

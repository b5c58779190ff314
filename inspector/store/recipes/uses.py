"""From which part on which recipe is cited: values to rows and back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from inspector.domain.record import RecipeUse
from inspector.store.rows.values import storable
from inspector.store.schema.tables import RecipeUseTable

_LAST = 64
"""More changeovers than this between two decisions on parts there cannot be."""
_INSERT = insert(RecipeUseTable).on_conflict_do_nothing()


def add_recipe_uses(connection: Connection, journal_id: int, uses: Sequence[RecipeUse]) -> None:
    """Write what is not there yet."""
    if not uses:
        return
    rows = [
        {
            "journal_id": journal_id,
            "trigger_index": use.trigger_index,
            "recipe_number": use.recipe_number,
            "recipe_id": storable(use.recipe_id),
            "recipe_revision": use.recipe_revision,
        }
        for use in uses
    ]
    connection.execute(_INSERT, rows)


def last_recipe_uses(connection: Connection, journal_id: int) -> list[RecipeUse]:
    """The last uses in one journal, oldest first."""
    table = RecipeUseTable
    query = (
        select(table.trigger_index, table.recipe_number, table.recipe_id, table.recipe_revision)
        .where(table.journal_id == journal_id)
        .order_by(table.trigger_index.desc())
        .limit(_LAST)
    )
    return [RecipeUse(*row) for row in reversed(connection.execute(query).all())]

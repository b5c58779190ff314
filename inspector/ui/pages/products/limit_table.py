"""All limits of a draft: where each stands, what the model recommends, and what it does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from inspector.ui.i18n.formats import NOTHING, count, decimal
from inspector.ui.i18n.language import translate
from inspector.ui.pages.products.limits import (
    ACCEPT,
    OTHERS,
    class_of,
    limit_at,
    limit_keys,
    recommended_at,
)
from inspector.ui.pages.products.rows_table import RowsTable, TableRow

if TYPE_CHECKING:
    from inspector.wire.threshold_costs import CostTable, ModelLimits

_PLACES = 3


def limit_name(key: str) -> str:
    """A limit in a list."""
    if key == ACCEPT:
        return translate("Products", "Accept from")
    return translate("Products", "Reject from") if key == OTHERS else class_of(key)


class LimitTable(RowsTable):
    """One row for each limit; those that are not as recommended are written in bold type."""

    def __init__(self) -> None:
        super().__init__(stretched=0, right=(1, 2, 3, 4))

    def show_limits(
        self, content: Mapping[str, Any], model: ModelLimits | None, table: CostTable | None
    ) -> None:
        """Show the limits of a draft."""
        headers = (
            translate("Products", "Limit"),
            translate("Products", "Stands at"),
            translate("Products", "Model"),
            translate("Products", "Escapes"),
            translate("Products", "Good lost"),
        )
        rows = []
        for key in limit_keys(content, model):
            stands = limit_at(content, key)
            advised = None if model is None else recommended_at(model.limits, key)
            cells = (limit_name(key), _limit_text(stands), _limit_text(advised))
            strong = model is not None and stands != advised
            rows.append(TableRow(key, (*cells, *_effect(key, table)), strong=strong))
        self.show_rows(headers, rows)


def _limit_text(limit: float | None) -> str:
    return translate("Products", "as others") if limit is None else decimal(limit, _PLACES)


def _effect(key: str, table: CostTable | None) -> tuple[str, str]:
    """Defects that escape, and good parts that are lost by this limit."""
    if table is None or key == OTHERS:
        return NOTHING, NOTHING
    if key == ACCEPT:
        return _of(table.asked.escapes, table.defective), NOTHING
    found = (each for each in table.by_class if each.class_name == class_of(key))
    return next(
        ((_of(each.escapes, each.pictures), count(each.false_rejects)) for each in found),
        (NOTHING, NOTHING),
    )


def _of(some: int, all_of_them: int) -> str:
    return translate("Products", "{some} of {all}").format(some=count(some), all=count(all_of_them))

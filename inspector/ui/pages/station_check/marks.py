"""How an answer of the check stands in the list: the symbol of its status; bold if not well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.pages.station_check.texts import SYMBOLS, TONES
from inspector.ui.widgets.table.two_lines import LineMarks
from inspector.wire.station_check import CheckRow, CheckStatus

if TYPE_CHECKING:
    from inspector.ui.theme.tokens import Theme

_WELL = (CheckStatus.PASSED, CheckStatus.NOT_APPLICABLE)


def finding_marks(row: CheckRow, theme: Theme) -> LineMarks:
    """Of one answer."""
    colour = theme.tones[TONES[row.status]].ink
    return LineMarks(SYMBOLS[row.status], colour, heeded=row.status not in _WELL)

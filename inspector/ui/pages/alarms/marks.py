"""How an alarm stands in a list: the symbol of its severity; bold where nobody has seen it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.pages.alarms.texts import SEVERITY_SYMBOLS
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.table.two_lines import LineMarks
from inspector.wire.alarms import AlarmRow, AlarmState
from inspector.wire.station import Severity

if TYPE_CHECKING:
    from inspector.ui.theme.tokens import Theme

_UNSEEN = (AlarmState.UNACKNOWLEDGED, AlarmState.RETURNED)


def alarm_marks(row: AlarmRow, theme: Theme) -> LineMarks:
    """Of one alarm; one that is over is muted."""
    return LineMarks(SEVERITY_SYMBOLS[row.severity], _ink(row, theme), heeded=row.state in _UNSEEN)


def _ink(row: AlarmRow, theme: Theme) -> str:
    if row.state in (AlarmState.RETURNED, AlarmState.NORMAL):
        return theme.ink_muted
    tone = Tone.NOT_OK if row.severity is Severity.FAULT else Tone.WARNING
    return theme.tones[tone].ink

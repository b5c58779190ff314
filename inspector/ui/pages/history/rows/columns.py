"""What stands in the columns of the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import IntEnum
from types import MappingProxyType

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.ui.i18n.formats import NOTHING, decimal, identifier, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.texts import evaluation_text, finding_text, outcome_text
from inspector.ui.pages.history.words import standing_text
from inspector.wire.history import ResultRow, ReviewStanding


class Column(IntEnum):
    """The columns from left to right."""

    TIME = 0
    STATION = 1
    PART = 2
    VERDICT = 3
    FINDING = 4
    SCORE = 5
    OUTCOME = 6
    REVIEW = 7


_HEADINGS: Mapping[Column, str] = MappingProxyType(
    {
        Column.TIME: QT_TRANSLATE_NOOP("Column", "Time"),
        Column.STATION: QT_TRANSLATE_NOOP("Column", "Station"),
        Column.PART: QT_TRANSLATE_NOOP("Column", "Part"),
        Column.VERDICT: QT_TRANSLATE_NOOP("Column", "Verdict"),
        Column.FINDING: QT_TRANSLATE_NOOP("Column", "Class or reason"),
        Column.SCORE: QT_TRANSLATE_NOOP("Column", "Score"),
        Column.OUTCOME: QT_TRANSLATE_NOOP("Column", "Outcome"),
        Column.REVIEW: QT_TRANSLATE_NOOP("Column", "Review"),
    }
)
RIGHT_ALIGNED = frozenset({Column.PART, Column.SCORE})
_WIDEST_PART = "0000000"
_WIDEST_STATION = "line-10-cell-10"
_WIDEST_TIME = datetime(2028, 10, 28, 20, 58, 58, tzinfo=UTC)
_WIDEST_SCORE = 0.888


def finding(row: ResultRow) -> str:
    """The class, or why the classifier did not decide."""
    return finding_text(row.evaluation, row.reason, row.class_name)


def score_text(row: ResultRow) -> str:
    """The score, where the classifier decided."""
    return decimal(row.score, 3) if row.reason is Reason.CLASSIFIED else NOTHING


_TEXTS: Mapping[Column, Callable[[ResultRow], str]] = MappingProxyType(
    {
        Column.TIME: lambda row: short_date_and_time(row.triggered_at),
        Column.STATION: lambda row: row.station_id,
        Column.PART: lambda row: identifier(row.part_id),
        Column.VERDICT: lambda row: evaluation_text(row.evaluation),
        Column.FINDING: finding,
        Column.SCORE: score_text,
        Column.OUTCOME: lambda row: outcome_text(row.outcome),
        Column.REVIEW: lambda row: standing_text(row.review),
    }
)


def heading(column: Column) -> str:
    """What a column is called."""
    return translate("Column", _HEADINGS[column])


def cell_text(row: ResultRow, column: Column) -> str:
    """What stands in a cell."""
    return _TEXTS[column](row)


def widest_texts(column: Column) -> list[str]:
    """Texts that a column has to hold, so that its width does not change while it is scrolled."""
    held: Mapping[Column, list[str]] = {
        Column.TIME: [short_date_and_time(_WIDEST_TIME)],
        Column.STATION: [_WIDEST_STATION],
        Column.PART: [_WIDEST_PART],
        Column.VERDICT: [evaluation_text(each) for each in Evaluation],
        Column.SCORE: [decimal(_WIDEST_SCORE, 3)],
        Column.OUTCOME: [outcome_text(each) for each in Outcome],
        Column.REVIEW: [standing_text(each) for each in ReviewStanding],
    }
    return [heading(column), *held.get(column, [])]

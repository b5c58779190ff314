"""What was measured on pictures: values to rows and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from inspector.domain.drift import ImageHealth, Shift
from inspector.domain.record import ResultRecord
from inspector.store.rows.values import Row, finite
from inspector.store.schema.quality_tables import ImageHealthTable
from inspector.store.schema.tables import ResultTable

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

HEALTH_COLUMNS = ImageHealthTable.__table__.columns[2:]
_COLUMNS = [column.name for column in ImageHealthTable.__table__.columns[1:]]
_OF_NEW_RESULT = select(
    ResultTable.sequence,
    *(bindparam(name, type_=ImageHealthTable.__table__.c[name].type) for name in _COLUMNS),
).where(
    ResultTable.result_id == bindparam("of_result"),
    ResultTable.sequence > bindparam("stored_before"),
)
_INSERT = (
    insert(ImageHealthTable)
    .from_select(["sequence", *_COLUMNS], _OF_NEW_RESULT)
    .on_conflict_do_nothing()
)


def health_rows(record: ResultRecord) -> list[Row]:
    """One row for each view that was measured."""
    return [
        {**_row(view.health), "view": view.view, "of_result": record.result_id}
        for view in record.views
        if view.health is not None
    ]


def add_health(connection: Connection, rows: Iterable[Row], stored_before: int) -> None:
    """Write the rows of results behind ``stored_before``; one that was there is left as it is."""
    connection.execute(_INSERT, [{**row, "stored_before": stored_before} for row in rows])


def health_of_result(sequence: int) -> Select[*tuple[Any, ...]]:
    """What was measured on the views of one result."""
    return select(ImageHealthTable.__table__).where(ImageHealthTable.sequence == sequence)


def health_by_view(rows: Sequence[RowMapping]) -> Mapping[int, ImageHealth]:
    """Rows of one result by the number of the view."""
    found = ((row["view"], image_health(row)) for row in rows)
    return {view: health for view, health in found if health is not None}


def image_health(row: RowMapping) -> ImageHealth | None:
    """What a row holds; ``None`` where an outer join found none."""
    if row["focus"] is None:
        return None
    return ImageHealth(
        focus=row["focus"],
        brightness=row["brightness"],
        contrast=row["contrast"],
        saturated_percent=row["saturated_percent"],
        shift=_shift(row),
    )


def _shift(row: RowMapping) -> Shift | None:
    if row["shift_confidence"] is None:
        return None
    return Shift(row["shift_x_px"], row["shift_y_px"], row["shift_confidence"])


def _row(health: ImageHealth) -> Row:
    shift = health.shift
    return {
        "focus": finite(health.focus),
        "brightness": finite(health.brightness),
        "contrast": finite(health.contrast),
        "saturated_percent": finite(health.saturated_percent),
        "shift_x_px": None if shift is None else finite(shift.x_px),
        "shift_y_px": None if shift is None else finite(shift.y_px),
        "shift_confidence": None if shift is None else finite(shift.confidence),
    }

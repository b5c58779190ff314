"""Values that occur in the history, found without reading it."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from inspector.domain.history import Facets, KnownModel
from inspector.store.schema.lot_tables import LotTable
from inspector.store.schema.tables import ProvenanceTable, ResultTable

_LOTS = 100
_CLASSES_MAX = 1_000


def facets_of(connection: Connection) -> Facets:
    """What a filter may ask for."""
    newest = func.max(LotTable.lot_id)
    lots = select(LotTable.name).group_by(LotTable.name).order_by(newest.desc()).limit(_LOTS)
    cited = connection.execute(
        select(
            ProvenanceTable.recipe_id,
            ProvenanceTable.model_id,
            ProvenanceTable.model_sha256,
            ProvenanceTable.model_variant,
            ProvenanceTable.station_id,
        ).order_by(ProvenanceTable.provenance_id.desc())
    ).all()
    return Facets(
        lots=list(connection.scalars(lots)),
        recipes=list(dict.fromkeys(row.recipe_id for row in cited if row.recipe_id)),
        models=list(
            dict.fromkeys(
                KnownModel(row.model_id, row.model_sha256, row.model_variant)
                for row in cited
                if row.model_sha256
            )
        ),
        classes=_classes(connection),
        stations=sorted({row.station_id for row in cited}),
    )


def _classes(connection: Connection) -> list[str]:
    """From one class to the next in their index: a class costs one look, however many rows."""
    found: list[str] = []
    column, last = ResultTable.class_name, ""
    while len(found) < _CLASSES_MAX:
        following = connection.scalar(select(func.min(column)).where(column > last))
        if following is None:
            break
        last = following
        found.append(last)
    return found

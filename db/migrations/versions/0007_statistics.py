"""Counts per quarter of an hour, from which charts are drawn, kept exact by triggers."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

NOT_OK = 2
PLACE = """{row}.triggered_utc_ns / 900000000000, {row}.provenance_id, \
coalesce({row}.lot_id, 0), {row}.challenge"""
VERDICT = PLACE + ", {row}.evaluation, {row}.class_name"
SCORE = VERDICT + ", max(0, min(19, CAST({row}.score * 20 AS INTEGER)))"
OUTCOME = PLACE + ", {row}.evaluation, {row}.outcome"
DEFECT = PLACE + ", {view}.class_name"

PLACE_COLUMNS = "quarter, provenance_id, lot_id, challenge"
VERDICT_COLUMNS = f"{PLACE_COLUMNS}, evaluation, class_name"
SCORE_COLUMNS = f"{VERDICT_COLUMNS}, score_bin"
OUTCOME_COLUMNS = f"{PLACE_COLUMNS}, evaluation, outcome"
DEFECT_COLUMNS = f"{PLACE_COLUMNS}, class_name"

TABLES = {
    "verdict_rollup": (VERDICT_COLUMNS, VERDICT, "results"),
    "score_rollup": (SCORE_COLUMNS, SCORE, "results"),
    "outcome_rollup": (OUTCOME_COLUMNS, OUTCOME, "results"),
    "defect_rollup": (DEFECT_COLUMNS, DEFECT, "defects"),
}


def add(table: str, row: str, by: str = "1", *, view: str = "", source: str = "") -> str:
    """Raise the count that a row of ``result`` stands in; ``source`` says which rows and when."""
    columns, values, counted = TABLES[table]
    found = values.format(row=row, view=view or row)
    return f"""  INSERT INTO {table} ({columns}, {counted})
  SELECT {found}, {by} {source or "WHERE true"}
  ON CONFLICT ({columns}) DO UPDATE SET {counted} = {counted} + excluded.{counted};
"""


def other_views(row: str) -> str:
    """The views of a part that are not OK, but for the one that its own row tells of."""
    return (
        f"FROM result_view WHERE sequence = {row}.sequence AND view <> {row}.view "
        f"AND evaluation = {NOT_OK}"
    )


def add_defects(row: str, by: str) -> str:
    """Count the defects of a part with all its views."""
    return add("defect_rollup", row, by, source=f"WHERE {row}.evaluation = {NOT_OK}") + add(
        "defect_rollup", row, by, view="result_view", source=other_views(row)
    )


def add_all(row: str, by: str) -> str:
    return (
        add("verdict_rollup", row, by)
        + add("score_rollup", row, by, source=f"WHERE {row}.score IS NOT NULL")
        + add("outcome_rollup", row, by, source=f"WHERE {row}.outcome <> 0")
        + add_defects(row, by)
    )


def trigger(name: str, event: str, when: str, *actions: str) -> str:
    condition = f"\nWHEN {when}" if when else ""
    return f"CREATE TRIGGER {name} {event}{condition} BEGIN\n{''.join(actions)}END"


TRIGGERS = (
    trigger(
        "rollup_new_result",
        "AFTER INSERT ON result",
        "",
        add("verdict_rollup", "NEW"),
        add("score_rollup", "NEW", source="WHERE NEW.score IS NOT NULL"),
    ),
    trigger(
        "rollup_new_known_outcome",
        "AFTER INSERT ON result",
        "NEW.outcome <> 0",
        add("outcome_rollup", "NEW"),
    ),
    trigger(
        "rollup_new_defect",
        "AFTER INSERT ON result",
        f"NEW.evaluation = {NOT_OK}",
        add("defect_rollup", "NEW"),
    ),
    trigger(
        "rollup_new_view",
        "AFTER INSERT ON result_view",
        f"NEW.evaluation = {NOT_OK}",
        add(
            "defect_rollup",
            "result",
            view="NEW",
            source="FROM result WHERE sequence = NEW.sequence AND view <> NEW.view",
        ),
    ),
    trigger(
        "rollup_outcome",
        "AFTER UPDATE OF outcome ON result",
        "OLD.outcome <> NEW.outcome",
        add("outcome_rollup", "OLD", "-1", source="WHERE OLD.outcome <> 0"),
        add("outcome_rollup", "NEW", source="WHERE NEW.outcome <> 0"),
    ),
    trigger(
        "rollup_moved",
        "AFTER UPDATE OF lot_id, challenge ON result",
        "OLD.challenge <> NEW.challenge OR OLD.lot_id IS NOT NEW.lot_id",
        add_all("OLD", "-1"),
        add_all("NEW", "1"),
    ),
    trigger("rollup_deleted", "BEFORE DELETE ON result", "", add_all("OLD", "-1")),
)


def upgrade() -> None:
    for name, (columns, _, counted) in TABLES.items():
        op.create_table(
            name,
            *(sa.Column(column, _type(column), primary_key=True) for column in columns.split(", ")),
            sa.Column(counted, sa.Integer, nullable=False),
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )
    _count_existing()
    for statement in TRIGGERS:
        op.execute(statement)


def _type(column: str) -> type[sa.types.TypeEngine[int] | sa.types.TypeEngine[str]]:
    return sa.Text if column == "class_name" else sa.Integer


def _count_existing() -> None:
    places = {
        "verdict_rollup": ("result", ""),
        "score_rollup": ("result", "WHERE score IS NOT NULL"),
        "outcome_rollup": ("result", "WHERE outcome <> 0"),
        "defect_rollup": ("result", f"WHERE evaluation = {NOT_OK}"),
    }
    for table, (row, source) in places.items():
        columns, values, counted = TABLES[table]
        found = values.format(row=row, view=row)
        op.execute(
            f"INSERT INTO {table} ({columns}, {counted}) "  # names of this file only
            f"SELECT {found}, count(*) FROM result {source} GROUP BY {found}"
        )
    op.execute(
        add(
            "defect_rollup",
            "result",
            view="result_view",
            source="FROM result_view JOIN result USING (sequence) "
            f"WHERE result_view.view <> result.view AND result_view.evaluation = {NOT_OK}",
        )
        .strip()
        .rstrip(";")
    )

"""The schema as documents: ``db/schema.sql`` and the diagram in ``db/README.md``.

Both are written from a database that the migrations made, so they show what really is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, Inspector, inspect, text
from sqlalchemy.engine.interfaces import ReflectedColumn

from inspector.store.connections import reader_engine
from inspector.store.schema.alarm_tables import AlarmOccurrenceTable
from inspector.store.schema.audit_tables import AuditAnchorTable
from inspector.store.schema.challenge_tables import ChallengeRunTable
from inspector.store.schema.forward_tables import ForwardMarkTable
from inspector.store.schema.lot_tables import LotTable
from inspector.store.schema.migration import CURRENT_REVISION
from inspector.store.schema.quality_tables import ReviewTable
from inspector.store.schema.recipe_tables import RecipeRevisionTable
from inspector.store.schema.retention_tables import PictureRemovalTable
from inspector.store.schema.seal_tables import SealTable
from inspector.store.schema.statistics_tables import VerdictRollupTable

_INTERNAL = frozenset({"alembic_version"})
_ROOMS = (
    AlarmOccurrenceTable,
    AuditAnchorTable,
    ChallengeRunTable,
    ForwardMarkTable,
    LotTable,
    PictureRemovalTable,
    RecipeRevisionTable,
    ReviewTable,
    SealTable,
    VerdictRollupTable,
)
"""One table of each module: what was imported is known."""

_README = """# The database

SQLite, one file `inspector.db` in the data folder, written by one thread of the engine and read by
any number of others. Settings and their reasons: `docs/decisions/0003-sqlite-settings.md`; use and
care: `docs/reference/database.md`. This page and `schema.sql` are written from a database that the
migrations made (revision {revision}); a test keeps them so. Write them anew with
`UPDATE_DOCUMENTS=1 pytest tests/unit/history/test_store_document.py`.

{tables}
```mermaid
{diagram}```

## Migrations

`migrations/versions` holds one file per revision, numbered in order, forward only. The station
applies them when it starts, in one transaction and after a backup to `backups/` in the data folder;
there is no `alembic.ini`. To add one: write `NNNN_name.py`, change `tables.py` and
`CURRENT_REVISION` in `migration.py` (both in `inspector/store/schema`), and run the tests; they
compare the tables with what the migrations make.

`shared/versions` holds those of the history that several stations share on PostgreSQL
(`docs/decisions/0024-one-history-of-several-stations.md`). A column that `result`, `result_view`,
`image_health`, `provenance`, `lot` or `review` gains needs a revision there as well.
"""


def schema_sql(path: Path) -> str:
    """All statements that make an empty database like the one at ``path``."""
    query = text(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
        "ORDER BY type = 'trigger', tbl_name, type DESC, name"
    )
    engine = reader_engine(path)
    try:
        with engine.connect() as connection:
            statements = [_tidy(sql) for sql in connection.scalars(query)]
            statements += _first_rows(connection)
            application = connection.scalar(text("PRAGMA application_id"))
    finally:
        engine.dispose()
    header = (
        f"-- Schema of revision {CURRENT_REVISION}; written by inspector.store.schema.document.\n"
    )
    statements.append(f"PRAGMA application_id = {application}")
    return "\n".join([header, *(f"{statement};\n" for statement in statements)])


def _first_rows(connection: Connection) -> Iterator[str]:
    """What stands in a database from the beginning."""
    for table in sorted(inspect(connection).get_table_names()):
        for row in connection.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608
            values = ", ".join(_literal(connection, value) for value in row)
            yield f"INSERT INTO {table} VALUES ({values})"  # noqa: S608


def _literal(connection: Connection, value: object) -> str:
    return str(connection.scalar(text("SELECT quote(:value)"), {"value": value}))


def entity_diagram(path: Path) -> str:
    """A Mermaid entity-relationship diagram of the database at ``path``."""
    engine = reader_engine(path)
    try:
        return "\n".join(["erDiagram", *_relations(engine), *_entities(engine)]) + "\n"
    finally:
        engine.dispose()


def table_list() -> str:
    """A Markdown list of the tables with what each is for."""
    purposes = {
        mapper.class_.__tablename__: " ".join((mapper.class_.__doc__ or "").split())
        for mapper in _ROOMS[0].registry.mappers
    }
    return "".join(f"- `{name}`: {purposes[name]}\n" for name in sorted(purposes))


def readme(path: Path) -> str:
    """The text of ``db/README.md`` for the database at ``path``."""
    return _README.format(
        revision=CURRENT_REVISION, tables=table_list(), diagram=entity_diagram(path)
    )


def _tables(inspector: Inspector) -> list[str]:
    return sorted(name for name in inspector.get_table_names() if name not in _INTERNAL)


def _relations(engine: Engine) -> Iterable[str]:
    inspector = inspect(engine)
    for table in _tables(inspector):
        for key in inspector.get_foreign_keys(table):
            column = key["constrained_columns"][0]
            yield f"    {key['referred_table']} ||--o{{ {table} : {column}"


def _entities(engine: Engine) -> Iterable[str]:
    inspector = inspect(engine)
    for table in _tables(inspector):
        primary = set(inspector.get_pk_constraint(table)["constrained_columns"])
        foreign = {
            column
            for key in inspector.get_foreign_keys(table)
            for column in key["constrained_columns"]
        }
        yield f"    {table} {{"
        for column in inspector.get_columns(table):
            yield _attribute(column, primary, foreign)
        yield "    }"


def _attribute(column: ReflectedColumn, primary: set[str], foreign: set[str]) -> str:
    name = column["name"]
    mark = " PK" if name in primary else " FK" if name in foreign else ""
    optional = ' "optional"' if column["nullable"] and name not in primary else ""
    return f"        {column['type']} {name}{mark}{optional}"


def _tidy(sql: str) -> str:
    return "\n".join(line.replace("\t", "  ").rstrip() for line in sql.strip().splitlines())

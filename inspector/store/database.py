"""One database as everything that is kept in it is handed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine

from inspector.store.connections import reader_engine, writer_engine
from inspector.store.faults import translated


@dataclass(frozen=True, slots=True)
class Database:
    """Transactions whose faults are the station's own; usable from any thread until it is closed.

    Attributes:
        translated: Turns faults of the driver into the station's own.
        reader: Its connections that read.
        writer: Its one connection that writes; threads take turns at it. ``None`` where it is
            only read.
    """

    translated: Callable[[], AbstractContextManager[None]]
    reader: Engine
    writer: Engine | None = None

    @classmethod
    def to_read(cls, path: Path) -> Database:
        """The SQLite file at ``path``; connections are made when they are needed."""
        return cls(partial(translated, path), reader_engine(path))

    @classmethod
    def to_write(cls, path: Path) -> Database:
        """As :meth:`to_read`, with the connection that writes."""
        return cls(partial(translated, path), reader_engine(path), writer_engine(path))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent state, however much is written meanwhile."""
        with self.translated(), self.reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All or nothing.

        Raises:
            LookupError: the database was opened to be read.
        """
        if self.writer is None:
            raise LookupError("the database is only read")
        with self.translated(), self.writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Write the write-ahead log back and disconnect."""
        self.reader.dispose()
        if self.writer is not None:
            self.writer.dispose()

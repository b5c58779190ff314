"""Challenges of a station that need not run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from inspector.clock import utc_ns_of
from inspector.domain.challenge import ChallengeRun
from inspector.store.challenges.record import SqliteChallenges
from inspector.store.database import Database
from inspector.store.opening import DATABASE_NAME, open_history


def read_runs(folder: Path, since: datetime, until: datetime) -> Sequence[ChallengeRun]:
    """Runs that were begun in a time, oldest first.

    Raises:
        DatabaseDamagedError: there is no database of the present schema.
    """
    open_history(folder).close()
    database = Database.to_read(folder / DATABASE_NAME)
    try:
        return SqliteChallenges(database).runs_between(utc_ns_of(since), utc_ns_of(until))
    finally:
        database.close()

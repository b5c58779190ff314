"""Challenges of a station without a line: parts are kept for real, a run never sees any."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inspector.clock import utc_ns
from inspector.domain.challenge import Cause, ChallengeRun, ChallengeStore, RunState
from inspector.domain.errors.challenge import ChallengeNotPossibleError
from inspector.services.challenge.desk import Standing
from inspector.services.challenge.service import ChallengeService
from inspector.services.people.audit import Actor, AuditTrail
from inspector.store.result_store import SqliteResultStore


class BenchDesk:
    """Stands for the desk of a running engine."""

    def __init__(self, store: ChallengeStore, audit: AuditTrail) -> None:
        self.store = store
        self._audit = audit
        self._run: ChallengeRun | None = None

    def standing(self) -> Standing:
        return Standing(self._run, None, None, None)

    def needs_supervisor(self) -> bool:
        return False

    def begin(self, actor: Actor) -> ChallengeRun:
        with self._audit.recorded(actor, "challenge.begin"):
            begun = ChallengeRun(
                *(0, Cause.REQUEST, actor.name, utc_ns(), None),
                *(RunState.RUNNING, "", "part", "c4" * 32, ()),
            )
            self._run = self.store.put_run(begun)
            return self._run

    def abort(self, actor: Actor) -> ChallengeRun:
        with self._audit.recorded(actor, "challenge.abort"):
            if self._run is None:
                raise ChallengeNotPossibleError("no challenge runs")
            ended = replace(self._run, state=RunState.ABORTED, ended_utc_ns=utc_ns())
            self._run = None
            return self.store.put_run(ended)


def bench_challenge(store: SqliteResultStore, folder: Path) -> ChallengeService:
    """Challenges of the bench station."""
    audit = AuditTrail(folder / "audit.jsonl")
    desk = BenchDesk(store.challenges(), audit)
    return ChallengeService(desk, audit)  # type: ignore[arg-type] # what the service asks of it

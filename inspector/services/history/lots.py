"""Where lots are begun and ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from inspector.clock import utc_datetime, utc_ns
from inspector.domain.errors.history import LotNameUnsuitableError
from inspector.domain.evaluation import Evaluation
from inspector.domain.lots import LOT_NAME_MAX, LineReading, Lot, LotBoundary, LotStore
from inspector.engine.record.lots import Lots
from inspector.services.people.audit import Actor, AuditTrail
from inspector.wire.lots import LotPage, LotRequest, LotRow
from inspector.wire.station import PeriodCounts


class LotBook:
    """Begins, ends and lists the lots of a running line, from any thread.

    Args:
        store: Where lots are kept.
        parts: Which lot each part belongs to.
        audit: Where it is written down who did what.
        counted: What gate and PLC have counted in a journal of the gate.
    """

    def __init__(
        self,
        store: LotStore,
        parts: Lots,
        audit: AuditTrail,
        counted: Callable[[int], LineReading | None] = lambda _: None,
    ) -> None:
        self._store = store
        self._parts = parts
        self._audit = audit
        self._counted = counted
        self._running = store.running()
        if self._running is not None:
            parts.resume(self._running.lot_id, self._running.by_evaluation)

    def current(self) -> PeriodCounts | None:
        """The lot that runs, with its counts; costs nothing."""
        running = self._running
        if running is None:
            return None
        counts = _counts(self._parts.counts)
        return PeriodCounts(name=running.name, since=utc_datetime(running.begun_utc_ns), **counts)

    def current_name(self) -> str:
        """The lot that runs; empty between lots."""
        return "" if self._running is None else self._running.name

    def begun_utc_ns(self) -> int | None:
        """When the lot that runs was begun; ``None`` between lots."""
        running = self._running
        return None if running is None else running.begun_utc_ns

    def page(self, before: int | None, limit: int) -> LotPage:
        """Lots, newest first, that were begun before the one of id ``before``."""
        found = self._store.page(before, limit + 1)
        shown = found[:limit]
        return LotPage(
            lots=[lot_row(each) for each in shown],
            next_before=shown[-1].lot_id if len(found) > limit else None,
        )

    def begin(self, actor: Actor, request: LotRequest) -> LotRow:
        """The next part is the first one of a new lot; the one that runs ends.

        Raises:
            LotNameUnsuitableError: no lot can have this name.
            LotRunningError: a lot of this name runs.
            AuditNotWritableError: nothing was done.
        """
        with self._audit.recorded(actor, "lot.begin", request.name) as entry:
            lot = Lot(0, _required_name(request.name), request.note.strip(), utc_ns(), actor.name)
            begun: list[Lot] = []

            def keep(boundary: LotBoundary) -> int:
                before = self._running
                begun.append(self._store.begin(lot, self._with_reading(boundary)))
                self._running = begun[0]
                entry.old = None if before is None else before.name
                return begun[0].lot_id

            self._parts.change(keep)
            entry.new = lot.name
        return lot_row(begun[0])

    def end(self, actor: Actor) -> LotRow:
        """The last part that came was the last one of the lot.

        Raises:
            NoLotError: none runs.
            AuditNotWritableError: nothing was done.
        """
        with self._audit.recorded(actor, "lot.end") as entry:
            ended: list[Lot] = []

            def keep(boundary: LotBoundary) -> None:
                ended.append(self._store.end(utc_ns(), actor.name, self._with_reading(boundary)))
                self._running = None

            self._parts.change(keep)
            entry.old = ended[0].name
        return lot_row(ended[0])

    def _with_reading(self, boundary: LotBoundary) -> LotBoundary:
        if not boundary.journal_id:
            return boundary
        return replace(boundary, reading=self._counted(boundary.journal_id))


def lot_row(lot: Lot) -> LotRow:
    """A lot as clients see it."""
    return LotRow(
        lot_id=lot.lot_id,
        name=lot.name,
        note=lot.note,
        begun_at=utc_datetime(lot.begun_utc_ns),
        begun_by=lot.begun_by,
        ended_at=None if lot.ended_utc_ns is None else utc_datetime(lot.ended_utc_ns),
        ended_by=lot.ended_by,
        **_counts(lot.by_evaluation),
    )


def _counts(by_evaluation: Mapping[Evaluation, int]) -> dict[str, int]:
    counts = {each.name.lower(): by_evaluation.get(each, 0) for each in Evaluation}
    return counts | {"triggered": sum(counts.values())}


def _required_name(name: str) -> str:
    if not name.isprintable() or name != name.strip() or not 0 < len(name) <= LOT_NAME_MAX:
        raise LotNameUnsuitableError(f"{name!r} is no name of a lot")
    return name

"""A lot begins between two parts of an engine that inspects, and outlives it."""

from __future__ import annotations

from pathlib import Path

import pytest
from engine_bench import BAD, GOOD, MS, Bench

from inspector.domain.evaluation import Reason
from inspector.domain.history import HistoryFilter
from inspector.engine.matching.frame_matcher import FrameWindow
from inspector.services.history.lots import LotBook
from inspector.services.people.audit import Actor, AuditTrail
from inspector.wire.lots import LotRequest

ANA = Actor("Ana")


@pytest.fixture(autouse=True)
def short_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seconds of real silence before the first part would be tested elsewhere."""
    monkeypatch.setattr(FrameWindow, "quiet_ns", property(lambda _: 5 * MS))


def book(bench: Bench, folder: Path) -> LotBook:
    return LotBook(bench.store.lots(), bench.engine.lots, AuditTrail(folder / "audit.jsonl"))


def inspected(bench: Bench, index: int, grey: int) -> None:
    bench.part(index, grey)
    evaluation, reason = bench.verdict(index)
    assert reason is Reason.CLASSIFIED
    bench.journal(index, evaluation, reason)


def lots_of(bench: Bench) -> dict[int, str]:
    history = bench.store.history()
    rows = history.page(HistoryFilter(), None, 100)
    history.close()
    return {row.trigger_index: row.lot for row in rows}


def test_a_lot_begins_between_two_parts_and_is_counted(tmp_path):
    bench = Bench(tmp_path)
    try:
        lots = book(bench, tmp_path)
        bench.ready()
        inspected(bench, 1, GOOD)
        assert lots.current() is None
        lots.begin(ANA, LotRequest(name="A-17"))
        inspected(bench, 2, GOOD)
        inspected(bench, 3, BAD)
        lots.end(ANA)
        assert lots.current() is None
        inspected(bench, 4, GOOD)
        bench.engine.stop()
        assert lots_of(bench) == {1: "", 2: "A-17", 3: "A-17", 4: ""}
        (row,) = lots.page(None, 10).lots
        assert (row.triggered, row.ok, row.not_ok, row.begun_by) == (2, 1, 1, "Ana")
    finally:
        bench.close()


def test_an_engine_that_takes_over_goes_on_with_the_lot(tmp_path):
    first = Bench(tmp_path)
    try:
        lots = book(first, tmp_path)
        first.ready()
        lots.begin(ANA, LotRequest(name="A-17"))
        inspected(first, 1, GOOD)
    finally:
        first.close()
    second = Bench(tmp_path)
    try:
        again = book(second, tmp_path)
        current = again.current()
        assert current is not None
        assert (current.name, current.triggered, current.ok) == ("A-17", 1, 1)
        second.ready(triggered=1)
        second.sequence = first.sequence
        inspected(second, 2, BAD)
        second.engine.stop()
        assert lots_of(second) == {1: "A-17", 2: "A-17"}
        counted = again.current()
        assert counted is not None
        assert (counted.triggered, counted.not_ok) == (2, 1)
    finally:
        second.close()

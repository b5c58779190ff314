"""What is kept of gate and PLC where lots begin and end, and what the report makes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.lot_record import PartCount, PartNumbers
from inspector.domain.lots import LineReading, Lot, LotEdge
from inspector.domain.review import Standing as Reviewed
from inspector.pipe.records import GateStatus
from inspector.services.live.line_reading import line_reading
from inspector.services.lot_report.facts.reconciliation import (
    Counted,
    Remark,
    Standing,
    count_lines,
)

STATUS = GateStatus(
    plc_connected=1,
    synchronised=1,
    alarm_bits=0,
    triggered=120,
    undefined=0,
    ok=100,
    not_ok=15,
    not_decidable=2,
    passed=98,
    rejected=16,
    unconfirmed=1,
    unknown=1,
    plc_triggered=121,
    plc_passed=98,
    plc_rejected=16,
    missed=0,
    late=0,
    last_sequence=7,
)
LOT = Lot(1, "A", "", 0, "ana", 9, "ana", {Evaluation.OK: 10})
COUNTS = [
    PartCount(False, Evaluation.OK, Reason.CLASSIFIED, Outcome.PASSED, Reviewed.NONE, None, 10)
]
BEGUN = LineReading(0, 5, 100, 90, 10, 0, 100, 90, 10)
ENDED = LineReading(9, 5, 110, 100, 10, 0, 110, 100, 10)


def plc_line(begun: LineReading | None, ended: LineReading | None, lot: Lot = LOT) -> Standing:
    readings = {LotEdge.BEGUN: begun, LotEdge.ENDED: ended}
    known = {edge: reading for edge, reading in readings.items() if reading is not None}
    lines = count_lines(lot, COUNTS, PartNumbers(10), known)
    return next(line for line in lines if line.counted is Counted.PLC_TRIGGERED).standing


def test_a_reading_is_what_the_gate_told_last():
    reading = line_reading(STATUS, 5, plc_triggers=True)
    assert reading is not None
    assert (reading.triggered, reading.under_way, reading.plc_triggered) == (120, 4, 121)
    assert line_reading(None, 5, plc_triggers=True) is None


def test_what_the_plc_does_not_count_is_not_measured():
    seen = line_reading(STATUS, 5, plc_triggers=False)
    away = line_reading(replace(STATUS, plc_connected=0), 5, plc_triggers=True)
    assert seen is not None
    assert away is not None
    assert (seen.plc_triggered, seen.plc_passed) == (None, 98)
    assert (away.plc_triggered, away.plc_passed, away.plc_rejected) == (None, None, None)


@pytest.mark.parametrize(
    ("begun", "ended", "standing"),
    [
        (BEGUN, ENDED, Standing.AGREES),
        (replace(BEGUN, plc_triggered=103), replace(ENDED, plc_triggered=113), Standing.AGREES),
        (BEGUN, replace(ENDED, plc_triggered=111), Standing.DIFFERS),
        (BEGUN, replace(ENDED, plc_triggered=109), Standing.DIFFERS),
        (BEGUN, replace(ENDED, plc_triggered=111, under_way=1), Standing.EXPLAINED),
        (BEGUN, replace(ENDED, plc_triggered=113, under_way=2), Standing.DIFFERS),
        (BEGUN, replace(ENDED, journal_id=6), Standing.NOT_MEASURED),
        (BEGUN, replace(ENDED, plc_triggered=None), Standing.NOT_MEASURED),
        (None, ENDED, Standing.NOT_MEASURED),
        (BEGUN, None, Standing.NOT_MEASURED),
    ],
)
def test_the_plcs_count_is_held_against_the_stations(begun, ended, standing):
    assert plc_line(begun, ended) is standing


def test_a_lot_that_runs_has_no_count_of_the_plc_yet():
    assert plc_line(BEGUN, None, replace(LOT, ended_utc_ns=None)) is Standing.NOT_MEASURED


def test_a_part_under_way_is_no_difference_and_said():
    count = replace(COUNTS[0], parts=9)
    pending = replace(COUNTS[0], outcome=Outcome.PENDING, parts=1)
    lines = count_lines(LOT, [count, pending], PartNumbers(10), {})
    passed = next(line for line in lines if line.counted is Counted.PASSED)
    assert (passed.standing, passed.remark, passed.detail) == (
        Standing.EXPLAINED,
        Remark.UNDER_WAY,
        "1",
    )

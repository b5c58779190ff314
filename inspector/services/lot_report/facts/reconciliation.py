"""What gate, PLC, record and ejector have counted, each held against what it must equal.

PLC and gate count on from lot to lot. How far the PLC's count runs ahead of the gate's is taken at
either end of the lot: the difference between the two is what the PLC counted otherwise within it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector.domain.evaluation import Outcome
from inspector.domain.lot_record import PartCount, PartNumbers
from inspector.domain.lots import LineReading, Lot, LotEdge


class Counted(StrEnum):
    """What was counted."""

    TRIGGERED = "triggered"
    PLC_TRIGGERED = "plc_triggered"
    RECORDED = "recorded"
    PRESENT = "present"
    COMMANDED = "commanded"
    CONFIRMED = "confirmed"
    PLC_REJECTED = "plc_rejected"
    PASSED = "passed"
    PLC_PASSED = "plc_passed"
    BAD_PASSED = "bad_passed"
    GOOD_REJECTED = "good_rejected"
    UNCONFIRMED = "unconfirmed"
    UNKNOWN = "unknown"
    PENDING = "pending"


class Standing(StrEnum):
    """How a count stands to what it must equal."""

    STATED = "stated"
    """It is held against nothing."""
    AGREES = "agrees"
    DIFFERS = "differs"
    EXPLAINED = "explained"
    """It differs by what is known to be no fault; the remark says what."""
    NOT_MEASURED = "not_measured"


class Remark(StrEnum):
    """What is to be said of a count."""

    NONE = "none"
    GATE_AWAY = "gate_away"
    OPEN_ENDED = "open_ended"
    MISSING = "missing"
    LET_GO = "let_go"
    NO_READING = "no_reading"
    STILL_OPEN = "still_open"
    OTHER_JOURNAL = "other_journal"
    PLC_AWAY = "plc_away"
    UNDER_WAY = "under_way"


@dataclass(frozen=True, slots=True)
class CountLine:
    """One count.

    Attributes:
        counted: Of what.
        value: The count; ``None`` where nobody counted.
        expected: What it must equal; ``None`` where there is nothing to hold it against.
        standing: How it stands.
        remark: What is to be said of it.
        detail: Numbers that belong to the remark.
    """

    counted: Counted
    value: int | None
    expected: int | None
    standing: Standing
    remark: Remark = Remark.NONE
    detail: str = ""

    @property
    def difference(self) -> int | None:
        """How far it is off."""
        if self.value is None or self.expected is None:
            return None
        return self.value - self.expected

    @property
    def differs(self) -> bool:
        """Whether it contradicts another count."""
        return self.standing is Standing.DIFFERS


def count_lines(
    lot: Lot,
    counts: Sequence[PartCount],
    numbers: PartNumbers,
    readings: Mapping[LotEdge, LineReading],
) -> tuple[CountLine, ...]:
    """All counts of a lot; challenge parts count as the parts that they are for the line."""

    def parts(wanted: Callable[[PartCount], bool]) -> int:
        return sum(each.parts for each in counts if wanted(each))

    def went(outcome: Outcome) -> int:
        return parts(lambda each: each.outcome is outcome)

    recorded, present = sum(lot.by_evaluation.values()), parts(lambda _: True)
    bad = parts(lambda each: each.is_bad)
    pending = went(Outcome.PENDING)
    plc = _Plc(lot, readings)
    return (
        _triggered(numbers),
        plc.line(Counted.PLC_TRIGGERED, "triggered", numbers.triggered),
        _recorded(recorded, numbers),
        _present(present, recorded),
        CountLine(Counted.COMMANDED, bad, None, Standing.STATED),
        _settled(Counted.CONFIRMED, counts, Outcome.REJECTED),
        plc.line(Counted.PLC_REJECTED, "rejected", went(Outcome.REJECTED)),
        _settled(Counted.PASSED, counts, Outcome.PASSED),
        plc.line(Counted.PLC_PASSED, "passed", went(Outcome.PASSED)),
        _none(Counted.BAD_PASSED, parts(lambda each: each.bad_passed)),
        _none(Counted.GOOD_REJECTED, parts(lambda each: each.good_rejected)),
        _none(Counted.UNCONFIRMED, went(Outcome.UNCONFIRMED)),
        _none(Counted.UNKNOWN, went(Outcome.UNKNOWN)),
        _explained(_none(Counted.PENDING, pending), Remark.UNDER_WAY, str(pending)),
    )


class _Plc:
    """The PLC's own counts within a lot."""

    def __init__(self, lot: Lot, readings: Mapping[LotEdge, LineReading]) -> None:
        self._begun, self._ended = readings.get(LotEdge.BEGUN), readings.get(LotEdge.ENDED)
        self._open = lot.ended_utc_ns is None

    def line(self, counted: Counted, name: str, own: int | None) -> CountLine:
        """One of its counts against the station's own."""
        begun, ended = self._begun, self._ended
        if self._open:
            return CountLine(counted, None, own, Standing.NOT_MEASURED, Remark.STILL_OPEN)
        if begun is None or ended is None:
            return CountLine(counted, None, own, Standing.NOT_MEASURED, Remark.NO_READING)
        if begun.journal_id != ended.journal_id:
            return CountLine(counted, None, own, Standing.NOT_MEASURED, Remark.OTHER_JOURNAL)
        ahead = [_ahead(reading, name) for reading in (begun, ended)]
        if own is None or ahead[0] is None or ahead[1] is None:
            return CountLine(counted, None, own, Standing.NOT_MEASURED, Remark.PLC_AWAY)
        found = _held(counted, own + ahead[1] - ahead[0], own)
        under_way = begun.under_way + ended.under_way
        if abs(found.difference or 0) <= under_way:
            return _explained(found, Remark.UNDER_WAY, str(under_way))
        return found


def _ahead(reading: LineReading, name: str) -> int | None:
    counted: int | None = getattr(reading, f"plc_{name}")
    own: int = getattr(reading, name)
    return None if counted is None else counted - own


def _triggered(numbers: PartNumbers) -> CountLine:
    counted = Counted.TRIGGERED
    if numbers.triggered is None:
        return CountLine(counted, None, None, Standing.NOT_MEASURED, Remark.GATE_AWAY)
    remark = Remark.OPEN_ENDED if numbers.open_ended else Remark.NONE
    return CountLine(counted, numbers.triggered, None, Standing.STATED, remark)


def _recorded(recorded: int, numbers: PartNumbers) -> CountLine:
    line = _held(Counted.RECORDED, recorded, numbers.triggered)
    if not line.differs or not numbers.missing:
        return line
    told = ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in numbers.missing)
    return CountLine(line.counted, line.value, line.expected, line.standing, Remark.MISSING, told)


def _present(present: int, recorded: int) -> CountLine:
    line = _held(Counted.PRESENT, present, recorded)
    gone = recorded - present
    return _explained(line, Remark.LET_GO, str(gone)) if gone > 0 else line


def _settled(counted: Counted, counts: Sequence[PartCount], wanted: Outcome) -> CountLine:
    """Parts that went where their verdict sends them; those under way are allowed for."""
    good = wanted is Outcome.PASSED
    sent = [each for each in counts if each.is_bad is not good]
    went = sum(each.parts for each in sent if each.outcome is wanted)
    under_way = sum(each.parts for each in sent if each.outcome is Outcome.PENDING)
    line = _held(counted, went, sum(each.parts for each in sent))
    if under_way and abs(line.difference or 0) <= under_way:
        return _explained(line, Remark.UNDER_WAY, str(under_way))
    return line


def _none(counted: Counted, value: int) -> CountLine:
    return _held(counted, value, 0)


def _held(counted: Counted, value: int, expected: int | None) -> CountLine:
    if expected is None:
        return CountLine(counted, value, None, Standing.STATED)
    standing = Standing.AGREES if value == expected else Standing.DIFFERS
    return CountLine(counted, value, expected, standing)


def _explained(line: CountLine, remark: Remark, detail: str) -> CountLine:
    if not line.differs:
        return line
    return CountLine(line.counted, line.value, line.expected, Standing.EXPLAINED, remark, detail)

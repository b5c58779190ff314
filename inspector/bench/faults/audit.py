"""Compares what the campaign knows with the gate's journal, part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from inspector.bench.faults.evidence import Evidence
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.pipe.records import Checkpoint, Decided, GateStatus, OutcomeSeen, Record, TriggerSeen

_FINAL = frozenset(Outcome) - {Outcome.PENDING}
Key = tuple[int, int]
"""A part as PLC and gate name it: the PLC's session and its number in it."""


@dataclass(slots=True)
class Account:
    """The journal, sorted by part.

    Attributes:
        indexes: Under which numbers the journal leads each part of the PLC.
        encoders: Encoder count of each part of the journal, 0 for a part that was missed.
        verdicts: The verdicts on each part.
        outcomes: The outcomes of each part.
        gaps: Records that are missing between the first and the last.
    """

    indexes: dict[Key, list[int]] = field(default_factory=dict)
    encoders: dict[int, int] = field(default_factory=dict)
    verdicts: dict[int, list[Decided]] = field(default_factory=dict)
    outcomes: dict[int, list[int]] = field(default_factory=dict)
    gaps: int = 0

    @property
    def missed(self) -> int:
        """Parts that the gate knows by their number only."""
        return sum(each[0].reason == Reason.TRIGGER_MISSED for each in self.verdicts.values())


def account(records: Iterable[tuple[int, Record]]) -> Account:
    """Sort a journal by part."""
    found = Account()
    session = last = 0
    for sequence, record in records:
        found.gaps += sequence - last - 1
        last = sequence
        if isinstance(record, Checkpoint):
            session = record.plc_session
        elif isinstance(record, TriggerSeen):
            index = record.trigger_index
            found.indexes.setdefault((session, record.trigger_seq), []).append(index)
            found.encoders[index] = record.encoder
        elif isinstance(record, Decided):
            found.verdicts.setdefault(record.trigger_index, []).append(record)
        elif isinstance(record, OutcomeSeen):
            found.outcomes.setdefault(record.trigger_index, []).append(record.outcome)
    return found


class Pairing(Protocol):
    """Says which entry of the journal is which part."""

    @property
    def parts(self) -> Mapping[int, int]:
        """The physical part of each entry, as far as there was one."""

    def doubles(self) -> Iterator[str]:
        """Parts that the journal leads more than once."""

    def missing(self) -> Iterator[str]:
        """Parts that the photo-eye saw and that the journal does not lead."""


def doubles(evidence: Evidence, found: Account, pairing: Pairing) -> Iterator[str]:
    """Parts that were told, judged or finished more than once, in the journal or by the PLC."""
    yield from pairing.doubles()
    for what, each in (("verdicts", found.verdicts), ("outcomes", found.outcomes)):
        for index, several in each.items():
            if len(several) > 1:
                yield f"entry {index} of the journal has {len(several)} {what}"
    told = Counter((each.plc_session, each.trigger_seq) for each in evidence.confirmed)
    for (session, number), count in told.items():
        if count > 1 and number:
            yield f"PLC {session} told {count} outcomes of its part {number}"


def unaccounted(found: Account, pairing: Pairing) -> Iterator[str]:
    """Parts that the photo-eye saw and that have no verdict or no outcome; and holes."""
    if found.gaps:
        yield f"{found.gaps} records of the journal are missing"
    yield from pairing.missing()
    for index in found.encoders:
        if index not in found.verdicts:
            yield f"entry {index} of the journal has no verdict"
        if index not in found.outcomes:
            yield f"entry {index} of the journal has no outcome"


def miscounts(found: Account, status: GateStatus | None) -> Iterator[str]:
    """Counts of the gate that are not those of its journal, or not the PLC's own."""
    if status is None:
        yield "the gate never told what it counts"
        return
    verdicts = Counter(Evaluation(each[0].evaluation) for each in found.verdicts.values())
    outcomes = Counter(Outcome(each[0]) for each in found.outcomes.values())
    expected = {"triggered": len(found.encoders), "plc_triggered": status.triggered}
    expected |= {name.name.lower(): verdicts[name] for name in Evaluation}
    expected |= {name.name.lower(): outcomes[name] for name in Outcome if name in _FINAL}
    expected |= {"plc_passed": status.passed, "plc_rejected": status.rejected}
    for name, count in expected.items():
        if (told := getattr(status, name)) != count:
            yield f"{name} is {told} in the gate's status, but {count} elsewhere"


def contradictions(evidence: Evidence, found: Account, pairing: Pairing) -> Iterator[str]:
    """Outcomes in the journal that are not what happened."""
    for index, number in pairing.parts.items():
        ejected = evidence.ejected.get(number)
        wrong = Outcome.PASSED if ejected else Outcome.REJECTED
        if ejected is not None and wrong in found.outcomes.get(index, ()):
            went = "ejected" if ejected else "let pass"
            yield f"entry {index} of the journal is {wrong.name} and was {went}"


def unnamed(evidence: Evidence, found: Account, pairing: Pairing) -> Iterator[str]:
    """Parts that passed a stuck ejector without clearance and that the journal does not name."""
    named = {
        number
        for index, number in pairing.parts.items()
        if Outcome.PASSED in found.outcomes.get(index, ())
        and not _cleared(found.verdicts.get(index, ()))
    }
    for number in evidence.uncatchable():
        if number not in named:
            yield f"bad part {number} passed the stuck ejector, and the journal does not say so"


def _cleared(verdicts: Sequence[Decided]) -> bool:
    return any(each.evaluation == Evaluation.OK for each in verdicts)

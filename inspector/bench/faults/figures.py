"""What became of every part of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inspector.bench.faults.audit import (
    account,
    contradictions,
    doubles,
    miscounts,
    unaccounted,
    unnamed,
)
from inspector.bench.faults.evidence import Evidence
from inspector.bench.faults.pairings import NumberedParts, PlacedParts
from inspector.bench.faults.settings import RunSettings
from inspector.pipe.records import GateStatus, Record


@dataclass(frozen=True, slots=True)
class Run:
    """What is left of a run.

    Attributes:
        settings: What ran.
        evidence: What the campaign knows.
        records: The gate's journal.
        status: What the gate counted at the end.
        faults: How often each fault was injected.
        seconds: How long it took.
    """

    settings: RunSettings
    evidence: Evidence
    records: tuple[tuple[int, Record], ...]
    status: GateStatus | None
    faults: Mapping[str, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of the parts of one run.

    Attributes:
        settings: What ran.
        parts: How many the photo-eye saw.
        escapes: Bad parts that left the belt at its good end, past an ejector that could move.
        double_outcomes: Parts told, judged or finished more than once.
        unaccounted: Parts that the photo-eye saw and that lack a verdict or an outcome.
        good_lost: Good parts that were thrown out.
        contradicted: Parts whose outcome in the journal is not what happened.
        missed: Parts that the gate knows by their number only.
        untracked: Parts that came while nothing could take them in.
        uncatchable: Bad parts that passed an ejector that was stuck open.
        unnamed: Those of them that the journal does not name.
        faults: How often each fault was injected.
        seconds: How long it took.
        complaints: Each escape, double outcome and so on in words.
    """

    settings: RunSettings
    parts: int
    escapes: int
    double_outcomes: int
    unaccounted: int
    good_lost: int
    contradicted: int
    missed: int
    untracked: int
    uncatchable: int
    unnamed: int
    faults: Mapping[str, int]
    seconds: float
    complaints: tuple[str, ...] = ()

    @property
    def flawless(self) -> bool:
        """Whether every part is accounted for and none escaped."""
        return not (self.escapes or self.double_outcomes or self.unaccounted or self.unnamed)


def figures(run: Run) -> Figures:
    """Hold what the campaign knows against what the gate has written down."""
    settings, evidence = run.settings, run.evidence
    found = account(run.records)
    placed = PlacedParts(evidence, found, settings.geometry.pitch // 2)
    pairing = placed if settings.role == "coupler" else NumberedParts(evidence, found)
    escaped = [f"bad part {number} escaped" for number in evidence.escapes()]
    twice = list(doubles(evidence, found, pairing))
    lost = [*unaccounted(found, pairing), *miscounts(found, run.status)]
    untrue = list(contradictions(evidence, found, pairing))
    nameless = list(unnamed(evidence, found, pairing))
    return Figures(
        settings=settings,
        parts=len(evidence.edges) + len(evidence.passages) + evidence.untracked,
        escapes=len(escaped),
        double_outcomes=len(twice),
        unaccounted=len(lost),
        good_lost=len(evidence.good_lost()),
        contradicted=len(untrue),
        missed=found.missed,
        untracked=evidence.untracked + len(evidence.forgotten) + placed.unseen,
        uncatchable=len(evidence.uncatchable()),
        unnamed=len(nameless),
        faults=run.faults,
        seconds=round(run.seconds, 1),
        complaints=(*escaped, *twice, *lost, *untrue, *nameless),
    )

"""Lots: parts that belong together because somebody said so, from one part on up to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from inspector.domain.evaluation import Evaluation

LOT_NAME_MAX = 64


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot.

    Attributes:
        lot_id: Grows with each and is never used twice.
        name: What people call it; another one may have had it before.
        note: What else there is to say.
        begun_utc_ns: When somebody began it, in Unix nanoseconds.
        begun_by: Who.
        ended_utc_ns: When it ended; ``None`` while it runs.
        ended_by: Who ended it.
        by_evaluation: How many of its parts are stored, by verdict.
    """

    lot_id: int
    name: str
    note: str
    begun_utc_ns: int
    begun_by: str
    ended_utc_ns: int | None = None
    ended_by: str = ""
    by_evaluation: Mapping[Evaluation, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class LotUse:
    """From this part on, until the next use, the parts of a journal belong to this lot, or none."""

    trigger_index: int
    lot_id: int | None


class LotEdge(StrEnum):
    """Either end of a lot."""

    BEGUN = "begun"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class LineReading:
    """What gate and PLC had counted at one moment; both count from lot to lot.

    Attributes:
        utc_ns: When, in Unix nanoseconds.
        journal_id: Only counts of one journal of the gate compare.
        triggered: Parts that the gate numbered.
        passed: Parts that the gate was told had passed.
        rejected: Parts that the gate was told were rejected.
        under_way: Parts between photo-eye and ejector at that moment.
        plc_triggered: The PLC's own count of parts; ``None`` where it has none, or was away.
        plc_passed: Its count of parts that passed.
        plc_rejected: Its count of parts that it rejected.
    """

    utc_ns: int
    journal_id: int
    triggered: int
    passed: int
    rejected: int
    under_way: int
    plc_triggered: int | None = None
    plc_passed: int | None = None
    plc_rejected: int | None = None


@dataclass(frozen=True, slots=True)
class LotBoundary:
    """Between which two parts one lot ends and the next begins.

    ``journal_id`` is 0 while the gate is away: the parts are not known by number then, and nothing
    was counted.
    """

    journal_id: int
    trigger_index: int
    reading: LineReading | None = None


class LotStore(Protocol):
    """Where lots are kept. All methods may be called from several threads."""

    def begin(self, lot: Lot, boundary: LotBoundary) -> Lot:
        """Keep a new lot that begins at this part, and end the one that runs; with its id.

        Raises:
            LotRunningError: a lot of this name runs.
        """

    def end(self, utc_ns: int, person: str, boundary: LotBoundary) -> Lot:
        """End the lot that runs.

        Raises:
            NoLotError: none runs.
        """

    def running(self) -> Lot | None:
        """The lot that runs."""

    def page(self, before: int | None, limit: int) -> Sequence[Lot]:
        """At most ``limit`` lots with an id below ``before``, newest first."""

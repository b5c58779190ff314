"""What the campaign alone knows: which part is bad, what the photo-eye saw, where it went."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

_BAD_SHARE = 0.3
_BEFORE_NS, _AFTER_NS = 50_000_000, 700_000_000
"""A part may stand before the eye when the trouble begins; afterwards the gate reconnects."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge of the photo-eye that a running PLC took for a part.

    Attributes:
        number: The part that was there; ``None`` when none was.
        encoder: Count of the belt's encoder.
        plc_session: The PLC's session that tracks it.
        trigger_seq: Its number in this session.
    """

    number: int | None
    encoder: int
    plc_session: int
    trigger_seq: int


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What the PLC said of where a part went."""

    plc_session: int
    trigger_seq: int
    code: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One edge of a photo-eye that is wired to a coupler.

    Attributes:
        number: The part that was there; ``None`` when none was.
        encoder: Count of the belt's encoder.
        at_ns: When, monotonic.
    """

    number: int | None
    encoder: int
    at_ns: int


@dataclass(slots=True)
class Evidence:
    """All that was seen in one run.

    Attributes:
        seed: Decides which part is bad.
        edges: What the photo-eye saw and the PLC tracked.
        untracked: Edges that came while no PLC could take them in.
        forgotten: Edges that the PLC lost with its memory before it could tell them to the gate, by
            session and number.
        passages: What the photo-eye saw where no PLC tracks it.
        disturbed: From when until when the gate could not read the photo-eye, monotonic.
        stuck: Parts that passed an ejector that did not move.
        ejected: Of each part that has left the belt, whether the ejector threw it out.
        confirmed: What the PLC told of parts, as it showed it.
    """

    seed: int
    edges: list[Edge] = field(default_factory=list)
    untracked: int = 0
    forgotten: set[tuple[int, int]] = field(default_factory=set)
    passages: list[Passage] = field(default_factory=list)
    disturbed: list[tuple[int, int]] = field(default_factory=list)
    stuck: set[int] = field(default_factory=set)
    ejected: dict[int, bool] = field(default_factory=dict)
    confirmed: list[Confirmed] = field(default_factory=list)

    def is_bad(self, number: int) -> bool:
        """The truth about a part."""
        return random.Random(f"{self.seed}/{number}").random() < _BAD_SHARE  # noqa: S311

    def escapes(self) -> list[int]:
        """Bad parts that left the belt at its good end, past an ejector that could move."""
        return [number for number in self._bad_passed() if number not in self.stuck]

    def uncatchable(self) -> list[int]:
        """Bad parts that left the belt at its good end because the ejector did not move."""
        return [number for number in self._bad_passed() if number in self.stuck]

    def good_lost(self) -> list[int]:
        """Good parts that were thrown out."""
        return self._gone(lambda number, ejected: ejected and not self.is_bad(number))

    def was_calm(self, at_ns: int) -> bool:
        """Whether the gate was able to read the photo-eye."""
        return not any(
            begun - _BEFORE_NS <= at_ns <= ended + _AFTER_NS for begun, ended in self.disturbed
        )

    def _bad_passed(self) -> list[int]:
        return self._gone(lambda number, ejected: self.is_bad(number) and not ejected)

    def _gone(self, chosen: Callable[[int, bool], bool]) -> list[int]:
        return [number for number, ejected in self.ejected.items() if chosen(number, ejected)]

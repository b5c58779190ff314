"""Whether what is recorded of a part is what was sealed, and the way from there to a noted head."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from inspector.clock import utc_datetime
from inspector.domain.seal import SealedBlock, SealedResult, SealProofs
from inspector.services.exports.evidence_trail import NotedHead, TrailOfParts

_WAY_MAX = 500_000
"""Results between a part and the noted head whose hashes still go along: 20 MB."""


class Standing(StrEnum):
    """What the seal of a part says."""

    HOLDS = "holds"
    WAITS = "not_sealed_yet"
    CHANGED = "changed_after_it_was_sealed"
    BROKEN = "block_is_not_what_was_sealed"


@dataclass(frozen=True, slots=True)
class SealOfPart:
    """The seal of one part, as ``seal.json`` tells it.

    Attributes:
        standing: Whether it holds.
        sequence: The part's place in the history.
        sealed_sha256: Of what was sealed.
        block: The file of the block that holds this hash.
        sealed_at: When it was sealed.
        noted_digest: The head behind it that the audit trail has noted first.
        noted_by_entry: The number of that entry.
        noted_at: When it was noted.
        way_included: Whether all blocks up to the noted one are in this file.
    """

    standing: Standing
    sequence: int
    sealed_sha256: str = ""
    block: str = ""
    sealed_at: str = ""
    noted_digest: str = ""
    noted_by_entry: int = 0
    noted_at: str = ""
    way_included: bool = False

    def as_json(self) -> bytes:
        """Readable by people, too."""
        return json.dumps(asdict(self), indent=2).encode()


class SealsOfParts:
    """Gathers what the seals of some parts need for their proof; used by one thread.

    Args:
        proofs: Where seals are read.
        trail: What the audit trail has noted.
    """

    def __init__(self, proofs: SealProofs, trail: TrailOfParts) -> None:
        self._proofs = proofs
        self._trail = trail
        self._ways: dict[int, int] = {}
        """From which sequence, by the one that each ends with."""
        self._noted: set[NotedHead] = set()

    def of(self, result_id: str) -> tuple[bytes, SealOfPart]:
        """What of a result is sealed, as it is recorded now, and what its seal says."""
        result = self._proofs.sealed(result_id)
        block = next(self._proofs.blocks(result.sequence, result.sequence), None)
        if block is None or not result.sha256:
            return result.content, SealOfPart(Standing.WAITS, result.sequence)
        noted = self._trail.head_behind(result.sequence)
        end = result.sequence
        if noted is not None:
            self._noted.add(noted)
            if noted.last_sequence - end <= _WAY_MAX:
                end = noted.last_sequence
        self._ways[end] = min(self._ways.get(end, end), result.sequence)
        return result.content, SealOfPart(
            _standing(result, block),
            result.sequence,
            result.sha256,
            _file_of(block),
            utc_datetime(block.sealed_utc_ns).isoformat(),
            *((noted.digest, noted.entry, noted.at) if noted else ("", 0, "")),
            way_included=noted is not None and end == noted.last_sequence,
        )

    def blocks(self) -> Iterator[tuple[str, bytes]]:
        """The files of all blocks that are needed, each once."""
        given = set()
        for last, first in self._ways.items():
            for block in self._proofs.blocks(first, last):
                if block.digest not in given:
                    given.add(block.digest)
                    yield _file_of(block), block.content

    def notes(self) -> dict[int, bytes]:
        """The entries that note the heads, by their places in the audit trail."""
        return {noted.place: noted.line for noted in self._noted}


def _standing(result: SealedResult, block: SealedBlock) -> Standing:
    hashed = b"%d %s" % (result.sequence, bytes.fromhex(result.sha256))
    if hashlib.sha256(block.content).hexdigest() != block.digest or hashed not in block.content:
        return Standing.BROKEN
    same = hashlib.sha256(result.content).hexdigest() == result.sha256
    return Standing.HOLDS if same else Standing.CHANGED


def _file_of(block: SealedBlock) -> str:
    return f"seals/{block.digest}.block"

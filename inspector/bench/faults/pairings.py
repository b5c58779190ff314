"""Which entry of the journal is which part: by the PLC's numbers, or by where the belt was."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.bench.faults.audit import Account
from inspector.bench.faults.evidence import Evidence, Passage

_NONE = 0
_LATE_REACHES = 12


class NumberedParts:
    """For a line with a PLC, which numbers the parts. An ``audit.Pairing``."""

    def __init__(self, evidence: Evidence, found: Account) -> None:
        self._evidence = evidence
        self._found = found
        self.parts = {
            index: edge.number
            for edge in evidence.edges
            for index in found.indexes.get((edge.plc_session, edge.trigger_seq), ())
            if edge.number is not None
        }

    def doubles(self) -> Iterator[str]:
        """One number of one session twice."""
        for (session, number), indexes in self._found.indexes.items():
            if len(indexes) > 1 and session:
                yield f"part {number} of PLC {session} is in the journal as {indexes}"

    def missing(self) -> Iterator[str]:
        """Numbers that are nowhere, and such as were seen at another place of the belt."""
        for edge in self._evidence.edges:
            key = (edge.plc_session, edge.trigger_seq)
            indexes = self._found.indexes.get(key, [])
            if not indexes and key not in self._evidence.forgotten:
                yield f"part {edge.trigger_seq} of PLC {edge.plc_session} is not in the journal"
            for index in indexes:
                if self._found.encoders[index] not in (0, edge.encoder):
                    yield f"entry {index} of the journal is not the part at {edge.encoder}"


class PlacedParts:
    """For a line that the gate controls itself; it sees a part a moment late. An ``audit.Pairing``.

    Args:
        evidence: What the campaign knows.
        found: The journal.
        reach: How far from where a part was its entry may say it was, in encoder counts; where the
            gate was held up it may be further.
    """

    def __init__(self, evidence: Evidence, found: Account, reach: int) -> None:
        self._evidence = evidence
        self._free = dict(found.encoders)
        self._missing: list[int] = []
        self.parts: dict[int, int] = {}
        unseen = [each for each in evidence.passages if not self._pair(each, reach)]
        for passage in unseen:
            if evidence.was_calm(passage.at_ns):
                self._missing.append(passage.encoder)
            else:
                self._free.pop(self._near(passage.encoder, _LATE_REACHES * reach), None)

    @property
    def unseen(self) -> int:
        """Parts that came while the gate could not read the photo-eye."""
        return sum(not self._evidence.was_calm(each.at_ns) for each in self._evidence.passages)

    def doubles(self) -> Iterator[str]:
        """Entries for which no part came."""
        for index, encoder in self._free.items():
            yield f"entry {index} of the journal, at {encoder}, is no part, or one that was led"

    def missing(self) -> Iterator[str]:
        """Parts that came while the gate was well."""
        for encoder in self._missing:
            yield f"the part at {encoder} is not in the journal"

    def _pair(self, passage: Passage, reach: int) -> bool:
        """Whether the journal leads this part at its place."""
        index = self._near(passage.encoder, reach)
        if index in self._free:
            del self._free[index]
            if passage.number is not None:
                self.parts[index] = passage.number
        return index != _NONE

    def _near(self, encoder: int, reach: int) -> int:
        """The first entry that is near enough: entries come in the order of the parts."""
        near = (index for index, at in self._free.items() if abs(at - encoder) <= reach)
        return next(near, _NONE)

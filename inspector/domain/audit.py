"""How far the audit trail had come, kept in another place than the trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class AuditAnchor:
    """The head of the audit trail at one moment.

    Attributes:
        seq: The number of its last entry.
        sha256: Of the whole line of that entry, in hexadecimal digits.
        utc_ns: When the anchor was set, in Unix nanoseconds.
    """

    seq: int
    sha256: str
    utc_ns: int


class AnchorStore(Protocol):
    """Where anchors are kept for ever."""

    def add(self, anchor: AuditAnchor, /) -> None:
        """Keep an anchor."""

    def all(self) -> Sequence[AuditAnchor]:
        """All anchors in the order of their setting."""

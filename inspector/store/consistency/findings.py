"""What was found in a history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Findings:
    """What was looked at and what is wrong.

    Attributes:
        results: Rows.
        pictures: Pictures that rows name.
        sound: Those of them that are what was written.
        missing: Those whose file is gone.
        changed: Those whose file is another one.
        orphans: Files of the archive that no row names.
        drafts: Files that were cut off while they were written.
        database: What SQLite finds wrong with the database; empty when nothing.
    """

    results: int = 0
    pictures: int = 0
    sound: int = 0
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    database: Sequence[str] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing that was recorded is lost or altered."""
        return not (self.missing or self.changed or self.database)

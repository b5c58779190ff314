"""What one revision changes against another."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.training.datasets.document import DatasetRevision
from inspector.training.datasets.item import RevisionItem


@dataclass(frozen=True, slots=True)
class Relabelled:
    """One picture that has another label."""

    before: RevisionItem
    after: RevisionItem


@dataclass(frozen=True, slots=True)
class Difference:
    """Items that only the second revision has, that only the first has, and with other labels."""

    added: tuple[RevisionItem, ...]
    removed: tuple[RevisionItem, ...]
    relabelled: tuple[Relabelled, ...]


def difference(first: DatasetRevision, second: DatasetRevision) -> Difference:
    """Compare by pixels, so that a picture in another file format is the same picture."""
    before = {item.identity: item for item in first.items}
    after = {item.identity: item for item in second.items}
    return Difference(
        added=tuple(item for identity, item in after.items() if identity not in before),
        removed=tuple(item for identity, item in before.items() if identity not in after),
        relabelled=tuple(
            Relabelled(before[identity], item)
            for identity, item in after.items()
            if identity in before and before[identity].label != item.label
        ),
    )

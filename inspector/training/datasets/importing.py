"""Taking a source into a dataset, as a new revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inspector.domain.errors.dataset import LabelsConflictError
from inspector.training.datasets.dataset_folder import DatasetFolder
from inspector.training.datasets.document import (
    DatasetRevision,
    RevisionContent,
    make_content,
)
from inspector.training.datasets.item import LeftOut, Listing, RevisionItem
from inspector.training.datasets.survey import Surveyed, survey
from inspector.training.progress import Progress


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has done.

    Attributes:
        revision: The one that is current now.
        added: Number of items that are new.
        relabelled: Number of known items whose label changed.
        known: Number of items that were there already.
        left_out: Files that cannot be used.
        duplicates: Files that repeat others.
        notes: Remarks of the source.
    """

    revision: DatasetRevision
    added: int
    relabelled: int
    known: int
    left_out: tuple[LeftOut, ...]
    duplicates: tuple[LeftOut, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Merged:
    items: tuple[RevisionItem, ...]
    added: int
    relabelled: int
    known: int


def import_listing(
    listing: Listing,
    target: Path,
    good: Sequence[str],
    progress: Progress,
    *,
    relabel: bool = False,
    replacing: bool = False,
) -> Imported:
    """Copy the pictures of a source into the dataset at ``target`` and commit a revision.

    An import that ends early leaves the current revision as it was; run again, it does not read
    again what it has copied. An import that changes nothing makes no revision.

    Args:
        listing: What the source holds.
        target: The dataset's folder; created if needed.
        good: Classes that a good part may have, beside those that are known.
        progress: Told for each file.
        relabel: Whether pictures that are known may get other labels.
        replacing: Whether the new revision holds nothing but this source.

    Raises:
        TrainingDatasetError: the pictures, labels or classes cannot be used.
        DatasetNotWrittenError: the disk takes no more; no revision was changed.
        DatasetBusyError: another process imports into the dataset.
    """
    folder = DatasetFolder(target)
    with folder.locked():
        found = survey(listing, progress, folder.objects.facts, folder.objects.add)
        if not found.items:
            raise found.nothing_usable()
        before = folder.revision() if folder.current_id else None
        old = before.content if before else RevisionContent("", (), ())
        kept = RevisionContent(old.parent, old.ok_classes, ()) if replacing else old
        merged = _merge(kept, found, relabel=relabel)
        content = make_content(
            merged.items,
            {*kept.ok_classes, *(good or listing.ok_classes)},
            (*kept.left_out, *found.left_out, *found.duplicates),
            parent=before.id if before else "",
        )
        unchanged = before and replace(content, parent=old.parent) == old
        revision = before if before and unchanged else folder.commit(content)
    return Imported(
        revision=revision,
        added=merged.added,
        relabelled=merged.relabelled,
        known=merged.known,
        left_out=found.left_out,
        duplicates=found.duplicates,
        notes=listing.notes,
    )


def _merge(old: RevisionContent, found: Surveyed, *, relabel: bool) -> _Merged:
    items = {item.identity: item for item in old.items}
    added = relabelled = known = 0
    for item in found.items:
        other = items.get(item.identity)
        if other is not None and other.label == item.label:
            known += 1
            continue
        if other is not None and not relabel:
            raise LabelsConflictError(
                f"{item.origin} is {item.label!r} now and was {other.label!r} ({other.origin})"
            )
        added += other is None
        relabelled += other is not None
        items[item.identity] = item
    return _Merged(tuple(items.values()), added, relabelled, known)

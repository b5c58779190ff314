"""Opening datasets: a folder that was imported, or a source as it lies there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.training.datasets.dataset_folder import DatasetFolder
from inspector.training.datasets.document import (
    DatasetRevision,
    canonical,
    make_content,
    revision_id,
)
from inspector.training.datasets.item import RevisionItem
from inspector.training.datasets.pictures import PictureFacts
from inspector.training.datasets.sources.layouts import SourceOptions, read_source
from inspector.training.datasets.survey import survey
from inspector.training.progress import Progress, Silence

__all__ = ["DatasetRevision", "open_dataset", "open_revision"]


@dataclass(frozen=True, slots=True)
class _SourceFiles:
    """The files of a source, where they lie."""

    by_sha256: dict[str, Path]

    def locate(self, item: RevisionItem) -> Path:
        """The file that holds an item's picture."""
        return self.by_sha256[item.sha256]


def open_revision(
    path: Path, revision: str | None = None, progress: Progress | None = None
) -> DatasetRevision:
    """One revision of the dataset at ``path``, by default the current one.

    Files whose size or modification time is not the noted one are hashed again.

    Raises:
        DatasetUnreadableError: there is no dataset, or no such revision.
        DatasetDamagedError: a file is missing or changed.
    """
    folder = DatasetFolder(path)
    found = folder.revision(revision)
    folder.objects.verify(found.items, progress or Silence(), full=False)
    return found


def open_dataset(
    path: Path,
    good: Sequence[str] = (),
    progress: Progress | None = None,
    options: SourceOptions | None = None,
    derived: Path | None = None,
) -> DatasetRevision:
    """A dataset, or a source as if it had been imported; nothing is written.

    The revision of a source has the id that a first import of it would have.

    Args:
        path: A dataset's folder, or what ``inspector dataset import`` takes.
        good: Classes that a good part may have; for a dataset, instead of those it names.
        progress: Told for each file.
        options: How to read a source.
        derived: A folder for what can be computed again about a source, such as near duplicates;
            a dataset has its own.

    Raises:
        TrainingDatasetError: the pictures or their labels cannot be used.
    """
    progress = progress or Silence()
    if DatasetFolder.is_one(path):
        return _with_good(open_revision(path, progress=progress), good)
    listing = read_source(path, options or SourceOptions())
    files: dict[str, Path] = {}

    def keep(file: Path, sha256: str, _: PictureFacts) -> None:
        files.setdefault(sha256, file)

    found = survey(listing, progress, lambda _: None, keep)
    for line in (*listing.notes, *(f"left out: {e}" for e in (*found.left_out, *found.duplicates))):
        progress.tell(line)
    if not found.items:
        raise found.nothing_usable()
    classes = sorted({item.label for item in found.items})
    progress.tell(f"{len(found.items)} images in {len(classes)} classes: {', '.join(classes)}")
    content = make_content(
        found.items, good or listing.ok_classes, (*found.left_out, *found.duplicates)
    )
    return DatasetRevision(
        id=revision_id(canonical(content)),
        name=path.resolve().name,
        content=content,
        files=_SourceFiles(files),
        derived=derived,
    )


def _with_good(revision: DatasetRevision, good: Sequence[str]) -> DatasetRevision:
    """Another choice of good classes is another revision, which is not written."""
    if not good or set(good) == set(revision.ok_classes):
        return revision
    old = revision.content
    content = make_content(old.items, good, old.left_out, parent=revision.id)
    return DatasetRevision(
        id=revision_id(canonical(content)),
        name=revision.name,
        content=content,
        files=revision.files,
        derived=revision.derived,
    )

"""A dataset on disk: files under their hashes, immutable revisions, and which one is current."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.domain.errors.dataset import (
    DatasetBusyError,
    DatasetNotWrittenError,
    DatasetUnreadableError,
)
from inspector.file_lock import sole_holder
from inspector.paths import ensure_writable, write_atomically
from inspector.training.datasets.document import (
    DatasetRevision,
    RevisionContent,
    canonical,
    parse_content,
    revision_id,
)
from inspector.training.datasets.objects import ObjectFolder
from inspector.training.datasets.writing import written_to

_CURRENT = "current"
_REVISIONS = "revisions"
_LOCK = "lock"
_SHORTEST_ID = 4


class DatasetFolder:
    """One dataset.

    Args:
        root: Its folder; made by the first import.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.objects = ObjectFolder(root)

    @staticmethod
    def is_one(path: Path) -> bool:
        """Whether a dataset lies at ``path``."""
        return (path / _CURRENT).is_file() and (path / _REVISIONS).is_dir()

    @property
    def current_id(self) -> str:
        """Id of the newest revision, empty before the first import.

        Raises:
            DatasetUnreadableError: the file that names it cannot be read.
        """
        path = self.root / _CURRENT
        if not path.exists():
            return ""
        try:
            return path.read_text("ascii").strip()
        except (OSError, ValueError) as error:
            raise DatasetUnreadableError(f"{path} cannot be read: {error}") from error

    def revision(self, name: str | None = None) -> DatasetRevision:
        """One revision, by default the current one.

        Args:
            name: Its id, or the first digits of it.

        Raises:
            DatasetUnreadableError: there is none of this name, or its file was changed.
        """
        known = self._resolve(name or self.current_id)
        document = (self.root / _REVISIONS / f"{known}.json").read_bytes()
        if revision_id(document) != known:
            raise DatasetUnreadableError(
                f"revision {known[:12]} was changed after it was written",
                remedy="Restore its file from a backup; a revision never changes.",
            )
        return DatasetRevision(
            id=known,
            name=self.root.resolve().name,
            content=parse_content(document),
            files=self.objects,
            derived=self.root / "derived" / known,
        )

    def commit(self, content: RevisionContent) -> DatasetRevision:
        """Write a revision behind its files and make it the current one: all happens, or nothing.

        Raises:
            DatasetNotWrittenError: the disk takes no more.
        """
        document = canonical(content)
        name = revision_id(document)
        self.objects.flush()
        with written_to(self.root):
            write_atomically(self.root / _REVISIONS / f"{name}.json", document)
            write_atomically(self.root / _CURRENT, f"{name}\n")
        return self.revision(name)

    def ancestry(self) -> Iterator[DatasetRevision]:
        """The current revision, the one before it, and so on."""
        name = self.current_id
        while name:
            found = self.revision(name)
            yield found
            name = found.content.parent

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other imports out.

        Raises:
            DatasetBusyError: another process imports into the dataset.
            DatasetNotWrittenError: the folder takes no files, or holds something else.
        """
        self._refuse_foreign_folder()
        with written_to(self.root):
            ensure_writable(self.root)
        busy = DatasetBusyError(f"another process imports into {self.root}")
        with sole_holder(self.root / _LOCK, busy):
            yield

    def _refuse_foreign_folder(self) -> None:
        """A first import makes a folder of its own; one that was interrupted has left its lock."""
        begun = self.is_one(self.root) or (self.root / _LOCK).exists()
        if not begun and self.root.is_dir() and any(self.root.iterdir()):
            raise DatasetNotWrittenError(
                f"{self.root} is no dataset and holds other files",
                remedy="Name a new folder by --to; a dataset has a folder of its own.",
            )

    def _resolve(self, name: str) -> str:
        if not self.is_one(self.root):
            raise DatasetUnreadableError(f"{self.root} is no dataset")
        if len(name) < _SHORTEST_ID or not re.fullmatch("[0-9a-f]+", name):
            raise DatasetUnreadableError(
                f"{name!r} is no id of a revision, nor its first {_SHORTEST_ID} digits or more"
            )
        found = sorted(path.stem for path in (self.root / _REVISIONS).glob(f"{name}*.json"))
        if len(found) != 1:
            count = "no revision" if not found else f"{len(found)} revisions"
            raise DatasetUnreadableError(f"{self.root} has {count} {name}")
        return found[0]

"""The files of a dataset under the names of their hashes, and what was found in them."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from inspector.domain.errors.dataset import DatasetDamagedError, DatasetNotWrittenError
from inspector.flushing import flush_files
from inspector.training.datasets.item import RevisionItem
from inspector.training.datasets.pictures import PictureFacts, file_sha256
from inspector.training.datasets.writing import written_to
from inspector.training.progress import Progress
from inspector.vision.imagelist import EXTENSIONS

_BLOCK_BYTES = 1 << 20
_OTHER_SUFFIX = ".img"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a file had when its hash was last computed."""

    size_bytes: int
    modified_ns: int
    facts: PictureFacts


class ObjectFolder:
    """Content-addressed files, ``objects/ab/<sha256>.<ext>``, and the notes on them.

    The notes (``facts.jsonl``) save decoding a picture again when an import is resumed, and hashing
    a file again whose size and modification time are as they were.
    """

    def __init__(self, root: Path) -> None:
        self._root = root / "objects"
        self._notes = root / "facts.jsonl"
        self._seen = _read_notes(self._notes)
        self._unflushed: list[Path] = []

    def locate(self, item: RevisionItem) -> Path:
        """The file that holds an item's picture."""
        return self._path(item.sha256, item.suffix)

    def facts(self, sha256: str) -> PictureFacts | None:
        """What was found in a file when it was taken in; ``None`` when it is not known."""
        seen = self._seen.get(sha256)
        return seen.facts if seen else None

    def add(self, source: Path, sha256: str, facts: PictureFacts) -> None:
        """Copy a file in; the copy appears whole or not at all.

        Raises:
            DatasetNotWrittenError: the disk takes no more.
            DatasetDamagedError: the source changed while it was read.
        """
        target = self._path(sha256, source.suffix)
        with written_to(self._root):
            if not _is_whole(target, source.stat().st_size):
                target.parent.mkdir(parents=True, exist_ok=True)
                _copy(source, target, sha256)
                self._unflushed.append(target)
            if not self._is_as_noted(sha256, target):
                self._note(sha256, target, facts)

    def flush(self) -> None:
        """Bring to the disk itself what was copied in, so that no revision outlives its files.

        Raises:
            DatasetNotWrittenError: the disk does not keep them.
        """
        with written_to(self._root):
            flush_files(self._unflushed)
        self._unflushed.clear()

    def verify(self, items: Iterable[RevisionItem], progress: Progress, *, full: bool) -> None:
        """Compare every file with its name.

        Args:
            items: Whose files are compared.
            progress: Told for each file.
            full: Read every file, also those that look untouched.

        Raises:
            DatasetDamagedError: files are missing or changed; the first ten are named.
        """
        files = {item.sha256: item for item in items}
        damaged: list[str] = []
        progress.begin("verify", len(files))
        for _, item in sorted(files.items()):
            path = self.locate(item)
            if not self._is_sound(item, path, full=full):
                damaged.append(f"{item.origin} ({path.name})")
            progress.advance()
        if damaged:
            raise DatasetDamagedError(
                f"{len(damaged)} of {len(files)} files are missing or changed: "
                + "; ".join(damaged[:10])
            )

    def _is_sound(self, item: RevisionItem, path: Path, *, full: bool) -> bool:
        if path.is_symlink() or not path.is_file():
            return False
        noted = self._is_as_noted(item.sha256, path)
        if noted and not full:
            return True
        if file_sha256(path) != item.sha256:
            return False
        if not noted:  # Such as in a copy of the dataset, whose files have times of their own.
            with suppress(DatasetNotWrittenError), written_to(self._notes):
                self._note(item.sha256, path, facts_of(item))
        return True

    def _is_as_noted(self, sha256: str, path: Path) -> bool:
        seen = self._seen.get(sha256)
        status = path.stat()
        return seen is not None and (seen.size_bytes, seen.modified_ns) == (
            status.st_size,
            status.st_mtime_ns,
        )

    def _path(self, sha256: str, suffix: str) -> Path:
        return self._root / sha256[:2] / (sha256 + object_suffix(suffix))

    def _note(self, sha256: str, path: Path, facts: PictureFacts) -> None:
        status = path.stat()
        self._seen[sha256] = _Seen(status.st_size, status.st_mtime_ns, facts)
        line = {
            "sha256": sha256,
            "size_bytes": status.st_size,
            "modified_ns": status.st_mtime_ns,
            **asdict(facts),
        }
        with self._notes.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write("\n" + json.dumps(line))  # A line that was cut off stays alone.


def facts_of(item: RevisionItem) -> PictureFacts:
    """What was found in an item's file when it was taken in."""
    return PictureFacts(item.width, item.height, item.channels, item.pixels_sha256)


def object_suffix(suffix: str) -> str:
    """The ending that a file has in the dataset."""
    known = suffix.lower()
    return known if known in EXTENSIONS else _OTHER_SUFFIX


def _is_whole(path: Path, size_bytes: int) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size == size_bytes


def _copy(source: Path, target: Path, sha256: str) -> None:
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as draft:
        temporary = Path(draft.name)
        try:
            digest = hashlib.sha256()
            with source.open("rb") as stream:
                while block := stream.read(_BLOCK_BYTES):
                    digest.update(block)
                    draft.write(block)
            draft.close()
            if digest.hexdigest() != sha256:
                raise DatasetDamagedError(
                    f"{source} changed while it was read", remedy="Run the same command again."
                )
            temporary.chmod(0o644)
            temporary.replace(target)
        finally:
            draft.close()
            temporary.unlink(missing_ok=True)


def _read_notes(path: Path) -> dict[str, _Seen]:
    """All notes; a line that a full disk or a power cut left incomplete does not count."""
    seen: dict[str, _Seen] = {}
    if not path.is_file():
        return seen
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            note: dict[str, Any] = json.loads(line)
            sha256 = note.pop("sha256")
            size_bytes, modified_ns = note.pop("size_bytes"), note.pop("modified_ns")
            seen[sha256] = _Seen(size_bytes, modified_ns, PictureFacts(**note))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return seen

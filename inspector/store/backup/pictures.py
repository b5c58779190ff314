"""Pictures from one archive into another: only those that it lacks, each held against its row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from inspector.store.backup.copying import copy_proven, hash_file
from inspector.store.backup.database import NamedPicture

_SHOWN = 20


@dataclass(slots=True)
class PicturesCopied:
    """What became of the pictures.

    Attributes:
        copied: Those that the target lacked.
        present: Those that it had.
        missing: Those that the source has lost, or that are not what their row says.
        examples: Some of the missing ones.
    """

    copied: int = 0
    present: int = 0
    missing: int = 0
    examples: list[str] = field(default_factory=list)

    def miss(self, path: str) -> None:
        """One more that is gone."""
        self.missing += 1
        if len(self.examples) < _SHOWN:
            self.examples.append(path)


def copy_pictures(
    pictures: Iterable[NamedPicture],
    source: Path,
    target: Path,
    advance: Callable[[], object],
    *,
    prove_present: bool = False,
) -> PicturesCopied:
    """Bring an archive up to what the rows name.

    Args:
        pictures: What the rows name.
        source: Root of the archive to copy from.
        target: Root of the archive to copy to.
        advance: Called after each picture.
        prove_present: Read those that are there already, too, and copy them anew if they differ.

    Raises:
        BackupNotWrittenError: the target cannot be written.
    """
    found = PicturesCopied()
    for picture in pictures:
        _bring(picture, source.resolve(), target.resolve(), found, prove_present)
        advance()
    return found


def _bring(
    picture: NamedPicture, source: Path, target: Path, found: PicturesCopied, prove: bool
) -> None:
    origin, place = source / picture.path, target / picture.path
    if not place.resolve().is_relative_to(target):
        found.miss(picture.path)
        return
    if place.is_file() and (not prove or hash_file(place) == picture.sha256):
        found.present += 1
        return
    try:
        sound = copy_proven(origin, place) == picture.sha256
    except OSError:
        sound = False
    if sound:
        found.copied += 1
    else:
        place.unlink(missing_ok=True)
        found.miss(picture.path)

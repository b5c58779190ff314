"""What a folder of backups looks like.

``snapshots/<time>/`` holds the database and the small files as they were at one time, with a
manifest of their hashes; ``archive/`` holds the pictures of all of them, for pictures never change.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from inspector.domain.errors.backup import BackupDamagedError, BackupNotFoundError

DATABASE = "inspector.db"
MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one backup holds.

    Attributes:
        format: Of the folder.
        taken_at: ISO 8601 in UTC.
        app_version: Of the program that took it.
        schema: Revision of the database.
        results: Rows in it.
        pictures: Pictures that its rows name.
        pictures_missing: Those of them that were gone or damaged when it was taken.
        files: SHA-256 by path below the snapshot, the database among them.
    """

    format: int
    taken_at: str
    app_version: str
    schema: str
    results: int
    pictures: int
    pictures_missing: int
    files: Mapping[str, str]

    def to_json(self) -> str:
        """As it stands in the folder."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """The places inside one folder of backups."""

    root: Path

    @property
    def archive(self) -> Path:
        """The pictures of all snapshots."""
        return self.root / "archive"

    def snapshot(self, name: str) -> Path:
        """One backup."""
        return self.root / "snapshots" / name

    def names(self) -> Sequence[str]:
        """All backups that are complete, oldest first."""
        found = (self.root / "snapshots").glob(f"*/{MANIFEST}")
        return sorted(path.parent.name for path in found)

    def find(self, name: str | None) -> tuple[str, Manifest]:
        """The newest backup, or the one of this name, with its manifest.

        Raises:
            BackupNotFoundError: there is none.
            BackupDamagedError: its manifest cannot be read.
        """
        names = self.names()
        if not names or (name is not None and name not in names):
            held = f"{name}: it holds {', '.join(names)}" if names else "at all"
            raise BackupNotFoundError(f"{self.root} has no backup {held}")
        chosen = name or names[-1]
        path = self.snapshot(chosen) / MANIFEST
        try:
            manifest = Manifest(**json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise BackupDamagedError(f"{path}: {error}") from error
        if manifest.format != FORMAT:
            raise BackupDamagedError(
                f"{path} has format {manifest.format}, this program knows {FORMAT}",
                remedy="Install the version of the program that took it, or a newer one.",
            )
        return chosen, manifest

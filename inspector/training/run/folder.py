"""The folder of one training: what was asked for, and what each finished step found.

A step that is finished is never done again, so a training that was killed, cancelled or met a full
disk goes on where it was: `inspector model resume FOLDER`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.training import RunFolderError
from inspector.file_lock import sole_holder
from inspector.paths import ensure_writable, write_atomically

_OPTIONS = "run.json"
_LOCK = "lock"
_STEPS = "steps"
CHECKPOINT_SUFFIX = ".checkpoint"
LEARNED = "fit-"
"""How the names of steps begin in which a network learns."""
SCHEMA_VERSION = 1


class RunFolder:
    """One training on disk.

    Args:
        path: Made by :meth:`create`.

    Raises:
        RunFolderError: there is no training, or one of another version of the program.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not (path / _OPTIONS).exists():
            raise RunFolderError(
                f"there is no training in {path}",
                remedy="Name its run folder: OUT/runs/NAME-VERSION, or what --run was.",
            )
        document = _read(path / _OPTIONS)
        if document.get("schema_version") != SCHEMA_VERSION:
            raise RunFolderError(f"{path} is no training that this version can go on with")
        self.options: Mapping[str, Any] = document["options"]
        self.command: str = document["command"]

    @classmethod
    def create(cls, path: Path, options: Mapping[str, object], command: str) -> RunFolder:
        """Begin a training; one that has begun with the same options is gone on with.

        One in which nothing was learned yet makes room, for its options may have been wrong.

        Raises:
            RunFolderError: another training has begun to learn here, or the folder takes no files.
        """
        document = {"schema_version": SCHEMA_VERSION, "options": options, "command": command}
        text = json.dumps(document, indent=1, sort_keys=True)
        if (path / _OPTIONS).exists():
            known = cls(path)
            same = json.loads(text)["options"] == known.options
            if not same and known.has_learned:
                raise RunFolderError(
                    f"{path} holds a training with other options",
                    remedy="Choose another --run, or go on with it: inspector model resume RUN",
                )
            if same:
                return known
        try:
            ensure_writable(path)
            shutil.rmtree(path / _STEPS, ignore_errors=True)
            write_atomically(path / _OPTIONS, text)
        except FolderNotWritableError as error:
            raise RunFolderError(error.detail, remedy="Choose another --run.") from error
        return cls(path)

    @property
    def has_learned(self) -> bool:
        """Whether an epoch is done, so that there is something to lose."""
        return any(self.path.glob(f"*{CHECKPOINT_SUFFIX}")) or any(
            self.path.glob(f"{_STEPS}/{LEARNED}*")
        )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other process out of this training.

        Raises:
            RunFolderError: another process works on it.
        """
        busy = RunFolderError(
            f"another process works on {self.path}", remedy="Wait for it, or cancel it."
        )
        with sole_holder(self.path / _LOCK, busy):
            yield

    def file(self, name: str) -> Path:
        """The path of a file or folder of this training."""
        return self.path / name

    def found(self, step: str) -> Mapping[str, Any] | None:
        """What a step found; ``None`` as long as it is not finished."""
        path = self._record(step)
        return _read(path) if path.exists() else None

    def finish(self, step: str, found: Mapping[str, object]) -> None:
        """All files of a step are written, and this is what it found.

        Raises:
            RunFolderError: the disk takes no more.
        """
        try:
            write_atomically(self._record(step), json.dumps(found, indent=1))
        except FolderNotWritableError as error:
            raise RunFolderError(error.detail) from error

    def _record(self, step: str) -> Path:
        return self.path / _STEPS / f"{step}.json"


def _read(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise RunFolderError(f"{path} cannot be read: {error}") from error
    if not isinstance(document, dict):
        raise RunFolderError(f"{path} is no JSON object")
    return document

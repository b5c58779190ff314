"""The files of a package as they lie on disk: their number, depth and size, before one is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from inspector.domain.errors.model import ModelPackageError
from inspector.domain.errors.release import PackageLimitError
from inspector.inference.checks import limits


def files_below(folder: Path) -> dict[str, int]:
    """Size by relative name of every file; a link counts as a file and is not followed.

    Raises:
        PackageLimitError: there are too many, too deep, or they are too large together.
        ModelPackageError: a folder cannot be listed.
    """
    found: dict[str, int] = {}
    try:
        for entry, depth in _entries(folder, 1):
            if depth > limits.FOLDER_DEPTH or len(found) >= limits.FILES:
                raise PackageLimitError(
                    f"{folder} has more than {limits.FILES} files, or folders more than "
                    f"{limits.FOLDER_DEPTH} deep"
                )
            if not entry.is_dir(follow_symlinks=False):
                name = Path(entry.path).relative_to(folder).as_posix()
                found[name] = entry.stat(follow_symlinks=False).st_size
    except OSError as error:
        raise ModelPackageError(f"{folder} cannot be listed: {error.strerror or error}") from error
    if sum(found.values()) > limits.PACKAGE_BYTES:
        raise PackageLimitError(f"{folder} is larger than {limits.PACKAGE_BYTES >> 20} MiB")
    return found


def _entries(folder: Path, depth: int) -> Iterator[tuple[os.DirEntry[str], int]]:
    with os.scandir(folder) as entries:
        for count, entry in enumerate(entries):
            if count > limits.FILES:
                raise PackageLimitError(f"{folder} has more than {limits.FILES} entries")
            yield entry, depth
            if depth <= limits.FOLDER_DEPTH and entry.is_dir(follow_symlinks=False):
                yield from _entries(Path(entry.path), depth + 1)

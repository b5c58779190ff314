"""Which images a folder or a list file names, and the class of each."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

from inspector.domain.errors.camera import ImageFolderEmptyError, ImageListInvalidError

EXTENSIONS = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp"})
LabelledPath = tuple[Path, str | None]


def list_images(source: Path) -> tuple[LabelledPath, ...]:
    """The images of a folder, or of a CSV file with the columns ``path`` and ``label``.

    In a folder, all levels are searched; an image's label is the name of the folder that holds
    it, ``None`` for images directly in ``source``. The order is that of the relative paths with
    forward slashes, by code point, the same on every system. Names that begin with a dot are left
    out. In a CSV file, the order is that of its lines, paths are relative to the file, an empty
    label is ``None``; whether the images exist shows only when they are read.

    Raises:
        ImageFolderEmptyError: it does not exist, or no image is there.
        ImageListInvalidError: the CSV file cannot be read or lacks the column ``path``.
    """
    if not source.exists() and source.suffix.lower() != ".csv":
        raise ImageFolderEmptyError(f"{source} does not exist")
    listed = tuple(_of_folder(source) if source.is_dir() else _of_csv(source))
    if not listed:
        raise ImageFolderEmptyError(f"{source} names no image")
    return listed


def _of_folder(root: Path) -> Iterator[LabelledPath]:
    found = [
        (path.relative_to(root).as_posix(), path)
        for folder, subfolders, names in os.walk(root)
        for path in _visible_images(Path(folder), subfolders, names)
    ]
    for _, path in sorted(found):
        yield path, None if path.parent == root else path.parent.name


def _visible_images(folder: Path, subfolders: list[str], names: list[str]) -> Iterator[Path]:
    subfolders[:] = [name for name in subfolders if not name.startswith(".")]
    for name in names:
        path = folder / name
        if not name.startswith(".") and path.suffix.lower() in EXTENSIONS:
            yield path


def _of_csv(source: Path) -> Iterator[LabelledPath]:
    try:
        with source.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines, strict=True)
            if "path" not in (rows.fieldnames or ()):
                raise ImageListInvalidError(f"{source.name}: its first line has no column `path`")
            for row in rows:
                if not row["path"]:
                    raise ImageListInvalidError(f"{source.name}, line {rows.line_num}: no path")
                yield source.parent / row["path"], row.get("label") or None
    except OSError as error:
        raise ImageListInvalidError(f"{source}: {error.strerror}") from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise ImageListInvalidError(f"{source.name}: {error}") from error

"""The pictures below a folder, in the same order on every system."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from inspector.domain.errors.dataset import SourceInvalidError
from inspector.training.datasets.item import LeftOut
from inspector.training.datasets.sources.confinement import confined
from inspector.vision.imagelist import EXTENSIONS

UNREAD_SUFFIXES = frozenset(
    {
        *(".apng", ".avif", ".exr", ".gif", ".heic", ".heif", ".jp2", ".jxl", ".pgm", ".ppm"),
        *(".dng", ".pdf", ".psd", ".raw", ".svg", ".tga"),
    }
)
"""Files that people take for pictures and that are not read."""


def pictures_below(root: Path) -> tuple[list[Path], list[LeftOut]]:
    """All pictures, sorted by their relative paths, and files that only look like pictures.

    Names that begin with a dot are not looked at; links to folders are not followed.

    Raises:
        PathNotAllowedError: a link leads out of ``root``.
    """
    pictures, left_out = [], []
    for path in sorted(_visible_files(root), key=lambda path: path.relative_to(root).as_posix()):
        suffix = path.suffix.lower()
        if suffix in EXTENSIONS:
            pictures.append(confined(root, path))
        elif suffix in UNREAD_SUFFIXES:
            reason = f"{suffix} files are not read; save it as PNG"
            left_out.append(LeftOut(path.relative_to(root).as_posix(), reason))
    return pictures, left_out


class PicturesByName:
    """Finds a picture that labels name, when it does not lie where they say."""

    def __init__(self, pictures: Iterable[Path]) -> None:
        self._known: dict[str, list[Path]] = {}
        for path in pictures:
            self._known.setdefault(path.name, []).append(path)

    def find(self, said: Path) -> Path:
        """``said`` where it is a file, else the picture of its name; ``said`` when there is none.

        Raises:
            SourceInvalidError: several pictures have the name.
        """
        if said.is_file():
            return said
        found = self._known.get(said.name, [said])
        if len(found) > 1:
            raise SourceInvalidError(f"{len(found)} pictures are named {said.name}")
        return found[0]


def _visible_files(root: Path) -> Iterator[Path]:
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        yield from (Path(folder) / name for name in names if not name.startswith("."))

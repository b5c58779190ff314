"""Paths that a source names stay inside the folder that was given."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

from inspector.domain.errors.dataset import PathNotAllowedError


def confined(root: Path, named: str | Path) -> Path:
    """The file that a source names, or that was found in it.

    Args:
        root: The folder that holds all pictures.
        named: A text is relative to ``root`` or absolute, with forward or backward slashes; a path
            is taken as it is.

    Raises:
        PathNotAllowedError: it lies outside of ``root``, also by way of a symbolic link.
    """
    path = named if isinstance(named, Path) else root / PureWindowsPath(named).as_posix()
    try:
        inside = path.resolve().is_relative_to(root.resolve())
    except (OSError, ValueError) as error:
        raise PathNotAllowedError(f"{named} is no path: {error}") from error
    if not inside:
        raise PathNotAllowedError(f"{named} leads out of {root}")
    return path

"""The files of the publisher in its folder."""

from pathlib import Path


def position_file(folder: Path) -> Path:
    """How far the broker has taken the history."""
    return folder / "position.json"


def status_file(folder: Path) -> Path:
    """How the publisher fares."""
    return folder / "status.json"

"""What training jobs need of the rest of the station; the composition root implements it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from inspector.wire.training import DatasetRow


class Datasets(Protocol):
    """The datasets of the station."""

    @property
    def folder(self) -> Path:
        """Where they lie."""

    def rows(self) -> Sequence[DatasetRow]:
        """All of them, the damaged ones among them."""


@dataclass(frozen=True, slots=True)
class TrainingSite:
    """Where and with what a station trains.

    Attributes:
        data_folder: Of the station.
        jobs: The folder of the jobs.
        archive: The pictures of the station's history.
        trusted_keys: What a package must be signed with to be installed; empty for none.
        command: From the folder of a job to the command line of its process.
        missing: Names of the Python packages that training lacks.
        taken: Whether the station has a package ``NAME/VERSION``.
        cores: Cores of this computer, and how many of them a training uses.
        reserve_bytes: A training does not start on a disk with less room.
    """

    data_folder: Path
    jobs: Path
    archive: Path
    trusted_keys: tuple[str, ...]
    command: Callable[[Path], Sequence[str]]
    missing: Callable[[], Sequence[str]]
    taken: Callable[[str], bool]
    cores: tuple[int, int]
    reserve_bytes: int

"""Which GenTL producers there are on this computer."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from inspector.domain.errors.camera import ProducerError
from inspector.domain.phrases.drivers import DriverPhrase

_PATH_VARIABLE = "GENICAM_GENTL64_PATH"


def producer_files(producers: Sequence[str] = ()) -> tuple[Path, ...]:
    """The producers to load.

    Args:
        producers: Paths of `.cti` files; empty for all in the folders that GENICAM_GENTL64_PATH
            names (GenTL 1.6, "Installation").

    Raises:
        ProducerError: a named file does not exist, or none is named and none installed.
    """
    if producers:
        return tuple(_existing(Path(each)) for each in producers)
    folders = [folder for folder in os.environ.get(_PATH_VARIABLE, "").split(os.pathsep) if folder]
    found = {path.resolve() for folder in folders for path in sorted(Path(folder).glob("*.cti"))}
    if not found:
        where = f"in {os.pathsep.join(folders)}" if folders else f"and {_PATH_VARIABLE} names none"
        raise ProducerError(
            DriverPhrase.PRODUCER_UNNAMED(where=where),
            remedy="Install the camera vendor's GenTL producer, or name its `.cti` file under "
            "`producers` in the station file.",
        )
    return tuple(sorted(found))


def one_by_one(producers: Sequence[str] = ()) -> tuple[Mapping[str, object], ...]:
    """Options of ``list_devices`` for each producer alone, so that one that crashes is alone."""
    return tuple({"producers": [str(path)]} for path in producer_files(producers))


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ProducerError(DriverPhrase.PRODUCER_ABSENT(path=str(path)))
    return path

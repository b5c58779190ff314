"""The producer without hardware that comes with genicam 1.6: MVTec's viky."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from inspector.domain.errors.camera import DriverMissingError
from inspector.domain.phrases.drivers import DriverPhrase


def viky_producer() -> Path:
    """Where it is installed; nothing is loaded.

    Raises:
        DriverMissingError: it is not.
    """
    found = importlib.util.find_spec("genicam")
    for folder in () if found is None else found.submodule_search_locations or ():
        producer = Path(folder) / "viky.cti"
        if producer.exists():
            return producer
    raise DriverMissingError(
        DriverPhrase.VIKY_MISSING(),
        remedy="Install it: pip install harvesters==1.4.3 genicam==1.6.0",
    )

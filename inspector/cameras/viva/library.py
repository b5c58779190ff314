"""The library viva-genicam, imported when the first camera is opened or listed."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

from inspector.domain.errors.camera import DriverMissingError
from inspector.domain.phrases.drivers import DriverPhrase

_PACKAGE = "viva-genicam==0.10.0"


def viva() -> ModuleType:
    """The module ``viva_genicam``.

    Raises:
        DriverMissingError: it is not installed, or not for this computer.
    """
    try:
        return importlib.import_module("viva_genicam")
    except ImportError as error:
        raise DriverMissingError(
            DriverPhrase.DRIVER_NEEDS(driver="viva", package=_PACKAGE, fault=str(error)),
            remedy=f"Run: {sys.executable} -m pip install {_PACKAGE}",
        ) from error

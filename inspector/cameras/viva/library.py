"""The library viva-genicam, imported when the first camera is opened or listed."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

from inspector.domain.errors.camera import DriverMissingError

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
            f"the driver viva needs {_PACKAGE}: {error}",
            remedy=f"Run: {sys.executable} -m pip install {_PACKAGE}",
        ) from error

"""The pylon library, imported when the first camera is opened or listed."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

from inspector.domain.errors.camera import DriverMissingError
from inspector.domain.phrases.drivers import DriverPhrase

_PACKAGE = "pypylon==26.9"


def pylon() -> ModuleType:
    """The module ``pypylon.pylon``: cameras and grabbing.

    Raises:
        DriverMissingError: it is not installed, or not for this computer.
    """
    return _module("pypylon.pylon")


def genapi() -> ModuleType:
    """The module ``pypylon.genicam``: nodes and the errors of all calls.

    Raises:
        DriverMissingError: it is not installed, or not for this computer.
    """
    return _module("pypylon.genicam")


def _module(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise DriverMissingError(
            DriverPhrase.DRIVER_NEEDS(driver="pylon", package=_PACKAGE, fault=str(error)),
            remedy=f"Run: {sys.executable} -m pip install {_PACKAGE}",
        ) from error


def first_sentence(error: Exception) -> str:
    """What went wrong, without the place in pylon's sources that its messages end with."""
    return str(error).partition(" : ")[0].strip() or type(error).__name__
